"""The layouts without labels: dashes in turn, or questions that stand out above their answers."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sources.text.transcripts.labels import Label, leading
from sources.text.transcripts.transcript import Transcript
from sources.text.transcripts.turn_text import is_marked_heading
from sources.text.transcripts.turns import Start

ASKER = "Interviewer"
ANSWERER = "Interviewee"
# Fewer unlabelled questions are a device of many articles ("Why does it matter?").
FEWEST_QUESTIONS = 3
FEWEST_DASHES = 4
LONGEST_QUESTION = 500
# The first question is looked for in so many lines above the second.
MOST_LINES_OF_ANSWER = 30
# Of lines set apart as questions are, this share must ask: "Tell us about your desk." may stand among them.
ASKING_SHARE = 0.6

QUESTION_MARKS = "?？؟"
_ASKS = re.compile(rf"[{QUESTION_MARKS}][\"”’»)*_\s]*$")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1$")
_BOLD_AT_END = re.compile(r"(?<=[.!?:…\"”’»)]) (\*\*|__)(?=\S)([^*_]{1,500})(?<=\S)\1$")
_SENTENCE_END = re.compile(r"[.!…][\"”’»)]{0,2} +(?=[^\W\d_a-z])")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_DASH = re.compile(r"([–—-])\s+(?=\S)")
_LONG_DASH = re.compile(r"[–—]\s+(?=\S)")
_FULL_NAME = r"([^\W\d_a-z](?:[\w'’-]{1,24}|\.)(?: [^\W\d_a-z](?:[\w'’-]{1,24}|\.)){0,2} [^\W\d_a-z][\w'’-]{1,24})"
_NAMES_SELF = re.compile(
    rf"\b(?:I['’]m|I am|[Mm]y name(?:['’]s| is)|[Jj]e m['’]appelle|[Ii]ch heiße|[Mm]e llamo|"
    rf"[Mm]i chiamo) {_FULL_NAME}"
)
_NAMED_GUEST = re.compile(
    r"(?:[Ii]nterview with|[Ii]nterviews|(?:[Ww]e|I|has|have) (?:spoke|spoken|talked|sat down) (?:to|with)|"
    r"[Qq] ?& ?[Aa] with|Q ?& ?A:|"
    r"[Ii]n conversation with|[Ee]ntretien avec|[Ee]ntrevista (?:a|con)|[Ii]nterview mit|"
    r"[Ii]ntervista a) ([^.;:\n]{3,120})"
)
_NAME = re.compile(_FULL_NAME)
_WEEKDAY = re.compile(r" (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")


@dataclass(frozen=True, slots=True)
class Question:
    """A line that asks, or the end of one: its words stand at `start:end` of the text, their dressing from `opens`."""

    opens: int
    start: int
    end: int
    line: int


def by_dashes(transcript: Transcript) -> list[Start]:
    """Paragraphs behind dashes, asked and answered in turn."""
    found = [
        (index, match)
        for index, line in enumerate(transcript.lines)
        if line.kept and transcript.opens_block(index) and (match := _DASH.match(line.text))
    ]
    dashes = [(index, match) for index, match in found if match[1] == found[0][1][1]]
    if len(dashes) < FEWEST_DASHES:
        return []
    starts = []
    for place, (index, match) in enumerate(dashes):
        at = transcript.lines[index].start
        starts.append(Start((ASKER, ANSWERER)[place % 2], at, at + match.end(), index))
    return starts


def by_questions(transcript: Transcript) -> list[Start]:
    """Questions in bold, as headings, or as plain lines, with what is said below each."""
    if not any(map(transcript.text.__contains__, QUESTION_MARKS)):
        return []
    for look in (_bold_questions, _heading_questions, _plain_questions):
        questions = look(transcript)
        if len(questions) >= FEWEST_QUESTIONS:
            return _answered(transcript, _with_first(transcript, questions))
    return []


def _with_first(transcript: Transcript, questions: Sequence[Question]) -> list[Question]:
    """With the first question where it hangs on the introduction: in bold at its end, or as its last sentence."""
    first = questions[0]
    if transcript.text[first.opens] in "*_":
        above = range(first.line - 1, max(-1, first.line - 1 - MOST_LINES_OF_ANSWER), -1)
        glued = next((found for index in above if (found := _bold_at_end(transcript, index))), None)
        return [glued, *questions] if glued else list(questions)
    if first.opens == first.start and not _is_introduced(transcript, first.line):
        line = transcript.lines[first.line]
        ends = [match.end() for match in _SENTENCE_END.finditer(line.text)]
        at = line.start + ends[-1] if ends else first.start
        first = replace(first, opens=at, start=at)
    return [first, *questions[1:]]


def _bold_at_end(transcript: Transcript, index: int) -> Question | None:
    line = transcript.lines[index]
    match = _BOLD_AT_END.search(line.text) if line.kept and line.text.endswith(("**", "__")) else None
    if not match or not _ASKS.search(match[2]):
        return None
    opens, start, end = (line.start + at for at in (match.start(1), match.start(2), match.end(2)))
    return Question(opens, start, end, index)


def _is_introduced(transcript: Transcript, index: int) -> bool:
    """Whether a sentence stands above; a headline is none."""
    return any(line.kept and line.ends_sentence and line.kind != "headline" for line in transcript.lines[:index])


def _answered(transcript: Transcript, questions: Sequence[Question]) -> list[Start]:
    """Each question and the line below it; questions in a row are one."""
    starts: list[Start] = []
    asked = {question.line for question in questions}
    said = [index for index, line in enumerate(transcript.lines) if line.kept and not is_marked_heading(line)]
    for question in questions:
        starts.append(Start(ASKER, question.opens, question.start, question.line))
        place = bisect_right(said, question.line)
        below = said[place] if place < len(said) else None
        if below is not None and below not in asked:
            line = transcript.lines[below]
            dash = _LONG_DASH.match(line.text)
            starts.append(Start(ANSWERER, line.start, line.start + (dash.end() if dash else 0), below))
    return _without_labels(transcript, starts)


def _without_labels(transcript: Transcript, starts: Sequence[Start]) -> list[Start]:
    """The same, their words after the label where the first answer (or question) has one: often no other has."""
    labels = [_label(transcript, start) for start in starts]
    times = Counter(label.name for label in labels if label)
    firsts = {start.speaker: label for start, label in reversed(list(zip(starts, labels, strict=True)))}
    labelled = {part for part, label in firsts.items() if label and _names_somebody(label, times[label.name])}
    return [
        replace(start, words_at=label.end) if label and start.speaker in labelled else start
        for start, label in zip(starts, labels, strict=True)
    ]


def _names_somebody(label: Label, times: int) -> bool:
    """ "Marit Solberg:", "SOLBERG:", or "Solberg:" more than once; but not "Honestly: no."."""
    return times > 1 or " " in label.name or label.name.isupper()


def _label(transcript: Transcript, start: Start) -> Label | None:
    line = transcript.lines[start.line]
    label = leading(line, start.line) if start.words_at == line.start else None
    return label if label and label.style == "colon" and label.cased and label.end < line.end else None


def _bold_questions(transcript: Transcript) -> list[Question]:
    bold = []
    for index, line in enumerate(transcript.lines):
        match = _BOLD.match(line.text) if line.kept and transcript.opens_block(index) else None
        if match and len(match[2]) <= LONGEST_QUESTION:
            bold.append(Question(line.start, line.start + match.start(2), line.start + match.end(2), index))
    return _asking(transcript, bold)


def _heading_questions(transcript: Transcript) -> list[Question]:
    levels: dict[str, list[Question]] = {}
    for index, line in enumerate(transcript.lines):
        match = _HEADING.match(line.text) if line.kept else None
        if match:
            levels.setdefault(match[1], []).append(Question(line.start, line.start + match.end(), line.end, index))
    best: list[Question] = max((_asking(transcript, found) for found in levels.values()), key=len, default=[])
    return best


def _asking(transcript: Transcript, found: Sequence[Question]) -> list[Question]:
    """All of them from the first question to the last one, when most of them ask."""
    asks = [bool(_ASKS.search(transcript.text[item.start : item.end])) for item in found]
    if True not in asks:
        return []
    within = found[asks.index(True) : len(asks) - asks[::-1].index(True)]
    return list(within) if sum(asks) >= ASKING_SHARE * len(within) else []


def _plain_questions(transcript: Transcript) -> list[Question]:
    return [
        Question(line.start, line.start, line.end, index)
        for index, line in enumerate(transcript.lines)
        if line.kept
        and len(line.text) <= LONGEST_QUESTION
        and transcript.alone(index)
        and line.text[0] not in "\"“«‘'(-–—•*>"
        and _ASKS.search(line.text)
    ]


def answerer_name(first_answer: str, introduction: str, label: str = "") -> str:
    """The name in the label, or that the answerer or the introduction gives; else a plain word for the part."""
    if label := label.rstrip("*_: ：").lstrip("*_ "):
        return label
    own = _NAMES_SELF.search(first_answer[:600])
    guest = _NAMED_GUEST.search(introduction)
    named = [own[1]] if own else _NAME.findall(guest[1].split(", ")[0]) if guest else []
    return _WEEKDAY.sub("", named[-1]).rstrip(".,") if named else ANSWERER
