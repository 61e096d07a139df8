"""How surely each unit of a text belongs to the report: a linear score over named features, in two looks.

The first look weighs a unit's words and its neighbours; the second weighs the first scores around it as well, so that
a short line between two paragraphs and the same line in a menu part ways. Weights: `weights`.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from sources.text.page import context, crowd
from sources.text.page.features import REMEMBERED, Look, Names
from sources.text.page.weights import FIRST, SECOND

ONE = 1 << 60
"""Weights are added up as whole numbers of this part of one, which every float of a hundredth or more is: so the sum is
exact, in whatever order, and cannot tip where it lies on a bar."""


def _whole(weights: Mapping[str, float]) -> dict[str, int]:
    return {name: int(weight * ONE) for name, weight in weights.items()}


FIRST_LOOK, SECOND_LOOK = _whole(FIRST), _whole(SECOND)


def scores(looks: Sequence[Look]) -> list[float]:
    """Log-odds of each unit to be part of the report."""
    around = list(crowd.grouped(looks))
    first = [
        FIRST["bias"] + (_first(look.names) + sum(map(_first, groups))) / ONE
        for look, groups in zip(looks, around, strict=True)
    ]
    more = context.grouped(context.field_of(first, [look.length for look in looks]))
    return [
        SECOND["bias"] + (_second(look.names) + sum(map(_second, chain(groups, further)))) / ONE
        for look, groups, further in zip(looks, around, more, strict=True)
    ]


def _sum(weights: Mapping[str, int], names: Iterable[str]) -> int:
    return sum([weights[name] for name in names if name in weights])


@lru_cache(maxsize=REMEMBERED)
def _first(names: Names) -> int:
    return _sum(FIRST_LOOK, names)


@lru_cache(maxsize=REMEMBERED)
def _second(names: Names) -> int:
    return _sum(SECOND_LOOK, names)
