"""Edition → renditions: the page, the JSON and the summary, made once at publication and anew by `manage.py render`."""

import hashlib
import json
from datetime import date, datetime
from itertools import accumulate
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext, gettext_noop, ngettext

from briefings import document, formats, indexing, markup, pictures, quoted
from briefings.formats import schema_org
from briefings.formats.site import Site, urn
from briefings.markup import Mark
from briefings.models import Edition, Rendition
from briefings.saying import said_throughout

RENDERER = "5"
"""Changes with the templates, so that `manage.py render` knows which renditions are old."""

BASIC_PLANE = 0xFFFF
"""Characters beyond it take two UTF-16 code units."""

NOTE_KINDS = {
    "citation": gettext_noop("source"),
    "actor": gettext_noop("who"),
    "context": gettext_noop("context"),
    "dispute": gettext_noop("sources differ"),
    "definition": gettext_noop("definition"),
}

OWN_POLICIES = {"publishingPrinciples": "/principles/", "correctionsPolicy": "/corrections/"}
"""Pages that every site has, until the settings name others."""
ASIDES = ("context", "definition")
"""Kinds of notes that show when a reader asks for them."""


def render(edition: Edition) -> None:
    """All shapes of an edition, replacing those that are there."""
    doc = json.loads(bytes(edition.document)) | {"slug": edition.briefing.slug}
    linked = indexing.linked(doc)
    shapes = {
        "page": page(linked, superseded=edition.is_superseded),
        "json": detail(edition, doc),
        "summary": summary(edition, doc),
    }
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


def site() -> dict[str, Any]:
    """What every page of ours says of the site."""
    return {
        "name": settings.SITE_NAME,
        "tagline": settings.SITE_TAGLINE,
        "url": settings.SITE_URL,
        "logo": settings.SITE_LOGO,
        "colours": bool(settings.SITE_COLOURS),
        "footer": settings.SITE_FOOTER,
    }


def facts() -> Site:
    """What the shapes for programs say of the site."""
    return Site(
        name=settings.SITE_NAME,
        url=settings.SITE_URL,
        licence=settings.LICENCE,
        terms=settings.USAGE_TERMS,
        policies={name: f"{settings.SITE_URL}{path}" for name, path in OWN_POLICIES.items()} | settings.POLICIES,
    )


def page(doc: dict[str, Any], *, superseded: bool = False) -> bytes:
    """The whole page as bytes, from nothing but the document. `superseded`: a newer edition is there to be read.

    Our own words on it are in the briefing's language, never in the one that a browser asks for: the bytes are stored.
    """
    with translation.override(interface_language(doc["language"])):
        return _page(document.completed(doc), superseded=superseded)


def interface_language(language: str) -> str:
    """The language of our own words beside a text in `language`: the same if there is a translation."""
    known = dict(settings.LANGUAGES)
    return next((code for code in (language, language.split("-")[0]) if code in known), settings.LANGUAGE_CODE)


def _page(whole: dict[str, Any], *, superseded: bool) -> bytes:
    shown = with_times(said_throughout(whole))
    data = markup.data_block(schema_org.article(whole, facts()))
    context = {"doc": shown, "site": site(), "structured_data": data, "superseded": superseded}
    if whole["status"] == "retracted":
        return render_to_string("briefings/retracted.html", context).encode()
    counts = quoted.counted(whole)
    shown |= {"sources": [source | {"quoted": counts[source["uid"]]} for source in shown["sources"]]}
    context |= {
        "body": markup.annotate(
            whole["body"]["html"], [*_marks(shown), *_for_editors(whole)], gettext("Link to this place")
        ),
        "has_context": any(note["kind"] in ASIDES for note in shown["annotations"]),
        "making": quoted.making(shown),
        "ties": pictures.ties(shown["actors"]),
        "timeline": pictures.timeline(shown["sources"]),
        "machine_help": settings.SITE_MACHINE_HELP,
    }
    return render_to_string("briefings/briefing.html", context).encode()


def _for_editors(doc: dict[str, Any]) -> list[Mark]:
    """In an editor's preview alone: no stored document has this part."""
    found: list[Mark] = doc.get("for_editors", {}).get("marks", [])
    return found


def _marks(doc: dict[str, Any]) -> list[Mark]:
    """Of an actor the first mention alone is marked."""
    notes: list[dict[str, Any]] = doc["annotations"]
    first: dict[str | None, str] = {}
    for note in sorted(notes, key=lambda note: note["selector"]["start"]):
        first.setdefault(note["actor"], note["id"])
    return [_mark(doc, note, quiet=bool(note["actor"]) and first[note["actor"]] != note["id"]) for note in notes]


def _mark(doc: dict[str, Any], note: dict[str, Any], *, quiet: bool) -> Mark:
    context = {
        "note": note,
        "source": _by(doc["sources"], "uid", (note["citation"] or {}).get("source")),
        "sources": doc["sources"],
        "actor": _by(doc["actors"], "uid", note["actor"]),
        "difference": _by(doc["differences"], "id", note["difference"]),
    }
    place = note["selector"]
    html = render_to_string("_parts/note.html", context)
    return Mark(note["id"], note["number"], note["kind"], place["start"], place["end"], _label(note), html, quiet)


def _label(note: dict[str, Any]) -> str:
    """What the number after the words leads to, for those who do not see the page."""
    numbers = list(dict.fromkeys(str(passage["number"]) for passage in note["citations"]))
    if not numbers:
        return gettext(NOTE_KINDS[note["kind"]])
    words = ngettext("source: report %(numbers)s", "sources: reports %(numbers)s", len(numbers))
    return words % {"numbers": ", ".join(numbers)}


def _by(rows: list[dict[str, Any]], key: str, value: Any) -> dict[str, Any] | None:
    return next((row for row in rows if value is not None and row[key] == value), None)


def detail(edition: Edition, doc: dict[str, Any]) -> bytes:
    """The API's detail: the document itself, with its hash, its addresses, and places as UTF-16 counts them."""
    shown = doc | {"sha256": edition.sha256, **addresses(doc)}
    if "annotations" in doc:
        shown["annotations"] = in_utf16(doc["annotations"], doc["body"]["text"])
    return _json(shown)


def addresses(doc: dict[str, Any]) -> dict[str, str]:
    """`id` never changes; `uri` is where the JSON is now, `url` the page."""
    known = facts()
    return {"id": urn(doc["uid"]), "uri": known.api(doc["slug"]), "url": known.page(doc["slug"])}


def in_utf16(notes: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """The annotations with the places of their selectors also in UTF-16 code units, as JavaScript and Java count."""
    units = [0, *accumulate(2 if ord(sign) > BASIC_PLANE else 1 for sign in text)]

    def counted(place: dict[str, Any]) -> dict[str, Any]:
        return place | {"start_utf16": units[place["start"]], "end_utf16": units[place["end"]]}

    return [note | {"selector": counted(note["selector"])} for note in notes]


def summary(edition: Edition, doc: dict[str, Any]) -> bytes:
    """What lists show of an edition."""
    return _json(
        {
            "uid": doc["uid"],
            **addresses(doc),
            "slug": doc["slug"],
            "api_url": facts().api(doc["slug"]),
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
            "has_correction": bool(doc.get("corrections")),
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
