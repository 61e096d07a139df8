from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Q

from accounts.models.key import ApiKey

KEPT_FOR = timedelta(hours=24)
LONGEST_RUN = timedelta(minutes=15)
"""No server lets a request run so long."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that may come twice: whose, under which Idempotency-Key, and the hash of all that it asks for."""

    api_key: ApiKey
    key: str
    fingerprint: str


class CallQuerySet(models.QuerySet["IdempotentCall"]):
    def expired(self, at: datetime) -> "CallQuerySet":
        return self.filter(at__lt=at - KEPT_FOR)

    def unanswered(self, call: "IdempotentCall") -> "CallQuerySet":
        """Its row, unless it was answered, or taken over by a repetition since."""
        return self.filter(pk=call.pk, at=call.at, status=None)

    @transaction.atomic
    def begin(self, asked: Asked, at: datetime) -> "IdempotentCall":
        """The call of that key: this one, just begun, or the earlier one. `is_mine` tells which.

        One that did not answer for as long as claims hold is taken for dead, and its repetition is done. Should the
        first be at work still, one of the two is kept (`unanswered`), and the other's transaction is undone.
        """
        self.filter(api_key=asked.api_key).expired(at).delete()
        call, is_mine = self.get_or_create(
            api_key=asked.api_key, key=asked.key, defaults={"fingerprint": asked.fingerprint, "at": at}
        )
        dead = at - timedelta(seconds=settings.CLAIM_SECONDS)
        if not is_mine and call.status is None and call.fingerprint == asked.fingerprint:
            is_mine = bool(self.filter(pk=call.pk, status=None, at__lt=dead).update(at=at))
            call.at = at if is_mine else call.at
        call.is_mine = is_mine
        return call


class IdempotentCall(models.Model):
    """What was answered to a request with an Idempotency-Key, so that its repetition changes nothing.

    Source: draft-ietf-httpapi-idempotency-key-header. `status` empty: not answered yet.
    """

    api_key = models.ForeignKey(ApiKey, models.PROTECT, related_name="calls")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    location = models.CharField(max_length=500, blank=True)
    body = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    is_mine = False

    objects = CallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["api_key", "key"], name="an_idempotency_key_is_used_once"),
            models.CheckConstraint(condition=~Q(key=""), name="an_idempotency_key_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.key
