"""Undoing editors' decisions: exactly back, refused in words where somebody decided since, and in any order."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from accounts.models import Act, User
from sources import deciding
from sources.models import Decision, SourceArticle, Story, StoryMembership
from tests import factories, house
from tests.factories import INTERVIEW, LIGHTHOUSE, NOW, ORCHARD
from tests.sources.decisions import LATER, everything, fresh, story_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return factories.person("editor")


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


def test_what_is_of_one_story_since_is_not_told_apart_by_an_undoing(editor: User) -> None:
    first, other = factories.article(), factories.article(ORCHARD, outlet="Gazette")
    copy = factories.article(ORCHARD, outlet="Post")
    undone = deciding.undo(deciding.no_copy(copy, first, by=editor), by=editor)
    deciding.merge([story_of(first), story_of(other)], by=editor)
    before = everything()
    with pytest.raises(ValidationError, match="would be of two events in one story"):
        deciding.undo(undone, by=editor)
    assert everything() == before


def test_a_report_does_not_come_back_to_one_that_it_was_told_apart_from(editor: User) -> None:
    first, other = factories.article(), factories.article(ORCHARD)
    story = story_of(first)
    deciding.same_event([other], story, by=editor)
    act = deciding.own_story([other], by=editor)
    third = factories.article(INTERVIEW)
    deciding.same_event([third], story, by=editor)
    deciding.keep_apart(other, third, by=editor)
    with pytest.raises(ValidationError, match="would be of two events in one story"):
        deciding.undo(act, by=editor)


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
    few = settings(max_examples=house.examples(25), stateful_step_count=8, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Deciding, settings=few)
