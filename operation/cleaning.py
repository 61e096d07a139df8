"""What is over is forgotten: old tasks, sessions, calls, entries of feeds, deliveries, attempts to log in.

In slices, so that nobody waits long for the database. Nothing here was ever shown to a reader.
"""

import shutil
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Q, QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.models import Due, IdempotentCall
from briefings.models import Delivery
from operation.models import ALIVE_WITHIN, Heartbeat
from sources.models import FeedEntry

SLICE = 500
"""Rows in one statement: some milliseconds on SQLite, where a writer holds up all others."""
DONE_TASKS = timedelta(days=1)
"""A nudge that ended well says nothing that its rows do not say."""
FAILED_TASKS = timedelta(days=14)
DELIVERIES = timedelta(days=90)
"""A replay is asked for in days, and what was told stands in the edition."""
METRICS_KEPT = timedelta(days=1)
ATTEMPTS = timedelta(days=30)
"""Failed and good log-ins, as django-axes keeps them; the acts keep what counts."""


class WorkerLost(Exception):
    """A task's worker was killed. What it had claimed is due again by itself."""


def clean_up(at: datetime) -> str:
    """Forget what is over; answers in words how much that was."""
    finished = DBTaskResult.objects.finished().filter(
        Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=at - DONE_TASKS) | Q(finished_at__lt=at - FAILED_TASKS)
    )
    counts = {
        "tasks": _delete(finished),
        "feed entries": sum(_delete(rows) for rows in FeedEntry.objects.forgettable(at)),
        "calls": _delete(IdempotentCall.objects.expired(at)),
        "deliveries": _delete(Delivery.objects.over(at - DELIVERIES)),
        "workers": _delete(Heartbeat.objects.long_lost(at)),
        "log-in attempts": _attempts(at),
    }
    _forget_metrics(at)
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return ", ".join(f"{count} {words}" for words, count in counts.items() if count) or "nothing to forget"


def bring_back(at: datetime) -> str:
    """What a clock that was ahead put off for long is due at once; answers in words how much that was."""
    kinds: list[Any] = [model for model in apps.get_models() if issubclass(model, Due)]
    count = sum(kind.objects.bring_back(at) for kind in kinds)
    return f"{count} brought back" if count else "nothing strayed"


def give_up_lost_tasks(at: datetime) -> str:
    """Tasks of killed workers stand as running for ever: they are failed here. Their rows are due anyway."""
    alive = set(Heartbeat.objects.alive(at).values_list("worker", flat=True))
    running = DBTaskResult.objects.running().filter(started_at__lt=at - ALIVE_WITHIN)
    lost = [row for row in running if not alive & set(row.worker_ids[-1:])]
    for row in lost:
        row.set_failed(WorkerLost(f"The worker {row.worker_ids[-1:]} was lost; what it had claimed is due again."))
    return f"{len(lost)} given up" if lost else "no worker was lost"


def _forget_metrics(at: datetime) -> None:
    """The counts of servers that are gone: a running one writes its own every few seconds."""
    for folder in (settings.VAR_DIR / "metrics").glob("*"):
        latest = max((file.stat().st_mtime for file in folder.glob("*")), default=folder.stat().st_mtime)
        if latest < at.timestamp() - METRICS_KEPT.total_seconds():
            shutil.rmtree(folder, ignore_errors=True)


def _attempts(at: datetime) -> int:
    """Of django-axes, where it is installed."""
    if not apps.is_installed("axes"):
        return 0
    kinds = [apps.get_model("axes", name) for name in ("AccessAttempt", "AccessLog", "AccessFailureLog")]
    return sum(_delete(kind._default_manager.filter(attempt_time__lt=at - ATTEMPTS)) for kind in kinds)


def _delete(rows: QuerySet[Any]) -> int:
    deleted = 0
    while keys := list(rows.values_list("pk", flat=True)[:SLICE]):
        rows.model._default_manager.filter(pk__in=keys).delete()
        deleted += len(keys)
    return deleted
