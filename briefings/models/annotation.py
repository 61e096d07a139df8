from django.db import models
from django.db.models import F, Q

from accounts.models import Identified
from briefings.models.briefing import Briefing
from sources.models import Actor, Difference, SourceArticle
from sources.models.differences import BASES

KINDS = ["citation", "actor", "context", "dispute", "definition"]
STATES = ["anchored", "needs review", "orphaned"]


class KeyPoint(Identified):
    """One line of what is known, with the passages it rests on."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="key_points")
    position = models.PositiveIntegerField(default=0)
    text = models.TextField()

    class Meta:
        ordering = ["briefing", "position", "id"]

    def __str__(self) -> str:
        return self.text[:80]


class Annotation(Identified):
    """A mark on the briefing's text: W3C text quote and text position selectors into the rendered plain text.

    A mark of kind "citation" has its passages: the first is the one that readers see at once.
    """

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="annotations")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in KINDS])
    exact = models.TextField(help_text="The marked words, as they read on the page.")
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField(default=0, editable=False)
    end = models.PositiveIntegerField(default=0, editable=False)
    state = models.CharField(max_length=12, choices=[(s, s) for s in STATES], default="anchored", editable=False)
    note = models.TextField(blank=True)
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="annotations")
    difference = models.ForeignKey(Difference, models.PROTECT, null=True, blank=True, related_name="annotations")

    class Meta:
        ordering = ["briefing", "start", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="an_annotation_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="an_annotation_is_in_a_known_state"),
            models.CheckConstraint(
                condition=~Q(kind="actor") | Q(actor__isnull=False), name="an_actor_annotation_names_its_actor"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["context", "definition"]) | ~Q(note=""),
                name="a_context_annotation_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.exact[:60]}"

    @property
    def dom_id(self) -> str:
        """Its id on the page and in the JSON: the random half of the uid."""
        return f"a-{self.uid.hex[-12:]}"


class Citation(Identified):
    """An exact quote of a report's raw text, at a stored offset, under an annotation or a key point."""

    annotation = models.ForeignKey(Annotation, models.CASCADE, null=True, blank=True, related_name="citations")
    key_point = models.ForeignKey(KeyPoint, models.CASCADE, null=True, blank=True, related_name="citations")
    article = models.ForeignKey(SourceArticle, models.PROTECT, related_name="citations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    attributed_to = models.CharField(max_length=300, blank=True, help_text="Who the report says it has this from.")
    basis = models.CharField(max_length=20, choices=[(b, b) for b in BASES], default="none named")

    class Meta:
        ordering = ["key_point", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(annotation__isnull=False, key_point__isnull=True)
                | Q(annotation__isnull=True, key_point__isnull=False),
                name="a_citation_stands_under_an_annotation_or_a_key_point",
            ),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="a_citation_quotes_something"),
            models.CheckConstraint(condition=~Q(exact=""), name="a_citation_has_its_words"),
            models.CheckConstraint(condition=Q(basis__in=BASES), name="a_citation_has_a_known_basis"),
        ]

    def __str__(self) -> str:
        return f"“{self.exact[:60]}”, {self.article}"

    @property
    def is_broken(self) -> bool:
        """The words are not at their place in the source: the briefing does not publish."""
        return self.article.quote(self.start, self.end) != self.exact
