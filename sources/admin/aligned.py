"""The texts of two reports in rows, as the screen that compares them shows them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.template.defaultfilters import pluralize

from sources.overlap import alignment
from sources.overlap.alignment import Mark, Part, Row

ROWS_A_PAGE = 500
"""The longest of 3,475 reports of the development stream has 52 paragraphs; a text of 1 MB has ten pages."""

SAME, ALONE = "same", "alone"


@dataclass(frozen=True, slots=True)
class Run:
    words: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Cell:
    """A passage: the number of its paragraph, from 1, and whether it begins in the middle of that."""

    paragraph: int
    continued: bool
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Two passages beside each other, or one."""

    left: Cell | None = None
    right: Cell | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Lines under one label. `kind`: same, edited, moved or alone. `number`: of those that differ, from 1; else 0."""

    kind: str
    label: str
    lines: tuple[Line, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Texts:
    """One page of the rows; `differing`: how many of its blocks differ."""

    blocks: tuple[Block, ...]
    differing: int
    page: Page[Row]


def texts(earlier: Sequence[str], later: Sequence[str], page: str | None) -> Texts:
    rows = alignment.align(earlier, later)
    shown = Paginator(rows, ROWS_A_PAGE).get_page(page)
    maker = _Maker(earlier, later)
    blocks = tuple(maker.blocks(list(shown.object_list)))
    return Texts(blocks, sum(block.number > 0 for block in blocks), shown)


class _Maker:
    """Makes the blocks of two texts."""

    def __init__(self, earlier: Sequence[str], later: Sequence[str]) -> None:
        self.earlier, self.later = earlier, later

    def blocks(self, rows: Sequence[Row]) -> Iterator[Block]:
        """Rows that are the same stand together, and so do those that stand alone; others by themselves."""
        number = 0
        for kind, group in groupby(rows, key=_kind):
            those = list(group)
            if kind == SAME:
                yield Block(SAME, _same(len(those)), tuple(self._line(row) for row in those))
                continue
            for part in [those] if kind == ALONE else [[row] for row in those]:
                number += 1
                yield self._differing(kind, part, number)

    def _differing(self, kind: str, rows: Sequence[Row], number: int) -> Block:
        if kind == ALONE:
            lines = tuple(self._line(row) for row in rows)
            return Block(ALONE, _alone(rows), lines, number)
        return Block(kind, _changed(rows[0]), (self._line(rows[0]),), number)

    def _line(self, row: Row) -> Line:
        left = _cell(self.earlier, row.left) if row.left else None
        return Line(left, _cell(self.later, row.right) if row.right else None)


def _kind(row: Row) -> str:
    return row.kind if row.left and row.right else ALONE


def _cell(paragraphs: Sequence[str], part: Part) -> Cell:
    text = paragraphs[part.paragraph]
    runs = tuple(Run(text[span.start : span.end], span.mark) for span in part.spans)
    return Cell(part.paragraph + 1, part.start > 0, runs)


def _same(count: int) -> str:
    return f"{count} passage{pluralize(count)}, the same in both"


def _alone(rows: Sequence[Row]) -> str:
    sides = {row.kind for row in rows}
    if len(sides) > 1:
        return "Nothing in common"
    return "Only in the earlier" if "only left" in sides else "Only in the later"


def _changed(row: Row) -> str:
    """ "Moved and edited: 40 words are the same, 3 taken out, 5 put in"."""
    assert row.left
    assert row.right
    what = "Moved" if row.kind == "moved" else "Edited"
    if row.too_long:
        return f"{what}. These passages are too long to compare word by word."
    out, into = row.left.words - row.shared, row.right.words - row.shared
    counts = [f"{row.shared:,} word{pluralize(row.shared)} the same"]
    counts += [f"{out:,} taken out"] if out else []
    counts += [f"{into:,} put in"] if into else []
    if row.kind == "moved":
        what = f"Moved from paragraph {row.left.paragraph + 1} to {row.right.paragraph + 1}"
    return f"{what}: {', '.join(counts)}"
