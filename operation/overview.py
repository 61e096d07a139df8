"""What is due, failing and done, for the desk's page on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from operation.models import Heartbeat, Periodic
from operation.periodic import PERIODIC
from operation.sweeping import DUE, Kind

DAY = timedelta(days=1)
ROWS = 12


@dataclass(frozen=True, slots=True)
class KindNow:
    """`done`: how many rows its tasks worked off within a day; none where the engine does not tell."""

    name: str
    words: str
    due: int
    held: int
    failing: int
    error: str
    next_try: datetime | None
    done: int | None
    url: str


@dataclass(frozen=True, slots=True)
class WorkNow:
    row: Periodic
    every: timedelta | None


@dataclass(frozen=True, slots=True)
class WorkerNow:
    row: Heartbeat
    alive: bool


@dataclass(frozen=True, slots=True)
class TaskNow:
    """`seconds` it took; none while it runs."""

    row: DBTaskResult[Any, Any]
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Overview:
    kinds: Sequence[KindNow]
    workers: Sequence[WorkerNow]
    works: Sequence[WorkNow]
    tasks: Sequence[TaskNow]
    queued: int

    @property
    def has_worker(self) -> bool:
        return any(one.alive for one in self.workers)


def overview(at: datetime) -> Overview:
    every = {work.name: work.every for work in PERIODIC}
    tasks = DBTaskResult.objects.exclude(started_at=None).order_by("-started_at")
    return Overview(
        [_kind(kind, at) for kind in DUE],
        [WorkerNow(row, row.is_alive(at)) for row in Heartbeat.objects.all()],
        [WorkNow(row, every.get(row.name)) for row in Periodic.objects.all()],
        [_task(row) for row in tasks[:ROWS]],
        DBTaskResult.objects.ready().count(),
    )


def kind_called(name: str) -> Kind | None:
    return next((kind for kind in DUE if _name(kind) == name), None)


def _kind(kind: Kind, at: datetime) -> KindNow:
    objects = kind.model.objects
    failing = objects.to_try_again()
    first = failing.first()
    return KindNow(
        name=_name(kind),
        words=kind.words,
        due=objects.due(at).count(),
        held=objects.held(at).count(),
        failing=failing.count(),
        error=first.last_error if first else "",
        next_try=first.due_at if first else None,
        done=_done(kind, at),
        url=_url(kind.listed),
    )


def _name(kind: Kind) -> str:
    name: str = kind.model._meta.model_name
    return name


def _task(row: DBTaskResult[Any, Any]) -> TaskNow:
    took = (row.finished_at - row.started_at).total_seconds() if row.finished_at and row.started_at else None
    return TaskNow(row, took)


def _done(kind: Kind, at: datetime) -> int | None:
    if not settings.TASKS["default"]["BACKEND"].startswith("django_tasks_db."):
        return None
    ended = DBTaskResult.objects.successful().filter(task_path=kind.task.module_path, finished_at__gte=at - DAY)
    counts: list[Any] = list(ended.values_list("return_value", flat=True))
    return sum(count for count in counts if isinstance(count, int))


def _url(listed: str) -> str:
    """Of a list at the desk: the name of its route, and what stands behind the question mark."""
    name, _, query = listed.partition("?")
    return f"{reverse(f'admin:{name}')}{'?' if query else ''}{query}" if name else ""
