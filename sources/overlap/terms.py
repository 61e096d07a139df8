"""What a report speaks of: its words, names, places, numbers and days, counted, with how an editor would read them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sources.overlap.background import STOP_WORDS
from sources.overlap.normalise import fold, repair
from sources.overlap.shingles import hash64
from sources.overlap.types import Report, Term, TermKind

LEAD_TOKENS = 60
"""The lead, where a report says what happened: its first sentences."""

LONGEST = 200_000
"""Characters read of a body. A story is known by then, and a hostile text costs no more."""

HEADING = 12
"""A paragraph of no more words that ends without a full stop is a heading: its capitals name no one."""

FIRST_YEAR, LAST_YEAR = 1900, 2099

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_ENDS_SENTENCE = frozenset('.!?:;•\n"“”')
_ENDS_PROSE = (".", "!", "?", ":", "…", '"', "”", "’", "»")
_ADJACENT = frozenset((" ", "-", "‑", "\u00a0"))
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTH_NUMBER = {name.lower()[:cut]: at for at, name in enumerate(_MONTHS, 1) for cut in (3, 4, 9)}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NO_NAMES = STOP_WORDS | {*_MONTH_NUMBER, *_WEEKDAYS}
_PARTICLES = frozenset(
    ("al", "el", "bin", "ibn", "ben", "abu", "de", "da", "di", "du", "del", "van", "von", "der", "la")
)
_NO_WORDS = STOP_WORDS | _PARTICLES
_TITLE_WORDS = """
    general gen colonel col major captain capt lieutenant lt sergeant sgt admiral president vice premier prime minister
    chancellor senator sen representative rep congressman congresswoman governor gov mayor judge justice king queen
    prince princess sir lord lady pope bishop archbishop rev dr prof professor ambassador secretary chief director
