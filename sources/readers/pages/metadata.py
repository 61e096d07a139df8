"""What a page says of itself → hints that can be believed, each with where it stood."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from sources.readers.pages.facts import Facts
from sources.readers.text import storable
from sources.text import dateline
from sources.text.page import bylines
from sources.text.types import Hints

LINKED, META, TITLE, ROOT, TIME = "the page's linked data", "the page's metadata", "<title>", "<html lang>", "<time>"
FIRST_DAY = date(1990, 1, 1)
SLACK = timedelta(days=1)
"""A day that has begun elsewhere is not in the future."""
LONGEST_TITLE, LONGEST_OUTLET, LONGEST_ADDRESS, LONGEST_LANGUAGE, LONGEST_NAME = 300, 200, 2_000, 12, 80
MOST_AUTHORS = 12
LONGEST_SITE = 40
SUFFIX = re.compile(r"\s+[|–—\-·•:»«]\s+")
NAMES = re.compile(r"\s*(?:[,;&|]|\band\b|\bund\b|\bet\b|\by\b)\s*")
BY = re.compile(r"^(?:by|von|par|por|da)\s*[:]?\s+", re.IGNORECASE)
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*$")
NO_NAME = re.compile(r"https?:|www\.|[@\d_<>{}]|\.(?:com|org|net)\b", re.IGNORECASE)
STAFF = frozenset({"admin", "administrator", "author", "editor", "guest", "newsroom", "redaktion", "staff", "unknown"})

TITLES = ("og:title", "twitter:title", "title", "dc.title", "sailthru.title", "parsely-title")
PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "date.published",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "published_at",
    "publication_date", "article.published", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.created",
    "dc.date", "dcterms.date", "date", "displaydate", "originalpublicationdate",
)  # fmt: skip
AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "cxenseparse:author")
OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher")


@dataclass(frozen=True, slots=True)
class Said:
    """A value as the page gives it, and where, in words for an editor."""

    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Published:
    on: date
    at: datetime | None
    where: str


def titles(facts: Facts) -> Iterator[Said]:
    """What the page calls the report, the surest first; the site's own name is taken off the end."""
    outlet = _outlet(facts)
    for said in (*_linked(facts, "headline"), *_metas(facts, TITLES), Said(facts.title, TITLE)):
        if words := _without_site(_plain(said.value), outlet.value if outlet else "", said.where == TITLE):
            yield Said(words, said.where)


def hints(facts: Facts, headline: Said | None, address: str, now: datetime) -> Hints:
    """`headline` is the page's visible one; `address` is where the page came from, if that is known."""
    outlet, published = _outlet(facts), _published(facts, now)
    said = {
        "title": headline or next(titles(facts), None),
        "language": _language(facts),
        "outlet": outlet,
        "url": _url(facts, address),
    }
    names = _authors(facts, outlet.value if outlet else "")
    where = {field: one.where for field, one in said.items() if one}
    where |= {"canonical": where["url"]} if "url" in where else {}
    where |= {"published": published.where} if published else {}
    where |= {"authors": names[0].where} if names else {}
    words = {field: one.value if one else "" for field, one in said.items()}
    return Hints(
        title=words["title"][:LONGEST_TITLE],
        published=published.on if published else None,
        published_at=published.at if published else None,
        language=words["language"],
        outlet=words["outlet"][:LONGEST_OUTLET],
        url=words["url"],
        canonical=words["url"],
        authors=tuple(dict.fromkeys(name.value for name in names))[:MOST_AUTHORS],
        where=where,
    )


def _plain(value: str) -> str:
    return " ".join(storable(html.unescape(value)).split())


def _metas(facts: Facts, names: Iterable[str]) -> Iterator[Said]:
    return (Said(facts.meta[name], f"{META} ({name})") for name in names if name in facts.meta)


def _linked(facts: Facts, field: str) -> Iterator[Said]:
    for node in facts.articles:
        if isinstance(value := node.get(field), str) and value.strip():
            yield Said(value, f"{LINKED} ({field})")


