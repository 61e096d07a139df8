"""IPTC ninjs, versions 1 to 3: news items in JSON. The text is the headline, the byline, the description and the body.

https://iptc.org/std/ninjs/ — version 3 writes `firstCreated`, those before `firstcreated`: names are compared in small
letters. A news item is published when its first version is created; `contentcreated` may be an old photo's day.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sources.readers import html
from sources.readers.compose import PARAGRAPH, Piece, compose, shifted
from sources.readers.text import storable
from sources.readers.types import Document, Item, Limits, UnreadableError, in_calendar
from sources.text.page import bylines
from sources.text.types import Hints

READER = "ninjs 1"
MEDIA_TYPE = "application/json"
TELLING = ("headline", "bod", "description", "versioncreated")
CREATED = ("firstcreated", "versioncreated", "contentcreated")
MARKUP = re.compile(r"<(?:p|div|br|h[1-6]|ul|section|article)\b", re.IGNORECASE)
LONGEST = {"language": 12, "outlet": 200, "url": 2000}
EXPECTED = (
    "is JSON, but no ninjs: an object with a “uri” and a headline or a body, a list of such objects, or "
    "{“items”: […]}. For reports as lines of JSON use the ending .jsonl."
)

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """A headline, a description or a body, with its role."""

    role: str
    value: str
    is_html: bool


def items_of(value: Any) -> list[Any]:
    """The news items of a JSON value, and whatever stands among them; none if it holds no news item at all."""
    if _is_item(value):
        return [value]
    listed = next((inner for name, inner in value.items() if name.lower() == "items"), None) if _is(value) else value
    return listed if isinstance(listed, list) and any(map(_is_item, listed)) else []


def _is(value: Any) -> bool:
    return isinstance(value, dict)


def _is_item(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    names = [name.lower() for name in value]
    return "uri" in names and any(name.startswith(TELLING) for name in names)


def loaded(item: Item) -> Any:
    """The file's JSON. Raises UnreadableError."""
    try:
        return json.loads(item.data)
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise UnreadableError(f"{_called(item)} is no JSON: {storable(reason)}.") from None


def read(item: Item, limits: Limits) -> Document:
    """One news item. Raises UnreadableError."""
    found = items_of(loaded(item))
    if not found:
        raise UnreadableError(f"{_called(item)} {EXPECTED}")
    if len(found) > 1 or not _is_item(found[0]):
        raise UnreadableError(f"{_called(item)} holds {len(found)} items. Upload it as a file to have them all.")
    fields = {name.lower(): value for name, value in found[0].items()}
    if str(fields.get("pubstatus", "")).lower() in ("canceled", "withheld"):
        raise UnreadableError(f"{_called(item)} is {fields['pubstatus']}: its sender says not to publish it.")
    return _document(fields, replace(item, hints=Hints()), limits)


def _called(item: Item) -> str:
    return item.name or item.id or "The file"


def _document(fields: Fields, item: Item, limits: Limits) -> Document:
    body = _body(fields, item, limits)
    if not body.text.strip():
        kind = f" of type {fields['type']}" if isinstance(fields.get("type"), str) else ""
        raise UnreadableError(f"{_called(item)} is a news item{kind} without a body text.")
    head = compose(_head(fields, body.text))
    gap = PARAGRAPH if head.text else ""
    return Document(
        head.text + gap + body.text,
        json.detect_encoding(item.data),
        f"{READER}, {body.reader}" if body.reader else READER,
        MEDIA_TYPE,
        head.layout + shifted(body, len(head.text) + len(gap)),
        _hints(fields),
    )


def _body(fields: Fields, item: Item, limits: Limits) -> Document:
    """The body with markup, if there is one: its paragraphs are told apart."""
    bodies = list(_said(fields, "bodies", "body"))
    marked = [body for body in bodies if body.is_html]
    if not marked:
        return Document(storable(_main(bodies)), "", "")
    data = _main(marked).encode("utf-8", "replace")
    return html.read(replace(item, data=data, media_type="text/html", charset="utf-8"), limits)


def _head(fields: Fields, body: str) -> Iterator[Piece]:
    yield Piece(_headline(fields), "headline")
    yield Piece(_string(fields, "by"), "byline")
    description = _main(list(_said(fields, "descriptions", "description")))
    if " ".join(description.split()) not in " ".join(body.split()):
        yield Piece(description, "standfirst")


def _headline(fields: Fields) -> str:
    return _main(list(_said(fields, "headlines", "headline")))


def _said(fields: Fields, several: str, one: str) -> Iterator[Said]:
    """Version 2 and 3 list them with roles; version 1 has `headline`, `body_text`, `body_xhtml` and the like."""
    listed = fields.get(several)
    for entry in listed if isinstance(listed, list) else []:
        if isinstance(entry, dict):
            yield from _one({name.lower(): value for name, value in entry.items()})
    for name, value in fields.items():
        if name == one or name.startswith(f"{one}_"):
            yield from _one({"role": name.removeprefix(one).strip("_"), "value": value})


def _one(entry: Fields) -> Iterator[Said]:
    role, value, kind = entry.get("role"), entry.get("value"), entry.get("contenttype")
    if isinstance(value, str) and value.strip():
        yield Said(str(role or "").lower(), value, "html" in f"{kind} {role}".lower() or bool(MARKUP.search(value)))


def _main(said: list[Said]) -> str:
    main = [one for one in said if one.role in ("", "main", "text", "xhtml", "html")]
    return (main or said)[0].value if said else ""


def _string(fields: Fields, name: str) -> str:
    value = fields.get(name)
    return " ".join(storable(value).split()) if isinstance(value, str) else ""


def _hints(fields: Fields) -> Hints:
    by, uri = _string(fields, "by"), _string(fields, "uri")
    words = {
        "title": " ".join(storable(_headline(fields)).split()),
        "language": _string(fields, "language"),
        "outlet": _outlet(fields),
        "url": uri if uri.lower().startswith(("http://", "https://")) else "",
    }
    words = {name: value for name, value in words.items() if value and len(value) <= LONGEST.get(name, len(value))}
    authors = bylines.byline(f"By {by}") if by else ()
    where = {name: f"the news item's {source}" for name, source in WHERE.items() if name in words}
    where |= {"authors": "the news item's “by”"} if authors else {}
    return Hints(**words, authors=authors, where=where).over(_created(fields))  # type: ignore[arg-type]


WHERE = {"title": "headline", "language": "language", "outlet": "sources", "url": "uri"}


def _outlet(fields: Fields) -> str:
    """Whose news it is: the first source named, else who holds the copyright."""
    sources = fields.get("infosources") or fields.get("infosource")
    for source in sources if isinstance(sources, list) else []:
        if isinstance(source, dict) and (name := _string(source, "name")):
            return name
    return _string(fields, "copyrightholder")


def _created(fields: Fields) -> Hints:
    for name in CREATED:
        try:
            at = datetime.fromisoformat(_string(fields, name))
            in_calendar(at)
        except (ValueError, OverflowError):
            continue
        where = dict.fromkeys(("published", "published_at"), f"the news item's “{name}”")
        return Hints(published=at.date(), published_at=at if at.tzinfo else None, where=where)
    return Hints()
