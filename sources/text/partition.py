"""Keeping a partition a partition when pieces of it are decided otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sources.text.types import Segment


def overlay(base: Sequence[Segment], decided: Sequence[Segment]) -> tuple[Segment, ...]:
    """The base partition with the decided pieces laid over it; still a full tiling. Decided pieces do not overlap."""
    if not decided:
        return tuple(base)
    decided = sorted(decided, key=lambda piece: piece.start)
    rest = [cut for piece in base for cut in _outside(piece, decided)]
    return tuple(sorted((*rest, *decided), key=lambda piece: piece.start))


def _outside(piece: Segment, decided: Sequence[Segment]) -> Iterator[Segment]:
    start = piece.start
    for other in decided:
        if other.end <= start or other.start >= piece.end:
            continue
        if other.start > start:
            yield replace(piece, start=start, end=other.start)
        start = other.end
    if start < piece.end:
        yield replace(piece, start=start)
