"""The interview of a briefing as plain values, and what readers are told of it."""

from itertools import groupby
from typing import Any

from briefings.evidence import Evidence
from sources.models import Interview, SourceArticle, Turn


def interview_of(interview: Interview, evidence: Evidence) -> dict[str, Any]:
    article = evidence.by_pk[interview.article_id]
    turns = list(interview.turns.all())
    expert = interview.expert
    name = expert.name if expert else interview.speaker()
    return {
        "title": f"Interview: {name}" if name else "Interview",
        "expert": {
            "name": name,
            "credentials": expert.credentials if expert else "",
            "interests": expert.interests if expert else "",
        },
        "disposition": interview.disposition,
        "disclosure": disclosure(interview, evidence.numbers[article.pk]),
        "source": str(article.uid),
        "source_number": evidence.numbers[article.pk],
        "introduction": "",
        "exchanges": [
            {"section": section or None, "turns": [_turn(turn, article) for turn in group]}
            for section, group in groupby(turns, key=lambda turn: turn.section)
        ],
        "flags": [{"signal": f.signal, "explanation": f.explanation} for f in interview.flags.all()],
    }


def disclosure(interview: Interview, number: int) -> str:
    """What stands above the first question. For an unverified speaker the words are fixed."""
    name = interview.expert.name if interview.expert else interview.speaker() or "the speaker"
    if interview.disposition == "conducted by us":
        return "This interview was conducted by us."
    if interview.disposition == "identity checked" and interview.expert:
        checked = interview.expert.identity_checked_on
        when = f" on {checked:%-d %B %Y}" if checked else ""
        return (
            f"This interview was not conducted by us. It is taken from report {number}. We checked who {name} is{when}."
        )
    findings = " ".join(dict.fromkeys(flag.explanation for flag in interview.flags.all()))
    told = f" What our checks found: {findings}" if findings else ""
    return (
        f"This interview was not conducted by us. It is taken from report {number}. "
        f"We could not confirm that {name} exists.{told}"
    )


def _turn(turn: Turn, article: SourceArticle) -> dict[str, Any]:
    words = article.quote_repaired(turn.start, turn.end)
    return {
        "id": f"q{turn.number}",
        "number": turn.number,
        "speaker": turn.speaker,
        "role": turn.role,
        "paragraphs": [" ".join(part.split()) for part in words.split("\n\n") if part.strip()],
    }
