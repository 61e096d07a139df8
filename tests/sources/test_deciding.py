"""Editors' decisions: each does what it says to a report and its copies, and is remembered."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Act, User
from sources import deciding
from sources.models import Decision, Difference, Story, StoryMembership
from tests import factories
from tests.factories import INTERVIEW, LIGHTHOUSE, NOW, ORCHARD
from tests.sources.decisions import LATER, everything, fresh, story_of, verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return factories.person("editor")


# Same event, own story


def test_a_report_joins_a_story_for_good(editor: User) -> None:
    story, other = story_of(factories.article()), factories.article(ORCHARD)
    left = story_of(other)
    act = deciding.same_event([other], story, by=editor, reason="one storm felled both")
    assert story_of(other) == story
    assert (fresh(other).membership.decided_by, fresh(other).membership.reasons) == (editor, ["one storm felled both"])
    assert story_of(factories.rerun(other)) == story
    assert left not in Story.objects.shown()
    assert left not in Story.objects.without_briefing()
    assert (act.verb, act.who, act.reason) == ("called one event", editor, "one storm felled both")
    assert act.after["story"] == str(story.uid)


def test_a_copy_takes_its_original_and_the_other_copies_along(editor: User) -> None:
    story = story_of(factories.article())
    original = factories.article(ORCHARD, outlet="Gazette")
    copies = [factories.article(ORCHARD, outlet=name) for name in ("Post", "Courier")]
    deciding.same_event([copies[0]], story, by=editor)
    assert {story_of(one) for one in (original, *copies)} == {story}
    assert verdict(original, copies[0]) == "exact copy"


def test_a_story_keeps_its_newest_time_and_a_title_of_its_own(editor: User) -> None:
    first = factories.outcome_of(LIGHTHOUSE).article
    other = factories.outcome_of(ORCHARD, at=NOW + factories.HOUR).article
    story, left = story_of(first), story_of(other)
    third = factories.outcome_of(INTERVIEW, at=NOW + 2 * factories.HOUR).article
    deciding.same_event([third], left, by=editor)
    deciding.same_event([other], story, by=editor)
    assert story_of(first).last_report_at == NOW + factories.HOUR
    assert story_of(third).title == "How the organ of Vessen was tuned"
    assert story_of(first).title == "Lighthouse on Stora Skar burns again"


def test_a_name_that_an_editor_gave_a_story_stays(editor: User) -> None:
    other, third = factories.article(ORCHARD), factories.article(INTERVIEW)
    story = story_of(factories.article())
    left = story_of(other)
    deciding.same_event([third], left, by=editor)
    Story.objects.filter(pk=left.pk).update(title="Lindau")
    deciding.same_event([other], story, by=editor)
    assert story_of(third).title == "Lindau"


def test_reports_that_part_take_their_copies_and_stay_apart(editor: User) -> None:
    first, other = factories.article(), factories.article(ORCHARD, outlet="Gazette")
    copy = factories.article(ORCHARD, outlet="Post")
    story = story_of(first)
    deciding.same_event([other], story, by=editor)
    deciding.own_story([other], by=editor, reason="two storms")
    own = story_of(other)
    assert own != story
    assert (story_of(copy), fresh(copy).copy_of) == (own, other)
    assert own.title == other.headline
    assert verdict(first, other) == verdict(first, copy) == "distinct"
    for source in (first, other, copy):
        factories.rerun(source)
    assert (story_of(first), story_of(other), story_of(copy)) == (story, own, own)


def test_a_copy_that_parts_is_none(editor: User) -> None:
    original = factories.article(outlet="Gazette")
    copies = [factories.article(outlet=name) for name in ("Post", "Courier")]
    deciding.own_story(copies, by=editor)
    own = story_of(copies[0])
    assert own != story_of(original)
    assert (fresh(copies[0]).copy_of, fresh(copies[1]).copy_of) == (None, copies[0])
    assert verdict(original, copies[0]) == verdict(original, copies[1]) == "distinct"
    assert factories.rerun(copies[0]).copy_of is None


def test_what_has_a_story_of_its_own_cannot_part(editor: User) -> None:
    source = factories.article()
    with pytest.raises(ValidationError, match="has a story of its own already"):
        deciding.own_story([source], by=editor)
    assert Story.objects.count() == 1


def test_the_versions_of_a_report_move_together(editor: User) -> None:
    story = story_of(factories.article(ORCHARD))
    first = factories.article(outlet="Gazette", url="https://gazette.example/lamp")
    later = factories.article(LATER, outlet="Gazette", url="https://gazette.example/lamp")
    assert later.previous == first
    deciding.same_event([first], story, by=editor)
    assert story_of(later) == story


def test_once_one_event_no_pair_stays_distinct(editor: User) -> None:
    first, other = factories.article(), factories.article(ORCHARD)
    story = story_of(first)
    deciding.same_event([other], story, by=editor)
    deciding.own_story([other], by=editor)
    deciding.same_event([other], story, by=editor)
    assert verdict(first, other) == "same event"


# Merging


def test_stories_merge_into_the_one_with_the_earliest_report(editor: User) -> None:
    reports = [factories.article(text) for text in (LIGHTHOUSE, ORCHARD, INTERVIEW)]
    stories = [story_of(one) for one in reports]
    deciding.merge([stories[2], stories[0], stories[1]], by=editor)
    assert {story_of(one) for one in reports} == {stories[0]}
    assert list(Story.objects.shown()) == [stories[0]]
    assert {story_of(factories.rerun(one)) for one in reports} == {stories[0]}


def test_a_story_with_a_briefing_stays_and_two_of_them_do_not_merge(editor: User) -> None:
    first, other, third = (factories.article(text) for text in (LIGHTHOUSE, ORCHARD, INTERVIEW))
    briefing = factories.ready(other, factories.ORCHARD_QUOTE)
    deciding.merge([story_of(first), story_of(other)], by=editor)
    assert story_of(first) == briefing.story
    factories.ready(third, factories.INTERVIEW_QUOTE)
    with pytest.raises(ValidationError, match="have a briefing each"):
        deciding.merge([story_of(first), story_of(third)], by=editor)


def test_decided_differences_come_along(editor: User) -> None:
    first, other = factories.article(), factories.article(ORCHARD)
    row = Difference.objects.create(story=story_of(other), key="k", attribute="number", label="Cost")
    row.dismiss(by=editor)
    act = deciding.merge([story_of(first), story_of(other)], by=editor)
    assert list(story_of(first).differences.exclude(state="proposed")) == [row]
    deciding.undo(act, by=editor)
    assert list(story_of(other).differences.exclude(state="proposed")) == [row]


def test_one_story_is_not_merged(editor: User) -> None:
    story = story_of(factories.article())
    with pytest.raises(ValidationError, match="two stories or more"):
        deciding.merge([story, story], by=editor)


def test_a_briefing_is_not_left_without_reports(editor: User) -> None:
    first, other = factories.article(), factories.article(ORCHARD)
    factories.ready(other, factories.ORCHARD_QUOTE)
    before = everything()
    with pytest.raises(ValidationError, match="would have no report left"):
        deciding.same_event([other], story_of(first), by=editor)
    assert everything() == before


# Copies


def test_a_copy_is_linked_to_the_earlier_and_stands_beside_it(editor: User) -> None:
    first, other = factories.article(), factories.article(ORCHARD, outlet="Gazette")
    copy = factories.article(ORCHARD, outlet="Post")
    deciding.copy_of(first, other, by=editor, reason="a translation")
    assert (fresh(other).copy_of, fresh(copy).copy_of) == (first, first)
    assert {story_of(other), story_of(copy)} == {story_of(first)}
    assert verdict(first, other) == "near copy"


def test_a_copy_of_a_copy_is_linked_to_the_original(editor: User) -> None:
    first, copy = factories.article(outlet="Gazette"), factories.article(outlet="Post")
    other = factories.article(ORCHARD)
    deciding.copy_of(other, copy, by=editor)
    assert fresh(other).copy_of == first


def test_what_is_no_copy_stays_in_the_story_and_stays_none(editor: User) -> None:
    first, copy, third = (factories.article(outlet=name) for name in ("Gazette", "Post", "Courier"))
    story = story_of(first)
    deciding.no_copy(copy, first, by=editor)
    for source in (first, third, copy):
        factories.rerun(source)
    assert (fresh(copy).copy_of, story_of(copy), verdict(first, copy)) == (None, story, "same event")
    assert fresh(third).copy_of == first


def test_reports_that_were_never_linked_are_kept_apart(editor: User) -> None:
    first, other = factories.article(), factories.article(ORCHARD)
    deciding.no_copy(other, first, by=editor)
    assert verdict(first, other) == "distinct"


def test_a_confirmed_copy_keeps_the_machines_reasons(editor: User) -> None:
    first, copy = factories.article(outlet="Gazette"), factories.article(LATER, outlet="Post")
    said = Decision.objects.get(earlier=first, later=copy)
    assert said.score
    deciding.copy_of(copy, first, by=editor)
    confirmed = Decision.objects.get(earlier=first, later=copy)
    assert (confirmed.verdict, confirmed.score, confirmed.reasons) == (said.verdict, said.score, said.reasons)
    assert confirmed.decided_by == editor


def test_a_report_is_no_copy_of_itself(editor: User) -> None:
    source = factories.article()
    with pytest.raises(ValidationError, match="Choose two reports"):
        deciding.copy_of(source, source, by=editor)


# States


def test_accepting_spiking_and_bringing_back_go_for_the_copies_too(editor: User) -> None:
    first, copy = factories.article(outlet="Gazette"), factories.article(outlet="Post")
    deciding.accept([first], by=editor)
    assert {fresh(first).state, fresh(copy).state} == {"accepted"}
    deciding.spike([first], by=editor, reason="old")
    assert {fresh(first).state, fresh(copy).state} == {"spiked"}
    deciding.unspike([copy], by=editor)
    assert (fresh(first).state, fresh(copy).state) == ("spiked", "inbox")


def test_a_withdrawn_report_stays_withdrawn(editor: User) -> None:
    source = factories.article()
    source.withdraw(by=editor, reason="taken back")
    with pytest.raises(ValidationError, match="Nothing changed"):
        deciding.accept([source], by=editor)
    assert fresh(source).state == "withdrawn"


def test_a_pinned_report_stays_where_it_is(editor: User) -> None:
    first, copy = factories.article(outlet="Gazette"), factories.article(LATER, outlet="Post")
    deciding.pin([copy], by=editor)
    assert {fresh(one).membership.decided_by for one in (first, copy)} == {editor}
    pair = Decision.objects.get(earlier=first, later=copy)
    assert (pair.verdict, pair.decided_by) == ("near copy", editor)


def test_nothing_chosen_and_nothing_read_are_said(editor: User) -> None:
    with pytest.raises(ValidationError, match="No report was chosen"):
        deciding.accept([], by=editor)
    source = factories.article()
    StoryMembership.objects.all().delete()
    with pytest.raises(ValidationError, match="still being read"):
        deciding.accept([source], by=editor)


# Taking a story


def test_a_story_is_taken_by_one(editor: User) -> None:
    story, other = story_of(factories.article()), factories.person("editor")
    story.take(by=editor, at=NOW)
    with pytest.raises(ValidationError, match=f"{editor} has taken"):
        Story.objects.get().take(by=other, at=NOW)
    Story.objects.get().take(by=other, at=NOW, instead_of=editor)
    assert Story.objects.get().taken_by == other
    with pytest.raises(ValidationError, match=f"{other} has taken"):
        Story.objects.get().take(by=editor, at=NOW, instead_of=editor)
    Story.objects.get().release(by=editor)
    assert (Story.objects.get().taken_by, Story.objects.get().taken_at) == (None, None)
    acts = Act.objects.of(story).values_list("verb", "who")
    assert list(acts)[:2] == [("released the story", editor.pk), ("took the story", other.pk)]


# Two stories that stay two, and one that is no more


def test_two_stories_kept_apart_are_undone_exactly(editor: User) -> None:
    first, other = factories.article(), factories.article(ORCHARD)
    before = verdict(first, other)
    act = deciding.keep_apart(first, other, by=editor, reason="two places")
    assert verdict(first, other) == "distinct"
    assert deciding.latest_of(editor) == act
    deciding.undo(act, by=editor)
    assert verdict(first, other) == before


def test_a_story_that_was_merged_away_says_where_it_went(editor: User) -> None:
    kept, gone = story_of(factories.article()), story_of(factories.article(ORCHARD))
    act = deciding.merge([gone, kept], by=editor)
    assert deciding.where_it_went(gone) == kept
    assert deciding.where_it_went(kept) is None
    deciding.undo(act, by=editor)
    assert gone in Story.objects.shown()
