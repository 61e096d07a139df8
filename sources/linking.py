"""Step 2 of the pipeline: mentions become rows, and names that are known lead to their actors."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sources import alike, bulk, relating
from sources.cases import Case
from sources.knowing import MAX_NAME, Known, key
from sources.models import Actor, ActorName, ActorRole, Mention, Outlet
from sources.models.outlets import folded as outlet_key
from sources.text import types as text
from sources.text.names import FoundActor
from sources.text.naming.meeting import is_acronym, is_full
from sources.text.naming.unnamed import Run

NAME = ("actor", "name", "folded", "language", "kind", "state", "article", "start", "end")
ROLE = ("actor", "title", "organisation", "article")
MENTION = ("article", "actor", "key", "kind", "text", "title", "start", "end", "state")


def link(cases: Sequence[Case]) -> None:
    """Find who acts in the articles. A name that is known in full links; one that is not is proposed as a new actor.

    A bare surname never links across articles, nor does an acronym to a longer name; what is merely alike is asked.
    """
    cast = _cast(cases)
    known = Known()
    known.load(key(name) for found in cast.values() for actor in found for name in (actor.name, *actor.aliases))
    known.load(key(run.text) for case in cases for run in case.prepared.loose)
    linker = Linker(known)
    rows: list[tuple[Any, ...]] = []
    said: list[relating.Told] = []
    for case in cases:
        mentions = [*case.prepared.mentions, *_spotted(known, case.prepared.loose)]
        actors = linker.actors_of(case, cast[case.article.pk], mentions)
        rows += _rows(case, mentions, actors)
        said.append(relating.Told(case, mentions, actors))
    linker.write()
    bulk.insert(Mention, MENTION, [(pk, actor.pk if actor else None, *rest) for pk, actor, *rest in rows])
    relating.propose(said)


def _cast(cases: Sequence[Case]) -> dict[int, list[FoundActor]]:
    """Who acts in each article: neither outlets, nor who wrote it or asked in its interview."""
    outlets = Outlet.objects.by_name({actor.name for case in cases for actor in case.prepared.actors})
    return {
        case.article.pk: [
            actor
            for actor in case.prepared.actors
            if actor.kind != "place" and outlet_key(actor.name) not in outlets and not _stands_beside(case, actor)
        ]
        for case in cases
    }


def _stands_beside(case: Case, actor: FoundActor) -> bool:
    reading = case.prepared.reading
    if outlet_key(actor.name) == outlet_key(reading.metadata.credited_to):
        return True
    asked = (
        {turn.speaker for turn in reading.interview.turns if turn.role == "interviewer"} if reading.interview else ()
    )
    people = {key(name) for name in (*reading.metadata.authors, *asked)}
    return actor.kind == "person" and key(actor.name) in people


def _spotted(known: Known, loose: Sequence[Run]) -> Iterator[text.Mention]:
    """Names that an editor put into the desk's table, where the rules saw none."""
    end = 0
    for run in loose:
        actor = known.vouched(run.text) if run.start >= end else None
        if actor:
            end = run.end
            yield text.Mention(run.start, run.end, run.text, key(actor.name), actor.kind)


def _rows(case: Case, mentions: Sequence[text.Mention], actors: Mapping[str, Actor]) -> Iterable[tuple[Any, ...]]:
    """What is to be stored. Of an earlier run stay the mentions that it would make again, and those decided on."""
    there = set() if case.is_new else _kept(case, mentions, actors)
    for mention in mentions:
        if (mention.start, mention.end) not in there:
            words = (mention.actor[:MAX_NAME], mention.kind, mention.text[:MAX_NAME], mention.title[:200])
            yield (case.article.pk, actors.get(mention.actor), *words, mention.start, mention.end, "proposed")


def _kept(case: Case, mentions: Sequence[text.Mention], actors: Mapping[str, Actor]) -> set[tuple[int, int]]:
    """The places of the rows that stay, so that what a merge or an editor moved keeps its row."""
    wanted = {(one.start, one.end): one for one in mentions}
    rows = list(case.article.mentions.all())
    stale = [row for row in rows if row.state == "proposed" and not _is_same(row, wanted, actors)]
    case.article.mentions.filter(pk__in=[row.pk for row in stale]).delete()
    gone = {row.pk for row in stale}
    return {(row.start, row.end) for row in rows if row.pk not in gone}


