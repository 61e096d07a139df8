"""Who is at work, and what is to be done again and again."""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Q

from accounts.models import Act, Due, Identified, User
from accounts.models.due import SLACK, DueQuerySet

BEAT = timedelta(seconds=10)
ALIVE_WITHIN = timedelta(seconds=35)
"""Three beats, and some: a busy database may swallow one or two of them."""
SHOWN_FOR = timedelta(days=1)
"""So long the desk still names a worker that was lost."""


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    def alive(self, at: datetime) -> "HeartbeatQuerySet":
        return self.filter(seen_at__gte=at - ALIVE_WITHIN)

    def long_lost(self, at: datetime) -> "HeartbeatQuerySet":
        return self.filter(seen_at__lt=at - SHOWN_FOR)

    def beat(self, worker: str, host: str, at: datetime) -> None:
        """The worker is there. Its row comes back if somebody removed it."""
        if not self.filter(worker=worker).update(seen_at=at):
            self.create(worker=worker, host=host, started_at=at, seen_at=at)

    def end(self, worker: str) -> None:
        """The worker stopped of its own accord."""
        self.filter(worker=worker).delete()

    def last_seen(self) -> datetime | None:
        """When any worker was last seen."""
        seen: datetime | None = self.aggregate(last=models.Max("seen_at"))["last"]
        return seen


class Heartbeat(models.Model):
    """A worker says every ten seconds that it is there. One that stops takes its row along; a killed one does not."""

    worker = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        ordering = ["started_at"]

    def __str__(self) -> str:
        return f"{self.worker} on {self.host}"

    def is_alive(self, at: datetime) -> bool:
        return self.seen_at >= at - ALIVE_WITHIN


class PeriodicQuerySet(DueQuerySet):
    def ensure(self, names: list[str], at: datetime) -> None:
        """A row for each, due at once if it is new; those that nobody knows any more go."""
        self.bulk_create([Periodic(name=name, due_at=at) for name in names], ignore_conflicts=True)
        self.exclude(name__in=names).delete()
        self.bring_back(at)

    def strayed(self, at: datetime) -> "PeriodicQuerySet":
        """What was done in the future too: by a clock that was ahead, however soon it is due again."""
        return super().strayed(at) | self.filter(done_at__gt=at + SLACK, due_at__gt=at)

    def failing(self) -> "PeriodicQuerySet":
        return self.exclude(last_error="")


class Periodic(Due, Identified):
    """A piece of work that is done once in a while, whatever the number of workers (operation/periodic.py)."""

    name = models.CharField(max_length=60, unique=True)
    done_at = models.DateTimeField(null=True, editable=False, help_text="When it last ended well.")
    outcome = models.CharField(max_length=200, blank=True, editable=False)

    objects = PeriodicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = verbose_name_plural = "periodic work"
        constraints = [
            models.CheckConstraint(condition=~Q(due_at=None), name="periodic_work_is_always_due_at_some_time")
        ]

    def __str__(self) -> str:
        return self.name

    def ended(self, outcome: str, at: datetime, every: timedelta) -> None:
        """It went well; due again after its period."""
        self.done_at, self.outcome, self.due_at = at, outcome[:200], at + every
        self.claimed_until, self.attempts, self.last_error = None, 0, ""
        self.save()

    @transaction.atomic
    def do_now(self, *, by: User, at: datetime) -> None:
        """Due at once."""
        self.due_at = at
        self.save(update_fields=["due_at"])
        Act.objects.record("had done now", self, by=by)
