"""An edition as plain text: a line a paragraph."""

from briefings.formats.outline import Block, Body, Heading, Paragraph, Point, Points, blocks
from briefings.formats.site import Document, Site


def write(doc: Document, site: Site) -> bytes:
    return ("\n\n".join(map(_block, blocks(doc, site))) + "\n").encode()


def body(doc: Document, site: Site) -> bytes:
    """The plain text that selectors point into, and nothing else: not even a line end is added."""
    return str(doc["body"]["text"]).encode()


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            line = " ".join(text.split())
            return f"{line}\n{('=' if level == 1 else '-') * min(len(line), 72)}" if level < 3 else line
        case Paragraph(text):
            return " ".join(text.split())
        case Points(points, first):
            return "\n".join(_point(point, first + n if first else 0) for n, point in enumerate(points))
        case Body(_, text):
            return text.strip()


def _point(point: Point, number: int) -> str:
    mark = f"{number}." if number else "-"
    below = [f"{' ' * (len(mark) + 1)}{' '.join(line.split())}" for line in point.below]
    return "\n".join([f"{mark} {' '.join(point.text.split())}", *below])
