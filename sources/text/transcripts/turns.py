"""Turns in the making: from the places where somebody starts to speak to the words of every turn."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby

from sources.text.transcripts.transcript import Line, Transcript
from sources.text.transcripts.turn_text import (
    CLOSING_SENTENCE,
    heading_text,
    is_biography,
    is_closing,
    is_furniture,
    is_marked_heading,
    is_no_words,
    is_pull_quote,
    reads_as_heading,
)

# With this many turns, a habit (one paragraph a turn) is one; with fewer it may be chance.
HABIT_TURNS = 4
# The kind of segments that look like a link or a label of the page: the one that short turns are mistaken for.
NAVIGATION = "navigation"
# A heading before the first turn may be followed by this many paragraphs of introduction.
INTRODUCTION_PARAGRAPHS = 1
# Marked as a heading it holds further: minutes list a presenter and links below it.
INTRODUCTION_PARAGRAPHS_MARKED = 4
# Between a heading and the turn below it stand at most so many lines that are nobody's: a date, a caption, a player.
HEADING_REACH = 20
# An introduction is looked for in so many characters before the first turn.
INTRODUCTION_LENGTH = 1500


@dataclass(frozen=True, slots=True)
class Start:
    """Somebody starts to speak in line number `line`: the label spans `start:words_at` (empty where there is none)."""

    speaker: str
    start: int
    words_at: int
    line: int


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one speaker without anything else between them; `label_start` equals `start` where a turn goes on."""

    speaker: str
    label_start: int
    start: int
    end: int
    section: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """A whole turn's words."""

    speaker: str
    words: str


@dataclass
class Draft:
    """What the walk over the lines has gathered: runs in order, spans of the headings among them."""

    transcript: Transcript
    runs: list[Run] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)
    section: str | None = None
    open: bool = False

    def words(self, run: Run) -> str:
        return self.transcript.text[run.start : run.end]

    def speak(self, start: Start) -> None:
        self.runs.append(Run(start.speaker, start.start, start.words_at, start.words_at, self.section))
        self.open = True

    def add(self, start: int, end: int) -> None:
        """Words at `start:end` belong to the last speaker."""
        last = self.runs[-1]
        if not self.open:
            self.runs.append(Run(last.speaker, start, start, end, self.section))
            self.open = True
            return
        begin = start if last.start == last.end else last.start
        self.runs[-1] = replace(last, start=begin, end=end)

    def head(self, line: Line) -> None:
        self.headings.append((line.start, line.end))
        self.section = heading_text(line)
        self.open = False

    @property
    def pending(self) -> bool:
        """Whether a label waits for its first words."""
        return self.open and self.runs[-1].start == self.runs[-1].end

    @cached_property
    def turns(self) -> list[Said]:
        """What each turn says, a speaker's consecutive runs as one. Asked for when the draft is complete."""
        each = groupby(self.runs, key=lambda run: run.speaker)
        return [Said(speaker, "\n".join(map(self.words, runs))) for speaker, runs in each]

    @cached_property
    def _by_speaker(self) -> dict[str, list[str]]:
        said: dict[str, list[str]] = {}
        for turn in self.turns:
            said.setdefault(turn.speaker, []).append(turn.words)
        return said

    def said(self, speaker: str) -> list[str]:
        return self._by_speaker.get(speaker, [])

    @property
    def speakers(self) -> list[str]:
        return list(dict.fromkeys(run.speaker for run in self.runs))


def draft(transcript: Transcript, starts: Sequence[Start]) -> Draft:
    """Gives every line from the first start on to its speaker, or to nobody."""
    at: dict[int, list[Start]] = {}
    for start in starts:
        at.setdefault(start.line, []).append(start)
    found = Draft(transcript)
    _opening_section(found, starts[0].line)
    last = starts[-1].line
    for index in range(starts[0].line, last + 1):
        _read_line(found, index, at)
    _read_tail(found, last, starts[-1])
    found.runs = [_without_closing_mark(found, run) for run in found.runs if run.end > run.start]
    return found


def _without_closing_mark(found: Draft, run: Run) -> Run:
    """`**Ann: Why?**`: the emphasis that opened before the words closes behind them."""
    words = found.words(run)
    for mark in ("**", "__"):
        if words.endswith(mark) and words.count(mark) % 2 and words != mark:
            return replace(run, end=run.start + len(words.removesuffix(mark).rstrip()))
    return run


def _opening_section(found: Draft, first: int) -> None:
    """The heading above the first turn; the text's own headline is none."""
    lines, paragraphs = found.transcript.lines, 0
    headline = next((index for index, line in enumerate(lines) if not is_furniture(line)), 0)
    for index in range(first - 1, -1, -1):
        line = lines[index]
        near = paragraphs <= INTRODUCTION_PARAGRAPHS and found.transcript.alone(index)
        claimed = line.kind == NAVIGATION and index == first - 1 and not is_closing(line)
        if (line.kept or claimed) and (is_marked_heading(line) or (near and reads_as_heading(line))):
            if (index > headline and line.kind != "headline") or line.text.startswith("##"):
                found.head(line)
            return
        paragraphs += line.kept and not is_no_words(line) and found.transcript.opens_block(index)
        if paragraphs > INTRODUCTION_PARAGRAPHS_MARKED:
            return


