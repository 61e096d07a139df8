"""Lines on paper → paragraphs: what a page's width broke is joined, what stands on every page is set apart.

A word that a hyphen breaks at a line's end is joined, unless the document shows that the hyphen is its own.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from statistics import median

from sources.readers.compose import PAGE_NUMBER, RUNNING_HEAD, WORD, Piece, Stripped
from sources.text.page.lines import BULLET, FULL_LINE, TERMINAL

EDGE_LINES = 3
"""Lines at the top and the bottom of a page among which running heads and page numbers are looked for."""
REPEATED_SHARE = 0.4
"""The part of the pages that a running head stands on: left and right pages may have their own, the first none."""
PARAGRAPH_GAP = 1.3
"""A gap between two lines this much wider than is usual for their size begins a paragraph."""
USUAL_GAP = 1.2
INDENT = 0.8
"""A line that starts this much of its size further right than the one before begins a paragraph."""
SAME_SIZE = 1.04
HEADING_SIZE, HEADLINE_SIZE = 1.08, 1.25
"""How much larger than the text a heading, and a headline, is set."""
LONGEST_HEADING, FEWEST_HEADLINE_WORDS = 160, 3
NEIGHBOURS = 4
"""Lines before and after one that show how wide its column is."""
NUMBER = re.compile(
    r"[\W_]*(?P<word>page|seite|p\.|pag\.|página|pagina|sida|side|strona|стр\.|страница|第)?\s*(?P<own>\d{1,4})"
    r"(?P<of>\s*(?:/|\||of|von|de|di|van|sur|av|af|z|из)\s*\d{1,4})?\s*(?:页|頁|ページ)?[\W_]*",
    re.IGNORECASE,
)
LONGEST_NUMBER = 40
DIGITS = re.compile(r"\d+")
LONGEST_WORD = 50
HYPHENED = re.compile(r"\w+(?:-\w+)*")
BROKEN_WORD = re.compile(r"(\w+)[-\u00ad\u2010]$")


@dataclass(frozen=True, slots=True)
class Line:
    """`x` and `y` are where it starts, in points from the page's lower left corner; `size` is its font's."""

    text: str
    x: float
    y: float
    size: float
    page: int
    bold: bool = False

    def followed_by(self, words: str, bold: bool) -> "Line":
        return replace(self, text=self.text + words, bold=self.bold and (bold or not words.strip()))


@dataclass(frozen=True, slots=True)
class Paper:
    """What holds for all of a document's lines: the text's size, the usual gap in sizes, all words in small letters."""

    size: float
    gap: float
    words: frozenset[str]


def pieces(pages: Sequence[Sequence[Line]]) -> Iterator[Piece]:
    """The paragraphs in order, and the lines of the pages' edges between them; each line end within is a space."""
    edges = _edges(pages)
    body = [line for page in pages for line in page if line not in edges]
    waiting = sorted(edges, key=lambda line: (line.page, -line.y))
    paper = _paper(body)
    is_first = True
    for paragraph in _paragraphs(body, paper):
        while waiting and _stands_before(waiting[0], paragraph[0]):
            edge = waiting.pop(0)
            yield Piece.stripped(edge.text, edges[edge])
        kind = _kind(paragraph, paper, is_first)
        is_first = is_first and kind != "headline"
        yield Piece(_joined(paragraph, paper), kind)
    yield from (Piece.stripped(edge.text, edges[edge]) for edge in waiting)


def _stands_before(edge: Line, line: Line) -> bool:
    return edge.page < line.page or (edge.page == line.page and edge.y > line.y)


def _paper(body: Sequence[Line]) -> Paper:
    sizes: Counter[float] = Counter()
    for line in body:
        sizes[round(line.size, 1)] += len(line.text)
    gaps = [
        (above.y - line.y) / line.size
        for above, line in pairwise(body)
        if above.page == line.page and _one_size(above, line) and 0 < above.y - line.y < 3 * line.size
    ]
    return Paper(sizes.most_common(1)[0][0] if sizes else 0, median(gaps) if gaps else USUAL_GAP, _words(body))


def _words(body: Sequence[Line]) -> frozenset[str]:
    """All words but those that a line's end breaks."""
    found: set[str] = set()
    is_broken = False
    for line in body:
        words = HYPHENED.findall(line.text.casefold())
        first, is_broken = int(is_broken), bool(BROKEN_WORD.search(line.text.strip()[-LONGEST_WORD:]))
        found.update(words[first : len(words) - is_broken])
    return frozenset(found)


def _one_size(one: Line, other: Line) -> bool:
    return max(one.size, other.size) <= SAME_SIZE * min(one.size, other.size)


