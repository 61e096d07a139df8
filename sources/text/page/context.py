"""A second look at each unit: how well its neighbours, and the run of text that it stands in, read as a report."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sources.text.page.groups import Group, Names, weighed

HEAVIEST = 400
"""A unit longer than this (in Latin characters' worth) weighs no more than this in the run it belongs to."""
STEPS_AWAY = (0, 1, 2, 4, 8, 16, 40)
REACHES = (3, 8)
"""The mean score of so many units before and after is looked at."""
BEYOND = 99
"""The rough score of what lies before the first unit or behind the last."""


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


def grouped(field: Field) -> Iterator[list[Group]]:
    """The second features of each unit."""
    rough = [BEYOND, BEYOND, *(_binned(score, 1) for score in field.scores), BEYOND, BEYOND]
    for at, score in enumerate(field.scores):
        place, done = _run(field.core, at), round(field.kept[at] / (field.kept[-1] or 1) * 8)
        steps = _steps(rough[at], rough[at + 1], rough[at + 3], rough[at + 4])
        yield [_own(_binned(score, 2)), steps, *_near(field, at), _place(place, done, rough[at + 2])]


@weighed
def _own(fine: int) -> Names:
    return (f"z:{fine}",)


@weighed
def _steps(second: int, first: int, next_: int, last: int) -> Names:
    """The scores two and one before a unit, and one and two behind."""
    each = (f"z{step:+d}:{_shown(rough)}" for step, rough in ((-2, second), (-1, first), (1, next_), (2, last)))
    return (*each, f"nb:{_half(first)}/{_half(next_)}")


def _near(field: Field, at: int) -> list[Group]:
    low, high = max(0, at - REACHES[1]), min(len(field.scores), at + 1 + REACHES[1])
    near, far = max(0, at - REACHES[0]), min(len(field.scores), at + 1 + REACHES[0])
    return [
        _means(REACHES[0], _mean(field, near, at), _mean(field, at + 1, far)),
        _means(REACHES[1], _mean(field, low, at), _mean(field, at + 1, high)),
    ]


@weighed
def _means(reach: int, before: int, after: int) -> Names:
    return f"mb{reach}:{before}", f"ma{reach}:{after}"


def _mean(field: Field, low: int, high: int) -> int:
    return round(5 * (field.kept[high] - field.kept[low]) / (field.size[high] - field.size[low])) if high > low else 0


def _run(core: range, at: int) -> str:
    """Where a unit stands to the core: in it, or how far before or behind."""
    if at in core:
        return "in0"
    away, side = (core.start - at, "pre") if at < core.start else (at - core.stop + 1, "post")
    return f"{side}{sum(away > step for step in STEPS_AWAY)}"


@weighed
def _place(place: str, done: int, rough: int) -> Names:
    return f"core:{place}", f"core:{place}/{rough}", f"done:{done}/{rough // 2}"


def _binned(score: float, steps: int) -> int:
    return max(-4 * steps, min(4 * steps, round(score * steps)))


def _shown(rough: int) -> str:
    return "x" if rough == BEYOND else str(rough)


def _half(rough: int) -> str:
    return "x" if rough == BEYOND else str(rough // 2)
