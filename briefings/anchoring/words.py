"""A text as its words and signs, each with its place."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from sources.text.marks import normalised

# Scripts written without spaces between words: each character is a word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_UNSPACED += "\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_UNSPACED}]|(?:[^\W_{_UNSPACED}]|[\u0300-\u036f])+|\S")
_DRESS = str.maketrans({**dict.fromkeys("‘’‚‛`´", "'"), **dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‐‑‒–—−", "-")})

TEXT_END, PARAGRAPH, LINE, SENTENCE, CLAUSE, NONE = 5, 4, 3, 2, 1, 0
"""How strongly a text is divided before a word."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: how each is compared, and its code points [start, end)."""

    text: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def within(self, start: int, end: int) -> range:
        """The words that stand in a span, also with a part of them alone."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def weight(self, word: int) -> int:
        """How much a word says about a passage: its letters and digits; a sign says little."""
        key = self.keys[word]
        return len(key) if key.isalnum() else 1

    def is_word(self, word: int) -> bool:
        return self.keys[word].isalnum()

    def divide(self, word: int) -> int:
        """How strongly the text is divided before this word."""
        if word <= 0 or word >= len(self.keys):
            return TEXT_END
        gap, before = self.text[self.ends[word - 1] : self.starts[word]], self.keys[word - 1]
        if "\n" in gap or "\t" in gap:
            return PARAGRAPH if gap.count("\n") > 1 else LINE
        if not gap or before.isalnum():
            return NONE
        return SENTENCE if before in ".!?…。" else CLAUSE


def read(text: str) -> Words:
    found = list(_WORD.finditer(text))
    keys = tuple(_folded(word[0]) for word in found)
    return Words(text, keys, tuple(word.start() for word in found), tuple(word.end() for word in found))


def _folded(word: str) -> str:
    """Without case and typographic dress."""
    return word.lower() if word.isascii() else normalised("NFKC", word).casefold().translate(_DRESS)
