from time import perf_counter

import pytest

from sources.overlap.terms import LONGEST, stem, terms
from sources.overlap.types import Report, Term


def found(*paragraphs: str, **more: object) -> dict[str, Term]:
    report = Report("r", str(more.pop("title", "")), paragraphs, **more)  # type: ignore[arg-type]
    return {term.text: term for term in terms(report)}


def test_names_are_capitals_in_the_middle_of_a_sentence() -> None:
    seen = found("Yesterday the ferry of Ana de Souza sank. Divers searched for Ana de Souza near Porto Velho.")
    assert seen["Ana de Souza"].kind == "name"
    assert seen["Ana de Souza"].times == 2
    assert seen["Porto Velho"].kind == "place"
    assert seen["Divers"].kind == "word"


def test_a_title_before_a_name_is_no_part_of_it() -> None:
    assert "Ana Souza" in found("They met General Ana Souza at noon.")


def test_a_heading_names_no_one() -> None:
    seen = found("Calm Seas Return", "After that the calm seas did return to the coast.")
    assert "Calm Seas Return" not in seen
    assert seen["Calm"].kind == "word"


def test_days_years_and_numbers_with_their_unit() -> None:
    seen = found("On March 3, 2021 a 48-hour watch began; on 5 May it had cost 1,200 crowns and 14 boats.")
    assert {text for text, term in seen.items() if term.kind == "date"} == {"3 March", "5 May", "2021"}
    assert {"48-hour", "1,200", "1,200 crowns", "14 boats"} <= {t for t, term in seen.items() if term.kind == "number"}


def test_headline_and_lead_lead() -> None:
    seen = found("The ferry sank. " * 40 + "A goat swam.", title="Storm")
    assert seen["Storm"].leading
    assert seen["ferry"].leading
    assert not seen["goat"].leading


def test_given_names_and_places_count() -> None:
    seen = found("nothing here.", names=("Ana Souza",), places=("Porto Velho",))
    assert (seen["Ana Souza"].kind, seen["Porto Velho"].kind) == ("name", "place")


def test_function_words_are_left_out() -> None:
    assert found("It was not there, and they would have been.") == {}


def test_scripts_without_spaces_go_by_two_characters() -> None:
    assert {"東京", "京都"} <= set(found("東京都。"))


def test_plurals_fold_together() -> None:
    assert (stem("boats"), stem("ferries"), stem("glass"), stem("virus")) == ("boat", "ferry", "glass", "virus")


def test_reading_stops_at_a_bound() -> None:
    assert "goat" not in found("ferry " * (LONGEST // 6 + 1), "goat")


@pytest.mark.parametrize(
    "text", ["May ² 3", "² May", "٣ May 2٠21", "A" * 50_000, "Aa " * 50_000, "1." * 50_000, "'" * 50_000]
)
def test_odd_text_is_read_in_a_moment(text: str) -> None:
    started = perf_counter()
    found(text)
    assert perf_counter() - started < 5
