"""A bottom-k sketch: the k smallest shingle hashes stand for the whole set (Broder 1997; Cohen and Kaplan 2007).

Shingles of common words ("according to the") stand in a tenth of all reports: they find nothing, and their rows would
make a look-up in a large archive slow. They are left out, unless too few others are there.
"""

from collections.abc import Collection, Sequence
from heapq import nsmallest

from sources.overlap import normalise, shingles
from sources.overlap.background import RATES, STOP_WORDS, UNLISTED

K = 64
"""Decision 0007 has the figures."""
TELLING = 1e-4
"""A shingle whose words would meet by chance in so many reports is common (the product of the words' shares)."""
FEWEST_TELLING = 20
"""A text with fewer telling shingles is sketched from all, or the edited copies of short texts would be lost."""

SCHEMES = {2: f"{normalise.SCHEME}/telling {shingles.WIDTH}-grams/xxh3/bottom-{K}"}
"""How rows were made, by the number that they bear. Rows of different schemes are never compared."""
SCHEME = 2

_RATE = {**RATES, **dict.fromkeys(STOP_WORDS, 1.0)}


def sketch(hashes: Collection[int], k: int = K) -> tuple[int, ...]:
    """The k smallest of the distinct hashes, smallest first. All of them where there are fewer."""
    return tuple(nsmallest(k, set(hashes)))


def telling(tokens: Sequence[str], sequence: Sequence[int]) -> Sequence[int]:
    """The shingles of the words that are worth an index row, or all where those are few."""
    rates = [_RATE.get(token, UNLISTED) for token in tokens]
    chances = (a * b * c for a, b, c in zip(rates, rates[1:], rates[2:], strict=False))
    found = [one for one, chance in zip(sequence, chances, strict=False) if chance < TELLING]
    return found if len(set(found)) >= FEWEST_TELLING else sequence
