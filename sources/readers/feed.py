"""RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed 1.0 and 1.1 → the entries of a feed.

feedparser reads XML that is well formed, and most that is not; it gets decoded bytes and never an address. What it
would do to an entry's HTML is switched off: sources are stored as they came.
"""

import html
import json
import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from urllib.parse import urljoin
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

import feedparser
from defusedxml import DefusedXmlException, sax

from sources.readers.text import decode, storable
from sources.readers.types import UnreadableError

FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json"}
DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding=["']([\w.-]{1,40})""")
XML_DECLARATION = re.compile(r"^<\?xml[^>]*\?>")
WEB_PAGE = re.compile(r"(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head)\b", re.IGNORECASE)
RSS_091 = re.compile(r'<!DOCTYPE\s+rss\s+PUBLIC\s+"-//Netscape Communications//DTD RSS 0\.91//EN"\s+"[^"<>]*"\s*>')
"""The one document type a feed may name: that version's rules demand it. It declares nothing, and nobody loads it."""
DECLARES = re.compile(r"<!\s*(?:doctype|entity)", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})?")
MARKUP = re.compile(r"</?[a-zA-Z!]|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
WITH_EMAIL = re.compile(r"[^\s@()]+@[^\s@()]+\s+\(([^()]+)\)")
"""RSS 2.0's form of an author, which feedparser reads well for the shorter top-level domains only."""
PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10_080}
MOST_MINUTES = 10_080
LONGEST_URL = 2_000
LONGEST_TITLE = 1_000
MOST_AUTHORS = 20
MOST_TAGS = 150_000
"""feedparser takes up to 130 µs a tag, so this bounds a hostile feed to some seconds; 50 long articles in HTML have
30,000, a podcast's 2,000 episodes 80,000."""
HEAD_CHARS = 100_000
"""Of a web page, in which its feed is looked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `id` is its own, or what identifies it best; `content` the longest text it carries, HTML or not.

    `published` is the day as the feed's own clock has it, and stays empty where the feed says only when it changed:
    that stands in `updated`, in the feed's words.
    """

    id: str
    url: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    published_at: datetime | None = None
    updated: str = ""
    content: str = ""
    is_html: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A feed as it is now, its entries in its own order. `minutes`: how often it says it changes; 0: it does not."""

    title: str
    language: str = ""
    minutes: int = 0
    entries: tuple[Entry, ...] = field(default=())


def read_feed(data: bytes, url: str, charset: str = "") -> FeedDocument:
    """`url` is where it came from, for relative links; `charset` as its server declared. Raises UnreadableError."""
    declared = DECLARED.match(data)
    text = decode(data, url, charset or (declared.group(1).decode("ascii") if declared else "")).text
    text = text.lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        return _from_json(text, url)
    if WEB_PAGE.match(text):
        raise UnreadableError(f"{url} is a web page, no feed. {_way_to_feed(text, url)}")
    return _from_xml(text, url)


def words_of(entry: Entry) -> str:
    """What the entry says, without its mark-up."""
    return " ".join(TAG.sub(" ", entry.content).split())


# XML


def _from_xml(text: str, url: str) -> FeedDocument:
    plain = RSS_091.sub("", XML_DECLARATION.sub("", text), count=1)
    if plain.count("<") > MOST_TAGS:
        raise UnreadableError(f"{url} has more than {MOST_TAGS:,} tags. Ask its publisher for a shorter feed.")
    _refuse_declarations(plain, url)
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    parsed = feedparser.parse(
        BytesIO(plain.encode()), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
    )
    if not parsed.version:
        raise _no_feed(url)
    feed, rss = parsed.feed, parsed.version.startswith("rss")
    language = _language(feed.get("language"))
    entries = (_from_parsed(entry, language, rss=rss) for entry in parsed.entries)
    return FeedDocument(
        _line(feed.get("title")), language, _minutes(feed), tuple(entry for entry in entries if entry.id)
    )


def _refuse_declarations(text: str, url: str) -> None:
    """No document type, no entities (defusedxml). In text that is no good XML, not even the words."""
    try:
        sax.parseString(text.encode(), ContentHandler(), forbid_dtd=True)
    except DefusedXmlException:
        declares = True
    except SAXException:
        declares = bool(DECLARES.search(text))
    else:
        declares = False
    if declares:
        raise UnreadableError(
            f"{url} declares a document type or entities, which no feed needs and we do not read. Ask its publisher."
        )


def _from_parsed(entry: Any, language: str, *, rss: bool) -> Entry:
    content = _longest(entry)
    url, title = _address(entry.get("link")), _line(entry.get("title"))
    updated = dict.get(entry, "updated") or ""  # its own `get` falls back to the date of publication
    # RSS knows no date of change: what feedparser calls so there is Dublin Core's date, which is the publication's.
    when = _when(entry.get("published") or (updated if rss else ""))
    return Entry(
        id=storable(str(entry.get("id") or "")).strip() or url or title,
        url=url,
        title=title,
        authors=_writers(entry),
        published=when.day,
        published_at=when.moment,
        updated=storable(str(updated)),
        content=content.text,
        is_html=content.is_html,
        language=_language(content.language) or _language(entry.get("language")) or language,
    )


def _writers(entry: Any) -> tuple[str, ...]:
    with_email = WITH_EMAIL.fullmatch(str(entry.get("author") or "").strip())
    if with_email:
        return _names([with_email.group(1)])
    return _names(author.get("name") for author in entry.get("authors", []))


@dataclass(frozen=True, slots=True)
class _Content:
    text: str = ""
    is_html: bool = False
    language: str = ""


def _longest(entry: Any) -> _Content:
    """Of content, summary and description the one that says most. Text without any markup is plain text."""
    given = [*entry.get("content", []), entry.get("summary_detail") or {}]
    found = max(given, key=lambda detail: len(detail.get("value") or ""))
    text, kind = storable(found.get("value") or "").strip(), found.get("type") or ""
    return _Content(text, "html" in kind and bool(MARKUP.search(text)), found.get("language") or "")


def _minutes(feed: Any) -> int:
    period = PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower(), 0)
    times = _number(feed.get("sy_updatefrequency")) or 1
    return min(_number(feed.get("ttl")) or period // times, MOST_MINUTES)


def _number(value: Any) -> int:
    return int(value) if str(value or "").strip().isdecimal() and len(str(value)) < 10 else 0


# JSON


def _from_json(text: str, url: str) -> FeedDocument:
    try:
        feed: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise _no_feed(url) from None
    items = feed.get("items")
    if not str(feed.get("version")).startswith("https://jsonfeed.org/version/") or not isinstance(items, list):
        raise _no_feed(url)
    language = _language(feed.get("language"))
    entries = (_from_item(item, url, language) for item in items if isinstance(item, dict))
    return FeedDocument(_line(feed.get("title")), language, 0, tuple(entry for entry in entries if entry.id))


def _from_item(item: dict[str, Any], base: str, language: str) -> Entry:
    link, title = item.get("url") or item.get("external_url"), _line(item.get("title"))
    url = _address(_joined(base, link) if isinstance(link, str) and link else "")
    texts = {name: str(item.get(name) or "") for name in ("content_html", "content_text", "summary")}
    longest = max(texts, key=lambda name: len(texts[name]))
    when = _when(item.get("date_published"))
    given_id = item.get("id")
    return Entry(
        id=storable("" if given_id is None else str(given_id)).strip() or url or title,
        url=url,
        title=title,
        authors=_names(_authors(item)),
        published=when.day,
        published_at=when.moment,
        updated=storable(str(item.get("date_modified") or "")),
        content=storable(texts[longest]).strip(),
        is_html=longest == "content_html",
        language=_language(item.get("language")) or language,
    )


def _authors(item: dict[str, Any]) -> list[Any]:
    given = item.get("authors")
    authors = given if isinstance(given, list) else [item.get("author")]
    return [author.get("name") for author in authors if isinstance(author, dict)]


# Values


@dataclass(frozen=True, slots=True)
class _When:
    day: date | None = None
    moment: datetime | None = None


def _when(said: Any) -> _When:
    """RFC 822 or ISO 8601; the epoch and year 1 mean no date. feedparser would make a day of 2026-13-45, too."""
    at = _moment(str(said or "").strip()[:100])
    if at is None or not 1 < at.year < 9999 or at.replace(tzinfo=None) == datetime(1970, 1, 1):  # noqa: DTZ001 — any zone's
        return _When()
    has_time = at.tzinfo is not None and len(str(said).strip()) > len("2025-01-11")
    return _When(at.date(), at if has_time else None)


def _moment(said: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            at = read(said)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return at.replace(tzinfo=UTC) if at.tzinfo is None and said.endswith("-0000") else at
    return None


def _line(value: Any) -> str:
    """A title as one line of text: tags and entities are resolved."""
    words = html.unescape(TAG.sub("", str(value or "")))
    return " ".join(storable(words).split())[:LONGEST_TITLE]


def _names(values: Any) -> tuple[str, ...]:
    names = [_line(value)[:200] for value in values]
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_AUTHORS]


def _address(value: Any) -> str:
    url = storable(str(value or "")).strip()
    return url if url.lower().startswith(("http://", "https://")) and len(url) <= LONGEST_URL else ""


def _joined(base: str, link: str) -> str:
    """Empty for a link that no address can be made of."""
    try:
        return urljoin(base, link)
    except ValueError:
        return ""


def _language(value: Any) -> str:
    found = LANGUAGE.match(str(value or "").strip())
    return found.group().lower() if found else ""


# No feed


def _no_feed(url: str) -> UnreadableError:
    return UnreadableError(f"{url} is no feed in RSS, Atom or JSON Feed. Check the address in a browser.")


def _way_to_feed(text: str, url: str) -> str:
    finder = _FeedFinder()
    with suppress(AssertionError):  # the standard parser's word for a marked section that it does not know
        finder.feed(text[:HEAD_CHARS])
    if not finder.found:
        return "Give the address of the feed itself."
    return f"It names its feed: {_joined(url, finder.found)}"


class _FeedFinder(HTMLParser):
    """The first feed that a page names in its head."""

    found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        kind, href = (values.get("type") or "").lower(), values.get("href")
        if tag == "link" and kind in FEED_TYPES and href and not self.found:
            self.found = storable(href)
