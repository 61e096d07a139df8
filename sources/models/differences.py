from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from accounts.models import Act, Identified, User
from sources.models.articles import SourceArticle
from sources.models.stories import Story

ATTRIBUTES = ["date", "duration", "number", "role", "place", "status", "wording"]
RELATIONS = ["differs", "compatible"]
DIFFERENCE_STATES = ["proposed", "kept", "resolved", "dismissed"]
"""The machine's word; an editor's: open, resolved (one value holds, and the row says why), not a difference."""
FOR_READERS = ["kept", "resolved"]
BASES = ["statement", "document", "own reporting", "another outlet", "none named"]


class DifferenceQuerySet(models.QuerySet["Difference"]):
    def kept(self) -> "DifferenceQuerySet":
        """Those that readers see: open or resolved."""
        return self.filter(state__in=FOR_READERS)

    def proposed(self) -> "DifferenceQuerySet":
        return self.filter(state="proposed")

    def shown(self) -> "DifferenceQuerySet":
        return self.select_related("uses").prefetch_related("values__article__outlet").order_by("position", "pk")


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

    @property
    def standing(self) -> str:
        """Its state in words."""
        return {"kept": "open", "dismissed": "not a difference"}.get(self.state, self.state)

    @property
    def is_for_readers(self) -> bool:
        return self.state in FOR_READERS

    def keep(self, *, by: User, note: str | None = None, label: str = "") -> None:
        """Show it to readers as an open question, with a better label if one is given."""
        self._decide("kept", _Words(note, label), by=by)

    def resolve(self, uses: "DifferenceValue", *, by: User, note: str, label: str = "") -> None:
        """One value holds, and readers learn which and why. Raises ValidationError without a reason."""
        if uses.difference_id != self.pk:
            raise ValidationError(f"“{uses}” is no value of “{self}”. Choose one of its own.")
        if not note.strip():
            raise ValidationError(f"Say why the briefing uses “{uses}”: readers see the reason beside it.")
        self._decide("resolved", _Words(note.strip(), label, uses), by=by)

    def dismiss(self, *, by: User, note: str | None = None) -> None:
        """Not a difference. It is remembered, and not proposed again."""
        self._decide("dismissed", _Words(note), by=by)

    def reopen(self, *, by: User) -> None:
        """Take the decision back: a resolved row is open again, a dismissed one waits for a word again.

        Raises ValidationError when nothing was decided.
        """
        if self.state not in ("resolved", "dismissed"):
            raise ValidationError(f"“{self}” is {'open' if self.state == 'kept' else self.state} already.")
        waits = self.state == "dismissed" and self.added_by_id is None
        self._decide("proposed" if waits else "kept", _Words(verb="reopened"), by=by)

    @transaction.atomic
    def _decide(self, state: str, words: "_Words", *, by: User) -> None:
        before = self._decided()
        self.state, self.uses = state, words.uses
        self.note = self.note if words.note is None else words.note
        self.label = words.label or self.label
        self.save(update_fields=["state", "uses", "note", "label"])
        verb = words.verb or state
        Act.objects.record(f"{verb} a difference", self, by=by, before=before, after=self._decided())

    def _decided(self) -> dict[str, str]:
        return {"state": self.state, "note": self.note, "uses": self.uses.value if self.uses else ""}


@dataclass(frozen=True, slots=True)
class _Words:
    """What an editor says with a decision. `note` None leaves what stands there; `verb` empty: the new state."""

    note: str | None = None
    label: str = ""
    uses: "DifferenceValue | None" = None
    verb: str = ""


class DifferenceValueQuerySet(models.QuerySet["DifferenceValue"]):
    def for_readers(self) -> "DifferenceValueQuerySet":
        """Those of rows that readers see."""
        return self.filter(difference__state__in=FOR_READERS)


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

    objects = DifferenceValueQuerySet.as_manager()

    class Meta:
        ordering = ["difference", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="a_value_has_a_passage"),
            models.CheckConstraint(condition=Q(basis__in=BASES), name="a_value_has_a_known_basis"),
        ]

    def __str__(self) -> str:
        return self.value
