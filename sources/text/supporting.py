"""Which passages of a story's reports support a statement: proposed by words, numbers and names; an editor confirms."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sources.text.claims import alignment, days, passage_kinds
from sources.text.claims.alignment import Terms, Weights
from sources.text.fold import plain
from sources.text.passages import ReportSentences
from sources.text.types import Sentence

MOST_SENTENCES = 200
"""Sentences read of one report; a hostile text costs no more than a long one."""
MOST_OF_REPORT = 2
"""Passages proposed of one report."""
LEAST_COVER, LEAST_SHARED = 0.5, 2
"""Share of a statement's weight that a passage has to have, and terms. Cover is counted from the statement alone: a
report's sentence says more besides."""
LONG_COVER, LONG_SHARED = 0.35, 4
"""A long statement says several things: a passage supports one of them with so many shared terms, a name or a number
among them."""
NEAR_BEST = 0.75
"""A report's second passage is proposed when it covers nearly as much as its first."""
NOT_SUPPORT = (passage_kinds.QUESTION, passage_kinds.INSTRUCTION)


@dataclass(frozen=True, slots=True)
class Supporting:
    """`cover`: the share of the statement's weight that the passage has, 0 to 1. `missing`: its numbers and names that
    the passage lacks."""

    report: str
    sentence: Sentence
    cover: float
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    report: str
    sentence: Sentence
    terms: Terms


def find(statement: str, reports: Sequence[ReportSentences]) -> tuple[Supporting, ...]:
    """The passages, report by report, the closest of each first. None whose number or day contradicts the statement."""
    candidates = [candidate for report in reports for candidate in _candidates(report)]
    names = frozenset(word for report in reports for word in _name_words(report))
    told = alignment.terms(statement, names)
    weights = Weights([told, *(candidate.terms for candidate in candidates)])
    found: list[Supporting] = []
    for report in reports:
        ours = [candidate for candidate in candidates if candidate.report == report.key]
        fitting = sorted(_fitting(statement, told, ours, weights), key=lambda one: -one.cover)
        found += [one for one in fitting[:MOST_OF_REPORT] if one.cover >= NEAR_BEST * fitting[0].cover]
    return tuple(found)


def _candidates(report: ReportSentences) -> Iterator[_Candidate]:
    names = _name_words(report)
    for sentence in report.sentences[:MOST_SENTENCES]:
        if sentence.text.strip() and passage_kinds.kind(sentence.text) not in NOT_SUPPORT:
            yield _Candidate(report.key, sentence, alignment.terms(sentence.text, names))


def _name_words(report: ReportSentences) -> frozenset[str]:
    return frozenset(alignment.stem(plain(word)) for name in report.names for word in name.split())


def _fitting(statement: str, told: Terms, candidates: Sequence[_Candidate], weights: Weights) -> Iterator[Supporting]:
    whole = weights.total(told.words) or 1.0
    for candidate in candidates:
        shared = told.words & candidate.terms.words
        cover = weights.total(shared) / whole
        if not (_covers(told, cover, len(shared)) or _covers_part(told, cover, shared)):
            continue
        if told.acts and told.acts.isdisjoint(shared):
            continue  # the same people, doing something else
        if alignment.conflicting(told, candidate.terms) or days.of_other_days(statement, candidate.sentence.text):
            continue
        yield Supporting(candidate.report, candidate.sentence, cover, _missing(told, candidate.terms))


def _covers(told: Terms, cover: float, shared: int) -> bool:
    return cover >= LEAST_COVER and shared >= min(LEAST_SHARED, len(told.words))


def _covers_part(told: Terms, cover: float, shared: frozenset[str]) -> bool:
    anchored = bool(shared & told.names) or any(word[0].isdigit() for word in shared)
    return anchored and cover >= LONG_COVER and len(shared) >= LONG_SHARED


def _missing(told: Terms, passage: Terms) -> tuple[str, ...]:
    names = told.names - passage.words
    numbers = {word for word in told.words - passage.words if word[0].isdigit()}
    return tuple(sorted(names | numbers))
