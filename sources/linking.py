"""Step 2 of the pipeline: mentions become rows, and names that are known lead to their actors."""

from collections.abc import Iterable, Sequence
from typing import Any

from sources import bulk
from sources.cases import Case
from sources.hashes import AT_A_TIME
from sources.models import Actor, ActorName, ActorRole, Mention, Outlet
from sources.models.outlets import folded as outlet_key
from sources.text import names
from sources.text.names import FoundActor, fold

MAX_NAME = 300
MENTION = ("article", "actor", "key", "kind", "text", "title", "start", "end", "state")


def link(cases: Sequence[Case]) -> None:
    """Find who acts in the articles. A name that is known exactly links; one that is not is proposed as a new actor.

    A bare surname or an acronym never links across articles; only a full name does.
    """
    cast = {case.article.pk: _acting(case) for case in cases}
    everyone = [actor for found in cast.values() for actor in found]
    outlets = Outlet.objects.by_name({actor.name for actor in everyone})
    known = Known({fold(name)[:MAX_NAME] for actor in everyone for name in (actor.name, *actor.aliases)})
    rows: list[tuple[Any, ...]] = []
    for case in cases:
        found = [actor for actor in cast[case.article.pk] if outlet_key(actor.name) not in outlets]
        before = {} if case.is_new else _before(case)
        actors = known.actors_of(found, case, before)
        rows += _mentions(case, actors, set() if case.is_new else _settled(case))
    known.write()
    bulk.insert(Mention, MENTION, [(pk, actor.pk if actor else None, *rest) for pk, actor, *rest in rows])


def _acting(case: Case) -> list[FoundActor]:
    return [actor for actor in names.actors(case.prepared.mentions) if _may_act(actor)]


def _before(case: Case) -> dict[str, Actor]:
    """What an earlier run made of the keys; it stands, whatever an editor made of the actor since."""
    return {m.key: m.actor for m in case.article.mentions.select_related("actor") if m.actor}


def _settled(case: Case) -> set[tuple[int, int]]:
    case.article.mentions.filter(state="proposed").delete()
    return set(case.article.mentions.values_list("start", "end"))


def _mentions(case: Case, actors: dict[str, Actor], settled: set[tuple[int, int]]) -> Iterable[tuple[Any, ...]]:
    for mention in case.prepared.mentions:
        if (mention.start, mention.end) not in settled:
            words = (mention.actor[:MAX_NAME], mention.kind, mention.text[:MAX_NAME], mention.title[:200])
            yield (case.article.pk, actors.get(mention.actor), *words, mention.start, mention.end, "proposed")


def _may_act(actor: FoundActor) -> bool:
    """Whether a name is enough to know an actor by. A single word is not, unless it names a state or is an acronym:
    it may be a surname, a ship or a town, so it stays a mention for an editor to look at."""
    if actor.kind == "place":
        return False
    return actor.kind == "state" or len(actor.name.split()) > 1 or (actor.name.isupper() and len(actor.name) > 2)


class Known:
    """Actors by kind and folded name: those of the database, and those that the batch brings."""

    def __init__(self, folded: set[str]) -> None:
        self._actors: dict[tuple[str, str], Actor] = {}
        self._fresh: list[Actor] = []
        self._names: list[ActorName] = []
        self._roles: list[ActorRole] = []
        self._rejected: set[tuple[int, str]] = set()
        names_ = sorted(folded)
        for start in range(0, len(names_), AT_A_TIME):
            part = set(names_[start : start + AT_A_TIME])
            self._rejected.update(ActorName.objects.rejected_in(part).values_list("actor", "name"))
            for name in ActorName.objects.folded_in(part):
                self._learn(name)

    def _learn(self, name: ActorName) -> None:
        if name.kind != "acronym":
            self._actors.setdefault((name.actor.kind, name.folded), name.actor)

    def actors_of(self, found: Sequence[FoundActor], case: Case, before: dict[str, Actor]) -> dict[str, Actor]:
        """The key of each found actor → its row, old or new, with the names and roles that the article adds."""
        linked = {}
        for actor in found:
            row = before.get(actor.key[:MAX_NAME]) or self._actor(actor)
            linked[actor.key] = row
            self._keep(actor, row, case)
        return linked

    def _actor(self, found: FoundActor) -> Actor:
        place = (found.kind, fold(found.name)[:MAX_NAME])
        if place not in self._actors:
            self._actors[place] = Actor(name=found.name[:MAX_NAME], kind=found.kind)
            self._fresh.append(self._actors[place])
        return self._actors[place]

    def _keep(self, found: FoundActor, row: Actor, case: Case) -> None:
        for name in dict.fromkeys((found.name, *found.aliases)):
            kind = "acronym" if name.isupper() and " " not in name and len(name) <= 6 else "name"
            kind = kind if name == found.name or kind == "acronym" else "alias"
            folded = fold(name)[:MAX_NAME]
            kept = ActorName(actor=row, name=name[:MAX_NAME], folded=folded, kind=kind, article=case.article)
            self._names.append(kept)
            if (row.pk, kept.name) not in self._rejected:
                self._learn(kept)
        self._roles += [ActorRole(actor=row, title=title[:200], article=case.article) for title in found.titles]

    def write(self) -> None:
        Actor.objects.bulk_create(self._fresh)
        for name in self._names:
            name.actor_id = name.actor.pk
        for role in self._roles:
            role.actor_id = role.actor.pk
        ActorName.objects.bulk_create(self._names, ignore_conflicts=True)
        ActorRole.objects.bulk_create(self._roles, ignore_conflicts=True)
