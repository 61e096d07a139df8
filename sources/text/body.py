"""The body of a report: its kept paragraphs, headings, lists, tables and turns, mended where the text is damaged."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sources.text.page import repairs as mends
from sources.text.page.lines import BLANKS
from sources.text.types import Interview, Repair, Segment

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
    read = (repaired(text, one.start, one.end, found) for one in pieces)
    return Body("\n\n".join(filter(None, read)), found)


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
