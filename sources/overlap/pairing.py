"""Which sentence of one report is which of another: by their words, by shared shingles, or by their place.

The heaviest run of pairs that goes forward on both sides is the frame; the pairs that cross it were moved.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel

from sources.overlap.shingles import of_words

FEWEST_WORDS = 5
"""A shorter sentence ("He said so.") stands anywhere: it is paired by its place between neighbours alone."""
SHARED_SHINGLES = 2
ALIKE = 0.3
"""Two sentences are a pair when they share so many shingles, and this share of the shorter one's. Every sixth word
edited leaves about half of the shingles."""
MOST_PLACES = 10
"""A shingle that stands in more sentences than this tells none of them apart."""
NEIGHBOURLY = 0.5
"""Between two pairs, sentences with this likeness of words (Indel, 0 to 1) are a pair too."""
GAP_WORDS, UNIT_WORDS = 2_000, 20
"""Such sentences are looked for where neither side has more words than this, a sentence counted as twenty at least:
10,000 likenesses, which take 16 ms."""
MOVED_WORDS = 8
"""Fewer words that stand elsewhere are a turn of phrase, not a passage that was moved."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or a whole paragraph: code points [start, end) of it, and which of its words: [first, last)."""

    paragraph: int
    start: int
    end: int
    first: int
    last: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Unit `left` of the one side is unit `right` of the other. `weight`: about how many words hold them together."""

    left: int
    right: int
    weight: float


@dataclass(frozen=True, slots=True)
class Pairing:
    """`frame`: in order on both sides. `moved`: runs of pairs that cross it, side by side in the same paragraphs.
    No unit is in two pairs."""

    frame: tuple[Pair, ...]
    moved: tuple[tuple[Pair, ...], ...]


def pair(left: Sequence[Unit], right: Sequence[Unit]) -> Pairing:
    found = _pairs(left, right)
    frame = heaviest(found)
    runs = _runs(set(found) - set(frame), left, right)
    moved = tuple(run for run in runs if sum(one.weight for one in run) >= MOVED_WORDS)
    return Pairing(tuple(heaviest([*frame, *_Gaps(left, right, moved).pairs(frame)])), moved)


def same_paragraphs(one: Pair, other: Pair, left: Sequence[Unit], right: Sequence[Unit]) -> bool:
    alike = left[one.left].paragraph == left[other.left].paragraph
    return alike and right[one.right].paragraph == right[other.right].paragraph


# By their words


def _pairs(left: Sequence[Unit], right: Sequence[Unit]) -> list[Pair]:
    """What stands several times is paired in the order in which it stands."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in reversed(range(len(right))):
        places[right[at].keys].append(at)
    same = [
        Pair(at, places[unit.keys].pop(), len(unit.keys))
        for at, unit in enumerate(left)
        if len(unit.keys) >= FEWEST_WORDS and places.get(unit.keys)
    ]
    free_left = _shingled(left, {one.left for one in same})
    free_right = _shingled(right, {one.right for one in same})
    return [*same, *_strongest(_alike(free_left, free_right))]


def _shingled(units: Sequence[Unit], paired: set[int]) -> dict[int, set[int]]:
    """The shingles of each unit that is in no pair yet and has words enough."""
    free = ((at, unit) for at, unit in enumerate(units) if at not in paired and len(unit.keys) >= FEWEST_WORDS)
    return {at: set(of_words(unit.keys)) for at, unit in free}


def _alike(left: dict[int, set[int]], right: dict[int, set[int]]) -> Iterator[Pair]:
    holding: dict[int, list[int]] = defaultdict(list)
    for at, shingles in right.items():
        for shingle in shingles:
            holding[shingle].append(at)
    for at, shingles in left.items():
        places = (holding.get(shingle, ()) for shingle in shingles)
        shared = Counter(other for those in places if len(those) <= MOST_PLACES for other in those)
        for other, count in shared.items():
            if count >= max(SHARED_SHINGLES, ALIKE * min(len(shingles), len(right[other]))):
                yield Pair(at, other, count)


def _strongest(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Those with most weight first, until each unit is in one."""
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    for one in sorted(pairs, key=lambda one: (-one.weight, one.left, one.right)):
        if one.left not in taken_left and one.right not in taken_right:
            taken_left.add(one.left)
            taken_right.add(one.right)
            yield one


# By their place


class _Gaps:
    """What stands between neighbours of the frame and was not moved."""

    def __init__(self, left: Sequence[Unit], right: Sequence[Unit], moved: Iterable[Sequence[Pair]]) -> None:
        self.left, self.right = left, right
        away = [one for run in moved for one in run]
        self.away_left, self.away_right = {one.left for one in away}, {one.right for one in away}

    def pairs(self, frame: Sequence[Pair]) -> Iterator[Pair]:
        """Every two sentences of one gap that are alike; which of them go together is still to be chosen."""
        for one, other in pairwise([Pair(-1, -1, 0), *frame, Pair(len(self.left), len(self.right), 0)]):
            lefts = [at for at in range(one.left + 1, other.left) if at not in self.away_left]
            rights = [at for at in range(one.right + 1, other.right) if at not in self.away_right]
            if max(_room(lefts, self.left), _room(rights, self.right)) <= GAP_WORDS:
                yield from (made for at in lefts for beside in rights if (made := self._pair(at, beside)))

    def _pair(self, at: int, beside: int) -> Pair | None:
        one, other = self.left[at].keys, self.right[beside].keys
        likeness = Indel.normalized_similarity(one, other, score_cutoff=NEIGHBOURLY)
        return Pair(at, beside, likeness * (1 + len(one))) if likeness else None


def _room(places: Iterable[int], units: Sequence[Unit]) -> int:
    return sum(max(UNIT_WORDS, len(units[at].keys)) for at in places)


# Their order


@dataclass(frozen=True, slots=True)
class _Run:
    last: Pair
    before: "_Run | None"
    weight: float


def heaviest(pairs: Iterable[Pair]) -> list[Pair]:
    """The heaviest run of pairs that goes forward on both sides: a longest increasing subsequence, weighted."""
    ends: list[int] = []  # The right unit in which each of `runs` ends; those that end later are heavier.
    runs: list[_Run] = []
    for one in sorted(pairs, key=lambda one: (one.left, -one.right)):
        at = bisect_left(ends, one.right)
        before = runs[at - 1] if at else None
        run = _Run(one, before, one.weight + (before.weight if before else 0))
        stop = at
        while stop < len(runs) and runs[stop].weight <= run.weight:
            stop += 1
        if stop > at or one.right not in ends[at : at + 1]:
            ends[at:stop], runs[at:stop] = [one.right], [run]
    found: list[Pair] = []
    last = runs[-1] if runs else None
    while last:
        found.append(last.last)
        last = last.before
    return found[::-1]


def _runs(pairs: Iterable[Pair], left: Sequence[Unit], right: Sequence[Unit]) -> list[tuple[Pair, ...]]:
    """Pairs that follow one another on both sides, in the same two paragraphs."""
    runs: list[list[Pair]] = []
    for one in sorted(pairs, key=lambda one: one.left):
        last = runs[-1][-1] if runs else None
        if (
            last
            and (one.left, one.right) == (last.left + 1, last.right + 1)
            and same_paragraphs(last, one, left, right)
        ):
            runs[-1].append(one)
        else:
            runs.append([one])
    return [tuple(run) for run in runs]
