"""A raw text as lines that know what stands around them: what the interview parser reads."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sources.text.types import Segment

SENTENCE_ENDS = frozenset(".?!…:;\"”’'»)]*—–-，。？！؟।")
_NEWLINE = re.compile(r"\r\n|[\n\r\u2028\u2029]")

# Plain text is wrapped at 60 to 100 characters; a line of a wrapped paragraph is at least so long.
WRAPPED_LINE = 50
WRAPPED_LINE_AT_MOST = 110
# Paragraphs are set apart by blank lines where these are frequent; one or two among many lines mean something else.
FEWEST_BLANKS = 2
LINES_A_BLANK = 12


@dataclass(slots=True, eq=False)
class Line:
    """One line without the white space around it. `gap`: line breaks before it (0 within a line, 2 = a blank line)."""

    start: int
    end: int
    text: str
    gap: int
    kept: bool
    kind: str

    @property
    def ends_sentence(self) -> bool:
        return self.text[-1] in SENTENCE_ENDS


@dataclass(frozen=True, slots=True)
class Transcript:
    """All lines that are not blank, with the habits of the text: are paragraphs set apart, are lines wrapped?"""

    text: str
    lines: tuple[Line, ...]
    spaced: bool
    wrapped: bool

    def opens_block(self, index: int) -> bool:
        """Whether a paragraph begins with this line, by the habits of the text."""
        return index == 0 or self.lines[index].gap >= (2 if self.spaced else 1)

    def alone(self, index: int) -> bool:
        """Whether the line is a paragraph by itself."""
        return self.opens_block(index) and (index + 1 == len(self.lines) or self.opens_block(index + 1))


def read(text: str, segments: Sequence[Segment]) -> Transcript:
    """Cuts at line breaks, and where a kept segment meets a stripped one."""
    lines = tuple(_lines(text, segments))
    followers = [line for line in lines if line.gap == 1]
    blanks = sum(line.gap >= 2 for line in lines)
    return Transcript(
        text,
        lines,
        blanks >= FEWEST_BLANKS and blanks * LINES_A_BLANK >= len(lines),
        _is_wrapped(lines, len(followers)),
    )


def _is_wrapped(lines: Sequence[Line], followers: int) -> bool:
    broken = sum(
        after.gap == 1 and not before.ends_sentence and WRAPPED_LINE <= len(before.text) <= WRAPPED_LINE_AT_MOST
        for before, after in pairwise(lines)
    )
    return broken * 2 > followers > 0


def _lines(text: str, segments: Sequence[Segment]) -> Iterator[Line]:
    segments = segments or [Segment(0, len(text), "paragraph")]
    within = 0
    gap = 0
    for start, end in _spans(text):
        while start < end:
            while segments[within].end <= start:
                within += 1
            stop = _stop(segments, within, end)
            piece = text[start:stop]
            if words := piece.strip():
                at = start + len(piece) - len(piece.lstrip())
                while segments[within].end <= at:
                    within += 1
                yield Line(at, at + len(words), words, gap, segments[within].kept, segments[within].kind)
                gap = 0
            start = stop
        gap += 1


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _NEWLINE.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _stop(segments: Sequence[Segment], within: int, end: int) -> int:
    """Where a line is cut: where keeping changes inside it."""
    kept = segments[within].kept
    while segments[within].end < end:
        within += 1
        if segments[within].kept != kept:
            return segments[within].start
    return end
