"""An editor's word on two actors whose names are alike: not the same, or disputed. It stops the question, until it is
taken back."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Act, User
from sources.models import Actor, ActorDistinction
from sources.models.merges import DISPUTED, NOT_THE_SAME

TOLD_APART, CALLED_DISPUTED, TAKEN_BACK = "told actors apart", "called an identity disputed", "took a distinction back"


def tell_apart(one: Actor, other: Actor, *, by: User, reason: str = "") -> ActorDistinction:
    """They are not the same: nobody is asked again, and no dispute stands."""
    return _say(one, other, NOT_THE_SAME, by=by, reason=reason)


def dispute(one: Actor, other: Actor, *, by: User, reason: str = "") -> ActorDistinction:
    """Nobody knows whether they are one, or it is contested: both are shown as disputed."""
    return _say(one, other, DISPUTED, by=by, reason=reason)


@transaction.atomic
def _say(one: Actor, other: Actor, kind: str, *, by: User, reason: str) -> ActorDistinction:
    pair = _ordered(one, other)
    states = {str(actor.uid): actor.state for actor in pair}
    told = {"kind": kind, "reason": reason, "decided_by": by, "decided_at": timezone.now()}
    row, _ = ActorDistinction.objects.update_or_create(one=pair[0], other=pair[1], defaults=told)
    if kind == DISPUTED:
        Actor.objects.filter(pk__in=[actor.pk for actor in pair]).update(state="disputed")
    else:
        _settle(pair)
    verb = CALLED_DISPUTED if kind == DISPUTED else TOLD_APART
    for actor in pair:
        other_uid = str(row.apart_from(actor).uid)
        Act.objects.record(verb, actor, by=by, reason=reason, before=states, after={"other": other_uid})
    return row


@transaction.atomic
def take_back(row: ActorDistinction, *, by: User) -> None:
    """The two may be asked about and merged again; a dispute no longer shows."""
    pair = _ordered(row.one, row.other)
    row.delete()
    _settle(pair)
    for actor in pair:
        after = {"other": str(row.apart_from(actor).uid), "kind": row.kind}
        Act.objects.record(TAKEN_BACK, actor, by=by, after=after)


def _ordered(one: Actor, other: Actor) -> list[Actor]:
    if one.pk == other.pk:
        raise ValidationError("Choose two actors: one is the same as itself.")
    pair = list(Actor.objects.select_for_update().filter(pk__in=[one.pk, other.pk]).order_by("pk"))
    for actor in pair:
        if actor.state == "merged":
            raise ValidationError(f"“{actor}” was merged into “{actor.survivor}”. Choose that one.")
    return pair


def _settle(actors: Iterable[Actor]) -> None:
    """Those who are in no dispute any more are again what they were before the first."""
    for actor in actors:
        if actor.state == "disputed" and not ActorDistinction.objects.disputes_of(actor).exists():
            actor.state = _before(actor)
            actor.save(update_fields=["state"])


def _before(actor: Actor) -> str:
    """What it was when its identity was first disputed; an editor knows it, if that cannot be told."""
    acts = Act.objects.of(actor).filter(verb=CALLED_DISPUTED)
    states = (act.before.get(str(actor.uid), "") for act in acts)
    return next((state for state in states if state in ("proposed", "confirmed")), "confirmed")
