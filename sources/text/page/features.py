"""What can be seen of a unit of text by itself, named."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sources.text.page.debris import UNSPACED, WORD, cues
from sources.text.page.groups import REMEMBERED, Group, Names, group, weighed
from sources.text.page.lines import BULLET, Unit
from sources.text.page.prose import small_word_share, weight
from sources.text.page.wordlists import words
from sources.text.transcripts.leftovers import leftovers, words_of

LENGTH_BOUNDS = (8, 16, 28, 45, 70, 110, 180, 300, 600)
SENTENCE_END = tuple(".!?…。！？؟।۔።։।")
CLOSERS = "\"”’»)]'›」』“"
CLOSED_END = re.compile(r"[.!?…。！？؟।۔።]['\"”’»)\]›」』“]{0,2}$")
INNER_END = re.compile(r"[.!?。！？؟।۔።](?:(?<=[。！？؟।۔።])|(?<=[^\W\d_]{2}[.!?])['\"”’»)]? )")
DIGIT = re.compile(r"\d")
BARE = re.compile(r"[^\W\d_]++(?: [^\W\d_]++)*+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A feature of a line's ends. Each match holds one of `signs`: looked up first, because searching is slow.

    For the same reason the patterns begin with what is rare, and look back.
    """

    name: str
    signs: tuple[str, ...]
    pattern: re.Pattern[str]


MARKS = (
    Mark("mark:web", ("http", "www.", "@", ".com", ".org", ".net", ".de", ".fr"),
         re.compile(r"https?:|www\.|[.@](?:(?<=\w@)\w|(?<=\w\.)(?:com|org|net|de|fr)\b)")),
    Mark("mark:copy", ("©", "®", "(c", "(C"), re.compile(r"[©®]|\(c\)\s*\d{4}", re.IGNORECASE)),
    Mark("mark:arrow", tuple("‹›«»→←▶►▼▾❯|·•"), re.compile(r"[›»→←▶►▼▾❯|·•]\s*$|^\s*[‹«→←▶►›|]|\s[|•·›]\s")),
    Mark("mark:cut", ("...", "…"), re.compile(r"(?:\.{3}|…|\[…\])\s*$")),
    Mark("mark:hash", ("#", "@"), re.compile(r"(?:^|\s)[#@]\w")),
    Mark("mark:clock", (":", ".", "h"), re.compile(r"[:.h](?:(?<=\b\d[:.h])|(?<=\b\d\d[:.h]))\d\d\b")),
    Mark("mark:year", ("19", "20"), re.compile(r"(?:19|20)(?<=\b..)\d\d\b")),
    Mark("mark:credit", ("(",),
         re.compile(r"\([^()]*(?:/|\b(?:AP|AFP|dpa|Reuters|Getty|EPA|[fF]oto|[pP]hoto)\b)[^()]*\)\s*\.?$")),
    Mark("mark:quote", tuple("\"“„«»‘'「『–—-"), re.compile(r"^[\"“„«»‘'「『–—-]")),
    Mark("mark:many", (",",), re.compile(r",(?<=[^,]{2},)\s(?:[^,]{2,30},\s){3}[^,.]{2,30}$")),
    Mark("mark:label", (":",), re.compile(r"^[^:.]{2,40}:\s+\S")),
)  # fmt: skip

MARKED = 120
"""Marks are looked for in so many characters at either end of a unit: that is where they tell something."""

SHORT_LINE, SHORT_LINES = 60, 8192
"""The labels and links of a site's pages come again and again: so many lines of at most that length are remembered."""

LEFTOVER_HINTS = words(
    """
    html markdown seo wordpress ai gpt search language artificial knowledge training here here's here’s lorem todo
    request regenerate meta count themes hope let html-formatted html-ready html-friendly html-optimized
    html-optimised markdown-formatted markdown-ready seo-friendly seo-optimized seo-optimised seo-ready
    wordpress-formatted wordpress-friendly wordpress-ready wordpress-optimized wordpress-optimised
    """
)
LEFTOVER_SIGNS = ("[", "{", "<%")
"""One of these words, or a sign, is in every leftover: looked up first, because the patterns are slow."""
LEFTOVER_BY = 80
"""A unit is a leftover if it opens as one: a leftover sentence further on must not take the rest with it."""


@dataclass(slots=True, eq=False)
class Look:
    """A unit as it looks by itself. `length` is in Latin characters' worth; `groups` are what the score knows of it.

    Not frozen, nor is `Plain`: every line of a page makes both, and freezing doubles what that takes.
    """

    unit: Unit
    length: int
    size: int
    prose: bool
    ended: bool
    cued: frozenset[str]
    leftover: bool
    again: bool
    content: frozenset[str]
    groups: Sequence[Group]


@dataclass(slots=True, eq=False)
class Plain:
    """What a line's words alone say, wherever it stands."""

    length: int
    size: int
    prose: bool
    ended: bool
    cued: frozenset[str]
    leftover: bool
    content: frozenset[str]
    own: Group


