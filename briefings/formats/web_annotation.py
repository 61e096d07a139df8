"""The annotations of an edition in the W3C Web Annotation model, one by one and as a collection with pages.

Selectors point into the plain text of that one edition, by code points, as the model asks (section 4.2.4 and 4.2.5).
"""

from collections.abc import Iterator
from typing import Any

from briefings.formats import wording
from briefings.formats.site import Document, Site, source_address, wikidata

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
LDP_CONTEXT = "http://www.w3.org/ns/ldp.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
PAGE_SIZE = 50
MOTIVATIONS = {
    "citation": "linking",
    "actor": "identifying",
    "context": "commenting",
    "definition": "describing",
    "dispute": "questioning",
}
CONTEXT_CHARS = 32
"""As many as the anchors of the page keep on each side of their words."""

Resource = dict[str, Any]


def resources(doc: Document, site: Site) -> dict[str, Resource]:
    """Everything below the address of the collection, by what follows it: "" is the collection with its first page,
    `?minimal=1` without one, `?iris=1` with addresses alone, `?page=0` a page, `a-0123456789ab` an annotation.
    """
    items = {item["id"]: item for item in (*_marks(doc, site), *_corrections(doc, site))}
    whole = _pages(doc, site, list(items.values()))
    addresses = _pages(doc, site, list(items))
    below = len(site.annotations(doc["slug"]))
    return {
        "": _collection(doc, site, whole),
        "?minimal=1": _collection(doc, site, whole, is_minimal=True),
        "?iris=1": _collection(doc, site, addresses),
        **{page["id"][below:]: {"@context": CONTEXT} | page for page in whole + addresses},
        **{id[below:].rstrip("/"): {"@context": CONTEXT} | item for id, item in items.items()},
    }


def _collection(doc: Document, site: Site, pages: list[Resource], *, is_minimal: bool = False) -> Resource:
    found = {
        "@context": [CONTEXT, LDP_CONTEXT],
        "id": site.annotations(doc["slug"]),
        "type": ["BasicContainer", "AnnotationCollection"],
        "label": f"Annotations of: {doc['headline']}",
        "total": sum(len(page["items"]) for page in pages),
        "modified": doc["edition"]["published_at"],
        "creator": _publisher(site),
    }
    if pages:
        found |= {"first": pages[0]["id"] if is_minimal else pages[0], "last": pages[-1]["id"]}
    return found


def _pages(doc: Document, site: Site, items: list[Any]) -> list[Resource]:
    """Pages of whole annotations, or of their addresses."""
    home = site.annotations(doc["slug"])
    query = "?iris=1&page=" if items and isinstance(items[0], str) else "?page="
    parts = [items[start : start + PAGE_SIZE] for start in range(0, len(items), PAGE_SIZE)]
    return [
        {
            "id": f"{home}{query}{number}",
            "type": "AnnotationPage",
            "partOf": {"id": home, "total": len(items), "modified": doc["edition"]["published_at"]},
            "startIndex": number * PAGE_SIZE,
            **({"prev": f"{home}{query}{number - 1}"} if number else {}),
            **({"next": f"{home}{query}{number + 1}"} if number + 1 < len(parts) else {}),
            "items": part,
        }
        for number, part in enumerate(parts)
    ]


def _marks(doc: Document, site: Site) -> Iterator[Resource]:
    for note in doc["annotations"]:
        bodies = list(_bodies(doc, site, note))
        yield _annotation(doc, site, note["id"]) | {
            "motivation": MOTIVATIONS[note["kind"]],
            **({"body": bodies} if bodies else {}),
            "target": _target(doc, site, note["selector"]),
        }


def _corrections(doc: Document, site: Site) -> Iterator[Resource]:
    """What was corrected, on the words that stand there now; on the whole text where they are not to be found."""
    for row in doc["corrections"]:
        changed = [f"{name}: {row[key]}" for name, key in (("Was", "was"), ("Now", "now")) if row[key]]
        found = [f"How it was found: {row['how_found']}"] if row["how_found"] else []
        yield _annotation(doc, site, f"correction-{row['edition']}") | {
            "created": row["at"],
            "motivation": "editing",
            "body": _words("\n".join([wording.change(row), *changed, *found]), "editing", doc),
            "target": _target(doc, site, _place(doc["body"]["text"], row)),
        }


