import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Q
from uuid6 import uuid7

from accounts.models import Act, Due, Identified, User
from accounts.models.due import DueQuerySet
from briefings.models.edition import Edition
from briefings.models.webhook import EVENTS, Webhook

STATES = ["waiting", "sent", "given up", "dropped"]
WAITS = [
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=8),
    timedelta(hours=8),
]
"""Between attempts: eight of them in 23 h 35 min, after the schedule that Standard Webhooks gives as its example."""
JITTER = 0.1
"""Each wait is up to a tenth longer or shorter, so that those who failed together do not come back together."""
LONGEST_ASKED = timedelta(hours=8)
"""A receiver may ask us to wait (Retry-After) as long as we ever wait by ourselves."""
EXCERPT = 2_000
GONE = 410


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one attempt. `status` 0: no answer came, and `words` say why; `retry_after`: seconds."""

    status: int
    words: str = ""
    excerpt: str = ""
    retry_after: float = 0.0

    @property
    def is_taken(self) -> bool:
        return 200 <= self.status < 300


class DeliveryQuerySet(DueQuerySet):
    def waiting(self) -> "DeliveryQuerySet":
        return self.filter(state="waiting")

    def for_log(self) -> "DeliveryQuerySet":
        rows: DeliveryQuerySet = self.select_related("webhook", "edition__briefing").order_by("-pk")
        return rows

    def over(self, before: datetime) -> "DeliveryQuerySet":
        """Made before then, with nothing left to do; those that were replayed go after their replays."""
        return self.filter(created_at__lt=before, replays=None).exclude(state="waiting")

    def drop(self, reason: str) -> None:
        self.update(state="dropped", due_at=None, claimed_until=None, last_error=reason)

    def put_off(self, until: datetime) -> None:
        """Those that nobody holds and that would come sooner."""
        self.filter(claimed_until__isnull=True, due_at__lt=until).update(due_at=until)


class Delivery(Due, Identified):
    """That a webhook is told of one public change, or sent a test; what is sent is made of the edition each time.

    A replay is a row of its own and carries the id of the event that it repeats.
    """

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries")
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="deliveries")
    event = models.CharField(max_length=20, choices=[(e, e) for e in [*EVENTS, "ping"]])
    message = models.UUIDField(default=uuid7, editable=False, help_text="The event's identity, the same in replays.")
    replay_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="replays")
    state = models.CharField(max_length=8, choices=[(s, s) for s in STATES], default="waiting")
    status = models.PositiveSmallIntegerField(default=0, help_text="Of the last answer; 0: there was none.")
    excerpt = models.TextField(blank=True, help_text="Of the last answer.")
    created_at = models.DateTimeField(auto_now_add=True)
    tried_at = models.DateTimeField(null=True, help_text="The last attempt.")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [models.Index(fields=["webhook", "-id"], name="delivery_by_webhook")]
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "edition"],
                condition=Q(replay_of__isnull=True),
                name="a_webhook_is_told_of_each_change_once",
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="a_delivery_is_in_a_known_state"),
            models.CheckConstraint(
                condition=Q(event="ping", edition__isnull=True) | (Q(event__in=EVENTS) & Q(edition__isnull=False)),
                name="a_delivery_tells_of_an_edition_or_is_a_test",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", due_at__isnull=False) | (~Q(state="waiting") & Q(due_at__isnull=True)),
                name="a_delivery_is_due_exactly_while_it_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} to {self.webhook}"

    @property
    def message_id(self) -> str:
        return f"msg_{self.message.hex}"

    @property
    def words(self) -> str:
        """How it went, for the desk."""
        if self.state == "waiting" and not self.tried_at:
            return "on its way"
        if self.state == "waiting":
            return f"failed, is tried again: {self.last_error}"
        return f"{self.state}: {self.last_error}" if self.last_error else self.state

    @property
    def most_attempts(self) -> int:
        """A test is sent once: who presses the button looks at what comes of it."""
        return 1 if self.event == "ping" else len(WAITS) + 1

    @transaction.atomic
    def settle(self, outcome: Outcome, at: datetime) -> None:
        """What came of the attempt; nothing if the claim ran out meanwhile and the row is another's."""
        held = Delivery.objects.waiting().filter(pk=self.pk, attempts=self.attempts, claimed_until=self.claimed_until)
        hook = Webhook.objects.select_for_update(no_key=True).get(pk=self.webhook_id)
        if not held.select_for_update().exists():
            return
        if self.event != "ping":  # before this row is free again: it has its own time to come back
            hook.took_it(at) if outcome.is_taken else hook.failed(at)
        self.tried_at, self.claimed_until, self.last_error = at, None, outcome.words
        self.status, self.excerpt = outcome.status, outcome.excerpt[:EXCERPT]
        self._go_on(outcome, at)
        self.save()
        if outcome.status == GONE:
            hook.disable("its server says that it is gone for good (410)", by=None, gone=True)

    def overtaken(self, reason: str) -> None:
        """What it was to tell holds no longer: it is not sent."""
        Delivery.objects.waiting().filter(pk=self.pk).drop(reason)

    def _go_on(self, outcome: Outcome, at: datetime) -> None:
        if outcome.is_taken:
            self.state, self.due_at = "sent", None
        elif outcome.status == GONE or self.attempts >= self.most_attempts:
            self.state, self.due_at = "given up", None
        else:
            self.due_at = at + max(_jittered(WAITS[self.attempts - 1]), _asked(outcome))

    @transaction.atomic
    def replay(self, *, by: User, at: datetime) -> "Delivery":
        """The same event once more. Raises ValidationError when its webhook is disabled."""
        hook = Webhook.objects.select_for_update(no_key=True).get(pk=self.webhook_id)
        hook.refuse_if_disabled()
        again: Delivery = hook.deliveries.create(
            edition=self.edition, event=self.event, message=self.message, replay_of=self, due_at=at
        )
        about = {"event": self.event, "id": self.message_id}
        Act.objects.record("replayed a delivery", hook, by=by, after=about)
        return again


def _jittered(wait: timedelta) -> timedelta:
    return wait * secrets.SystemRandom().uniform(1 - JITTER, 1 + JITTER)


def _asked(outcome: Outcome) -> timedelta:
    return min(timedelta(seconds=outcome.retry_after), LONGEST_ASKED)
