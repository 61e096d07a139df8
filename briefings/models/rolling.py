from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models

from accounts.models import User
from briefings.models.briefing import Briefing

LARGEST = 2_000_000
"""Characters of one rolling draft, all fields together: ten times the longest text that is rendered."""


class RollingDraftQuerySet(models.QuerySet["RollingDraft"]):
    def of(self, briefing: Briefing, person: User) -> "RollingDraft | None":
        return self.filter(briefing=briefing, by=person).first()

    def keep(self, briefing: Briefing, fields: dict[str, list[str]], *, by: User, at: datetime) -> None:
        """Takes the place of what this person typed before."""
        self.update_or_create(briefing=briefing, by=by, defaults={"fields": fields, "at": at})

    def drop(self, briefing: Briefing, person: User) -> None:
        self.filter(briefing=briefing, by=person).delete()


class RollingDraft(models.Model):
    """What one person typed into a briefing's form and did not save yet. Saving, or an editor's word, takes it away."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="rolling_drafts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    fields = models.JSONField(help_text="The form's fields by name, each with its values, as typed.")
    at = models.DateTimeField()

    objects = RollingDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["briefing", "by"], name="a_person_has_one_rolling_draft_of_a_briefing")
        ]

    def __str__(self) -> str:
        return f"What {self.by} typed into “{self.briefing}”"

    def as_typed(self) -> dict[str, Any]:
        """For the script that offers to restore it: `at` in milliseconds since 1970."""
        return {"at": round(self.at.timestamp() * 1000), "fields": self.fields}
