"""What goes into a reader and what comes out of it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from sources.text.types import Block, Hints


class UnreadableError(ValueError):
    """A file that cannot be read, with the reason and the way out, for the one who sent it."""


def in_calendar(at: datetime) -> None:
    """Raises OverflowError for a moment that is in no year of UTC's: no database stores it."""
    if at.tzinfo:
        at.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of what a reader takes on; each is a setting (NUTGRAF_MAX_… and NUTGRAF_READER_…)."""

    file_bytes: int = 10_000_000
    text_chars: int = 1_000_000
    items: int = 10_000
    zip_entries: int = 1_000
    zip_bytes: int = 50_000_000
    zip_ratio: int = 100
    reader_seconds: float = 20.0
    reader_bytes: int = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Item:
    """One report on its way in, not yet read. `id` is the sender's own; `error` says why it could not be taken at all.

    `media_type` and `charset` are what the sender declared. `fetch`: there is no data yet, it is to be fetched from
    `hints.url`. `number`: its place among those that came with it.
    """

    id: str
    data: bytes = b""
    hints: Hints = field(default_factory=Hints)
    name: str = ""
    media_type: str = ""
    charset: str = ""
    fetch: bool = False
    error: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader made of one item: the text of the whole file, nothing left out, and what the file says of itself.

    `reader` names the reader with its version. `layout` are pieces of `text`, in order and apart from one another.
    """

    text: str
    charset: str
    reader: str
    media_type: str = "text/plain"
    layout: tuple[Block, ...] = ()
    hints: Hints = field(default_factory=Hints)
