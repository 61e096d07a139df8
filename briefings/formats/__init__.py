"""The shapes of an edition beside the page and the JSON: each made of its document alone, and stored with it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from briefings.formats import markdown, ninjs, parts, schema_org, text, web_annotation
from briefings.formats.site import Document, Site


@dataclass(frozen=True, slots=True)
class Shape:
    """`name`: of the rendition, and its suffix if it has one; `outlives`: a retraction has it too, as its notice."""

    name: str
    media_type: str
    make: Callable[[Document, Site], bytes]
    outlives: bool = False


def _json(make: Callable[[Document, Site], dict[str, Any]]) -> Callable[[Document, Site], bytes]:
    return lambda doc, site: _written(make(doc, site))


def _packed(make: Callable[[Document, Site], dict[str, Any]]) -> Callable[[Document, Site], bytes]:
    return lambda doc, site: parts.pack({key: _written(value) for key, value in make(doc, site).items()})


def _written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


# ninjs has no registered media type: a profile of JSON (RFC 6906) names its schema.
NINJS = Shape("ninjs", f'application/json; profile="{ninjs.STANDARD["schema"]}"', _json(ninjs.item), outlives=True)
JSONLD = Shape("jsonld", "application/ld+json", _json(schema_org.article), outlives=True)
MARKDOWN = Shape("md", "text/markdown; charset=utf-8", markdown.write)
TEXT = Shape("txt", "text/plain; charset=utf-8", text.write)
BODY = Shape("text", "text/plain; charset=utf-8", text.body)
ANNOTATIONS = Shape("annotations", web_annotation.MEDIA_TYPE, _packed(web_annotation.resources))

SUFFIXED = (NINJS, JSONLD, MARKDOWN, TEXT)
ALL = (*SUFFIXED, BODY, ANNOTATIONS)


def shapes(doc: Document, site: Site) -> dict[str, bytes]:
    """Name → bytes, of all that an edition has; a retraction has few."""
    made = [shape for shape in ALL if shape.outlives or doc["status"] != "retracted"]
    return {shape.name: shape.make(doc, site) for shape in made}
