"""Actors merged, split and told apart: every row goes where it should, and back exactly."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts.models import Act, User
from briefings.models import Annotation
from sources import alike, assigning, distinguishing, merging, splitting
from sources.models import (
    Actor,
    ActorDistinction,
    ActorMerge,
    ActorName,
    ActorRelation,
    ActorRole,
    Mention,
    SourceArticle,
)
from tests import factories, house

pytestmark = pytest.mark.django_db

TALKS = """Talks on the ferry line of Norrvik

{first} of the Harbour Board of Norrvik opened the talks on Monday. The ferry has not sailed for {weeks} weeks.

{surname} said that a new pier would cost {cost} euros. The board meets again on Friday.
"""


@pytest.fixture
def editor() -> User:
    return factories.person("editor")


def report(first: str, number: int) -> SourceArticle:
    text = TALKS.format(first=first, surname=first.split()[-1], weeks=number, cost=number * 1009)
    return factories.article(text, outlet=f"Gazette {number}")


def actor(name: str, *names: str, kind: str = "person", state: str = "confirmed") -> Actor:
    made = Actor.objects.create(name=name, kind=kind, state=state)
    for one in (name, *names):
        ActorName.objects.create(actor=made, name=one)
    return made


def named(name: str) -> Actor:
    return Actor.objects.get(name=name)


TABLES: tuple[type[models.Model], ...] = (
    Actor,
    ActorName,
    ActorRole,
    ActorRelation,
    ActorDistinction,
    Mention,
    Annotation,
)


def rows() -> dict[str, dict[int, dict[str, Any]]]:
    """All that is stored of actors, by table and key; what is derived from it is left out."""
    return {
        table._meta.label: {row["id"]: row for row in table._default_manager.order_by("pk").values()}
        for table in TABLES
    }


def test_a_merge_moves_all_and_leaves_what_is_there_already(editor: User) -> None:
    first, second = report("Henrik Aune", 3), report("Henryk Aune", 5)
    kept, gone = named("Henrik Aune"), named("Henryk Aune")
    ActorName.objects.create(actor=gone, name="Henrik Aune")
    briefing = factories.ready(first, "opened the talks on Monday")
    mark = factories.mark(briefing, "lamp", kind="actor", actor=gone)
    before = rows()
    merge = merging.merge(kept, gone, by=editor, reason="one man")
    assert set(second.mentions.filter(key="henryk aune").values_list("actor", flat=True)) == {kept.pk}
    assert Annotation.objects.get(pk=mark.pk).actor == kept
    assert set(kept.names.values_list("name", flat=True)) >= {"Henrik Aune", "Henryk Aune"}
    assert [name.name for name in gone.names.all()] == ["Aune", "Henrik Aune"]
    assert Actor.objects.get(pk=gone.pk).survivor == kept
    act = Act.objects.of(kept)[0]
    assert (act.verb, act.reason, act.after["gone"]) == ("merged actors", "one man", str(gone.uid))
    assert str(merging.undo(merge, by=editor)) == "“Henryk Aune” is an actor of its own again."
    assert rows() == before


def test_a_name_of_a_merged_actor_leads_to_whom_it_was_merged_into_and_back(editor: User) -> None:
    report("Henrik Aune", 3), report("Henryk Aune", 5)
    kept, gone = named("Henrik Aune"), named("Henryk Aune")
    merge = merging.merge(kept, gone, by=editor)
    since = report("Henryk Aune", 7)
    assert set(since.mentions.filter(key="henryk aune").values_list("actor", flat=True)) == {kept.pk}
    merging.undo(merge, by=editor)
    assert set(since.mentions.filter(key="henryk aune").values_list("actor", flat=True)) == {gone.pk}
    assert Actor.objects.filter(name="Henryk Aune").count() == 1


def test_a_rerun_between_changes_nothing_of_it(editor: User) -> None:
    report("Henrik Aune", 3)
    second = report("Henryk Aune", 5)
    before = rows()
    merge = merging.merge(named("Henrik Aune"), named("Henryk Aune"), by=editor)
    factories.rerun(second)
    merging.undo(merge, by=editor)
    assert rows() == before


def test_what_was_given_to_another_since_stays_there_and_it_is_said(editor: User) -> None:
    report("Henrik Aune", 3)
    second = report("Henryk Aune", 5)
    kept, gone, third = named("Henrik Aune"), named("Henryk Aune"), actor("Petra Hummel")
    merge = merging.merge(kept, gone, by=editor)
    theirs = second.mentions.filter(actor=kept)
    one, other = theirs[0], theirs[1]
    assigning.assign(Mention.objects.filter(pk=one.pk), third, by=editor)
    assigning.assign(Mention.objects.filter(pk=other.pk), third, by=editor)
    assigning.assign(Mention.objects.filter(pk=other.pk), kept, by=editor)
    undone = merging.undo(merge, by=editor)
    assert undone.stayed == {"mentions": 1}
    assert "left as they are: 1 of its mentions." in str(undone)
    assert [Mention.objects.get(pk=m.pk).actor for m in (one, other)] == [third, kept]


def test_merges_on_top_are_undone_first(editor: User) -> None:
    one, two, three = actor("Ada Voss"), actor("Ada Foss"), actor("Adda Voss")
    below = merging.merge(one, two, by=editor)
    above = merging.merge(three, one, by=editor)
    assert Actor.objects.get(pk=two.pk).survivor == three
    with pytest.raises(ValidationError, match="“Ada Voss” was merged into “Adda Voss” since. Undo that first"):
        merging.undo(below, by=editor)
    merging.undo(above, by=editor)
    merging.undo(below, by=editor)
    with pytest.raises(ValidationError, match="undone already"):
        merging.undo(below, by=editor)


def test_what_cannot_be_merged(editor: User) -> None:
    one, two, three = actor("Ada Voss"), actor("Ada Foss"), actor("Adda Voss")
    with pytest.raises(ValidationError, match="with itself"):
        merging.merge(one, one, by=editor)
    word = distinguishing.tell_apart(one, two, by=editor)
    with pytest.raises(ValidationError, match="not the same. Take that back first"):
        merging.merge(one, two, by=editor)
    distinguishing.take_back(word, by=editor)
    merging.merge(one, two, by=editor)
    with pytest.raises(ValidationError, match="“Ada Foss” was merged into “Ada Voss” already"):
        merging.merge(three, two, by=editor)


def test_not_the_same_is_remembered_and_comes_along(editor: User) -> None:
    one, two, three = actor("Mohamed Idris"), actor("Muhammad Idriss"), actor("Mohammed Idrees")
    alike.ask({one.pk, two.pk, three.pk})
    assert {(n.one, n.other) for n in alike.proposals(9)} == {(one, two), (one, three), (two, three)}
    distinguishing.tell_apart(two, one, by=editor)
    assert {(n.one, n.other) for n in alike.proposals(9)} == {(one, three), (two, three)}
    before = rows()
    merge = merging.merge(three, two, by=editor)
    assert alike.proposals(9) == []
    merging.undo(merge, by=editor)
    assert rows() == before
    assert {(n.one, n.other) for n in alike.proposals(9)} == {(one, three), (two, three)}


def test_a_dispute_is_on_both_and_taken_back(editor: User) -> None:
    one, two, three = actor("Ada Voss", state="proposed"), actor("Ada Foss"), actor("Adda Voss")
    word = distinguishing.dispute(two, one, by=editor, reason="two registers disagree")
    second = distinguishing.dispute(one, three, by=editor)

    def states() -> list[str]:
        return [Actor.objects.get(pk=actor.pk).state for actor in (one, two, three)]

    assert states() == ["disputed", "disputed", "disputed"]
    assert [row.apart_from(two) for row in ActorDistinction.objects.disputes_of(two)] == [one]
    assert {row.apart_from(one) for row in ActorDistinction.objects.disputes_of(one)} == {two, three}
    distinguishing.take_back(word, by=editor)
    assert states() == ["disputed", "confirmed", "disputed"]
    distinguishing.tell_apart(one, second.other, by=editor)
    assert states() == ["proposed", "confirmed", "confirmed"]
    assert Act.objects.of(two).count() == 2


def test_a_split_takes_names_and_mentions_and_goes_back(editor: User) -> None:
    first, second = report("Henrik Aune", 3), report("Henrik Aune", 5)
    one = named("Henrik Aune")
    alias = ActorName.objects.create(actor=one, name="Henrik O. Aune", kind="alias")
    role = ActorRole.objects.create(actor=one, title="pilot", article=second)
    before = rows()
    part = splitting.Part(names=[alias], mentions=list(second.mentions.filter(actor=one)))
    new = splitting.split(one, part, by=editor, reason="father and son")
    assert (new.name, new.kind, [name.name for name in new.names.all()]) == (
        "Henrik O. Aune",
        "person",
        ["Henrik O. Aune"],
    )
    assert set(second.mentions.filter(key="henrik aune").values_list("actor", flat=True)) == {new.pk}
    assert set(first.mentions.filter(key="henrik aune").values_list("actor", flat=True)) == {one.pk}
    assert ActorRole.objects.get(pk=role.pk).actor == new
    assert alike.proposals(9) == []
    splitting.undo(Act.objects.of(one).get(verb=splitting.SPLIT), by=editor)
    after = rows()
    assert after["sources.Actor"].pop(new.pk)["merged_into_id"] == one.pk
    assert after == before


def test_a_split_by_a_name_takes_the_reports_that_write_it_so(editor: User) -> None:
    report("Henrik Aune", 3)
    second = report("Henryk Aune", 5)
    merging.merge(named("Henrik Aune"), named("Henryk Aune"), by=editor)
    one = named("Henrik Aune")
    new = splitting.split(one, splitting.Part(names=[one.names.get(name="Henryk Aune")]), by=editor)
    assert {m.text for m in new.mentions.all()} == {"Henryk Aune", "Aune"}
    assert {m.article for m in new.mentions.all()} == {second}


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (lambda one, two: splitting.Part(), "Choose the names or mentions"),
        (lambda one, two: splitting.Part(names=list(two.names.all())), "is not of “Ada Voss”"),
        (lambda one, two: splitting.Part(names=list(one.names.all())), "goes by that name"),
    ],
)
def test_what_cannot_be_split(editor: User, part: Callable[..., splitting.Part], words: str) -> None:
    one, two = actor("Ada Voss"), actor("Ada Foss")
    with pytest.raises(ValidationError, match=words):
        splitting.split(one, part(one, two), by=editor)


FOUR = st.integers(0, 3)
THING = "k"
"""The key of the mentions that editors give from one to another."""


def world() -> list[Actor]:
    """Four actors who share spellings, roles of one report, and relations with each other."""
    article = report("Oskar Brandl", 3)
    briefing = factories.ready(article, "opened the talks on Monday")
    four = [
        actor("Ada Voss", "Ada Foss"),
        actor("Ada Foss", "Adda"),
        actor("A. Voss", "Ada Voss"),
        actor("Adda"),
    ]
    for number, one in enumerate(four):
        place = {"article": article, "start": 10 * number, "end": 10 * number + 5}
        Mention.objects.create(actor=one, key=THING, kind="person", text="Ada", **place)
        ActorRole.objects.create(actor=one, title="mayor" if number % 2 else "pilot", article=article)
        ActorRelation.objects.create(actor=one, kind="meets", other=four[(number + 1) % 4], article=article)
        factories.mark(briefing, "lamp", kind="actor", actor=one)
    return four


class Histories(RuleBasedStateMachine):
    """Merges and undoings as they come, with edits between. `expected`: the rows as the edits alone would leave them."""

    actors: list[Actor]
    editor: User

    def __init__(self) -> None:
        super().__init__()
        self.point = transaction.atomic()
        self.point.__enter__()
        self.expected = rows()
        self.count = 0

    def teardown(self) -> None:
        for merge in ActorMerge.objects.standing():
            merging.undo(merge, by=self.editor)
        found = rows()
        transaction.set_rollback(True)
        self.point.__exit__(None, None, None)
        assert found == self.expected

    def _keep(self, row: models.Model) -> None:
        values = type(row)._default_manager.filter(pk=row.pk).values().get()
        self.expected[row._meta.label][row.pk] = values

    @rule(kept=FOUR, gone=FOUR)
    def merge(self, kept: int, gone: int) -> None:
        try:
            merging.merge(self.actors[kept], self.actors[gone], by=self.editor)
        except ValidationError:
            return

    @rule(which=st.integers(0, 5))
    def undo(self, which: int) -> None:
        merges = list(ActorMerge.objects.standing())
        if which < len(merges) and not merges[which].kept.merged_into_id:
            merging.undo(merges[which], by=self.editor)

    @rule(which=st.integers(0, 7))
    def rename(self, which: int) -> None:
        """A name is edited where it stands now; nobody else has it."""
        keys = sorted(self.expected["sources.ActorName"])
        row = ActorName.objects.get(pk=keys[which % len(keys)])
        self.count += 1
        row.name, row.state = f"Somebody {self.count}", "disputed"
        row.save()
        values = self.expected["sources.ActorName"][row.pk]
        values |= {"name": row.name, "folded": row.folded, "state": row.state}

    @rule(one=FOUR)
    def name(self, one: int) -> None:
        """A name comes new to whoever stands for the actor now."""
        self.count += 1
        there = Actor.objects.get(pk=self.actors[one].pk).survivor
        self._keep(ActorName.objects.create(actor=there, name=f"Nobody {self.count}"))

    @rule(which=FOUR, to=FOUR)
    def assign(self, which: int, to: int) -> None:
        row = Mention.objects.filter(key=THING).order_by("pk")[which]
        there = Actor.objects.get(pk=self.actors[to].pk).survivor
        if row.actor != there:
            before = set(ActorName.objects.values_list("pk", flat=True))
            assigning.assign(Mention.objects.filter(pk=row.pk), there, by=self.editor)
            self._keep(Mention.objects.get(pk=row.pk))
            for learned in ActorName.objects.exclude(pk__in=before):
                self._keep(learned)

    @rule(one=FOUR, two=FOUR)
    def annotate(self, one: int, two: int) -> None:
        """Two roles of one report that the same actor cannot have."""
        there = Actor.objects.get(pk=self.actors[one].pk).survivor
        try:
            with transaction.atomic():
                self._keep(
                    ActorRole.objects.create(actor=there, title="mayor", article=SourceArticle.objects.latest("pk"))
                )
        except IntegrityError:
            return

    @invariant()
    def nothing_points_to_whom_is_gone_save_what_the_other_has_already(self) -> None:
        assert not Mention.objects.filter(actor__state="merged").exists()
        assert not Annotation.objects.filter(actor__state="merged").exists()
        for role in ActorRole.objects.filter(actor__state="merged").select_related("actor"):
            assert role.actor.survivor.roles.filter(title=role.title, article=role.article).exists()


def test_any_history_of_merges_and_edits_is_undone_exactly(editor: User) -> None:
    Histories.actors, Histories.editor = world(), editor
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    how = settings(
        max_examples=house.examples(120), stateful_step_count=12, deadline=None, suppress_health_check=checks
    )
    run_state_machine_as_test(Histories, settings=how)


def test_what_a_second_merge_could_not_bring_comes_when_the_first_is_undone(editor: User) -> None:
    article = report("Oskar Brandl", 3)
    one, two, three = actor("Ada Voss"), actor("Ada Foss"), actor("Adda Voss")
    for mayor in (two, three):
        ActorRole.objects.create(actor=mayor, title="mayor", article=article)
    before = rows()
    first, second = merging.merge(one, two, by=editor), merging.merge(one, three, by=editor)
    merging.undo(first, by=editor)
    assert [role.title for role in one.roles.all()] == ["mayor"]
    merging.undo(second, by=editor)
    assert rows() == before


def test_every_column_that_points_to_an_actor_moves_or_says_that_it_stays() -> None:
    """A new model that points to an actor has to be thought of: does its row go with the actor who is kept?"""
    moving = {f"{column.model._meta.label}.{column.name}" for column in merging.links()}
    assert moving == {
        "briefings.Annotation.actor",
        "sources.ActorName.actor",
        "sources.ActorRelation.actor",
        "sources.ActorRelation.other",
        "sources.ActorRole.actor",
        "sources.Mention.actor",
    }
