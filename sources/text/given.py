"""The turns of a text of which an editor says that it is an interview, whatever the parser would doubt."""

import re
from collections.abc import Iterator

from sources.text import interview
from sources.text.transcripts.roles import UNKNOWN, Voice, assign
from sources.text.types import Interview, Turn

LONGEST_INTRODUCTION = 3000
"""Characters before the first turn; what is longer is the report around an interview, and no introduction to it."""
FEWEST_LABELS = 2
"""One line with a colon is a sentence of its own; two may be a question and its answer."""
MOST_LABEL_WORDS = 6
_LABEL = re.compile(r"^[ \t]*([^\s:：\n][^:：\n]{0,59}?)[ \t]*[:：][ \t]+(?=\S)", re.MULTILINE)
_GAP = re.compile(r"\n[ \t\r]*\n")


def parse(text: str) -> Interview | None:
    """As the parser finds it; else by lines that begin with a name and a colon; else a turn of nobody's a paragraph.

    None of a text without words.
    """
    return interview.parse(text, ()) or _by_names(text) or _by_paragraphs(text)


def introduction(text: str, found: Interview) -> str:
    """What stands before the first turn, when it is short enough to be meant as that."""
    before = text[: found.start].strip()
    return before if len(before) <= LONGEST_INTRODUCTION else ""


def _by_names(text: str) -> Interview | None:
    labels = [label for label in _LABEL.finditer(text) if len(label[1].split()) <= MOST_LABEL_WORDS]
    if len(labels) < FEWEST_LABELS:
        return None
    ends = [label.start() for label in labels[1:]] + [len(text)]
    said: dict[str, list[str]] = {}
    for label, end in zip(labels, ends, strict=True):
        said.setdefault(label[1], []).append(text[label.end() : end].strip())
    roles = assign([Voice(name, tuple(words)) for name, words in said.items()], text[: labels[0].start()])
    turns = tuple(
        Turn(number, label[1], roles[label[1]], None, label.end(), _end(text, label.end(), end), label.start())
        for number, (label, end) in enumerate(zip(labels, ends, strict=True), start=1)
    )
    return Interview(turns[0].label_start, turns[-1].end, turns)


def _by_paragraphs(text: str) -> Interview | None:
    turns = tuple(
        Turn(number, "", UNKNOWN, None, start, end, start) for number, (start, end) in enumerate(_spans(text), start=1)
    )
    return Interview(turns[0].start, turns[-1].end, turns) if turns else None


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Of the paragraphs, without the white space around them."""
    start = 0
    for stop in [*(gap.start() for gap in _GAP.finditer(text)), len(text)]:
        part = text[start:stop]
        if part.strip():
            yield stop - len(part.lstrip()), _end(text, start, stop)
        start = stop


def _end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
