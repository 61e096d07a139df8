"""A report arrives: its bytes are stored once, and what is known already changes nothing."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from sources.models import Outlet, RawText, SourceArticle
from sources.models.articles import place_at
from sources.readers.types import Document, Item


@dataclass(frozen=True, slots=True)
class Delivery:
    """How something came: the channel, who brought it (None: a program of ours), and when."""

    channel: str
    by: User | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    article: SourceArticle
    is_new: bool


def receive(item: Item, document: Document, delivery: Delivery) -> Arrival:
    """The article of these bytes from this outlet and address: the known one, or a new one not yet read."""
    hints = document.hints
    outlet = Outlet.objects.named(hints.outlet)
    sha256 = hashlib.sha256(item.data).hexdigest()
    identity = _identity(sha256, outlet, hints.url)
    known = SourceArticle.objects.for_page().filter(raw__identity=identity).first()
    if known:
        return Arrival(known, is_new=False)
    raw = RawText.objects.create(
        identity=identity,
        sha256=sha256,
        data=item.data,
        text=document.text,
        charset=document.charset,
        reader=document.reader,
        media_type=document.media_type,
        layout=[[block.start, block.end, block.kind, block.kept, block.reason] for block in document.layout],
        channel=delivery.channel,
        name=item.name[:500],
        url=hints.url,
        received_at=delivery.at,
        received_by=delivery.by,
    )
    canonical = (hints.canonical or hints.url)[:2000]
    place = place_at(canonical, outlet)
    article = SourceArticle.objects.create(
        raw=raw,
        outlet=outlet,
        previous=SourceArticle.objects.latest_at(place),
        canonical_url=canonical,
        place=place,
        hints=hints.kept(),
        due_at=delivery.at,
    )
    return Arrival(article, is_new=True)


def _identity(sha256: str, outlet: Outlet | None, url: str) -> str:
    return hashlib.sha256(f"{sha256}\n{outlet.uid if outlet else ''}\n{url}".encode()).hexdigest()
