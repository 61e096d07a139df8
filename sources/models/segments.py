from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Act, User
from sources.models.articles import SourceArticle
from sources.text.body import BODY_KINDS


class Segment(models.Model):
    """One piece of a raw text, kept or stripped with its reason. The segments of an article tile its raw text."""

    article = models.ForeignKey(SourceArticle, models.CASCADE, related_name="segments")
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    kept = models.BooleanField()
    reason = models.CharField(max_length=200, blank=True)
    rule = models.CharField(max_length=80, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["article", "position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="a_segment_has_its_own_place"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="a_segment_is_not_empty"),
            models.CheckConstraint(condition=Q(kept=True) | ~Q(reason=""), name="nothing_is_stripped_without_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.start}–{self.end}"

    def restore(self, *, by: User) -> None:
        self._decide(kept=True, reason="", by=by)

    def strip(self, *, by: User, reason: str) -> None:
        self._decide(kept=False, reason=reason or "stripped by an editor", by=by)

    def _decide(self, *, kept: bool, reason: str, by: User) -> None:
        before = {"kept": self.kept, "reason": self.reason}
        self.kept, self.reason, self.decided_by = kept, reason, by
        if kept and self.kind not in BODY_KINDS:
            self.kind = "paragraph"
        self.save()
        after = {"kept": kept, "reason": reason, "span": [self.start, self.end]}
        verb = "restored a segment" if kept else "stripped a segment"
        Act.objects.record(verb, self.article, by=by, before=before, after=after)
