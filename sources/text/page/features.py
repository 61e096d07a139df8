"""What can be seen of a unit of text, named: its looks, its neighbours and its place between them."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain

from sources.text.page.debris import UNSPACED, WORD, cues
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

Names = tuple[str, ...]
REMEMBERED = 65_536
"""So many answers of each small function below are remembered: texts are made of few kinds of lines."""

NONE = 99
"""A distance of so many units and more is none that tells anything."""
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


@dataclass(frozen=True, slots=True)
class Look:
    """A unit as it looks by itself. `length` is in Latin characters' worth; `names` are its own features."""

    unit: Unit
    length: int
    size: int
    prose: bool
    ended: bool
    cued: frozenset[str]
    leftover: bool
    again: bool
    content: frozenset[str]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plain:
    """What a line's words alone say, wherever it stands."""

    length: int
    size: int
    prose: bool
    ended: bool
    cued: frozenset[str]
    leftover: bool
    content: frozenset[str]
    names: Names


def looks(units: Sequence[Unit]) -> list[Look]:
    """The looks of each unit; a unit that stands several times in a text knows it."""
    seen = Counter(unit.text for unit in units)
    return [_look(unit, seen[unit.text]) for unit in units]


def _look(unit: Unit, times: int) -> Look:
    plain = _short(unit.text) if len(unit.text) <= SHORT_LINE else _plain(unit.text)
    standing = (f"gap:{min(unit.gap, 2)}", f"again/{_third(plain.size)}") if times > 1 else (f"gap:{min(unit.gap, 2)}",)
    return Look(
        unit, plain.length, plain.size, plain.prose, plain.ended, plain.cued, plain.leftover, times > 1, plain.content,
        plain.names + standing,
    )  # fmt: skip


def _plain(text: str) -> Plain:
    tokens = WORD.findall(text.casefold())
    dense = not text.isascii() and UNSPACED.search(text) is not None
    length = weight(text) if dense else len(text)
    size = bisect_right(LENGTH_BOUNDS, length)
    share = small_word_share(tokens)
    ended = not text[-1].isalnum() and CLOSED_END.search(text[-4:]) is not None
    cued = frozenset(cues(text, tokens))
    leftover = length < 700 and _left_over(text, tokens)
    prose = length >= 70 and (ended or length >= 180) and (dense or share >= 0.12)
    names = [*_size_names(size, ended, _share_bin(share, dense)), *_cue_names(cued, _third(size)), *_marks(text)]
    names += _shape(text, tokens, _third(size))
    if leftover:
        names.append("leftover")
    return Plain(length, size, prose, ended, cued, leftover, content_words(tokens, dense), tuple(names))


@lru_cache(maxsize=SHORT_LINES)
def _short(text: str) -> Plain:
    return _plain(text)


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


def _third(size: int) -> str:
    return "short" if size < 3 else "middle" if size < 6 else "long"


def _share_bin(share: float, dense: bool) -> str:
    return "dense" if dense else str(min(4, int(share * 10 + 0.001)))


def _shape(text: str, tokens: Sequence[str], third: str) -> Iterator[str]:
    first, last = text[0], text[-1]
    if first.islower():
        yield f"lower/{third}"
    if BULLET.match(text):
        yield f"bullet/{third}"
    if text.isupper():
        yield f"upper/{third}"
    if last in ":：":
        yield f"colon/{third}"
    if last in "?？؟":
        yield f"question/{third}"
    if INNER_END.search(text):
        yield f"sentences/{third}"
    if digits := len(DIGIT.findall(text)):
        yield f"digits/{third}"
        if digits > len(text) * 0.25:
            yield "digits:many"
    yield from _commas_and_capitals(text, third)
    if len(tokens) < 2:
        yield "lone" if tokens else "wordless"


