from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import connections, models, transaction
from django.db.models import F, Q

MAX_BACK_OFF = timedelta(hours=6)
FURTHEST = timedelta(days=1)
"""Nothing is put off for longer: neither by us, nor because a server asked to."""
SLACK = timedelta(minutes=5)
"""Clocks of several machines are never quite the same."""


def _longest_claim() -> timedelta:
    """No claim is given for so long. One that ends later was made by a clock that was ahead and has been put right."""
    return timedelta(seconds=max(3_600, 2 * settings.CLAIM_SECONDS))


def _free(at: datetime) -> Q:
    """Nobody holds it, or its holder's claim ran out."""
    return Q(claimed_until__isnull=True) | Q(claimed_until__lte=at) | Q(claimed_until__gt=at + _longest_claim())


class DueQuerySet(models.QuerySet[Any]):
    def due(self, at: datetime) -> Self:
        """Rows whose time has come and which nobody holds (or whose holder's claim ran out)."""
        return self.filter(_free(at), due_at__lte=at).order_by("due_at", "pk")

    def held(self, at: datetime) -> Self:
        """Rows that somebody is at work on."""
        return self.filter(claimed_until__gt=at, claimed_until__lte=at + _longest_claim())

    def to_try_again(self) -> Self:
        """Rows whose last try failed and that are tried again, the next one first."""
        return self.exclude(last_error="").filter(due_at__isnull=False).order_by("due_at", "pk")

    def strayed(self, at: datetime) -> Self:
        """Rows put off further than anything is: by a clock that was ahead and has been put right."""
        return self.filter(due_at__gt=at + FURTHEST + SLACK)

    def bring_back(self, at: datetime) -> int:
        """What strayed is due at once; answers how many rows."""
        return self.strayed(at).update(due_at=at)

    def try_now(self, at: datetime) -> int:
        """What was put off is due at once, if nobody is at work on it; answers how many rows."""
        return self.to_try_again().order_by().filter(_free(at)).update(due_at=at)

    def claim(self, at: datetime, *, seconds: int, limit: int = 20) -> list[Any]:
        """Take due rows for `seconds`; two workers never take the same one."""
        with transaction.atomic(using=self.db):
            rows = self.due(at)
            if connections[self.db].features.has_select_for_update_skip_locked:
                rows = rows.select_for_update(skip_locked=True)
            pks = list(rows.values_list("pk", flat=True)[:limit])
            held = self.filter(pk__in=pks)
            held.update(claimed_until=at + timedelta(seconds=seconds), attempts=F("attempts") + 1)
            return list(held.order_by("due_at", "pk"))


class Due(models.Model):
    """A row that says itself when something is to be done with it. Tasks only nudge; this row is the truth.

    `due_at` empty: nothing to do. A failure sets it later (doubling, six hours at most) and keeps the error.
    """

    due_at = models.DateTimeField(null=True, blank=True, db_index=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    last_error = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    def done(self) -> None:
        self.due_at, self.claimed_until, self.attempts, self.last_error = None, None, 0, ""
        self.save(update_fields=["due_at", "claimed_until", "attempts", "last_error"])

    def failed(self, error: str, at: datetime, at_least: timedelta = timedelta()) -> None:
        wait = max(at_least, min(timedelta(seconds=5 * 2 ** min(self.attempts, 16)), MAX_BACK_OFF))
        self.due_at, self.claimed_until, self.last_error = at + wait, None, error
        self.save(update_fields=["due_at", "claimed_until", "last_error"])
