"""The actors of the two seed reports, each read alone."""

from pathlib import Path

import pytest

from sources.text import clean
from sources.text.names import FoundActor, actors, mentions
from sources.text.types import Hints

SEEDS = Path(__file__).parents[2] / "../shared/seeds"


def read(number: str) -> dict[str, FoundActor]:
    path = next(iter(sorted(SEEDS.glob(f"{number}_*.txt"))), None)
    if path is None:
        pytest.skip("the seed reports are not here")
    text = path.read_text(encoding="utf8")
    return {actor.name: actor for actor in actors(mentions(text, clean.segment(text, Hints()), "en"))}


def test_the_first_report() -> None:
    found = read("000")
    assert set(found) >= {"Mali", "Sudan", "Russia", "France", "Guinea-Bissau", "Wagner Group", "Omar al-Bashir"}
    assert found["Assimi Goïta"].aliases == ("Goïta",)
    assert "de facto leader" in found["Abdel Fattah al-Burhan"].titles
    assert "Burhan" in found["Abdel Fattah al-Burhan"].aliases
    assert found["Ibrahim Boubacar Keïta"].kind == "person"
    assert "Hemedti" in found["Mohamed Hamdan Daglo"].aliases
    assert (found["Rapid Support Forces"].aliases, found["Rapid Support Forces"].kind) == (("RSF",), "armed group")
    assert not any("Nguyen" in name or "Liam" in name for name in found)


def test_the_second_report() -> None:
    found = read("001")
    assert set(found["Mali"].aliases) == {"mali"}
    assert set(found["Assimi Goïta"].aliases) == {"assimi Goïta", "Goïta"}
    assert "Transitional President" in found["Abdel Fattah al-Burhan"].titles
    assert {"al-Burhan", "al-burhan"} <= set(found["Abdel Fattah al-Burhan"].aliases)
    assert "Hemetti" in found["Mohamed Hamdan Daglo"].aliases
    assert (found["Rapid Support Forces"].aliases, found["Rapid Support Forces"].kind) == (("FSR",), "armed group")
    assert (found["Sudanese Armed Forces"].aliases, found["Sudanese Armed Forces"].kind) == (("FAS",), "armed group")
    assert {"diallo", "Diallo", "Amina diallo"} <= set(found["Amina Diallo"].aliases)


@pytest.mark.parametrize("number", ["000", "001"])
def test_no_heading_or_office_is_an_actor(number: str) -> None:
    words = {word for name in read(number) for word in name.split()}
    assert words.isdisjoint(
        {"Senior", "Editor", "Table", "Security", "Cooperation", "Path", "Natural", "Resources", "President"}
    )
