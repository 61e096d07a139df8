"""Which line of a page is the report's headline: a heading that the page's own metadata names, or leads up to it."""

from collections.abc import Sequence

from sources.readers.pages.metadata import Said
from sources.readers.pages.rendering import Line
from sources.text.page.debris import WORD

HEADING = "h1"
HEADINGS = ("h1", "h2", "h3")
SHARED = 0.6
"""A heading with so many of the title's words, and few others, is the headline: titles are often cut or reworded."""
FEWEST_WORDS = 3
LONGEST = 300
WHERE = "the page's headline"


def find(lines: Sequence[Line], kept: Sequence[bool], titles: Sequence[str]) -> int | None:
    """A heading that reads like a title, any line that is one, or the last main heading above the report."""
    known = {_squeezed(title) for title in titles if title}
    titled = [_words(title) for title in titles]
    same = [at for at, line in enumerate(lines) if len(line.text) <= LONGEST and _squeezed(line.text) in known]
    by_level = sorted(same, key=lambda at: (_level(lines[at]), at))
    if by_level and lines[by_level[0]].place.tag in HEADINGS:
        return by_level[0]
    first = next((at for at, keep in enumerate(kept) if keep), len(lines))
    main = [at for at, line in enumerate(lines) if line.place.tag == HEADING and len(line.text) <= LONGEST]
    alike = [at for at in main if any(_alike(_words(lines[at].text), title) for title in titled)]
    above = [at for at in main if at <= first and _may_lead(lines[at])]
    return next(iter((*alike, *by_level, *above[::-1])), None)


def _may_lead(line: Line) -> bool:
    """Not the site's own name, which some sites have in a main heading."""
    return not line.place.kind and len(WORD.findall(line.text)) >= FEWEST_WORDS


def said(lines: Sequence[Line], at: int | None) -> Said | None:
    return Said(" ".join(lines[at].text.split()), WHERE) if at is not None else None


def _level(line: Line) -> int:
    return HEADINGS.index(line.place.tag) if line.place.tag in HEADINGS else len(HEADINGS)


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.casefold()))


def _alike(own: frozenset[str], other: frozenset[str]) -> bool:
    return len(own & other) >= SHARED * max(len(own), len(other), 1)
