"""An interview as the desk edits it: its turns, and what can be done with them. Values in, new values out.

Words between `[[` and `]]` are cut: they stay with their turn, and readers see […] in their place.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

ELLIPSIS = "[…]"
ROLES = ("interviewer", "interviewee", "unknown")
LONGEST_SPEAKER = 200
_CUT = re.compile(r"\[\[((?:(?!\[\[|\]\]).)*)\]\]", re.DOTALL)
_MARK = re.compile(r"\[\[|\]\]")
_DOUBLE = re.compile(r"(\[(?=\[)|\](?=\]))")
_SPLIT = re.compile(r"^[ \t]*---[ \t]*$", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n\s*\n")
_ELLIPSES = re.compile(r"\[…\](?:\s*\[…\])+")


@dataclass(frozen=True, slots=True)
class Turn:
    """`id` stays with the turn whatever becomes of it; `heading` opens a section above it.

    `spans`: where in the raw text it was read, with its label, as [start, end]; empty for what was written at the desk.
    """

    id: int
    speaker: str = ""
    role: str = "unknown"
    heading: str = ""
    text: str = ""
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def is_cut(self) -> bool:
        """Whether readers see nothing of it but […]."""
        return bool(self.text) and not _CUT.sub("", self.text).strip()

    @property
    def has_cuts(self) -> bool:
        return "[[" in self.text

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """As readers see it."""
        return tuple(_paragraphs(_ELLIPSES.sub(ELLIPSIS, _CUT.sub(_in_place, self.text))))

    @property
    def runs(self) -> tuple[tuple["Run", ...], ...]:
        """Its paragraphs for the desk, where the words that are cut are shown as such."""
        return tuple(tuple(_runs(part)) for part in _whole_paragraphs(self.text))


@dataclass(frozen=True, slots=True)
class Run:
    """Words that are all kept, or all cut."""

    words: str
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, under which name, in which role."""

    speaker: str
    role: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What an editor writes of one turn. A line of three dashes in `text` splits it there."""

    text: str
    voice: Voice
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A turn as a parser found it: its words, the section that it stands in or nothing, and its span with its label."""

    voice: Voice
    section: str
    words: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Script:
    """The whole interview. `next_id`: an id is never given twice, so that a link to a turn leads to no other."""

    introduction: str = ""
    turns: tuple[Turn, ...] = ()
    next_id: int = 1

    def turn(self, id: int) -> Turn | None:
        return next((turn for turn in self.turns if turn.id == id), None)

    def number(self, id: int) -> int:
        """From 1. Raises ValueError when there is no such turn any more."""
        for number, turn in enumerate(self.turns, start=1):
            if turn.id == id:
                return number
        raise ValueError("This turn is not there any more: it was joined with another, or undone.")

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Each once, in the order of their first words."""
        return tuple(dict.fromkeys(Voice(turn.speaker, turn.role) for turn in self.turns))

    def shown(self) -> Iterator[Turn]:
        """The turns for readers: none without words, and what is cut in a row as one."""
        before: Turn | None = None
        for turn in self.turns:
            in_a_row = before is not None and before.is_cut and turn.is_cut and not turn.heading
            if turn.text and not in_a_row:
                yield turn
            before = turn if turn.text else before

    def introduced(self, introduction: str) -> "Script":
        return replace(self, introduction=tidy(introduction))

    def corrected(self, id: int, wording: Wording) -> "Script":
        """With the turn as an editor wrote it, as several where lines of three dashes split it. Raises ValueError."""
        at = self.number(id) - 1
        texts = [tidy(part) for part in _SPLIT.split(wording.text.replace("\r\n", "\n"))]
        texts = [_sound(text, at + 1) for text in texts if text]
        if not texts:
            raise ValueError(f"Turn {at + 1} would have no words. To leave it out, cut it; it stays here then.")
        turn = _given_to(self.turns[at], wording.voice)
        first = replace(turn, heading=" ".join(wording.heading.split()), text=texts[0])
        more = [
            replace(first, id=self.next_id + number, heading="", text=text) for number, text in enumerate(texts[1:])
        ]
        return self._with(at, first, *more, next_id=self.next_id + len(more))

    def joined(self, id: int) -> "Script":
        """With the turn as part of the one before it, which keeps its speaker. Raises ValueError."""
        at = self.number(id) - 1
        if at == 0:
            raise ValueError("Nothing stands before the first turn that it could be joined with.")
        one, other = self.turns[at - 1 : at + 1]
        if one.heading and other.heading:
            raise ValueError(f"Turns {at} and {at + 1} both begin a section. Take one of the headings away first.")
        text = "\n\n".join(part for part in (one.text, other.text) if part)
        both = replace(one, text=text, heading=one.heading or other.heading, spans=one.spans + other.spans)
        return replace(self, turns=(*self.turns[: at - 1], both, *self.turns[at + 1 :]))

    def moved(self, id: int, by: int) -> "Script":
        """With the turn so many places further down (up, when below zero), as far as there are places."""
        at = self.number(id) - 1
        rest = [turn for turn in self.turns if turn.id != id]
        rest.insert(max(0, min(len(rest), at + by)), self.turns[at])
        return replace(self, turns=tuple(rest))

    def cut(self, id: int) -> "Script":
        """With all words of the turn cut."""
        at = self.number(id) - 1
        text = _without_marks(self.turns[at].text)
        if text.startswith("[") or text.endswith("]"):
            text = f" {text} "  # or the marks could not be told from its own brackets
        return self._with(at, replace(self.turns[at], text=f"[[{text}]]" if text else ""))

    def restored(self, id: int) -> "Script":
        """With everything that was cut of the turn back in its place."""
        at = self.number(id) - 1
        return self._with(at, replace(self.turns[at], text=_without_marks(self.turns[at].text)))

    def passed_on(self, id: int) -> "Script":
        """With the turn given to the next of the voices."""
        at = self.number(id) - 1
        voices = self.voices
        turn = self.turns[at]
        voice = voices[(voices.index(Voice(turn.speaker, turn.role)) + 1) % len(voices)]
        return self._with(at, _given_to(turn, voice))

    def added(self, after: int) -> "Script":
        """With a new turn, still empty, after the one with this id; 0: before the first."""
        at = self.number(after) if after else 0
        role = "interviewee" if at and self.turns[at - 1].role == "interviewer" else "interviewer"
        speaker = next((voice.speaker for voice in self.voices if voice.role == role), "")
        new = Turn(self.next_id, speaker, role)
        return replace(self, turns=(*self.turns[:at], new, *self.turns[at:]), next_id=self.next_id + 1)

    def renamed(self, names: Mapping[Voice, Voice]) -> "Script":
        """With all turns of some voices under other names or roles."""
        turns = (_given_to(turn, names.get(Voice(turn.speaker, turn.role))) for turn in self.turns)
        return replace(self, turns=tuple(turns))

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Script":
        """The script that `as_json` kept; an empty one of an empty value."""
        turns = (
            Turn(**turn | {"spans": tuple((start, end) for start, end in turn["spans"])})
            for turn in kept.get("turns", ())
        )
        return cls(kept.get("introduction", ""), tuple(turns), kept.get("next_id", 1))

    def _with(self, at: int, *turns: Turn, next_id: int = 0) -> "Script":
        """With other turns in place of the one at a place."""
        return replace(self, turns=(*self.turns[:at], *turns, *self.turns[at + 1 :]), next_id=next_id or self.next_id)


def script_of(parsed: Iterable[Parsed], introduction: str = "") -> Script:
    """What a parser found. Double brackets of the text itself are no marks: a space parts them."""
    turns: list[Turn] = []
    section = ""
    for number, found in enumerate(parsed, start=1):
        heading = found.section if found.section != section else ""
        section = found.section or section
        text = tidy(_DOUBLE.sub(r"\1 ", found.words))
        turns.append(Turn(number, found.voice.speaker, found.voice.role, heading, text, (found.span,)))
    return Script(tidy(introduction), tuple(turns), len(turns) + 1)


def _given_to(turn: Turn, voice: Voice | None) -> Turn:
    if voice is None:
        return turn
    speaker = " ".join(voice.speaker.split())[:LONGEST_SPEAKER]
    return replace(turn, speaker=speaker, role=voice.role if voice.role in ROLES else "unknown")


def tidy(text: str) -> str:
    """Paragraphs with a blank line between them, each on one line."""
    return "\n\n".join(_paragraphs(text.replace("\r\n", "\n")))


def _paragraphs(text: str) -> list[str]:
    return [words for part in _BLANK_LINE.split(text) if (words := " ".join(part.split()))]


def _without_marks(text: str) -> str:
    return tidy(_MARK.sub("", text))


def _sound(text: str, number: int) -> str:
    """The text, when each of its cuts begins and ends. Raises ValueError."""
    if _MARK.search(_CUT.sub(" ", text)):
        raise ValueError(f"In turn {number} a cut does not begin with [[ and end with ]]. None stands inside another.")
    return text


def _in_place(cut: re.Match[str]) -> str:
    """What readers see of a cut: with a space where words would touch it otherwise."""
    before, after = cut.string[: cut.start()][-1:], cut.string[cut.end() :][:1]
    return f"{' ' if before.isalnum() else ''}{ELLIPSIS}{' ' if after.isalnum() else ''}"


def _whole_paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text with its cuts closed and opened again where a paragraph ends inside one."""
    inside = False
    for part in text.split("\n\n") if text else ():
        opened = f"[[{part}" if inside else part
        inside = opened.count("[[") > opened.count("]]")
        yield f"{opened}]]" if inside else opened


def _runs(paragraph: str) -> Iterator[Run]:
    at = 0
    for cut in _CUT.finditer(paragraph):
        if at < cut.start():
            yield Run(paragraph[at : cut.start()], is_cut=False)
        yield Run(cut[1], is_cut=True)
        at = cut.end()
    if at < len(paragraph):
        yield Run(paragraph[at:], is_cut=False)
