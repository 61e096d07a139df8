"""Which actors may be one: asked when names come or change, and stored as pairs. A list of them is one look-up."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from sources import bulk
from sources.models import Actor, ActorName, NameKey, Namesakes
from sources.text.names import fold, likeness
from sources.text.naming.meeting import is_acronym, meeting_keys, stands_for

PROPOSED = 0.5
"""Likeness from which two names are asked about: `likeness` is scaled so that it is right in 97 of 100 such pairs."""

SHORT_FOR = 0.75
"""Likeness from which an acronym is asked about: the letters in their order. In any order, which `likeness` allows for
translated names, 11 of 12 pairs in a stream of 1,500 reports were wrong."""

MOST_SHARING = 40
"""Names that may share a key. One that more share is a first name, and says nothing; they meet by their last."""

GROUPS = frozenset(("organisation", "armed group"))
"""Kinds that are told apart by a word or two around a name, and so may be one actor's."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name by which its actor is told from others. `own`: the one that the actor goes by."""

    pk: int
    actor: int
    kind: str
    name: str
    own: str

    @property
    def is_own(self) -> bool:
        return self.name == self.own


def proposals(limit: int) -> list[Namesakes]:
    """The pairs that nobody decided on, the likest first."""
    return list(Namesakes.objects.open()[:limit])


def ask_anew(actors: Iterable[Actor | int]) -> None:
    """After any change to the names of these actors: their keys, and whom they are like."""
    keys = {actor if isinstance(actor, int) else actor.pk for actor in actors}
    NameKey.objects.filter(name__actor__in=keys).delete()
    Namesakes.objects.filter(Q(one__in=keys) | Q(other__in=keys)).delete()
    ask(keys)


def ask(actors: Collection[int]) -> None:
    """Keep the keys of the actors' new names, and the pairs that these make: a few statements for any number."""
    spellings = _unasked(actors)
    rows = {(one_hash, one.pk) for one in spellings for one_hash in meeting_keys(one.name)}
    bulk.insert(NameKey, ("hash", "name"), sorted(rows))
    found: dict[tuple[int, int], tuple[float, str]] = {}
    for one, other in _meetings(spellings):
        pair = min(one.actor, other.actor), max(one.actor, other.actor)
        said = _alike(one, other)
        if said and said > found.get(pair, (0.0, "")):
            found[pair] = said
    Namesakes.objects.bulk_create(
        [Namesakes(one_id=a, other_id=b, score=score, reason=why) for (a, b), (score, why) in sorted(found.items())],
        ignore_conflicts=True,
    )


def _unasked(actors: Collection[int]) -> list[Spelling]:
    """The spellings that have no keys yet, of those that tell their actor from others."""
    names = ActorName.objects.standing().filter(actor__pk__among=actors, keys__isnull=True).order_by("pk")
    found = (Spelling(*row) for row in names.values_list("pk", "actor", "actor__kind", "name", "actor__name"))
    return [one for one in found if one.kind != "place" and stands_for(one.name, one.kind, one.own)]


def _meetings(spellings: Sequence[Spelling]) -> Iterator[tuple[Spelling, Spelling]]:
    """Each of the spellings with those of other actors that share a key; no two of them twice."""
    by_hash: dict[int, list[Spelling]] = defaultdict(list)
    asked = {one_hash for one in spellings for one_hash in meeting_keys(one.name)}
    for one_hash, *row in NameKey.objects.sharing(_telling(asked)):
        by_hash[one_hash].append(Spelling(*row))
    met: set[int] = set()
    for one in spellings:
        met.add(one.pk)
        near = {other.pk: other for one_hash in meeting_keys(one.name) for other in by_hash[one_hash]}
        yield from ((one, other) for pk, other in near.items() if pk not in met and other.actor != one.actor)


def _telling(hashes: Collection[int]) -> list[int]:
    counted = NameKey.objects.filter(hash__among=hashes).values("hash").annotate(names=Count("name"))
    return list(counted.filter(names__gt=1, names__lte=MOST_SHARING).values_list("hash", flat=True))


def _alike(one: Spelling, other: Spelling) -> tuple[float, str] | None:
    """The likeness of two spellings and the reason to ask, if there is one."""
    same = fold(one.name) == fold(other.name)
    if one.kind != other.kind and not (same or {one.kind, other.kind} <= GROUPS):
        return None
    score = likeness(one.name, other.name)
    if score < (SHORT_FOR if is_acronym(one.name) != is_acronym(other.name) else PROPOSED):
        return None
    return score, _reason(*sorted((one, other), key=lambda spelling: spelling.actor), same=same)


def _reason(one: Spelling, other: Spelling, *, same: bool) -> str:
    if same and one.kind != other.kind:
        return f"The same name, once of a kind “{one.kind}” and once “{other.kind}”."
    if same:
        return f"The same name: {one.name}." if one.name == other.name else f"One name: {one.name}, {other.name}."
    if is_acronym(one.name) != is_acronym(other.name):
        short, full = (one, other) if is_acronym(one.name) else (other, one)
        return f"{short.name} may be short for {full.name}."
    return f"Alike: {one.name}, {other.name}."
