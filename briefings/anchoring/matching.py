"""Which word of an old text became which word of the new one: frame → gaps → moved passages.

What stands once in both texts holds the frame (patience diff); between, the shortest script without its crumbs; what is
left over on both sides and is long enough was moved. A word goes to one place at most, and no two go to the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from briefings.anchoring.words import PARAGRAPH, Words
from sources.overlap import edits, pairing
from sources.overlap.edits import Change
from sources.overlap.pairing import Pair

NOWHERE = -1
SHINGLE = 4
"""Words and signs in a row that hold the frame. Five do as well; with three more deleted spans go to look-alikes."""
FEWEST_MOVED = 5
"""Fewer words and signs in a row that left one place and came up at another are a turn of phrase. Six lose a third more
of the spans in moved sentences that were edited too (made-up edits)."""
FEWEST_MOVED_AGAIN = 8
"""The same for words that the text has elsewhere as well."""
SMALL_EDIT = 4
"""Beside a moved passage so many words may be put in, cut or replaced, and what stands beyond them moved with it."""
RESPELT = 0.7
"""Two words at one place with this likeness (Levenshtein, 0 to 1) are one word, spelt or inflected anew."""
SHORTEST_RESPELT = 4
LONGEST_HUNK = 12
"""More words than these in the place of others are a passage written anew: none of them is an old one spelt anew."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words [old, old + length) of the old text are words [new, new + length) of the new one."""

    old: int
    new: int
    length: int


@dataclass(frozen=True, slots=True)
class Hunk:
    """Words [old, old_end) stood where words [new, new_end) stand now."""

    old: int
    old_end: int
    new: int
    new_end: int


