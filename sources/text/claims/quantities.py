"""Numbers in a sentence with what they count: "at least 1,200 soldiers", "a 48-hour visit", "$3.2 million"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sources.text.claims.alignment_words import STOP_WORDS
from sources.text.fold import plain
from sources.text.word_sets import word_set

LONGEST = 6000
"""Characters read of a sentence."""
UNIT_WORDS = 3
"""Words behind a number that may name what it counts."""

_TEENS = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen
"""
SMALL = {word: value for value, word in enumerate(_TEENS.split(), 1)}
_TENS = "ten twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(), 1) if value > 1}
SCALES = {
    "hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
HOURS = {
    "minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "fortnight": 336.0, "month": 730.0, "year": 8760.0,
}  # fmt: skip
SETS_APART = frozenset(("ago", "before", "after", "earlier", "later", "since"))
"""Behind a duration these make it the time between two events, which is no length of either."""
CURRENCY_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₦": "naira", "₹": "rupee"}
OPENERS = frozenset(("a", "an", *SMALL, *TENS, *CURRENCY_SIGNS))
"""What a number begins with, digits aside."""
ROUND = ("hundred", "thousand", "million", "billion", "dozen")
"""What makes a number of "a" and "an"."""
_OPENS = re.compile(rf"\d|(?<![a-z])(?:{'|'.join((*ROUND, *SMALL, *TENS))})(?![a-z])", re.IGNORECASE)
CURRENCIES = word_set("dollar euro pound yen naira rupee franc yuan rouble ruble real peso rand shilling krona lira")
PERCENT = word_set("percent pc percentage")
MEASURES = {
    "kilometre": "km", "kilometer": "km", "km": "km", "mile": "mile", "metre": "metre", "meter": "metre",
    "centimetre": "cm", "centimeter": "cm", "cm": "cm", "kg": "kg", "kilogram": "kg", "tonne": "tonne", "ton": "ton",
    "litre": "litre", "liter": "litre", "foot": "foot", "feet": "foot", "hectare": "hectare", "acre": "acre",
    "barrel": "barrel", "magnitude": "magnitude",
}  # fmt: skip

POWERS = frozenset(("square", "cubic"))

ABOUT = (
    ("about",),
    ("around",),
    ("roughly",),
    ("nearly",),
    ("almost",),
    ("some",),
    ("approximately",),
    ("close", "to"),
)
AT_LEAST = (("at", "least"), ("more", "than"), ("over",), ("no", "fewer", "than"), ("no", "less", "than"))
AT_MOST = (("up", "to"), ("at", "most"), ("fewer", "than"), ("less", "than"), ("under",), ("as", "many", "as"))

CASUALTIES = {
    "kill": word_set("kill killed kills killing dead death deaths die died dies fatalities fatally slain toll"),
    "hurt": word_set("injured injure injures wounded wound wounds injuries hurt hospitalised hospitalized"),
    "hold": word_set("arrested arrest arrests detained detain detentions held jailed custody"),
    "miss": word_set("missing unaccounted"),
    "flee": word_set("displaced displace fled flee evacuated evacuate homeless"),
}
"""What befell the people counted: only numbers of the same fate are compared."""
NO_DEATHS = frozenset(("penalty", "sentence", "sentences", "row", "threat", "threats"))
"""Behind "death": nobody died."""
PEOPLE = word_set("people person victim other")
SAYS_ALL = frozenset((*HOURS, *MEASURES, *PERCENT, *CURRENCIES, *PEOPLE, "old"))
"""Units behind which what follows is not counted: "a 48-hour visit", "$3 million deal", "100 people set off"."""
FATE_REACH = 6
"""Tokens on either side of a number within which its fate is told."""
OPENS_CLAUSE = word_set("when while after before because although")
NOT_UNITS = word_set("others per later ago far today yesterday") | STOP_WORDS.union(*CASUALTIES.values())
CLOCK_WORDS = word_set("gmt utc bst cet cest est edt pst pdt am pm o'clock o’clock hrs")
"""Behind one of these, or before, a number is a time of the day."""
MODEL_CHARS = 4
"""Capital letters right before a number make a model or a road of it: "AK-47", "M 25"."""
BEFORE_NUMERALS = frozenset((":", "/", "aged", "article", "section", "no", "number"))
AFTER_NUMERALS = frozenset((":", "/", "st", "nd", "rd", "th"))
MONTH_STARTS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[$€£¥₦₹%:/]|[,;.()—–-]")
_ENGLISH_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts. `start:end` is its place in the sentence, its bound and unit included.

    `bound`: exact, about, at least, at most. `measure`: duration (hours), interval (hours between two events), age,
    money, percent, count, or a measure's name.
    `units`: the words that name what is counted; `fate`: what befell those counted, if they are people.
    """

    value: float
    bound: str
    measure: str
    units: frozenset[str]
    fate: str
    start: int
    end: int

    def counts_same(self, other: "Quantity") -> bool:
        """Whether the two may be compared at all."""
        if self.measure != other.measure or self.fate != other.fate:
            return False
        return bool(self.units & other.units) or (bool(self.fate) and _people(self) and _people(other))

    def agrees(self, other: "Quantity") -> bool:
        """Whether both can be true: equal, rounded, or within the other's bound."""
        low, high = sorted((self, other), key=lambda one: one.value)
        if low.value == high.value:
            return True
        if low.bound == "at least" or high.bound == "at most":
            return True
        return _rounds(high, low) or _rounds(low, high)

    def says_same(self, other: "Quantity") -> bool:
        return self.value == other.value and self.bound == other.bound


ABOUT_SHARE = 0.1
"""How far "about 1,200" may be off: a tenth."""


def _rounds(exact: Quantity, rounded: Quantity) -> bool:
    return rounded.bound == "about" and abs(exact.value - rounded.value) <= ABOUT_SHARE * rounded.value


def _people(quantity: Quantity) -> bool:
    return not quantity.units or bool(quantity.units & PEOPLE)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    low: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Number:
    """Tokens `first` to `stop` (exclusive) spell a value; `sign` is the currency sign before it."""

    value: float
    first: int
    stop: int
    sign: str = ""


@dataclass(frozen=True, slots=True)
class _Unit:
    words: tuple[str, ...]
    stop: int


@dataclass(frozen=True, slots=True)
class _Bound:
    """`length`: how many tokens before the number spell it."""

    name: str
    length: int


def find(sentence: str) -> tuple[Quantity, ...]:
    """The quantities of a sentence, in order. Years, days of a month, times and bare numerals count nothing."""
    tokens = _tokens(sentence)
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        number = _number(tokens, at)
        if number is None:
            at += 1
            continue
        if quantity := _quantity(tokens, number):
            found.append(quantity)
        at = number.stop
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in words or figures, whatever it counts."""

    value: float
    start: int
    end: int


def numerals(sentence: str) -> tuple[Numeral, ...]:
    """Every number of a sentence, years and days of a month included, in order."""
    tokens = _tokens(sentence)
    found: list[Numeral] = []
    at = 0
    while at < len(tokens):
        number = _number(tokens, at)
        if number:
            found.append(Numeral(number.value, tokens[number.first].start, tokens[number.stop - 1].end))
        at = number.stop if number else at + 1
    return tuple(found)


def _tokens(sentence: str) -> Sequence[_Token]:
    """None where no number can be among them."""
    text = sentence[:LONGEST]
    if not _OPENS.search(text) and text.isascii():
        return ()
    return [_Token(m[0], plain(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def _number(tokens: Sequence[_Token], at: int) -> _Number | None:
    if not (tokens[at].low in OPENERS or tokens[at].low[:1].isdigit()):
        return None
    sign = CURRENCY_SIGNS.get(tokens[at].text, "")
    first = at + 1 if sign else at
    value = _value(tokens, first)
    if value is None:
        return None
    stop = first + 1
    if tokens[first].low in TENS and _low(tokens, stop + 1) in SMALL and _low(tokens, stop) == "-":
        value, stop = value + SMALL[_low(tokens, stop + 1)], stop + 2
    while _low(tokens, stop) in SCALES and (len(_low(tokens, stop)) > 2 or sign or _touches(tokens, stop)):
        value, stop = value * SCALES[_low(tokens, stop)], stop + 1
    return _Number(value, at, stop, sign)


def _value(tokens: Sequence[_Token], at: int) -> float | None:
    low = _low(tokens, at)
    if low[:1].isdigit():
        return float(low.replace(",", "")) if _ENGLISH_NUMBER.fullmatch(low) and low.isascii() else None
    if low in ("a", "an"):
        return 1.0 if _low(tokens, at + 1) in ROUND else None
    if low == "one":
        return 1.0 if _low(tokens, at + 1) in SCALES or _low(tokens, at + 1) == "-" else None
    return float(SMALL.get(low) or TENS.get(low) or 0) or None


def _low(tokens: Sequence[_Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def _touches(tokens: Sequence[_Token], at: int) -> bool:
    return tokens[at].start == tokens[at - 1].end


def _quantity(tokens: Sequence[_Token], number: _Number) -> Quantity | None:
    if _is_date_or_time(tokens, number):
        return None
    unit = _unit(tokens, number.stop)
    bound = _bound(tokens, number.first)
    measure = _measure(number, unit.words)
    if measure == "duration" and _low(tokens, unit.stop) in SETS_APART:
        measure = "interval"
    units = frozenset(unit.words) if measure == "count" else frozenset({_kind_of(number, unit.words, measure)})
    fate = _fate(tokens, number, unit) if measure == "count" else ""
    if measure == "count" and ((not units and not fate) or _is_rate(tokens, unit.stop)):
        return None
    value = number.value * HOURS[unit.words[0]] if measure in ("duration", "interval") else number.value
    start, end = tokens[number.first - bound.length].start, tokens[unit.stop - 1].end
    return Quantity(value, bound.name, measure, units, fate, start, end)


def _is_rate(tokens: Sequence[_Token], at: int) -> bool:
    """ "200 people a day": so many again and again."""
    return _low(tokens, at) in ("a", "per", "every", "each") and _low(tokens, at + 1) in HOURS


def _measure(number: _Number, words: Sequence[str]) -> str:
    first = words[0] if words else ""
    if number.sign or not CURRENCIES.isdisjoint(words):
        return "money"
    if first in HOURS:
        return "age" if "old" in words else "duration"
    if first in POWERS and len(words) > 1 and words[1] in MEASURES:
        return f"{first} {MEASURES[words[1]]}"
    return "percent" if first in PERCENT else MEASURES.get(first, "count")


def _kind_of(number: _Number, words: Sequence[str], measure: str) -> str:
    if measure != "money":
        return measure
    return number.sign or next(word for word in words if word in CURRENCIES)


def _bound(tokens: Sequence[_Token], first: int) -> _Bound:
    for name, phrases in (("about", ABOUT), ("at least", AT_LEAST), ("at most", AT_MOST)):
        for phrase in phrases:
            length = len(phrase)
            if first >= length and all(tokens[first - length + n].low == word for n, word in enumerate(phrase)):
                return _Bound(name, length)
    return _Bound("exact", 0)


def _fate(tokens: Sequence[_Token], number: _Number, unit: _Unit) -> str:
    """The fate told nearest to the number, within its clause."""
    places = [
        *_near(tokens, range(unit.stop, unit.stop + FATE_REACH)),
        *_near(tokens, range(number.first - 1, number.first - 1 - FATE_REACH, -1)),
    ]
    distances = [
        (abs(at - (unit.stop - 1 if at >= unit.stop else number.first)), fate)
        for at in places
        for fate, words in CASUALTIES.items()
        if tokens[at].low in words and _low(tokens, at + 1) not in NO_DEATHS
    ]
    return min(distances, default=(0, ""))[1]


def _near(tokens: Sequence[_Token], reach: range) -> list[int]:
    """The tokens of a reach up to the end of the clause."""
    near: list[int] = []
    for at in reach:
        if not 0 <= at < len(tokens) or tokens[at].text in ",;()—–" or tokens[at].low in OPENS_CLAUSE:
            break
        near.append(at)
    return near


def _is_date_or_time(tokens: Sequence[_Token], number: _Number) -> bool:
    before, after = _low(tokens, number.first - 1), _low(tokens, number.stop)
    text = tokens[number.stop - 1].text
    year = number.stop - number.first == 1 and len(text) == 4 and text.isdigit() and 1900 <= number.value <= 2099
    if year and _low(tokens, number.stop) not in HOURS:
        return True
    if _is_range(tokens, number) or before in CLOCK_WORDS or _is_model(tokens, number.first):
        return True
    if before[:3] in MONTH_STARTS and tokens[number.first - 1].text[0].isupper():
        return True
    if after[:3] in MONTH_STARTS and tokens[number.stop].text[0].isupper():
        return True
    return before in BEFORE_NUMERALS or after in AFTER_NUMERALS or _tells_time(tokens, number.stop)


def _tells_time(tokens: Sequence[_Token], at: int) -> bool:
    """ "10 am", "10 a.m.", "0300 GMT"."""
    dotted = _low(tokens, at) in ("a", "p") and _low(tokens, at + 1) == "." and _low(tokens, at + 2) == "m"
    return dotted or _low(tokens, at) in CLOCK_WORDS


def _is_model(tokens: Sequence[_Token], first: int) -> bool:
    back = first - 1 - (_low(tokens, first - 1) == "-")
    text = tokens[back].text if back >= 0 else ""
    return text.isalpha() and text.isupper() and 0 < len(text) <= MODEL_CHARS


def _is_range(tokens: Sequence[_Token], number: _Number) -> bool:
    """ "18-20", "3 to 5": two numbers for one."""
    sides = (
        (_low(tokens, number.first - 1), _low(tokens, number.first - 2)),
        (_low(tokens, number.stop), _low(tokens, number.stop + 1)),
    )
    return any(joint in ("-", "–", "to") and far[:1].isdigit() for joint, far in sides)


def _unit(tokens: Sequence[_Token], at: int) -> _Unit:
    """The words that name what is counted, and where they end."""
    words: list[str] = []
    stop = at
    at += _low(tokens, at) in ("-", "%")
    if _low(tokens, stop) == "%":
        return _Unit(("percent",), at)
    at += _is_participle(_low(tokens, at)) and _may_be_unit(_low(tokens, at + 1))
    while len(words) < UNIT_WORDS and _may_be_unit(_low(tokens, at)) and not _is_said_of_name(tokens[at], words):
        words.append(singular(tokens[at].low))
        at += 1
        stop = at
        at += _low(tokens, at) == "-"
        if words[-1] in SAYS_ALL and _low(tokens, at) != "old":
            break
    return _Unit(tuple(words), stop)


def _is_said_of_name(token: _Token, words: Sequence[str]) -> bool:
    """ "a 61-year-old Mary", but "61 Kenyan soldiers": a name behind a unit is counted no more."""
    return bool(words) and token.text[0].isupper()


def _may_be_unit(low: str) -> bool:
    return low[:1].isalpha() and low not in NOT_UNITS and not _is_participle(low)


def _is_participle(low: str) -> bool:
    """ "41 replaced piles", "14 drowned": it may tell of what is counted, but is not what is counted."""
    return low.endswith("ed") and len(low) > 4 and low[:1].isalpha() and low not in NOT_UNITS


def singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")) else word
