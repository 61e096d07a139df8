"""Every step can run again: it replaces its own output, and never an editor's word."""

from typing import Any

import pytest

from sources import deciding
from sources.comparing import compare_stories
from sources.models import Actor, ActorName, Decision, Difference, Interview, SourceArticle, Story, StoryMembership
from tests import factories
from tests.factories import INTERVIEW, LIGHTHOUSE, NOW

pytestmark = pytest.mark.django_db
ACRONYM = """Union strikes at the port of Vessen

Port workers of VUDW stopped the cranes on Monday. VUDW said that its 400 members wanted a new contract.

Mayor Tomas Brekke met VUDW on Tuesday. Brekke said that talks would go on.
"""


def rows(source: SourceArticle) -> dict[str, Any]:
    def values(manager: Any, *without: str) -> list[Any]:
        return [{k: v for k, v in row.items() if k not in ("id", *without)} for row in manager.order_by("pk").values()]

    return {
        "segments": values(source.segments),
        "mentions": values(source.mentions),
        "flags": values(source.flags, "interview_id"),
        "fingerprints": values(source.fingerprints),
        "body": source.body,
        "copy_of": source.copy_of_id,
        "membership": (source.membership.story_id, source.membership.score, source.membership.reasons),
    }


@pytest.mark.parametrize("text", [LIGHTHOUSE, INTERVIEW, ACRONYM])
def test_a_second_run_changes_nothing(text: str) -> None:
    source = factories.article(text)
    before = rows(source)
    actors = list(Actor.objects.order_by("pk").values_list("pk", "name"))
    again = factories.rerun(source)
    assert rows(again) == before
    assert list(Actor.objects.order_by("pk").values_list("pk", "name")) == actors
    assert Story.objects.count() == 1


def test_a_second_run_changes_no_copy_and_no_counts() -> None:
    factories.article(outlet="Gazette")
    copy = factories.article(outlet="Post")
    before = rows(copy)
    assert rows(factories.rerun(copy)) == before
    assert Decision.objects.count() == 1


def test_an_original_stays_one_when_its_copies_are_there() -> None:
    first = factories.article(outlet="Gazette")
    factories.article(outlet="Post")
    assert factories.rerun(first).copy_of is None


def test_a_decided_segment_stands() -> None:
    editor, source = factories.person("editor"), factories.article()
    paragraph = source.segments.filter(kept=True, kind="paragraph").order_by("-position")[0]
    paragraph.strip(by=editor, reason="an advertisement")
    again = factories.rerun(source)
    kept = again.segments.get(start=paragraph.start)
    assert (kept.end, kept.kept, kept.reason, kept.decided_by) == (paragraph.end, False, "an advertisement", editor)
    assert "2,100 came" not in again.body
    kept.restore(by=editor)
    assert "2,100 came" in factories.rerun(again).body


def test_a_rejected_mention_stays_rejected() -> None:
    source = factories.article(ACRONYM)
    mention = source.mentions.order_by("start")[0]
    source.mentions.filter(pk=mention.pk).update(state="rejected")
    again = factories.rerun(source)
    assert [m.state for m in again.mentions.filter(start=mention.start)] == ["rejected"]


def test_a_decided_pair_and_a_decided_place_stand() -> None:
    editor = factories.person("editor")
    first, copy = factories.article(outlet="Gazette"), factories.article(outlet="Post")
    story = first.membership.story
    deciding.own_story([copy], by=editor, reason="another lamp")
    own = StoryMembership.objects.get(article=copy).story
    for source in (copy, first):
        factories.rerun(source)
    copy = factories.rerun(copy)
    assert copy.membership.story == own != story
    assert (copy.membership.decided_by, copy.membership.reasons) == (editor, ["another lamp"])
    assert copy.copy_of is None
    assert Decision.objects.get(earlier=first, later=copy).verdict == "distinct"


