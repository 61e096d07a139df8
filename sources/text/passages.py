"""Which of a story's sentences may stand as its key points, and what in other reports states the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sources.text.claims import alignment, days, passage_kinds
from sources.text.claims.alignment import Terms, Weights
from sources.text.claims.passage_kinds import FACT, PRAISE
from sources.text.fold import plain
from sources.text.types import Sentence
from sources.text.word_sets import word_set

MOST_POINTS = 7
IN_PROSE = frozenset({"paragraph", "standfirst"})
"""Segment kinds whose sentences may state a point. Turns of an interview corroborate nothing; headings, lists and
tables are fragments."""
MOST_PASSAGES, MOST_SENTENCES = 720, 60
"""Sentences read of a story, and of one report: what is told further down is no key point, and every pair is looked at,
so that a hostile text costs no more than a long one."""
LIKE_COVER = 0.6
"""From here two sentences are too alike to stand as two key points, though they may not state quite the same."""
UNSAID = word_set(
    "he she they it this these those that his her their its such both il elle ils er sie es el ella ele ela"
)
"""A point that opens with one of these leans on the sentence before it, and cannot stand alone."""


@dataclass(frozen=True, slots=True)
class ReportSentences:
    """`copy_of`: key of the report that this one copies. `names`: its actors as written, or folded."""

    key: str
    sentences: tuple[Sentence, ...]
    copy_of: str | None
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Support:
    """A passage of another report that states the same."""

    report: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class KeyPoint:
    report: str
    sentence: Sentence
    support: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class _Passage:
    """A sentence that may state a point. `text_of`: the report whose text it is; a copy's is its original's."""

    report: str
    order: int
    position: int
    text_of: str
    sentence: Sentence
    terms: Terms
    kind: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    passage: _Passage
    support: tuple[_Passage, ...]

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Most texts first (copies of one text count once), then most reports, then nearest the lead."""
        texts = {passage.text_of for passage in (self.passage, *self.support)}
        return (-len(texts), -len(self.support), self.passage.position, self.passage.order)


def kind(sentence: str) -> str:
    """What kind of sentence it is: see `passage_kinds.kind`."""
    return passage_kinds.kind(sentence)


def key_points(reports: Sequence[ReportSentences]) -> tuple[KeyPoint, ...]:
    """At most seven facts, each once, with the passages of other reports that state the same; best supported first."""
    most = min(MOST_SENTENCES, MOST_PASSAGES // max(1, len(reports)))
    passages = [passage for order, report in enumerate(reports) for passage in _passages(report, order)[:most]]
    weights = Weights([passage.terms for passage in passages])
    candidates = sorted(_candidates(passages, weights), key=lambda candidate: candidate.rank)
    chosen: list[_Candidate] = []
    for candidate in candidates:
        if len(chosen) < MOST_POINTS and not any(_repeats(candidate, other, weights) for other in chosen):
            chosen.append(candidate)
    return tuple(_key_point(candidate) for candidate in chosen)


def _passages(report: ReportSentences, order: int) -> list[_Passage]:
    names = frozenset(alignment.stem(plain(word)) for name in report.names for word in name.split())
    prose = [sentence for sentence in report.sentences if sentence.segment_kind in IN_PROSE and sentence.text.strip()]
    return [
        _Passage(
            report=report.key,
            order=order,
            position=position,
            text_of=report.copy_of or report.key,
            sentence=sentence,
            terms=alignment.terms(sentence.text, names),
            kind=found,
        )
        for position, sentence in enumerate(prose[:MOST_SENTENCES])
        if (found := passage_kinds.kind(sentence.text)) in (FACT, PRAISE)
    ]


def _candidates(passages: Sequence[_Passage], weights: Weights) -> Iterator[_Candidate]:
    """Each fact with the best passage of every other report that states the same."""
    for passage in passages:
        if passage.kind == FACT and _stands_alone(passage.sentence.text):
            others = [other for other in passages if other.report != passage.report]
            yield _Candidate(passage, _support(passage, others, weights))


def _stands_alone(sentence: str) -> bool:
    first = plain(sentence.split()[0]).lstrip('“"«„').partition("'")[0]
    return first not in UNSAID


def _support(passage: _Passage, others: Sequence[_Passage], weights: Weights) -> tuple[_Passage, ...]:
    best: dict[str, tuple[float, _Passage]] = {}
    for other in others:
        likeness = weights.likeness(passage.terms, other.terms)
        if (
            alignment.states_same(passage.terms, other.terms, likeness)
            and not days.of_other_days(passage.sentence.text, other.sentence.text)
            and likeness.cosine > best.get(other.report, (0.0,))[0]
        ):
            best[other.report] = (likeness.cosine, other)
    return tuple(other for _, other in best.values())


def _repeats(candidate: _Candidate, chosen: _Candidate, weights: Weights) -> bool:
    """Whether a chosen point, or a passage under it, says what the candidate says."""
    told = (chosen.passage, *chosen.support)
    if any(passage.sentence is candidate.passage.sentence for passage in told):
        return True
    if {(p.report, p.sentence.start) for p in candidate.support} & {(p.report, p.sentence.start) for p in told}:
        return True
    likenesses = (weights.likeness(candidate.passage.terms, passage.terms) for passage in told)
    return any(one.cover >= LIKE_COVER and len(one.shared) > alignment.LEAST_SHARED for one in likenesses)


def _key_point(candidate: _Candidate) -> KeyPoint:
    support = tuple(Support(passage.report, passage.sentence) for passage in candidate.support)
    return KeyPoint(candidate.passage.report, candidate.passage.sentence, support)
