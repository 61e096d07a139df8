"""Nudges: each says only that something may be due. The rows are the truth."""

import logging
from datetime import timedelta
from itertools import groupby

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from sources.comparing import compare_due
from sources.jobs import work_off as work_off_items
from sources.jobs import work_off_suspect
from sources.models import IngestItem, SourceArticle
from sources.pipeline import BATCH, work_off
from sources.polling import poll_due

AT_A_TIME = timedelta(seconds=10)
"""So long one task works on items; less than a claim lasts, with time for the slowest reader."""

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
    """Take in the items of jobs that are due, in their order, for a while; answers how many were worked on.

    What is still due then is nudged for again, so that a long job holds up no other task.
    """
    worked, until = 0, timezone.now() + AT_A_TIME
    while timezone.now() < until and (rows := _claimed()):
        good, suspects = [row for row in rows if not row.is_suspect], [row for row in rows if row.is_suspect]
        IngestItem.objects.give_back(suspects[1:])
        for _, of_one_job in groupby(good, key=lambda row: row.job_id):
            work_off_items(list(of_one_job), until)
        for suspect in suspects[:1]:
            work_off_suspect(suspect, until)
        worked += len(good) + len(suspects[:1])
    return worked


def _claimed() -> list[IngestItem]:
    return IngestItem.objects.claim(timezone.now(), seconds=settings.CLAIM_SECONDS, limit=BATCH)


@task()
def compare_due_stories() -> int:
    """Compare the reports of stories that were left; answers how many were compared."""
    return compare_due(timezone.now(), seconds=settings.CLAIM_SECONDS)


@task()
def poll_due_feeds() -> int:
    """Poll the feeds whose time has come; answers how many were asked."""
    return poll_due(timezone.now())


def nudge() -> None:
    take_in_due_items.enqueue()
