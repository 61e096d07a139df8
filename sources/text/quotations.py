"""Quotations of a text: where they stand, and whether their words stand in a source."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

FEWEST_WORDS = 4
"""Fewer in quotation marks are as often a title, a nickname or a word that is kept at a distance."""

# From one mark to its partner, inside of a paragraph. A mark that opens may also close in other languages („…“).
_MARKED = re.compile(r"“([^“”\n]+)”|„([^„“”\n]+)[“”]|«([^«»\n]+)»|\"([^\"\n]+)\"")
# What the one who quotes leaves out or puts in.
_EDITED = re.compile(r"\[[^\]\n]*\]|…|\.\.\.")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """`start:end` of the words without their marks."""

    start: int
    end: int
    words: str


def find(text: str) -> list[Quotation]:
    """Those in quotation marks that have at least FEWEST_WORDS."""
    return [one for one in _marked(text) if len(_WORD.findall(one.words)) >= FEWEST_WORDS]


def _marked(text: str) -> Iterator[Quotation]:
    for found in _MARKED.finditer(text):
        group = found.lastindex or 0
        yield Quotation(found.start(group), found.end(group), found[group])


def words_of(text: str) -> str:
    """A text as its words alone, each between spaces: what `stands_in` looks in."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def stands_in(words: str, sources: Iterable[str]) -> bool:
    """Whether one of the sources (each as `words_of` gives it) has all the words, in their order and unbroken, save
    where the one who quotes says that something was left out (…) or put in ([…]). Case and punctuation are free.
    """
    parts = [words_of(part) for part in _EDITED.split(words)]
    return any(all(part in source for part in parts if part.strip()) for source in sources)
