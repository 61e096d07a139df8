import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Act, Identified, User
from briefings.models.edition import Edition

EVENT_OF = {
    "first": "briefing.published",
    "update": "briefing.updated",
    "minor": "briefing.updated",
    "correction": "briefing.corrected",
    "clarification": "briefing.corrected",
    "retraction": "briefing.retracted",
}
"""An edition's kind → what receivers are told; the words are those of sync."""
EVENTS = list(dict.fromkeys(EVENT_OF.values()))
STATES = ["enabled", "disabled", "gone"]
DISABLED = "The webhook was disabled before this was taken."

PREFIX = "whsec_"
SECRET_BYTES = 32
"""Standard Webhooks asks for 24 to 64 bytes."""
ROTATION = timedelta(hours=24)
"""How long the secret before signs beside the new one: a working day, wherever the receiver's people are."""
FAILING_AFTER = 3
"""Attempts that fail in a row before the desk is told: the third comes five minutes after the first, and a receiver
that is only restarted is back by then."""
REST = timedelta(seconds=5)
LONGEST_REST = timedelta(minutes=5)
"""A receiver that failed is left alone by its other deliveries, doubling: else a hundred of them would wait out a dead
server one after another, ten seconds each, and every other receiver behind them."""


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def all_events() -> list[str]:
    return list(EVENTS)


def validate_events(events: Any) -> None:
    unknown = [str(event) for event in events if event not in EVENTS]
    if unknown:
        raise ValidationError(f"Unknown event {', '.join(unknown)}; known are {', '.join(EVENTS)}.")


@dataclass(frozen=True, slots=True)
class Letter:
    """What is signed: `id` is the event's, the same at every attempt; `at`: when this attempt is made."""

    id: str
    at: datetime
    body: bytes

    def signature(self, secret: str) -> str:
        """Standard Webhooks 1.0.0, symmetric: HMAC-SHA256 of id, second and body."""
        key = base64.b64decode(secret.removeprefix(PREFIX))
        signed = f"{self.id}.{self.second}.".encode() + self.body
        return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()

    @property
    def second(self) -> int:
        return int(self.at.timestamp())


@dataclass(frozen=True, slots=True)
class Added:
    """A new secret, to be shown this once."""

    webhook: "Webhook"
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Health:
    """How a webhook is. `state`: fine, new, failing, disabled or gone; `words` are for the desk."""

    state: str
    words: str


class WebhookQuerySet(models.QuerySet["Webhook"]):
    @transaction.atomic
    def add(self, address: str, *, by: User, at: datetime, **values: Any) -> Added:
        hook = self.model(address=address, added_by=by, added_at=at, secret=new_secret(), **values)
        hook.full_clean()
        hook.save()
        Act.objects.record("added a webhook", hook, by=by, after={"address": address, "events": hook.events})
        return Added(hook, hook.secret)

    def wanting(self, event: str) -> list["Webhook"]:
        """The enabled ones that are to be told. Few rows, and JSON is asked differently by each database."""
        return [hook for hook in self.filter(state="enabled").order_by("pk") if event in hook.events]

    def troubled(self) -> "WebhookQuerySet":
        """Those that somebody must look at: failing several times in a row, or gone by their own word."""
        return self.filter(Q(state="enabled", failures__gte=FAILING_AFTER) | Q(state="gone"))

    def disabled(self) -> "WebhookQuerySet":
        return self.exclude(state="enabled")

    def with_waiting(self) -> "WebhookQuerySet":
        """Each with `waiting`: how many deliveries are on their way."""
        return self.annotate(waiting=models.Count("deliveries", filter=Q(deliveries__state="waiting")))


