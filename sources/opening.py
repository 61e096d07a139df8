"""An item is opened: fetched if it is an address, and read by the reader of its format."""

from dataclasses import dataclass, replace
from ipaddress import ip_network

from django.conf import settings

from sources.fetch import Policy, fetch
from sources.readers.documents import read_document
from sources.readers.items import Intake
from sources.readers.types import Document, Item, Limits, UnreadableError


@dataclass(frozen=True, slots=True)
class Opened:
    """An item with its bytes, and the document that its reader made of them."""

    item: Item
    document: Document


def limits() -> Limits:
    return Limits(
        file_bytes=settings.MAX_UPLOAD_BYTES,
        text_chars=settings.MAX_TEXT_CHARS,
        items=settings.MAX_ITEMS,
        zip_entries=settings.MAX_ZIP_ENTRIES,
        zip_bytes=settings.MAX_ZIP_BYTES,
        zip_ratio=settings.MAX_ZIP_RATIO,
        reader_seconds=settings.READER_SECONDS,
        reader_bytes=settings.READER_BYTES,
    )


def intake(outlet: str = "") -> Intake:
    return Intake(outlet, limits())


def policy() -> Policy:
    return Policy(
        seconds=settings.FETCH_SECONDS,
        max_bytes=settings.FETCH_BYTES,
        agent=f"Nutgraf/0.1 (+{settings.SITE_URL})",
        also_allowed=tuple(ip_network(one) for one in settings.FETCH_ALSO_ALLOWED),
        ports=frozenset(settings.FETCH_PORTS),
    )


def fetched(item: Item) -> Item:
    """The item with the bytes of its page; its address is where the page was found in the end."""
    page = fetch(item.hints.url, policy())
    hints = replace(item.hints, url=page.url)
    return replace(item, data=page.data, hints=hints, media_type=page.media_type, charset=page.charset, fetch=False)


def open_item(item: Item) -> Opened:
    """Raises UnreadableError, or FetchError for an address, with the reason and the way out."""
    if item.error:
        raise UnreadableError(item.error)
    if item.fetch:
        item = fetched(item)
    document = read_document(item, limits())
    length, name = len(document.text), item.name or item.id or "The text"
    if not document.text.strip():
        raise UnreadableError(f"{name} is empty.")
    if length > settings.MAX_TEXT_CHARS:
        limit = f"{settings.MAX_TEXT_CHARS:,} (NUTGRAF_MAX_TEXT_CHARS)"
        raise UnreadableError(f"{name} has {length:,} characters; the limit is {limit}. Split it into its reports.")
    return Opened(item, document)
