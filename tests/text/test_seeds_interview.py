"""The interview of the second seed report, its flags, and their absence in the first."""

from pathlib import Path

import pytest

from sources.text import flags, interview
from sources.text.types import Flag, Interview, Segment

SEEDS = Path(__file__).parents[2] / "../shared/seeds"


def seed(number: int) -> str:
    files = sorted(SEEDS.glob("*.txt"))
    if len(files) <= number:
        pytest.skip("the seed reports are not here")
    return files[number].read_text(encoding="utf-8")


def segments(text: str) -> tuple[Segment, ...]:
    return (Segment(0, len(text), "paragraph"),)


def parsed(number: int) -> Interview | None:
    return interview.parse(seed(number), segments(seed(number)))


def flagged(number: int) -> tuple[Flag, ...]:
    return flags.find(seed(number), segments(seed(number)), parsed(number))


def test_the_first_seed_holds_no_interview_and_no_flag() -> None:
    assert parsed(0) is None
    assert flagged(0) == ()


def test_the_second_seed_holds_six_exchanges_of_two_speakers() -> None:
    found = parsed(1)
    assert found is not None
    assert [(turn.speaker, turn.role) for turn in found.turns] == [
        ("Senior Editor", "interviewer"),
        ("Dr. Amina Diallo", "interviewee"),
    ] * 6


def test_its_four_headings_are_sections() -> None:
    found = parsed(1)
    assert found is not None
    headings = [seed(1)[start:end] for start, end in found.headings]
    assert len(headings) == 4
    assert list(dict.fromkeys(turn.section for turn in found.turns)) == headings
    assert headings[0].startswith("Security Cooperation:")
    assert headings[3].startswith("A Path Forward:")


def test_the_closing_thanks_end_it() -> None:
    found = parsed(1)
    assert found is not None
    last = found.turns[-1]
    assert seed(1)[last.start : last.end].startswith("Thank you.It’s an important moment")
    assert seed(1)[last.start : last.end].endswith("positive results.")
    assert found.end == last.end


def test_its_flags_are_all_on_the_interview() -> None:
    found = flagged(1)
    assert {flag.signal for flag in found} == {flags.LEFTOVER, flags.UNVERIFIED, flags.ECHO}
    assert all(flag.on_interview for flag in found)


def test_the_leftover_is_the_closing_sentence() -> None:
    (leftover,) = [flag for flag in flagged(1) if flag.signal == flags.LEFTOVER]
    words = seed(1)[leftover.start : leftover.end]
    assert words.startswith("This HTML-formatted interview is designed for a WordPress page")
    assert words.endswith("conversational tone.")


def test_marking_keeps_every_character() -> None:
    text = seed(1)
    marked = interview.mark(segments(text), parsed(1))
    assert "".join(text[segment.start : segment.end] for segment in marked) == text
    assert sum(segment.kind == "turn" for segment in marked) == 12