class Webhook(Identified):
    """An address elsewhere that is told of public changes.

    `secret` and `old_secret` stand here in clear, since each attempt is signed with them: whoever reads the database or
    a backup of it can sign in our name. They are shown once, when made, and are in no act, log or page after that.
    """

    address = models.CharField(max_length=2000)
    note = models.CharField(max_length=200, blank=True, help_text="Who receives it, and whom to ask when it fails.")
    events = models.JSONField(default=all_events, validators=[validate_events])
    state = models.CharField(max_length=8, choices=[(s, s) for s in STATES], default="enabled", editable=False)
    disabled_because = models.TextField(blank=True, editable=False)
    secret = models.CharField(max_length=100, editable=False)
    old_secret = models.CharField(max_length=100, blank=True, editable=False)
    old_secret_until = models.DateTimeField(null=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False, help_text="Attempts that failed, in a row.")
    failing_since = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False, help_text="When it last took something.")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")
    added_at = models.DateTimeField(editable=False)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["address", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="a_webhook_is_in_a_known_state"),
            models.CheckConstraint(condition=~Q(secret=""), name="a_webhook_has_a_secret"),
            models.CheckConstraint(
                condition=Q(old_secret="", old_secret_until__isnull=True)
                | (~Q(old_secret="") & Q(old_secret_until__isnull=False)),
                name="an_old_secret_says_until_when_it_signs",
            ),
            models.CheckConstraint(
                condition=Q(failures=0, failing_since__isnull=True) | Q(failures__gt=0, failing_since__isnull=False),
                name="a_failing_webhook_says_since_when",
            ),
        ]

    def __str__(self) -> str:
        return self.address if len(self.address) <= 90 else f"{self.address[:89]}…"

    def health(self) -> Health:
        if self.state != "enabled":
            return Health(self.state, f"disabled: {self.disabled_because}" if self.disabled_because else "disabled")
        if self.failing_since:
            since = f"{timezone.localtime(self.failing_since):%-d %B, %H:%M}"
            times = "once" if self.failures == 1 else f"{self.failures} times"
            return Health("failing", f"failed {times} in a row, since {since}")
        return Health("fine", "fine") if self.sent_at else Health("new", "nothing sent yet")

    def signs_with(self, at: datetime) -> list[str]:
        """Its secret, and after a rotation for a while the one before."""
        both = self.old_secret_until is not None and at < self.old_secret_until
        return [self.secret, self.old_secret] if both else [self.secret]

    def headers(self, letter: Letter) -> dict[str, str]:
        return {
            "Content-Type": "application/json",
            "webhook-id": letter.id,
            "webhook-timestamp": str(letter.second),
            "webhook-signature": " ".join(letter.signature(secret) for secret in self.signs_with(letter.at)),
        }

    @transaction.atomic
    def rotate(self, *, by: User, at: datetime) -> Added:
        """A new secret; the one before signs beside it for ROTATION, the one before that no longer."""
        self.old_secret, self.old_secret_until, self.secret = self.secret, at + ROTATION, new_secret()
        self.save(update_fields=["old_secret", "old_secret_until", "secret"])
        Act.objects.record("rotated the secret", self, by=by, after={"old_until": self.old_secret_until.isoformat()})
        return Added(self, self.secret)

    @transaction.atomic
    def edit(self, before: dict[str, Any], *, by: User) -> None:
        """Keep what was changed; `before` has the old values."""
        self.full_clean()
        self.save(update_fields=list(before))
        after = {name: getattr(self, name) for name in before}
        Act.objects.record("changed", self, by=by, before=before, after=after)

    @transaction.atomic
    def disable(self, reason: str, *, by: User | None, gone: bool = False) -> None:
        """Told nothing any more; what waits is dropped, and can be replayed. `gone`: by the receiver's own word."""
        if self.state == "enabled":
            self.state, self.disabled_because = "gone" if gone else "disabled", reason
            self.save(update_fields=["state", "disabled_because"])
            self.deliveries.waiting().drop(DISABLED)
            Act.objects.record("disabled", self, by=by, reason=reason)

    @transaction.atomic
    def enable(self, *, by: User) -> None:
        """Told of what changes from now on."""
        if self.state != "enabled":
            self.state, self.disabled_because, self.failures, self.failing_since = "enabled", "", 0, None
            self.save(update_fields=["state", "disabled_because", "failures", "failing_since"])
            Act.objects.record("enabled", self, by=by)

    def tell(self, edition: Edition) -> None:
        """Let it be told of a public change, in the transaction that makes it. Once, whoever asks how often."""
        self.deliveries.get_or_create(
            edition=edition, replay_of=None, defaults={"event": EVENT_OF[edition.kind], "due_at": edition.published_at}
        )

    @transaction.atomic
    def ping(self, *, by: User, at: datetime) -> None:
        """Let it be sent a test event. Raises ValidationError for one that is disabled."""
        self.refuse_if_disabled()
        self.deliveries.create(event="ping", due_at=at)
        Act.objects.record("sent a test event", self, by=by)

    def refuse_if_disabled(self) -> None:
        if self.state != "enabled":
            raise ValidationError("This webhook is disabled. Enable it first.")

    def took_it(self, at: datetime) -> None:
        self.sent_at, self.failures, self.failing_since = at, 0, None
        self.save(update_fields=["sent_at", "failures", "failing_since"])

    def failed(self, at: datetime) -> None:
        """One attempt more that failed; its other deliveries rest for a while."""
        self.failures, self.failing_since = self.failures + 1, self.failing_since or at
        self.save(update_fields=["failures", "failing_since"])
        rest = min(REST * 2 ** min(self.failures - 1, 16), LONGEST_REST)
        self.deliveries.waiting().put_off(at + rest)
