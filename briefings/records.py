"""The public record of a report: what published editions say of it and quote from it. Never its whole text."""

import json
from dataclasses import dataclass
from typing import Any

from briefings import document, indexing, quoted
from briefings.models import Edition
from briefings.rendering import with_times

MOST_BRIEFINGS = 20
"""Briefings whose documents are read for one record; the newest. A report in more of them is not known of."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage of the report; `places`: where it is cited."""

    passage: dict[str, Any]
    places: list["Place"]


@dataclass(frozen=True, slots=True)
class Place:
    briefing: "InBriefing"
    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class InBriefing:
    """`number`: the report's in that briefing; `is_live`: whether the current edition still rests on it."""

    slug: str
    headline: str
    edition: int
    is_live: bool
    number: int


@dataclass(frozen=True, slots=True)
class Record:
    """`source`: as the newest edition has it; `origin` and `carried`: behind it, and the reports that share it."""

    source: dict[str, Any]
    origin: dict[str, Any]
    carried: list[dict[str, Any]]
    cited: list[Cited]
    briefings: list[InBriefing]


def find(uid: str) -> Record:
    """Raises Edition.DoesNotExist for a report that no public edition rests on."""
    editions = list(Edition.objects.citing(uid)[:MOST_BRIEFINGS])
    if not editions:
        raise Edition.DoesNotExist
    documents = [document.completed(json.loads(bytes(edition.document))) for edition in editions]
    newest = indexing.linked(documents[0])
    source = _source(newest, uid)
    origin = next(origin for origin in newest["origins"] if origin["id"] == source["origin"])
    sharing = [s for s in newest["sources"] if s["uid"] in origin["sources"] and s["uid"] != uid]
    shown = [_in_briefing(edition, doc, uid) for edition, doc in zip(editions, documents, strict=True)]
    cited: dict[tuple[int, int], Cited] = {}
    for briefing, doc in zip(shown, documents, strict=True):
        _gather(cited, briefing, doc, uid)
    passages = sorted(cited.values(), key=lambda one: one.passage["start"])
    return Record(with_times(source), origin, with_times(sharing), passages, shown)


def _source(doc: dict[str, Any], uid: str) -> dict[str, Any]:
    return next(source for source in doc["sources"] if source["uid"] == uid)


def _in_briefing(edition: Edition, doc: dict[str, Any], uid: str) -> InBriefing:
    is_live = edition.briefing.live_id == edition.pk
    number = _source(doc, uid)["number"]
    return InBriefing(edition.briefing.slug, doc["headline"], edition.number, is_live, number)


def _gather(cited: dict[tuple[int, int], Cited], briefing: InBriefing, doc: dict[str, Any], uid: str) -> None:
    for one in quoted.passages(doc):
        if one.passage["source"] == uid:
            span = (one.passage["start"], one.passage["end"])
            places = cited.setdefault(span, Cited(one.passage, [])).places
            places.append(Place(briefing, one.anchor, one.words))
