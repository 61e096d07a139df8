"""The one maker of HTML: Markdown → allow-list → annotations on the tree. Nothing touches the string after.

Markdown and both sanitizers run in a child process that is ended when it takes too long (`bounded`): Python-Markdown
needs seconds for some inputs of a few kilobytes. bleach goes first, nh3 has the last word (bleach reached its end of
life in 2026).
"""

import html as entities
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import bleach
import lxml.html
import markdown
import nh3
from django.utils.safestring import SafeString
from lxml.etree import _Element as Element

from briefings import bounded

MARKDOWN_EXTENSIONS = ["tables", "sane_lists"]
TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "br"),
    *("a", "em", "strong", "code", "del", "sub", "sup", "abbr", "q", "cite"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
MOST_REMEMBERED = 32
"""Texts whose HTML is kept: one save asks for it four times, one keystroke for that of the last revision besides."""
KEEP = "keep"
PROPOSED, COMMENT = "proposed", "comment"
LONGEST_KEPT = 24
"""Letters of a range's last word that may not be parted from its number: on the smallest screen a line has 30."""
DEEPEST = 100
"""Levels of elements. Nobody writes so deep; libxml2 drops what stands deeper than 256 without a word."""
RENDERERS = bounded.children("briefings.markup", Path(__file__).resolve().parent.parent)
# With h1 taken by the headline, an author's headings start one level lower.
DEMOTED = {"h1": "h2", "h5": "h4", "h6": "h4"}

CONTAINERS = {"div", "ul", "ol", "blockquote", "table", "thead", "tbody", "tr"}
# What parts the text of a block from its neighbour's in the plain text.
PARAGRAPH = "\n\n"
GAPS = dict.fromkeys(("p", "h2", "h3", "h4", "pre", "blockquote", "ul", "ol", "table", "hr"), PARAGRAPH)
GAP_ORDER = ["", "\t", "\n", PARAGRAPH]
GAPS |= {"li": "\n", "tr": "\n", "br": "\n", "th": "\t", "td": "\t"}


class MarkupError(ValueError):
    """Markdown that cannot be rendered, with the reason and the way out in words."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`chars`: longest Markdown accepted; `seconds`: longest time for rendering it."""

    chars: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation to be shown: `start:end` in the plain text.

    `note`: the HTML of its note, made by a template; empty where the notes are kept elsewhere, as while one types.
    `quiet`: a further mention of what is marked before: its words keep their address, and show nothing.
    PROPOSED (a sentence that no editor has accepted) and COMMENT have a label in the place of a number.
    """

    id: str
    number: int
    kind: str
    start: int
    end: int
    label: str
    note: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class TextNode:
    """A run of text in the tree and where it starts in the plain text; `gap` stands before it there.

    `is_tail`: the text follows the element instead of opening it.
    """

    element: Element
    is_tail: bool
    text: str = ""
    start: int = 0
    gap: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def render(source: str, limits: Limits) -> SafeString:
    """Markdown to safe HTML. Raises MarkupError when it is too long, or takes too long."""
    if len(source) > limits.chars:
        raise MarkupError(f"The text has {len(source):,} characters; the limit is {limits.chars:,}. Split it in two.")
    source = "".join("\ufffd" if c in "\0\ufffe\uffff" or "\ud800" <= c <= "\udfff" else c for c in source)
    try:
        return SafeString(_rendered(source, limits.seconds))
    except bounded.TooSlow:
        raise MarkupError(
            f"The text takes longer than {limits.seconds:g} seconds to render. "
            "Look for very deep lists or long runs of brackets, backticks or asterisks."
        ) from None
    except bounded.Refused:
        raise MarkupError("The text is nested too deeply to render. Look for very deep lists or quotations.") from None


@lru_cache(maxsize=MOST_REMEMBERED)
def _rendered(source: str, seconds: float) -> str:
    return RENDERERS.answer(source, seconds)


def stored(html: str) -> SafeString:
    """What `render` made and a field of ours kept. For nothing else."""
    return SafeString(html)


def sanitize(html: str) -> str:
    """The allow-list, twice over."""
    first = bleach.clean(
        html, tags=TAGS, attributes={t: list(a) for t, a in ATTRIBUTES.items()}, protocols=SCHEMES, strip=True
    )
    return nh3.clean(first, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, url_relative="deny")


def plain_text(html: str) -> str:
    """The text that annotations are anchored in: blocks parted by blank lines, items by line ends, cells by tabs."""
    return "".join(node.gap + _reading(node) for node in text_nodes(_tree(html)))


def quoted_blocks(html: str) -> list[TextNode]:
    """The runs of text that stand in block quotations."""
    return [node for node in text_nodes(_tree(html)) if _inside(node.element, "blockquote")]


def heading_nodes(html: str) -> list[TextNode]:
    return [node for node in text_nodes(_tree(html)) if any(_inside(node.element, tag) for tag in ("h2", "h3", "h4"))]


def annotate(html: str, marks: Sequence[Mark], link: str = "") -> SafeString:
    """The HTML with each mark's range underlined, its number after it and its note after the block that holds it.

    `link`: what the link of a paragraph or a heading to itself is called; empty: there are no such links.
    """
    tree = _tree(html)
    _number(tree)
    nodes = text_nodes(tree)
    last_pieces: dict[str, Element] = {}
    for node in reversed(nodes):
        _wrap(node, [mark for mark in marks if mark.start < node.end and mark.end > node.start], last_pieces)
    for mark in sorted(marks, key=lambda m: m.number, reverse=True):
        if mark.id in last_pieces and not mark.quiet:
            _refer(mark, last_pieces[mark.id])
    if link:
        _link(tree, link)
    _place_notes(tree, marks, last_pieces)
    return SafeString(_inner(tree))


def data_block(value: Any) -> SafeString:
    """JSON to stand in a `<script>` that holds data: nothing in it can end the element or open another."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return SafeString(written.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}))


def text_nodes(tree: Element) -> list[TextNode]:
    """All runs of text in reading order with their places in the plain text; white space between blocks is none."""
    nodes: list[TextNode] = []
    at, gap = 0, ""
    for event in _walk(tree):
        if isinstance(event, str):
            gap = max(gap, event, key=GAP_ORDER.index) if nodes else ""
            continue
        holder = event.element.getparent() if event.is_tail else event.element
        is_between = holder is not None and holder.tag in CONTAINERS and not event.text.strip()
        if event.text and not is_between:
            at += len(gap)
            nodes.append(replace(event, start=at, gap=gap))
            at, gap = at + len(event.text), ""
    return nodes


def _walk(element: Element) -> Iterator[TextNode | str]:
    """Text nodes without a place yet, and the gap that a block brings before and after itself."""
    gap = GAPS.get(str(element.tag), "")
    yield gap
    yield TextNode(element, False, element.text or "")
    for child in element:
        yield from _walk(child)
        yield TextNode(child, True, child.tail or "")
    yield gap


def _reading(node: TextNode) -> str:
    """A soft line end reads as a space, except in preformatted text."""
    return node.text if _inside(node.element, "pre") else node.text.replace("\n", " ")


def _tree(html: str) -> Element:
    tree: Element = lxml.html.fragment_fromstring(
        html, create_parent="div", parser=lxml.html.HTMLParser(huge_tree=True)
    )
    return tree


def _inner(tree: Element) -> str:
    return entities.escape(tree.text or "") + "".join(lxml.html.tostring(child, encoding="unicode") for child in tree)


def _demote(html: str) -> str:
    tree = _tree(html)
    for element in tree.iter(*DEMOTED):
        element.tag = DEMOTED[str(element.tag)]
    return _inner(tree)


def _inside(element: Element, tag: str) -> bool:
    return element.tag == tag or next(element.iterancestors(tag), None) is not None


def _number(tree: Element) -> None:
    """Stable addresses: headings s-1 …, paragraphs p-1 …; wide tables scroll by themselves."""
    for prefix, tags in (("s", ("h2", "h3", "h4")), ("p", ("p",))):
        for number, element in enumerate(tree.iter(*tags), start=1):
            element.set("id", f"{prefix}-{number}")
    for number, table in enumerate(list(tree.iter("table")), start=1):
        label = {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": f"Table {number}"}
        region = lxml.html.Element("div", label)
        region.tail, table.tail = table.tail, None
        table.addprevious(region)
        region.append(table)


def _link(tree: Element, label: str) -> None:
    """A link to itself at the end of each paragraph and heading. Its sign is the style sheet's: nobody copies it."""
    for element in tree.iter("p", "h2", "h3", "h4"):
        link = {"class": "permalink", "href": f"#{element.get('id')}", "aria-label": label}
        element.append(lxml.html.Element("a", link))


def _wrap(node: TextNode, marks: list[Mark], last_pieces: dict[str, Element]) -> None:
    """Cut a run of text at the marks' borders and put spans around the marked pieces, from the last to the first."""
    if not marks:
        return
    borders = (border for mark in marks for border in (mark.start, _last_word(node, mark), mark.end))
    cuts = sorted({node.start, node.end, *(min(max(border, node.start), node.end) for border in borders)})
    pieces: list[str | Element] = []
    for start, end in reversed(list(pairwise(cuts))):
        words = node.text[start - node.start : end - node.start]
        covering = sorted(
            (m for m in marks if m.start <= start and m.end >= end), key=lambda m: (m.start - m.end, m.number)
        )
        spans = [_span(mark, start) for mark in covering]
        for mark, span in zip(covering, spans, strict=True):
            last_pieces.setdefault(mark.id, span)
        pieces.append(_nest(spans, words) if spans else words)
    _put(node, pieces[::-1])


def _last_word(node: TextNode, mark: Mark) -> int:
    """Where the last word of a range starts: it is a piece of its own, which its number cannot be parted from."""
    at = node.text.rfind(" ", max(0, mark.start - node.start), mark.end - node.start) + 1 + node.start
    return at if mark.start < at and mark.end - at <= LONGEST_KEPT else mark.end


def _span(mark: Mark, start: int) -> Element:
    """One piece of a range; the first one carries the range's id."""
    kind = "range-again" if mark.quiet else f"range range-{mark.kind}"
    span: Element = lxml.html.Element("span", {"class": kind, "data-note": mark.id})
    if mark.start == start:
        span.set("id", f"r-{mark.id}")
    return span


def _nest(spans: list[Element], words: str) -> Element:
    """The spans inside one another, the longest range outermost, around the words."""
    for outer, inner in pairwise(spans):
        outer.append(inner)
    spans[-1].text = words
    outermost: Element = spans[0]
    return outermost


def _put(node: TextNode, pieces: list[str | Element]) -> None:
    parent = node.element.getparent() if node.is_tail else node.element
    assert parent is not None
    at = parent.index(node.element) + 1 if node.is_tail else 0
    before: Element | None = node.element if node.is_tail else None
    if before is None:
        parent.text = None
    else:
        before.tail = None
    for piece in pieces:
        if not isinstance(piece, str):
            parent.insert(at, piece)
            at, before = at + 1, piece
        elif before is None:
            parent.text = (parent.text or "") + piece
        else:
            before.tail = (before.tail or "") + piece


def _refer(mark: Mark, piece: Element) -> None:
    """The numbered button after a range; it opens the note without script."""
    outermost = piece
    while (parent := outermost.getparent()) is not None and "range" in (parent.get("class") or "").split():
        outermost = parent
    if mark.kind in (PROPOSED, COMMENT):
        label = lxml.html.Element("span", {"class": f"{mark.kind}-label", f"data-{mark.kind}": mark.id})
        label.text, label.tail, outermost.tail = mark.label, outermost.tail, None
        outermost.addnext(label)
        return
    button = lxml.html.Element(
        "button",
        {
            "class": f"ref ref-{mark.kind}",
            "type": "button",
            "popovertarget": mark.id,
            "aria-label": f"Note {mark.number}, {mark.label}",
        },
    )
    button.text = str(mark.number)
    if sum(map(len, outermost.itertext())) > LONGEST_KEPT:
        button.tail, outermost.tail = outermost.tail, None
        outermost.addnext(button)
    else:
        keep = _kept(outermost)
        keep.insert(keep.index(outermost) + 1, button)


def _kept(piece: Element) -> Element:
    """What holds the last piece of a range and the numbers after it together on one line."""
    parent = piece.getparent()
    assert parent is not None
    if parent.get("class") == KEEP:
        return parent
    keep: Element = lxml.html.Element("span", {"class": KEEP})
    keep.tail, piece.tail = piece.tail, None
    parent.replace(piece, keep)
    keep.append(piece)
    return keep


def _place_notes(tree: Element, marks: Sequence[Mark], last_pieces: dict[str, Element]) -> None:
    """Each note after the outermost block that holds its reference, in the order of their numbers."""
    groups: dict[Element, Element] = {}
    for mark in sorted(marks, key=lambda m: m.number):
        if mark.id not in last_pieces or not mark.note or mark.quiet:
            continue
        block = last_pieces[mark.id]
        while (parent := block.getparent()) is not None and parent is not tree:
            block = parent
        if block not in groups:
            numbers = {"class": "notes", "role": "group", "aria-label": f"Notes from {mark.number}"}
            groups[block] = lxml.html.Element("div", numbers)
            groups[block].tail, block.tail = block.tail, None
            block.addnext(groups[block])
        groups[block].append(lxml.html.fragment_fromstring(mark.note.strip()))


def _is_too_deep(html: str) -> bool:
    return any(sum(1 for _ in element.iterancestors()) > DEEPEST for element in _tree(html).iter())


def _convert(source: str) -> str:
    """In the child process. Raises ValueError or RecursionError when the text is nested too deeply."""
    html = markdown.Markdown(extensions=MARKDOWN_EXTENSIONS, output_format="html").convert(source)
    if _is_too_deep(html):
        raise ValueError("nested too deeply")
    return sanitize(_demote(html))


if __name__ == "__main__":
    bounded.serve(_convert, sys.argv)
