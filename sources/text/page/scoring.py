"""How surely each unit of a text belongs to the report: a linear score over named features, in two looks.

The first look weighs a unit's words and its neighbours; the second weighs the first scores around it as well, so that
a short line between two paragraphs and the same line in a menu part ways. Weights: `weights`.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from sources.text.page import context, features
from sources.text.page.features import Look
from sources.text.page.weights import FIRST, SECOND


def scores(looks: Sequence[Look]) -> list[float]:
    """Log-odds of each unit to be part of the report."""
    named = [(*look.names, *around) for look, around in zip(looks, features.surroundings(looks), strict=True)]
    first = [_sum(FIRST, names) for names in named]
    field = context.field_of(first, [look.length for look in looks])
    second = context.surroundings(field)
    return [_sum(SECOND, (*names, *more)) for names, more in zip(named, second, strict=True)]


def _sum(weights: Mapping[str, float], names: Iterable[str]) -> float:
    """Exact, so that the order of a set, which differs between processes, cannot tip a sum that lies on a bar."""
    return weights["bias"] + math.fsum(weights[name] for name in set(names) if name in weights)
