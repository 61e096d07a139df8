from datetime import date, timedelta

import pytest

from sources.overlap.compare import LEAD, compare, document
from sources.overlap.shingles import segment_hash
from sources.overlap.types import Comparison, Report

from .reports import FERRY, FOOTER, copy, rates


def compared(new: Report, old: Report, boilerplate: frozenset[int] = frozenset()) -> Comparison:
    return compare(document(new, boilerplate), document(old, boilerplate))


def test_other_dress_is_an_exact_copy() -> None:
    dressed = tuple(p.replace("'", "’").replace(" ", "  ").replace(". ", ".\r\n") for p in FERRY.paragraphs)
    found = compared(copy(FERRY, paragraphs=dressed, title="ALL SAFE"), FERRY)
    assert found.verdict == "exact_copy"
    assert found.score == 1.0


def test_two_empty_texts_are_no_copies() -> None:
    empty = Report("a", "Video", ())
    assert compared(empty, Report("b", "Video", ())).verdict == "distinct"


def test_a_few_words_are_a_copy_under_the_same_title_only() -> None:
    watch = Report("a", "The storm in pictures", ("Watch live here.",))
    assert compared(copy(watch), watch).verdict == "exact_copy"
    assert compared(copy(watch, title="Parliament votes"), watch).verdict == "distinct"


@pytest.mark.parametrize(
    "paragraphs",
    [
        (*FERRY.paragraphs[:3], *FOOTER),
        ("NORRVIK (Reuters) - " + FERRY.paragraphs[0], *FERRY.paragraphs[1:]),
        tuple(p.replace("said", "stated").replace("ship", "vessel").replace("some", "about") for p in FERRY.paragraphs),
        tuple(p.replace("rn", "m").replace("li", "h") for p in FERRY.paragraphs),
        (FERRY.paragraphs[0][:120] + " … Continue reading",),
        FERRY.paragraphs[::-1],
        ("\n".join(" ".join(FERRY.paragraphs).replace("passengers", "passen-\ngers").split(" ")),),
    ],
    ids=["cut, another footer", "wire", "paraphrase", "scanned", "snippet", "reordered", "re-wrapped"],
)
def test_an_edited_copy_is_a_copy(paragraphs: tuple[str, ...]) -> None:
    found = compared(copy(FERRY, paragraphs=paragraphs), FERRY)
    assert found.verdict in ("near_copy", "exact_copy")
    assert found.reasons


def test_a_copy_under_another_headline_is_a_copy() -> None:
    found = compared(copy(FERRY, title="Passengers fed soup after night at sea"), FERRY)
    assert found.verdict != "distinct"


def test_a_digest_that_contains_a_whole_item_is_no_copy() -> None:
    item = Report(
        "item", "Skarholm school opens", ("The new school of Skarholm opened with a concert on Monday evening.",)
    )
    digest = Report("digest", "News in brief", (*FERRY.paragraphs, *item.paragraphs, *FOOTER))
    for found in (compared(digest, item), compared(item, digest)):
        assert found.verdict == "distinct"
        assert max(found.containment_new_in_old, found.containment_old_in_new) == 1.0


def test_a_series_has_one_frame_and_other_numbers() -> None:
    monday = rates("monday", date(2024, 5, 13), ("23.41", "23.38", "25.30", "29.41"))
    tuesday = rates("tuesday", date(2024, 5, 14), ("23.52", "23.41", "25.37", "29.60"))
    found = compared(tuesday, monday)
    assert found.verdict == "distinct"
    assert any("series" in reason for reason in found.reasons)


def test_the_same_day_s_rates_again_are_a_copy() -> None:
    day = date(2024, 5, 13)
    first = rates("monday", day, ("23.41", "23.38", "25.30", "29.41"))
    again = copy(first, paragraphs=(first.paragraphs[0] + " More follows.",), published=day + timedelta(days=1))
    assert compared(again, first).verdict == "near_copy"


def test_shared_boilerplate_weighs_nothing() -> None:
    other = Report("other", "Council votes on bins", ("The council voted to empty the bins on Fridays.", *FOOTER))
    mine = Report("mine", "Goat wins prize", ("A goat called Bruno won the first prize at the fair.", *FOOTER))
    known = frozenset(segment_hash(paragraph) for paragraph in FOOTER)
    assert compared(mine, other, known).resemblance == 0.0
    assert compared(mine, other).resemblance > 0.5


def test_measures_of_a_cut_copy() -> None:
    found = compared(copy(FERRY, paragraphs=FERRY.paragraphs[:2]), FERRY)
    assert found.containment_new_in_old > found.containment_old_in_new
    assert found.containment_new_in_old == pytest.approx(1.0, abs=0.05)
    assert found.lead_share == 1.0
    assert found.longest_run > LEAD


def test_reports_of_one_event_are_no_copies() -> None:
    own = Report(
        "own",
        "Skarholm ferry stuck on sandbank",
        ("All 212 passengers of the Aurelia were brought ashore after the ferry hit a sandbank near Skarholm.",),
    )
    found = compared(own, FERRY)
    assert found.verdict == "distinct"
    assert found.score == 0.0
