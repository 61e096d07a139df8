from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Act, Due, Identified, User
from accounts.models.due import SLACK, DueQuerySet
from sources.models.articles import SourceArticle
from sources.models.jobs import IngestItem, IngestJob
from sources.models.outlets import Outlet

FEWEST_MINUTES = 5
MOST_MINUTES = 7 * 24 * 60
SILENT_AFTER = timedelta(days=7)
"""A week: the weekly column is still well then, and a daily that stopped is noticed."""
LONGEST_WAIT = timedelta(days=1)
"""A server may ask us to stay away (Retry-After) for a day at most, or one answer could silence a feed for good."""


def default_minutes() -> int:
    return int(settings.FEED_MINUTES)


@dataclass(frozen=True, slots=True)
class Health:
    """How a feed is. `state`: paused, failing, new, silent or fine; `words` are for editors."""

    state: str
    words: str


class FeedQuerySet(DueQuerySet):
    def add(self, url: str, *, by: User | None, at: datetime, **values: Any) -> "Feed":
        """A feed that is polled from now on."""
        with transaction.atomic():
            feed: Feed = self.create(url=url, added_by=by, added_at=at, due_at=at, **values)
            Act.objects.record("added the feed", feed, by=by, after={"url": url})
            return feed

    def active(self) -> "FeedQuerySet":
        return self.filter(active=True)

    def paused(self) -> "FeedQuerySet":
        return self.filter(active=False)

    def failing(self) -> "FeedQuerySet":
        """Active ones whose last poll failed."""
        return self.filter(active=True).exclude(last_error="")

    def strayed(self, at: datetime) -> "FeedQuerySet":
        """A feed may rest for two weeks. One that was asked in the future has not."""
        ahead = Q(polled_at__gt=at + SLACK) | Q(failing_since__gt=at + SLACK)
        return self.filter(ahead, due_at__gt=at)

    def silent(self, at: datetime) -> "FeedQuerySet":
        """Active ones that answer but brought nothing new for a week."""
        quiet_since = Coalesce(F("fresh_at"), F("added_at"))
        polled = self.filter(active=True, last_error="", polled_at__isnull=False)
        rows: FeedQuerySet = polled.annotate(quiet_since=quiet_since).filter(quiet_since__lte=at - SILENT_AFTER)
        return rows

    def with_reports(self) -> "FeedQuerySet":
        """Each with `reports`: how many different reports it brought."""
        rows: FeedQuerySet = self.annotate(reports=Count("entries__item__article", distinct=True))
        return rows


