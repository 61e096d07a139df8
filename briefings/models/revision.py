from django.conf import settings
from django.db import models
from django.utils import timezone

from briefings.models.briefing import Briefing


class Revision(models.Model):
    """A whole saved state of a briefing. Saved ones are kept; there is one rolling autosave a person."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    state = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["briefing", "-number"]
        constraints = [models.UniqueConstraint(fields=["briefing", "number"], name="a_revision_has_its_own_number")]

    def __str__(self) -> str:
        return f"Revision {self.number} of {self.briefing}"
