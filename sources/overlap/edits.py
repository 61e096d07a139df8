"""What was edited between two passages, word by word: words are compared folded and shown as they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rapidfuzz.distance import Indel

from sources.overlap import normalise

MOST_PAIRS = 4_000_000
"""Two stretches of 2,000 words each are compared in 5 ms; the cost grows with the product of both lengths."""

LONGEST_CRUMB = 3
"""Kept words between two longer changes: up to three ("of the", "in the") are chance, four make two shingles."""

# A word that is broken at the end of a line reads as one, as in `normalise`.
_CHUNK = re.compile(r"(?:\S*[^\W\d_][-‐‑−]\s+(?=[^\W\d_]))*\S+")
_SEPARATORS = str.maketrans("", "", ".,")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: how each is compared, and from where to where it stands, with its punctuation."""

    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Words [left, left_end) of one passage became words [right, right_end) of the other; `kept`: they are the same."""

    kept: bool
    left: int
    left_end: int
    right: int
    right_end: int

    @property
    def most(self) -> int:
        return max(self.left_end - self.left, self.right_end - self.right)

    def shifted(self, left: int, right: int) -> "Change":
        """The same, counted from further back."""
        return Change(self.kept, self.left + left, self.left_end + left, self.right + right, self.right_end + right)


class Reader:
    """Finds the words of texts, and remembers how each was read: most words come again."""

    def __init__(self) -> None:
        self._chunks: dict[str, Words] = {}
        self._characters: dict[str, str] = {}

    def words(self, text: str) -> Words:
        keys: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for chunk in _CHUNK.finditer(text):
            found, at = self._read(chunk[0]), chunk.start()
            keys += found.keys
            starts += [at + start for start in found.starts]
            ends += [at + end for end in found.ends]
        return Words(tuple(keys), tuple(starts), tuple(ends))

    def _read(self, chunk: str) -> Words:
        if chunk not in self._chunks:
            self._chunks[chunk] = self._words_in(chunk)
        return self._chunks[chunk]

    def _words_in(self, chunk: str) -> Words:
        """Where folding changed more than single characters (an entity between two words), they stay one."""
        found = tuple(normalise.words(chunk))
        starts = self._starts(chunk, found) if len(found) > 1 else ()
        if starts:
            return Words(found, (0, *starts[1:]), (*starts[1:], len(chunk)))
        return Words((" ".join(found),), (0,), (len(chunk),)) if found else Words((), (), ())

    def _starts(self, chunk: str, found: Sequence[str]) -> tuple[int, ...]:
        """Where each word begins; empty where that cannot be said."""
        bare = [word.translate(_SEPARATORS) for word in found]
        joined, begins = "".join(bare), {0, *accumulate(map(len, bare))}
        starts, at = [], 0
        for place, character in enumerate(chunk):
            letters = self._letters(character)
            if not joined.startswith(letters, at):
                return ()
            if letters and at in begins:
                starts.append(place)
            at += len(letters)
        return tuple(starts) if len(starts) == len(found) and at == len(joined) else ()

    def _letters(self, character: str) -> str:
        if character not in self._characters:
            self._characters[character] = "".join(normalise.words(character))
        return self._characters[character]


def changes(left: Sequence[str], right: Sequence[str]) -> tuple[Change, ...] | None:
    """What became of each word, in order, both sides covered; None where they are too long to be compared."""
    head = _common(left, right)
    tail = _common(left[head:][::-1], right[head:][::-1])
    if (len(left) - head - tail) * (len(right) - head - tail) > MOST_PAIRS:
        return None
    return tuple(_legible(list(_changes(left, right))))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (word, beside) in pairs if word != beside), min(len(one), len(other)))


def _changes(left: Sequence[str], right: Sequence[str]) -> Iterator[Change]:
    """The shortest script, insertions and deletions at one place taken together."""
    at = before = 0
    for code in Indel.opcodes(left, right):
        if code.tag != "equal":
            continue
        if at < code.src_start or before < code.dest_start:
            yield Change(False, at, code.src_start, before, code.dest_start)
        yield Change(True, code.src_start, code.src_end, code.dest_start, code.dest_end)
        at, before = code.src_end, code.dest_end
    if at < len(left) or before < len(right):
        yield Change(False, at, len(left), before, len(right))


def _legible(found: Sequence[Change]) -> list[Change]:
    """Without crumbs: a few kept words, fewer than the changes on both sides of them. A sentence that was written anew
    reads better whole (the semantic clean-up of diff-match-patch)."""
    stack: list[Change] = []
    for change in found:
        stack.append(change)
        while len(stack) > 2 and _is_crumb(*stack[-3:]):
            stack[-3:] = [Change(False, stack[-3].left, stack[-1].left_end, stack[-3].right, stack[-1].right_end)]
    return stack


def _is_crumb(before: Change, between: Change, after: Change) -> bool:
    if not between.kept or before.kept or after.kept:
        return False
    return between.most <= LONGEST_CRUMB and between.most < min(before.most, after.most)
