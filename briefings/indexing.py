"""Edition → what readers look it up by: entries (actors, topics, outlets, months) and the editions that contain them.

Made from frozen documents in the transaction that publishes or retracts, and anew by `manage.py render`.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, count
from typing import Any

from django.db import transaction
from django.db.models import Count, Max

from accounts.models import Sequence
from briefings.models import Appearance, Edition, Entry
from briefings.models.edition import PUBLIC_CHANGES
from sources.models import Actor
from sources.models.outlets import folded
from sources.text.fold import fold

LONGEST_NAME = 300
LONGEST_SLUG = 70
"""Leaves room in the column for the number that tells two of one name apart."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a document is looked up by. `key` as on the entry; `card`: an actor's, with names of outlets."""

    kind: str
    key: str
    name: str
    facet: str = ""
    card: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


def index(edition: Edition) -> None:
    """Let the edition stand for its briefing wherever it is looked up; a retraction takes it away everywhere.

    The edition is the briefing's live one, or about to be. Runs under the lock of public changes.
    """
    doc = _document(edition)
    headings = {str(heading): heading for heading in headings_of(doc)}
    earlier = Appearance.objects.filter(edition__briefing=edition.briefing_id)
    touched = set(earlier.values_list("entry", flat=True))
    earlier.delete()
    entries = _entries(headings)
    times = times_of(doc)
    Appearance.objects.bulk_create(
        Appearance(entry=entry, edition=edition, seq=edition.seq, first_seq=edition.first_seq, **times)
        for entry in entries
    )
    narrowing = Entry.objects.filter(kind="list")
    narrowing.counted(touched, [entry.pk for entry in entries])
    shown = Entry.objects.exclude(kind="list").filter(pk__in=touched | {entry.pk for entry in entries})
    _refresh(set(shown.values_list("pk", flat=True)), {edition.seq: headings})


@transaction.atomic
def index_again(edition: Edition) -> None:
    """The same for an edition that was published before; nothing, if it is not listed any more."""
    Sequence.objects.lock(PUBLIC_CHANGES)
    if Edition.objects.listed().filter(pk=edition.pk).exists():
        index(edition)


def headings_of(doc: dict[str, Any]) -> Iterator[Heading]:
    """Of a retraction: none."""
    if doc["status"] == "retracted":
        return
    outlets = {source["uid"]: source["outlet"] for source in doc["sources"]}
    for actor in doc["actors"]:
        yield Heading("actor", actor["uid"], actor["name"], actor["kind"], _with_outlets(actor, outlets))
    for kind, names in (("topic", doc["topics"]), ("outlet", outlets.values())):
        yield from (Heading(kind, folded(name)[:LONGEST_NAME], name[:LONGEST_NAME]) for name in names if folded(name))
    month = doc["first_published_at"][:7]
    yield Heading("month", month, month)
    if doc.get("story"):
        yield Heading("story", doc["story"], doc["headline"][:LONGEST_NAME])
    for key in ("all", *narrowed_by(doc)):
        yield Heading("list", key, key)


def narrowed_by(doc: dict[str, Any]) -> list[str]:
    """Keys of what the API's list can be narrowed to, beside what readers look up."""
    return [in_language(doc["language"]), with_interview(bool(doc["interview"])), corrected(bool(doc["corrections"]))]


def in_language(language: str) -> str:
    return f"language {language.lower()}"


def with_interview(there: bool) -> str:
    return "interview" if there else "no interview"


def corrected(once: bool) -> str:
    return "correction" if once else "no correction"


def times_of(doc: dict[str, Any]) -> dict[str, datetime]:
    """By which lists are ordered and narrowed: as the document says, so that what is shown is what counts."""
    return {
        "published_at": datetime.fromisoformat(doc["first_published_at"]),
        "updated_at": datetime.fromisoformat(doc["edition"]["published_at"]),
    }


