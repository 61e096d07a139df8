from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.canonical import digest, moment
from accounts.guards import WriteOnce
from accounts.middleware import current_request_id
from accounts.models.identity import Identified
from accounts.models.user import User

SAID = ("id", "who_id", "verb", "kind", "title", "before", "after", "reason", "request_id")
"""What is hashed besides uid, subject and time. A field that is added later is not: old seals have to hold."""
VERIFIED = "verified the acts"
NOTHING = UUID(int=0)
"""The subject of acts that are about no row: a name that nobody has, an address that was refused."""


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

    def note(self, verb: str, title: str, *, by: User | None, **details: Any) -> "Act":
        """Keep an act that is about no row; `kind` says what the title names."""
        return self.create(
            who=by, verb=verb, subject=NOTHING, title=title[:200], request_id=current_request_id.get(), **details
        )

    def last_verified(self) -> "Act | None":
        return self.filter(kind="accounts.seal", verb=VERIFIED).order_by("-pk").first()

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

    def digest(self) -> str:
        """SHA-256 over all that it says; the same on both databases, and after a restore."""
        said = {name: getattr(self, name) for name in SAID}
        return digest(said | {"at": moment(self.at), "uid": str(self.uid), "subject": str(self.subject)})
