from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone

from accounts.models import Act, Due, Identified, User
from accounts.models.due import DueQuerySet
from sources.models.articles import SourceArticle, SourceArticleQuerySet

VERDICTS = ["exact copy", "near copy", "same event", "distinct"]
COPIES = ["exact copy", "near copy"]


COMPARED_WITHIN = timedelta(minutes=1)
"""Whoever takes a report in compares its story at once; one that is still due then was left by somebody who died."""


class StoryQuerySet(DueQuerySet):
    def shown(self) -> "StoryQuerySet":
        """Without those whose reports all went elsewhere: such a story stays as a row and is shown nowhere."""
        return self.filter(Exists(StoryMembership.objects.filter(story=OuterRef("pk"))))

    def compared(self, began: datetime) -> None:
        """Nothing is due any more but what was called due since the comparison began."""
        self.filter(due_at__lte=began + COMPARED_WITHIN).update(
            due_at=None, claimed_until=None, attempts=0, last_error=""
        )

    def empty(self) -> "StoryQuerySet":
        return self.exclude(Exists(StoryMembership.objects.filter(story=OuterRef("pk"))))

    def with_counts(self) -> Self:
        copies = Count("memberships", filter=Q(memberships__article__copy_of__isnull=False))
        found: Self = self.shown().annotate(reports=Count("memberships"), copies=copies)
        return found

    def without_briefing(self) -> "StoryQuerySet":
        return self.shown().filter(briefings__isnull=True)

    def waiting(self) -> "StoryQuerySet":
        """Those with a report that nobody accepted or spiked. Found from the reports: these are few, stories many."""
        return self.filter(pk__in=StoryMembership.objects.filter(article__state="inbox").values("story"))

    def with_spiked(self) -> "StoryQuerySet":
        return self.filter(pk__in=StoryMembership.objects.filter(article__state="spiked").values("story"))

    def taken(self, by: User | None = None) -> "StoryQuerySet":
        """Those that somebody has, or that one person has."""
        held = self.shown().filter(taken_by__isnull=False)
        return held.filter(taken_by=by) if by else held

    def asking(self) -> "StoryQuerySet":
        """Those of which the machine is unsure of a report's place, or of a copy, and nobody answered."""
        return self.filter(_asks())

    def unsettled_first(self) -> Self:
        """What asks, then the newest. `asks`: whether it is among `asking`."""
        asks = ExpressionWrapper(_asks(), models.BooleanField())
        return self.annotate(asks=asks).order_by("-asks", "-last_report_at", "-pk")

    def newest_first(self) -> "StoryQuerySet":
        return self.order_by("-last_report_at", "-pk")