class Matching:
    """`new_of` and `old_of`: for each word of the one text its word in the other, or NOWHERE."""

    def __init__(self, old: Words, new: Words) -> None:
        self.old, self.new = old, new
        self.new_of, self.old_of = [NOWHERE] * len(old.keys), [NOWHERE] * len(new.keys)
        self.moved: set[int] = set()
        self._match()

    def _match(self) -> None:
        runs = self._runs()
        frame = _frame(runs)
        for run in frame:
            self._tie(run)
        for run in runs:
            self._move(run)
        self._fill(frame)
        self._slide()
        for run in self._runs():
            self._move(run)
        for at in sorted(self.moved):
            self._spread(at, -1)
            self._spread(at, 1)
        for hunk in list(self.hunks()):
            self._respell(hunk)

    def _tie(self, run: Run) -> None:
        for step in range(run.length):
            self.new_of[run.old + step], self.old_of[run.new + step] = run.new + step, run.old + step

    def _move(self, run: Run) -> None:
        """Those words of a run that are still free went with it, where they are enough."""
        for part in self._free_parts(run):
            fewest = FEWEST_MOVED_AGAIN if self.comes_again(range(part.old, part.old + part.length)) else FEWEST_MOVED
            if part.length >= fewest:
                self._tie(part)
                self.moved.update(range(part.old, part.old + part.length))

    def _spread(self, at: int, way: int) -> None:
        """What stood beside a moved word, and stands beside its new place, went with it, small edits between or not."""
        olds, news = _beside(self.old, self.new_of, at, way), _beside(self.new, self.old_of, self.new_of[at], way)
        if not olds or not news:
            return
        for change in edits.changes([self.old.keys[one] for one in olds], [self.new.keys[one] for one in news]) or ():
            if not change.kept and change.most > SMALL_EDIT:
                return
            for step in range(change.left_end - change.left if change.kept else 0):
                self._tie(Run(olds[change.left + step], news[change.right + step], 1))
                self.moved.add(olds[change.left + step])

    def _free_parts(self, run: Run) -> Iterator[Run]:
        first = 0
        for step in range(run.length + 1):
            if step == run.length or self._is_tied(run.old + step, run.new + step):
                if step > first:
                    yield Run(run.old + first, run.new + first, step - first)
                first = step + 1

    def _is_tied(self, old: int, new: int) -> bool:
        return self.new_of[old] != NOWHERE or self.old_of[new] != NOWHERE

    # What stands once

    def _runs(self) -> list[Run]:
        """The longest runs of the same free words around each shingle that stands once, free, in both texts."""
        places = _once(self.new.keys, self.old_of)
        runs: list[Run] = []
        reached: dict[int, int] = {}  # the diagonal (new − old) → how far in the old text its last run went
        for shingle, old in _once(self.old.keys, self.new_of).items():
            new = places.get(shingle)
            if new is not None and reached.get(new - old, 0) <= old:
                runs.append(self._grown(old, new))
                reached[new - old] = runs[-1].old + runs[-1].length
        return runs

    def _grown(self, old: int, new: int) -> Run:
        first, length = 0, SHINGLE
        while self._is_same(old + first - 1, new + first - 1):
            first -= 1
        while self._is_same(old + length, new + length):
            length += 1
        return Run(old + first, new + first, length - first)

    def _is_same(self, old: int, new: int) -> bool:
        if not (0 <= old < len(self.old.keys) and 0 <= new < len(self.new.keys)):
            return False
        return self.old.keys[old] == self.new.keys[new] and not self._is_tied(old, new)

    # What stands between

    def _fill(self, frame: Sequence[Run]) -> None:
        ends = Run(len(self.old.keys), len(self.new.keys), 0)
        for one, other in pairwise([Run(0, 0, 0), *frame, ends]):
            olds = [at for at in range(one.old + one.length, other.old) if self.new_of[at] == NOWHERE]
            news = [at for at in range(one.new + one.length, other.new) if self.old_of[at] == NOWHERE]
            changes = edits.changes([self.old.keys[at] for at in olds], [self.new.keys[at] for at in news]) or ()
            for before, change, after in zip((None, *changes), changes, (*changes[1:], None), strict=False):
                kept = range(change.left, change.left_end) if change.kept else range(0)
                if not self._is_chance([olds[at] for at in kept], before, after):
                    for at in kept:
                        self._tie(Run(olds[at], news[at - change.left + change.right], 1))

    def _is_chance(self, kept: Sequence[int], before: Change | None, after: Change | None) -> bool:
        """A turn of phrase that the text has elsewhere as well, between longer changes: no sign of the same passage."""
        if not before or not after or len(kept) >= min(before.most, after.most):
            return False
        return self.comes_again(kept)

    def comes_again(self, words: Sequence[int]) -> bool:
        """Whether these words stand more than once in either text."""
        phrase = _joined(self.old.keys[at] for at in words)
        return max(text.count(phrase) for text in self._joined) > 1

    @cached_property
    def _joined(self) -> tuple[str, str]:
        return _joined(self.old.keys), _joined(self.new.keys)

    def hunks(self) -> Iterator[Hunk]:
        """What was deleted, inserted or rewritten between two words that stayed in order."""
        stayed = [(at, new) for at, new in enumerate(self.new_of) if new != NOWHERE and at not in self.moved]
        ends = (len(self.old.keys), len(self.new.keys))
        for (old, new), (next_old, next_new) in pairwise([(-1, -1), *stayed, ends]):
            if next_old - old > 1 or next_new - new > 1:
                yield Hunk(old + 1, next_old, new + 1, next_new)

    # Where an edit begins

    def _slide(self) -> None:
        """Of the places where a passage may as well have been cut out or put in, the one where the text divides."""
        for hunk in list(self.hunks()):
            if hunk.new == hunk.new_end:
                _Slider(self.old, self.new_of, self.old_of).shift(hunk.old, hunk.old_end)
            elif hunk.old == hunk.old_end:
                _Slider(self.new, self.old_of, self.new_of).shift(hunk.new, hunk.new_end)

    # What was spelt anew

    def _respell(self, hunk: Hunk) -> None:
        """In order, each word of the old with the next of the new that is nearly the same."""
        if max(hunk.old_end - hunk.old, hunk.new_end - hunk.new) > LONGEST_HUNK:
            return
        at = hunk.new
        for old in range(hunk.old, hunk.old_end):
            likely = (new for new in range(at, hunk.new_end) if self._is_respelt(old, new))
            new = next(likely, NOWHERE) if self.new_of[old] == NOWHERE else NOWHERE
            if new != NOWHERE:
                self._tie(Run(old, new, 1))
                at = new + 1

    def _is_respelt(self, old: int, new: int) -> bool:
        one, other = self.old.keys[old], self.new.keys[new]
        if one == other or self.old_of[new] != NOWHERE or min(len(one), len(other)) < SHORTEST_RESPELT:
            return False
        return Levenshtein.normalized_similarity(one, other, score_cutoff=RESPELT) >= RESPELT


