"""Marks passages that may be made up, each with the reason: signals for an editor, never a verdict."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sources.text.transcripts import echoes, exchanges
from sources.text.transcripts.leftovers import ABOUT_INTERVIEW, leftovers, stock_phrases, words_of
from sources.text.transcripts.roles import INTERVIEWEE
from sources.text.transcripts.speakers import comparable
from sources.text.transcripts.transcript import read
from sources.text.transcripts.turn_text import reads_as_heading
from sources.text.types import Flag, Interview, Segment, Turn

LEFTOVER, UNVERIFIED, ECHO, STOCK = "generator leftover", "unverified speaker", "echo", "stock phrasing"
UNKNOWN = "unknown speaker"

SIGNALS: Mapping[str, str] = {
    LEFTOVER: "A sentence in which a text generator speaks of its own text, or a template that nobody filled.",
    UNVERIFIED: "Someone who answers is named nowhere else in the report, and no affiliation given can be checked.",
    UNKNOWN: "Such a speaker is named in no other report of the archive either (found by the pipeline).",
    ECHO: "An answer that repeats sentences of the report's own text, or of an earlier answer, slightly reworded.",
    STOCK: "Many different phrases that text generators are fond of. People use them too, so it says little alone.",
}

# Different stock phrases in one text. Of 3,475 news articles none holds two; a text that a generator wrote held 4.
STOCK_PHRASES_AT_LEAST = 6
# This many shared words show an editor what an echo is about.
WORDS_SHOWN = 12
# Characters within which the ends of a sentence are looked for.
SENTENCE_REACH = 600
# Words for the part, where nobody is named.
UNNAMED = frozenset((exchanges.ANSWERER, "A", "Answer", "ANSWER"))

_QUOTED = re.compile(r"[\"“„«»][^\"“”„«»\n]{0,600}+[\"“”«»]")
_OFFICE = re.compile(
    r"\b(?:chair(?:man|woman|person)?|deputy|governor|justice|member|minister|moderator|official|president|secretary|speaker|spokes\w+|whip)\b",
    re.IGNORECASE,
)
_AFFILIATION = re.compile(
    r"\b(?:adviser|advisor|ambassador|analyst|associate|author|captain|ceo|cfo|chair(?:man|woman|person)?|chief|coach|commissioner|coordinator|"
    r"correspondent|cto|curator|dean|developer|director|economist|editor|engineer|executive|fellow|founder|head|lecturer|manager|mayor|member|"
    r"minister|officer|partner|president|principal|professor|researcher|scientist|secretary|senator|spokes\w+|student|teacher|works?|worked)\b"
    r"(?: \w+){0,3},? (?:at|of|for|with|in|from)(?: the| a| an)? [^\W\d_a-z]"
)
_SAYS_OF_SELF = re.compile(r"\b(?:I['’]m|I am|I work|[Mm]y name|[Mm]y day job)\b")
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.?!…]+[\"”’)\]]?(?=\s|$)|\n")


@dataclass(frozen=True)
class _Report:
    """A report with its interview: the introduction right above it, and the passages around the two."""

    text: str
    interview: Interview
    introduction: str
    passages: tuple[str, ...]

    def words(self, turn: Turn) -> str:
        return self.text[turn.start : turn.end]

    @cached_property
    def around(self) -> str:
        return " ".join(self.passages)

    @cached_property
    def named(self) -> frozenset[str]:
        """The words around, folded."""
        return frozenset(_WORD.findall(self.around.casefold()))


def find(text: str, segments: Sequence[Segment], interview: Interview | None) -> tuple[Flag, ...]:
    """All flags in the order of their places; none on an ordinary report."""
    held = words_of(text)
    flags = [*_leftovers(text, held, interview), *_stock(text, held, interview)]
    if interview is not None:
        report = _report(text, segments, interview)
        flags += [*_unverified(report), *_echoes(report)]
    return tuple(sorted(flags, key=lambda flag: (flag.start, flag.end)))


def _report(text: str, segments: Sequence[Segment], interview: Interview) -> _Report:
    transcript = read(text, segments)
    before = [index for index, line in enumerate(transcript.lines) if line.kept and line.end <= interview.start]
    while before and reads_as_heading(transcript.lines[before[-1]]):
        before.pop()
    first = before[-1] if before else 0
    while before and first > 0 and not transcript.opens_block(first):
        first -= 1
    introduced_at = transcript.lines[first].start if before else interview.start
    passages = tuple(
        line.text
        for line in transcript.lines
        if line.kept and (line.end <= introduced_at or line.start >= interview.end)
    )
    inside = text[introduced_at : interview.turns[0].label_start]
    return _Report(text, interview, inside, passages)


def _leftovers(text: str, held: frozenset[str], interview: Interview | None) -> Iterator[Flag]:
    """One flag a sentence, however many leftovers it holds; what stands in quotation marks is reported, not left."""
    spans: dict[int, int] = {}
    covered = 0
    for match in sorted(leftovers(text, held), key=lambda found: found.start()):
        if match.start() >= covered and not _is_quoted(text, match.start()):
            start = _sentence_start(text, match.start())
            spans[start] = covered = max(_sentence_end(text, match.end()), spans.get(start, 0))
    for start, end in spans.items():
        about = interview is not None or bool(ABOUT_INTERVIEW.search(text, start, end))
        what = "interview" if about else "text"
        explanation = (
            f"This reads like a text generator's note about its own work; the {what} it stands with may be generated."
        )
        yield Flag(start, end, LEFTOVER, explanation, about)


def _is_quoted(text: str, at: int) -> bool:
    """Whether a quotation mark opens shortly before, or an odd number of them in the line."""
    line_start = text.rfind("\n", max(0, at - SENTENCE_REACH), at) + 1
    before = text[max(line_start, at - SENTENCE_REACH) : at]
    return before.count("“") + before.count("«") + before.count("„") > before.count("”") + before.count("»") or (
        before.count('"') % 2 == 1
    )


def _sentence_start(text: str, at: int) -> int:
    window_at = max(0, at - SENTENCE_REACH)
    ends = list(_SENTENCE_END.finditer(text, window_at, at))
    start = ends[-1].end() if ends else window_at
    return start + len(text[start:at]) - len(text[start:at].lstrip())


def _sentence_end(text: str, at: int) -> int:
    match = _SENTENCE_END.search(text, max(0, at - 1), at + SENTENCE_REACH)
    end = match.end() if match else min(len(text), at + SENTENCE_REACH)
    return at + len(text[at:end].rstrip())


def _stock(text: str, held: frozenset[str], interview: Interview | None) -> Iterator[Flag]:
    """One flag for the whole heap, on the first sentence with such a phrase."""
    matches = stock_phrases(text, held)
    phrases = list(dict.fromkeys(match[0].casefold() for match in matches))
    if len(phrases) < STOCK_PHRASES_AT_LEAST:
        return
    at = matches[0]
    explanation = (
        f"We found {len(phrases)} different stock phrases of text generators here ({_listed(phrases)}). "
        "People use them too; together they may be worth a second look."
    )
    inside = interview is not None and interview.start <= at.start() < interview.end
    yield Flag(_sentence_start(text, at.start()), _sentence_end(text, at.end()), STOCK, explanation, inside)


def _unverified(report: _Report) -> Iterator[Flag]:
    """Says nothing of a bare transcript: where no other text stands, no name can stand in it."""
    if not report.around and not report.introduction.strip():
        return
    for turn in _first_answers(report.interview):
        named = turn.speaker not in UNNAMED
        name = turn.speaker if named else exchanges.answerer_name(report.words(turn), report.introduction)
        if _OFFICE.search(name) or _is_named(name, report) or _is_affiliated(name, turn, report):
            continue
        start, end = _label_span(report.text, turn)
        if name in UNNAMED:
            explanation = "The answers are given without a name, so nobody can be asked whether they were given."
        else:
            explanation = (
                f"{name} is named nowhere else in this report outside of the interview and its introduction, "
                "and we found no affiliation that could be checked."
            )
        yield Flag(start, end, UNVERIFIED, explanation, on_interview=True)


def _first_answers(interview: Interview) -> list[Turn]:
    """The first turn of each who answers."""
    first: dict[str, Turn] = {}
    for turn in interview.turns:
        if turn.role == INTERVIEWEE:
            first.setdefault(turn.speaker, turn)
    return list(first.values())


def _label_span(text: str, turn: Turn) -> tuple[int, int]:
    label = text[turn.label_start : turn.start].rstrip()
    named = any(char.isalpha() for char in label)
    return (turn.label_start, turn.label_start + len(label)) if named else (turn.start, turn.end)


def _is_named(name: str, report: _Report) -> bool:
    parts = _WORD.findall(comparable(name).words[-1])
    return len("".join(parts)) > 1 and report.named.issuperset(parts)


def _is_affiliated(name: str, turn: Turn, report: _Report) -> bool:
    """Whether the label, the introduction or the speaker's own first words say where they belong."""
    beside = report.text[turn.label_start : turn.start]
    if "," in beside and _AFFILIATION.search(beside):
        return True
    last = comparable(name).words[-1]
    for sentence in _SENTENCE_END.split(report.introduction):
        if last in sentence.casefold() and _AFFILIATION.search(sentence):
            return True
    return bool(_SAYS_OF_SELF.search(report.words(turn)[:600]) and _AFFILIATION.search(report.words(turn)[:600]))


def _echoes(report: _Report) -> Iterator[Flag]:
    """Quotations are left out: an article may well quote the interview that it carries."""
    around = echoes.source([_QUOTED.sub(" ", passage) for passage in report.passages])
    said = echoes.Source()
    for turn in report.interview.turns:
        if turn.role == INTERVIEWEE:
            answer = report.words(turn)
            if words := echoes.shared_words(answer, around):
                yield _echo(turn, words, "sentence of the report's own text", "the text")
            elif words := echoes.shared_sentence(answer, said):
                yield _echo(turn, words, "sentence of an earlier answer", "that answer")
            said.add(answer)


def _echo(turn: Turn, words: Sequence[str], what: str, source: str) -> Flag:
    explanation = (
        f"This answer shares {len(words)} words with one {what} ({_listed(words)}). "
        f"The answer may have been made from {source}."
    )
    return Flag(turn.start, turn.end, ECHO, explanation, on_interview=True)


def _listed(words: Sequence[str]) -> str:
    shown = ", ".join(words[:WORDS_SHOWN])
    return f"{shown} …" if len(words) > WORDS_SHOWN else shown
