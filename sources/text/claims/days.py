"""Days in a sentence ("Saturday", "January 11, 2025", "11 janvier"), and whether two of them are the same day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sources.text.claims.attribution_words import SAYING, SAYING_WITH_CARE
from sources.text.claims.times import ZONES
from sources.text.fold import plain

LONGEST = 6000
"""Characters read of a sentence."""
REACH_OF_SAYING = 6
"""Words before a day within which a verb of saying makes it the day of the saying ("said in a statement on Friday")."""
FAR = timedelta(days=10)
"""A weekday beside no date lies within a week of its report; beyond this two such days are not compared."""

_MONTH_NAMES = (
    "january janvier enero januar janeiro jan", "february fevrier febrero februar fevereiro feb",
    "march mars marzo marz marco mar", "april avril abril apr", "may mai mayo maio", "june juin junio juni junho jun",
    "july juillet julio juli julho jul", "august aout agosto aug", "september septembre septiembre setembro sep sept",
    "october octobre octubre oktober outubro oct", "november novembre noviembre novembro nov",
    "december decembre diciembre dezember dezembro dec",
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_WEEKDAY_NAMES = (
    "monday lundi lunes montag segunda-feira", "tuesday mardi martes dienstag terca-feira",
    "wednesday mercredi miercoles mittwoch quarta-feira", "thursday jeudi jueves donnerstag quinta-feira",
    "friday vendredi viernes freitag sexta-feira", "saturday samedi sabado samstag", "sunday dimanche domingo sonntag",
)  # fmt: skip
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names.split()}
NEAR_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
OPENERS = frozenset((*MONTHS, *WEEKDAYS, *NEAR_DAYS))
"""What a day begins with, digits aside."""
PRINTED = frozenset(("updated", "published", "posted", "modified"))
"""What is done with a page: its day is no day of the event."""
MOVED = frozenset(("next", "last", "every", "each", "following", "previous"))
AHEAD = frozenset(("will", "shall", "due", "scheduled", "expected", "planned", "upcoming"))
REACH_OF_AHEAD = 16
"""Words before a weekday, in its clause, within which one of these makes it the coming one."""

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORD = re.compile(r"\d{4}-\d{2}-\d{2}|\d+(?:st|nd|rd|th)?\b|[^\W\d_]+(?:[-'’][^\W\d_]+)*|[,;.]")


@dataclass(frozen=True, slots=True)
class Day:
    """A day as a sentence gives it. `weekday`: 0 Monday to 6 Sunday; what is not given is None.

    `offset`: days from the report's own ("yesterday" is -1). `of_saying`: it is the day on which someone said it.
    `ahead`: it is still to come.
    """

    text: str = ""
    start: int = 0
    end: int = 0
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    offset: int | None = None
    of_saying: bool = False
    ahead: bool = False


def find(sentence: str) -> tuple[Day, ...]:
    """The days of a sentence, in order; a weekday beside its date is one day.

    "Next" and "last" days are left out, and the day of another time zone ("0241 GMT Friday").
    """
    tokens = list(_WORD.finditer(sentence[:LONGEST]))
    lows = [plain(token[0]) for token in tokens]
    found: list[Day] = []
    at = 0
    while at < len(tokens):
        spell = _spell(tokens, lows, at)
        if spell is None:
            at += 1
            continue
        start, end = tokens[at].start(), tokens[spell.stop - 1].end()
        if at == 0 or not (lows[at - 1] in MOVED or lows[at - 1] in ZONES):
            told = {"of_saying": _of_saying(lows, at), "ahead": _is_ahead(lows, at)}
            found.append(replace(spell.day, text=sentence[start:end], start=start, end=end, **told))
        at = spell.stop
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Spell:
    """A day as its tokens spell it, its place left out, and the token behind it."""

    stop: int
    day: Day


def _spell(tokens: Sequence[re.Match[str]], lows: Sequence[str], at: int) -> _Spell | None:
    low = lows[at]
    if not (low in OPENERS or low[0].isdigit()):
        return None
    if _ISO.fullmatch(low):
        return _Spell(at + 1, Day(year=int(low[:4]), month=int(low[5:7]), day=int(low[8:])))
    if low in WEEKDAYS:
        behind = at + 1 + (_low(lows, at + 1) == ",")
        dated = _dated(tokens, lows, behind) or _Spell(at + 1, Day())
        return _Spell(dated.stop, replace(dated.day, weekday=WEEKDAYS[low]))
    if low in NEAR_DAYS:
        return _Spell(at + 1, Day(offset=NEAR_DAYS[low]))
    return _dated(tokens, lows, at)


def _dated(tokens: Sequence[re.Match[str]], lows: Sequence[str], at: int) -> _Spell | None:
    """ "January 11, 2025", "Jan. 11", "11 January", "11 de enero de 2025"."""
    if _is_month(tokens, lows, at):
        number = at + 1 + (_low(lows, at + 1) == ".")
        day = _day_number(_low(lows, number))
        return _with_year(lows, _Spell(number + 1, Day(month=MONTHS[lows[at]], day=day))) if day else None
    day = _day_number(_low(lows, at))
    month = at + 1 + (_low(lows, at + 1) in ("de", "of", "."))
    if day and _is_month(tokens, lows, month):
        return _with_year(lows, _Spell(month + 1, Day(month=MONTHS[lows[month]], day=day)))
    return None


def _is_month(tokens: Sequence[re.Match[str]], lows: Sequence[str], at: int) -> bool:
    """English and German months have a capital, which "may" and "march" need to be months."""
    return (
        at < len(lows)
        and lows[at] in MONTHS
        and (tokens[at][0][0].isupper() or lows[at] not in ("may", "march", "mar"))
    )


def _day_number(low: str) -> int:
    digits = low.rstrip("stndrh")
    return int(digits) if digits.isdecimal() and digits.isascii() and len(digits) < 3 and 1 <= int(digits) <= 31 else 0


def _with_year(lows: Sequence[str], spell: _Spell) -> _Spell:
    place = spell.stop + (_low(lows, spell.stop) in (",", "de"))
    low = _low(lows, place)
    if len(low) == 4 and low.isdecimal() and low.isascii():
        return _Spell(place + 1, replace(spell.day, year=int(low)))
    return spell


def _low(lows: Sequence[str], at: int) -> str:
    return lows[at] if 0 <= at < len(lows) else ""


def _of_saying(lows: Sequence[str], at: int) -> bool:
    for back in range(at - 1, max(-1, at - 1 - REACH_OF_SAYING), -1):
        if lows[back] in (",", ";", "."):
            return False
        if lows[back] in SAYING or lows[back] in SAYING_WITH_CARE or lows[back] in PRINTED:
            return True
    return _low(lows, at + 1) in SAYING


def _is_ahead(lows: Sequence[str], at: int) -> bool:
    for back in range(at - 1, max(-1, at - 1 - REACH_OF_AHEAD), -1):
        if lows[back] in (",", ";", "."):
            return False
        if lows[back] in AHEAD:
            return True
    return False


def resolved(day: Day, published_on: date | None) -> date | None:
    """The date that a day is, as far as it and its report's own date tell."""
    if day.month and day.day:
        year = day.year or (published_on.year if published_on else None)
        return _safe_date(year, day.month, day.day) if year else None
    if published_on is None:
        return None
    if day.offset is not None:
        return published_on + timedelta(days=day.offset)
    back = (published_on.weekday() - (day.weekday or 0)) % 7
    return published_on + timedelta(days=(7 - back) if day.ahead else -back)