def linked(doc: dict[str, Any]) -> dict[str, Any]:
    """The document with the addresses of what can be looked up: an actor's `slug`, a source's `outlet_slug`, and
    `topic_links`. Without one where there is no page.
    """
    found = Entry.objects.in_use().keyed(heading.key for heading in headings_of(doc))
    slugs = {entry.heading: entry.slug for entry in found}
    if doc["status"] == "retracted":
        return doc
    return doc | {
        "actors": [actor | {"slug": slugs.get(f"actor {actor['uid']}", "")} for actor in doc["actors"]],
        "sources": [s | {"outlet_slug": slugs.get(f"outlet {folded(s['outlet'])}", "")} for s in doc["sources"]],
        "topic_links": [{"name": name, "slug": slugs.get(f"topic {folded(name)}", "")} for name in doc["topics"]],
    }


def _document(edition: Edition) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bytes(edition.document))
    return found


def _with_outlets(actor: dict[str, Any], outlets: dict[str, str]) -> dict[str, Any]:
    """The card with the names of the outlets that say so, since on a page of its own it has no list of reports."""

    def said(row: dict[str, Any]) -> dict[str, Any]:
        names = dict.fromkeys(outlets.get(uid, "") for uid in row.get("sources", []))
        return row | {"outlets": [name for name in names if name]}

    return actor | {name: [said(row) for row in actor.get(name, [])] for name in ("roles", "relations")}


def _entries(headings: dict[str, Heading]) -> list[Entry]:
    """Those of the headings; new ones are made, and an actor who has no address yet gets one."""
    known = {entry.heading: entry for entry in Entry.objects.keyed(h.key for h in headings.values())}
    actors = {str(a.uid): a for a in Actor.objects.filter(uid__in=[h.key for h in headings.values() if h.facet])}
    return [known.get(name) or _made(heading, actors.get(heading.key)) for name, heading in headings.items()]


def _made(heading: Heading, actor: Actor | None) -> Entry:
    slug = (actor and actor.slug) or _free_slug(heading)
    if actor and not actor.slug:
        Actor.objects.filter(pk=actor.pk, slug=None).update(slug=slug)
    return Entry.objects.create(
        kind=heading.kind, key=heading.key, slug=slug, actor=actor, name=heading.name, **_place(heading.name, slug)
    )


def _place(name: str, slug: str) -> dict[str, str]:
    """Where a name stands from A to Z. What begins with no letter stands under "#"."""
    key = fold(name) or name.casefold()
    return {"sort": f"{key[:LONGEST_NAME]} {slug}", "initial": key[0].upper() if key[:1].isalpha() else "#"}


def _free_slug(heading: Heading) -> str:
    if heading.kind == "story":  # which goes by its uid: the name is that of its newest briefing
        return heading.key
    wanted = "".join(c if c.isascii() and c.isalnum() else "-" for c in fold(heading.name)).strip("-")
    wanted = re.sub("-+", "-", wanted)[:LONGEST_SLUG].rstrip("-") or heading.kind
    numbered = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
    return next(slug for slug in numbered if not _is_taken(heading.kind, slug))


def _is_taken(kind: str, slug: str) -> bool:
    given = kind == "actor" and Actor.objects.filter(slug=slug).exists()
    return given or Entry.objects.filter(kind=kind, slug=slug).exists()


def _refresh(touched: Iterable[int], read: dict[int, dict[str, Heading]]) -> None:
    """Count anew, and show each as its newest edition has it. `read`: an edition's seq → its headings, if known."""
    rows = Appearance.objects.filter(entry__in=touched).order_by().values("entry")
    found = {row["entry"]: row for row in rows.annotate(briefings=Count("pk"), newest=Max("seq"))}
    unread = {row["newest"] for row in found.values()} - set(read)
    for edition in Edition.objects.filter(seq__in=unread).only("seq", "document"):
        read[edition.seq] = {str(heading): heading for heading in headings_of(_document(edition))}
    for entry in Entry.objects.filter(pk__in=touched):
        row = found.get(entry.pk)
        _show(entry, row["briefings"] if row else 0, read[row["newest"]][entry.heading] if row else None)


def _show(entry: Entry, briefings: int, heading: Heading | None) -> None:
    entry.briefings, entry.card = briefings, heading.card if heading else {}
    if heading:
        entry.name, entry.facet = heading.name, heading.facet
        entry.sort, entry.initial = _place(heading.name, entry.slug).values()
    entry.save()
