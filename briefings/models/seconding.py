from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Identified
from briefings.models.briefing import Briefing
from briefings.models.edition import Edition

WAITING, PUBLISHED, DECLINED = "waiting", "published", "declined"
STATES = (WAITING, PUBLISHED, DECLINED)


class ProposedCorrectionQuerySet(models.QuerySet["ProposedCorrection"]):
    def waiting(self) -> "ProposedCorrectionQuerySet":
        """Those that nobody decided."""
        return self.filter(state=WAITING)

    def waiting_for(self, briefing: Briefing) -> "ProposedCorrection | None":
        return self.waiting().filter(briefing=briefing).select_related("briefing", "edition", "proposed_by").first()


class ProposedCorrection(Identified):
    """A correction of the live edition that one editor wrote, and that goes out once another one agrees."""

    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="proposed_corrections")
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="+", help_text="The live one that it starts from."
    )
    texts = models.JSONField(help_text="The whole texts, as they would read.")
    change = models.JSONField(help_text="What readers would be told.")
    state = models.CharField(max_length=10, choices=[(state, state) for state in STATES], default=WAITING)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    objects = ProposedCorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["briefing"], condition=Q(state=WAITING), name="one_correction_of_a_briefing_waits_at_a_time"
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="a_proposed_correction_is_in_a_known_state"),
            models.CheckConstraint(
                condition=Q(state=WAITING, decided_by=None, decided_at=None)
                | (~Q(state=WAITING) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="who_decided_a_correction_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"a correction of edition {self.edition.number}"

    @property
    def is_overtaken(self) -> bool:
        """Another edition went out since."""
        return self.state == WAITING and self.briefing.live_id != self.edition_id
