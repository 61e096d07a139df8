"""Many items at once: stored now, worked off one by one in their order, each with what became of it."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from time import sleep

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sources.arrival import Delivery, Read
from sources.comparing import compare_stories
from sources.crew import Inline
from sources.fetch import FetchError
from sources.models import IngestItem, IngestJob
from sources.pipeline import Batch, Outcome, begin, finish, take_in
from sources.readers.types import Item, UnreadableError
from sources.text.types import Hints

LOOK_AGAIN = 0.05
"""Seconds between two looks whether it is our turn."""
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
        number=row.position,
    )


def work_off(rows: Sequence[IngestItem], until: datetime) -> None:
    """Take claimed items of one job in, in their order; keep on each row what became of it.

    The network and the readers come first, without a transaction, and no longer than to `until`: what is left then is
    given back. Items before these that another worker holds are waited for.
    """
    begun: Batch = []
    for row in rows:
        if not begun or timezone.now() < until:
            begun += begin([item_of(row)], Inline())
    IngestItem.objects.give_back(rows[len(begun) :])
    rows = rows[: len(begun)]
    if not wait_for_turn(rows[0], until):
        IngestItem.objects.give_back(rows)
        return
    job, by_position = rows[0].job, {row.position: row for row in rows}
    delivery = Delivery(job.channel, job.received_by, job.received_at)
    outcomes = finish(begun, partial(_placed, by_position, delivery))
    for outcome in outcomes:
        if outcome.cause:
            _failed(by_position[outcome.item.number], outcome.cause)
    _compare({one.article.membership.story_id for one in outcomes if one.article})


@transaction.atomic
def _placed(rows: Mapping[int, IngestItem], delivery: Delivery, reads: Sequence[Read]) -> list[Outcome]:
    """The articles and the rows change together or not at all."""
    outcomes = take_in(reads, delivery)
    for outcome in outcomes:
        assert outcome.article is not None
        rows[outcome.item.number].take(outcome.outcome, outcome.article)
    return outcomes


def wait_for_turn(row: IngestItem, until: datetime) -> bool:
    """Whether nobody is at work any more on items of the job that come before this one."""
    while IngestItem.objects.held_before(row, timezone.now()).exists():
        if timezone.now() > until:
            return False
        sleep(LOOK_AGAIN)
    return True


def _compare(stories: set[int]) -> None:
    """The articles are in, whatever becomes of this: a fault of ours here stops no other item."""
    try:
        compare_stories(stories)
    except Exception:
        logger.exception("Comparing the reports of stories %s failed", sorted(stories))


def _failed(row: IngestItem, cause: Exception) -> None:
    """Another try where that may help: after a temporary error of the network, or a fault of ours."""
    if isinstance(cause, FetchError):
        tries = settings.FETCH_ATTEMPTS if cause.temporary else 0
        _put_off(row, str(cause), tries, min(timedelta(seconds=cause.retry_after), LONGEST_WAIT))
    elif isinstance(cause, UnreadableError):
        row.give_up(str(cause))
    else:
        _put_off(row, f"{type(cause).__name__}: {cause}", settings.INGEST_ATTEMPTS)


def _put_off(row: IngestItem, error: str, tries: int, at_least: timedelta = timedelta()) -> None:
    if row.attempts < tries:
        row.failed(error, timezone.now(), at_least)
    else:
        row.give_up(error)


def work_off_suspect(row: IngestItem, until: datetime) -> None:
    """An item that was claimed before and never answered: a worker may have died of it, so it goes alone."""
    if row.attempts > settings.INGEST_ATTEMPTS:
        row.give_up(
            f"{row} was begun {row.attempts - 1} times, and each time the worker died of it. Save it anew first."
        )
    else:
        work_off([row], until)
