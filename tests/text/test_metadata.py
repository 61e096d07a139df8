from datetime import date

import pytest

from sources.text import clean, metadata
from sources.text.page import bylines
from sources.text.types import Hints, Metadata

PARAGRAPHS = (
    "Dock workers in the northern port returned to their cranes on Tuesday after the union and the operator agreed "
    "on a pay rise of six per cent over two years.\n"
    "The walkout, which began on 2 February 2023, had left forty ships waiting outside the harbour, and the operator "
    "said it would take a week to clear the containers on the quays.\n"
    "Night crews will get an extra day of rest each month, and eighty people will be hired before the summer, the "
    "union said in a statement.\n"
)
HEADLINE = "Harbour workers end strike after pay deal\n"


def find(text: str, hints: Hints | None = None) -> Metadata:
    given = hints or Hints()
    return metadata.find(text, clean.segment(text, given), given)


def test_the_lines_above_the_report_are_read() -> None:
    found = find(HEADLINE + "By Nadia Verhoeven and Piet Bakker\n14 March 2023\n" + PARAGRAPHS)
    assert found.headline == HEADLINE.strip()
    assert found.byline == "By Nadia Verhoeven and Piet Bakker"
    assert found.authors == ("Nadia Verhoeven", "Piet Bakker")
    assert found.published_on == date(2023, 3, 14)
    assert found.language == "en"
    assert found.found.keys() == {"headline", "byline", "authors", "dateline", "published_on", "language"}


def test_hints_come_first() -> None:
    hints = Hints(title="Strike over", published=date(2023, 3, 15), language="nl-BE")
    found = find(HEADLINE + "14 March 2023\n" + PARAGRAPHS, hints)
    assert (found.headline, found.published_on, found.language) == ("Strike over", date(2023, 3, 15), "nl")
    assert {found.found[name] for name in ("headline", "published_on", "language")} == {metadata.HINTED}


def test_a_date_within_a_sentence_is_never_the_date_of_the_report() -> None:
    assert find(HEADLINE + PARAGRAPHS).published_on is None


def test_the_day_of_publication_comes_before_that_of_a_change() -> None:
    found = find(HEADLINE + "Updated: 16 March 2023\nPublished: 14 March 2023\n" + PARAGRAPHS)
    assert found.published_on == date(2023, 3, 14)


def test_a_sentence_above_the_byline_is_the_standfirst() -> None:
    words = "Forty ships waited outside for weeks."
    assert find(f"{HEADLINE}{words}\nBy Nadia Verhoeven\n{PARAGRAPHS}").standfirst == words


def test_a_paragraph_that_the_next_one_retells_is_the_standfirst() -> None:
    summary = "Nadia Verhoeven of the port union and Piet Bakker of Quay Holding have signed a pay deal.\n"
    retold = (
        "Nadia Verhoeven, who leads the port union, and Piet Bakker, the chairman of Quay Holding, signed on Monday "
    )
    assert (
        find(f"{HEADLINE}{summary}{retold}a deal that ends a walkout of five weeks.\n{PARAGRAPHS}").standfirst
        == summary.strip()
    )


def test_a_first_paragraph_is_no_standfirst() -> None:
    assert find(HEADLINE + PARAGRAPHS).standfirst == ""


@pytest.mark.parametrize("line", ["View all posts by Nadia Verhoeven →", "About Nadia Verhoeven"])
def test_a_note_about_the_author_names_the_author(line: str) -> None:
    note = "Nadia Verhoeven is a reporter who has covered ports and shipping for a decade.\n"
    found = find(f"{HEADLINE}{PARAGRAPHS}{line}\n{note}")
    assert found.authors == ("Nadia Verhoeven",)
    assert found.found["authors"] == "the note about the author"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (HEADLINE + PARAGRAPHS + "Original Source: coastnews.example\n", "coastnews.example"),
        (HEADLINE + PARAGRAPHS + "Source: AFP\n", "AFP"),
        (HEADLINE + "ROTTERDAM, March 14 (Reuters) - " + PARAGRAPHS, "Reuters"),
        (HEADLINE + "By AFP\n" + PARAGRAPHS, "AFP"),
        (HEADLINE + PARAGRAPHS, ""),
    ],
)
def test_the_source_is_credited(text: str, source: str) -> None:
    assert find(text).credited_to == source


def test_the_located_opening_is_the_dateline() -> None:
    assert find(HEADLINE + "ROTTERDAM, March 14 (Reuters) - " + PARAGRAPHS).dateline == "ROTTERDAM, March 14 (Reuters)"


def test_a_text_too_short_for_its_language_is_undetermined() -> None:
    assert find("Ok.").language == "und"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Nadia Verhoeven", ("Nadia Verhoeven",)),
        ("ByNadia Verhoeven", ("Nadia Verhoeven",)),
        ("Von Jörg Brandt, Korrespondent", ("Jörg Brandt",)),
        ("Eine Analyse von Jörg Brandt", ("Jörg Brandt",)),
        ("Par Élise Moreau et Luc Petit", ("Élise Moreau", "Luc Petit")),
        ("Por Inés de la Vega | 3 mayo 2021 10:15", ("Inés de la Vega",)),
        ("Tue 4 May 2021 | By Nadia Verhoeven", ("Nadia Verhoeven",)),
        ("Автор: Олег Миронов", ("Олег Миронов",)),
        ("김민수 기자", ("김민수",)),
        ("記者：王小明", ("王小明",)),
    ],
)
def test_bylines_of_many_languages_name_their_authors(line: str, authors: tuple[str, ...]) -> None:
    assert bylines.byline(line) == authors


@pytest.mark.parametrize(
    "line", ["Von der Krise zur Chance", "De prijs van brood stijgt", "By the river we sat down and wept"]
)
def test_a_line_that_only_opens_like_a_byline_is_none(line: str) -> None:
    assert bylines.byline(line) == ()


def test_a_line_of_names_and_roles_names_the_people() -> None:
    assert bylines.named("Ships wait outside harbour") == ()
    assert bylines.named("Nadia Verhoeven Business editor") == ("Nadia Verhoeven",)
    assert bylines.beside_date("Nadia Verhoeven · Coast News · Posted: 4 May 2021") == ("Nadia Verhoeven",)
