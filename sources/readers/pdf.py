"""PDF files with a text layer: the whole text by page. Runs in the child process."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pypdf
from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

from sources.readers.compose import Composed, Properties, believed, compose
from sources.readers.paper import Line, pieces
from sources.readers.types import Document, Limits, UnreadableError

READER = f"pdf 1, pypdf {pypdf.__version__}"
MEDIA_TYPE = "application/pdf"
ENCRYPTED = "is encrypted. Save it without a password."
TOO_RICH = "unpacks to more than any page of text needs. Print it to a new PDF, or paste its text."
NO_TEXT = "has no text layer: it is a scan or a picture. Run text recognition (OCR) over it first."
BOLD = ("bold", "black", "heavy", "semibold", "demi")


@dataclass(frozen=True, slots=True)
class Point:
    """Counted from the page's lower left corner, in points."""

    x: float
    y: float


def parse(data: bytes, limits: Limits) -> Document:
    """The document; it has no charset of its own. Raises UnreadableError, a sentence that goes on after the name."""
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        _unlock(reader)
        pages = [_lines(page, number) for number, page in enumerate(reader.pages)]
    except LimitReachedError:
        raise UnreadableError(TOO_RICH) from None
    composed = compose(pieces(pages))
    if not any(char.isalnum() for char in _unmarked(composed)):
        raise UnreadableError(NO_TEXT)
    hints = believed(_properties(reader), composed.text)
    return Document(composed.text, "", READER, MEDIA_TYPE, composed.layout, hints)


def _unlock(reader: PdfReader) -> None:
    """A file that only forbids printing or copying opens with an empty password, as it does in any viewer."""
    if not reader.is_encrypted:
        return
    try:
        opened = bool(reader.decrypt(""))
    except (DependencyError, FileNotDecryptedError, NotImplementedError):
        opened = False
    if not opened:
        raise UnreadableError(ENCRYPTED)


def _lines(page: PageObject, number: int) -> list[Line]:
    pen = Pen(number)
    page.extract_text(visitor_text=pen.write)
    return pen.lines


@dataclass(slots=True)
class Pen:
    """Gathers the lines of a page in the order in which the file draws them, each where its first words stand."""

    page: int
    lines: list[Line] = field(default_factory=list)
    is_open: bool = False

    def write(self, text: str, user: list[float], matrix: list[float], font: Any, size: float) -> None:
        """pypdf's visitor: a run of text, its matrices and its font; a line end in it closes the line."""
        for at, words in enumerate(text.split("\n")):
            self.is_open = self.is_open and not at
            if self.is_open:
                self.lines[-1] = self.lines[-1].followed_by(words, _is_bold(font))
            elif words.strip():
                place, height = _place(user, matrix), abs(_scale(user, matrix)) * size
                self.lines.append(Line(words, place.x, place.y, height or size, self.page, _is_bold(font)))
                self.is_open = True


def _place(user: list[float], matrix: list[float]) -> Point:
    return Point(
        matrix[4] * user[0] + matrix[5] * user[2] + user[4],
        matrix[4] * user[1] + matrix[5] * user[3] + user[5],
    )


def _scale(user: list[float], matrix: list[float]) -> float:
    """By how much a font's size grows upwards on the page."""
    return matrix[2] * user[1] + matrix[3] * user[3]


def _is_bold(font: Any) -> bool:
    name = str((font or {}).get("/BaseFont", "")).lower()
    return any(mark in name for mark in BOLD)


def _unmarked(composed: Composed) -> str:
    """The text without what was found to be no part of it."""
    at, parts = 0, []
    for block in composed.layout:
        if block.kept is False:
            parts.append(composed.text[at : block.start])
            at = block.end
    return "".join([*parts, composed.text[at:]])


def _properties(reader: PdfReader) -> Properties:
    found = reader.metadata
    return Properties(_words(found and found.title), _words(found and found.author), "the file's properties")


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""
