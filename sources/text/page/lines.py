"""The natural units of a raw text: lines, or the paragraphs that a hard wrap has broken into lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
BLANKS = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
)
BLANKS += "\u2028\u2029\u202f\u205f\u3000\u200b\u2060\ufeff"
"""What is trimmed off a line: white space of every kind, and the zero-width marks that browsers leave."""
BULLET = re.compile(r"(?:[-–—•·●▪■◦○‣*+>»]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
TERMINAL = tuple('.!?…:;。！？؟।۔።։"”’»)]')

WIDEST_WRAP = 100
"""No mail program or wire printer breaks lines beyond this; a browser's dump has far longer ones."""
NARROWEST_WRAP = 40
MOSTLY = 0.8
"""So many of a wrapped text's lines are no wider than that; a pasted prompt or address among them may be."""
FULL_LINE = 0.62
"""A wrapped line is at least this part of the text's width unless it ends its paragraph (long words cost the rest)."""
MOST_UNITS = 20_000
"""A report of a megabyte has about so many lines. Where there are more (a letter a line), neighbours are taken
together: each unit costs some 50 µs to judge, and so no text takes more than a second or two."""
WRAPPED_SHARE = 0.6
"""The part of the neighbouring line pairs that must look broken in mid-sentence before a text counts as wrapped."""


@dataclass(slots=True, eq=False)
class Unit:
    """One line or one unwrapped paragraph: `raw[start:end]` has no white space at its ends.

    `text` reads on one line. `gap` counts the blank lines before it.
    """

    start: int
    end: int
    text: str
    gap: int
    indent: int = 0


def units(raw: str) -> list[Unit]:
    """The units of a text in order. Only white space lies between them; a blank text has none."""
    lines = list(_lines(raw))
    width = wrap_width(lines)
    found = _joined(lines, width) if width else lines
    return found if len(found) <= MOST_UNITS else _in_groups(found)


def _in_groups(lines: Sequence[Unit]) -> list[Unit]:
    size = -(-len(lines) // MOST_UNITS)
    return [_one(lines[at : at + size]) for at in range(0, len(lines), size)]


def _lines(raw: str) -> Iterator[Unit]:
    at = gap = 0
    for stop, after in _breaks(raw):
        piece = raw[at:stop]
        words = piece.strip(BLANKS)
        if words:
            indent = len(piece) - len(piece.lstrip(BLANKS))
            yield Unit(at + indent, at + indent + len(words), words, gap, indent)
            gap = 0
        else:
            gap += 1
        at = after


def _breaks(raw: str) -> Iterator[tuple[int, int]]:
    for match in LINE_BREAK.finditer(raw):
        yield match.span()
    yield len(raw), len(raw)


def wrap_width(lines: Sequence[Unit]) -> int:
    """The width at which a text was hard-wrapped, in code points; 0 if it was not."""
    if len(lines) < 3:
        return 0
    lengths = sorted(len(line.text) for line in lines if len(line.text) <= WIDEST_WRAP)
    if len(lengths) < MOSTLY * len(lines):
        return 0
    width = lengths[-1 - len(lengths) // 50]
    if width < NARROWEST_WRAP:
        return 0
    pairs = [(a, b) for a, b in pairwise(lines) if b.gap == 0 and max(len(a.text), len(b.text)) <= width]
    broken = sum(_broken_between(a, b, width) for a, b in pairs)
    return width if len(pairs) >= 2 and broken >= WRAPPED_SHARE * len(pairs) else 0


def _broken_between(first: Unit, second: Unit, width: int) -> bool:
    """Whether a wrap parts two lines: the next word did not fit, and no paragraph or list item begins."""
    if (
        second.gap
        or max(len(first.text), len(second.text)) > WIDEST_WRAP
        or BULLET.match(second.text)
        or second.indent > first.indent + 1
    ):
        return False
    next_word = second.text.split(None, 1)[0]
    if first.text.endswith(TERMINAL):
        return len(first.text) + 1 + len(next_word) > 0.94 * width
    runs_on = second.text[:1].islower() or first.text[-1:] in ",-"
    return len(first.text) >= FULL_LINE * width or (runs_on and len(first.text) >= FULL_LINE * width / 2)


def _joined(lines: Sequence[Unit], width: int) -> list[Unit]:
    done: list[Unit] = []
    group: list[Unit] = []
    for line in lines:
        if group and not _broken_between(group[-1], line, width):
            done.append(_one(group))
            group = []
        group.append(line)
    return [*done, _one(group)]


def _one(group: Sequence[Unit]) -> Unit:
    first, last = group[0], group[-1]
    return Unit(first.start, last.end, " ".join(line.text for line in group), first.gap, first.indent)
