"""Nudges: each says only that something may be due. The rows are the truth."""

import logging

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from sources.jobs import work_off_item
from sources.models import IngestItem, SourceArticle
from sources.pipeline import work_off
from sources.polling import poll_due

logger = logging.getLogger(__name__)


@task()
def read_due_articles() -> int:
    """Read what is due, a claim at a time; answers how many were read."""
    read = 0
    while batch := SourceArticle.objects.claim(timezone.now(), seconds=settings.CLAIM_SECONDS, limit=5):
        for article in batch:
            read += _read(article)
    return read


def _read(article: SourceArticle) -> int:
    try:
        work_off(article)
    except Exception:
        logger.exception("Reading article %s failed; it is tried again", article.uid)
        return 0
    return 1


@task()
def take_in_due_items() -> int:
    """Take in the items of jobs that are due, in their order; answers how many were worked on."""
    worked = 0
    while batch := IngestItem.objects.claim(timezone.now(), seconds=settings.CLAIM_SECONDS, limit=5):
        for row in batch:
            work_off_item(row)
        worked += len(batch)
    return worked


@task()
def poll_due_feeds() -> int:
    """Poll the feeds whose time has come; answers how many were asked."""
    return poll_due(timezone.now())


def nudge() -> None:
    take_in_due_items.enqueue()
