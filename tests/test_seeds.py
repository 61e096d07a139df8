"""The main job on the two real reports that the product exists for. They are not here always; then: skipped."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import User
from briefings import drafting, saving
from briefings.models import Briefing
from briefings.publishing import Change, NotReady, publish
from sources.arrival import Delivery
from sources.comparing import ByHand, add_difference
from sources.models import Actor, SourceArticle, Story
from sources.pipeline import Outcome, ingest
from sources.quoting import quote
from sources.readers.items import from_bytes

SEEDS = Path(__file__).resolve().parents[1] / "../shared/seeds"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed reports are not here"),
]


def seed(number: str) -> bytes:
    return next(SEEDS.glob(f"{number}_*")).read_bytes()


def take_in(data: bytes, name: str) -> Outcome:
    return next(ingest([from_bytes(data, name)], Delivery("command", None, NOW)))


@pytest.fixture
def reports() -> list[SourceArticle]:
    outcomes = list(ingest([from_bytes(seed(n), n) for n in ("000", "001")], Delivery("command", None, NOW)))
    return [outcome.article for outcome in outcomes if outcome.article]


@pytest.fixture
def publisher() -> User:
    user = User.objects.create_user("publisher", password="a-long-enough-password", is_staff=True)
    user.groups.add(Group.objects.get(name="publisher"))
    return user


@pytest.fixture
def briefing(reports: list[SourceArticle], publisher: User) -> Briefing:
    briefing = drafting.draft(reports[0].membership.story, by=publisher)
    briefing.standfirst = "Why it matters."
    briefing.proposed.all().accept(briefing, by=publisher)
    for row in briefing.story.differences.all():
        row.keep(by=publisher)
    saving.save(briefing, expected=briefing.lock_version, by=publisher)
    return briefing


def texts(article: SourceArticle, *, kept: bool, kind: str = "") -> list[str]:
    rows = article.segments.filter(kept=kept)
    return [article.quote(s.start, s.end).strip() for s in (rows.filter(kind=kind) if kind else rows)]


def test_report_000_is_cleaned(reports: list[SourceArticle]) -> None:
    report = reports[0]
    assert report.headline == "Mali Junta Leader Engages with Sudan’s Head Amid Military Turmoil"
    assert report.standfirst.startswith("General Assimi Goïta of Mali and Abdel Fattah al-Burhan of Sudan met")
    paragraphs = texts(report, kept=True, kind="paragraph")
    assert [p[:12] for p in paragraphs] == [
        "On Saturday,",
        "General Assi",
        "Since gainin",
        "The politica",
        "In summary, ",
    ]
    assert report.credited_to == "newscentral.africa"
    assert report.authors == ["Liam Nguyen"]
    stripped = " ".join(texts(report, kept=False))
    for debris in ("Liam Nguyen is an insightful", "View all posts", "Leave a Reply", "Your email address"):
        assert debris in stripped
    assert all(segment.reason for segment in report.segments.filter(kept=False))


def test_report_001_is_cleaned(reports: list[SourceArticle]) -> None:
    report = reports[1]
    headings = texts(report, kept=True, kind="heading")
    for heading in (
        "Security Cooperation Takes Center Stage",
        "Key Areas of Mali-Sudan cooperation",
        "Parallel Political Trajectories",
        "A Path Forward",
    ):
        assert heading in headings
    assert len(texts(report, kept=True, kind="table")) == 4, "a head and three rows"
    assert "|——" not in report.body
    stripped = texts(report, kept=False)
    assert "Table of Contents" in stripped
    assert len([piece for piece in stripped if piece.startswith("For more insights")]) == 2
    assert any(piece.startswith("What are your thoughts") for piece in stripped)
    assert any(piece.startswith("This HTML-formatted interview") for piece in stripped)
    assert "HTML-formatted" not in report.body


def test_the_interview(reports: list[SourceArticle]) -> None:
    interview = reports[1].interview
    turns = list(interview.turns.all())
    assert len(turns) == 12
    assert {turn.speaker for turn in turns} == {"Senior Editor", "Dr. Amina Diallo"}
    assert {t.role for t in turns if t.speaker == "Senior Editor"} == {"interviewer"}
    assert len({turn.section for turn in turns}) == 4
    assert "hopeful that this collaboration" in reports[1].quote(turns[-1].start, turns[-1].end)
    signals = {flag.signal for flag in interview.flags.all()}
    assert signals == {"generator leftover", "unverified speaker", "unknown speaker", "echo"}
    assert not hasattr(reports[0], "interview")


def test_the_segments_are_the_text(reports: list[SourceArticle]) -> None:
    for report in reports:
        assert "".join(report.quote(s.start, s.end) for s in report.segments.all()) == report.raw.text
        assert report.raw.text.encode() == bytes(report.raw.data)


def test_one_event_and_no_copies(reports: list[SourceArticle]) -> None:
    first, second = reports
    assert first.copy_of is None
    assert second.copy_of is None
    assert first.membership.story == second.membership.story
    reasons = "; ".join(second.membership.reasons)
    assert "Burhan" in reasons
    assert "Go" in reasons


@pytest.mark.parametrize("number", ["000", "001"])
def test_other_typography_is_an_exact_copy(reports: list[SourceArticle], number: str) -> None:
    text = seed(number).decode()
    dressed = text.replace("’", "'").replace("“", '"').replace("”", '"').replace("\n", "\r\n").replace(". ", ".  ")
    outcome = take_in(dressed.encode(), f"{number} again")
    assert outcome.outcome == "exact_copy"
    assert outcome.article
    assert outcome.article.copy_of == reports[int(number)]
    assert take_in(seed(number), f"{number} once more").outcome == "known"


@pytest.mark.parametrize("number", ["000", "001"])
def test_a_cut_text_with_a_foreign_footer_is_a_near_copy(reports: list[SourceArticle], number: str) -> None:
    text = seed(number).decode()
    cut = text[: len(text) * 2 // 3].rpartition("\n")[0]
    footer = "\n\nSign up for the Morning Wire newsletter\n© 2025 Morning Wire. All rights reserved.\n"
    outcome = take_in((cut + footer).encode(), f"{number} cut")
    assert outcome.outcome == "near_copy"
    assert outcome.article
    assert outcome.article.copy_of == reports[int(number)]


def names_of(actor: Actor) -> set[str]:
    return {name.name for name in actor.names.all()}


def test_the_actors(reports: list[SourceArticle]) -> None:
    found = {actor.name: actor for actor in Actor.objects.acting_in(reports).for_card()}
    people = ["Assimi Goïta", "Abdel Fattah al-Burhan", "Ibrahim Boubacar Keïta", "Omar al-Bashir", "Amina Diallo"]
    for name in people:
        assert found[name].kind == "person"
    daglo = found["Mohamed Hamdan Daglo"]
    assert {"Hemedti", "Hemetti"} <= names_of(daglo)
    assert {"RSF", "FSR"} <= names_of(found["Rapid Support Forces"])
    assert "FAS" in names_of(found["Sudanese Armed Forces"])
    assert "Wagner Group" in found
    for state in ("Mali", "Sudan", "Russia", "France", "Guinea-Bissau"):
        assert found[state].kind == "state"
    assert "Liam Nguyen" not in found


def test_no_date_is_invented(reports: list[SourceArticle]) -> None:
    for report in reports:
        assert report.published_on is None
        assert report.dated() == "undated; received 22 November 2026"


def test_the_differences(reports: list[SourceArticle]) -> None:
    story = reports[0].membership.story
    rows = {row.attribute: row for row in story.differences.all()}
    assert {value.value.casefold() for value in rows["role"].values.all()} == {
        "de facto leader",
        "transitional president",
    }
    assert rows["date"].relation == "compatible"
    assert {value.value for value in rows["date"].values.all()} == {"Saturday", "January 11, 2025"}


def test_corroboration_claims_nothing(briefing: Briefing, publisher: User) -> None:
    publish(briefing, Change(), by=publisher, at=NOW)
    briefing.refresh_from_db()
    document = json.loads(bytes(briefing.live.document))
    assert document["trust"][0]["words"] == "Independence not established"
    assert document["key_points"]
    for point in document["key_points"]:
        assert point["support"]["independent"] == 0
        assert "independently" not in point["support"]["words"]
        for citation in point["citations"]:
            expected = ["This report holds a text generator's closing sentence."] if citation["number"] == 2 else []
            assert citation["notices"] == expected
    shared = [p for p in document["key_points"] if p["support"]["reports"] == 2]
    assert shared
    assert {p["support"]["words"] for p in shared} == {"In 2 reports; independence not established"}


FORECAST_OR_PRAISE = re.compile(
    r"pivotal|in summary|could|are expected|paves? the way|underscores|hopeful", re.IGNORECASE
)


def test_key_points_are_facts(briefing: Briefing) -> None:
    points = list(briefing.key_points.all())
    assert points
    assert not [point.text for point in points if FORECAST_OR_PRAISE.search(point.text)]


def test_the_flagged_interview_waits(briefing: Briefing, reports: list[SourceArticle], publisher: User) -> None:
    assert briefing.interview is None, "a flagged interview is held back"
    briefing.interview = reports[1].interview
    saving.save(briefing, expected=briefing.lock_version, by=publisher)
    with pytest.raises(NotReady, match="no disposition"):
        publish(briefing, Change(), by=publisher, at=NOW)
    reports[1].interview.dispose("republished, speaker unverified", by=publisher, at=NOW)
    publish(briefing, Change(), by=publisher, at=NOW)
    page = Client().get(f"/briefings/{briefing.slug}/").content.decode()
    notice, question = (
        page.index("This interview was not conducted by us"),
        page.index("let’s start with the most pressing"),
    )
    assert notice < question
    assert "We could not confirm that Dr. Amina Diallo exists." in page


def test_it_publishes_without_the_interview(briefing: Briefing, publisher: User) -> None:
    publish(briefing, Change(), by=publisher, at=NOW)
    page = Client().get(f"/briefings/{briefing.slug}/").content.decode()
    assert "Where sources differ" in page
    assert "Dr. Amina Diallo:" not in page
    listed: dict[str, Any] = Client().get("/api/v1/briefings/").json()
    assert [row["slug"] for row in listed["results"]] == [briefing.slug]
    assert briefing.headline in Client().get("/feeds/atom.xml").content.decode()


def test_a_difference_can_be_added_by_hand(reports: list[SourceArticle], publisher: User) -> None:
    story = Story.objects.get(pk=reports[0].membership.story_id)
    said, named = "specifics were not disclosed", "The visit will focus on three main areas of cooperation"
    row = add_difference(
        story,
        "status",
        "The visit's purpose",
        [ByHand(quote(reports[0], said)), ByHand(quote(reports[1], named))],
        by=publisher,
    )
    assert [value.exact for value in row.values.all()] == [said, named]
    within = [ByHand(quote(reports[1], words)) for words in ("could lead to the signing", "the agreements reached")]
    assert add_difference(story, "status", "Were agreements signed?", within, by=publisher).state == "kept"
