"""Features in groups that come again and again, and what each group weighs: looked up once, added up as numbers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import ParamSpec, cast

from sources.text.page.weights import FIRST, SECOND

Names = tuple[str, ...]
P = ParamSpec("P")

REMEMBERED = 65_536
"""So many answers of each small function are remembered: texts are made of few kinds of lines."""
ONE = 100
"""Weights are tables of hundredths, and are added up as such: the sum is exact, in whatever order."""


def _whole(weights: Mapping[str, float]) -> dict[str, int]:
    return {name: round(weight * ONE) for name, weight in weights.items()}


FIRST_LOOK, SECOND_LOOK = _whole(FIRST), _whole(SECOND)


@dataclass(slots=True, eq=False)
class Group:
    """Features by name, and what they weigh together in the first and in the second look, in hundredths."""

    names: Names
    first: int
    second: int


def group(names: Names) -> Group:
    return Group(names, _sum(FIRST_LOOK, names), _sum(SECOND_LOOK, names))


def _sum(weights: Mapping[str, int], names: Names) -> int:
    return sum([weights[name] for name in names if name in weights])


def weighed(make: Callable[P, Names]) -> Callable[P, Group]:
    """The same function, answering the weighed group, and remembering it. It must be one of few answers."""

    def answer(*args: P.args, **kwargs: P.kwargs) -> Group:
        return group(make(*args, **kwargs))

    return cast(Callable[P, Group], lru_cache(maxsize=REMEMBERED)(answer))


def names_of(groups: Iterable[Group]) -> list[str]:
    return [name for group in groups for name in group.names]