def _place(text: str, row: Document) -> dict[str, Any] | None:
    for words in (row["now"], row["passage"]):
        if words and text.count(words) == 1:
            start = text.index(words)
            end = start + len(words)
            around = {"prefix": text[max(0, start - CONTEXT_CHARS) : start], "suffix": text[end : end + CONTEXT_CHARS]}
            return {"exact": words, "start": start, "end": end, **around}
    return None


def _annotation(doc: Document, site: Site, id: str) -> Resource:
    rights = {"rights": site.licence} if site.licence else {}
    return {
        "id": site.annotation(doc["slug"], id),
        "type": "Annotation",
        "creator": _publisher(site),
        "modified": doc["edition"]["published_at"],
        **rights,
    }


def _publisher(site: Site) -> Resource:
    return {"id": f"{site.url}/", "type": "Organization", "name": site.name}


def _target(doc: Document, site: Site, place: dict[str, Any] | None) -> Resource:
    text = site.text(doc["slug"], doc["edition"]["number"])
    found = {
        "type": "SpecificResource",
        "source": {"id": text, "type": "Text", "format": "text/plain", "language": doc["language"]},
        "scope": site.page(doc["slug"]),
        "state": {"type": "TimeState", "sourceDate": doc["edition"]["published_at"], "cached": text},
    }
    return found | ({"selector": _selectors(place)} if place else {})


def _selectors(place: dict[str, Any]) -> list[Resource]:
    quote = {name: place[name] for name in ("exact", "prefix", "suffix")}
    return [
        {"type": "TextQuoteSelector"} | quote,
        {"type": "TextPositionSelector", "start": place["start"], "end": place["end"]},
    ]


def _bodies(doc: Document, site: Site, note: Document) -> Iterator[Resource]:
    for cited in note["citations"]:
        yield from _cited(doc, cited)
    if note["support"]:
        yield _words(note["support"]["words"], "assessing", doc)
    for actor in (actor for actor in doc["actors"] if actor["uid"] == note["actor"]):
        yield from _who(actor, doc, site)
    for row in (row for row in doc["differences"] if row["id"] == note["difference"]):
        yield from _difference(row, doc)
    if note["note"]:
        purpose = MOTIVATIONS[note["kind"]]
        yield _words(note["note"], "describing" if purpose in ("linking", "identifying") else purpose, doc)


def _cited(doc: Document, cited: Document) -> Iterator[Resource]:
    source = next((source for source in doc["sources"] if source["uid"] == cited["source"]), None)
    if source:
        yield _quoted(cited, source)
    yield _words(" ".join([wording.said_by(cited, source) + ".", *cited["notices"]]), "describing", doc)


def _quoted(cited: Document, source: Document) -> Resource:
    """The passage in the report; what is cut off around it is marked by an ellipsis, which the report does not have."""
    selector = {"type": "TextQuoteSelector", "exact": cited["exact"]}
    selector |= {"prefix": cited.get("before", "").lstrip("…"), "suffix": cited.get("after", "").rstrip("…")}
    language = {"language": source["language"]} if source["language"] else {}
    return {
        "type": "SpecificResource",
        "purpose": "linking",
        "source": {"id": source_address(source), "type": "Text", **language},
        "selector": selector,
        "state": {"type": "TimeState", "sourceDate": source["received_at"]},
    }


def _who(actor: Document, doc: Document, site: Site) -> Iterator[Resource]:
    for address in filter(None, (site.actor(actor["uid"]), wikidata(actor))):
        yield {"type": "SpecificResource", "purpose": "identifying", "source": address}
    yield _words("; ".join([f"{actor['name']} ({actor['kind']})", *wording.offices(actor)]), "describing", doc)
    if actor["note"]:
        yield _words(actor["note"], "describing", doc)


def _difference(row: Document, doc: Document) -> Iterator[Resource]:
    values = "; ".join(f"{value['value']} (report {value['number']})" for value in row["values"])
    told = [wording.used(row)] if wording.used(row) else []
    yield _words("\n".join([f"{row['label']}: {values}", *told]), "questioning", doc)
    by_uid = {source["uid"]: source for source in doc["sources"]}
    yield from (_quoted(value, by_uid[value["source"]]) for value in row["values"] if value["source"] in by_uid)


def _words(text: str, purpose: str, doc: Document) -> Resource:
    return {
        "type": "TextualBody",
        "purpose": purpose,
        "value": text,
        "format": "text/plain",
        "language": doc["language"],
        "textDirection": doc["direction"],
    }
