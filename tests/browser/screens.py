"""On which screens accessibility is tried: each width and each scheme, and with `make trial` each width in each scheme."""

from itertools import cycle, product

import pytest

from tests.trials.form import LONG

SCHEMES = ("light", "dark")


def on_screens(*widths: int) -> pytest.MarkDecorator:
    pairs = product(widths, SCHEMES) if LONG else zip(widths, cycle(SCHEMES), strict=False)
    return pytest.mark.parametrize(("width", "scheme"), [*pairs])