class Story(Due, Identified):
    """The reports of one event. Due: its reports are to be compared, for one of them is new or reads otherwise."""

    title = models.TextField()
    last_report_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="stories_taken", editable=False
    )
    taken_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "stories"
        indexes = [models.Index(fields=["-last_report_at", "-id"], name="story_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_by__isnull=True, taken_at__isnull=True)
                | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="a_taken_story_says_since_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def articles(self) -> SourceArticleQuerySet:
        """Its reports in the order they came, spiked ones left out."""
        return SourceArticle.objects.for_page().filter(membership__story=self).exclude(state="spiked").order_by("pk")

    def is_changed(self, at: datetime) -> None:
        """Its reports are to be compared; saved with what changed."""
        self.due_at, self.claimed_until = at + COMPARED_WITHIN, None

    @transaction.atomic
    def take(self, *, by: User, at: datetime, instead_of: User | None = None) -> None:
        """ "I do this one." Raises ValidationError, with the name of who has it, when that is not `instead_of`."""
        free = Story.objects.filter(Q(taken_by=instead_of) | Q(taken_by=by), pk=self.pk)
        if not free.update(taken_by=by, taken_at=at):
            holder = Story.objects.select_related("taken_by").get(pk=self.pk).taken_by
            now = f"{holder} has taken “{self}” in the meantime" if holder else f"“{self}” is free again"
            raise ValidationError(f"{now}; nothing was changed. Look again, and take it then.")
        before = {"taken_by": instead_of.username} if instead_of else {}
        Act.objects.record("took the story", self, by=by, before=before, after={"taken_by": by.username})
        self.refresh_from_db(fields=["taken_by", "taken_at"])

    @transaction.atomic
    def release(self, *, by: User) -> None:
        """Whoever has it, it is free again."""
        if self.taken_by:
            Act.objects.record("released the story", self, by=by, before={"taken_by": self.taken_by.username})
        self.taken_by, self.taken_at = None, None
        self.save(update_fields=["taken_by", "taken_at"])


SURE_OF_EVENT = 0.85
"""A place in a story that scored less is asked about: over a labelled stream of 3,378 reports 8 in 60, of which one in
eight is wrong; of those above one in sixty is. With the near copies below it makes ten questions for sixty reports."""


class StoryMembershipQuerySet(models.QuerySet["StoryMembership"]):
    def unsure(self) -> "StoryMembershipQuerySet":
        """Places that nobody confirmed and the score hardly earned, of reports that wait beside an earlier one.

        A copy has no score: it stands where its original stands.
        """
        earlier = StoryMembership.objects.filter(story=OuterRef("story"), article__lt=OuterRef("article"))
        company = Exists(earlier.exclude(article__state="spiked"))
        return self.filter(company, score__lt=SURE_OF_EVENT, decided_by__isnull=True, article__state="inbox")


class StoryMembership(models.Model):
    """Why a report stands in a story: the machine's score and reasons, or an editor's word, never overwritten."""

    article = models.OneToOneField(SourceArticle, models.CASCADE, related_name="membership")
    story = models.ForeignKey(Story, models.PROTECT, related_name="memberships")
    score = models.FloatField(null=True)
    reasons = models.JSONField(default=list)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = StoryMembershipQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.article} in {self.story}"


def _asks() -> Q:
    """Of a story: a report's place in it, or that it is a copy, is unsure."""
    places, copies = StoryMembership.objects.unsure(), Decision.objects.unsure()
    return Q(pk__in=places.values("story")) | Q(pk__in=copies.values("later__membership__story"))


SURE_OF_COPY = 0.75
"""A near copy of which neither text holds so much of the other is asked about: in the same stream 2.5 in 60, of
which three in ten are none. Of those above one in ninety is."""


class DecisionQuerySet(models.QuerySet["Decision"]):
    def unsure(self) -> "DecisionQuerySet":
        """Near copies that nobody confirmed and the score hardly earned, whose later report is linked and waits."""
        near = self.filter(verdict="near copy", score__lt=SURE_OF_COPY, decided_by__isnull=True)
        return near.filter(later__state="inbox", later__copy_of__isnull=False)

    def settle(self, one: SourceArticle, other: SourceArticle, *, verdict: str, **details: Any) -> "Decision":
        """Keep a verdict on two articles. The machine (by=None) never overwrites an editor's."""
        earlier, later = sorted((one, other), key=lambda article: article.pk)
        by = details.pop("by", None)
        pair, _ = self.get_or_create(earlier=earlier, later=later, defaults={"verdict": verdict})
        if by is None and pair.decided_by_id is not None:
            return pair
        for name, value in {"verdict": verdict, "decided_by": by, "decided_at": timezone.now(), **details}.items():
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
    decided_at = models.DateTimeField(default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="two_articles_have_one_decision"),
            models.CheckConstraint(condition=Q(earlier__lt=models.F("later")), name="a_pair_is_ordered_by_arrival"),
            models.CheckConstraint(condition=Q(verdict__in=VERDICTS), name="a_decision_has_a_known_verdict"),
        ]

    def __str__(self) -> str:
        return self.verdict
