"""Who shares how much of whose text, in one story: from the exact shingle sets, boilerplate left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sources.models import SegmentCount, SourceArticle
from sources.overlap import compare, shingles
from sources.overlap.types import Document, Report

MOST_COMPARED = 30
"""Reports of one story that are compared: 870 cells, 0.1 s. A larger table is read by nobody."""
SHOWN_FROM = 0.05
"""A report that shares less of its text with every other is left out. Two reports of one event that were written apart
share names and stock phrases: in the sample streams 1 to 3 % of their shingles; one long quotation makes 5 %."""
SEEN_OFTEN = 2
"""A paragraph that so many unrelated articles had weighs nothing, as when copies are found."""


@dataclass(frozen=True, slots=True)
class Shares:
    """`of`: key of a report → key of another → the share, 0 to 1, of the one's text that stands in the other.

    Reports that share hardly anything with any other are in neither. `left_out`: reports beyond the limit.
    """

    of: Mapping[int, Mapping[int, float]]
    left_out: int


def shares(articles: Sequence[SourceArticle]) -> Shares:
    """One query. Reports without a text share nothing."""
    compared = articles[:MOST_COMPARED]
    documents = _documents(compared)
    found = {one: {other: _share(documents[one], documents[other]) for other in documents} for one in documents}
    shown = [one for one in documents if any(_shared(found, one, other) for other in documents if other != one)]
    table = {one: {other: found[one][other] for other in shown if other != one} for one in shown}
    return Shares(table, len(articles) - len(compared))


def _shared(found: Mapping[int, Mapping[int, float]], one: int, other: int) -> bool:
    return max(found[one][other], found[other][one]) >= SHOWN_FROM


def _share(one: Document, other: Document) -> float:
    return len(one.shingles & other.shingles) / len(one.shingles) if one.shingles else 0.0


def _documents(articles: Sequence[SourceArticle]) -> dict[int, Document]:
    reports = {article.pk: _report(article) for article in articles}
    hashes = {shingles.segment_hash(part) for report in reports.values() for part in report.paragraphs}
    often = SegmentCount.objects.filter(hash__in=hashes, count__gte=SEEN_OFTEN)
    boilerplate = frozenset(often.values_list("hash", flat=True))
    return {pk: compare.document(report, boilerplate) for pk, report in reports.items()}


def _report(article: SourceArticle) -> Report:
    paragraphs = tuple(part for part in article.body.split("\n\n") if part.strip())
    return Report(str(article.pk), article.headline, paragraphs)
