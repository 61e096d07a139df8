"""The two scraped reports that the product was drawn up around, cleaned by hand rules good enough for them."""

import re
from pathlib import Path

import pytest

from sources.overlap.compare import compare, document
from sources.overlap.events import judge, profile, terms
from sources.overlap.types import Frequencies, Report

from .reports import FOOTER

SEEDS = Path(__file__).parents[2] / "../shared/seeds"
FURNITURE = re.compile(r"Original Source:|About |View all posts|Leave a Reply|Your email|This HTML|For more insights")


def seed(number: str) -> Report:
    found = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("the seeds are not here")
    title, *lines = [line for line in found[0].read_text(encoding="utf8").splitlines() if line.strip()]
    return Report(number, title, tuple(line for line in lines if not FURNITURE.match(line)))


def test_the_two_tell_of_one_event_and_are_no_copies() -> None:
    first, second = seed("000"), seed("001")
    older, newer = (profile(report, terms(report), Frequencies()) for report in (first, second))
    assert len(set(older.keys) & set(newer.keys)) >= 2
    for verdict in (judge(newer, [older]), judge(older, [newer])):
        assert verdict.same
        said = " | ".join(verdict.reasons)
        for name in ("Goïta", "al-Burhan", "Mali", "Sudan", "48-hour"):
            assert name in said
    assert compare(document(second), document(first)).verdict == "distinct"


def test_the_first_in_other_dress_is_an_exact_copy() -> None:
    first = seed("000")
    dressed = tuple(p.replace("’", "'").replace(" ", "  ") + "\r" for p in first.paragraphs)
    again = Report("again", first.title.upper(), dressed)
    assert compare(document(again), document(first)).verdict == "exact_copy"


def test_the_first_with_a_third_cut_away_and_another_footer_is_a_near_copy() -> None:
    first = seed("000")
    kept = first.paragraphs[: len(first.paragraphs) * 2 // 3]
    cut = Report("cut", first.title, (*kept, *FOOTER))
    assert compare(document(cut), document(first)).verdict == "near_copy"
