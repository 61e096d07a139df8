from django.db import models

from sources.models.articles import SourceArticle


class Fingerprint(models.Model):
    """One of the k smallest shingle hashes of an article, as a row. Rows of different schemes are never compared.

    `scheme` numbers how it was made (`sketch.SCHEMES`). The key is the index that candidates are found by.
    """

    pk = models.CompositePrimaryKey("hash", "scheme", "article_id")
    scheme = models.PositiveSmallIntegerField()
    hash = models.BigIntegerField()
    article = models.ForeignKey(SourceArticle, models.CASCADE, related_name="fingerprints")

    def __str__(self) -> str:
        return f"{self.scheme}: {self.hash}"


class EventKey(models.Model):
    """One of an article's most telling terms, hashed: how reports of one event find each other.

    `day`: the ordinal day that the article came out; 0 when it bears no date.
    """

    pk = models.CompositePrimaryKey("hash", "day", "article_id")
    hash = models.BigIntegerField()
    day = models.PositiveIntegerField(default=0)
    article = models.ForeignKey(SourceArticle, models.CASCADE, related_name="event_keys")

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
