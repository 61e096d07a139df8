"""Pieces of a file, in its order → one text, and where each piece stands in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sources.readers.text import storable
from sources.readers.types import Document
from sources.text.page import bylines
from sources.text.page.rules import REASONS
from sources.text.types import Block, Hints

PARAGRAPH, LINE = "\n\n", "\n"
LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
WORD = re.compile(r"\w+")
FEWEST_TITLE_WORDS, FEWEST_TITLE_SIGNS = 3, 6


@dataclass(frozen=True, slots=True)
class Stripped:
    """What a piece that is no part of the report is called: one of `rules.REASONS`, which say why it is none."""

    kind: str

    @property
    def reason(self) -> str:
        return REASONS[self.kind]


RUNNING_HEAD = Stripped("running head")
PAGE_NUMBER = Stripped("page number")
QUOTED = Stripped("quoted message")
SIGNATURE = Stripped("signature")
FORWARDED = Stripped("forwarding head")


@dataclass(frozen=True, slots=True)
class Piece:
    """`gap` parts it from the piece before. Kept None leaves it to the text floor."""

    text: str
    kind: str = ""
    kept: bool | None = None
    reason: str = ""
    gap: str = PARAGRAPH

    @classmethod
    def stripped(cls, text: str, why: Stripped, gap: str = PARAGRAPH) -> "Piece":
        return cls(text, why.kind, False, why.reason, gap)


@dataclass(frozen=True, slots=True)
class Composed:
    text: str
    layout: tuple[Block, ...]


def compose(pieces: Iterable[Piece]) -> Composed:
    """Blank pieces are left out; a piece of which nothing is known has no block."""
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for piece in pieces:
        words = storable(piece.text.translate(LIGATURES)).strip()
        if not words:
            continue
        gap = piece.gap if parts else ""
        start, at = at + len(gap), at + len(gap) + len(words)
        parts += [gap, words]
        if piece.kind or piece.kept is not None:
            blocks.append(Block(start, at, piece.kind, piece.kept, piece.reason))
    return Composed("".join(parts), tuple(blocks))


def shifted(document: Document, by: int) -> tuple[Block, ...]:
    """A document's layout as it stands in a text that it begins in at `by`."""
    return tuple(Block(b.start + by, b.end + by, b.kind, b.kept, b.reason) for b in document.layout)


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file's own properties say, believed or not; `where` names them."""

    title: str
    author: str
    where: str


def believed(properties: Properties, text: str) -> Hints:
    """The properties that the text bears out.

    Templates hand on their title and their owner to every file made from them, and programs fill in their own words
    ("Microsoft Word - draft3", "Document1"): a title that is no line of the text, or an author whom it does not name,
    is passed over.
    """
    title, author = _plain(properties.title), _plain(properties.author)
    has_title = _is_telling(title) and title.casefold() in {_plain(line).casefold() for line in text.splitlines()}
    has_author = bylines.is_name(author) and author.casefold() in _plain(text).casefold()
    where = {"title": properties.where} if has_title else {}
    where |= {"authors": properties.where} if has_author else {}
    return Hints(title=title if has_title else "", authors=(author,) if has_author else (), where=where)


def _is_telling(title: str) -> bool:
    """Some scripts part no words."""
    return len(WORD.findall(title)) >= FEWEST_TITLE_WORDS or (not title.isascii() and len(title) >= FEWEST_TITLE_SIGNS)


def _plain(text: str) -> str:
    return " ".join(storable(text.translate(LIGATURES)).split())
