from collections.abc import Iterable

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Act, Identified, User
from sources.models.articles import SourceArticle

ORIGIN_VERDICTS = ["independent", "shared"]


class OriginWordQuerySet(models.QuerySet["OriginWord"]):
    def among(self, articles: Iterable[SourceArticle]) -> "OriginWordQuerySet":
        """The words on pairs that are both among the articles."""
        keys = [article.pk for article in articles]
        return self.filter(earlier__in=keys, later__in=keys).select_related("earlier", "later", "by").order_by("pk")

    @transaction.atomic
    def give(self, one: SourceArticle, other: SourceArticle, *, verdict: str, by: User, reason: str) -> "OriginWord":
        """Keep an editor's word on two reports; a later one takes the place of an earlier one."""
        earlier, later = sorted((one, other), key=lambda article: article.pk)
        values = {"verdict": verdict, "reason": reason, "by": by, "at": timezone.now()}
        word, _ = self.update_or_create(earlier=earlier, later=later, defaults=values)
        Act.objects.record(f"called two origins {verdict}", earlier, by=by, reason=reason, after=word.trace())
        return word


class OriginWord(Identified):
    """An editor's word on the origins behind two reports, with its reason. The machine never overwrites it."""

    earlier = models.ForeignKey(SourceArticle, models.CASCADE, related_name="origin_words_as_earlier")
    later = models.ForeignKey(SourceArticle, models.CASCADE, related_name="origin_words_as_later")
    verdict = models.CharField(max_length=12, choices=[(v, v) for v in ORIGIN_VERDICTS])
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OriginWordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="two_reports_have_one_word_on_their_origins"),
            models.CheckConstraint(condition=Q(earlier__lt=F("later")), name="the_reports_of_a_word_are_in_order"),
            models.CheckConstraint(condition=Q(verdict__in=ORIGIN_VERDICTS), name="a_word_on_origins_is_a_known_one"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_word_on_origins_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.earlier} and {self.later}: {self.verdict}"

    def trace(self) -> dict[str, str]:
        return {"earlier": str(self.earlier.uid), "later": str(self.later.uid), "verdict": self.verdict}

    @transaction.atomic
    def take_back(self, *, by: User) -> None:
        """What the machine makes of the two counts again."""
        before = self.trace() | {"reason": self.reason}
        Act.objects.record("took back a word on two origins", self.earlier, by=by, before=before)
        self.delete()
