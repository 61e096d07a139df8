"""The canonical document of an edition: the whole graph of a briefing as plain values, host-free, `schema: 1`.

What is not in it is not published. Private fields of the expert's ledger are never read here.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from briefings import markup, saving
from briefings.cards import cards_of
from briefings.evidence import Evidence
from briefings.interviewing import interview_of
from briefings.models import Annotation, Briefing, Edition, LateAnswer
from sources.models import Actor, Difference
from sources.text.following import followable

SCHEMA = 1
WORDS_PER_MINUTE = 220
EXPERT_WORDS = {
    "conducted by us": "interview by us",
    "identity checked": "expert checked",
    "republished, speaker unverified": "expert unverified",
}
RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}


@dataclass(frozen=True, slots=True)
class Head:
    """What the new edition is. `correction`: passage, was, now, how_found."""

    number: int
    kind: str
    note: str
    at: datetime
    correction: dict[str, str] = field(default_factory=dict)


def build(briefing: Briefing, head: Head) -> dict[str, Any]:
    """The document of a briefing as it is now. Its annotations are anchored already."""
    evidence = Evidence(briefing.reports())
    html = saving.html_of(briefing)
    text = markup.plain_text(html)
    interview = interview_of(briefing.interview, evidence) if briefing.interview else None
    differences = [difference_of(row, evidence) for row in briefing.differences()]
    return _identity(briefing, head) | {
        "status": "published",
        "retraction": None,
        "notice": standing_notice(briefing),
        "headline": briefing.headline,
        "standfirst": briefing.standfirst,
        "as_of": stamp(max((article.raw.received_at for article in evidence.articles), default=head.at)),
        "reading_minutes": max(1, round(len(text.split()) / WORDS_PER_MINUTE)),
        "topics": briefing.topics,
        "story": str(briefing.story.uid) if briefing.story else None,
        "authors": [author.byline for author in briefing.authors.order_by("pk")],
        "trust": trust_of(evidence, differences, interview),
        "key_points": key_points_of(briefing, evidence),
        "not_known": briefing.not_known_points(),
        "body": {"markdown": briefing.body, "html": str(html), "text": text},
        "annotations": annotations_of(briefing, evidence),
        "sources": evidence.sources(),
        "origins": evidence.origins(),
        "actors": actors_of(briefing, evidence),
        "differences": differences,
        "interview": interview,
        "corrections": corrections_of(briefing, head),
    }


def completed(doc: dict[str, Any]) -> dict[str, Any]:
    """A document with what editions of before do not say yet, for all shapes. What is frozen stays as it is."""
    notes = [
        {"citations": [note["citation"]] if note.get("citation") else [], "support": None} | note
        for note in doc.get("annotations", [])
    ]
    rows = [{"status": "open", "uses": None} | row for row in doc.get("differences", [])]
    unsaid = {"disputed_names": [], "relations": [], "perhaps_same_as": [], "wikidata": ""}
    actors = [unsaid | actor for actor in doc.get("actors", [])]
    sources = [source | {"url": followable(source["url"])} for source in doc.get("sources", [])]
    parts = {"annotations": notes, "differences": rows, "actors": actors, "sources": sources}
    return {"notice": None, "story": None} | doc | parts


def retracted(briefing: Briefing, head: Head) -> dict[str, Any]:
    """The notice that stays at a retracted briefing's address: no content."""
    live = briefing.live
    assert live is not None, "only what is live can be retracted"
    published = json.loads(bytes(live.document))
    return _identity(briefing, head) | {
        "status": "retracted",
        "retraction": {"reason": head.note, "at": stamp(head.at)},
        "headline": published["headline"],
        "language": published["language"],
        "direction": published["direction"],
    }


def noticed(live: Edition, head: Head, notice: dict[str, str] | None) -> dict[str, Any]:
    """The live edition as it reads, whatever the draft holds by now, with a notice above it or without."""
    published = json.loads(bytes(live.document))
    kept = {name: published[name] for name in ("language", "direction")}
    return {**published, **_identity(live.briefing, head), **kept, "notice": notice}


def amended(live: Edition, head: Head, parts: Mapping[str, Any]) -> dict[str, Any]:
    """The live edition with some of its parts in other words, whatever the draft holds by now."""
    return {
        **noticed(live, head, standing_notice(live.briefing)),
        **parts,
        "corrections": corrections_of(live.briefing, head),
    }


def notice_of(edition: Edition | None) -> dict[str, str] | None:
    """What stands above an edition: that a new report is being checked, and since when (`at`)."""
    found: dict[str, str] | None = json.loads(bytes(edition.document)).get("notice") if edition else None
    return found


def standing_notice(briefing: Briefing) -> dict[str, str] | None:
    """The live edition's notice, as long as a late report waits for the desk's answer."""
    notice = notice_of(briefing.live)
    return notice if notice and LateAnswer.objects.waiting().filter(briefing=briefing.pk).exists() else None


