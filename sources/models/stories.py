from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Q

from accounts.models import Act, Identified, User
from sources.models.articles import SourceArticle, SourceArticleQuerySet

VERDICTS = ["exact copy", "near copy", "same event", "distinct"]


class StoryQuerySet(models.QuerySet["Story"]):
    def with_counts(self) -> "StoryQuerySet":
        copies = Count("memberships", filter=Q(memberships__article__copy_of__isnull=False))
        return self.annotate(reports=Count("memberships"), copies=copies)

    def without_briefing(self) -> "StoryQuerySet":
        return self.filter(briefings__isnull=True)

    def newest_first(self) -> "StoryQuerySet":
        return self.order_by("-last_report_at", "-pk")


class Story(Identified):
    """The reports of one event."""

    title = models.TextField()
    last_report_at = models.DateTimeField()

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "stories"
        indexes = [models.Index(fields=["-last_report_at", "-id"], name="story_newest_first")]

    def __str__(self) -> str:
        return self.title

    def articles(self) -> SourceArticleQuerySet:
        """Its reports in the order they came, spiked ones left out."""
        return SourceArticle.objects.for_page().filter(membership__story=self).exclude(state="spiked").order_by("pk")

    @transaction.atomic
    def part_with(self, article: SourceArticle, *, by: User, reason: str) -> "Story":
        """ "Not the same event": the report, and its copies with it, go to a story of their own, for good."""
        own = Story.objects.create(title=article.headline, last_report_at=article.raw.received_at)
        moved = StoryMembership.objects.filter(Q(article=article) | Q(article__copy_of=article), story=self)
        rest = [m.article for m in self.memberships.select_related("article").exclude(pk__in=moved.values("pk"))]
        moved.update(story=own, decided_by=by, reasons=[reason], score=None)
        for other in rest:
            Decision.objects.settle(article, other, verdict="distinct", by=by, reasons=[reason])
        Act.objects.record("parted from the story", article, by=by, reason=reason, before={"story": str(self.uid)})
        return own

    @transaction.atomic
    def take_in(self, article: SourceArticle, *, by: User, reason: str) -> None:
        """ "The same event after all": the report, and its copies with it, join this story."""
        moved = StoryMembership.objects.filter(Q(article=article) | Q(article__copy_of=article))
        moved.update(story=self, decided_by=by, reasons=[reason], score=None)
        for membership in self.memberships.select_related("article").exclude(article=article):
            Decision.objects.settle(article, membership.article, verdict="same event", by=by, reasons=[reason])
        Act.objects.record("taken into the story", article, by=by, reason=reason, after={"story": str(self.uid)})


class StoryMembership(models.Model):
    """Why a report stands in a story: the machine's score and reasons, or an editor's word, never overwritten."""

    article = models.OneToOneField(SourceArticle, models.CASCADE, related_name="membership")
    story = models.ForeignKey(Story, models.PROTECT, related_name="memberships")
    score = models.FloatField(null=True)
    reasons = models.JSONField(default=list)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.article} in {self.story}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def settle(self, one: SourceArticle, other: SourceArticle, *, verdict: str, **details: Any) -> "Decision":
        """Keep a verdict on two articles. The machine (by=None) never overwrites an editor's."""
        earlier, later = sorted((one, other), key=lambda article: article.pk)
        by = details.pop("by", None)
        pair, _ = self.get_or_create(earlier=earlier, later=later, defaults={"verdict": verdict})
        if by is None and pair.decided_by_id is not None:
            return pair
        for name, value in {"verdict": verdict, "decided_by": by, **details}.items():
            setattr(pair, name, value)
        pair.save()
        return pair

    def editors_word(self, article: SourceArticle) -> dict[int, str]:
        """Other article's key → verdict, for every pair with this article that an editor decided."""
        pairs = self.filter(Q(earlier=article) | Q(later=article), decided_by__isnull=False)
        return {p.later_id if p.earlier_id == article.pk else p.earlier_id: p.verdict for p in pairs}


class Decision(models.Model):
    """What two articles are to each other. The pair is ordered by arrival."""

    earlier = models.ForeignKey(SourceArticle, models.CASCADE, related_name="decisions_as_earlier")
    later = models.ForeignKey(SourceArticle, models.CASCADE, related_name="decisions_as_later")
    verdict = models.CharField(max_length=12, choices=[(v, v) for v in VERDICTS])
    score = models.FloatField(null=True)
    reasons = models.JSONField(default=list)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="two_articles_have_one_decision"),
            models.CheckConstraint(condition=Q(earlier__lt=models.F("later")), name="a_pair_is_ordered_by_arrival"),
            models.CheckConstraint(condition=Q(verdict__in=VERDICTS), name="a_decision_has_a_known_verdict"),
        ]

    def __str__(self) -> str:
        return self.verdict
