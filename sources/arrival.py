"""Reports arrive: their bytes are stored once, and what is known already changes nothing."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from sources.models import Outlet, RawText, SourceArticle
from sources.models.outlets import folded
from sources.opening import Opened
from sources.preparing import Prepared
from sources.reading import fill


@dataclass(frozen=True, slots=True)
class Delivery:
    """How something came: the channel, who brought it (None: a program of ours), and when."""

    channel: str
    by: User | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    """`prepared` is there for what is new."""

    article: SourceArticle
    prepared: Prepared | None

    @property
    def is_new(self) -> bool:
        return self.prepared is not None


@dataclass(frozen=True, slots=True)
class Read:
    """An opened item and what was prepared of its text; None for one that is known."""

    opened: Opened
    prepared: Prepared | None


def known_among(batch: Sequence[Opened]) -> list[bool]:
    """Which of them are here already, to spare their reading."""
    outlets = Outlet.objects.by_name({opened.document.hints.outlet for opened in batch})
    identities = [_identity(opened, outlets) if _outlet_is_known(opened, outlets) else "" for opened in batch]
    here = set(RawText.objects.filter(identity__in=identities).values_list("identity", flat=True))
    return [identity in here for identity in identities]


def _outlet_is_known(opened: Opened, outlets: Mapping[str, Outlet]) -> bool:
    """Of an outlet that nobody has met, nothing can be here."""
    name = folded(opened.document.hints.outlet)
    return not name or name in outlets


def receive(batch: Sequence[Read], delivery: Delivery) -> list[Arrival]:
    """The articles of the items, in their order: the known ones, and new ones as they were read. Needs the lock."""
    outlets = Outlet.objects.named_all({read.opened.document.hints.outlet for read in batch})
    identities = [_identity(read.opened, outlets) for read in batch]
    here = {a.raw.identity: a for a in SourceArticle.objects.for_page().filter(raw__identity__in=identities)}
    arrivals, fresh = [], []
    for identity, read in zip(identities, batch, strict=True):
        if identity in here:
            arrivals.append(Arrival(here[identity], None))
            continue
        assert read.prepared is not None, "what is known stays known: raw texts are never deleted"
        article = _article(_raw(identity, read.opened, delivery), outlets, read)
        here[identity] = article
        fresh.append(article)
        arrivals.append(Arrival(article, read.prepared))
    _store(fresh)
    return arrivals


def _identity(opened: Opened, outlets: Mapping[str, Outlet]) -> str:
    """The same bytes from the same outlet and address."""
    hints = opened.document.hints
    outlet = outlets.get(folded(hints.outlet))
    sha256 = hashlib.sha256(opened.item.data).hexdigest()
    return hashlib.sha256(f"{sha256}\n{outlet.uid if outlet else ''}\n{hints.url}".encode()).hexdigest()


def _raw(identity: str, opened: Opened, delivery: Delivery) -> RawText:
    item, document = opened.item, opened.document
    return RawText(
        identity=identity,
        sha256=hashlib.sha256(item.data).hexdigest(),
        data=item.data,
        text=document.text,
        charset=document.charset,
        reader=document.reader,
        media_type=document.media_type,
        layout=[[block.start, block.end, block.kind, block.kept, block.reason] for block in document.layout],
        channel=delivery.channel,
        name=item.name[:500],
        url=document.hints.url,
        received_at=delivery.at,
        received_by=delivery.by,
    )


def _article(raw: RawText, outlets: Mapping[str, Outlet], read: Read) -> SourceArticle:
    hints = read.opened.document.hints
    article = SourceArticle(
        raw=raw,
        outlet=outlets.get(folded(hints.outlet)),
        canonical_url=(hints.canonical or hints.url)[:2000],
        hints=hints.kept(),
    )
    assert read.prepared is not None
    fill(article, read.prepared)
    return article


def _store(articles: Sequence[SourceArticle]) -> None:
    """Insert them in their order, each after the earlier version of its address."""
    RawText.objects.bulk_create([article.raw for article in articles])
    for article in articles:
        article.raw = article.raw  # again, for it has its key now
    latest = SourceArticle.objects.latest_by_place({article.place for article in articles})
    for article in articles:
        if article.place:
            article.previous = latest.get(article.place)
            latest[article.place] = article
    _insert(articles)


def _insert(articles: Sequence[SourceArticle]) -> None:
    """A version whose earlier one came in the same batch can only name it once that has its key."""
    waiting = {id(article): article.previous for article in articles if article.previous and not article.previous.pk}
    for article in articles:
        if id(article) in waiting:
            article.previous = None
    SourceArticle.objects.bulk_create(articles)
    later = [article for article in articles if id(article) in waiting]
    for article in later:
        article.previous = waiting[id(article)]
    SourceArticle.objects.bulk_update(later, ["previous"])
