"""Whom a name means: the actors that the desk knows, by every name they go by, looked up in the database."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sources.alike import GROUPS
from sources.models import Actor, ActorName
from sources.text.names import FoundActor, fold
from sources.text.naming.meeting import is_acronym, is_full

MAX_NAME = 300
VOUCHED = ("confirmed", "disputed")


class Ambiguous:
    """Several actors go by the name: whom it means is for an editor to say."""


AMBIGUOUS = Ambiguous()


def key(name: str) -> str:
    """What a name is looked up by: folded, as long as the column is."""
    return fold(name)[:MAX_NAME]


@dataclass(frozen=True, slots=True)
class Entry:
    """One name that leads to an actor."""

    actor: Actor
    name: str

    @property
    def is_own(self) -> bool:
        return key(self.name) == key(self.actor.name)

    def rank(self, spelling: str) -> int:
        """How surely the spelling means this actor: its own name before an alias, the same letters before folded."""
        return 2 * (not self.is_own) + (self.name != spelling)

    def leads(self, spelling: str) -> bool:
        """Whether the spelling is enough. A bare surname, or an acronym for a longer name, is not.

        A single word that is the actor's whole name counts as written, once an editor has vouched for the actor.
        """
        if is_acronym(self.name):
            return self.is_own
        if is_full(self.name, self.actor.kind):
            return True
        return self.is_own and self.name == spelling and self.actor.state in VOUCHED


class Known:
    """Actors by their folded names: those of the database, and those that a batch brings. Each is one object."""

    def __init__(self) -> None:
        self._actors: dict[int, Actor] = {}
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        self._names: set[tuple[int, str]] = set()

    def load(self, keys: Iterable[str]) -> None:
        """Ask the database for the names with these keys."""
        for row in ActorName.objects.folded_in(set(keys) - {""}):
            actor = self.one(row.actor)
            self._names.add((id(actor), row.name))
            if row.state != "rejected":
                self.learn(actor, row.name)

    def one(self, actor: Actor) -> Actor:
        """The object that stands for the actor here."""
        return self._actors.setdefault(actor.pk, actor)

    def learn(self, actor: Actor, name: str) -> None:
        self._entries[key(name)].append(Entry(actor, name))

    def takes(self, actor: Actor, name: str) -> bool:
        """Whether the name is new for the actor, which has it from now on. One that an editor rejected is not new."""
        if (id(actor), name) in self._names:
            return False
        self._names.add((id(actor), name))
        self.learn(actor, name)
        return True

    def whom(self, found: FoundActor) -> Actor | Ambiguous | None:
        """The actor that is meant: by the fullest name, or else by the other full names that the text gives."""
        full = [name for name in found.aliases if is_full(name, found.kind)]
        return self._meant(found.name, found.kind) or _the_one(self._meant(name, found.kind) for name in full)

    def _meant(self, spelling: str, kind: str) -> Actor | Ambiguous | None:
        entries = [one for one in self._entries.get(key(spelling), ()) if one.leads(spelling)]
        of_kind = [one for one in entries if one.actor.kind == kind]
        return _surest(of_kind or [one for one in entries if _may_be(one.actor, kind)], spelling)

    def vouched(self, spelling: str) -> Actor | None:
        """The one actor of the desk's own table that goes by this spelling, whatever the text around it looks like."""
        entries = [one for one in self._entries.get(key(spelling), ()) if one.leads(spelling)]
        meant = _surest([one for one in entries if one.actor.state in VOUCHED], spelling)
        return meant if isinstance(meant, Actor) and meant.kind != "place" else None


def _may_be(actor: Actor, kind: str) -> bool:
    """Whether text may have taken it for another kind: an editor's word on a group's kind stands."""
    return actor.state in VOUCHED and {actor.kind, kind} <= GROUPS


def _surest(entries: Sequence[Entry], spelling: str) -> Actor | Ambiguous | None:
    best = min((one.rank(spelling) for one in entries), default=0)
    return _the_one(one.actor for one in entries if one.rank(spelling) == best)


def _the_one(actors: Iterable[Actor | Ambiguous | None]) -> Actor | Ambiguous | None:
    several = {id(actor): actor for actor in actors if actor is not None}
    return None if not several else next(iter(several.values())) if len(several) == 1 else AMBIGUOUS
