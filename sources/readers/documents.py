"""One item → its document: the reader is chosen by what the bytes are, then by what they are called."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from sources.readers import confined, html, mail, ninjs, text
from sources.readers.formats import format_of
from sources.readers.types import Document, Item, Limits, UnreadableError

LONGEST_READER = 60
"""As many characters as there is room for where the text is stored."""
Reader = Callable[[Item, Limits], Document]


CONFINED = ("docx", "pdf")
"""Formats that are read in a child process of their own."""


def read_document(item: Item, limits: Limits) -> Document:
    """The item's text and hints; the sender's hints stand over those of the file. Raises UnreadableError."""
    document = READERS[format_of(item)](item, limits)
    return replace(document, hints=item.hints.over(document.hints), reader=document.reader[:LONGEST_READER])


def _plain(item: Item, limits: Limits) -> Document:
    return text.read(item)


def _several(item: Item, limits: Limits) -> Document:
    raise UnreadableError(
        f"{item.name or item.id} holds several reports, and is not unpacked here. Upload it as a file by itself."
    )


READERS: dict[str, Reader] = {
    "text": _plain,
    "html": html.read,
    "mail": mail.read,
    "ninjs": ninjs.read,
    **{name: partial(confined.read, name) for name in CONFINED},
    "zip": _several,
    "lines": _several,
}
