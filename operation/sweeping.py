"""What is due, in all apps: the worker looks every two seconds and nudges."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from briefings.models import Briefing, Delivery
from briefings.tasks import open_due_briefings, send_due_deliveries
from operation.models import Periodic
from operation.tasks import do_periodic_work
from sources.models import Feed, IngestItem, SourceArticle, Story
from sources.tasks import compare_due_stories, poll_due_feeds, read_due_articles, take_in_due_items

Nudge = Task[[], int]
Waiting = dict[str, TaskResult[int]]


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows of a model that may be due, the task that works them off, and where the desk `listed` those that fail."""

    model: Any
    task: Nudge
    words: str
    listed: str = ""


DUE = (
    Kind(IngestItem, take_in_due_items, "Reports to take in", "sources_ingestjob_changelist?progress=failed"),
    Kind(SourceArticle, read_due_articles, "Reports to read again", "sources_sourcearticle_changelist?failing=yes"),
    Kind(Story, compare_due_stories, "Stories to compare", "sources_story_changelist"),
    Kind(Feed, poll_due_feeds, "Feeds to poll", "sources_feed_changelist?health=failing"),
    Kind(Briefing, open_due_briefings, "Briefings to open", "briefings_briefing_changelist?status__exact=scheduled"),
    Kind(Delivery, send_due_deliveries, "Webhooks to tell", "briefings_webhook_changelist?health=troubled"),
    Kind(Periodic, do_periodic_work, "Periodic work"),
)


def sweep(waiting: Waiting | None = None) -> list[str]:
    """Enqueue a nudge for each kind of row that is due and unclaimed; answers the names of the tasks.

    `waiting` has the sweeper's earlier nudges: while one has not begun, another of its kind would only queue up.
    """
    now, nudged, waiting = timezone.now(), [], {} if waiting is None else waiting
    for kind in DUE:
        if is_due(kind, now) and not _still_waits(waiting.get(kind.task.name)):
            waiting[kind.task.name] = kind.task.enqueue()
            nudged.append(kind.task.name)
    return nudged


def is_due(kind: Kind, at: datetime) -> bool:
    return bool(kind.model.objects.due(at).exists())


def _still_waits(nudge: TaskResult[int] | None) -> bool:
    if nudge is None:
        return False
    try:
        nudge.refresh()
    except TaskResultDoesNotExist:  # it is long done, and forgotten
        return False
    return nudge.status == TaskResultStatus.READY