def _without_site(title: str, outlet: str, is_loose: bool) -> str:
    """`is_loose`: whatever short piece stands at the end is the site's."""
    cuts = list(SUFFIX.finditer(title))
    if not cuts:
        return title
    head, last = title[: cuts[-1].start()], title[cuts[-1].end() :]
    is_site = "".join(last.split()).casefold() == "".join(outlet.split()).casefold()
    return head if is_site or (is_loose and len(last) <= min(LONGEST_SITE, len(head) / 2)) else title


def _outlet(facts: Facts) -> Said | None:
    publishers = (_named(node.get("publisher")) for node in facts.articles)
    linked = (Said(name, f"{LINKED} (publisher)") for names in publishers for name in names[:1])
    found = (Said(_plain(said.value), said.where) for said in (*_metas(facts, OUTLETS), *linked))
    return next((said for said in found if said.value and not said.value.startswith(("http:", "https:"))), None)


def _named(value: Any) -> list[str]:
    """The names in a property that holds a name, an object with one, or several of these."""
    values = value if isinstance(value, list) else [value]
    found = [one.get("name") if isinstance(one, Mapping) else one for one in values]
    flat = [name for one in found for name in (one if isinstance(one, list) else [one])]
    return [name for name in flat if isinstance(name, str) and name.strip()]


def _authors(facts: Facts, outlet: str) -> list[Said]:
    linked = [Said(name, f"{LINKED} (author)") for node in facts.articles[:1] for name in _named(node.get("author"))]
    for group in (linked, *([said] for said in _metas(facts, AUTHORS))):
        people = [Said(name, said.where) for said in group for name in _people(said.value) if name != outlet]
        if people:
            return people
    return []


def _people(value: str) -> Iterator[str]:
    for part in NAMES.split(BY.sub("", _plain(value))):
        name = BY.sub("", part).strip(" .")
        is_person = name and len(name) <= LONGEST_NAME and not NO_NAME.search(name) and not bylines.is_agency(name)
        if is_person and not STAFF.intersection(name.casefold().split()):
            yield name


def _published(facts: Facts, now: datetime) -> Published | None:
    times = (Said(value, f"{TIME} (datePublished)") for value in facts.times)
    for said in (*_linked(facts, "datePublished"), *_metas(facts, PUBLISHED), *times):
        found = _moment(said)
        if found and found.on >= FIRST_DAY and (found.at or _noon(found.on)) <= now + SLACK:
            return found
    return None


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _moment(said: Said) -> Published | None:
    """A time without its zone is no moment, only a day."""
    value = said.value.strip()[:60]
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return _other_moment(Said(value, said.where))
    return Published(at.date(), at if at.tzinfo and len(value) > 10 else None, said.where)


def _other_moment(said: Said) -> Published | None:
    try:
        at = parsedate_to_datetime(said.value)
    except (ValueError, IndexError, TypeError, OverflowError):
        days = dateline.dates(said.value)
        return Published(days[0].day, None, said.where) if days else None
    return Published(at.date(), at if at.tzinfo else None, said.where)


def _language(facts: Facts) -> Said | None:
    said = (
        Said(facts.language, ROOT),
        *_metas(facts, ("og:locale", "content-language", "language")),
        *_linked(facts, "inLanguage"),
    )
    fits = (one for one in said if LANGUAGE.match(one.value) and len(one.value) <= LONGEST_LANGUAGE)
    return next(fits, None)


def _url(facts: Facts, address: str) -> Said | None:
    """The canonical address, if it is one of this site and of no home page."""
    said = (Said(facts.canonical, "<link rel=canonical>"), *_metas(facts, ("og:url",)))
    for one in said:
        url = _joined(address, one.value.strip())
        if url and len(url) <= LONGEST_ADDRESS and _is_report(url) and _same_site(url, address):
            return Said(url, one.where)
    return None


def _joined(address: str, url: str) -> str:
    try:
        return storable(urljoin(address, url)) if address else storable(url)
    except ValueError:
        return ""


def _is_report(url: str) -> bool:
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
    return is_web and (len(parts.path) > 1 or bool(parts.query))


def _same_site(url: str, address: str) -> bool:
    if not address:
        return True
    ours, theirs = (_site(one) for one in (address, url))
    return bool(ours) and (ours == theirs or ours.endswith(f".{theirs}") or theirs.endswith(f".{ours}"))


def _site(url: str) -> str:
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    return host.removeprefix("www.").removeprefix("m.").removeprefix("amp.")
