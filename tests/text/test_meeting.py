"""Keys under which spellings of one name meet, whole names, and runs of words that may be names."""

import pytest

from sources.text.names import likeness
from sources.text.naming.meeting import is_full, meeting_keys, stands_for
from sources.text.naming.unnamed import runs
from sources.text.types import Mention, Segment
from tests.text.test_names_likeness import SAME


def test_spellings_of_one_name_meet() -> None:
    """All that look alike, save where a script drops the consonants at a word's end."""
    assert all(likeness(a, b) >= 0.5 for a, b in SAME)
    apart = [a for a, b in SAME if not meeting_keys(a) & meeting_keys(b)]
    assert apart == ["Robert Martin"]


@pytest.mark.parametrize(("a", "b"), [("Ada Voss", "Ola Lund"), ("HWU", "Northern Relief Agency"), ("Niger", "Norway")])
def test_others_do_not(a: str, b: str) -> None:
    assert not meeting_keys(a) & meeting_keys(b)


@pytest.mark.parametrize("name", ["Ada Voss", "Abu Bakr", "Abdel Fattah al-Burhan", "李 明"])
def test_a_whole_name_of_a_person(name: str) -> None:
    assert is_full(name, "person")


@pytest.mark.parametrize("name", ["Voss", "al-Burhan", "Al Burhan", "von der Leyen", "de Gaulle", "Voss Jr.", ""])
def test_a_surname_is_not_whole(name: str) -> None:
    assert not is_full(name, "person")


def test_one_word_is_whole_for_a_state_alone() -> None:
    assert is_full("Nordland", "state")
    assert not is_full("Zorble", "organisation")
    assert is_full("al-Qasr Brigade", "armed group")


def test_a_nickname_says_who_is_meant_and_a_part_of_the_name_does_not() -> None:
    own = "Mohamed Hamdan Daglo"
    assert stands_for("Hemedti", "person", own)
    assert stands_for("M. H. Daglo", "person", own)
    assert not stands_for("Daglo", "person", own)
    assert not stands_for("MHD", "person", own)


def test_runs_are_words_with_capitals_outside_the_mentions() -> None:
    text = "On Monday Zorble of Oz paid Ada Voss. it rained.\n\nZorble left."
    voss = Mention(text.index("Ada"), text.index(". it"), "Ada Voss", "ada voss", "person")
    found = runs(
        text, [Segment(0, text.index("\n\n"), "paragraph"), Segment(text.index("\n\n"), len(text), "byline")], [voss]
    )
    assert [run.text for run in found] == [
        "On Monday Zorble of Oz",
        "On Monday Zorble",
        "On Monday",
        "On",
        "Monday Zorble of Oz",
        "Monday Zorble",
        "Monday",
        "Zorble of Oz",
        "Zorble",
        "Oz",
    ]
    assert all(text[run.start : run.end] == run.text for run in found)