def _read_line(found: Draft, index: int, at: Mapping[int, Sequence[Start]]) -> None:
    line = found.transcript.lines[index]
    starts = at.get(index, ())
    first = starts[0].start if starts else line.end
    if first > line.start and found.runs:
        _read_words(found, index, first, at)
    for start, following in zip(starts, [*(other.start for other in starts[1:]), line.end], strict=False):
        found.speak(start)
        if following > start.words_at:
            _add_stripped(found, start.words_at, following)


def _read_words(found: Draft, index: int, end: int, at: Mapping[int, Sequence[Start]]) -> None:
    """Words before (or without) a label in this line: the last speaker's, unless they are nobody's."""
    line = found.transcript.lines[index]
    if not line.kept and not found.pending and not _is_claimed(found.transcript, index, at):
        found.open = False
    elif is_marked_heading(line) or (not found.pending and _is_heading(found.transcript, index, at)):
        found.head(line)
    elif not found.pending and (is_no_words(line) or is_pull_quote(found.transcript, index)):
        found.open = False
    else:
        _add_stripped(found, line.start, end)


def _is_claimed(transcript: Transcript, index: int, at: Mapping[int, Sequence[Start]]) -> bool:
    """Whether a stripped line in the midst of turns is words (or a heading) after all.

    What was taken for a link or a label of the page may be a short sentence of a turn, or a heading right above one;
    a piece that was stripped for another reason comes back only within a paragraph.
    """
    line = transcript.lines[index]
    if is_closing(line) or is_no_words(line):
        return False
    if line.kind == NAVIGATION and (is_marked_heading(line) or _is_heading(transcript, index, at)):
        return True
    inside = not transcript.opens_block(index)
    return (line.kind == NAVIGATION or inside) and (line.text[-1] in ".?!…)" or (transcript.wrapped and inside))


def _add_stripped(found: Draft, start: int, end: int) -> None:
    piece = found.transcript.text[start:end]
    words = piece.strip()
    if words:
        at = start + len(piece) - len(piece.lstrip())
        found.add(at, at + len(words))


def _is_heading(transcript: Transcript, index: int, at: Mapping[int, Sequence[Start]]) -> bool:
    """A short line by itself with a new turn right below."""
    line = transcript.lines[index]
    if index in at or not transcript.alone(index) or not reads_as_heading(line):
        return False
    if line.kind == "heading":
        return True
    for below in range(index + 1, min(index + 1 + HEADING_REACH, len(transcript.lines))):
        if below in at or not _is_nobodys(transcript.lines[below]):
            return below in at
    return False


def _is_nobodys(line: Line) -> bool:
    return not line.kept or is_no_words(line) or is_marked_heading(line)


def _read_tail(found: Draft, last: int, start: Start) -> None:
    """What follows the last label: its speaker's words, until something closes the interview."""
    transcript, habit, speakers = found.transcript, _loosest_gap(found), found.speakers
    if _cut_closing_sentence(found, start.words_at):
        return
    for index in range(last + 1, len(transcript.lines)):
        line = transcript.lines[index]
        if not found.pending and (line.gap > habit or _ends_interview(found, index, speakers)):
            return
        if line.kept or found.pending:
            _add_stripped(found, line.start, line.end)
            if _cut_closing_sentence(found, line.start):
                return


def _loosest_gap(found: Draft) -> int:
    """The widest gap inside earlier turns: 1 where no turn holds a blank line, 0 where each is one line."""
    inside = [found.words(run) for run in found.runs[:-1]]
    if len(inside) < HABIT_TURNS - 1:
        return 99
    if any(re.search(r"\n[^\S\n]*\n", words) for words in inside) or len(inside) < len(found.speakers) * 2 - 1:
        return 99
    return int(found.transcript.spaced or any("\n" in words for words in inside))


def _ends_interview(found: Draft, index: int, speakers: Sequence[str]) -> bool:
    line = found.transcript.lines[index]
    if not line.kept or is_closing(line) or is_no_words(line) or is_marked_heading(line):
        return True
    if not found.transcript.opens_block(index):
        return False
    alone = found.transcript.alone(index)
    return (alone and (reads_as_heading(line) or is_biography(line))) or _speaks_of(line, speakers)


def _speaks_of(line: Line, speakers: Sequence[str]) -> bool:
    """`Ruth Obi is the author of …`: a paragraph about a speaker is the outlet's own."""
    for speaker in speakers:
        for name in (speaker, speaker.split()[-1]):
            after = line.text[len(name) :]
            if len(name) > 1 and line.text.startswith(name) and re.match(r"(?:,| [a-z])", after):
                return True
    return False


def _cut_closing_sentence(found: Draft, since: int) -> bool:
    """In a run-on text the closing matter hangs on the last words; whether it was cut off."""
    last = found.runs[-1]
    match = CLOSING_SENTENCE.search(found.transcript.text, max(since, last.start), last.end)
    if match is None:
        return False
    end = last.start + len(found.transcript.text[last.start : match.start()].rstrip())
    found.runs[-1] = replace(last, end=end)
    return True
