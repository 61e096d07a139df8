"""Two reports side by side: which passage of the one is which of the other, and what was edited inside.

Sentences are paired (whole paragraphs where both have them). Pairs of the same two paragraphs make one row, so a
paragraph that was split, or two that were joined, make two.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from sources.overlap import edits
from sources.overlap.edits import Change, Reader, Words
from sources.overlap.pairing import FEWEST_WORDS, Pair, Pairing, Unit, pair, same_paragraphs
from sources.text import sentences
from sources.text.types import Segment

Kind = Literal["same", "edited", "moved", "only left", "only right"]
Mark = Literal["kept", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Span:
    """Code points [start, end) of a paragraph, and what became of them."""

    start: int
    end: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, counted from 0, or some sentences of it: code points [start, end), tiled by the spans."""

    paragraph: int
    start: int
    end: int
    spans: tuple[Span, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Row:
    """Two passages that are one another's, or one that stands alone (unmarked).

    `shared`: how many words stand in both. `too_long`: the edits were not looked for, so nothing is marked.
    """

    kind: Kind
    left: Part | None
    right: Part | None
    shared: int = 0
    too_long: bool = False


@dataclass(frozen=True, slots=True)
class _Side:
    paragraphs: tuple[Words, ...]
    units: tuple[Unit, ...]


@dataclass(slots=True, eq=False)
class _Draft:
    """A row being made: its pairs, and the units of either side that go with them."""

    pairs: list[Pair] = field(default_factory=list)
    moved: bool = False
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)


def align(earlier: Sequence[str], later: Sequence[str]) -> tuple[Row, ...]:
    """The paragraphs of two reports in rows: each word of either stands in one of them.

    The order is that of both sides; a passage that was moved stands where the earlier report has it.
    """
    left, right = _sides(earlier, later)
    found = pair(left.units, right.units)
    drafts = [*_framed(found, left, right), *(_Draft(list(run), moved=True) for run in found.moved)]
    _gather(drafts, left, right)
    return tuple(_row(draft, left, right) for draft in _ordered(drafts, left, right))


# Sentences


def _sides(earlier: Sequence[str], later: Sequence[str]) -> tuple[_Side, _Side]:
    reader = Reader()
    left = tuple(reader.words(paragraph) for paragraph in earlier)
    right = tuple(reader.words(paragraph) for paragraph in later)
    whole = {words.keys for words in left} & {words.keys for words in right}
    return _side(earlier, left, whole), _side(later, right, whole)


def _side(paragraphs: Sequence[str], words: tuple[Words, ...], whole: set[tuple[str, ...]]) -> _Side:
    units: list[Unit] = []
    for number, (text, found) in enumerate(zip(paragraphs, words, strict=True)):
        starts = _starts(text) if found.keys not in whole and len(found.keys) >= 2 * FEWEST_WORDS else [0]
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            first, last = bisect_left(found.starts, start), bisect_left(found.starts, end)
            units.append(Unit(number, start, end, first, last, found.keys[first:last]))
    return _Side(words, tuple(units))


def _starts(text: str) -> list[int]:
    """Where its sentences begin."""
    return [0, *(sentence.start for sentence in sentences.split(text, [Segment(0, len(text), "paragraph")])[1:])]


# Rows


def _framed(found: Pairing, left: _Side, right: _Side) -> list[_Draft]:
    """A draft for all pairs of the same two paragraphs, unless something that was moved stands between them."""
    away_left = sorted(one.left for run in found.moved for one in run)
    away_right = sorted(one.right for run in found.moved for one in run)
    drafts: list[_Draft] = []
    for one in found.frame:
        last = drafts[-1].pairs[-1] if drafts else None
        if (
            last
            and same_paragraphs(last, one, left.units, right.units)
            and bisect_left(away_left, last.left) == bisect_left(away_left, one.left)
            and bisect_left(away_right, last.right) == bisect_left(away_right, one.right)
        ):
            drafts[-1].pairs.append(one)
        else:
            drafts.append(_Draft([one]))
    return drafts


def _gather(drafts: Sequence[_Draft], left: _Side, right: _Side) -> None:
    of_left = {one.left: draft for draft in drafts for one in draft.pairs}
    of_right = {one.right: draft for draft in drafts for one in draft.pairs}
    for at, draft in _neighbours(of_left, left.units):
        draft.left.append(at)
    for at, draft in _neighbours(of_right, right.units):
        draft.right.append(at)


