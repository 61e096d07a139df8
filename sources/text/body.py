"""The body of a report: its kept paragraphs, headings, lists, tables and turns, mended where the text is damaged."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sources.text.page import repairs as mends
from sources.text.page.lines import BLANKS, LINE_BREAK
from sources.text.types import Interview, Repair, Segment

CLOSING = frozenset(",.;:!?)]")
BODY_KINDS = frozenset({"paragraph", "heading", "list", "table", "turn"})


@dataclass(frozen=True, slots=True)
class Body:
    """`text` has its pieces parted by blank lines; `repairs` are spans of the raw text, in order, none overlapping."""

    text: str
    repairs: tuple[Repair, ...]


def build(text: str, segments: Sequence[Segment], interview: Interview | None) -> Body:
    """The starts of the interview's turns begin sentences too: a question in lower case after its label is mended."""
    pieces = [segment for segment in segments if segment.kept and segment.kind in BODY_KINDS]
    starts = frozenset(turn.start for turn in interview.turns) if interview else frozenset()
    found = mends.find(text, [(one.start, one.end) for one in pieces], starts)
    labels = frozenset(turn.label_start for turn in interview.turns) if interview else frozenset()
    parts: list[str] = []
    for before, piece in zip([None, *pieces], pieces, strict=False):
        words = repaired(text, piece.start, piece.end, found)
        if words and before and parts and piece.start not in labels and _runs_on(text, before, piece):
            parts[-1] += _gap(text, before, piece) + words
        elif words:
            parts.append(words)
    return Body("\n\n".join(parts), found)


def _runs_on(text: str, before: Segment, piece: Segment) -> bool:
    """Whether two pieces are of one paragraph, out of the middle of which words were stripped: no line ends between.

    White space stands at the end of a piece.
    """
    words = text[before.start : before.end].rstrip(BLANKS)
    between = text[before.start + len(words) : piece.start]
    return before.kind == piece.kind and not LINE_BREAK.search(between)


def _gap(text: str, before: Segment, piece: Segment) -> str:
    """The space that stood on either side of what was stripped; none before a comma."""
    spaced = text[before.end - 1].isspace() or text[piece.start - 1].isspace() or text[piece.start].isspace()
    return " " if spaced and text[piece.start] not in CLOSING else ""


def repaired(text: str, start: int, end: int, repairs: Sequence[Repair]) -> str:
    """`text[start:end]` as it reads after repair, on one line. A repair that reaches over an end is left out."""
    return " ".join("".join(_pieces(text, start, end, repairs)).strip(BLANKS).split())


def _pieces(text: str, start: int, end: int, repairs: Sequence[Repair]) -> Iterator[str]:
    at = start
    for index in range(bisect_left(repairs, start, key=lambda repair: repair.start), len(repairs)):
        repair = repairs[index]
        if repair.start >= end or repair.end > end:
            break
        yield text[at : repair.start]
        yield repair.replacement
        at = repair.end
    yield text[at:end]
