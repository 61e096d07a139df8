"""What readers are told of an interview, above its first question."""

from sources.models import Interview


def disclosure(interview: Interview, report: str) -> str:
    """`report`: how readers find where it is from ("report 2"). For an unverified speaker the words are fixed."""
    return told(interview, interview.disposition, report)


def told(interview: Interview, disposition: str, report: str) -> str:
    """What they would be told if it were disposed of in this way; empty where they would see nothing of it."""
    name = interview.public_name or "the speaker"
    if disposition == "left out":
        return ""
    if disposition == "conducted by us":
        return f"This interview was conducted by us{_how(interview)}.{_unnamed(interview)}"
    from_where = f"This interview was not conducted by us. It is taken from {report}."
    if disposition == "identity checked" and interview.expert:
        checked = interview.expert.identity_checked_on
        when = f" on {checked:%-d %B %Y}" if checked else ""
        return f"{from_where} We checked who {name} is{when}.{_unnamed(interview)}"
    return f"{from_where} We could not confirm that {name} exists.{_unnamed(interview)}{_findings(interview)}"


def _how(interview: Interview) -> str:
    """ ", by Ada Brun, by telephone, on 3 October 2026"; what is not known is left out."""
    when = f"on {interview.conducted_on:%-d %B %Y}" if interview.conducted_on else ""
    who = f"by {interview.conducted_by}" if interview.conducted_by else ""
    parts = [part for part in (who, interview.conducted_how, when) if part]
    return "".join(f", {part}" for part in parts)


def _unnamed(interview: Interview) -> str:
    return " The name is known to us and was not to be published." if interview.is_unnamed else ""


def _findings(interview: Interview) -> str:
    found = " ".join(dict.fromkeys(flag.explanation for flag in interview.flags.all()))
    return f" What our checks found: {found}" if found else ""
