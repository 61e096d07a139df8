"""Files, folders, standard input and JSON Lines → items. What cannot be read becomes an item with its error."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from sources.readers.text import READER, Decoded, UnreadableError, decode, storable
from sources.text.types import Hints

TEXT_SUFFIXES = {"", ".txt", ".text", ".md", ".markdown"}
LINE_SUFFIXES = {".jsonl", ".ndjson"}
LONGEST_HINTS = {"lang": 12, "outlet": 200, "url": 2000}
READABLE = "plain text (.txt), Markdown (.md) and JSON Lines (.jsonl)"


@dataclass(frozen=True, slots=True)
class Item:
    """One report on its way in. `id` is the sender's own; `error` says why it could not be read at all."""

    id: str
    data: bytes = b""
    decoded: Decoded = field(default_factory=lambda: Decoded("", "utf-8", READER))
    hints: Hints = field(default_factory=Hints)
    name: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Defaults:
    """`outlet` for items that name none; `max_bytes`: the longest file that is read."""

    outlet: str = ""
    max_bytes: int = 10_000_000


def from_text(text: str, id: str, hints: Hints | None = None) -> Item:
    clean = storable(text)
    return Item(id, text.encode("utf-8", "surrogatepass"), Decoded(clean, "utf-8", READER), hints or Hints(), id)


def from_bytes(data: bytes, id: str, hints: Hints | None = None) -> Item:
    hints = hints or Hints()
    try:
        return Item(id, data, decode(data, id), hints, id)
    except UnreadableError as error:
        return Item(id, data, hints=hints, name=id, error=str(error))


def from_paths(paths: list[str], stdin: IO[bytes], defaults: Defaults) -> Iterator[Item]:
    """Items of files, folders (in name order, all levels) and `-`, in the order given."""
    for given in paths:
        if given == "-":
            yield from_bytes(stdin.read(), "-", Hints(outlet=defaults.outlet))
            continue
        path = Path(given)
        if path.is_dir():
            for inner in sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".")):
                yield from _from_file(inner, defaults)
        else:
            yield from _from_file(path, defaults)


def _from_file(path: Path, defaults: Defaults) -> Iterator[Item]:
    id, name, suffix = storable(str(path)), storable(path.name), path.suffix.lower()
    if not path.is_file():
        yield Item(id, error=f"There is no file {id}.")
    elif suffix in LINE_SUFFIXES:
        with path.open("rb") as lines:
            yield from from_lines(lines, defaults)
    elif suffix not in TEXT_SUFFIXES:
        yield Item(id, error=f"{name} is a {storable(suffix)} file; this version reads {READABLE}.")
    elif path.stat().st_size > defaults.max_bytes:
        yield Item(id, error=_too_big(name, path.stat().st_size, defaults))
    else:
        yield from_bytes(path.read_bytes(), id, Hints(outlet=defaults.outlet))


def _too_big(name: str, size: int, defaults: Defaults) -> str:
    return f"{name} has {size:,} bytes; the limit is {defaults.max_bytes:,} (NUTGRAF_MAX_UPLOAD_BYTES)."


def from_lines(lines: IO[bytes], defaults: Defaults) -> Iterator[Item]:
    """JSON Lines: one object a line with `id` and `text`, optionally title, published, lang, url, outlet."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _from_line(line, f"line {number}", defaults)


def _from_line(line: bytes, place: str, defaults: Defaults) -> Item:
    try:
        fields: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Item(place, line, error=f"{place} is no JSON: {error}.")
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        own_id = _own_id(fields, place) if isinstance(fields, dict) else place
        return Item(own_id, line, error=f"{place} needs an object with a “text” of type string.")
    own_id = _own_id(fields, place)
    if len(line) > defaults.max_bytes:
        return Item(own_id, error=_too_big(place, len(line), defaults))
    try:
        hints = hints_of(fields, defaults.outlet)
    except ValueError as error:
        return Item(own_id, line, error=f"{place}: {error}")
    text = fields["text"]
    data = text.encode("utf-8", "surrogatepass")
    return Item(own_id, data, Decoded(storable(text), "utf-8", READER), hints, own_id)


def _own_id(fields: dict[str, Any], place: str) -> str:
    given = fields.get("id")
    return place if given in (None, "") else storable(str(given))


@dataclass(frozen=True, slots=True)
class Published:
    """When something came out: the day, and the moment if a time was given."""

    on: date | None = None
    at: datetime | None = None


def published(value: Any) -> Published:
    """An ISO 8601 date or time. Raises ValueError, naming the value, for anything else."""
    if value in (None, ""):
        return Published()
    try:
        text = str(value)
        if len(text) == 10:
            return Published(date.fromisoformat(text))
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“published” is {value!r}; use a date such as 2025-01-11 or an ISO 8601 time.") from None
    return Published(at.date(), at if at.tzinfo else None)


def hints_of(fields: dict[str, Any], outlet: str = "") -> Hints:
    """The hints beside a text. Raises ValueError, naming the hint, for a date, an address or a length that is none."""
    when = published(fields.get("published"))
    words = {name: storable(str(fields.get(name) or "")) for name in ("title", "lang", "url", "outlet")}
    for name, longest in LONGEST_HINTS.items():
        if len(words[name]) > longest:
            raise ValueError(f"“{name}” has {len(words[name]):,} characters; the limit is {longest:,}.")
    if words["url"] and not words["url"].lower().startswith(("http://", "https://")):
        raise ValueError("“url” has to start with http:// or https://.")
    return Hints(words["title"], when.on, when.at, words["lang"], words["outlet"] or outlet, words["url"])
