"""What an editor must see of the two reports that the project began with."""

from pathlib import Path

import pytest

from sources.text import body, clean, metadata
from sources.text.types import Hints, Segment

SEEDS = Path(__file__).parents[2] / "../shared/seeds"


def seed(number: str) -> str:
    found = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("the seed reports are not here")
    return found[0].read_text(encoding="utf8")


def lines(text: str, segments: tuple[Segment, ...], kind: str) -> list[str]:
    return [text[one.start : one.end].strip() for one in segments if one.kind == kind]


@pytest.fixture
def wire() -> str:
    return seed("000")


@pytest.fixture
def interview() -> str:
    return seed("001")


def test_the_first_reports_headline_standfirst_author_and_source(wire: str) -> None:
    found = metadata.find(wire, clean.segment(wire, Hints()), Hints())
    assert found.headline == "Mali Junta Leader Engages with Sudan’s Head Amid Military Turmoil"
    assert found.standfirst.startswith("General Assimi Goïta of Mali and Abdel Fattah al-Burhan of Sudan met")
    assert found.standfirst.endswith("distancing from France.")
    assert found.authors == ("Liam Nguyen",)
    assert found.credited_to == "newscentral.africa"
    assert found.published_on is None
    assert found.language == "en"


def test_the_first_report_has_five_whole_paragraphs(wire: str) -> None:
    segments = clean.segment(wire, Hints())
    paragraphs = lines(wire, segments, "paragraph")
    assert len(paragraphs) == 5
    assert body.build(wire, segments, None).text == "\n\n".join(paragraphs)
    assert paragraphs[0].startswith("On Saturday,")
    assert paragraphs[-1].endswith("moving forward.")


def test_the_first_reports_debris_is_stripped_with_its_reason(wire: str) -> None:
    stripped = [
        (one.kind, wire[one.start : one.end].strip()[:16]) for one in clean.segment(wire, Hints()) if not one.kept
    ]
    assert stripped == [
        ("author bio", "About Liam Nguye"),
        ("author bio", "Liam Nguyen is a"),
        ("author bio", "View all posts b"),
        ("comment form", "Leave a Reply"),
        ("comment form", "Your email addre"),
    ]


def test_the_second_reports_headline_and_missing_date(interview: str) -> None:
    found = metadata.find(interview, clean.segment(interview, Hints()), Hints())
    assert found.headline == interview.split("\n")[0]
    assert (found.standfirst, found.published_on, found.authors) == ("", None, ())


def test_the_second_reports_headings_and_table_are_kept(interview: str) -> None:
    segments = clean.segment(interview, Hints())
    assert lines(interview, segments, "heading") == [
        "Security Cooperation Takes Center Stage",
        "Key Areas of Mali-Sudan cooperation",
        "Parallel Political Trajectories",
        "A Path Forward",
        "Security Cooperation: A Top Priority",
        "Economic Partnerships: Leveraging Natural Resources",
        "Parallel Political Trajectories: Lessons from Military Transitions",
        "A Path Forward: Hope for Stability and Growth",
    ]
    assert len(lines(interview, segments, "table")) == 4
    assert len(lines(interview, segments, "list")) == 3
    assert "|—" not in body.build(interview, segments, None).text


def test_the_second_reports_debris_is_stripped_with_its_reason(interview: str) -> None:
    segments = clean.segment(interview, Hints())
    stripped = [(one.kind, interview[one.start : one.end].strip()[:17]) for one in segments if not one.kept]
    assert stripped == [
        ("dead contents list", "Table of Contents"),
        ("table rule", "|——————————|————-"),
        ("related links", "For more insights"),
        ("comment form", "What are your tho"),
        ("related links", "For more insights"),
        ("generator leftover", "This HTML-formatt"),
    ]
    assert all(one.reason for one in segments if not one.kept)


def test_every_line_of_the_interview_survives(interview: str) -> None:
    spoken = [
        line for line in interview.split("\n") if line.casefold().startswith(("senior editor:", "dr. amina diallo:"))
    ]
    assert len(spoken) == 12
    kept = [interview[one.start : one.end].strip() for one in clean.segment(interview, Hints()) if one.kept]
    assert set(spoken) <= set(kept)


def test_the_second_reports_damage_is_mended(interview: str) -> None:
    mended = body.build(interview, clean.segment(interview, Hints()), None).text
    for words in (
        "central regions. Meanwhile, Sudan has been",
        "April 2023, pitting the Sudanese Armed Forces (FAS), led by General al-Burhan, against",
        "stronger partnership. General Abdel",
        "ongoing conflict. By sharing experiences",
        "Dr. Diallo, let’s start",
    ):
        assert words in mended
