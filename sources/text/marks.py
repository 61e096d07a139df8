"""Unicode normalisation whose time grows with the text and not with the square of its marks."""

import re
import unicodedata
from typing import Literal

MOST_MARKS = 30
"""Combining marks in a row that are looked at, as Unicode's stream-safe format has it (UAX #15, 13): no language
needs more than a handful. Python puts them in order by insertion: 24,000 in a row took 4 s, 100,000 more than a minute,
and no other thread ran meanwhile."""

LAST_MARK = 0x1FFFF
"""No combining mark stands beyond the Supplementary Multilingual Plane."""

_MARKS = frozenset(chr(code) for code in range(0x300, LAST_MARK + 1) if unicodedata.combining(chr(code)))
_LONG_RUN = re.compile(f"[{''.join(sorted(_MARKS))}]{{{MOST_MARKS + 1},}}")


def normalised(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """As `unicodedata.normalize`; of a longer run of marks the first are kept."""
    if not _MARKS.isdisjoint(text[:: MOST_MARKS + 1]):  # no long run passes between; to search for one takes longer
        text = _LONG_RUN.sub(lambda run: run[0][:MOST_MARKS], text)
    return unicodedata.normalize(form, text)
