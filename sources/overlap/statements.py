"""The sentences of a story's reports, ready to be compared, and the pairs of them that are about the same thing."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations

from sources.overlap import statuses
from sources.overlap.statuses import Status
from sources.text import attribution
from sources.text.claims import alignment, days, passage_kinds, places, times
from sources.text.claims.alignment import Likeness, Terms, Weights
from sources.text.claims.days import Day
from sources.text.claims.places import Place
from sources.text.claims.quantities import OPENS_CLAUSE, Quantity
from sources.text.claims.times import Time
from sources.text.fold import plain
from sources.text.types import Attribution, Sentence

PROSE = frozenset({"paragraph", "standfirst"})
MOST_SENTENCES = 60
"""Sentences compared of one report; a hostile text costs no more than a long one."""
WINDOW = 45
"""Characters on either side of a value within which its own context stands: some eight words."""
_CLAUSE_OPENS = re.compile(rf";|\b(?:{'|'.join(sorted(OPENS_CLAUSE))})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Statement:
    """One sentence of a report. `report` is its key."""

    report: str
    published_on: date | None
    sentence: Sentence
    terms: Terms

    @cached_property
    def attribution(self) -> Attribution:
        return attribution.find(self.sentence.text)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        return tuple(day for day in days.find(self.sentence.text) if not day.of_saying)

    @cached_property
    def times(self) -> tuple[Time, ...]:
        return times.find(self.sentence.text)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        return places.find(self.sentence.text)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        return self.terms.quantities

    @cached_property
    def status(self) -> Status | None:
        return statuses.find(self.sentence.text)

    def around(self, start: int, end: int, marks: str = ";") -> Terms:
        """The terms near a place in the sentence, on its right up to one of the marks."""
        text = self.sentence.text
        left, right = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
        right = right[: min((at for mark in marks if (at := right.find(mark)) >= 0), default=len(right))]
        return self._near(left.rpartition(";")[2], text[start:end], right)

    def clause(self, start: int, end: int) -> Terms:
        """As `around`, and within the clause: "charged on Friday after the shooting" tells of no shooting on Friday."""
        text = self.sentence.text
        left, right = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
        return self._near(_CLAUSE_OPENS.split(left)[-1], text[start:end], _CLAUSE_OPENS.split(right)[0])

    def _near(self, left: str, words: str, right: str) -> Terms:
        opening = "" if self.sentence.text.startswith(left) else "x "  # a capital says nothing at the very start
        return alignment.terms(f"{opening}{left}{words}{right}")


@dataclass(frozen=True, slots=True)
class Reported:
    """What its statements take from a report. `names`: its actors', as written."""

    key: str
    published_on: date | None
    names: frozenset[str]


def statements_of(report: Reported, sentences: Sequence[Sentence]) -> list[Statement]:
    """The statements of a report: its sentences that neither ask nor instruct."""
    names = frozenset(alignment.stem(plain(word)) for name in report.names for word in name.split())
    return [
        Statement(report.key, report.published_on, sentence, alignment.terms(sentence.text, names))
        for sentence in sentences[:MOST_SENTENCES]
        if passage_kinds.kind(sentence.text) not in (passage_kinds.QUESTION, passage_kinds.INSTRUCTION)
    ]


@dataclass(frozen=True, slots=True)
class Pair:
    one: Statement
    other: Statement
    likeness: Likeness

    @property
    def same(self) -> bool:
        """Both state the same, whatever their numbers."""
        return alignment.states_same_but_for_numbers(self.one.terms, self.other.terms, self.likeness)

    def names(self) -> frozenset[str]:
        return self.one.terms.names & self.other.terms.names


def pairs(statements: Sequence[Statement], having: Callable[[Statement], bool]) -> Iterator[Pair]:
    """Pairs of statements of different reports that both have what is compared, likest first."""
    weights = Weights([statement.terms for statement in statements])
    found = [
        Pair(one, other, likeness)
        for one, other in combinations([statement for statement in statements if having(statement)], 2)
        if one.report != other.report and (likeness := weights.likeness(one.terms, other.terms)).cosine
    ]
    yield from sorted(found, key=lambda pair: -pair.likeness.cosine)


def shared_names(pair: Pair, most: int = 3) -> str:
    """The names that both have, as the first writes them: "Mali, Assimi Goïta"."""
    runs: list[str] = []
    open_run = False
    for word in pair.one.sentence.text.split():
        bare = word.strip(",.;:()“”\"'’‘").removesuffix("'s").removesuffix("’s")
        is_day = plain(bare) in days.MONTHS or plain(bare) in days.WEEKDAYS
        shared = bare[:1].isupper() and not is_day and not alignment.terms(f"x {bare}").words.isdisjoint(pair.names())
        if shared and open_run:
            runs[-1] += f" {bare}"
        elif shared:
            runs.append(bare)
        open_run = shared and word[-1:] not in ",.;:"
    return ", ".join(dict.fromkeys(runs[:most]))
