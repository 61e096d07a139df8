"""Which decisions on actors still stand, and one way to take any of them back."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Act, User
from sources import assigning, distinguishing, merging, splitting, telling
from sources.models import Actor, ActorDistinction, ActorMerge, ActorRelation, Mention
from sources.models.merges import DISPUTED, NOT_THE_SAME

TAKEN_BACK = "took a word on an actor back"
SAID = {distinguishing.TOLD_APART: NOT_THE_SAME, distinguishing.CALLED_DISPUTED: DISPUTED}
MOST_ACTS = 60


@dataclass(frozen=True, slots=True)
class Kind:
    """`standing`: the keys of those acts that can be taken back. `undo` tells in words what was done."""

    standing: Callable[[Sequence[Act]], set[int]]
    undo: Callable[[Act, User], str]


def latest_of(user: User) -> list[Act]:
    """The user's latest decisions on actors that stand, latest first; what was said of a pair once."""
    acts = list(Act.objects.filter(who=user, verb__in=KINDS).order_by("-pk")[:MOST_ACTS])
    stand = standing(acts)
    found = {_subjects(act): act for act in reversed(acts) if act.pk in stand}
    return sorted(found.values(), key=lambda act: -act.pk)


def _subjects(act: Act) -> frozenset[str]:
    """By which an act on two actors, kept for each, is one."""
    if act.verb in SAID:
        return frozenset((act.verb, str(act.subject), act.after["other"]))
    return frozenset((str(act.uid),))


def standing(acts: Sequence[Act]) -> set[int]:
    """The keys of the acts that can be taken back: a few statements for any number of them."""
    by_verb: dict[str, list[Act]] = {}
    for act in acts:
        by_verb.setdefault(act.verb, []).append(act)
    return {key for verb, some in by_verb.items() if verb in KINDS for key in KINDS[verb].standing(some)}


@transaction.atomic
def undo(act: Act, *, by: User) -> str:
    """Take a decision back; what was done, in words. Raises ValidationError where that was done, or cannot be."""
    kind = KINDS.get(act.verb)
    if kind is None:
        raise ValidationError(f"“{act.verb}” is not undone here.")
    if act.pk not in kind.standing([act]):
        raise ValidationError(f"This was taken back or changed since: {act}.")
    return kind.undo(act, by)


def _subject(act: Act) -> Actor:
    return Actor.objects.get(uid=act.subject)


# Merges and splits


def _merges(acts: Sequence[Act]) -> set[int]:
    open_ones = set(
        ActorMerge.objects.standing().filter(pk__in=[a.after["merge"] for a in acts]).values_list("pk", flat=True)
    )
    return {act.pk for act in acts if act.after["merge"] in open_ones}


def _unmerge(act: Act, by: User) -> str:
    return str(merging.undo(ActorMerge.objects.get(pk=act.after["merge"]), by=by))


def _splits(acts: Sequence[Act]) -> set[int]:
    uids = [uid for act in acts for uid in (act.subject, act.after["new"])]
    there = {str(uid) for uid in Actor.objects.standing().filter(uid__in=uids).values_list("uid", flat=True)}
    return {act.pk for act in acts if {str(act.subject), act.after["new"]} <= there}


def _unsplit(act: Act, by: User) -> str:
    return f"“{splitting.undo(act, by=by).gone}” is one with “{act.title}” again."


# Not the same, disputed


def _distinctions(acts: Sequence[Act]) -> set[int]:
    uids = {uid for act in acts for uid in (str(act.subject), act.after["other"])}
    rows = ActorDistinction.objects.filter(one__uid__in=uids, other__uid__in=uids).select_related("one", "other")
    said = {frozenset((str(row.one.uid), str(row.other.uid))): row.kind for row in rows}
    return {act.pk for act in acts if said.get(frozenset((str(act.subject), act.after["other"]))) == SAID[act.verb]}


def _forget_distinction(act: Act, by: User) -> str:
    one, other = _subject(act), Actor.objects.get(uid=act.after["other"])
    row = ActorDistinction.objects.between(one, other)
    if row is None:
        raise ValidationError(f"This was taken back already: {act}.")
    distinguishing.take_back(row, by=by)
    return f"Whether “{one}” and “{other}” are one is open again."


# What is kept by the act alone: that a word was taken back is an act that names it


def _taken_back(acts: Sequence[Act]) -> set[str]:
    words = Act.objects.filter(subject__in={act.subject for act in acts}, verb=TAKEN_BACK)
    return {word.after["undone"] for word in words}


def _left(acts: Sequence[Act]) -> Iterator[Act]:
    undone = _taken_back(acts)
    return (act for act in acts if str(act.uid) not in undone)


def _record(act: Act, by: User) -> None:
    Act.objects.record(TAKEN_BACK, _subject(act), by=by, after={"undone": str(act.uid)})


def _confirmed(acts: Sequence[Act]) -> set[int]:
    uids = {act.subject for act in acts}
    so = set(Actor.objects.filter(uid__in=uids, state="confirmed").values_list("uid", flat=True))
    return {act.pk for act in _left(acts) if act.subject in so}


def _unconfirm(act: Act, by: User) -> str:
    actor = _subject(act)
    actor.state = act.before["state"]
    actor.save(update_fields=["state"])
    _record(act, by)
    return f"“{actor}” is {actor.state} again."


def _nobodies(acts: Sequence[Act]) -> set[int]:
    return {act.pk for act in _left(acts)}


def _bring_back(act: Act, by: User) -> str:
    """The mentions that nobody decided on since."""
    for rejected in Act.objects.filter(pk__in=act.after["acts"]):
        if _is_unchanged(rejected):
            assigning.take_back(rejected, by=by)
    _record(act, by)
    return f"“{act.title}” is offered again."


def _is_unchanged(act: Act) -> bool:
    rows = Mention.objects.filter(pk__in=map(int, act.after))
    return any(act.after[str(row.pk)] == row.decided() for row in rows)


def _relations(acts: Sequence[Act]) -> set[int]:
    rows = ActorRelation.objects.in_bulk([act.after["relation"] for act in acts])
    return {act.pk for act in _left(acts) if telling.holds(act, rows.get(act.after["relation"]))}


def _put_relation_back(act: Act, by: User) -> str:
    telling.put_back(act)
    _record(act, by)
    return "The relation is as it was."


KINDS: dict[str, Kind] = {
    merging.MERGED: Kind(_merges, _unmerge),
    splitting.SPLIT: Kind(_splits, _unsplit),
    **dict.fromkeys(SAID, Kind(_distinctions, _forget_distinction)),
    telling.CONFIRMED: Kind(_confirmed, _unconfirm),
    telling.NO_ACTOR: Kind(_nobodies, _bring_back),
    **dict.fromkeys((telling.RELATED, telling.JUDGED), Kind(_relations, _put_relation_back)),
}
