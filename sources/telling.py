"""An editor's word on an actor's record: whether a name is one, and what actors are to one another."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Act, User
from sources.models import Actor, ActorRelation, Mention
from sources.models.relations import MUTUAL, RELATION_KINDS, RELATION_STATES

CONFIRMED = "confirmed an actor"
NO_ACTOR, RELATED, JUDGED = "said that a name is no actor", "gave a relation", "judged a relation"


@dataclass(frozen=True, slots=True)
class Given:
    """A relation by an editor's own word, without a report."""

    actor: Actor
    kind: str
    other: Actor
    starts_on: date | None = None
    ends_on: date | None = None

    def dates(self) -> dict[str, date | None]:
        return {"starts_on": self.starts_on, "ends_on": self.ends_on}


@transaction.atomic
def no_actor(actor: Actor, *, by: User) -> Act:
    """Its mentions name nobody, so that it is offered no more. Raises ValidationError for one that was confirmed."""
    if actor.state != "proposed":
        raise ValidationError(f"“{actor}” is {actor.state}: reject its mentions one by one, where they are wrong.")
    acts = Mention.objects.filter(actor=actor).reject(by=by)
    return Act.objects.record(NO_ACTOR, actor, by=by, after={"acts": [act.pk for act in acts]})


@transaction.atomic
def relate(given: Given, *, by: User) -> Act:
    """Keep the relation as asserted, once for a pair and kind. Raises ValidationError."""
    _refuse(given)
    ends = [given.actor, given.other]
    one, other = sorted(ends, key=lambda actor: actor.pk) if given.kind in MUTUAL else ends
    named = {"actor": one, "kind": given.kind, "other": other, "article": None}
    fresh = given.dates() | {"state": "asserted", "added_by": by}
    row, is_new = ActorRelation.objects.get_or_create(**named, defaults={"state": "rejected", "added_by": by})
    before = _held(row)
    if not is_new and before == {"state": "asserted", **_written(given.dates())}:
        raise ValidationError(f"That is on the record already: {row}.")
    _write(row, fresh)
    return Act.objects.record(RELATED, one, by=by, before=before, after={"relation": row.pk} | _held(row))


def _refuse(given: Given) -> None:
    if given.kind not in RELATION_KINDS:
        raise ValidationError(f"Say what the one is to the other: {', '.join(RELATION_KINDS)}.")
    if given.actor.pk == given.other.pk:
        raise ValidationError("Choose two actors: nobody is related to themselves.")
    for actor in (given.actor, given.other):
        if actor.state == "merged":
            raise ValidationError(f"“{actor}” was merged into “{actor.survivor}”. Choose that one.")
    if given.starts_on and given.ends_on and given.starts_on > given.ends_on:
        raise ValidationError(f"It cannot end ({given.ends_on}) before it starts ({given.starts_on}).")


@transaction.atomic
def judge(relation: ActorRelation, state: str, *, by: User) -> Act:
    """Say that a relation holds (asserted), is disputed or is wrong (rejected), or leave it open (proposed)."""
    relation = ActorRelation.objects.select_for_update(of=["self"]).select_related("actor", "other").get(pk=relation.pk)
    if state not in RELATION_STATES:
        raise ValidationError(f"A relation is one of: {', '.join(RELATION_STATES)}.")
    if relation.state == state:
        raise ValidationError(f"This is {state} already: {relation}.")
    before = _held(relation)
    _write(relation, {"state": state})
    after = {"relation": relation.pk} | _held(relation)
    return Act.objects.record(JUDGED, relation.actor, by=by, before=before, after=after)


def put_back(act: Act) -> None:
    """The relation as it was before the act. Raises ValidationError where somebody changed it since."""
    row = ActorRelation.objects.select_for_update(of=["self"]).filter(pk=act.after["relation"]).first()
    if row is None or _held(row) != _held_after(act):
        raise ValidationError(f"This was changed since, so it cannot be undone: {act}.")
    days = {name: date.fromisoformat(day) if day else None for name, day in act.before.items() if name != "state"}
    _write(row, days | {"state": act.before["state"]})


def _held_after(act: Act) -> dict[str, str]:
    return {name: value for name, value in act.after.items() if name != "relation"}


def _held(row: ActorRelation) -> dict[str, str]:
    return {"state": row.state} | _written({"starts_on": row.starts_on, "ends_on": row.ends_on})


def _written(days: dict[str, date | None]) -> dict[str, str]:
    return {name: day.isoformat() if day else "" for name, day in days.items()}


def _write(row: ActorRelation, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))


def holds(act: Act, row: ActorRelation | None) -> bool:
    """Whether the relation is still as the act left it."""
    return row is not None and _held(row) == _held_after(act)
