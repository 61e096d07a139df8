"""Edition → renditions: the page, the JSON and the summary, made once at publication and anew by `manage.py render`."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from briefings import document, formats, indexing, markup
from briefings.formats import schema_org
from briefings.formats.site import Site
from briefings.markup import Mark
from briefings.models import Edition, Rendition

RENDERER = "3"
"""Changes with the templates, so that `manage.py render` knows which renditions are old."""

NOTE_KINDS = {
    "citation": "source",
    "actor": "who",
    "context": "context",
    "dispute": "sources differ",
    "definition": "definition",
}


def render(edition: Edition) -> None:
    """All shapes of an edition, replacing those that are there."""
    doc = json.loads(bytes(edition.document)) | {"slug": edition.briefing.slug}
    linked = indexing.linked(doc)
    shapes = {"page": page(linked), "json": detail(edition, doc), "summary": summary(edition, doc)}
    shapes |= formats.shapes(document.completed(linked), facts())
    Rendition.objects.bulk_create(
        [
            Rendition(edition=edition, shape=shape, renderer=RENDERER, content=content, etag=_digest(content))
            for shape, content in shapes.items()
        ],
        update_conflicts=True,
        unique_fields=["edition", "shape"],
        update_fields=["renderer", "content", "etag"],
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def site() -> dict[str, str]:
    return {"name": settings.SITE_NAME, "tagline": settings.SITE_TAGLINE, "url": settings.SITE_URL}


def facts() -> Site:
    """What the shapes for programs say of the site."""
    return Site(
        name=settings.SITE_NAME,
        url=settings.SITE_URL,
        licence=settings.LICENCE,
        terms=settings.USAGE_TERMS,
        policies=settings.POLICIES,
    )


def page(doc: dict[str, Any]) -> bytes:
    """The whole page as bytes, from nothing but the document."""
    whole = document.completed(doc)
    shown = with_times(whole)
    data = markup.data_block(schema_org.article(whole, facts()))
    context = {"doc": shown, "site": site(), "structured_data": data}
    if doc["status"] == "retracted":
        return render_to_string("briefings/retracted.html", context).encode()
    body = markup.annotate(doc["body"]["html"], [_mark(shown, note) for note in shown["annotations"]])
    return render_to_string("briefings/briefing.html", context | {"body": body}).encode()


def _mark(doc: dict[str, Any], note: dict[str, Any]) -> Mark:
    context = {
        "note": note,
        "source": _by(doc["sources"], "uid", (note["citation"] or {}).get("source")),
        "sources": doc["sources"],
        "actor": _by(doc["actors"], "uid", note["actor"]),
        "difference": _by(doc["differences"], "id", note["difference"]),
    }
    place = note["selector"]
    html = render_to_string("_parts/note.html", context)
    return Mark(note["id"], note["number"], note["kind"], place["start"], place["end"], _label(note), html)


def _label(note: dict[str, Any]) -> str:
    """What the number after the words leads to, for those who do not see the page."""
    numbers = list(dict.fromkeys(str(passage["number"]) for passage in note["citations"]))
    if not numbers:
        return NOTE_KINDS[note["kind"]]
    return f"source: report {numbers[0]}" if len(numbers) == 1 else f"sources: reports {', '.join(numbers)}"


def _by(rows: list[dict[str, Any]], key: str, value: Any) -> dict[str, Any] | None:
    return next((row for row in rows if value is not None and row[key] == value), None)


def detail(edition: Edition, doc: dict[str, Any]) -> bytes:
    """The API's detail: the document itself, with its hash."""
    return _json(doc | {"sha256": edition.sha256, "url": settings.SITE_URL + f"/briefings/{doc['slug']}/"})


def summary(edition: Edition, doc: dict[str, Any]) -> bytes:
    """What lists show of an edition."""
    return _json(
        {
            "uid": doc["uid"],
            "slug": doc["slug"],
            "url": settings.SITE_URL + f"/briefings/{doc['slug']}/",
            "api_url": settings.SITE_URL + f"/api/v1/briefings/{doc['slug']}/",
            "status": doc["status"],
            "headline": doc["headline"],
            "standfirst": doc.get("standfirst", ""),
            "language": doc["language"],
            "direction": doc["direction"],
            "topics": doc.get("topics", []),
            "authors": doc.get("authors", []),
            "trust": [part["words"] for part in doc.get("trust", [])],
            "report_count": len(doc.get("sources", [])),
            "has_interview": bool(doc.get("interview")),
            "edition": doc["edition"],
            "first_published_at": doc["first_published_at"],
            "sha256": edition.sha256,
        }
    )


def with_times(value: Any, key: str = "") -> Any:
    """The document with its times and dates as values that templates can format."""
    if isinstance(value, dict):
        return {name: with_times(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [with_times(inner) for inner in value]
    if isinstance(value, str) and key in ("published_at", "first_published_at", "as_of", "received_at", "at"):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and key in ("published_on", "starts_on", "ends_on"):
        return date.fromisoformat(value)
    return value


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
