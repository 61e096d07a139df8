"""Where something was, as a sentence tells it ("in Lamu", "near the port of Lamu"), and whether two places differ."""

import re
from dataclasses import dataclass

from sources.text.claims.days import MONTHS, WEEKDAYS
from sources.text.fold import plain
from sources.text.naming.likeness import likeness
from sources.text.naming.territories import demonym_states

LONGEST = 6000
"""Characters read of a sentence."""
ONE_NAME = 0.25
"""From this likeness on two names may be spellings of one ("Slavyansk", "Slovyansk": .36). Half of what makes them one
actor, for precision."""

_NAME = r"[^\W\d_a-zà-ÿ][\w’'-]+"
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Oo]ff)\s+(?:the\s+)?"
    r"(?:(?:northern|southern|eastern|western|central)\s+)?"
    r"(?:(?:city|town|village|port|capital|province|state|island|district|region)\s+of\s+)?"
    rf"(?P<name>{_NAME}(?:\s+(?:de\s+|el-|al-)?{_NAME})*)"
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Place:
    """`words`: the folded words of its name."""

    name: str
    start: int
    end: int
    words: frozenset[str]


def find(sentence: str) -> tuple[Place, ...]:
    """The places of a sentence that a preposition leads to, in order. A month or a weekday is none."""
    return tuple(
        Place(match["name"], match.start(), match.end(), words(match["name"]))
        for match in _PLACE.finditer(sentence[:LONGEST])
        if plain(match["name"].split()[0]) not in MONTHS and plain(match["name"].split()[0]) not in WEEKDAYS
    )


def words(text: str) -> frozenset[str]:
    return frozenset(plain(word) for word in _WORD.findall(text))


def are_apart(one: Place, other: Place) -> bool:
    """Whether two names can be no one place: not spelled alike, and not one a state that may hold the other."""
    states = demonym_states().values()
    in_state = [place.name.casefold() in {state.casefold() for state in states} for place in (one, other)]
    return in_state[0] == in_state[1] and likeness(one.name, other.name) < ONE_NAME
