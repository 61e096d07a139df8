"""One item → its document: the reader is chosen by what the bytes are, then by what they are called."""

from collections.abc import Callable
from dataclasses import replace

from sources.readers import text
from sources.readers.types import Document, Item, Limits

Reader = Callable[[Item, Limits], Document]


def read_document(item: Item, limits: Limits) -> Document:
    """The item's text and hints; the sender's hints stand over those of the file. Raises UnreadableError."""
    document = _reader(item)(item, limits)
    return replace(document, hints=item.hints.over(document.hints))


def _reader(item: Item) -> Reader:
    return _plain


def _plain(item: Item, limits: Limits) -> Document:
    return text.read(item)