class Feed(Due, Identified):
    """An address that is asked for news at intervals. An active one is always due at some time, a paused one never."""

    url = models.CharField("address", max_length=2000, unique=True)
    name = models.CharField(max_length=200, blank=True, help_text="Left empty, the feed's own title is taken.")
    outlet = models.ForeignKey(
        Outlet,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="feeds",
        help_text="Left empty, reports are filed under the feed's own title.",
    )
    follow = models.BooleanField(
        "fetch each entry's page", default=True, help_text="Off: only the text that the feed itself carries is taken."
    )
    minutes = models.PositiveSmallIntegerField(
        "minutes between polls",
        default=default_minutes,
        validators=[MinValueValidator(FEWEST_MINUTES), MaxValueValidator(MOST_MINUTES)],
    )
    active = models.BooleanField(default=True, editable=False)
    paused_because = models.TextField(blank=True, editable=False)
    own_minutes = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="How often the feed says it changes; 0: it does not say."
    )
    etag = models.CharField(max_length=500, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    polled_at = models.DateTimeField(null=True, editable=False, help_text="When it last answered well.")
    fresh_at = models.DateTimeField(null=True, editable=False, help_text="When something new last came.")
    failing_since = models.DateTimeField(null=True, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    added_at = models.DateTimeField(editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["name", "url"]
        constraints = [
            models.CheckConstraint(condition=~Q(url=""), name="a_feed_has_an_address"),
            models.CheckConstraint(
                condition=Q(minutes__gte=FEWEST_MINUTES, minutes__lte=MOST_MINUTES),
                name="a_feed_is_polled_between_five_minutes_and_a_week",
            ),
            models.CheckConstraint(
                condition=Q(active=True, due_at__isnull=False) | Q(active=False, due_at__isnull=True),
                name="a_feed_is_due_exactly_when_it_is_active",
            ),
            models.CheckConstraint(
                condition=Q(last_error="") | Q(failing_since__isnull=False), name="a_failing_feed_says_since_when"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.url

    def health(self, at: datetime) -> Health:
        if not self.active:
            return Health("paused", f"paused: {self.paused_because}" if self.paused_because else "paused")
        if self.failing_since and self.last_error:
            since = f"{timezone.localtime(self.failing_since):%-d %B, %H:%M}"
            return Health("failing", f"failing since {since}: {self.last_error}")
        if not self.polled_at:
            return Health("new", "not polled yet")
        quiet = at - (self.fresh_at or self.added_at)
        return Health("silent", f"silent for {quiet.days} days") if quiet >= SILENT_AFTER else Health("fine", "fine")

    def interval(self) -> timedelta:
        """The editor's minutes; a feed that says it changes more rarely is asked up to half as often."""
        return timedelta(minutes=max(self.minutes, min(self.own_minutes, 2 * self.minutes)))

    def versions(self, keys: Iterable[str]) -> dict[str, str]:
        """The entries that were seen before: key → version."""
        return dict(self.entries.filter(key__in=list(keys)).values_list("key", "version"))

    def remember(self, entries: list["FeedEntry"], at: datetime) -> None:
        """Something new came: these entries were seen, in these versions."""
        for entry in entries:
            entry.feed, entry.seen_at = self, at
        self.entries.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["feed", "key"],
            update_fields=["version", "seen_at", "item"],
            batch_size=100,
        )
        self.fresh_at = at

    def jobs(self) -> models.QuerySet[IngestJob]:
        """What its polls brought in, the newest first."""
        mine = self.entries.filter(item__isnull=False).values("item__job")
        return IngestJob.objects.with_progress().filter(pk__in=mine).order_by("-pk")

    def articles(self) -> models.QuerySet[SourceArticle]:
        """The reports it brought, the newest first."""
        mine = self.entries.filter(item__article__isnull=False).values("item__article")
        return SourceArticle.objects.for_page().filter(pk__in=mine).order_by("-pk")

    def polled(self, at: datetime) -> None:
        """It answered well: no error any more, and due again after its interval."""
        self.polled_at, self.due_at = at, at + self.interval()
        self._forget_trouble()
        self.save()

    @transaction.atomic
    def failed(self, error: str, at: datetime, wait: timedelta = timedelta(0)) -> None:
        """Put off, doubling, and by `wait` at least (a day at most)."""
        self.failing_since = self.failing_since or at
        self.save(update_fields=["failing_since"])
        super().failed(error, at)
        assert self.due_at is not None
        self.due_at = max(self.due_at, at + min(wait, LONGEST_WAIT))
        self.save(update_fields=["due_at"])

    @transaction.atomic
    def pause(self, reason: str, *, by: User | None) -> None:
        """Not asked any more until it is resumed."""
        if self.active:
            self.active, self.paused_because, self.due_at, self.claimed_until = False, reason, None, None
            self.save()
            Act.objects.record("paused", self, by=by, reason=reason)

    @transaction.atomic
    def resume(self, *, by: User, at: datetime) -> None:
        """Asked again, from now on."""
        if not self.active:
            self.active, self.paused_because, self.due_at = True, "", at
            self._forget_trouble()
            self.save()
            Act.objects.record("resumed", self, by=by)

    def poll_now(self, at: datetime) -> None:
        """Due at once. Raises ValidationError for a paused feed."""
        if not self.active:
            raise ValidationError(f"“{self}” is paused; resume it to have it polled.")
        self.due_at, self.attempts = at, 0
        self.save(update_fields=["due_at", "attempts"])

    @transaction.atomic
    def edit(self, before: dict[str, Any], *, by: User, at: datetime) -> None:
        """Keep what an editor changed; `before` has the old values. What the old address said holds no longer."""
        if "url" in before:
            self.etag = self.last_modified = ""
        if self.due_at:
            self.due_at = at if "url" in before else min(self.due_at, at + self.interval())
        self.save(update_fields=[*before, "etag", "last_modified", "due_at"])
        after = {name: str(getattr(self, name) or "") for name in before}
        earlier = {name: str(value or "") for name, value in before.items()}
        Act.objects.record("changed", self, by=by, before=earlier, after=after)

    def move(self, url: str) -> None:
        """Its server says that it has moved for good. Paused when the new address is another feed of ours."""
        if Feed.objects.filter(url=url).exclude(pk=self.pk).exists():
            self.pause(f"It has moved to {url}, which is polled already.", by=None)
            return
        before, self.url = self.url, url
        self.save(update_fields=["url"])
        Act.objects.record("moved", self, by=None, before={"url": before}, after={"url": url})

    def _forget_trouble(self) -> None:
        self.claimed_until, self.failing_since, self.attempts, self.last_error = None, None, 0, ""


FORGOTTEN_AFTER = timedelta(days=90)
REMEMBERED = 4_000
"""Of each feed, the latest so many entries are remembered however old: twice what a poll looks at."""


class FeedEntryQuerySet(models.QuerySet["FeedEntry"]):
    def forgettable(self, at: datetime) -> "Iterator[FeedEntryQuerySet]":
        """For each feed that has any, the entries seen long ago that cannot stand in it any more.

        One that does all the same (pinned for months) comes back once, as bytes that are known.
        """
        large = self.order_by().values("feed").annotate(count=Count("pk")).filter(count__gt=REMEMBERED)
        for feed in large.values_list("feed", flat=True):
            latest = self.filter(feed=feed).order_by("-seen_at", "-pk")
            oldest_kept = latest.values_list("seen_at", flat=True)[REMEMBERED - 1]
            yield self.filter(feed=feed, seen_at__lt=min(oldest_kept, at - FORGOTTEN_AFTER))


class FeedEntry(models.Model):
    """That an entry of a feed was seen, in which version, and the item that took it in (none: it was not taken)."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="entries")
    key = models.CharField(max_length=64, help_text="SHA-256 of the entry's id.")
    version = models.CharField(max_length=64, help_text="SHA-256 of what changes when the entry does.")
    seen_at = models.DateTimeField(help_text="When this version was first seen.")
    item = models.OneToOneField(IngestItem, models.SET_NULL, null=True, related_name="feed_entry")

    objects = FeedEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "feed entries"
        constraints = [
            models.UniqueConstraint(fields=["feed", "key"], name="a_feed_has_each_entry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key[:8]} of {self.feed}"
