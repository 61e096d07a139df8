"""A bottom-k sketch: the k smallest shingle hashes stand for the whole set (Broder 1997; Cohen and Kaplan 2007)."""

from collections.abc import Collection
from heapq import nsmallest

from sources.overlap import normalise, shingles

K = 96
SCHEMES = {1: f"{normalise.SCHEME}/{shingles.WIDTH}-grams/xxh3/bottom-{K}"}
"""How rows were made, by the number that they bear. Rows of different schemes are never compared."""
SCHEME = 1


def sketch(hashes: Collection[int], k: int = K) -> tuple[int, ...]:
    """The k smallest of the distinct hashes, smallest first. All of them where there are fewer."""
    return tuple(nsmallest(k, set(hashes)))
