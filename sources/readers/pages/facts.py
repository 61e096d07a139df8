"""What a page says of itself in its head and its linked data, as it says it: nothing is judged here."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

LONGEST_SCRIPT = 300_000
MOST_NODES = 2_000
ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|Review|PressRelease|Interview)$")
LINKED_DATA = ".//script[@type='application/ld+json']"
HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart")


@dataclass(frozen=True, slots=True)
class Facts:
    """`meta` has the first content of each meta element by its name, in lower case. `articles` are linked data."""

    meta: Mapping[str, str] = field(default_factory=dict)
    articles: Sequence[Mapping[str, Any]] = ()
    title: str = ""
    language: str = ""
    canonical: str = ""
    times: Sequence[str] = ()


def facts(root: HtmlElement) -> Facts:
    links = root.iterfind(".//link[@rel]")
    title = root.find(".//title")
    return Facts(
        meta=_meta(root),
        articles=tuple(_articles(root)),
        title=title.text or "" if title is not None else "",
        language=(root.get("lang") or root.get("xml:lang") or "").strip(),
        canonical=next((link.get("href") or "" for link in links if link.get("rel", "").lower() == "canonical"), ""),
        times=tuple(_times(root)),
    )


def _meta(root: HtmlElement) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _times(root: HtmlElement) -> Iterator[str]:
    """The moments that `<time>` elements call the publication's."""
    for element in root.iter("time"):
        if "datePublished" in (element.get("itemprop") or "") or element.get("pubdate") is not None:
            yield (element.get("datetime") or "").strip()


def _articles(root: HtmlElement) -> Iterator[Mapping[str, Any]]:
    for script in root.iterfind(LINKED_DATA):
        source = (script.text or "").strip()
        if "headline" not in source and "datePublished" not in source:
            continue
        try:
            data = json.loads(source[:LONGEST_SCRIPT], strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (node for node in _nodes(data) if _is_article(node))


def _nodes(data: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of linked data, outer ones first, the first `MOST_NODES` of them."""
    waiting = [data]
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting += node[:MOST_NODES]
        elif isinstance(node, dict):
            yield node
            waiting += [node[key] for key in HOLDERS if key in node]


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and ARTICLE_TYPES.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )
