"""Dates and places that a report opens with: "21 May 2025", "2025-05-21 14:19", "BAMAKO, Jan. 11 (Reuters) -"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date
from functools import lru_cache

from sources.text.page.months import CROATIAN, MONTHS
from sources.text.page.wordlists import alternatives

FIRST_YEAR, LAST_YEAR = 1900, 2100
BUDDHIST_OFFSET = 543
"""Thai dates count from the Buddha: 2568 is 2025."""
FILLERS = frozenset(
    [
        "de",
        "del",
        "di",
        "da",
        "do",
        "of",
        "den",
        "d",
        "der",
        "på",
        "a",
        "année",
        "m",
        "th",
        "st",
        "nd",
        "rd",
        "er",
        "e",
        "ngày",
        "tháng",
        "năm",
        "يوم",
    ]
)
TOKEN = re.compile(r"\d+|[^\W\d_](?:[^\W\d_]|[\u0900-\u0dff\u0e31\u0e34-\u0e4e])*|[年月日년월일]")
DIGIT = re.compile(r"\d")
NUMERIC = re.compile(r"(?<![\d.,/])(?<!\d-)(\d{1,4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d|[./-]\d)")
CJK = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
VIETNAMESE = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})[,\s]+(?:năm\s+)?(\d{4})", re.IGNORECASE)
AGENCY = alternatives(
    """
    AP, AFP, Reuters, REUTERS, dpa, DPA, EFE, ANSA, Ansa, Xinhua, TASS, UPI, PTI, ANI, IANS, Bloomberg, Europa Press,
    Kyodo, Yonhap, ANP, TT, NTB, PAP, ČTK, APA, sda, SDA, CNA, BNA, APP, KUNA, WAM, SPA, MENA, Lusa, LUSA,
    Agência Brasil, Interfax, RIA, CP, AAP, Anadolu, AA, BelTA, CNN
    """
)
CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
PLACE = rf"{CAPITAL}[^\W\d_]*(?:[ .'’\-][^\W\d_]+\.?){{0,4}}(?:, (?:[^\W\d_][^\W\d_.]*\.?)(?: [^\W\d_]+\.?){{0,2}})?"
OPENING = re.compile(
    rf"(?P<place>{PLACE})?(?:[,:]? (?P<when>[^()—–\n]{{3,24}}?))??"
    rf"\s?(?:[,/]? ?\((?P<agency>(?:{AGENCY})(?:/[\w ]{{2,20}})?|[A-ZÀ-Þ][\w .’'-]{{2,30}})\))?"
    r"\s?(?:--|[—–]|-(?= ))\s?"
)
LONGEST_OPENING = 90
LINES_REMEMBERED = 8192
"""Lines near a headline are asked for dates and authors several times, and an outlet's menu comes with each page."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date written out at `line[start:end]`."""

    day: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Opening:
    """How a first paragraph opens: the place, and the agency in brackets, before the dash. `end` is after it."""

    place: str
    agency: str
    text: str
    end: int


def dates(line: str, language: str = "") -> list[Dated]:
    """Every whole date (day, month and year) in a line, in order. A date without its year is none."""
    return list(_dates(line, language)) if DIGIT.search(line) else []


@lru_cache(maxsize=LINES_REMEMBERED)
def _dates(line: str, language: str) -> tuple[Dated, ...]:
    found = [*_numeric(line, language), *_written(line, language)]
    return tuple(sorted(found, key=lambda one: one.start))


def _numeric(line: str, language: str) -> Iterator[Dated]:
    for match in CJK.finditer(line):
        yield from _dated(match, (match[1], match[2], match[3]))
    for match in VIETNAMESE.finditer(line):
        yield from _dated(match, (match[3], match[2], match[1]))
    for match in NUMERIC.finditer(line):
        yield from _dated(match, _order(match, language))


def _order(match: re.Match[str], language: str) -> tuple[str, str, str]:
    """Year, month and day of a date in figures. With slashes English reads month first unless that cannot be."""
    first, mark, second, third = match.groups()
    if len(first) == 4:
        return first, second, third
    year = third if len(third) == 4 else f"20{third}"
    american = mark == "/" and language in ("en", "") and int(first) <= 12
    if american or int(second) > 12:
        return year, first, second
    return year, second, first


def _dated(match: re.Match[str], parts: tuple[str, str, str]) -> Iterator[Dated]:
    if day := _day(*map(int, parts)):
        yield Dated(day, match.start(), match.end())


def _day(year: int, month: int, day: int) -> date | None:
    if year > LAST_YEAR + BUDDHIST_OFFSET // 2:
        year -= BUDDHIST_OFFSET
    if not (FIRST_YEAR <= year <= LAST_YEAR <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    try:
        return date(year, month, day)
    except ValueError:  # 31 April
        return None


def _written(line: str, language: str) -> Iterator[Dated]:
    tokens = [match for match in TOKEN.finditer(line) if match[0].casefold() not in FILLERS]
    for at, token in enumerate(tokens):
        if (month := month_of(token[0], language)) and (dated := _around(tokens, at, month)):
            yield dated


def month_of(word: str, language: str = "") -> int | None:
    """The number of the month that a word names, if it is one."""
    folded = word.casefold()
    if language == "hr" and folded in CROATIAN:
        return CROATIAN[folded]
    return MONTHS.get(folded)


def _around(tokens: Sequence[re.Match[str]], at: int, month: int) -> Dated | None:
    """The date that the numbers beside a month make: day month year, month day year, or year month day."""
    before, after, later = (_number(tokens, at + step) for step in (-1, 1, 2))
    if before and after and before <= 31 and after > 31:
        return _spanned(tokens, (at - 1, at + 1), (after, month, before))
    if after and later and after <= 31 and later > 31:
        return _spanned(tokens, (at, at + 2), (later, month, after))
    if before and after and before > 31 and after <= 31:
        return _spanned(tokens, (at - 1, at + 1), (before, month, after))
    return None


def _number(tokens: Sequence[re.Match[str]], at: int) -> int | None:
    if not 0 <= at < len(tokens):
        return None
    digits = tokens[at][0]
    return int(digits) if len(digits) in (1, 2, 4) and digits.isdecimal() else None


def _spanned(tokens: Sequence[re.Match[str]], ends: tuple[int, int], parts: tuple[int, int, int]) -> Dated | None:
    start, end = tokens[ends[0]].start(), tokens[ends[1]].end()
    day = _day(*parts) if end - start <= 40 else None
    return Dated(day, start, end) if day else None


def opening(paragraph: str) -> Opening | None:
    """The located opening of a paragraph, if it has one: a place in capitals or an agency in brackets, and a dash."""
    match = OPENING.match(paragraph[:LONGEST_OPENING])
    if not match or not (match["place"] or match["agency"]):
        return None
    place = _undated(match["place"] or "")
    agency = match["agency"] or ""
    if not agency and not _shouted(place):
        return None
    return Opening(place, agency, match[0].rstrip(" -—–"), match.end())


def _undated(place: str) -> str:
    """ "ROME, March" before a day's number is Rome alone."""
    parts = [part.strip() for part in place.split(",")]
    return ", ".join(part for part in parts if part and not month_of(part.split()[0].rstrip(".")))


def _shouted(place: str) -> bool:
    """A place without an agency counts only in capitals: "MADRID —" opens a report, "However —" does not."""
    head = place.split(",")[0]
    return len(head) >= 3 and head.isupper()
