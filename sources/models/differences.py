from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Act, Identified, User
from sources.models.articles import SourceArticle
from sources.models.stories import Story

ATTRIBUTES = ["date", "duration", "number", "role", "place", "status", "wording"]
RELATIONS = ["differs", "compatible"]
DIFFERENCE_STATES = ["proposed", "kept", "resolved", "dismissed"]
"""The machine's word; an editor's: open, resolved (one value holds, and the row says why), not a difference."""
BASES = ["statement", "document", "own reporting", "another outlet", "none named"]


class DifferenceQuerySet(models.QuerySet["Difference"]):
    def kept(self) -> "DifferenceQuerySet":
        return self.filter(state="kept")

    def proposed(self) -> "DifferenceQuerySet":
        return self.filter(state="proposed")

    def shown(self) -> "DifferenceQuerySet":
        return self.prefetch_related("values__article__outlet").order_by("position", "pk")


class Difference(Identified):
    """Where sources differ: one attribute, each value with its passage. A dismissed row stays dismissed on a re-run."""

    story = models.ForeignKey(Story, models.PROTECT, related_name="differences")
    key = models.CharField(max_length=64, help_text="What is compared, hashed: the same on every run.")
    attribute = models.CharField(max_length=10, choices=[(a, a) for a in ATTRIBUTES])
    label = models.CharField(max_length=300)
    relation = models.CharField(max_length=10, choices=[(r, r) for r in RELATIONS], default="differs")
    state = models.CharField(max_length=10, choices=[(s, s) for s in DIFFERENCE_STATES], default="proposed")
    position = models.PositiveIntegerField(default=0)
    uses = models.ForeignKey(
        "DifferenceValue", models.SET_NULL, null=True, blank=True, related_name="+", help_text="What the briefing uses."
    )
    note = models.TextField(blank=True, help_text="What the briefing uses, and why.")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)

    objects = DifferenceQuerySet.as_manager()

    class Meta:
        ordering = ["story", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["story", "key"], name="a_story_compares_each_thing_once"),
            models.CheckConstraint(condition=Q(attribute__in=ATTRIBUTES), name="a_difference_is_of_a_known_attribute"),
            models.CheckConstraint(condition=Q(relation__in=RELATIONS), name="values_differ_or_are_compatible"),
            models.CheckConstraint(condition=Q(state__in=DIFFERENCE_STATES), name="a_difference_is_in_a_known_state"),
        ]

    def __str__(self) -> str:
        return self.label

    def keep(self, *, by: User, note: str | None = None, label: str = "") -> None:
        """Show it to readers, with a better label if one is given."""
        if label and label != self.label:
            self.label = label
            self.save(update_fields=["label"])
        self._decide("kept", by=by, note=note)

    def dismiss(self, *, by: User, note: str | None = None) -> None:
        self._decide("dismissed", by=by, note=note)

    def _decide(self, state: str, *, by: User, note: str | None) -> None:
        before = {"state": self.state, "note": self.note}
        self.state, self.note = state, self.note if note is None else note
        self.save(update_fields=["state", "note"])
        Act.objects.record(
            f"{state} a difference", self, by=by, before=before, after={"state": state, "note": self.note}
        )


class DifferenceValue(models.Model):
    """What one report says, with the passage that says it."""

    difference = models.ForeignKey(Difference, models.CASCADE, related_name="values")
    article = models.ForeignKey(SourceArticle, models.PROTECT, related_name="+")
    value = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    attributed_to = models.CharField(max_length=300, blank=True)
    basis = models.CharField(max_length=20, choices=[(b, b) for b in BASES], default="none named")

    class Meta:
        ordering = ["difference", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="a_value_has_a_passage"),
            models.CheckConstraint(condition=Q(basis__in=BASES), name="a_value_has_a_known_basis"),
        ]

    def __str__(self) -> str:
        return self.value
