"""A second look at each unit: how well its neighbours, and the run of text that it stands in, read as a report."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

HEAVIEST = 400
"""A unit longer than this (in Latin characters' worth) weighs no more than this in the run it belongs to."""
STEPS_AWAY = (0, 1, 2, 4, 8, 16, 40)


@dataclass(frozen=True, slots=True)
class Field:
    """The first scores of a text's units (log-odds of being kept), and what follows from them."""

    scores: Sequence[float]
    kept: Sequence[float]
    size: Sequence[float]
    core: range


def field_of(scores: Sequence[float], lengths: Sequence[int]) -> Field:
    """`lengths` are in Latin characters' worth."""
    weights = [min(length, HEAVIEST) + 10 for length in lengths]
    chances = [1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) for score in scores]
    kept = list(accumulate((chance * weight for chance, weight in zip(chances, weights, strict=True)), initial=0.0))
    size = list(accumulate(weights, initial=0))
    gains = [(chance - 0.5) * weight for chance, weight in zip(chances, weights, strict=True)]
    return Field(scores, kept, size, core_of(gains))


def core_of(gains: Sequence[float]) -> range:
    """The run with the greatest sum (Kadane's algorithm): the heart of the report."""
    best, current, start = 0.0, 0.0, 0
    core = range(0)
    for at, gain in enumerate(gains):
        if current <= 0:
            current, start = 0.0, at
        current += gain
        if current > best:
            best, core = current, range(start, at + 1)
    return core


def surroundings(field: Field) -> Iterator[list[str]]:
    """The second features of each unit."""
    rough = [_binned(score, 1) for score in field.scores]
    for at, score in enumerate(field.scores):
        names = [f"z:{_binned(score, 2)}"]
        names += [f"z{step:+d}:{_at(rough, at + step)}" for step in (-2, -1, 1, 2)]
        names += _near(field, at)
        names += _place(field, at, rough[at])
        names.append(f"nb:{_half(rough, at - 1)}/{_half(rough, at + 1)}")
        yield names


def _near(field: Field, at: int) -> Iterator[str]:
    count = len(field.scores)
    for reach in (3, 8):
        yield f"mb{reach}:{_mean(field, max(0, at - reach), at)}"
        yield f"ma{reach}:{_mean(field, at + 1, min(count, at + 1 + reach))}"


def _mean(field: Field, low: int, high: int) -> int:
    return round(5 * (field.kept[high] - field.kept[low]) / (field.size[high] - field.size[low])) if high > low else 0


def _place(field: Field, at: int, rough: int) -> Iterator[str]:
    core = field.core
    inside = at in core
    away = 0 if inside else core.start - at if at < core.start else at - core.stop + 1
    side = "in" if inside else "pre" if at < core.start else "post"
    place = f"core:{side}{0 if inside else sum(away > step for step in STEPS_AWAY)}"
    yield place
    yield f"{place}/{rough}"
    yield f"done:{round(field.kept[at] / (field.kept[-1] or 1) * 8)}/{rough // 2}"


def _binned(score: float, steps: int) -> int:
    return max(-4 * steps, min(4 * steps, round(score * steps)))


def _at(rough: Sequence[int], at: int) -> str:
    return str(rough[at]) if 0 <= at < len(rough) else "x"


def _half(rough: Sequence[int], at: int) -> str:
    return str(rough[at] // 2) if 0 <= at < len(rough) else "x"
