"""Where a text uses what a report tells: the sentence, and the words in it, that give a value of a difference."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sources.text import sentences
from sources.text.claims import alignment, days, quantities, times
from sources.text.claims.alignment import Terms
from sources.text.types import Segment, Sentence

LEAST_SHARED = 2
"""Terms, besides the value's own, that a sentence shares with the passage whose value it uses. With one, a number of
anything in the same story would do."""
SMALLEST_BARE = 10
"""A smaller number without what it counts is in every text."""
_BLOCK = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class ToldValue:
    """A value as a report gives it. `passage`: the sentence that says it; `published_on` settles its weekday."""

    attribute: str
    value: str
    passage: str
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """`start:end` are the words that give the value; `sentence` is the one they stand in, both in the text."""

    start: int
    end: int
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a plain text whose blocks stand on lines of their own, letter for letter."""
    found = sentences.split(text, [Segment(m.start(), m.end(), "paragraph") for m in _BLOCK.finditer(text)])
    return tuple(replace(one, text=text[one.start : one.end]) for one in found)


def find(value: ToldValue, among: Sequence[Sentence]) -> tuple[Use, ...]:
    """The sentences that give the value of the same thing, in order."""
    passage = alignment.terms(value.passage)
    own = alignment.terms(f"x {value.value}").words
    uses = []
    for sentence in among:
        span = _place(value, sentence.text)
        if span and _is_about(value, alignment.terms(sentence.text), passage, own):
            uses.append(Use(sentence.start + span.start, sentence.start + span.end, sentence))
    return tuple(uses)


def _is_about(value: ToldValue, sentence: Terms, passage: Terms, own: frozenset[str]) -> bool:
    shared = {word for word in sentence.words & passage.words if not word[0].isdigit()} - own
    if value.attribute == "role":
        return bool(shared & sentence.names)
    return len(shared) >= LEAST_SHARED


def _place(value: ToldValue, sentence: str) -> _Span | None:
    if value.attribute == "date":
        return _day(value, sentence) or _time(value, sentence)
    if value.attribute in ("number", "duration"):
        return _quantity(value, sentence)
    words = r"\s+".join(re.escape(word) for word in value.value.split())
    found = re.search(rf"(?<!\w){words}(?!\w)", sentence, re.IGNORECASE)
    return _Span(found.start(), found.end()) if found else None


def _day(value: ToldValue, sentence: str) -> _Span | None:
    for told in days.find(value.value)[:1]:
        for day in days.find(sentence):
            dates = days.resolved(told, value.published_on), days.resolved(day, None)
            if days.relation(told, day, dates) in ("same", "compatible"):
                return _Span(day.start, day.end)
    return None


def _time(value: ToldValue, sentence: str) -> _Span | None:
    for told in times.find(f"at {value.value}")[:1]:
        for time in times.find(sentence):
            if times.relation(told, time) == "same":
                return _Span(time.start, time.end)
    return None


def _quantity(value: ToldValue, sentence: str) -> _Span | None:
    """The same number of the same thing; or the bare number, where it counts nothing else."""
    counted = quantities.find(sentence)
    for told in quantities.find(value.value)[:1]:
        for one in counted:
            if told.value == one.value and (told.measure == one.measure) and (told.units & one.units or told.fate):
                return _Span(one.start, one.end)
    for numeral in quantities.numerals(value.value)[:1]:
        for bare in quantities.numerals(sentence):
            is_free = not any(one.start <= bare.start < one.end for one in counted)
            if is_free and bare.value == numeral.value >= SMALLEST_BARE:
                return _Span(bare.start, bare.end)
    return None