def _neighbours(paired: Mapping[int, _Draft], units: Sequence[Unit]) -> Iterator[tuple[int, _Draft]]:
    """Each unit that goes with a draft: one in no pair goes with the one before it in its paragraph, or after it."""
    for _, paragraph in groupby(range(len(units)), key=lambda at: units[at].paragraph):
        places = list(paragraph)
        current = next((paired[at] for at in places if at in paired), None)
        for at in places:
            current = paired.get(at, current)
            if current:
                yield at, current


def _ordered(drafts: Sequence[_Draft], left: _Side, right: _Side) -> Iterator[_Draft]:
    """All drafts and, before the pair of the frame that follows it, what stands on one side alone."""
    taken_left = {at: draft for draft in drafts for at in draft.left}
    taken_right = {at: draft for draft in drafts for at in draft.right}
    at = beside = 0
    for draft in [*(draft for draft in drafts if not draft.moved), None]:
        stop = draft.left[0] if draft else len(left.units)
        stop_right = draft.right[0] if draft else len(right.units)
        yield from _before(range(at, stop), taken_left, left)
        free = [place for place in range(beside, stop_right) if place not in taken_right]
        for _, group in groupby(free, key=lambda place: right.units[place].paragraph):
            yield _Draft(right=list(group))
        if draft:
            yield draft
            at, beside = draft.left[-1] + 1, draft.right[-1] + 1


def _before(places: Sequence[int], taken: Mapping[int, _Draft], side: _Side) -> Iterator[_Draft]:
    """What stands on the left alone, and what was moved from there."""
    for _, group in groupby(places, key=lambda at: (id(taken.get(at)), side.units[at].paragraph)):
        those = list(group)
        yield taken.get(those[0]) or _Draft(left=those)


# Words


def _row(draft: _Draft, left: _Side, right: _Side) -> Row:
    if not draft.left:
        return Row("only right", None, _part(right, draft.right))
    if not draft.right:
        return Row("only left", _part(left, draft.left), None)
    found = _changes(draft, left, right)
    edited = [change for change in found or () if not change.kept]
    kind: Kind = "edited" if edited or found is None else "same"
    return Row(
        kind="moved" if draft.moved else kind,
        left=_part(left, draft.left, [_Stretch(change.left, change.left_end, "removed") for change in edited]),
        right=_part(right, draft.right, [_Stretch(change.right, change.right_end, "added") for change in edited]),
        shared=sum(change.left_end - change.left for change in found or () if change.kept),
        too_long=found is None,
    )


def _changes(draft: _Draft, left: _Side, right: _Side) -> list[Change] | None:
    """Sentences that are the same hold the two passages together; what lies between is compared word by word."""
    ones, others = _stretch(left, draft.left), _stretch(right, draft.right)
    keys, other_keys = _words(left, draft.left).keys, _words(right, draft.right).keys
    held = [(left.units[one.left], right.units[one.right]) for one in draft.pairs]
    holds = [
        Change(True, one.first, one.last, other.first, other.last) for one, other in held if one.keys == other.keys
    ]
    found: list[Change] = []
    at, beside = ones.first, others.first
    for hold in [*holds, Change(True, ones.last, ones.last, others.last, others.last)]:
        between = edits.changes(keys[at : hold.left], other_keys[beside : hold.right])
        if between is None:
            return None
        found += [*(change.shifted(at, beside) for change in between), hold]
        at, beside = hold.left_end, hold.right_end
    return found


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words [first, last) of a paragraph."""

    first: int
    last: int
    mark: Mark = "kept"


def _stretch(side: _Side, units: Sequence[int]) -> _Stretch:
    return _Stretch(side.units[units[0]].first, side.units[units[-1]].last)


def _words(side: _Side, units: Sequence[int]) -> Words:
    return side.paragraphs[side.units[units[0]].paragraph]


def _part(side: _Side, units: Sequence[int], edited: Sequence[_Stretch] = ()) -> Part:
    """Space after edited words is no part of the edit."""
    words, whole = _words(side, units), _stretch(side, units)
    start, end = side.units[units[0]].start, side.units[units[-1]].end
    spans: list[Span] = []
    at = start
    for one in edited:
        if one.first < one.last:
            spans.append(Span(at, words.starts[one.first], "kept"))
            at = words.ends[one.last - 1]
            spans.append(Span(words.starts[one.first], at, one.mark))
    spans.append(Span(at, end, "kept"))
    filled = tuple(span for span in spans if span.start < span.end)
    return Part(side.units[units[0]].paragraph, start, end, filled, whole.last - whole.first)