def _commas_and_capitals(text: str, third: str) -> Iterator[str]:
    if commas := text.count(",") + (0 if text.isascii() else sum(map(text.count, "，、،"))):
        yield f"commas:{min(commas, 3)}/{third}"
    heads = [token[0] for token in text.split()]
    if len(heads) > 1:
        yield f"capitals:{int(sum(map(str.isupper, heads)) / len(heads) * 3.99)}/{third}"


REACH = 3
"""So many neighbours on either side are looked at one by one."""


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What a unit's neighbours see of it: one object for all units that look alike."""

    size: int
    cued: frozenset[str]
    kind: str


@lru_cache(maxsize=REMEMBERED)
def _sight(size: int, ended: bool, cued: frozenset[str]) -> Sight:
    return Sight(size, cued, f"{_third(size)}{'.' if ended else '-'}")


NOBODY: tuple[None, ...] = (None,) * REACH


@dataclass(frozen=True, slots=True)
class Crowd:
    """A text's units taken together. The tuples of sums have one entry more than there are units.

    `sights` has `REACH` empty entries before the first unit and after the last.

    `since` and `until` count the units to the nearest prose before and after (`NONE` if there is none).
    """

    looks: Sequence[Look]
    sights: Sequence[Sight | None]
    kinds: Sequence[str]
    prose_length: Sequence[int]
    prose_count: Sequence[int]
    short_count: Sequence[int]
    since: Sequence[int]
    until: Sequence[int]
    echoes: Sequence[str]


def crowd(looks: Sequence[Look]) -> Crowd:
    prose = [look.prose for look in looks]
    sights = [_sight(look.size, look.ended, look.cued) for look in looks]
    return Crowd(
        looks,
        sights=[*NOBODY, *sights, *NOBODY],
        kinds=[sight.kind for sight in sights],
        prose_length=_sums(look.length if look.prose else 0 for look in looks),
        prose_count=_sums(prose),
        short_count=_sums(look.size < 3 and not look.ended for look in looks),
        since=_distances(prose),
        until=_distances(prose[::-1])[::-1],
        echoes=_echoes(looks),
    )


def _sums(values: Iterable[int]) -> list[int]:
    return list(accumulate(values, initial=0))


def surroundings(looks: Sequence[Look]) -> list[list[str]]:
    """The features that each unit has from those around it."""
    return [list(chain.from_iterable(groups)) for groups in grouped(looks)]


def grouped(looks: Sequence[Look]) -> Iterator[list[Names]]:
    """The same in groups, none of which shares a name with another of its unit; most of them come again and again."""
    around = crowd(looks)
    whole = _whole(around)
    for at, look in enumerate(looks):
        kind = around.kinds[at]
        place = _place(around.since[at], around.until[at], _done(around, at), kind)
        yield [*_near(around, at), place, _in_page(whole.prose, whole.many, look.again, kind)]


@dataclass(frozen=True, slots=True)
class Whole:
    """A text as a whole: `prose` is the part of its length that is prose, 0 to 6; `many` grades its units, 0 to 4."""

    prose: int
    many: int


def _whole(around: Crowd) -> Whole:
    total = sum(look.length for look in around.looks) or 1
    return Whole(
        round(6 * around.prose_length[-1] / total), sum(len(around.looks) > bound for bound in (3, 10, 30, 100))
    )


@lru_cache(maxsize=REMEMBERED)
def _in_page(prose: int, many: int, again: bool, kind: str) -> Names:
    return f"page:{prose}/{kind}", f"page:{prose}/{'again' if again else 'once'}", f"many:{many}/{kind[:-1]}"


def _near(around: Crowd, at: int) -> Iterator[Names]:
    seen, kind = around.sights[at : at + 2 * REACH + 1], around.kinds[at]
    yield _echoed(around.echoes[at], kind)
    yield _beside(-1, seen[2], kind)
    yield _beside(1, seen[4], kind)
    yield _beyond(-1, seen[1], seen[0])
    yield _beyond(1, seen[5], seen[6])
    for reach in (3, 8):
        low, high = max(0, at - reach), min(len(around.looks), at + reach + 1)
        prose = around.prose_count[high] - around.prose_count[low] - around.looks[at].prose
        short = around.short_count[high] - around.short_count[low]
        yield _shares(reach, round(prose / (2 * reach) * 4), round(short / (high - low) * 4), kind)


