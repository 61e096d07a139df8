"""Files, folders, archives, e-mails and JSON Lines → items. What cannot be taken is an item with its error."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import IO, Any

from sources.readers import mail, ninjs
from sources.readers.archive import ArchiveError, Budget, members
from sources.readers.formats import format_of
from sources.readers.text import storable
from sources.readers.types import Item, Limits, UnreadableError, in_calendar
from sources.text.types import Hints

LINE_SUFFIXES = {".jsonl", ".ndjson"}
LONGEST_HINTS = {"lang": 12, "outlet": 200, "url": 2000}


@dataclass(frozen=True, slots=True)
class Intake:
    """How items are taken: `outlet` for those that name none, and the limits."""

    outlet: str = ""
    limits: Limits = field(default_factory=Limits)


def from_text(text: str, id: str, hints: Hints | None = None) -> Item:
    data = text.encode("utf-8", "surrogatepass")
    return Item(id, data, hints or Hints(), id, "text/plain", "utf-8")


def from_address(url: str, hints: Hints | None = None) -> Item:
    """An item that is still to be fetched."""
    return Item(url, hints=replace(hints or Hints(), url=url), name=url, fetch=True)


def from_bytes(data: bytes, id: str, hints: Hints | None = None) -> Item:
    """One file as it is, whatever it holds."""
    return Item(id, data, hints or Hints(), storable(Path(id).name) if id != "-" else id)


def from_paths(paths: list[str], stdin: IO[bytes], intake: Intake) -> Iterator[Item]:
    """Items of files, folders (in name order, all levels), addresses and `-`, in the order given."""
    for given in paths:
        if given == "-":
            yield from unpack(from_bytes(stdin.read(), "-", Hints(outlet=intake.outlet)), intake)
        elif given.lower().startswith(("http://", "https://")):
            yield from_address(given, Hints(outlet=intake.outlet))
        elif Path(given).is_dir():
            for inner in sorted(p for p in Path(given).rglob("*") if p.is_file() and not p.name.startswith(".")):
                yield from _from_file(inner, intake)
        else:
            yield from _from_file(Path(given), intake)


def _from_file(path: Path, intake: Intake) -> Iterator[Item]:
    id = storable(str(path))
    if not path.is_file():
        yield Item(id, error=f"There is no file {id}.")
    elif path.suffix.lower() in LINE_SUFFIXES:
        with path.open("rb") as lines:
            yield from from_lines(lines, intake)
    elif path.stat().st_size > intake.limits.file_bytes:
        yield Item(id, error=_too_big(path.name, path.stat().st_size, intake))
    else:
        yield from unpack(from_bytes(path.read_bytes(), id, Hints(outlet=intake.outlet)), intake)


def unpack(item: Item, intake: Intake) -> Iterator[Item]:
    """The reports in one file: the lines of JSON Lines, a list's news items, what an archive or an e-mail holds.

    Lazy, and never raises for a bad file: what cannot be taken is an item with its error.
    """
    yield from unpack_all([item], intake)


def unpack_all(items: Iterable[Item], intake: Intake) -> Iterator[Item]:
    """The reports in files that came together: what may be unpacked of them holds for all of them."""
    box = Box(intake, Budget(intake.limits))
    found = (one for item in items for one in _opened(item, box))
    yield from islice(found, intake.limits.items)
    if left := next(found, None):
        name, limit = left.name or left.id, f"{intake.limits.items:,} (NUTGRAF_MAX_ITEMS)"
        error = (
            f"{name} and all that follows it is left out: the limit at a time is {limit} reports. Send them in parts."
        )
        yield Item(left.id, name=left.name, error=error)


@dataclass(frozen=True, slots=True)
class Box:
    """Where an item came from: the kinds of file around it, outermost first, and what may still be unpacked."""

    intake: Intake
    budget: Budget
    around: tuple[str, ...] = ()


def _opened(item: Item, box: Box) -> Iterator[Item]:
    if item.error or item.fetch:
        yield item
        return
    if len(item.data) > box.intake.limits.file_bytes:
        yield replace(item, data=b"", error=_too_big(item.name, len(item.data), box.intake))
        return
    try:
        yield from OPENERS.get(format_of(item), _itself)(item, box)
    except UnreadableError as error:
        yield replace(item, data=b"", error=str(error))
    except ArchiveError as error:
        yield replace(item, data=b"", error=f"{item.name or item.id} {error}")


def _itself(item: Item, box: Box) -> Iterator[Item]:
    yield item


def _of_lines(item: Item, box: Box) -> Iterator[Item]:
    yield from from_lines(BytesIO(item.data), replace(box.intake, outlet=item.hints.outlet or box.intake.outlet))


def _of_zip(item: Item, box: Box) -> Iterator[Item]:
    """An archive within an archive stays closed."""
    if "zip" in box.around or len(box.around) == DEEPEST:
        raise UnreadableError(f"{item.name or item.id} is an archive within an archive. Send it by itself.")
    for member in members(item.data, box.budget):
        inner = from_bytes(member.data, f"{item.id}/{member.name}", _shared(item))
        if member.error:
            yield replace(inner, error=f"{member.name} in {item.name or item.id} {member.error}")
        else:
            yield from _opened(inner, replace(box, around=(*box.around, "zip")))


def _of_mail(item: Item, box: Box) -> Iterator[Item]:
    """The message, if it says anything, and what is attached to it."""
    attached = list(mail.attachments(item))
    if mail.has_body(item) or not attached:
        yield item
    for part in attached:
        named = from_bytes(part.data, f"{item.id}/{storable(part.name)}", _shared(item))
        inner = replace(named, media_type=part.media_type, charset=part.charset)
        if len(box.around) == DEEPEST:
            error = f"{inner.name} is attached to a message that lies too deep. Send that message by itself."
            yield replace(inner, data=b"", error=error)
        else:
            yield from _opened(inner, replace(box, around=(*box.around, "mail")))


def _of_ninjs(item: Item, box: Box) -> Iterator[Item]:
    """Each news item of a list with its own JSON; one alone is the file as it came."""
    value = ninjs.loaded(item)
    found = ninjs.items_of(value)
    if not found or found[0] is value:
        yield item
        return
    for number, entry in enumerate(found, start=1):
        data = json.dumps(entry, ensure_ascii=False).encode("utf-8", "surrogatepass")
        name = f"{item.name or item.id}, item {number}"
        yield Item(f"{item.id}/{number}", data, _shared(item), name, ninjs.MEDIA_TYPE, "utf-8")


OPENERS: dict[str, Callable[[Item, Box], Iterator[Item]]] = {
    "lines": _of_lines,
    "zip": _of_zip,
    "mail": _of_mail,
    "ninjs": _of_ninjs,
}
DEEPEST = 2
"""A message in an archive, or an archive attached to a message, is opened; what lies in there is read as it is."""


def _shared(item: Item) -> Hints:
    """What the sender said of a file holds for all that it contains, save what can be but one report's."""
    return replace(item.hints, title="", url="")


def _too_big(name: str, size: int, intake: Intake) -> str:
    limit = f"{intake.limits.file_bytes:,} (NUTGRAF_MAX_UPLOAD_BYTES)"
    return f"{storable(name)} has {size:,} bytes; the limit is {limit}. Split it, or ask who runs this site."


def from_lines(lines: IO[bytes], intake: Intake) -> Iterator[Item]:
    """JSON Lines: one object a line with `id` and `text`, optionally title, published, lang, url, outlet."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _from_line(line, f"line {number}", intake)


def _from_line(line: bytes, place: str, intake: Intake) -> Item:
    try:
        fields: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Item(place, line, error=f"{place} is no JSON: {error}.")
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        own_id = _own_id(fields, place) if isinstance(fields, dict) else place
        return Item(own_id, line, error=f"{place} needs an object with a “text” of type string.")
    own_id = _own_id(fields, place)
    if len(line) > intake.limits.file_bytes:
        return Item(own_id, error=_too_big(place, len(line), intake))
    try:
        hints = hints_of(fields, intake.outlet)
    except ValueError as error:
        return Item(own_id, line, error=f"{place}: {error}")
    return from_text(fields["text"], own_id, hints)


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
        in_calendar(at)
    except (ValueError, OverflowError):
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
