"""Nudges: each says only that something may be due. The rows are the truth."""

import logging
from datetime import timedelta
from itertools import groupby

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from sources.jobs import work_off as work_off_items
from sources.models import IngestItem, SourceArticle
from sources.pipeline import BATCH, work_off
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
    while rows := IngestItem.objects.claim(now := timezone.now(), seconds=settings.CLAIM_SECONDS, limit=BATCH):
        until = now + timedelta(seconds=settings.CLAIM_SECONDS / 2)
        for _, of_one_job in groupby(rows, key=lambda row: row.job_id):
            work_off_items(list(of_one_job), until)
        worked += len(rows)
    return worked


@task()
def poll_due_feeds() -> int:
    """Poll the feeds whose time has come; answers how many were asked."""
    return poll_due(timezone.now())


def nudge() -> None:
    take_in_due_items.enqueue()
