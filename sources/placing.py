"""Step 3 of the pipeline: is this a copy of something that is here?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sources.archive import Archive
from sources.cases import Case
from sources.documents import document_of, keep
from sources.hashes import Question
from sources.models import Decision, SourceArticle
from sources.overlap import compare
from sources.overlap.types import Comparison, Document, Report
from sources.preparing import paragraphs

COPY_CANDIDATES = 20
SEEN_OFTEN = 2
"""A segment that so many unrelated articles had weighs nothing."""

VERDICT_WORDS = {"exact_copy": "exact copy", "near_copy": "near copy", "distinct": "distinct"}

EDITORS_COPIES = ("exact copy", "near copy")


@dataclass(frozen=True, slots=True)
class Match:
    article: SourceArticle
    comparison: Comparison


def place_copy(case: Case, archive: Archive) -> None:
    """Link the article to its original when it is a copy. An editor's word on a pair decides."""
    article = case.article
    case.document = _document(case, archive)
    keep(report_of(article), case.prepared.document)
    if decided := _decided(case, archive):
        article.copy_of = decided
        archive.index(case)
        return
    match = _best_match(case, archive)
    article.copy_of = match.article.original if match and match.article.original.pk != article.pk else None
    if match:
        _settle(case, match, archive)
    archive.index(case)


def _decided(case: Case, archive: Archive) -> SourceArticle | None:
    """The original of which an editor said that this is a copy."""
    said = [pk for pk, verdict in case.words.items() if verdict in EDITORS_COPIES and pk < case.article.pk]
    originals = [other.original for other in archive.articles_of(said)]
    return next((original for original in originals if original.pk != case.article.pk), None)


def load_candidates(documents: Sequence[Document], archive: Archive) -> None:
    """All that the documents may be copies of, at once."""
    archive.copies.ask([question_of(document) for document in documents])
    archive.copies.count({one for document in documents for one in document.sketch})
    near = {pk for document in documents for pk in archive.copies.of(question_of(document), COPY_CANDIDATES)}
    same = {pk for document in documents for pk in archive.with_digest(document.digest)}
    candidates = archive.articles_of(near | same)
    archive.segments.load({one for article in candidates for one in document_of(report_of(article)).segments})


def question_of(document: Document) -> Question:
    return Question(document.sketch)


def report_of(article: SourceArticle) -> Report:
    """A stored article as it is compared with others."""
    return Report(
        uid="",
        title=article.headline,
        standfirst=article.standfirst,
        paragraphs=paragraphs(article.body),
        published=article.published_on,
        language=article.language,
    )


def boilerplate(segments: Iterable[int], archive: Archive) -> frozenset[int]:
    """Those of the segments that unrelated articles had as well."""
    return frozenset(one for one in segments if archive.segments.of(one) >= SEEN_OFTEN)


def _document(case: Case, archive: Archive) -> Document:
    document = case.prepared.document
    often = boilerplate(document.segments, archive)
    return document_of(document.report, often) if often else document


def _document_of(article: SourceArticle, archive: Archive) -> Document:
    """A candidate's, from the batch or from what is stored."""
    if case := archive.cases.get(article.pk):
        return _document(case, archive)
    report = report_of(article)
    document = document_of(report)
    archive.segments.load(document.segments)
    often = boilerplate(document.segments, archive)
    return document_of(report, often) if often else document


def _best_match(case: Case, archive: Archive) -> Match | None:
    assert case.document is not None
    near = archive.copies.of(question_of(case.document), COPY_CANDIDATES)
    matches = []
    for other in archive.articles_of({*archive.with_digest(case.document.digest), *near}):
        if other.pk >= case.article.pk or other.state == "spiked" or _is_settled(case, other):
            continue
        comparison = compare.compare(case.document, _document_of(other, archive))
        if comparison.verdict != "distinct":
            matches.append(Match(other, comparison))
    return max(
        matches, key=lambda match: (match.comparison.verdict == "exact_copy", match.comparison.score), default=None
    )


def _is_settled(case: Case, other: SourceArticle) -> bool:
    """An editor said that the pair is none; or it is an earlier version of the same address, or a copy of one.

    A later version resembles those, and is a copy of none.
    """
    if case.words.get(other.pk) in ("distinct", "same event"):
        return True
    if case.article.previous_id is None:
        return False
    return other.original.place == case.article.place


def _settle(case: Case, match: Match, archive: Archive) -> None:
    found = match.comparison
    similarity = max(found.containment_new_in_old, found.containment_old_in_new)
    case.verdict, case.match_score = found.verdict, similarity
    values: dict[str, Any] = {
        "verdict": VERDICT_WORDS[found.verdict],
        "score": similarity,
        "reasons": list(found.reasons),
    }
    if case.is_new:
        archive.decisions.append(Decision(earlier=match.article, later=case.article, **values))
    else:
        Decision.objects.settle(case.article, match.article, **values)
