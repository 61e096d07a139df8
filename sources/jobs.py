"""Many items at once: stored now, worked off one by one in their order, each with what became of it."""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sources.arrival import Delivery
from sources.models import IngestItem, IngestJob
from sources.pipeline import compare_stories, ingest_one
from sources.readers.types import Item, UnreadableError
from sources.text.types import Hints

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
    job = row.job
    try:
        outcome = ingest_one(item_of(row), Delivery(job.channel, job.received_by, job.received_at))
    except UnreadableError as error:
        row.give_up(str(error))
        return
    except Exception as error:  # whatever it is, it is this item's alone
        logger.exception("Taking in %s of job %s failed", row.key, job.uid)
        _put_off(row, f"{type(error).__name__}: {error}", timezone.now())
        return
    assert outcome.article is not None
    row.take(outcome.outcome, outcome.article)
    compare_stories([outcome.article.membership.story_id])


def _put_off(row: IngestItem, error: str, at: datetime) -> None:
    if row.attempts >= settings.INGEST_ATTEMPTS:
        row.give_up(f"{error} (tried {row.attempts} times)")
    else:
        row.failed(error, at)
