"""Step 3 of the pipeline: is this a copy of something that is here?"""

from dataclasses import dataclass, replace

from sources.models import Decision, Fingerprint, SegmentCount, SourceArticle
from sources.overlap import compare, shingles, sketch
from sources.overlap.types import Comparison, Document, Report

SHARED_FINGERPRINTS = 2
"""So many shared rows make two articles a candidate pair."""
COPY_CANDIDATES = 20
SEEN_OFTEN = 2
"""A segment that so many unrelated articles had weighs nothing."""

VERDICT_WORDS = {"exact_copy": "exact copy", "near_copy": "near copy", "distinct": "distinct"}


@dataclass(frozen=True, slots=True)
class Match:
    article: SourceArticle
    comparison: Comparison


def place_copy(article: SourceArticle) -> None:
    """Link the article to its original when it is a copy. An editor's word on a pair decides."""
    report = report_of(article)
    document = compare.document(report, _boilerplate(report))
    match = _best_match(article, document)
    article.digest = document.digest
    article.copy_of = match.article.original if match and match.article.original.pk != article.pk else None
    article.save(update_fields=["digest", "copy_of"])
    if match:
        _settle(article, match)
    article.fingerprints.all().delete()
    Fingerprint.objects.bulk_create(Fingerprint(article=article, scheme=sketch.SCHEME, hash=h) for h in document.sketch)


def report_of(article: SourceArticle) -> Report:
    places = article.mentions.exclude(state="rejected").filter(kind__in=("state", "place"))
    return Report(
        uid=str(article.pk),
        title=article.headline,
        standfirst=article.standfirst,
        paragraphs=tuple(part for part in article.body.split("\n\n") if part.strip()),
        published=article.published_on,
        language=article.language,
        places=tuple(dict.fromkeys(places.values_list("text", flat=True))),
    )


def without_boilerplate(report: Report) -> Report:
    """The report less the paragraphs that unrelated articles had as well."""
    often = _boilerplate(report)
    kept = (paragraph for paragraph in report.paragraphs if shingles.segment_hash(paragraph) not in often)
    return replace(report, paragraphs=tuple(kept))


def segment_hashes(report: Report) -> set[int]:
    return {shingles.segment_hash(paragraph) for paragraph in report.paragraphs}


def _boilerplate(report: Report) -> frozenset[int]:
    often = SegmentCount.objects.filter(hash__in=segment_hashes(report), count__gte=SEEN_OFTEN)
    return frozenset(often.values_list("hash", flat=True))


def _best_match(article: SourceArticle, document: Document) -> Match | None:
    words = Decision.objects.editors_word(article)
    ordered = list(
        SourceArticle.objects.with_digest(document.digest).earlier_than(article).values_list("pk", flat=True)
    )
    scheme = Fingerprint.objects.of_scheme(sketch.SCHEME)
    near = scheme.exclude(article=article).sharing(
        list(document.sketch), at_least=min(SHARED_FINGERPRINTS, len(document.sketch)), limit=COPY_CANDIDATES
    )
    candidates = SourceArticle.objects.for_page().earlier_than(article).in_bulk(list(dict.fromkeys(ordered + near)))
    matches = []
    for other in candidates.values():
        if words.get(other.pk) in ("distinct", "same event") or _is_earlier_version(other, article):
            continue
        report = report_of(other)
        comparison = compare.compare(document, compare.document(report, _boilerplate(report)))
        if comparison.verdict != "distinct":
            matches.append(Match(other, comparison))
    return max(
        matches, key=lambda m: (m.comparison.verdict == "exact_copy", m.comparison.score, -m.article.pk), default=None
    )


def _is_earlier_version(other: SourceArticle, article: SourceArticle) -> bool:
    """A later version resembles the earlier ones of its address and their copies, and is a copy of none."""
    if article.previous_id is None:
        return False
    return other.original.place == article.place


def _settle(article: SourceArticle, match: Match) -> None:
    found = match.comparison
    similarity = max(found.containment_new_in_old, found.containment_old_in_new)
    verdict = VERDICT_WORDS[found.verdict]
    Decision.objects.settle(article, match.article, verdict=verdict, score=similarity, reasons=list(found.reasons))
