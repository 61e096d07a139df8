"""Editors' decisions: each does what it says to a report and its copies, is remembered, and can be undone exactly."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from accounts.models import Act, User
from sources import deciding
from sources.models import Decision, Difference, SourceArticle, Story, StoryMembership
from tests import factories
from tests.factories import INTERVIEW, LIGHTHOUSE, NOW, ORCHARD

pytestmark = pytest.mark.django_db

LATER = LIGHTHOUSE.replace("310,000", "330,000")


@pytest.fixture
def editor() -> User:
    return factories.person("editor")


def fresh(source: SourceArticle) -> SourceArticle:
    return SourceArticle.objects.for_page().get(pk=source.pk)


def story_of(source: SourceArticle) -> Story:
    return Story.objects.get(memberships__article=source)


def verdict(one: SourceArticle, other: SourceArticle) -> str | None:
    pair = Decision.objects.filter(earlier=min(one, other, key=_pk), later=max(one, other, key=_pk)).first()
    return pair.verdict if pair else None


def _pk(source: SourceArticle) -> int:
    return source.pk


def everything() -> dict[str, Any]:
    """All that decisions may change. Rows that only say `distinct` of nobody, and empty stories, are not seen."""
    return {
        "places": list(
            StoryMembership.objects.order_by("article").values_list(
                "article", "story", "decided_by", "reasons", "score"
            )
        ),
        "pairs": list(
            Decision.objects.order_by("earlier", "later").values_list(
                "earlier", "later", "verdict", "decided_by", "reasons", "score", "decided_at"
            )
        ),
        "articles": list(SourceArticle.objects.order_by("pk").values_list("pk", "state", "copy_of")),
        "stories": list(Story.objects.shown().order_by("pk").values_list("pk", "title", "last_report_at")),
        "differences": list(
            Difference.objects.exclude(state="proposed", added_by=None).order_by("pk").values_list("pk", "story")
        ),
    }


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


# Undoing


def test_undoing_says_who_did_it_and_is_not_done_twice(editor: User) -> None:
    source, other = factories.article(), factories.person("editor")
    act = deciding.spike([source], by=editor, reason="old")
    undone = deciding.undo(act, by=other)
    assert (fresh(source).state, undone.who, undone.after["undone"]) == ("inbox", other, str(act.uid))
    with pytest.raises(ValidationError, match="undone already"):
        deciding.undo(act, by=editor)


def test_an_undoing_can_be_undone(editor: User) -> None:
    source = factories.article()
    act = deciding.spike([source], by=editor, reason="old")
    deciding.undo(deciding.undo(act, by=editor), by=editor)
    assert fresh(source).state == "spiked"
    deciding.undo(act, by=editor)
    assert fresh(source).state == "inbox"


def test_a_decision_is_undone_although_others_followed_elsewhere(editor: User) -> None:
    first, other, third = (factories.article(text) for text in (LIGHTHOUSE, ORCHARD, INTERVIEW))
    story, own = story_of(first), story_of(other)
    act = deciding.same_event([other], story, by=editor)
    deciding.same_event([third], story, by=editor)
    deciding.accept([other], by=editor)
    deciding.undo(act, by=editor)
    assert (story_of(other), story_of(third), fresh(other).state) == (own, story, "accepted")
    assert (story_of(other).title, story_of(other).last_report_at) == (other.headline, NOW)


def test_what_was_decided_on_since_is_not_undone(editor: User) -> None:
    first, other, third = (factories.article(text) for text in (LIGHTHOUSE, ORCHARD, INTERVIEW))
    act = deciding.same_event([other], story_of(first), by=editor)
    since = factories.person("editor")
    deciding.same_event([other], story_of(third), by=since)
    before = everything()
    with pytest.raises(ValidationError, match=f"since: {since} called one event"):
        deciding.undo(act, by=editor)
    assert everything() == before


def test_a_copy_that_came_since_goes_back_with_its_original(editor: User) -> None:
    first, other = factories.article(), factories.article(ORCHARD, outlet="Gazette")
    own = story_of(other)
    act = deciding.same_event([other], story_of(first), by=editor)
    copy = factories.article(ORCHARD, outlet="Post")
    assert story_of(copy) == story_of(first)
    deciding.undo(act, by=editor)
    assert story_of(copy) == story_of(other) == own


def test_a_copy_that_was_made_since_follows_a_restored_link(editor: User) -> None:
    first, copy, third = factories.article(outlet="A"), factories.article(outlet="B"), factories.article(ORCHARD)
    act = deciding.no_copy(copy, first, by=editor)
    deciding.copy_of(third, copy, by=editor)
    deciding.undo(act, by=editor)
    assert fresh(copy).copy_of == fresh(third).copy_of == first


def test_a_story_that_was_briefed_since_keeps_its_report(editor: User) -> None:
    first, other = factories.article(), factories.article(ORCHARD)
    deciding.same_event([other], story_of(first), by=editor)
    act = deciding.own_story([other], by=editor)
    factories.ready(fresh(other), factories.ORCHARD_QUOTE)
    with pytest.raises(ValidationError, match="would have no report left"):
        deciding.undo(act, by=editor)


def test_a_title_that_was_given_since_stands(editor: User) -> None:
    first, other = factories.article(), factories.article(ORCHARD)
    story = story_of(first)
    deciding.same_event([other], story, by=editor)
    act = deciding.own_story([first], by=editor)
    assert story_of(other).title == other.headline
    Story.objects.filter(pk=story.pk).update(title="Lindau")
    deciding.undo(act, by=editor)
    assert story_of(first).title == "Lindau"


def test_other_acts_are_not_undone_here(editor: User) -> None:
    source = factories.article()
    source.accept(by=editor)
    with pytest.raises(ValidationError, match="not undone here"):
        deciding.undo(Act.objects.latest("pk"), by=editor)


def test_the_latest_of_ones_own_that_stands(editor: User) -> None:
    source, other = factories.article(), factories.person("editor")
    assert deciding.latest_of(editor) is None
    spiked = deciding.spike([source], by=editor, reason="old")
    back = deciding.unspike([source], by=editor)
    deciding.spike([source], by=other, reason="old")
    assert deciding.latest_of(editor) == back
    deciding.undo(Act.objects.latest("pk"), by=other)
    deciding.undo(back, by=other)
    assert deciding.latest_of(editor) == spiked


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


# Any decisions in any order

PICKS = st.lists(st.integers(0, 5), min_size=1, max_size=3)
PICK = st.integers(0, 5)


class Deciding(RuleBasedStateMachine):
    """Verbs and undos at random on six reports of four texts, two of them copies."""

    def __init__(self) -> None:
        super().__init__()
        self.here = transaction.savepoint()
        self.editor = factories.person("editor")
        texts = [(LIGHTHOUSE, "A"), (ORCHARD, "A"), (LIGHTHOUSE, "B"), (INTERVIEW, "A"), (ORCHARD, "B"), (LATER, "C")]
        self.reports = [factories.article(text, outlet=outlet) for text, outlet in texts]
        self.start = everything()
        self.acts: list[Act] = []

    def some(self, picks: list[int]) -> list[SourceArticle]:
        return [self.reports[pick] for pick in picks]

    def attempt(self, verb: Any, *given: Any) -> None:
        before = everything()
        try:
            self.acts.append(verb(*given, by=self.editor))
        except ValidationError:
            assert everything() == before

    @rule(picks=PICKS, pick=PICK)
    def same_event(self, picks: list[int], pick: int) -> None:
        self.attempt(deciding.same_event, self.some(picks), story_of(self.reports[pick]))

    @rule(picks=PICKS)
    def own_story(self, picks: list[int]) -> None:
        self.attempt(deciding.own_story, self.some(picks))

    @rule(picks=PICKS)
    def merge(self, picks: list[int]) -> None:
        self.attempt(deciding.merge, [story_of(one) for one in self.some(picks)])

    @rule(pick=PICK, other=PICK, verb=st.sampled_from([deciding.copy_of, deciding.no_copy]))
    def pair(self, pick: int, other: int, verb: Any) -> None:
        self.attempt(verb, self.reports[pick], self.reports[other])

    @rule(picks=PICKS, verb=st.sampled_from([deciding.accept, deciding.spike, deciding.unspike, deciding.pin]))
    def state(self, picks: list[int], verb: Any) -> None:
        self.attempt(verb, self.some(picks))

    @precondition(lambda self: self.acts)
    @rule(pick=st.integers(0, 20))
    def undo(self, pick: int) -> None:
        self.attempt(deciding.undo, self.acts[pick % len(self.acts)])

    @invariant()
    def each_report_is_in_one_story_and_copies_stand_with_their_original(self) -> None:
        assert StoryMembership.objects.count() == len(self.reports)
        for row in StoryMembership.objects.filter(article__copy_of__isnull=False).select_related("article__copy_of"):
            original = row.article.original
            assert original.copy_of_id is None
            assert original.membership.story_id == row.story_id
            assert original.pk < row.article_id

    @invariant()
    def no_pair_of_one_story_is_distinct(self) -> None:
        for pair in Decision.objects.filter(verdict="distinct"):
            assert story_of(pair.earlier) != story_of(pair.later)

    def teardown(self) -> None:
        """Each act is undone, undoings too, the latest first; then everything is as it was."""
        try:
            for act in reversed(self.acts):
                deciding.undo(act, by=self.editor)
            assert everything() == self.start
        finally:
            transaction.savepoint_rollback(self.here)


def test_any_decisions_hold_together_and_are_undone() -> None:
    few = settings(max_examples=25, stateful_step_count=8, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Deciding, settings=few)
