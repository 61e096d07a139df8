"""A report arrives: its bytes are stored once, and what is known already changes nothing."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from accounts.models import User
from sources.models import Outlet, RawText, SourceArticle
from sources.readers.items import Item

MediaTypes = {".md": "text/markdown", ".markdown": "text/markdown"}


@dataclass(frozen=True, slots=True)
class Delivery:
    """How something came: the channel, who brought it (None: a program of ours), and when."""

    channel: Literal["paste", "upload", "api", "command", "url", "feed"]
    by: User | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    article: SourceArticle
    is_new: bool


def receive(item: Item, delivery: Delivery) -> Arrival:
    """The article of these bytes from this outlet and address: the known one, or a new one not yet read."""
    outlet = Outlet.objects.named(item.hints.outlet)
    sha256 = hashlib.sha256(item.data).hexdigest()
    identity = _identity(sha256, outlet, item.hints.url)
    known = SourceArticle.objects.for_page().filter(raw__identity=identity).first()
    if known:
        return Arrival(known, is_new=False)
    raw = RawText.objects.create(
        identity=identity,
        sha256=sha256,
        data=item.data,
        text=item.decoded.text,
        charset=item.decoded.charset,
        reader=item.decoded.reader,
        media_type=next((t for s, t in MediaTypes.items() if item.name.lower().endswith(s)), "text/plain"),
        channel=delivery.channel,
        name=item.name[:500],
        url=item.hints.url,
        received_at=delivery.at,
        received_by=delivery.by,
    )
    article = SourceArticle.objects.create(
        raw=raw,
        outlet=outlet,
        previous=SourceArticle.objects.latest_at(item.hints.url, outlet),
        hints=_kept_hints(item),
        due_at=delivery.at,
    )
    return Arrival(article, is_new=True)


def _identity(sha256: str, outlet: Outlet | None, url: str) -> str:
    return hashlib.sha256(f"{sha256}\n{outlet.uid if outlet else ''}\n{url}".encode()).hexdigest()


def _kept_hints(item: Item) -> dict[str, str]:
    hints = item.hints
    values = {
        "title": hints.title,
        "published": hints.published.isoformat() if hints.published else "",
        "published_at": hints.published_at.isoformat() if hints.published_at else "",
        "language": hints.language,
        "outlet": hints.outlet,
        "url": hints.url,
    }
    return {name: value for name, value in values.items() if value}