def stamp(at: datetime) -> str:
    """RFC 3339, in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _identity(briefing: Briefing, head: Head) -> dict[str, Any]:
    earlier = list(briefing.editions.order_by("number"))
    first_at = earlier[0].published_at if earlier else head.at
    now = {"number": head.number, "kind": head.kind, "note": head.note}
    return {
        "schema": SCHEMA,
        "uid": str(briefing.uid),
        "slug": briefing.slug,
        "language": briefing.language,
        "direction": "rtl" if briefing.language.split("-")[0] in RIGHT_TO_LEFT else "ltr",
        "edition": now | {"published_at": stamp(head.at)},
        "editions": [*map(_past, earlier), now | {"at": stamp(head.at)}],
        "first_published_at": stamp(first_at),
    }


def _past(edition: Edition) -> dict[str, Any]:
    return {
        "number": edition.number,
        "kind": edition.kind,
        "note": edition.note,
        "at": stamp(edition.published_at),
    }


def trust_of(evidence: Evidence, differences: Iterable[Any], interview: dict[str, Any] | None) -> list[dict[str, str]]:
    """The line of trust, part by part, each with the place on the page that backs it."""
    parts = [{"words": evidence.trust_words(), "href": "#sources"}]
    count = sum(row["relation"] == "differs" for row in differences)
    if count:
        words = "1 point differs" if count == 1 else f"{count} points differ"
        parts.append({"words": words, "href": "#differences"})
    if interview:
        parts.append({"words": EXPERT_WORDS[interview["disposition"]], "href": "#interview"})
    return parts


def key_points_of(briefing: Briefing, evidence: Evidence) -> list[dict[str, Any]]:
    points = briefing.key_points.prefetch_related("citations__article__raw").order_by("position", "pk")
    return [
        {
            "id": f"k{number}",
            "text": point.text,
            "support": evidence.support(list(point.citations.all())),
            "citations": [evidence.passage(citation) for citation in point.citations.all()],
        }
        for number, point in enumerate(points, start=1)
    ]


def annotations_of(briefing: Briefing, evidence: Evidence) -> list[dict[str, Any]]:
    rows = briefing.annotations.select_related("actor", "difference").order_by("start", "pk")
    rows = rows.prefetch_related("citations__article__raw")
    return [_annotation(row, number, evidence) for number, row in enumerate(rows, start=1)]


def _annotation(row: Annotation, number: int, evidence: Evidence) -> dict[str, Any]:
    selector = {name: getattr(row, name) for name in ("exact", "prefix", "suffix", "start", "end")}
    rests_on = list(row.citations.all()) if row.kind == "citation" else []
    passages = [evidence.passage_in_context(citation) for citation in rests_on]
    return {
        "id": row.dom_id,
        "number": number,
        "kind": row.kind,
        "selector": selector,
        "note": row.note,
        "actor": str(row.actor.uid) if row.actor else None,
        "difference": difference_id(row.difference) if row.difference else None,
        "citation": passages[0] if passages else None,
        "citations": passages,
        "support": evidence.support(rests_on) if passages else None,
    }


def difference_id(row: Difference) -> str:
    return f"d-{row.uid.hex[-12:]}"


def difference_of(row: Difference, evidence: Evidence) -> dict[str, Any]:
    return {
        "id": difference_id(row),
        "attribute": row.attribute,
        "label": row.label,
        "relation": row.relation,
        "values": [
            evidence.value(value) | {"value": value.value, "used": value.pk == row.uses_id}
            for value in row.values.all()
        ],
        "status": "resolved" if row.state == "resolved" else "open",
        "uses": row.uses.value if row.uses else None,
        "note": row.note,
    }


def actors_of(briefing: Briefing, evidence: Evidence) -> list[dict[str, Any]]:
    """Those who act in the reports and are annotated, or named in a key point, in order of name."""
    annotated = {row.actor_id for row in briefing.annotations.all() if row.actor_id}
    acting = Actor.objects.acting_in(evidence.articles).for_card()
    named = [actor for actor in acting if actor.pk not in annotated and _is_named(actor, briefing)]
    shown = sorted(
        [*Actor.objects.filter(pk__in=annotated).for_card(), *named], key=lambda actor: actor.name.casefold()
    )
    return cards_of(shown, evidence.articles)


def _is_named(actor: Actor, briefing: Briefing) -> bool:
    text = "\n".join([briefing.body, briefing.standfirst, *(point.text for point in briefing.key_points.all())])
    return any(name.name in text for name in actor.names.all())


def corrections_of(briefing: Briefing, head: Head) -> list[dict[str, Any]]:
    """Dated corrections and clarifications, the newest first."""
    rows = [
        _correction(edition.number, edition.kind, edition.note, stamp(edition.published_at))
        | {name: getattr(edition.correction, name) for name in ("passage", "was", "now", "how_found")}
        for edition in briefing.editions.filter(correction__isnull=False)
        .select_related("correction")
        .order_by("number")
    ]
    if head.kind in ("correction", "clarification"):
        rows.append(_correction(head.number, head.kind, head.note, stamp(head.at)) | head.correction)
    return rows[::-1]


def _correction(number: int, kind: str, note: str, at: str) -> dict[str, Any]:
    return {"edition": number, "kind": kind, "note": note, "at": at}