def _is_same(row: Mention, wanted: Mapping[tuple[int, int], text.Mention], actors: Mapping[str, Actor]) -> bool:
    one = wanted.get((row.start, row.end))
    if one is None or (row.actor_id is None and one.actor in actors):
        return False
    return (row.key, row.kind, row.text, row.title) == (
        one.actor[:MAX_NAME],
        one.kind,
        one.text[:MAX_NAME],
        one.title[:200],
    )


class Linker:
    """The actors of a batch, old and new, with the names and roles that its articles add."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._fresh: list[Actor] = []
        self._names: list[tuple[Actor, *tuple[Any, ...]]] = []
        self._roles: list[tuple[Actor, *tuple[Any, ...]]] = []

    def actors_of(self, case: Case, found: Sequence[FoundActor], mentions: Sequence[text.Mention]) -> dict[str, Actor]:
        """The key of each found actor → its row. Where that is for an editor to say, it is missing."""
        before = {} if case.is_new else self._before(case)
        linked = {}
        for actor in found:
            row = before.get(actor.key[:MAX_NAME]) or self._row(actor)
            if row is not None:
                linked[actor.key] = row
                self._keep(case, actor, row)
        for mention in mentions[len(case.prepared.mentions) :]:
            vouched = self._known.vouched(mention.text)
            if vouched:
                linked.setdefault(mention.actor, vouched)
        return linked

    def _before(self, case: Case) -> dict[str, Actor]:
        """What an earlier run made of the keys; it stands, whatever an editor made of the actor since."""
        order = {"rejected": 0, "confirmed": 1, "proposed": 2}
        rows = case.article.mentions.filter(actor__isnull=False).select_related("actor__merged_into")
        ordered = sorted(rows, key=lambda row: (order[row.state], -row.start))
        return {row.key: self._known.one(row.actor.survivor) for row in ordered if row.actor}

    def _row(self, found: FoundActor) -> Actor | None:
        meant = self._known.whom(found)
        if isinstance(meant, Actor):
            return meant
        if meant is not None or not _may_act(found):
            return None
        self._fresh.append(Actor(name=found.name[:MAX_NAME], kind=found.kind))
        return self._fresh[-1]

    def _keep(self, case: Case, found: FoundActor, row: Actor) -> None:
        spellings = dict.fromkeys(name[:MAX_NAME] for name in (found.name, *found.aliases))
        for name in spellings:
            if self._known.takes(row, name):
                self._names.append(_name(case, found, row, name))
        self._roles += [(row, title[:200], "", case.article.pk) for title in found.titles]

    def write(self) -> None:
        """Actors first, then what points to them, then the question whom the new names are like."""
        Actor.objects.bulk_create(self._fresh)
        bulk.insert(ActorName, NAME, [(actor.pk, *rest) for actor, *rest in self._names], new_only=True)
        bulk.insert(ActorRole, ROLE, [(actor.pk, *rest) for actor, *rest in self._roles], new_only=True)
        alike.ask({actor.pk for actor, *_ in self._names})


def _name(case: Case, found: FoundActor, row: Actor, name: str) -> tuple[Actor, *tuple[Any, ...]]:
    """With the first passage that writes it so."""
    same = (one for one in case.prepared.mentions if one.actor == found.key)
    place = next((one for one in same if " ".join(one.text.split())[:MAX_NAME] == name), None)
    kind = "acronym" if is_acronym(name) else "name" if name == found.name else "alias"
    language = case.article.language if case.article.language != "und" else ""
    span = (place.start, place.end) if place else (None, None)
    return (row, name, key(name), language, kind, "asserted", case.article.pk, *span)


def _may_act(actor: FoundActor) -> bool:
    """Whether a name is enough to know a new actor by. A single word is not, unless it names a state or is an acronym:
    it may be a surname, a ship or a town, so it stays a mention for an editor to look at."""
    return is_full(actor.name, actor.kind) or (is_acronym(actor.name) and len(actor.name) > 2)
