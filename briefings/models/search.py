from collections.abc import Collection
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from modelsearch import index
from modelsearch.backends import get_search_backend

from briefings.models.appearances import Appearance
from briefings.models.briefing import Briefing
from briefings.models.edition import Edition, Rendition
from sources.text.fold import plain


class SearchTextQuerySet(models.QuerySet["SearchText"]):
    def listed(self) -> "SearchTextQuerySet":
        """Through the gate: those of live editions that lists show."""
        return self.filter(Exists(Edition.objects.listed().order_by().filter(pk=OuterRef("edition"))))

    def matching(self, words: str) -> "SearchTextQuerySet":
        """Those that hold all the words, which are folded and parted by spaces; the newest briefing first."""
        rows = self.order_by("-first_seq")
        found = get_search_backend().search(words, rows, operator="and", order_by_relevance=False)
        queryset: SearchTextQuerySet = found.get_queryset()
        return queryset

    def under(self, kind: str, slug: str) -> "SearchTextQuerySet":
        """Those that stand under an entry as well; nothing for an entry that is not there."""
        said = Appearance.objects.filter(edition=OuterRef("edition"), entry__kind=kind, entry__slug=slug)
        return self.filter(Exists(said))

    def among(self, entries: Collection[int]) -> "SearchTextQuerySet":
        """Those that stand under one of the entries as well."""
        return self.filter(Exists(Appearance.objects.filter(edition=OuterRef("edition"), entry__in=entries)))

    def with_summaries(self) -> "SearchTextQuerySet":
        """Each with `summary`: the stored bytes that lists show."""
        stored = Rendition.objects.filter(edition=OuterRef("edition"), shape="summary").values("content")
        return self.annotate(summary=Subquery(stored))


class SearchText(index.Indexed, models.Model):  # type: ignore[misc]  # the library has no types
    """What is searched of a briefing: the words of its live edition, stored in the transaction that publishes it."""

    briefing = models.OneToOneField(Briefing, models.CASCADE, related_name="search_text")
    edition = models.OneToOneField(Edition, models.CASCADE, related_name="search_text")
    first_seq = models.PositiveBigIntegerField(db_index=True)
    published_at = models.DateTimeField(help_text="When the briefing was first published.")
    title = models.TextField()
    text = models.TextField()

    search_auto_update = False
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("folded_title"),
        index.SearchField("folded_text"),
        index.FilterField("first_seq"),
    ]

    objects = SearchTextQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    def folded_title(self) -> str:
        return folded(self.title)

    def folded_text(self) -> str:
        return folded(self.text)


def folded(text: str) -> str:
    """Each word in lower case and without accents, so that "goita" finds "Goïta" whatever the database."""
    return " ".join(plain(word) for word in text.split())
