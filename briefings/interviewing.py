"""The interview of a briefing: attached to it, and as plain values for its edition."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Act, User
from briefings import saving
from briefings.evidence import Evidence
from briefings.models import Briefing
from sources.disclosing import disclosure
from sources.models import Interview
from sources.text.transcripts.script import Script, Turn

MOST_OFFERED = 40
"""Briefings that an interview's screen offers to attach it to, those of its story first."""


def interview_of(interview: Interview, evidence: Evidence) -> dict[str, Any]:
    """What readers get of it. Of the ledger only what is named here; on background nothing that tells who speaks."""
    number, name = evidence.numbers[interview.article_id], interview.public_name
    expert = None if interview.is_unnamed else interview.expert
    script = interview.script()
    return {
        "title": f"Interview: {name}" if name else "Interview",
        "expert": {
            "name": name,
            "credentials": expert.credentials if expert else "",
            "links": expert.addresses if expert else [],
            "interests": expert.interests if expert else "",
        },
        "disposition": interview.disposition,
        "disclosure": disclosure(interview, f"report {number}"),
        "source": str(interview.article.uid),
        "source_number": number,
        "introduction": script.introduction,
        "exchanges": list(_exchanges(script, name if interview.is_unnamed else "")),
        "flags": [{"signal": f.signal, "explanation": f.explanation} for f in interview.flags.all()],
    }


def _exchanges(script: Script, instead: str) -> Iterator[dict[str, Any]]:
    """The turns by the sections that they stand in. `instead` of the name of who answers, unless it is empty."""
    exchange: dict[str, Any] = {"section": None, "turns": []}
    for number, turn in enumerate(script.shown(), start=1):
        if turn.heading:
            if exchange["turns"]:
                yield exchange
            exchange = {"section": turn.heading, "turns": []}
        hidden = instead if turn.role != "interviewer" else ""
        exchange["turns"].append(_turn(turn, number) | ({"speaker": hidden} if hidden else {}))
    if exchange["turns"]:
        yield exchange


def _turn(turn: Turn, number: int) -> dict[str, Any]:
    return {
        "id": f"q{turn.id}",
        "number": number,
        "speaker": turn.speaker,
        "role": "unknown" if turn.is_cut else turn.role,
        "paragraphs": list(turn.paragraphs),
    }


def holding(interview: Interview) -> list[Briefing]:
    """The briefings whose draft it stands in."""
    return list(Briefing.objects.for_desk().filter(interview=interview))


def attachable(interview: Interview) -> list[Briefing]:
    """The briefings that have room for it: those of its story, then those that were worked on last."""
    rows = Briefing.objects.for_desk().exclude(status="retracted").filter(interview__isnull=True)
    of_story = list(rows.filter(story=interview.article.membership.story_id)[:MOST_OFFERED])
    others = rows.exclude(pk__in=[briefing.pk for briefing in of_story])
    return of_story + list(others[: MOST_OFFERED - len(of_story)])


@transaction.atomic
def attach(interview: Interview, briefing: Briefing, *, by: User) -> None:
    """It stands in the briefing's draft from now on. Raises ValidationError, markup.MarkupError."""
    if briefing.status == "retracted":
        raise ValidationError(f"“{briefing}” is retracted. Attach the interview to another briefing.")
    if briefing.interview and briefing.interview != interview:
        raise ValidationError(f"“{briefing}” has another interview. Detach that one first.")
    _set(briefing, interview, by)
    Act.objects.record("attached the interview", briefing, by=by, after={"interview": str(interview.uid)})


@transaction.atomic
def detach(interview: Interview, briefing: Briefing, *, by: User) -> None:
    """The draft goes on without it; the live edition stays as it is. Raises ValidationError, markup.MarkupError."""
    if briefing.interview_id != interview.pk:
        raise ValidationError(f"“{briefing}” does not hold this interview.")
    _set(briefing, None, by)
    Act.objects.record("detached the interview", briefing, by=by, before={"interview": str(interview.uid)})


def _set(briefing: Briefing, interview: Interview | None, by: User) -> None:
    briefing.interview = interview
    saving.save(briefing, expected=briefing.lock_version, by=by)
