from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Count, F, Q

from accounts.guards import WriteOnce
from accounts.models import Act, Due, Identified, User
from accounts.models.due import DueQuerySet
from sources.models.outlets import Outlet
from sources.text import body as bodies
from sources.text.types import Repair

CHANNELS = ["paste", "upload", "api", "command", "url", "feed"]


class RawText(Identified):
    """A report as it came. Written once; only `expunge` empties it, and then the hash and a notice stay."""

    identity = models.CharField(max_length=64, unique=True, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    data = models.BinaryField()
    text = models.TextField()
    media_type = models.CharField(max_length=100, default="text/plain")
    charset = models.CharField(max_length=40, default="utf-8")
    reader = models.CharField(max_length=60, help_text="What made the text out of the bytes, with its version.")
    layout = models.JSONField(
        default=list, help_text="[start, end, kind, kept, reason] of pieces that the file's structure tells apart."
    )
    channel = models.CharField(max_length=10, choices=[(c, c) for c in CHANNELS])
    name = models.CharField(max_length=500, blank=True, help_text="The file's name or the item's id.")
    url = models.CharField(max_length=2000, blank=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    expunged_at = models.DateTimeField(null=True, editable=False)

    write_once = WriteOnce(
        save_when="OLD.expunged_at IS NULL AND NEW.expunged_at IS NOT NULL AND NEW.text = '' AND length(NEW.data) = 0 "
        "AND NEW.id = OLD.id AND NEW.uid = OLD.uid AND NEW.sha256 = OLD.sha256 AND NEW.identity = OLD.identity "
        "AND NEW.received_at = OLD.received_at AND NEW.channel = OLD.channel AND NEW.name = OLD.name "
        "AND NEW.url = OLD.url AND COALESCE(NEW.received_by_id, 0) = COALESCE(OLD.received_by_id, 0)"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="a_raw_text_came_by_a_known_channel"),
        ]

    def __str__(self) -> str:
        return self.name or self.url or f"text {self.sha256[:8]}"

    @transaction.atomic
    def expunge(self, *, by: User, with_consent_of: User, reason: str, at: datetime) -> None:
        """Take the text away for good, and what was read out of it. Needs the right, a reason and a second person."""
        if not by.has_perm("sources.expunge") or not with_consent_of.has_perm("sources.expunge"):
            raise PermissionDenied("Both people need the right to expunge.")
        if by.pk == with_consent_of.pk:
            raise PermissionDenied("A second person has to consent to expunging a text.")
        if not reason.strip():
            raise ValueError("Expunging a text needs a reason.")
        self.text, self.data, self.expunged_at = "", b"", at
        self.save(update_fields=["text", "data", "expunged_at"])
        for article in SourceArticle.objects.filter(raw=self):
            article.forget()
        Act.objects.record("expunged", self, by=by, reason=reason, after={"consent": with_consent_of.username})


def place_at(url: str, outlet: Outlet | None) -> str:
    """The key of an outlet's address, which the versions of one report share; empty without an address."""
    return sha256(f"{outlet.uid if outlet else ''} {url}".encode()).hexdigest() if url else ""


class SourceArticleQuerySet(DueQuerySet):
    def for_page(self) -> "SourceArticleQuerySet":
        """With all that a page shows of them, and without what no page does: of 400 that is most of the time."""
        found = self.select_related("raw", "outlet", "copy_of", "previous", "next_version", "membership__story")
        others = [f"{other}__{field}" for other in ("copy_of", "previous", "next_version") for field in NOT_OF_OTHERS]
        return found.defer("raw__data", "raw__layout", *NOT_SHOWN, *others)

    def no_longer_there(self) -> "SourceArticleQuerySet":
        """Those that their outlet withdrew, or whose text was expunged."""
        return self.filter(Q(state="withdrawn") | Q(raw__expunged_at__isnull=False))

    def latest_versions(self) -> "SourceArticleQuerySet":
        """Without those that a later version at the same address took the place of."""
        return self.filter(next_version__isnull=True)

    def in_inbox(self) -> "SourceArticleQuerySet":
        return self.filter(state="inbox")

    def asked_to_expunge(self) -> "SourceArticleQuerySet":
        """Those whose text somebody asked to take away for good; it waits for a second person."""
        return self.filter(raw__expunge_requests__outcome="")

    def failing(self) -> "SourceArticleQuerySet":
        """Those whose reading failed and is tried again."""
        return self.exclude(last_error="")

    def originals_of(self, stories: Collection[int]) -> "SourceArticleQuerySet":
        """The latest versions in stories that have several, in the order they came; no copies, nothing spiked."""
        rows = self.filter(membership__story__in=stories, copy_of__isnull=True, next_version__isnull=True)
        rows = rows.exclude(state="spiked")
        counted = rows.values("membership__story").annotate(count=Count("pk")).filter(count__gt=1)
        several = counted.values("membership__story")
        return rows.filter(membership__story__in=several).select_related("raw", "membership").order_by("pk")

    def for_comparison(self) -> "SourceArticleQuerySet":
        """What of candidates is looked at, without their raw texts."""
        return self.select_related("copy_of").only(
            "uid", "headline", "standfirst", "body", "language", "published_on", "state", "digest", "place",
            "copy_of__place",
        )  # fmt: skip

    def latest_by_place(self, places: set[str]) -> "dict[str, SourceArticle]":
        """The newest version known at each place."""
        return {row.place: row for row in self.filter(place__in=places - {""}).only("place").order_by("pk")}


NOT_SHOWN = ("profile", "hints", "found")
NOT_OF_OTHERS = (*NOT_SHOWN, "repairs", "body")
STATES = ["inbox", "accepted", "spiked", "withdrawn"]
PRECISIONS = ["", "day", "minute"]


class SourceArticle(Due, Identified):
    """What was read out of one raw text. All but `raw`, `state` and `previous` can be made anew by the pipeline."""

    raw = models.OneToOneField(RawText, models.PROTECT, related_name="article")
    outlet = models.ForeignKey(Outlet, models.PROTECT, null=True, blank=True, related_name="articles")
    state = models.CharField(max_length=10, choices=[(s, s) for s in STATES], default="inbox")
    previous = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="next_version")
    copy_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies")

    headline = models.TextField(blank=True)
    standfirst = models.TextField(blank=True)
    byline = models.TextField(blank=True)
    authors = models.JSONField(default=list)
    dateline = models.TextField(blank=True)
    credited_to = models.CharField(max_length=300, blank=True, help_text="The outlet or agency it says it comes from.")
    language = models.CharField(max_length=12, default="und")
    published_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_precision = models.CharField(max_length=6, choices=[(p, p) for p in PRECISIONS], blank=True)
    found = models.JSONField(default=dict, help_text="Where each value was found.")
    hints = models.JSONField(default=dict, help_text="What came beside the text.")
    canonical_url = models.CharField(
        max_length=2000, blank=True, help_text="Where it says that it belongs, or where it was found."
    )
    place = models.CharField(max_length=64, blank=True, db_index=True, editable=False)

    body = models.TextField(blank=True)
    repairs = models.JSONField(default=list, help_text="[start, end, replacement] in the raw text.")
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    profile = models.JSONField(
        default=list, help_text="[key, text, kind, weight, rare] of its terms, frozen at ingest."
    )

    objects = SourceArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "report"
        permissions = [
            ("ingest", "Can add reports"),
            ("decide", "Can decide what is a copy and what is one event"),
            ("expunge", "Can expunge a text"),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="article_by_state")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="an_article_is_in_a_known_state"),
            models.CheckConstraint(condition=~Q(copy_of=F("id")), name="an_article_is_no_copy_of_itself"),
            models.CheckConstraint(condition=~Q(previous=F("id")), name="an_article_does_not_follow_itself"),
            models.CheckConstraint(
                condition=Q(published_precision__in=PRECISIONS), name="a_date_has_a_known_precision"
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=False) | Q(published_precision=""), name="no_date_no_precision"
            ),
        ]

    def __str__(self) -> str:
        return self.headline or str(self.raw)

    @property
    def original(self) -> "SourceArticle":
        return self.copy_of or self

    @property
    def first_version(self) -> "SourceArticle":
        """Of the versions at one address, the one that came first."""
        first = self
        while first.previous:
            first = first.previous
        return first

    @property
    def mends(self) -> tuple[Repair, ...]:
        return tuple(Repair(*mend) for mend in self.repairs)

    def quote(self, start: int, end: int) -> str:
        """The exact words of the raw text at a span."""
        return self.raw.text[start:end]

    def quote_repaired(self, start: int, end: int) -> str:
        return bodies.repaired(self.raw.text, start, end, self.mends)

    def dated(self) -> str:
        """ "19 November 2026", or what is honest when there is no date."""
        if self.published_on:
            return f"{self.published_on:%-d %B %Y}"
        return f"undated; received {self.raw.received_at:%-d %B %Y}"

    def accept(self, *, by: User | None) -> None:
        self._move("accepted", by=by)

    def spike(self, *, by: User, reason: str) -> None:
        self._move("spiked", by=by, reason=reason)

    def withdraw(self, *, by: User, reason: str) -> None:
        """The outlet took it back: what cites it has to be looked at."""
        self._move("withdrawn", by=by, reason=reason)

    def forget(self) -> None:
        """Its raw text was expunged: nothing that was read out of it stays. Citations of it are broken from now on."""
        self.headline = self.standfirst = self.byline = self.dateline = self.body = self.digest = ""
        self.authors, self.repairs, self.profile, self.found, self.hints = [], [], [], {}, {}
        self.save()
        for rows in (self.segments, self.mentions, self.flags, self.fingerprints, self.event_keys):
            rows.all().delete()
        if hasattr(self, "interview"):
            self.interview.forget()

    def _move(self, state: str, *, by: User | None, reason: str = "") -> None:
        if self.state != state:
            before, self.state = self.state, state
            self.save(update_fields=["state"])
            change: dict[str, Any] = {"before": {"state": before}, "after": {"state": state}}
            Act.objects.record(state, self, by=by, reason=reason, **change)
