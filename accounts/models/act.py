from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.guards import WriteOnce
from accounts.middleware import current_request_id
from accounts.models.identity import Identified
from accounts.models.user import User


class ActQuerySet(models.QuerySet["Act"]):
    def record(self, verb: str, subject: Identified, *, by: User | None, **details: Any) -> "Act":
        """Keep that `by` (None: the machine) did `verb` to `subject`. Details: before, after, reason."""
        return self.create(
            who=by,
            verb=verb,
            kind=subject._meta.label_lower,
            subject=subject.uid,
            title=str(subject)[:200],
            request_id=current_request_id.get(),
            **details,
        )

    def of(self, subject: Identified) -> "ActQuerySet":
        return self.filter(subject=subject.uid).select_related("who").order_by("-pk")


class Act(Identified):
    """One thing that was done: append-only, written by the verbs themselves."""

    at = models.DateTimeField(default=timezone.now, editable=False)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="acts")
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=60, help_text="The kind of thing it was done to.")
    subject = models.UUIDField(help_text="The uid of the thing.")
    title = models.CharField(max_length=200)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    request_id = models.CharField(max_length=64, blank=True)

    objects = ActQuerySet.as_manager()
    write_once = WriteOnce()

    class Meta:
        indexes = [models.Index(fields=["subject", "-id"], name="act_by_subject")]

    def __str__(self) -> str:
        return f"{self.who or 'the machine'} {self.verb}: {self.title}"