@dataclass(frozen=True, slots=True)
class Repetition:
    """What the pages' edges have in common: the heights of each wording, in order, and how numbers follow the pages."""

    often: float
    heights: dict[str, list[float]]
    steps: Counter[int]

    def is_head(self, line: Line) -> bool:
        heights = self.heights[_shape(line)]
        times = bisect_right(heights, line.y + line.size) - bisect_left(heights, line.y - line.size)
        return times >= self.often and any(map(str.isalpha, line.text))

    def is_number(self, line: Line) -> bool:
        """A number that says so, goes up with the pages, or is the page's own."""
        number = _number(line)
        if not number:
            return False
        step = int(number["own"]) - line.page
        return bool(number["word"] or number["of"]) or step == 1 or self.steps[step] > 1


def _edges(pages: Sequence[Sequence[Line]]) -> dict[Line, Stripped]:
    """The running heads and page numbers: they stand outermost on the pages, and a head at the same height on many."""
    sides = [side for page in pages for side in _outermost(page)]
    repetition = _repetition(dict.fromkeys(chain(*sides)), len(pages))
    edges: dict[Line, Stripped] = {}
    for side in sides:
        for line in side:
            if repetition.is_number(line):
                edges[line] = PAGE_NUMBER
            elif repetition.is_head(line):
                edges[line] = RUNNING_HEAD
            else:
                break
    return edges


def _repetition(near: Iterable[Line], pages: int) -> Repetition:
    heights: dict[str, list[float]] = {}
    steps: Counter[int] = Counter()
    for line in sorted(near, key=lambda line: line.y):
        heights.setdefault(_shape(line), []).append(line.y)
        if number := _number(line):
            steps[int(number["own"]) - line.page] += 1
    return Repetition(max(2, REPEATED_SHARE * pages), heights, steps)


def _outermost(page: Sequence[Line]) -> list[list[Line]]:
    """The first lines of a page from the top down, and the last from the bottom up."""
    down = sorted(page, key=lambda line: -line.y)
    return [down[:EDGE_LINES], down[::-1][:EDGE_LINES]]


def _number(line: Line) -> re.Match[str] | None:
    return NUMBER.fullmatch(line.text) if len(line.text) <= LONGEST_NUMBER else None


def _shape(line: Line) -> str:
    return DIGITS.sub("#", " ".join(line.text.split())).casefold()


def _paragraphs(body: Sequence[Line], paper: Paper) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for at, line in enumerate(body):
        if paragraph and not _runs_on(body, at, paper):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _runs_on(body: Sequence[Line], at: int, paper: Paper) -> bool:
    """Whether a line goes on with the paragraph of the one before."""
    above, line = body[at - 1], body[at]
    words, end = line.text.strip(), above.text.strip()
    if not _one_size(above, line) or _starts_item(words) or (above.bold != line.bold and not words[0].islower()):
        return False
    if _is_only_bullet(end):
        return True
    full = len(end) >= FULL_LINE * _width(body, at - 1)
    gap = (above.y - line.y) / line.size
    if above.page != line.page or gap <= 0:
        return full and not end.endswith(TERMINAL)
    if gap > PARAGRAPH_GAP * paper.gap or line.x > above.x + INDENT * line.size:
        return False
    return full or (words[0].islower() and not end.endswith(TERMINAL))


def _width(body: Sequence[Line], at: int) -> int:
    """The longest of the lines around that start at about the same place, in characters."""
    here = body[at]
    around = body[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]
    return max(
        len(line.text.strip()) for line in around if _one_size(line, here) and abs(line.x - here.x) <= 3 * here.size
    )


def _starts_item(words: str) -> bool:
    return bool(BULLET.match(words)) or _is_only_bullet(words)


def _is_only_bullet(words: str) -> bool:
    return len(words) < 4 and bool(BULLET.match(words + " "))


def _joined(paragraph: Sequence[Line], paper: Paper) -> str:
    parts: list[str] = []
    for line in paragraph:
        words = " ".join(line.text.split())
        broken = BROKEN_WORD.search(parts[-1][-LONGEST_WORD:]) if parts else None
        rest = WORD.match(words)
        if broken and rest and words[0].islower():
            if parts[-1].endswith("\u00ad") or not _is_own_hyphen(broken[1], rest[0], paper):
                parts[-1] = parts[-1][:-1]
        elif parts:
            parts.append(" ")
        parts.append(words)
    return "".join(parts)


def _is_own_hyphen(first: str, rest: str, paper: Paper) -> bool:
    """Whether the document has the word with its hyphen, or both parts and not the whole, elsewhere."""
    first, rest = first.casefold(), rest.casefold()
    if first + rest in paper.words:
        return False
    return f"{first}-{rest}" in paper.words or {first, rest} <= paper.words


def _kind(paragraph: Sequence[Line], paper: Paper, is_first: bool) -> str:
    line, text = paragraph[0], " ".join(line.text for line in paragraph)
    if _starts_item(line.text.strip()):
        return "list"
    if len(text) > LONGEST_HEADING:
        return ""
    words = len(WORD.findall(text))
    if is_first and line.page == 0 and line.size >= HEADLINE_SIZE * paper.size and words >= FEWEST_HEADLINE_WORDS:
        return "headline"
    larger = line.size >= HEADING_SIZE * paper.size
    return "heading" if larger and not is_first else ""
