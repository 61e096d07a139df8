from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sources.models.actors import Actor
from sources.models.articles import SourceArticle

RELATION_KINDS = ["leads", "member of", "fights", "allied with", "meets"]
MUTUAL = ["fights", "allied with", "meets"]
"""Kinds that hold both ways: one row says so for both."""
RELATION_STATES = ["proposed", "asserted", "disputed", "rejected"]


class ActorRelationQuerySet(models.QuerySet["ActorRelation"]):
    def of(self, actor: Actor) -> "ActorRelationQuerySet":
        return self.filter(Q(actor=actor) | Q(other=actor))

    def standing(self) -> "ActorRelationQuerySet":
        """Those that nobody rejected, with both actors and the report they came from; both stand for themselves."""
        rows = self.exclude(state="rejected").exclude(actor__state="merged").exclude(other__state="merged")
        return rows.select_related("actor", "other", "article__outlet").order_by("pk")


class ActorRelation(models.Model):
    """What one actor is to another ("leads", "fights"), according to which passage of which report."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=12, choices=[(k, k) for k in RELATION_KINDS])
    other = models.ForeignKey(Actor, models.CASCADE, related_name="relations_to_it")
    state = models.CharField(max_length=10, choices=[(s, s) for s in RELATION_STATES], default="proposed")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    article = models.ForeignKey(SourceArticle, models.PROTECT, null=True, blank=True, related_name="+")
    exact = models.TextField(blank=True, help_text="The report's words that say so.")
    start = models.PositiveIntegerField(null=True, blank=True, editable=False)
    end = models.PositiveIntegerField(null=True, blank=True, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)

    objects = ActorRelationQuerySet.as_manager()

    class Meta:
        ordering = ["actor", "kind", "other"]
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "kind", "other", "article"], name="a_report_gives_a_relation_once"
            ),
            models.UniqueConstraint(
                fields=["actor", "kind", "other"],
                condition=Q(article__isnull=True),
                name="a_relation_without_a_report_is_given_once",
            ),
            models.CheckConstraint(condition=Q(kind__in=RELATION_KINDS), name="a_relation_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(state__in=RELATION_STATES), name="a_relation_is_in_a_known_state"),
            models.CheckConstraint(condition=~Q(actor=F("other")), name="nobody_is_related_to_themselves"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(starts_on__lte=F("ends_on")),
                name="a_relation_does_not_end_before_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.kind} {self.other}"