def test_copies_go_with_the_report_that_parts() -> None:
    editor = factories.person("editor")
    story = factories.article(outlet="Gazette").membership.story
    other = factories.article(factories.ORCHARD, outlet="Gazette")
    copy = factories.article(factories.ORCHARD, outlet="Post")
    deciding.same_event([other], story, by=editor, reason="one storm felled both")
    assert {article.pk for article in story.articles()} >= {other.pk, copy.pk}
    deciding.own_story([other], by=editor, reason="two storms")
    own = StoryMembership.objects.get(article=other).story
    assert {article.pk for article in own.articles()} == {other.pk, copy.pk}
    assert story.articles().count() == 1


def test_what_an_editor_took_in_stays_in() -> None:
    editor = factories.person("editor")
    story = factories.article().membership.story
    other = factories.article(factories.ORCHARD)
    deciding.same_event([other], story, by=editor, reason="one storm felled both")
    assert factories.rerun(other).membership.story == story


def test_a_disposition_stands() -> None:
    source = factories.article(INTERVIEW)
    interview = Interview.objects.get(article=source)
    interview.dispose("republished, speaker unverified", by=factories.person("editor"), at=NOW, note="no trace")
    turns = interview.turns.count()
    factories.rerun(source)
    interview.refresh_from_db()
    assert (interview.disposition, interview.disposition_note) == ("republished, speaker unverified", "no trace")
    assert interview.turns.count() == turns == 6


@pytest.mark.parametrize("verb", ["keep", "dismiss"])
def test_a_decided_difference_stands_and_a_mere_proposal_goes(verb: str) -> None:
    editor = factories.person("editor")
    story = factories.article().membership.story
    decided = Difference.objects.create(story=story, key="k1", attribute="number", label="Cost")
    by_hand = Difference.objects.create(story=story, key="k2", attribute="number", label="Prisms", added_by=editor)
    Difference.objects.create(story=story, key="k3", attribute="number", label="Stale")
    getattr(decided, verb)(by=editor, note="as the ledger has it")
    compare_stories([story.pk])
    assert set(story.differences.values_list("label", "note")) == {("Cost", "as the ledger has it"), ("Prisms", "")}
    assert by_hand in story.differences.all()


def test_a_bare_surname_leads_nowhere_in_another_report() -> None:
    factories.article(ACRONYM)
    other = factories.article(
        "Bakers meet in Lund\n\nBrekke said that bread would cost more. Bakers in Lund agreed with Brekke."
    )
    known = Actor.objects.get(name="Tomas Brekke")
    assert not other.mentions.filter(actor=known).exists()


def test_a_full_name_that_is_known_leads_to_its_actor() -> None:
    factories.article(ACRONYM)
    other = factories.article(
        "Bridge opens in Lund\n\nMayor Tomas Brekke opened the bridge on Friday, and Brekke cut a ribbon."
    )
    known = Actor.objects.get(name="Tomas Brekke")
    assert other.mentions.filter(actor=known).exists()
    assert ActorName.objects.filter(name="Tomas Brekke").count() == 1


def test_an_actor_whose_kind_an_editor_mended_keeps_it() -> None:
    source = factories.article(ACRONYM)
    actor = source.mentions.exclude(actor=None).order_by("start")[0].actor
    assert actor
    actor.kind = "place" if actor.kind != "place" else "state"
    actor.save()
    count = Actor.objects.count()
    factories.rerun(source)
    assert Actor.objects.count() == count


def test_a_report_that_is_no_copy_after_all_is_found_by_later_ones() -> None:
    editor = factories.person("editor")
    first, copy = factories.article(outlet="Gazette"), factories.article(outlet="Post")
    assert not copy.event_keys.exists()
    deciding.no_copy(copy, first, by=editor)
    again = factories.rerun(copy)
    assert again.copy_of is None
    keys = set(again.event_keys.values_list("hash", flat=True))
    assert keys
    factories.rerun(again)
    assert set(again.event_keys.values_list("hash", flat=True)) == keys