@dataclass(frozen=True, slots=True)
class _Slider:
    """Words that stand on one side alone, between two that are neighbours on the other (`of`, `back`: who is whose)."""

    words: Words
    of: list[int]
    back: list[int]

    def shift(self, start: int, end: int) -> None:
        """Ties the words beside the passage so that it stands where the text divides most; here, if nowhere more."""
        steps = [*(-step for step in self._reach(start, end, -1)), 0, *self._reach(start, end, 1)]
        best = max(steps, key=lambda step: (self._divide(start + step, end + step), -abs(step)))
        for at in range(1, abs(best) + 1):
            freed, tied = (start - at, end - at) if best < 0 else (end + at - 1, start + at - 1)
            self.of[tied], self.of[freed] = self.of[freed], NOWHERE
            self.back[self.of[tied]] = tied

    def _reach(self, start: int, end: int, way: int) -> range:
        """By how many words it can be shifted that way: those that it gains and loses are the same."""
        step = 0
        one, other = (start - 1, end - 1) if way < 0 else (start, end)
        while one >= 0 and other < len(self.of) and self._may_swap(one, other, way):
            one, other, step = one + way, other + way, step + 1
        return range(1, step + 1)

    def _may_swap(self, one: int, other: int, way: int) -> bool:
        held, outer = (one, one + 1) if way < 0 else (other, other - 1)
        if self.of[held] == NOWHERE or self.words.keys[one] != self.words.keys[other]:
            return False
        return self.of[outer] == NOWHERE or abs(self.of[held] - self.of[outer]) == 1

    def _divide(self, start: int, end: int) -> int:
        return self.words.divide(start) + self.words.divide(end)


def _beside(words: Words, of: Sequence[int], at: int, way: int) -> list[int]:
    """The free words beside one, outward, in its paragraph."""
    found: list[int] = []
    at += way
    while 0 <= at < len(of) and of[at] == NOWHERE and words.divide(max(at, at - way)) < PARAGRAPH:
        found.append(at)
        at += way
    return found[:LONGEST_HUNK]


def _joined(keys: Iterable[str]) -> str:
    return "\0" + "\0".join(keys) + "\0"


def _once(keys: Sequence[str], of: Sequence[int]) -> dict[tuple[str, ...], int]:
    """The shingles of free words that stand once, with their places."""
    places: dict[tuple[str, ...], int] = {}
    free = 0
    for at, key in enumerate(of):
        free = free + 1 if key == NOWHERE else 0
        if free >= SHINGLE:
            first = at + 1 - SHINGLE
            shingle = tuple(keys[first : at + 1])
            places[shingle] = NOWHERE if shingle in places else first
    return {shingle: at for shingle, at in places.items() if at != NOWHERE}


def _frame(runs: Iterable[Run]) -> list[Run]:
    """The heaviest runs that go forward in both texts; what two of them share goes to the earlier."""
    lengths = {(run.old, run.new): run.length for run in runs}
    frame: list[Run] = []
    old = new = 0
    for one in pairing.heaviest(Pair(*at, length) for at, length in lengths.items()):
        cut = max(0, old - one.left, new - one.right)
        run = Run(one.left + cut, one.right + cut, lengths[one.left, one.right] - cut)
        if run.length > 0:
            frame.append(run)
            old, new = run.old + run.length, run.new + run.length
    return frame