def _safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None  # "February 30" is a slip of the report: no date, hence nothing to compare


def of_other_days(one: str, other: str) -> bool:
    """Whether both sentences give days, and none of the one's can be any of the other's."""
    ours, theirs = ([day for day in find(sentence) if not day.of_saying] for sentence in (one, other))
    pairs = [(a, b) for a in ours for b in theirs]
    return bool(pairs) and all(relation(a, b, (resolved(a, None), resolved(b, None))) == "differs" for a, b in pairs)


def relation(one: Day, other: Day, dates: tuple[date | None, date | None]) -> str:
    """ "same", "compatible", "differs" or "unknown". `dates`: the two days as `resolved` has them.

    Days given alike are "same"; a weekday and the date that falls on it are "compatible".
    """
    first, second = dates
    if first and second:
        if first == second:
            return "same" if _given_alike(one, other) else "compatible"
        return "differs" if abs(first - second) <= FAR or _both_dated(one, other) else "unknown"
    if _both_dated(one, other):
        return "same" if (one.month, one.day) == (other.month, other.day) else "differs"
    weekdays = (_weekday(one, first), _weekday(other, second))
    if None in weekdays:
        return "unknown"
    if weekdays[0] != weekdays[1]:
        return "differs"
    return "same" if _given_alike(one, other) else "compatible"


def _both_dated(one: Day, other: Day) -> bool:
    return bool(one.month and other.month)


def _given_alike(one: Day, other: Day) -> bool:
    return _both_dated(one, other) or (one.month is None and other.month is None)


def _weekday(day: Day, resolved_to: date | None) -> int | None:
    return day.weekday if day.weekday is not None else resolved_to.weekday() if resolved_to else None
