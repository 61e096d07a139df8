"""Where a span of an old text stands in the new one: verbatim with its context, else by the word diff, else moved, else
fuzzy where search and diff agree. Words that belong to another passage of the old text are never taken.
"""

from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from briefings.anchoring.matching import NOWHERE, Hunk, Matching
from briefings.anchoring.selectors import CONTEXT_CHARS, Selector, find, fits, occurrences
from briefings.anchoring.tracing import HELD, Span, trace
from briefings.anchoring.words import read

FEWEST_MOVED = 3
"""Fewer words that vanish here and come up there are a turn of phrase."""
FUZZY = 75.0
"""Likeness (partial ratio, 0 to 100) of a rewritten span to what stands in its place. Of 20 passages deleted in real
edits 11 are somewhere in the new text at 60, one at 75; the diff agrees with none of them."""
FUZZY_CHARS = range(16, 500)
"""Shorter spans are like anything; longer ones have enough words that the diff has found them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span went. `certain`: the very words, white space aside, and what is around them vouches for it."""

    span: Span
    certain: bool = False


def find_anew(text: str, selector: Selector) -> Place | None:
    """Where words stand of which no older text is known; certain if what is known of their context fits."""
    found = find(text, selector)
    return Place(Span(found.start, found.end), fits(found, selector)) if found else None


def follow(old: str, new: str, start: int, end: int) -> Span | None:
    """Where `old[start:end]` stands in `new`, by code points, or None when it is gone. For several spans use `Edit`."""
    place = Edit(old, new).follow(Span(start, end))
    return place.span if place else None


class Edit:
    """One edit of a text, compared once for all the spans that are followed through it."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new

    def follow(self, span: Span) -> Place | None:
        if self.old == self.new:
            return Place(span, certain=True)
        by_context = self._by_context(span)
        if by_context:
            return Place(by_context, certain=not self._is_taken(by_context, span))
        by_diff = self._by_diff(span)
        if by_diff and by_diff.certain:
            return by_diff
        return self._moved(span) or by_diff or self._fuzzy(span)

    @cached_property
    def _diff(self) -> Matching:
        return Matching(read(self.old), read(self.new))

    def _by_context(self, span: Span) -> Span | None:
        """The words with what stood on both sides of them, once in either text."""
        first = max(0, span.start - CONTEXT_CHARS)
        passage = self.old[first : span.end + CONTEXT_CHARS]
        places = list(occurrences(self.new, passage))
        if len(places) != 1 or len(list(occurrences(self.old, passage))) != 1:
            return None
        start = places[0] + span.start - first
        return Span(start, start + span.end - span.start)

    def _by_diff(self, span: Span) -> Place | None:
        found = trace(self._diff, span)
        if found is None or not found.survives:
            return None
        place, held = found.verbatim() or found.edited(), found.held()
        is_sure = held >= HELD or found.is_long
        if self.new[slice(*place)].split() == self.old[slice(*span)].split():
            return Place(place, is_sure) if is_sure or (held and not found.is_phrase()) else None
        return Place(place) if is_sure else None

    def _moved(self, span: Span) -> Place | None:
        """The very words, once in either text, where no other passage of the old text has a claim on them."""
        exact, old = self.old[slice(*span)], self._diff.old
        if sum(map(old.is_word, old.within(*span))) < FEWEST_MOVED or len(list(occurrences(self.old, exact))) > 1:
            return None
        there = [Span(at, at + len(exact)) for at in occurrences(self.new, exact)]
        return Place(there[0]) if len(there) == 1 and self._is_open(there[0]) else None

    def _fuzzy(self, span: Span) -> Place | None:
        """The likest passage of the whole new text, if it stands where the diff says that the span was rewritten."""
        exact, new = self.old[slice(*span)], self._diff.new
        if len(exact) not in FUZZY_CHARS or len(exact) >= len(self.new):
            return None
        found = fuzz.partial_ratio_alignment(exact, self.new, score_cutoff=FUZZY)
        if not found or not self._is_open(Span(found.dest_start, found.dest_end)):
            return None
        words = new.within(found.dest_start, found.dest_end)
        if not any(hunk.new <= words.start and words.stop <= hunk.new_end for hunk in self._hunks(span)):
            return None
        return Place(Span(new.starts[words.start], new.ends[words.stop - 1]))

    def _hunks(self, span: Span) -> list[Hunk]:
        """Where the diff has words of the span rewritten."""
        words = self._diff.old.within(*span)
        return [hunk for hunk in self._diff.hunks() if hunk.old < words.stop and words.start < hunk.old_end]

    def _is_taken(self, there: Span, span: Span) -> bool:
        """Whether the diff gives words there to another passage. Of 204,000 words found by context in made-up edits
        this held for 37, of which the context was right about 24."""
        mine = self._diff.old.within(*span)
        whose = (self._diff.old_of[at] for at in self._diff.new.within(*there))
        return any(old != NOWHERE and old not in mine for old in whose)

    def _is_open(self, span: Span) -> bool:
        """Whether most words of a span of the new text are new."""
        within = self._diff.new.within(*span)
        return 2 * sum(1 for at in within if self._diff.old_of[at] == NOWHERE) > len(within)