"""
_TITLES = frozenset(_TITLE_WORDS.split())
_BEFORE_PLACE = frozenset(("in", "near", "outside"))
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


@dataclass(slots=True)
class _Token:
    """`opens`: stands at the start of a sentence, where a capital says nothing. `gap`: what stands before it."""

    text: str
    stem: str
    gap: str
    opens: bool
    number: bool


@dataclass(slots=True)
class _Count:
    """A term while it is counted. `as_name` and `as_place`: how often it stood as one, and where a place would."""

    text: str
    kind: TermKind
    count: int = 0
    leading: bool = False
    as_name: int = 0
    as_place: int = 0

    def named(self, text: str, place: bool) -> None:
        self.text = text if not self.as_name else self.text
        self.as_name += 1
        self.as_place += place
        self.kind = "place" if 2 * self.as_place >= self.as_name else "name"


class _Tally(dict[str, _Count]):
    """Counts by folded form."""

    def add(self, form: str, text: str, kind: TermKind) -> _Count:
        entry = self.get(form)
        if entry is None:
            entry = self[form] = _Count(text, kind)
        entry.count += 1
        return entry


def terms(report: Report) -> tuple[Term, ...]:
    """The terms of a report, each once."""
    tally = _Tally()
    head = _tokens(f"{report.title}\n{report.standfirst}")
    paragraphs = [_tokens(paragraph) for paragraph in _within(report.paragraphs)]
    body = [token for paragraph in paragraphs for token in paragraph]
    _count_words(tally, head, len(head))
    _count_words(tally, body, LEAD_TOKENS)
    for tokens, paragraph in zip(paragraphs, report.paragraphs, strict=False):
        if len(tokens) > HEADING or paragraph.rstrip().endswith(_ENDS_PROSE):
            _count_names(tally, tokens)
    _count_numbers(tally, body)
    _count_given(tally, report)
    return tuple(Term(hash64(form), e.text, e.kind, e.count, e.leading) for form, e in tally.items())


def _within(paragraphs: Sequence[str]) -> Iterator[str]:
    """The paragraphs, as far as `LONGEST` reaches."""
    left = LONGEST
    for paragraph in paragraphs:
        if left <= 0:
            return
        yield paragraph[:left]
        left -= len(paragraph)


def stem(word: str) -> str:
    """A folded word without its English plural ending; other words stay whole."""
    if word[-1:] != "s" or len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]


def _tokens(text: str) -> list[_Token]:
    text = repair(text)
    tokens: list[_Token] = []
    stems: dict[str, str] = {}
    at = 0
    for found in _TOKEN.finditer(text):
        gap = text[at : found.start()]
        at = found.end()
        opens = gap != " " and (not tokens or not _ENDS_SENTENCE.isdisjoint(gap))
        word = found[0]
        if word[-2:] in ("'s", "’s"):
            word = word[:-2]
        if word not in stems:
            stems[word] = stem(_folded(word))
        tokens.append(_Token(word, stems[word], gap, opens, word[0].isdecimal()))
    return tokens


def _folded(word: str) -> str:
    """As `fold`, by the short way for plain words."""
    return word.lower() if word.isalnum() and word.isascii() else fold(word)


def _count_words(tally: _Tally, tokens: Sequence[_Token], leading: int) -> None:
    for at, token in enumerate(tokens):
        form = token.stem
        if token.number or form in _NO_WORDS or len(form) < 2:
            continue
        for part in (form,) if form.isascii() or not _UNSPACED.match(form) else _pairs(form):
            tally.add(part, token.text if part == form else part, "word").leading |= at < leading


def _pairs(run: str) -> list[str]:
    """Scripts without spaces: each two characters in a row stand for a word."""
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _count_names(tally: _Tally, tokens: Sequence[_Token]) -> None:
    for run in _capital_runs(tokens):
        for token in run.tokens:
            if token.stem in tally:
                tally[token.stem].named(token.text, run.place)
        if len(run.tokens) > 1:
            form, text = " ".join(t.stem for t in run.tokens), "".join(t.gap + t.text for t in run.tokens)
            tally.add(form, text, "name").named(text[len(run.tokens[0].gap) :], run.place)


@dataclass(slots=True)
class _Run:
    tokens: Sequence[_Token]
    place: bool


def _capital_runs(tokens: Sequence[_Token]) -> Iterator[_Run]:
    """Capitalised words in a row ("Abdel Fattah al-Burhan"). One word alone counts in the middle of a sentence only."""
    at = 0
    while at < len(tokens):
        if not _begins_name(tokens[at]):
            at += 1
            continue
        end = at + 1
        while end < len(tokens) and _continues_name(tokens[end]):
            end += 1
        while not tokens[end - 1].text[0].isupper():
            end -= 1
        if not tokens[at].opens:
            yield _Run(tokens[at:end], at > 0 and tokens[at - 1].stem in _BEFORE_PLACE)
        elif end - at > 1:
            yield _Run(tokens[at:end], False)
        at = end


def _begins_name(token: _Token) -> bool:
    return token.text[0].isupper() and token.stem not in _NO_NAMES and token.stem not in _TITLES


def _continues_name(token: _Token) -> bool:
    if token.opens or token.gap not in _ADJACENT:
        return False
    return token.stem in _PARTICLES or (token.text[0].isupper() and token.stem not in _NO_NAMES)


def _count_numbers(tally: _Tally, tokens: Sequence[_Token]) -> None:
    for at, token in enumerate(tokens):
        if token.number:
            before, after = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
            month = _month(before) or _month(after)
            if month and len(token.text) < 3 and 1 <= int(token.text) <= 31:
                tally.add(f"day {month} {int(token.text)}", f"{int(token.text)} {_MONTHS[month - 1]}", "date")
            else:
                _count_number(tally, token, after)


def _month(token: _Token | None) -> int:
    return _MONTH_NUMBER.get(token.stem, 0) if token and token.text[0].isupper() else 0


def _count_number(tally: _Tally, token: _Token, after: _Token | None) -> None:
    plain = token.text.replace(",", "")
    if len(token.text) == 4 and plain.isdigit() and FIRST_YEAR <= int(plain) <= LAST_YEAR:
        tally.add(plain, token.text, "date")
    elif len(plain) > 1:
        tally.add(plain, token.text, "number")
    if after and not after.opens and not after.number and after.stem not in STOP_WORDS and after.gap in _ADJACENT:
        tally.add(f"{plain} {after.stem}", f"{token.text}{after.gap}{after.text}", "number")


def _count_given(tally: _Tally, report: Report) -> None:
    for place in report.places:
        tally.add(" ".join(token.stem for token in _tokens(place)), place, "place").kind = "place"
    for name in report.names:
        tally.add(" ".join(token.stem for token in _tokens(name)), name, "name").kind = "name"
