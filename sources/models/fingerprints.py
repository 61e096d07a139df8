from typing import Any

from django.db import models
from django.db.models import Count

from sources.models.articles import SourceArticle


class IndexQuerySet(models.QuerySet[Any]):
    def sharing(self, hashes: list[int], *, at_least: int, limit: int) -> list[int]:
        """Articles that share at least so many of the hashes, those with most first: one indexed statement."""
        rows = self.filter(hash__in=hashes).values("article").annotate(shared=Count("id")).filter(shared__gte=at_least)
        return list(rows.order_by("-shared", "article").values_list("article", flat=True)[:limit])


class FingerprintQuerySet(IndexQuerySet):
    def of_scheme(self, scheme: str) -> "FingerprintQuerySet":
        return self.filter(scheme=scheme)


class Fingerprint(models.Model):
    """One of the k smallest shingle hashes of an article, as a row. Rows of different schemes are never compared."""

    scheme = models.CharField(max_length=60)
    hash = models.BigIntegerField()
    article = models.ForeignKey(SourceArticle, models.CASCADE, related_name="fingerprints")

    objects = FingerprintQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["hash", "scheme", "article"], name="fingerprint_by_hash")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.hash}"


class EventKey(models.Model):
    """One of an article's most telling terms, hashed: how reports of one event find each other."""

    hash = models.BigIntegerField()
    article = models.ForeignKey(SourceArticle, models.CASCADE, related_name="event_keys")

    objects = IndexQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["hash", "article"], name="event_key_by_hash")]

    def __str__(self) -> str:
        return str(self.hash)


class SegmentCount(models.Model):
    """How many unrelated articles had a segment, so that shared boilerplate weighs nothing."""

    hash = models.BigIntegerField(primary_key=True)
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.hash}: {self.count}"


class TermCount(models.Model):
    """In how many originals of the archive a term was seen (document frequency). Term 0 counts the originals."""

    ALL = 0
    hash = models.BigIntegerField(primary_key=True)
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.hash}: {self.count}"
