"""Many items at once: stored now, worked off one by one in their order, each with what became of it."""

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sources.arrival import Delivery
from sources.fetch import FetchError
from sources.models import IngestItem, IngestJob, SourceArticle
from sources.opening import open_item
from sources.pipeline import compare_stories, take_in
from sources.readers.types import Item, UnreadableError
from sources.text.types import Hints

LONGEST_WAIT = timedelta(hours=6)
"""A server may ask us to stay away for so long, or one answer could hold an item for good."""

logger = logging.getLogger(__name__)


@transaction.atomic
def open_job(items: Iterable[Item], delivery: Delivery, name: str) -> IngestJob:
    """Store the items for the worker. One that cannot be taken is failed from the start, and says why."""
    job = IngestJob.objects.create(
        name=name[:500], channel=delivery.channel, received_by=delivery.by, received_at=delivery.at
    )
    IngestItem.objects.bulk_create(
        (_stored(job, position, item) for position, item in enumerate(items, start=1)), batch_size=100
    )
    return job


def _stored(job: IngestJob, position: int, item: Item) -> IngestItem:
    return IngestItem(
        job=job,
        position=position,
        key=item.id[:500],
        name=item.name[:500],
        data=item.data,
        media_type=item.media_type[:100],
        charset=item.charset[:40],
        hints=item.hints.kept(),
        fetch=item.fetch,
        state="failed" if item.error else "waiting",
        error=item.error,
        due_at=None if item.error else job.received_at,
    )


def item_of(row: IngestItem) -> Item:
    return Item(
        id=row.key,
        data=bytes(row.data),
        hints=Hints.of(row.hints),
        name=row.name,
        media_type=row.media_type,
        charset=row.charset,
        fetch=row.fetch,
    )


def work_off_item(row: IngestItem) -> None:
    """Take one due item in, or keep on the row what it failed of; it is tried again where that may help."""
    try:
        article = _taken_in(row)
    except UnreadableError as error:
        row.give_up(str(error))
    except FetchError as error:
        tries = settings.INGEST_ATTEMPTS if error.temporary else 0
        _put_off(row, str(error), tries=tries, at_least=min(timedelta(seconds=error.retry_after), LONGEST_WAIT))
    except Exception as error:  # whatever it is, it is this item's alone
        logger.exception("Taking in %s of job %s failed", row.key, row.job.uid)
        _put_off(row, f"{type(error).__name__}: {error}", tries=settings.INGEST_ATTEMPTS)
    else:
        _compare(article)


def _taken_in(row: IngestItem) -> SourceArticle:
    """The network and the readers come first; then the article and the row change together or not at all."""
    opened = open_item(item_of(row))
    job = row.job
    with transaction.atomic():
        outcome = take_in(opened, Delivery(job.channel, job.received_by, job.received_at))
        assert outcome.article is not None
        row.take(outcome.outcome, outcome.article)
    return outcome.article


def _compare(article: SourceArticle) -> None:
    """The article is in, whatever becomes of this: a fault of ours here stops no other item."""
    try:
        compare_stories([article.membership.story_id])
    except Exception:
        logger.exception("Comparing the reports beside %s failed", article.uid)


def _put_off(row: IngestItem, error: str, tries: int, at_least: timedelta = timedelta()) -> None:
    if row.attempts < tries:
        row.failed(error, timezone.now(), at_least)
    else:
        row.give_up(error)