UNSCORED = group(())


def looks(units: Sequence[Unit], *, scored: bool = True) -> list[Look]:
    """The looks of each unit; a unit that stands several times in a text knows it. Without a score none has names."""
    seen = Counter(unit.text for unit in units)
    return [_look(unit, seen[unit.text], scored) for unit in units]


def _look(unit: Unit, times: int, scored: bool) -> Look:
    plain = (_short if len(unit.text) <= SHORT_LINE else _plain)(unit.text, scored)
    place = _place(min(unit.gap, 2), times > 1, plain.size)
    groups = (plain.own, place) if scored else ()
    return Look(
        unit, plain.length, plain.size, plain.prose, plain.ended, plain.cued, plain.leftover, times > 1, plain.content,
        groups,
    )  # fmt: skip


@weighed
def _place(gap: int, again: bool, size: int) -> Names:
    return f"gap:{gap}", *((f"again/{length_word(size)}",) if again else ())


def _plain(text: str, scored: bool) -> Plain:
    tokens = WORD.findall(text.casefold())
    dense = not text.isascii() and UNSPACED.search(text) is not None
    length = weight(text) if dense else len(text)
    size = bisect_right(LENGTH_BOUNDS, length)
    share = small_word_share(tokens)
    ended = not text[-1].isalnum() and CLOSED_END.search(text[-4:]) is not None
    cued = frozenset(cues(text, tokens))
    leftover = length < 700 and _left_over(text, tokens)
    prose = length >= 70 and (ended or length >= 180) and (dense or share >= 0.12)
    content = content_words(tokens, dense)
    if not scored:
        return Plain(length, size, prose, ended, cued, leftover, content, UNSCORED)
    names = [*_size_names(size, ended, _share_bin(share, dense)), *_cue_names(cued, length_word(size)), *_marks(text)]
    names += _shape(text, tokens, length_word(size))
    if leftover:
        names.append("leftover")
    return Plain(length, size, prose, ended, cued, leftover, content, group(tuple(names)))


@lru_cache(maxsize=SHORT_LINES)
def _short(text: str, scored: bool) -> Plain:
    return _plain(text, scored)


def _left_over(text: str, tokens: Sequence[str]) -> bool:
    if LEFTOVER_HINTS.isdisjoint(tokens) and not any(map(text.__contains__, LEFTOVER_SIGNS)):
        return False
    return any(found.start() <= LEFTOVER_BY for found in leftovers(text, words_of(text)))


@lru_cache(maxsize=REMEMBERED)
def _size_names(size: int, ended: bool, share: str) -> Names:
    end = "." if ended else "-"
    return f"size:{size}", f"size:{size}{end}", f"share:{share}", f"share:{share}/{min(size, 7) // 2}"


@lru_cache(maxsize=REMEMBERED)
def _cue_names(cued: frozenset[str], third: str) -> Names:
    each = (name for cue in cued for name in (f"cue:{cue}", f"cue:{cue}/{third}"))
    return (*each, f"cues:{min(len(cued), 3)}/{third}")


def _marks(text: str) -> list[str]:
    """The marks at either end of a unit. Most lines of a page are bare words, which have none."""
    ends = text if len(text) <= 2 * MARKED else f"{text[:MARKED]} {text[-MARKED:]}"
    if BARE.fullmatch(ends):
        return []
    return [mark.name for mark in MARKS if any(map(ends.__contains__, mark.signs)) and mark.pattern.search(ends)]


def length_word(size: int) -> str:
    return "short" if size < 3 else "middle" if size < 6 else "long"


def _share_bin(share: float, dense: bool) -> str:
    return "dense" if dense else str(min(4, int(share * 10 + 0.001)))


def _shape(text: str, tokens: Sequence[str], third: str) -> list[str]:
    digits = len(DIGIT.findall(text))
    heads = [token[0] for token in text.split()]
    commas = text.count(",") + (0 if text.isascii() else sum(map(text.count, "，、،")))
    shapes = {
        "lower/": text[0].islower(),
        "bullet/": BULLET.match(text),
        "upper/": text.isupper(),
        "colon/": text[-1] in ":：",
        "question/": text[-1] in "?？؟",
        "sentences/": INNER_END.search(text),
        "digits/": digits,
        f"commas:{min(commas, 3)}/": commas,
        f"capitals:{int(sum(map(str.isupper, heads)) / len(heads) * 3.99)}/": len(heads) > 1,
    }
    names = [name + third for name, holds in shapes.items() if holds]
    if digits > len(text) * 0.25:
        names.append("digits:many")
    if len(tokens) < 2:
        names.append("lone" if tokens else "wordless")
    return names


def content_words(tokens: Sequence[str], dense: bool) -> frozenset[str]:
    """The words of four letters and more; in scripts without word spaces, the pairs of neighbouring characters too."""
    content = {word for word in tokens if len(word) > 3}
    if dense:
        content |= {run[at : at + 2] for run in tokens for at in range(min(len(run), 400) - 1)}
    return frozenset(content)
