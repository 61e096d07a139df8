"""Quotes → places: where an annotation's words stand in a text, and where they went when the text was edited.

Selectors are those of the W3C Web Annotation model: a text quote (exact, prefix, suffix) and a text position.
A place is only ever given when the very words are there and nothing else in the text fits as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass

CONTEXT_CHARS = 32
FITTING = 8
"""Characters of context, both sides together, that make words the same passage and not a look-alike."""


@dataclass(frozen=True, slots=True)
class Selector:
    """`start:end` are code points of the plain text; `prefix` and `suffix` up to 32 characters beside the quote."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0
    end: int = 0

    def stands_in(self, text: str) -> bool:
        """Whether the words and their context are at their place."""
        begin = self.start - len(self.prefix)
        return begin >= 0 and bool(self.exact) and text.startswith(self.prefix + self.exact + self.suffix, begin)


def select(text: str, start: int, end: int) -> Selector:
    """The selector of a span. Raises ValueError when the span is empty or outside the text."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"There is nothing to mark at {start}–{end} in a text of {len(text)} characters.")
    prefix, suffix = text[max(0, start - CONTEXT_CHARS) : start], text[end : end + CONTEXT_CHARS]
    return Selector(text[start:end], prefix, suffix, start, end)


def find(text: str, selector: Selector) -> Selector | None:
    """The selector at its place in `text`, or None when the words are gone or could be meant in two places alike."""
    places = list(occurrences(text, selector.exact))
    if not places:
        return None
    if len(places) > 1:
        fits = {place: _fit(text, place, selector) for place in places}
        best = max(fits.values())
        places = [place for place in places if fits[place] == best]
        if len(places) > 1 and selector.start in places:
            places = [selector.start]
    return select(text, places[0], places[0] + len(selector.exact)) if len(places) == 1 else None


def occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def find_again(text: str, selector: Selector) -> Selector | None:
    """For words that were lost: the selector where they stand again with all of their context, if that is one place."""
    whole = selector.prefix + selector.exact + selector.suffix
    places = list(occurrences(text, whole)) if len(whole) > len(selector.exact) else []
    if len(places) != 1:
        return None
    start = places[0] + len(selector.prefix)
    return select(text, start, start + len(selector.exact))


def fits(found: Selector, was: Selector) -> bool:
    """Whether words that were found stand in the context that they had, if any is known."""
    known = len(was.prefix) + len(was.suffix)
    return _run(found.prefix[::-1], was.prefix[::-1]) + _run(found.suffix, was.suffix) >= min(FITTING, known)


def _fit(text: str, place: int, selector: Selector) -> int:
    """How many characters of the context agree, counted outward from the quote."""
    end = place + len(selector.exact)
    before, after = text[max(0, place - CONTEXT_CHARS) : place], text[end : end + CONTEXT_CHARS]
    return _run(before[::-1], selector.prefix[::-1]) + _run(after, selector.suffix)


def _run(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
