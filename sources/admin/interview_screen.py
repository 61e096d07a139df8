"""What an interview's screen shows: its turns as they are now, beside how they were read, and what readers are told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sources import interviewing
from sources.disclosing import told
from sources.models import Flag, Interview
from sources.models.interviews import DISPOSITIONS, InterviewVersion
from sources.text.transcripts.script import ROLES, Script, Turn

VERSIONS_SHOWN = 20
WORDS_SHOWN = 240
"""Characters of a flagged passage; the whole stands in the turn."""
ROLE_WORDS = {"interviewer": "asks", "interviewee": "answers", "unknown": "not known"}


@dataclass(frozen=True, slots=True)
class Found:
    """A flag with the words it is about, and the ids and numbers of the turns in which they stand now."""

    number: int
    flag: Flag
    words: str
    turns: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A turn in its form, with what was typed; `theirs`: how it reads by now, when someone changed it meanwhile."""

    text: str
    speaker: str
    role: str
    heading: str
    theirs: Turn | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """`was`: how it was read, where it reads otherwise now; `is_new`: written at the desk."""

    number: int
    turn: Turn
    flags: tuple[int, ...]
    was: Turn | None
    is_new: bool
    opened: Opened | None
    is_last: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A disposition, and what readers would be told under it."""

    value: str
    label: str
    told: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address and the session say: which turn is open, and what was typed but not kept."""

    open: int = 0
    typed: Mapping[str, str] | None = None


def screen(interview: Interview, asked: Asked) -> dict[str, Any]:
    now, first = interview.script(), interviewing.first_version(interview)
    flags, typed = list(interview.flags.all()), asked.typed or {}
    return {
        "interview": interview,
        "rows": list(_rows(now, first.script() if first else now, asked, flags)),
        "introduction": typed.get("introduction", now.introduction),
        "their_introduction": now.introduction if "introduction" in typed else "",
        "flags": list(_found(interview, now, flags)),
        "voices": now.voices,
        "roles": [(role, ROLE_WORDS[role]) for role in ROLES],
        "seen": interview.current.number if interview.current else 0,
        "may_undo": bool(interview.current and interview.current.before_id),
        "may_restart": interviewing.was_read_anew(interview),
        "versions": _versions(interview),
        "choices": list(_choices(interview)),
        "obstacles": interview.obstacles(),
        "shown_count": len(list(now.shown())),
    }


def _rows(now: Script, first: Script, asked: Asked, flags: list[Flag]) -> Iterator[Row]:
    for number, turn in enumerate(now.turns, start=1):
        was = first.turn(turn.id)
        changed = was is not None and (was.text, was.speaker) != (turn.text, turn.speaker)
        numbers = tuple(at for at, flag in enumerate(flags, start=1) if _stands_in(flag, turn))
        opened = _opened(turn, asked) if turn.id == asked.open else None
        is_new = was is None and not turn.spans
        yield Row(number, turn, numbers, was if changed else None, is_new, opened, number == len(now.turns))


def _opened(turn: Turn, asked: Asked) -> Opened:
    typed = asked.typed or {}
    if "text" not in typed or typed.get("open") != str(turn.id):
        return Opened(turn.text, turn.speaker, turn.role, turn.heading)
    text, speaker, role = typed["text"], typed.get("speaker", ""), typed.get("role", "")
    theirs = turn if text.replace("\r\n", "\n") != turn.text else None
    return Opened(text, speaker, role, typed.get("heading", ""), theirs)


def _stands_in(flag: Flag, turn: Turn) -> bool:
    return any(flag.start < end and start < flag.end for start, end in turn.spans)


def _found(interview: Interview, now: Script, flags: list[Flag]) -> Iterator[Found]:
    for number, flag in enumerate(flags, start=1):
        words = " ".join(interview.article.quote_repaired(flag.start, flag.end).split())
        shown = words if len(words) <= WORDS_SHOWN else f"{words[:WORDS_SHOWN].rsplit(' ', 1)[0]} …"
        turns = tuple((turn.id, at) for at, turn in enumerate(now.turns, start=1) if _stands_in(flag, turn))
        yield Found(number, flag, shown, turns)


def _versions(interview: Interview) -> list[InterviewVersion]:
    rows = interview.versions.select_related("made_by").defer("state").order_by("-number")
    return list(rows[:VERSIONS_SHOWN])


def _choices(interview: Interview) -> Iterator[Choice]:
    report = f"report N (“{interview.article}”)"
    for value, label in DISPOSITIONS.items():
        words = told(interview, value, report) or "Nothing: the interview is not published."
        if value == "identity checked" and not (interview.expert and interview.expert.is_checked):
            words = "Needs an expert whose ledger says how, when and by whom."
        yield Choice(value, label, words, value == interview.disposition)
