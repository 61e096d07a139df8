"""The actors' cards of an edition, as plain values: what the desk knows of them and readers may."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from briefings.models import Entry
from sources.models import Actor, ActorDistinction, ActorRelation, ActorRole, SourceArticle
from sources.models.relations import MUTUAL

WIKIDATA_ITEM = re.compile(r"Q[1-9][0-9]*")
SAID_BY_AN_EDITOR = ("asserted", "disputed")


def cards_of(actors: Sequence[Actor], articles: Iterable[SourceArticle]) -> list[dict[str, Any]]:
    """One card an actor, in their order. `articles`: the edition's reports; others are named nowhere on a card."""
    edition = Company(actors, {article.pk: str(article.uid) for article in articles})
    return [edition.card(actor) for actor in actors]


@dataclass(frozen=True)
class Company:
    """The actors of one edition. `reports`: key → uid of its reports."""

    actors: Sequence[Actor]
    reports: dict[int, str]

    def card(self, actor: Actor) -> dict[str, Any]:
        disputed = {name.name for name in actor.names.all() if name.state == "disputed"}
        others = actor.also_written()
        return {
            "uid": str(actor.uid),
            "id": f"who-{actor.uid.hex[-12:]}",
            "name": actor.name,
            "kind": actor.kind,
            "also_written": [name for name in others if name not in disputed],
            "disputed_names": [name for name in others if name in disputed],
            "roles": self._roles(actor),
            "relations": self._relations(actor),
            "perhaps_same_as": self._perhaps(actor),
            "wikidata": actor.wikidata if WIKIDATA_ITEM.fullmatch(actor.wikidata) else "",
            "note": actor.note,
        }

    def _roles(self, actor: Actor) -> list[dict[str, Any]]:
        found: dict[tuple[Any, ...], dict[str, Any]] = {}
        for role in actor.roles.all():
            dates = _dates(role)
            fresh: dict[str, Any] = {"title": role.title, "organisation": role.organisation, **dates, "sources": []}
            said = found.setdefault((role.title, role.organisation, *dates.values()), fresh)
            self._add_source(said, role.article_id)
        return list(found.values())

    def _relations(self, actor: Actor) -> list[dict[str, Any]]:
        found: dict[tuple[Any, ...], dict[str, Any]] = {}
        for row in self._rows:
            if actor.pk not in (row.actor_id, row.other_id):
                continue
            other = row.other if row.actor_id == actor.pk else row.actor
            if other.pk not in self._namable:
                continue
            way = "both" if row.kind in MUTUAL else "to" if row.actor_id == actor.pk else "from"
            dates = _dates(row)
            fresh: dict[str, Any] = {
                "kind": row.kind,
                "way": way,
                "actor": str(other.uid),
                "name": other.name,
                "disputed": row.state == "disputed",
                **dates,
                "sources": [],
            }
            self._add_source(found.setdefault((row.kind, way, other.pk, *dates.values()), fresh), row.article_id)
        return list(found.values())

    def _perhaps(self, actor: Actor) -> list[dict[str, str]]:
        """Those who may be the same, which nobody knows."""
        rows = [row for row in self._distinctions if actor.pk in (row.one_id, row.other_id)]
        others = [row.other if row.one_id == actor.pk else row.one for row in rows]
        return [{"actor": str(other.uid), "name": other.name} for other in others if other.pk in self._namable]

    def _add_source(self, said: dict[str, Any], article: int | None) -> None:
        uid = self.reports.get(article or 0)
        if uid and uid not in said["sources"]:
            said["sources"].append(uid)

    @cached_property
    def _keys(self) -> set[int]:
        return {actor.pk for actor in self.actors}

    @cached_property
    def _rows(self) -> list[ActorRelation]:
        """What an editor stands by; the machine's proposals are none."""
        among = Q(actor__in=self._keys) | Q(other__in=self._keys)
        return list(ActorRelation.objects.standing().filter(among, state__in=SAID_BY_AN_EDITOR))

    @cached_property
    def _distinctions(self) -> list[ActorDistinction]:
        rows = ActorDistinction.objects.among(self._keys)
        return [row for row in rows if row.kind == "disputed identity"]

    @cached_property
    def _namable(self) -> set[int]:
        """Who may be named on a card: those of this edition, and those who are public already."""
        ends = {key for row in self._rows for key in (row.actor_id, row.other_id)}
        ends |= {key for row in self._distinctions for key in (row.one_id, row.other_id)}
        known = Entry.objects.public().of_actors(ends - self._keys)
        return self._keys | {key for key in known.values_list("actor", flat=True) if key}


def _dates(row: ActorRole | ActorRelation) -> dict[str, str | None]:
    return {
        "starts_on": row.starts_on.isoformat() if row.starts_on else None,
        "ends_on": row.ends_on.isoformat() if row.ends_on else None,
    }
