"""What blocks publishing: each finding names the thing and the place where it is mended."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Act, Sequence
from briefings import checklist
from briefings.models import Annotation, Briefing, Citation, Edition
from briefings.publishing import Change, NotReady, publish
from sources import deciding
from sources.models import Expert, Interview
from tests import factories
from tests.factories import HOUR, INTERVIEW, INTERVIEW_QUOTE, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def briefing() -> Briefing:
    return factories.ready()


def blocked(briefing: Briefing) -> list[tuple[str, str]]:
    """The blocking findings, which publishing gives as well, changing nothing."""
    found = [finding for finding in checklist.check(briefing, NOW) if finding.blocks]
    if found:
        with pytest.raises(NotReady) as refusal:
            publish(briefing, Change(), by=factories.person("publisher"), at=NOW)
        assert refusal.value.messages == [finding.message for finding in found]
        assert not Edition.objects.exists()
        assert not Sequence.objects.filter(name="public changes", value__gt=0).exists()
        assert Briefing.objects.get(pk=briefing.pk).status == briefing.status
    return [(finding.place, finding.message) for finding in found]


def changed(briefing: Briefing, **values: Any) -> Briefing:
    Briefing.objects.filter(pk=briefing.pk).update(**values)
    return Briefing.objects.get(pk=briefing.pk)


def only(briefing: Briefing, place: str, words: str) -> None:
    [(found, message)] = blocked(briefing)
    assert found == place
    assert words in message


def test_one_that_is_ready_publishes(briefing: Briefing) -> None:
    assert blocked(briefing) == []
    assert factories.published(briefing).number == 1


@pytest.mark.parametrize("field", ["headline", "standfirst"])
def test_missing_words(briefing: Briefing, field: str) -> None:
    only(changed(briefing, **{field: "  "}), field, f"{field} is missing")


def test_no_report() -> None:
    only(Briefing.objects.create(headline="H", slug="h", standfirst="S"), "key_points", "No report stands behind")


def test_a_broken_citation(briefing: Briefing) -> None:
    Citation.objects.filter(key_point__briefing=briefing).update(exact="97 prisms had been cleaned")
    only(briefing, "key_points", "“97 prisms had been cleaned” is broken")


@pytest.mark.parametrize("shift", [1, -1, 10_000])
def test_right_words_at_a_wrong_place(briefing: Briefing, shift: int) -> None:
    cited = Citation.objects.get(annotation__briefing=briefing)
    Citation.objects.filter(pk=cited.pk).update(start=cited.start + shift, end=cited.end + shift)
    only(briefing, "annotations", "is broken")


def test_an_annotation_whose_words_left_the_text(briefing: Briefing) -> None:
    factories.mark(briefing, "Nobody")
    briefing = changed(briefing, body="The lamp burns again on its island.")
    with pytest.raises(NotReady, match="no longer in the text"):
        publish(briefing, Change(), by=factories.person("publisher"), at=NOW)


def test_a_mark_that_cites_nothing(briefing: Briefing) -> None:
    Citation.objects.filter(annotation__briefing=briefing).delete()
    only(briefing, "annotations", "cites nothing")


def test_a_key_point_without_a_passage(briefing: Briefing) -> None:
    Citation.objects.filter(key_point__briefing=briefing).delete()
    only(briefing, "key_points", "rests on no passage")


def test_a_cited_report_that_was_spiked(briefing: Briefing) -> None:
    briefing.reports()[0].spike(by=factories.person("editor"), reason="an advertisement")
    assert any("spiked" in message for _, message in blocked(briefing))


def test_a_difference_that_quotes_a_report_which_left_the_story(briefing: Briefing) -> None:
    editor, other = factories.person("editor"), factories.article(factories.ORCHARD)
    assert briefing.story
    deciding.same_event([other], briefing.story, by=editor)
    row = briefing.story.differences.create(key="k", attribute="number", label="Trees", added_by=editor, state="kept")
    row.values.create(article=other, value="240", start=0, end=4, exact="Pear")
    deciding.own_story([other], by=editor)
    assert factories.published(briefing).number == 1


def test_an_embargo(briefing: Briefing) -> None:
    only(changed(briefing, embargo_until=NOW + HOUR), "embargo_until", "embargo holds until 5 October 2026, 10:30 UTC")
    assert blocked(changed(briefing, embargo_until=NOW)) == []


def with_interview() -> Briefing:
    source = factories.article(INTERVIEW)
    briefing = factories.ready(source, INTERVIEW_QUOTE, interview=source.interview)
    interview = Interview.objects.get()
    interview.flags.create(article=source, start=0, end=5, signal="echo", explanation="It repeats the report.")
    return briefing


def test_an_interview_without_a_disposition() -> None:
    only(with_interview(), "interview", "has no disposition. Its flags: echo")


def test_without_the_interview_it_publishes() -> None:
    assert blocked(changed(with_interview(), interview=None)) == []


def test_an_interview_that_was_left_out() -> None:
    briefing = with_interview()
    Interview.objects.get().dispose("left out", by=factories.person("editor"), at=NOW)
    only(Briefing.objects.get(pk=briefing.pk), "interview", "Detach it")


def test_a_disposed_interview_publishes() -> None:
    briefing = with_interview()
    Interview.objects.get().dispose("republished, speaker unverified", by=factories.person("editor"), at=NOW)
    assert blocked(Briefing.objects.get(pk=briefing.pk)) == []


def test_an_identity_is_checked_by_somebody_or_not_at_all() -> None:
    with_interview()
    interview, editor = Interview.objects.get(), factories.person("editor")
    with pytest.raises(ValueError, match="how, when and by whom"):
        interview.dispose("identity checked", by=editor, at=NOW)
    interview.expert = Expert.objects.create(
        name="Ruth Kessel", identity_checked_how="met her", identity_checked_on=NOW.date(), identity_checked_by=editor
    )
    interview.dispose("identity checked", by=editor, at=NOW)
    assert Interview.objects.get().disposition == "identity checked"


@pytest.mark.parametrize("role", ["author", "editor"])
def test_the_right_to_publish_is_asked_for(briefing: Briefing, role: str) -> None:
    with pytest.raises(PermissionDenied):
        publish(briefing, Change(), by=factories.person(role), at=NOW)
    assert not Act.objects.of(briefing).exists()


def test_what_deserves_a_second_look_does_not_block(briefing: Briefing) -> None:
    source = briefing.reports()[0]
    source.flags.create(start=0, end=5, signal="echo", explanation="It repeats.")
    source.withdraw(by=factories.person("editor"), reason="their correction")
    findings = checklist.check(briefing, NOW)
    assert not [finding for finding in findings if finding.blocks]
    words = " ".join(finding.message for finding in findings)
    assert "may be made up" in words
    assert "was withdrawn" in words
    assert "single report" in words


@pytest.mark.parametrize(("state", "words"), [("orphaned", "no longer in the text"), ("needs review", "was edited")])
def test_a_mark_that_lost_its_words(briefing: Briefing, state: str, words: str) -> None:
    """Publishing looks again, so the text has really changed."""
    factories.save(briefing)
    bodies = {"orphaned": "Nobody has said who keeps it.", "needs review": "The lamp burns *brightly* on its island."}
    briefing.body = bodies[state]
    factories.save(briefing)
    assert briefing.annotations.get().state == state
    only(briefing, "annotations", words)


def test_what_blocks_stands_first(briefing: Briefing) -> None:
    Annotation.objects.filter(briefing=briefing).update(state="orphaned")
    blocks = [finding.blocks for finding in checklist.check(briefing, NOW)]
    assert blocks == sorted(blocks, reverse=True)
    assert set(blocks) == {True, False}
