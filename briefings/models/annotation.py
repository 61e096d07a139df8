from django.db import models, transaction
from django.db.models import F, Q

from accounts.models import Act, Identified, User
from briefings.anchoring import Selector
from briefings.models.anchored import STATES, Anchored
from briefings.models.briefing import Briefing
from sources.models import Actor, Difference, SourceArticle
from sources.models.differences import BASES

KINDS = ["citation", "actor", "context", "dispute", "definition"]


class KeyPoint(Identified):
    """One line of what is known, with the passages it rests on."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="key_points")
    position = models.PositiveIntegerField(default=0)
    text = models.TextField()

    class Meta:
        ordering = ["briefing", "position", "id"]

    def __str__(self) -> str:
        return self.text[:80]


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    def orphaned(self) -> "AnnotationQuerySet":
        """Those whose words left the text, with the words and the context that they had."""
        return self.filter(state="orphaned")

    def to_review(self) -> "AnnotationQuerySet":
        """Those whose words changed, or stand elsewhere now: `start:end` is where, `exact` is what they were."""
        return self.filter(state="needs review")


class Annotation(Identified, Anchored):
    """A mark on the briefing's text: W3C text quote and text position selectors into the rendered plain text.

    While a mark needs review or is orphaned, `exact`, `prefix` and `suffix` are those that an editor saw last.
    A mark of kind "citation" has its passages: the first is the one that readers see at once.
    """

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="annotations")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in KINDS])
    note = models.TextField(blank=True)
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="annotations")
    difference = models.ForeignKey(Difference, models.PROTECT, null=True, blank=True, related_name="annotations")

    objects = AnnotationQuerySet.as_manager()

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

    @transaction.atomic
    def reattach(self, place: Selector, *, by: User) -> None:
        """An editor says where it belongs; for one that needs review, also that it may stay where it is."""
        before = {"words": self.exact, "state": self.state}
        self._take(place)
        self.save(update_fields=["exact", "prefix", "suffix", "start", "end", "state"])
        Act.objects.record("attached a mark anew", self.briefing, by=by, before=before, after={"words": self.exact})

    @transaction.atomic
    def drop(self, *, by: User) -> None:
        """Take it away, with what it cites. The act keeps what it was."""
        cited = [citation.exact for citation in self.citations.all()]
        before = {"kind": self.kind, "words": self.exact, "note": self.note, "state": self.state, "cited": cited}
        Act.objects.record("dropped a mark", self.briefing, by=by, before=before)
        self.delete()


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
