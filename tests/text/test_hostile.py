"""No text is too strange: each kind is read, tiled, and its names and sentences found. `bench/read_speed.py` times them."""

import pytest

from sources.text import attribution, names, sentences
from sources.text.page.lines import MOST_UNITS, units
from sources.text.reading import read
from sources.text.types import Hints
from tests.text import hostile
from tests.text.test_tiling import check

SIZE = 4_000
KINDS = {**hostile.ALL, **hostile.IN_PROSE}


@pytest.mark.parametrize("kind", KINDS)
def test_every_hostile_text_is_read_and_tiled(kind: str) -> None:
    text = KINDS[kind](SIZE)
    assert SIZE // 2 < len(text) <= SIZE + 2 * len(hostile.PROSE)
    check(text, read(text, Hints()))


@pytest.mark.parametrize("kind", hostile.IN_PROSE)
def test_names_and_words_of_every_hostile_text_are_found(kind: str) -> None:
    text = KINDS[kind](SIZE)
    reading = read(text, Hints())
    mentions = names.mentions(text, reading.segments, reading.metadata.language)
    assert all(text[one.start : one.end] == one.text for one in mentions)
    assert all(one.name for one in names.actors(mentions))
    found = sentences.split(text, reading.segments)
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one in found[:40]:
        attribution.find(one.text)


def test_too_many_lines_are_taken_together_and_none_is_lost() -> None:
    text = "a\n" * (2 * MOST_UNITS + 1)
    found = units(text)
    assert len(found) <= MOST_UNITS
    assert "".join(unit.text for unit in found).replace(" ", "") == "a" * (2 * MOST_UNITS + 1)
    assert all(text[unit.start : unit.end].split() == unit.text.split() for unit in found)
