"""A page's tree → the lines of its whole text, a line for every block element, much as a browser would copy it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element, iterwalk, strip_elements

from sources.readers.pages.places import LONGEST_NAME, named

SILENT = tuple(
    """
    head script style template noscript svg canvas iframe object embed audio video map datalist select option textarea
    title meta link noembed noframes frameset applet
    """.split()  # noqa: SIM905 — a table of names is read, and diffed, better than a list of literals
)
"""What shows no text of its own, or only the choices of a form."""
PARTED = frozenset(
    """
    p h1 h2 h3 h4 h5 h6 blockquote pre table ul ol dl figure figcaption article section aside header footer nav main
    form fieldset address hr caption details summary hgroup menu center
    """.split()  # noqa: SIM905 — a table of names is read, and diffed, better than a list of literals
)
"""Blocks with a blank line on either side."""
PLAIN = frozenset(
    {"html", "body", "div", "li", "dt", "dd", "tr", "thead", "tbody", "tfoot", "legend", "dialog", "search"}
)
BLOCKS = PARTED | PLAIN
CELLS = frozenset({"td", "th"})
LINKS = frozenset({"a", "button"})
MEANT = BLOCKS | CELLS | LINKS | {"br"}
SPACES = re.compile(r"[ \t\n\r\f]+")
CELL = "\x1f"
"""Parts the cells of a row until the white space has been collapsed; then it is a tab."""


@dataclass(frozen=True, slots=True)
class Place:
    """A block element. `kind` is what it, or one around it, is called by `places`.

    `signature` is the same for all places whose tags and classes are the same, all the way up.
    """

    tag: str
    kind: str
    signature: int


@dataclass(slots=True, eq=False)
class Line:
    """`breaks`: so many line breaks part it from the line before. `linked` of its characters are links."""

    text: str
    place: Place
    linked: int
    breaks: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """`deepest` and `depths` are the greatest and the sum of the elements' depths."""

    lines: Sequence[Line]
    elements: int
    deepest: int
    depths: int


def silence(root: _Element) -> None:
    """Takes out of the tree, for good, what shows no text."""
    strip_elements(root, *SILENT, with_tail=False)


def render(root: _Element) -> Rendered:
    """The lines of a tree without comments. Its depth does not matter."""
    page = _Page()
    elements = deepest = depths = depth = 0
    for event, element in iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start":
            elements, depth = elements + 1, depth + 1
            depths += depth
            deepest = max(depth, deepest)
            if tag in MEANT:
                page.open(element, tag)
            words = element.text
        else:
            depth -= 1
            if tag in MEANT:
                page.close(tag)
            words = element.tail if depth else None
        if words:
            page.write(words)
    page.end_line(0)
    return Rendered(page.lines, elements, deepest, depths)


@dataclass(slots=True)
class _Page:
    """The lines so far and the line at hand (`run`, of which `linked` characters are links)."""

    lines: list[Line] = field(default_factory=list)
    places: list[Place] = field(default_factory=lambda: [Place("body", "", 0)])
    known: dict[tuple[int, str, str, str], Place] = field(default_factory=dict)
    signatures: dict[tuple[int, str, str], int] = field(default_factory=dict)
    run: list[str] = field(default_factory=list)
    linked: int = 0
    breaks: int = 0
    links: int = 0
    verbatim: int = 0

    def write(self, words: str) -> None:
        self.run.append(words)
        if self.links:
            self.linked += len(words)

    def open(self, element: _Element, tag: str) -> None:
        if tag in BLOCKS:
            self.end_line(2 if tag in PARTED else 1)
            self.places.append(self._place(element, tag))
            self.verbatim += tag == "pre"
        elif tag == "br":
            self.end_line(1 if self.run else 2)
        elif tag in CELLS:
            self.places.append(Place(tag, self.places[-1].kind, self.places[-1].signature))
            if self.run:
                self.run.append(CELL)
        else:
            self.links += 1

    def close(self, tag: str) -> None:
        if tag in BLOCKS:
            self.end_line(2 if tag in PARTED else 1)
            self.places.pop()
            self.verbatim -= tag == "pre"
        elif tag in CELLS:
            self.places.pop()
        elif tag in LINKS:
            self.links -= 1

    def _place(self, element: _Element, tag: str) -> Place:
        above, classes, name = self.places[-1], element.get("class") or "", element.get("id") or ""
        place = self.known.get((above.signature, tag, classes, name))
        if place is None:
            signature = self.signatures.setdefault((above.signature, tag, classes), len(self.signatures) + 1)
            place = Place(tag, named(tag, f"{classes} {name}"[:LONGEST_NAME]) or above.kind, signature)
            self.known[above.signature, tag, classes, name] = place
        return place

    def end_line(self, breaks: int) -> None:
        """Ends the line at hand, if any, and asks for so many line breaks before the next."""
        if self.run:
            joined = "".join(self.run)
            self.run.clear()
            for words in joined.split("\n") if self.verbatim else (joined,):
                self._put(words)
            self.linked = 0
        if breaks > self.breaks:
            self.breaks = breaks

    def _put(self, words: str) -> None:
        if CELL in words:
            words = "\t".join(SPACES.sub(" ", cell).strip(" ") for cell in words.split(CELL)).strip("\t")
        elif self.verbatim:
            words = words.rstrip()
        else:
            words = SPACES.sub(" ", words).strip(" ")
        if words:
            self.lines.append(Line(words, self.places[-1], min(self.linked, len(words)), self.breaks))
            self.breaks = 1
        elif self.verbatim:
            self.breaks = 2