@lru_cache(maxsize=REMEMBERED)
def _echoed(echo: str, kind: str) -> Names:
    return (f"echo:{echo}/{kind}",)


@lru_cache(maxsize=REMEMBERED)
def _shares(reach: int, prose: int, short: int, kind: str) -> Names:
    return f"prose±{reach}:{prose}/{kind[:-1]}", f"links±{reach}:{short}/{kind[:-1]}"


@lru_cache(maxsize=REMEMBERED)
def _place(before: int, after: int, done: int, kind: str) -> Names:
    since, until, third = _steps(before), _steps(after), kind[:-1]
    return f"since:{since}/{third}", f"until:{until}/{third}", f"between:{since}/{until}", f"done:{done}/{third}"


def _done(around: Crowd, at: int) -> int:
    """How much of the prose lies before a unit, from 1 to 5; 0 if none does, 9 if all does."""
    total = around.prose_length[-1]
    if around.prose_length[at] == 0:
        return 0
    if around.prose_length[at + 1] == total and not around.looks[at].prose:
        return 9
    return 1 + int(around.prose_length[at] / total * 4)


def _distances(prose: Sequence[bool]) -> list[int]:
    """For each unit how far back the last prose unit is."""
    result = []
    last = -NONE
    for at, holds in enumerate(prose):
        result.append(min(at - last, NONE))
        if holds:
            last = at
    return result


def content_words(tokens: Sequence[str], dense: bool) -> frozenset[str]:
    """The words of four letters and more; in scripts without word spaces, the pairs of neighbouring characters too."""
    content = {word for word in tokens if len(word) > 3}
    if dense:
        content |= {run[at : at + 2] for run in tokens for at in range(min(len(run), 400) - 1)}
    return frozenset(content)


def _echoes(seen: Sequence[Look]) -> list[str]:
    """How much of each unit's content words other prose uses (0 to 4), and "+" if the next paragraph uses any."""
    uses: Mapping[str, int] = dict(Counter(chain.from_iterable(look.content for look in seen if look.prose)))
    after: frozenset[str] = frozenset()
    result = []
    for look in reversed(seen):
        own = 1 if look.prose else 0
        result.append(_echo(look.content, sum(uses.get(word, 0) > own for word in look.content), after))
        if look.prose:
            after = look.content
    return result[::-1]


def _echo(content: frozenset[str], shared: int, after: frozenset[str]) -> str:
    if not content:
        return "none"
    return f"{round(4 * shared / len(content))}{'' if content.isdisjoint(after) else '+'}"


def _steps(distance: int) -> str:
    """A distance, rounded up."""
    for bound in (1, 2, 3, 5, 8, 15, NONE - 1):
        if distance <= bound:
            return str(bound)
    return "none"


@lru_cache(maxsize=REMEMBERED)
def _beside(step: int, other: Sight | None, kind: str) -> Names:
    if other is None:
        return (f"{step:+d}edge",)
    cued = (f"{step:+d}cue:{cue}" for cue in other.cued) if other.size < 4 else ()
    return (f"{step:+d}size:{other.size // 2}{other.kind[-1]}", f"{step:+d}{other.kind}>{kind}", *cued)


@lru_cache(maxsize=REMEMBERED)
def _beyond(side: int, second: Sight | None, third: Sight | None) -> Names:
    """The second and third neighbours on one side (-1 or 1)."""
    sizes = (
        f"{step * side:+d}size:{other.size // 2}{other.kind[-1]}" if other else f"{step * side:+d}edge"
        for step, other in ((2, second), (3, third))
    )
    cued = {cue for other in (second, third) if other and other.size < 3 for cue in other.cued}
    return (*sizes, *(f"{side:+d}near:{cue}" for cue in cued))
