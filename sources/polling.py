"""Feeds are asked for their news: the network first, then one short transaction in which all of it is kept or nothing.

What is new becomes a job, stored together with what the feed answered: a worker that is killed in between asks again,
and nothing comes twice.
"""

import hashlib
import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sources.arrival import Delivery
from sources.fetch import Fetched, FetchError, Validators, fetch
from sources.jobs import open_job
from sources.models import Feed, FeedEntry, IngestJob
from sources.models.feeds import FeedQuerySet
from sources.opening import policy
from sources.readers.feed import Entry, FeedDocument, read_feed, words_of
from sources.readers.types import Item, UnreadableError
from sources.text.types import FILLABLE, Hints

logger = logging.getLogger(__name__)

FIRST_TAKEN = 200
"""Of a feed that is polled for the first time, the newest so many are taken; older ones count as seen."""
MOST_LOOKED_AT = 2_000
"""Of any poll, the newest so many: what stands further down was there before."""
GONE = 410
LONGEST_VALIDATOR = 500
NO_TEXT = "The feed carries no text for this entry, and its page is not to be fetched. Let the feed fetch its pages."


@dataclass(frozen=True, slots=True)
class Answer:
    """What a feed's server said, read: no document if nothing has changed."""

    fetched: Fetched
    document: FeedDocument | None


@dataclass(frozen=True, slots=True)
class News:
    """An entry that was not seen before, or not like this."""

    key: str
    version: str
    entry: Entry


def poll_due(now: datetime) -> int:
    """Poll every feed that is due; answers how many."""
    polled = 0
    while batch := Feed.objects.claim(now, seconds=settings.CLAIM_SECONDS, limit=1):
        for feed in batch:
            poll(feed, timezone.now())
        polled += len(batch)
    return polled


def poll(feed: Feed, at: datetime) -> IngestJob | None:
    """Ask one feed, and keep what is new as a job, if there is any. Whatever goes wrong is kept on the feed."""
    try:
        return _keep(feed, ask(feed), at)
    except FetchError as error:
        _put_off(feed, error, at)
    except UnreadableError as error:
        _put_off(feed, FetchError(str(error)), at)
    except Exception as error:  # whatever it is, it is this feed's alone
        logger.exception("Polling %s failed", feed.url)
        _put_off(feed, FetchError(f"{type(error).__name__}: {error}"), at)
    return None


def ask(feed: Feed) -> Answer:
    """Raises FetchError and UnreadableError."""
    fetched = fetch(feed.url, policy(), Validators(feed.etag, feed.last_modified))
    if fetched.not_modified:
        return Answer(fetched, None)
    return Answer(fetched, read_feed(fetched.data, fetched.url, fetched.charset))


def _locked(feed: Feed) -> Feed | None:
    """The row as it is now; none if it was paused, or given another address, while it was being asked."""
    rows: FeedQuerySet = Feed.objects.active().filter(pk=feed.pk, url=feed.url)
    return rows.select_for_update().first()


@transaction.atomic
def _put_off(asked: Feed, error: FetchError, at: datetime) -> None:
    """What may pass is tried again soon, or when the server says; the rest not before the next regular poll."""
    feed = _locked(asked)
    if feed:
        wait = timedelta(seconds=error.retry_after) if error.temporary else feed.interval()
        feed.failed(str(error), at, wait=wait)
        if error.status == GONE:
            feed.pause("its server says that it is gone for good (410)", by=None)


@transaction.atomic
def _keep(asked: Feed, answer: Answer, at: datetime) -> IngestJob | None:
    feed = _locked(asked)
    if not feed:
        return None
    job = _take_in(feed, answer.document, at) if answer.document else None
    _note(feed, answer, at)
    if answer.fetched.moved_to:
        feed.move(answer.fetched.moved_to)
    return job


def _note(feed: Feed, answer: Answer, at: datetime) -> None:
    """What the feed said of itself, and when it is asked again."""
    if answer.document:
        said = answer.fetched.validators
        feed.etag = said.etag if len(said.etag) <= LONGEST_VALIDATOR else ""
        feed.last_modified = said.last_modified if len(said.last_modified) <= 100 else ""
        feed.name = feed.name or answer.document.title[:200]
        feed.own_minutes = answer.document.minutes
    feed.polled(at)


def _take_in(feed: Feed, document: FeedDocument, at: datetime) -> IngestJob | None:
    news = find_news(feed, document)
    taken = news[:FIRST_TAKEN] if feed.polled_at is None else news
    if not taken:
        return None
    in_order = taken[::-1]  # the oldest first: a story begins with its first report
    outlet = feed.outlet.name if feed.outlet else document.title
    items = [item_of(one.entry, outlet, follow=feed.follow) for one in in_order]
    name = f"{feed.name or document.title or feed.url}: {len(items)} new"
    job = open_job(items, Delivery("feed", None, at), name)
    stored = dict(zip((one.key for one in in_order), job.items.order_by("position"), strict=True))
    feed.remember([FeedEntry(key=one.key, version=one.version, item=stored.get(one.key)) for one in news], at)
    return job


def find_news(feed: Feed, document: FeedDocument) -> list[News]:
    """The entries that were not seen before, or not in this version, the newest first."""
    newest = sorted(document.entries, key=_when, reverse=True)[:MOST_LOOKED_AT]
    found = {_sha256(entry.id): entry for entry in reversed(newest)}
    known = feed.versions(found)
    news = [News(key, version(entry), entry) for key, entry in reversed(found.items())]
    return [one for one in news if known.get(one.key) != one.version]


def _when(entry: Entry) -> datetime:
    """Undated ones stay in the feed's own order, below the others."""
    day = datetime.combine(entry.published, datetime.min.time(), UTC) if entry.published else None
    return entry.published_at or day or datetime.min.replace(tzinfo=UTC)


def version(entry: Entry) -> str:
    """Changes when the entry does for a reader: mark-up, and the counters that hide in it, do not count."""
    return _sha256("\n".join((entry.title, entry.updated, words_of(entry))))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def item_of(entry: Entry, outlet: str, *, follow: bool) -> Item:
    """The entry's page, still to be fetched; or the text that the entry carries."""
    hints, name = _hints(entry, outlet), entry.title or entry.url or entry.id
    if follow and entry.url:
        return Item(entry.id, hints=hints, name=name, fetch=True)
    if not entry.content:
        return Item(entry.id, hints=hints, name=name, error=NO_TEXT)
    media_type = "text/html" if entry.is_html else "text/plain"
    return Item(entry.id, entry.content.encode(), hints, name, media_type, "utf-8")


def _hints(entry: Entry, outlet: str) -> Hints:
    hints = Hints(
        entry.title, entry.published, entry.published_at, entry.language, outlet[:200], entry.url, entry.authors
    )
    return replace(hints, where={name: "the feed" for name in FILLABLE if getattr(hints, name)})
