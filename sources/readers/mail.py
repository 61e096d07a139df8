"""E-mails (.eml): the whole body as text, what its header says, and the attachments.

The body is the plain text, unless that is but a stub beside the HTML. Standard parser with its oldest policy: the newer
one reads headers into trees, at a cost that hostile headers can drive up.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime

from sources.readers import html, quotes, text
from sources.readers.compose import PARAGRAPH, shifted
from sources.readers.types import Document, Item, Limits, UnreadableError, in_calendar
from sources.text.page import bylines
from sources.text.types import Block, Hints

READER = "mail 1"
MEDIA_TYPE = "message/rfc822"
MOST_WORK = 20_000_000
"""Lines times boundaries: the standard parser tries every open boundary on every line. Fifty boundaries around half a
million lines take it four seconds; ten megabytes of attachments in ten parts are a twelfth of that."""
MOST_PARTS = 2_000
"""Lines that may be a boundary. Each costs 25 µs to tell: two megabytes of nothing else took six seconds."""
STUB = 1 / 3
"""A plain text with less than this part of the HTML's words only says that there is HTML."""
LONGEST_HEADER = 2_000
EARLIEST_YEAR = 1971
REPLIED = r"re|aw|sv|antw|odp|res|ynt|回复|答复"
FORWARDED = r"fwd?|wg|tr|rv|enc|vb|vl|doorst|转发"
PREFIX = re.compile(
    rf"\s*(?:\[ext(?:ern(?:al|e)?)?\]|(?P<word>{REPLIED}|{FORWARDED})(?:\[\d+\])?\s*[:：])", re.IGNORECASE
)
FORWARD_WORD = re.compile(FORWARDED, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    data: bytes
    media_type: str
    charset: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The parts that make the body, in order, each in its forms (plain text, HTML), and the parts that do not."""

    bodies: tuple["Message | Choice", ...] = ()
    attached: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """The same said in several forms."""

    forms: tuple[Contents, ...]


def read(item: Item, limits: Limits) -> Document:
    """Raises UnreadableError."""
    message = _parsed(item)
    subject = _subject(message)
    body = _body(_contents(message), _Reading(item, limits, subject.is_forward))
    return replace(body, reader=f"{READER}, {body.reader}", media_type=MEDIA_TYPE, hints=_hints(message, subject))


def attachments(item: Item) -> Iterator[Attachment]:
    """What is attached, in order; forwarded messages as `.eml`. Raises UnreadableError."""
    for number, part in enumerate(_contents(_parsed(item)).attached, start=1):
        media_type = part.get_content_type()
        suffix = ".eml" if media_type == MEDIA_TYPE else ""
        name = _words(part.get_filename() or "") or f"part {number}{suffix}"
        yield Attachment(name, _payload(part), media_type, _charset(part))


def has_body(item: Item) -> bool:
    """Whether the message says anything itself. Raises UnreadableError."""
    return any(_payload(part).strip() for part in _leaves(_contents(_parsed(item))))


@dataclass(frozen=True, slots=True)
class _Reading:
    item: Item
    limits: Limits
    is_forward: bool


@dataclass(frozen=True, slots=True)
class Subject:
    text: str
    is_forward: bool


def _parsed(item: Item) -> Message:
    name = item.name or item.id or "The message"
    _check_work(item.data, name)
    try:
        message: Message = message_from_bytes(item.data, policy=compat32)
    except RecursionError:
        raise UnreadableError(f"{name} is nested too deeply. Send its attachments by themselves.") from None
    except Exception as error:  # the parser fails in many ways, all of them the message's fault
        raise UnreadableError(f"{name} is a damaged e-mail ({type(error).__name__}). Paste its text.") from None
    if not message.keys():
        raise UnreadableError(f"{name} is no e-mail: it has no header. Paste its text.")
    return message


def _check_work(data: bytes, name: str) -> None:
    """Raises UnreadableError for a message of parts that would cost too much to tell apart."""
    boundaries = data.lower().count(b"boundary")
    if not boundaries:
        return
    lines, parts = data.count(b"\n"), data.count(b"\n--")
    way_out = "Save its text and its attachments as files, and send those."
    if parts > MOST_PARTS:
        raise UnreadableError(f"{name} may have {parts:,} parts; {MOST_PARTS:,} are read. {way_out}")
    if lines * boundaries > MOST_WORK:
        raise UnreadableError(
            f"{name} has {lines:,} lines and {boundaries:,} boundaries between parts; multiplied they may be "
            f"{MOST_WORK:,}. {way_out}"
        )


def _contents(part: Message) -> Contents:
    kind = part.get_content_type()
    if kind == MEDIA_TYPE:
        return Contents(attached=(part,))
    if part.is_multipart():
        inner = [_contents(child) for child in part.get_payload() if isinstance(child, Message)]
        return _chosen(inner) if kind == "multipart/alternative" else _together(inner)
    is_attached = part.get_content_disposition() == "attachment" or part.get_filename()
    is_body = kind in ("text/plain", "text/html", "text/markdown") and not is_attached
    return Contents(bodies=(part,)) if is_body else Contents(attached=(part,))


def _together(inner: list[Contents]) -> Contents:
    return Contents(
        tuple(body for one in inner for body in one.bodies), tuple(part for one in inner for part in one.attached)
    )


def _chosen(inner: list[Contents]) -> Contents:
    forms = tuple(one for one in inner if one.bodies)
    return Contents((Choice(forms),) if forms else (), _together(inner).attached)


def _leaves(contents: Contents) -> Iterator[Message]:
    for body in contents.bodies:
        if isinstance(body, Choice):
            for form in body.forms:
                yield from _leaves(form)
        else:
            yield body


def _body(contents: Contents, reading: _Reading) -> Document:
    """The parts of the body, one after another."""
    whole = Document("", "", "no body")
    for part in contents.bodies:
        piece = _best(part, reading) if isinstance(part, Choice) else _part(part, reading)
        whole = _joined(whole, piece) if whole.text.strip() else piece
    return whole


def _joined(first: Document, second: Document) -> Document:
    gap = PARAGRAPH
    layout = first.layout + shifted(second, len(first.text) + len(gap))
    return replace(first, text=first.text + gap + second.text, layout=layout)


def _best(choice: Choice, reading: _Reading) -> Document:
    """The first form, which is the plainest, unless a later one says far more."""
    found = [_body(form, reading) for form in choice.forms]
    longest = max(len(one.text.split()) for one in found)
    return next(one for one in found if len(one.text.split()) >= STUB * longest)


def _part(part: Message, reading: _Reading) -> Document:
    kind, charset, name = part.get_content_type(), _charset(part), reading.item.name
    if kind == "text/html":
        page = html.read(Item(reading.item.id, _payload(part), Hints(), name, kind, charset), reading.limits)
    else:
        decoded = text.decode(_payload(part), name, charset)
        page = Document(decoded.text, decoded.charset, decoded.reader)
    return replace(page, layout=_merged(page.layout, quotes.blocks(page.text, reading.is_forward)))


def _merged(layout: tuple[Block, ...], set_aside: tuple[Block, ...]) -> tuple[Block, ...]:
    """What is set aside goes before what the HTML says of the same passage."""
    others = [one for one in layout if not any(one.start < by.end and by.start < one.end for by in set_aside)]
    return tuple(sorted([*others, *set_aside], key=lambda block: block.start))


def _payload(part: Message) -> bytes:
    """The part's bytes; of an attached message its own."""
    try:
        if part.get_content_type() == MEDIA_TYPE and part.is_multipart():
            found = part.get_payload(0).as_bytes()  # type: ignore[union-attr]  # of several parts each is a message
        else:
            found = part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError):
        found = None
    return found if isinstance(found, bytes) else b""


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset("")
    except (ValueError, LookupError):
        return ""


