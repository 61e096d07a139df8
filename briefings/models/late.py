from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from briefings.models.annotation import Citation
from briefings.models.briefing import Briefing
from briefings.models.edition import Edition
from sources.models import DifferenceValue, Interview, SourceArticle, StoryMembership

LATE_ANSWERS = ["taken up", "not relevant"]


class EditionSource(models.Model):
    """A report that an edition rests on, as its frozen document lists them; a row, so that it can be asked for."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="sources")
    article = models.ForeignKey(SourceArticle, models.PROTECT, related_name="in_editions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "article"], name="an_edition_lists_each_report_once"),
        ]

    def __str__(self) -> str:
        return f"{self.article} in {self.edition}"


class LateAnswerQuerySet(models.QuerySet["LateAnswer"]):
    def waiting(self) -> QuerySet[Any]:
        """The reports that joined a live briefing's story since its edition and that nobody answered: `article`, with
        the key of its `briefing` beside it, a row for each of the two. Copies wait with their original.
        """
        live = Q(story__briefings__live__isnull=False) & ~Q(story__briefings__status="retracted")
        joined = StoryMembership.objects.filter(live).annotate(
            briefing=F("story__briefings"), edition=F("story__briefings__live")
        )
        originals = joined.filter(article__copy_of__isnull=True, article__next_version__isnull=True)
        return (
            originals.exclude(article__state__in=["spiked", "withdrawn"])
            .filter(*(~used for used in self._used()))
            .order_by("article")
        )

    def _used(self) -> list[Exists]:
        """Listed by the edition, answered, cited, its interview attached, or behind a difference that was kept."""
        article, briefing = Q(article=OuterRef("article")), OuterRef("briefing")
        cited = Q(annotation__briefing=briefing) | Q(key_point__briefing=briefing)
        kept = DifferenceValue.objects.for_readers().filter(difference__story=OuterRef("story"))
        return [
            Exists(EditionSource.objects.filter(article, edition=OuterRef("edition"))),
            Exists(self.filter(article, briefing=briefing)),
            Exists(Citation.objects.filter(article, cited)),
            Exists(Interview.objects.filter(article, briefings=briefing)),
            Exists(kept.filter(article)),
        ]


class LateAnswer(models.Model):
    """What the desk made of a report that came after publication; no answer yet is no row."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="late_answers")
    article = models.ForeignKey(SourceArticle, models.CASCADE, related_name="late_answers")
    answer = models.CharField(max_length=12, choices=[(a, a) for a in LATE_ANSWERS])
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = LateAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["briefing", "article"], name="a_late_report_has_one_answer"),
            models.CheckConstraint(condition=Q(answer__in=LATE_ANSWERS), name="a_late_report_has_a_known_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.answer}"
