"""An edition as Markdown (CommonMark). The author's Markdown stays as it is; every other text is taken literally."""

import re

from briefings.formats.outline import Block, Body, Heading, Paragraph, Point, Points, blocks
from briefings.formats.site import Document, Site

ADDRESS = re.compile(r"https?://[^\s<>]+")
INLINE = re.compile(r"([\\`*_\[\]{}])")
ENTITIES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("~"): "&#126;"}
"""As entities: not every reader of Markdown knows a backslash before these."""
OPENING = re.compile(r"^(\d+(?=[.)])|)([#+.)-])")
"""What would open a heading, a list or a rule at the start of a line; a number keeps its place before it."""


def write(doc: Document, site: Site) -> bytes:
    return ("\n\n".join(map(_block, blocks(doc, site))) + "\n").encode()


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_literal(text)}"
        case Paragraph(text, is_strong):
            return f"**{_literal(text)}**" if is_strong else _literal(text)
        case Points(points, first):
            return "\n".join(_point(point, first + n if first else 0) for n, point in enumerate(points))
        case Body(markdown):
            return markdown.strip()


def _point(point: Point, number: int) -> str:
    mark = f"{number}." if number else "-"
    below = [f"{' ' * 4}- {_literal(line)}" for line in point.below]
    return "\n".join([f"{mark} {_literal(point.text)}", *below])


def _literal(text: str) -> str:
    """One line that reads as the text does; an address by itself is a link."""
    if ADDRESS.fullmatch(text):
        return f"<{text}>"
    line = INLINE.sub(r"\\\1", " ".join(text.split())).translate(ENTITIES)
    return OPENING.sub(r"\1\\\2", line)