def _hints(message: Message, subject: Subject) -> Hints:
    """A forwarded message was written by somebody else, at another time: its header tells only the subject."""
    title = Hints(title=subject.text, where={"title": "the e-mail's Subject header"} if subject.text else {})
    if subject.is_forward:
        return title
    sent, name = _sent(message), _words(parseaddr(_header(message, "From"))[0])
    by = (name,) if bylines.is_name(name) else ()
    where = {"authors": "the e-mail's From header"} if by else {}
    where |= dict.fromkeys(("published", "published_at"), "the e-mail's Date header") if sent else {}
    at = sent if sent and sent.tzinfo else None
    said = Hints(published=sent.date() if sent else None, published_at=at, authors=by, where=where)
    return title.over(said)


def _sent(message: Message) -> datetime | None:
    try:
        sent = parsedate_to_datetime(_header(message, "Date"))
        in_calendar(sent)
        return sent if sent.year >= EARLIEST_YEAR and (sent.tzinfo is None or sent.utcoffset() is not None) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _subject(message: Message) -> Subject:
    words, is_forward = _words(_header(message, "Subject")), False
    while match := PREFIX.match(words):
        is_forward = is_forward or bool(match["word"] and FORWARD_WORD.fullmatch(match["word"]))
        words = words[match.end() :]
    return Subject(words.strip(), is_forward)


def _header(message: Message, name: str) -> str:
    """The first header of that name as it came; bytes beyond ASCII are UTF-8, or else Latin-1."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    data = raw[:LONGEST_HEADER].encode("ascii", "surrogateescape")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _words(value: str) -> str:
    """A header's value with its encoded words decoded, on one line."""
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        pieces = [(value, None)]
    return text.storable(" ".join("".join(_decoded(piece, charset) for piece, charset in pieces).split()))


def _decoded(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    for name in (charset or "raw-unicode-escape", "utf-8"):
        try:
            return piece.decode(name)
        except (LookupError, ValueError):
            continue
    return piece.decode("latin-1")
