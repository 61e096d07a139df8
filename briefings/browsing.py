"""What readers look briefings up by: an index from A to Z, and the briefings of one entry. Keyset pages throughout."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import InvalidPage

from accounts.openapi import is_key
from briefings.listing import Page
from briefings.models import Appearance, Entry
from briefings.rendering import with_times
from sources.models import Actor
from sources.models.actors import KINDS

INDEX_SIZE = 120
"""Entries on one page of an index: four screens of names."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of an index. `facet`: an actor's kind; `after`: the slug of the last entry of the page before."""

    kind: str
    facet: str = ""
    letter: str = ""
    after: str = ""

    @classmethod
    def by(cls, kind: str, query: Mapping[str, str]) -> "Asked":
        """Raises InvalidPage for what can be no part of it."""
        facet = query.get("kind", "") if kind == "actor" else ""
        if facet and facet not in KINDS:
            raise InvalidPage(f"{facet!r} is no kind of actor.")
        asked = cls(kind, facet, query.get("letter", ""), query.get("after", ""))
        if not (asked.letter + asked.after).isprintable():
            raise InvalidPage("There is nothing here.")
        return asked


@dataclass(frozen=True, slots=True)
class Row:
    """`briefings`: how many contain the entry, or an actor who was merged into it."""

    entry: Entry
    briefings: int


@dataclass(frozen=True, slots=True)
class Index:
    """`next_after`: where the next page starts; empty on the last."""

    rows: list[Row]
    next_after: str


@dataclass(frozen=True, slots=True)
class Found:
    """An entry with a page of its briefings. `card`: an actor's, each relation with the `slug` of who is public."""

    entry: Entry
    card: dict[str, Any]
    briefings: int
    page: Page


def index(asked: Asked, size: int = INDEX_SIZE) -> Index:
    """A page of an index. Raises Entry.DoesNotExist when `after` never was an entry."""
    rows = Entry.objects.in_index(asked.kind).narrowed(asked.facet, asked.letter).sorted(asked.kind)
    if asked.after:
        rows = rows.after(Entry.objects.at(asked.kind, asked.after))
    found = list(rows[: size + 1])
    shown = found[:size]
    counts = _counts(shown)
    return Index(
        [Row(entry, counts.get(entry.actor_id, entry.briefings)) for entry in shown],
        shown[-1].slug if len(found) > size else "",
    )


def _counts(entries: Iterable[Entry]) -> dict[int | None, int]:
    """Actor's key → its briefings, for those whom others were merged into: their briefings are its own as well."""
    by_actor = {entry.actor_id: entry for entry in entries if entry.actor_id}
    merged = Actor.objects.filter(merged_into__in=by_actor) if by_actor else Actor.objects.none()
    return {key: count_of(by_actor[key]) for key in set(merged.values_list("merged_into", flat=True)) if key}


def find(entry: Entry, *, before: str, size: int) -> Found:
    """Its briefings first published before the change number `before` (empty: the newest).

    Raises InvalidPage when there are none, and Entry.DoesNotExist for an entry that no listed edition contains.
    """
    if not entry.briefings:  # not even by the briefings of those who were merged into it
        raise Entry.DoesNotExist
    entries = entry.gathers()
    rows = Appearance.objects.under(entries).summaries()
    if before:
        if not is_key(before):
            raise InvalidPage(f"{before!r} is no place in the list.")
        rows = rows.filter(first_seq__lt=int(before))
    found = list(rows[: size + 1])
    if not found:
        raise InvalidPage("There is nothing here.") if before else Entry.DoesNotExist
    return Found(entry, card_of(entry), _count(entries), _page(found, size))


def count_of(entry: Entry) -> int:
    """How many listed briefings contain the entry, or an actor who was merged into it."""
    return _count(entry.gathers())


def _count(entries: list[Entry]) -> int:
    return entries[0].briefings if len(entries) == 1 else Appearance.objects.under(entries).count()


def card_of(entry: Entry) -> dict[str, Any]:
    """The card with the addresses of those it names, where they have one."""
    card: dict[str, Any] = with_times(entry.card)
    rows = [*card.get("relations", []), *card.get("perhaps_same_as", [])]
    uids = {row["actor"] for row in rows}
    public = Entry.objects.public().filter(kind="actor", key__in=uids) if uids else []
    slugs = {other.key: other.slug for other in public}
    for row in rows:
        row["slug"] = slugs.get(row["actor"], "")
    return card


def summary_of(content: bytes) -> dict[str, Any]:
    """A stored summary with its times as values."""
    summary: dict[str, Any] = with_times(json.loads(bytes(content)))
    return summary


def _page(found: list[dict[str, Any]], size: int) -> Page:
    shown = found[:size]
    summaries = [summary_of(row["content"]) for row in shown]
    return Page(summaries, str(shown[-1]["first_seq"]) if len(found) > size else "")
