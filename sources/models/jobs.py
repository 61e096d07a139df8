from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, F, Q, Value, When

from accounts.models import Due, Identified
from accounts.models.due import DueQuerySet
from sources.models.articles import CHANNELS, SourceArticle

ITEM_STATES = ["waiting", "done", "failed"]
OUTCOMES = ["", "new", "known", "exact_copy", "near_copy", "new_version"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: numbers of its items."""

    total: int
    done: int
    failed: int

    @property
    def ended(self) -> int:
        return self.done + self.failed

    @property
    def waiting(self) -> int:
        return self.total - self.ended

    @property
    def finished(self) -> bool:
        return self.waiting == 0


class IngestJobQuerySet(models.QuerySet["IngestJob"]):
    def with_progress(self) -> "IngestJobQuerySet":
        """Each with `total`, `done` and `failed`."""
        return self.annotate(
            total=Count("items"),
            done=Count("items", filter=Q(items__state="done")),
            failed=Count("items", filter=Q(items__state="failed")),
        )

    def unfinished(self) -> "IngestJobQuerySet":
        return self.filter(pk__in=IngestItem.objects.filter(state="waiting").values("job"))

    def failing(self) -> "IngestJobQuerySet":
        return self.filter(pk__in=IngestItem.objects.filter(state="failed").values("job"))


class IngestJob(Identified):
    """Items that came in together and are worked off one by one: an archive, many files, a feed's news."""

    name = models.CharField(max_length=500)
    channel = models.CharField(max_length=10, choices=[(c, c) for c in CHANNELS])
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField()

    objects = IngestJobQuerySet.as_manager()

    class Meta:
        verbose_name = "ingest job"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="a_job_came_by_a_known_channel"),
        ]

    def __str__(self) -> str:
        return self.name

    def progress(self) -> Progress:
        numbers = self.items.aggregate(
            total=Count("pk"), done=Count("pk", filter=Q(state="done")), failed=Count("pk", filter=Q(state="failed"))
        )
        return Progress(**numbers)

    def retry(self, at: datetime, only: str = "") -> int:
        """Make the failed items due again, or the one with that key; answers how many.

        What could not be taken at all was never tried: there is nothing of it to read.
        """
        failed = self.items.filter(state="failed", attempts__gt=0)
        if only:
            failed = failed.filter(pk=int(only)) if only.isdecimal() else failed.none()
        return failed.update(state="waiting", error="", due_at=at, attempts=0, claimed_until=None, last_error="")


SHOWN = ("article", "article__copy_of")
NEVER_SHOWN = ("body", "repairs", "profile", "found", "hints", "raw__data", "raw__text", "raw__layout")


class IngestItemQuerySet(DueQuerySet):
    def for_page(self) -> "IngestItemQuerySet":
        """Without what a page never shows, and what may be megabytes a row."""
        rows = self.select_related("article__raw", "article__copy_of__raw", "article__membership__story")
        return rows.defer("data", "hints", *(f"{one}__{name}" for one in SHOWN for name in NEVER_SHOWN))

    def held_before(self, item: "IngestItem", at: datetime) -> "IngestItemQuerySet":
        """Items of the job before this one that somebody is at work on."""
        return self.filter(job=item.job_id, position__lt=item.position, state="waiting", claimed_until__gt=at)

    def give_back(self, items: Sequence["IngestItem"]) -> None:
        """They were claimed and not worked on."""
        self.filter(pk__in=[item.pk for item in items]).update(claimed_until=None, attempts=F("attempts") - 1)

    def worst_first(self) -> "IngestItemQuerySet":
        rank = Case(When(state="failed", then=Value(0)), When(state="waiting", then=Value(1)), default=Value(2))
        return self.order_by(rank, "position")


class IngestItem(Due):
    """One item of a job: what came, until it is taken in, and what became of it.

    A failed item keeps its bytes, so that it can be tried again; those of a done one are in its article's raw text.
    """

    job = models.ForeignKey(IngestJob, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=500, help_text="The sender's own id of it.")
    name = models.CharField(max_length=500, blank=True)
    data = models.BinaryField(default=b"")
    media_type = models.CharField(max_length=100, blank=True)
    charset = models.CharField(max_length=40, blank=True)
    hints = models.JSONField(default=dict)
    fetch = models.BooleanField(default=False, help_text="The bytes are still to be fetched from the address.")
    state = models.CharField(max_length=8, choices=[(s, s) for s in ITEM_STATES], default="waiting")
    outcome = models.CharField(max_length=12, choices=[(o, o) for o in OUTCOMES], blank=True)
    error = models.TextField(blank=True)
    article = models.ForeignKey(SourceArticle, models.PROTECT, null=True, related_name="+")

    objects = IngestItemQuerySet.as_manager()

    class Meta:
        ordering = ["job", "position"]
        constraints = [
            models.UniqueConstraint(fields=["job", "position"], name="an_item_has_its_own_place"),
            models.CheckConstraint(condition=Q(state__in=ITEM_STATES), name="an_item_is_in_a_known_state"),
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="an_item_has_a_known_outcome"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(article__isnull=False), name="a_done_item_has_its_article"
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(error=""), name="a_failed_item_says_why"),
        ]

    def __str__(self) -> str:
        return self.name or self.key

    def take(self, outcome: str, article: SourceArticle) -> None:
        """It is in: the bytes are the raw text's now."""
        if self._is_settled():
            return
        self.state, self.outcome, self.article, self.error, self.data = "done", outcome, article, "", b""
        self.due_at = self.claimed_until = None
        self.save()

    def give_up(self, error: str) -> None:
        if self._is_settled():
            return
        self.state, self.error = "failed", error
        self.due_at = self.claimed_until = None
        self.save()

    def failed(self, error: str, at: datetime, at_least: timedelta = timedelta()) -> None:
        if not self._is_settled():
            super().failed(error, at, at_least)

    def _is_settled(self) -> bool:
        """A slow worker's claim ran out, and another was done before it: what that one found stands."""
        return type(self).objects.filter(pk=self.pk).exclude(state="waiting").exists()

    @property
    def is_suspect(self) -> bool:
        """Claimed before, and never answered: a worker may have died of it."""
        return self.attempts > 1 and not self.last_error

    @property
    def outcome_words(self) -> str:
        return self.outcome.replace("_", " ")
