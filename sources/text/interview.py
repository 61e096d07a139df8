"""Finds a question-and-answer interview in a text, and cuts the text's segments along its turns."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sources.text.transcripts import dialogue, exchanges, labelled
from sources.text.transcripts.roles import INTERVIEWEE, INTERVIEWER, Voice, assign
from sources.text.transcripts.transcript import Transcript, read
from sources.text.transcripts.turns import INTRODUCTION_LENGTH, Draft, Start, draft
from sources.text.types import Interview, Segment, Turn

# Between a turn's words and the end of its segment lies white space, seldom with the marks that close an emphasis.
# Anything longer is somebody else's words in a coarse segment.
CLOSING_MARKS = 6
# A thread of readers' comments was stripped as a whole; of an interview a short turn here and there.
KEPT_SHARE = 0.6
LEFTOVER = "generator leftover"
# A day of parliament has some 10,000 lines. With more than this a text is no talk, and would take seconds to read.
MOST_LINES = 40_000


def parse(text: str, segments: Sequence[Segment]) -> Interview | None:
    """The interview that the text holds; None where it only looks like one, or holds none.

    A turn that a heading or a stripped piece interrupts goes on as a second turn of the same speaker, so that no turn
    spans words that are not its speaker's.
    """
    transcript = read(text, segments)
    if len(transcript.lines) > MOST_LINES:
        return None
    return _by_labels(transcript) or _by_dashes(transcript) or _by_questions(transcript)


def _by_labels(transcript: Transcript) -> Interview | None:
    found = labelled.find(transcript)
    if not found.starts:
        return None
    drawn = draft(transcript, found.starts)
    fields = dialogue.field_names(drawn)
    starts = [start for start in found.starts if start.speaker not in fields]
    if not starts:
        return None
    drawn = draft(transcript, starts) if fields else drawn
    introduction = introduction_before(transcript.text, starts[0].start)
    if not dialogue.is_labelled_interview(drawn, introduction) or _kept_share(drawn) < KEPT_SHARE:
        return None
    voices = [_voice(drawn, speaker, found.additions) for speaker in drawn.speakers]
    return _interview(drawn, assign(voices, introduction))


def _kept_share(drawn: Draft) -> float:
    """How much of the turns' words stands in kept lines; a line that a generator's note hangs on counts as kept."""
    kept = total = 0
    lines = iter(drawn.transcript.lines)
    line = next(lines)
    for run in drawn.runs:
        while line.end <= run.start:
            line = next(lines)
        while line.start < run.end:
            words = min(line.end, run.end) - max(line.start, run.start)
            total += words
            kept += words if line.kept or line.kind == LEFTOVER else 0
            if line.end >= run.end:
                break
            line = next(lines)
    return kept / total if total else 0.0


def introduction_before(text: str, start: int) -> str:
    return text[max(0, start - INTRODUCTION_LENGTH) : start]


def _voice(drawn: Draft, speaker: str, additions: Mapping[str, tuple[str, ...]]) -> Voice:
    return Voice(speaker, tuple(drawn.said(speaker)), additions.get(speaker, ()))


def _by_dashes(transcript: Transcript) -> Interview | None:
    starts = exchanges.by_dashes(transcript)
    return _unlabelled(transcript, starts, dialogue.is_dashed_interview) if starts else None


def _by_questions(transcript: Transcript) -> Interview | None:
    starts = exchanges.by_questions(transcript)
    return _unlabelled(transcript, starts, dialogue.is_question_interview) if starts else None


def _unlabelled(transcript: Transcript, starts: Sequence[Start], holds: dialogue.Test) -> Interview | None:
    drawn = draft(transcript, starts)
    introduction = introduction_before(transcript.text, starts[0].start)
    if not holds(drawn, introduction):
        return None
    first = next(run for run in drawn.runs if run.speaker == exchanges.ANSWERER)
    label = transcript.text[first.label_start : first.start].strip("–— ")
    name = exchanges.answerer_name(drawn.words(first), introduction, label)
    drawn.runs = [replace(run, speaker=name) if run.speaker == exchanges.ANSWERER else run for run in drawn.runs]
    return _interview(drawn, {exchanges.ASKER: INTERVIEWER, name: INTERVIEWEE})


def _interview(drawn: Draft, roles: Mapping[str, str]) -> Interview:
    turns = tuple(
        Turn(number, run.speaker, roles[run.speaker], run.section, run.start, run.end, run.label_start)
        for number, run in enumerate(drawn.runs, start=1)
    )
    end = turns[-1].end
    headings = tuple(span for span in drawn.headings if span[0] < end)
    start = min(turns[0].label_start, *(span[0] for span in headings)) if headings else turns[0].label_start
    return Interview(start, end, turns, headings)


def mark(segments: Sequence[Segment], interview: Interview | None) -> tuple[Segment, ...]:
    """The same tiling, cut so that every turn (with its label) and every section heading is a segment of its own."""
    if interview is None:
        return tuple(segments)
    marks = [Segment(turn.label_start, turn.end, "turn", rule="interview") for turn in interview.turns]
    marks += [Segment(start, end, "heading", rule="interview") for start, end in interview.headings]
    marks.sort(key=lambda segment: segment.start)
    return tuple(_tiled(segments, marks))


def _tiled(segments: Sequence[Segment], marks: Sequence[Segment]) -> list[Segment]:
    tiles: list[Segment] = []
    waiting = list(reversed(marks))
    at = 0
    for segment in segments:
        while at < segment.end:
            if waiting and waiting[-1].start <= at:
                mark = waiting.pop()
                tiles.append(mark)
                at = mark.end
                continue
            end = min(segment.end, waiting[-1].start) if waiting else segment.end
            if tiles and tiles[-1].rule == "interview" and tiles[-1].end == at and end - at <= CLOSING_MARKS:
                tiles[-1] = replace(tiles[-1], end=end)
            else:
                tiles.append(replace(segment, start=at, end=end))
            at = end
    return tiles
