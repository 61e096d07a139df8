"""What the word diff says of one span: which of its words are left, where they stand now, and how sure that is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from briefings.anchoring.matching import NOWHERE, Matching

SURVIVING = 0.5
"""With half of its letters or of its words gone, a span is lost: the annotation spoke of other words."""
NEIGHBOURS = 12
HELD = 0.3
"""A few kept words are the passage, and not chance, when this share (by letters) of the words around them, twelve on
either side, came along. Spans kept, moved or edited in real edits had .3 and more; in made-up ones half of what
a deleted span left by chance had less than .1."""
LONG = 6
"""So many kept words need no neighbours."""
REACH, LEAST_REACH = 3, 12
"""Words that were this many times further apart than before (and this many words at least) did not stay together."""


class Span(NamedTuple):
    """Code points [start, end) of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Trace:
    """`words` of the old text, and those of them (`kept`, at least one) that stand together in the new one."""

    diff: Matching
    span: Span
    words: range
    kept: tuple[int, ...]

    @property
    def landed(self) -> range:
        """The words of the new text from the first to the last kept one."""
        return range(self.diff.new_of[self.kept[0]], self.diff.new_of[self.kept[-1]] + 1)

    @property
    def survives(self) -> bool:
        """More than half of the span is kept, by letters and by words."""
        old = self.diff.old
        if sum(map(old.weight, self.kept)) <= SURVIVING * sum(map(old.weight, self.words)):
            return False
        words = [at for at in self.words if old.is_word(at)] or self.words
        return len(set(words) & set(self.kept)) > SURVIVING * len(words)

    @property
    def is_long(self) -> bool:
        return sum(map(self.diff.old.is_word, self.kept)) >= LONG

    def held(self) -> float:
        """How much of the words around the span stands around its new place as well: 0 to 1, by letters."""
        old, landed = self.diff.old, self.landed
        first, last = max(0, self.words.start - NEIGHBOURS), min(len(old.keys), self.words.stop + NEIGHBOURS)
        around = [*range(first, self.words.start), *range(self.words.stop, last)]
        near = range(max(0, landed.start - 2 * NEIGHBOURS), landed.stop + 2 * NEIGHBOURS)
        whole = sum(map(old.weight, around))
        return sum(old.weight(at) for at in around if self.diff.new_of[at] in near) / whole if whole else 1.0

    def is_phrase(self) -> bool:
        """Whether the kept words, with those that came along beside them, are a turn of phrase that comes again."""
        of, first, last = self.diff.new_of, self.kept[0], self.kept[-1]
        while first > 0 and of[first - 1] == of[first] - 1 != NOWHERE:
            first -= 1
        while last + 1 < len(of) and of[last + 1] == of[last] + 1:
            last += 1
        return self.diff.comes_again(range(first, last + 1))

    def verbatim(self) -> Span | None:
        """Where the span stands letter by letter, counted from its first kept word."""
        old, new = self.diff.old, self.diff.new
        exact = old.text[slice(*self.span)]
        start = new.starts[self.landed.start] + self.span.start - old.starts[self.kept[0]]
        return Span(start, start + len(exact)) if start >= 0 and new.text.startswith(exact, start) else None

    def edited(self) -> Span:
        """From the first to the last kept word, with the words at either edge that were rewritten inside the span."""
        new, landed = self.diff.new, self.landed
        before = self._replacing(self.words.start, self.kept[0], landed.start, -1)
        after = self._replacing(self.words.stop - 1, self.kept[-1], landed.stop - 1, 1)
        return Span(new.starts[landed.start - before], new.ends[landed.stop - 1 + after])

    def _replacing(self, edge: int, kept: int, landed: int, way: int) -> int:
        """How many new words stand for those between the edge and a kept word. Where they are more than were there, or
        were there for words outside the span too, none: who could say which of them are meant."""
        gone, new = _free(self.diff.new_of, kept, way), _free(self.diff.old_of, landed, way)
        return new if gone == abs(kept - edge) and new <= gone else 0


def trace(diff: Matching, span: Span) -> Trace | None:
    """None when no word of the span is left."""
    words = diff.old.within(span.start, span.end)
    chains = list(_chains(diff, words))
    best = max(chains, key=lambda chain: sum(map(diff.old.weight, chain)), default=None)
    return Trace(diff, span, words, tuple(best)) if best else None


def _chains(diff: Matching, words: range) -> Iterator[list[int]]:
    """Words that went on together: forward, and not far apart."""
    chain: list[int] = []
    for at in (at for at in words if diff.new_of[at] != NOWHERE):
        if chain and not 0 < diff.new_of[at] - diff.new_of[chain[-1]] <= REACH * (at - chain[-1]) + LEAST_REACH:
            yield chain
            chain = []
        chain.append(at)
    if chain:
        yield chain


def _free(of: list[int], at: int, way: int) -> int:
    """How many words beside this one have no counterpart."""
    count = 0
    while 0 <= at + way * (count + 1) < len(of) and of[at + way * (count + 1)] == NOWHERE:
        count += 1
    return count
