"""Word 3-grams as 64-bit numbers: the grain in which texts are compared (Broder 1997)."""

from collections.abc import Sequence

from xxhash import xxh3_64_intdigest

from sources.overlap.normalise import words

WIDTH = 3
WRAP = 1 << 64
MOST = WRAP // 2 - 1
"""The largest number that a BIGINT holds; what is above counts down from below zero."""


def hash64(text: str) -> int:
    """A signed 64-bit hash that fits a BIGINT; the same on every machine."""
    number = xxh3_64_intdigest(text.encode())
    return number - WRAP if number > MOST else number


def shingles(text: str) -> tuple[int, ...]:
    """The shingle hashes of a text, in order. A text shorter than a shingle is one shingle; an empty one has none."""
    return of_words(words(text))


def of_words(tokens: Sequence[str]) -> tuple[int, ...]:
    """The shingle hashes of words that are already normalised."""
    if len(tokens) < WIDTH:
        return (hash64(" ".join(tokens)),) if tokens else ()
    told = [f"{a} {b} {c}".encode() for a, b, c in zip(tokens, tokens[1:], tokens[2:], strict=False)]
    return tuple([number - WRAP if number > MOST else number for number in map(xxh3_64_intdigest, told)])


def segment_hash(text: str) -> int:
    """One hash for a whole segment's words. Counted once for each article that is no copy; from two on, boilerplate."""
    return segment_hash_of(words(text))


def segment_hash_of(tokens: Sequence[str]) -> int:
    """The hash of a segment whose words are already known."""
    return hash64(" ".join(tokens))
