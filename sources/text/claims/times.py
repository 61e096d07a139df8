"""Times of the day in a sentence ("10:30 GMT", "8 p.m.", "0300 UTC"), and whether two of them are the same time."""

import re
from dataclasses import dataclass

from sources.text.fold import plain
from sources.text.word_sets import word_set

LONGEST = 6000
"""Characters read of a sentence."""
LEFT = 60
"""Characters before a time that tell what it is the time of."""
DAY = 24 * 60
ABOUT = 30
"""Minutes by which "about eight" may be off."""

ZONES = {
    "gmt": 0, "utc": 0, "wet": 0, "bst": 60, "cet": 60, "wat": 60, "cest": 120, "cat": 120, "sast": 120, "eet": 120,
    "eest": 180, "eat": 180, "msk": 180, "jst": 540, "aest": 600, "aedt": 660, "est": -300, "edt": -240, "pst": -480,
    "pdt": -420,
}  # fmt: skip
"""Minutes east of Greenwich. Abbreviations that several zones share (IST, CST, ET) say nothing."""
_LEADS = word_set("at by around about until till from before after since and to")
_ABOUT = word_set("about around nearly almost roughly shortly some")
_TIME = re.compile(
    r"(?<![\w.:,-])(?P<hour>[01]?\d|2[0-4])(?:[:.h](?P<minute>[0-5]\d)|(?P<run>(?<=\d\d)[0-5]\d))?"
    r"(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?(?![\w:]|[.,]\d)",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\s*(?P<zone>[A-Z]{3,4})\b(?:\s?(?P<shift>[+-]\d{1,2}))?")
_PRINTED = re.compile(r"(?:updated|published|posted|modified)\b[^.;]{0,40}$|\d:\s+$", re.IGNORECASE)
"""Before a time of the page itself, or before the minutes of a time that was torn apart."""
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\s*[(]?$")


@dataclass(frozen=True, slots=True)
class Time:
    """A time of the day. `minutes` since midnight; `zone` minutes east of Greenwich, None when none is named."""

    text: str
    start: int
    end: int
    minutes: int
    zone: int | None
    about: bool

    @property
    def universal(self) -> int | None:
        """Minutes since midnight in Greenwich."""
        return None if self.zone is None else (self.minutes - self.zone) % DAY


def find(sentence: str) -> tuple[Time, ...]:
    """The times of a sentence, in order. A bare number is a time only with its half of the day, its zone or a colon."""
    text = sentence[:LONGEST]
    found: list[Time] = []
    at = 0
    while match := _TIME.search(text, at):
        at = match.end()
        if time := _time(text, match):
            found.append(time)
            at = time.end
    return tuple(found)


def _time(text: str, match: re.Match[str]) -> Time | None:
    parts = match.groupdict()
    left = text[max(0, match.start() - LEFT) : match.start()]
    zone = _ZONE.match(text, match.end())
    known = zone is not None and zone["zone"].lower() in ZONES
    before = _WORD_BEFORE.search(left)
    lead = plain(before[1]) if before else ""
    is_clock = parts["minute"] is not None and text[match.start() : match.end()].count(":") and lead in _LEADS
    if not (parts["half"] or known or is_clock) or _PRINTED.search(left):
        return None
    minutes = _minutes(parts)
    if minutes is None:
        return None
    end = zone.end() if known and zone else match.end()
    shift = ZONES[zone["zone"].lower()] + 60 * int(zone["shift"] or 0) if known and zone else None
    return Time(text[match.start() : end].strip(), match.start(), end, minutes, shift, lead in _ABOUT)


def _minutes(parts: dict[str, str | None]) -> int | None:
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or parts.get("run") or 0)
    if parts["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if parts["half"].lower() == "p" else 0)
    return hour * 60 + minute if hour * 60 + minute <= DAY else None


def relation(one: Time, other: Time) -> str:
    """ "same", "differs" or "unknown": where one zone alone is named, nobody knows."""
    if (one.zone is None) != (other.zone is None):
        return "unknown"
    first, second = (one.minutes, other.minutes) if one.zone is None else (one.universal or 0, other.universal or 0)
    apart = abs(first - second) % DAY
    near = ABOUT if one.about or other.about else 0
    return "same" if min(apart, DAY - apart) <= near else "differs"
