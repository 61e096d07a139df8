"""How surely each unit of a text belongs to the report: a linear score over named features, in two looks.

The first look weighs a unit's words and its neighbours; the second weighs the first scores around it as well, so that
a short line between two paragraphs and the same line in a menu part ways. Weights: `weights`.
"""

from collections.abc import Sequence

from sources.text.page import context, crowd
from sources.text.page.features import Look
from sources.text.page.groups import FIRST_LOOK, ONE, SECOND_LOOK


def scores(looks: Sequence[Look]) -> list[float]:
    """Log-odds of each unit to be part of the report."""
    around = [[*look.groups, *groups] for look, groups in zip(looks, crowd.grouped(looks), strict=True)]
    first = [sum([group.first for group in groups], FIRST_LOOK["bias"]) / ONE for groups in around]
    more = context.grouped(context.field_of(first, [look.length for look in looks]))
    return [
        sum([group.second for group in (*groups, *further)], SECOND_LOOK["bias"]) / ONE
        for groups, further in zip(around, more, strict=True)
    ]
