"""What can be seen of a unit of text, named: its looks, its neighbours and its place between them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sources.text.page.debris import UNSPACED, WORD, cues
from sources.text.page.lines import BULLET, Unit
from sources.text.page.prose import small_word_share, weight
from sources.text.transcripts.leftovers import LEFTOVERS

LENGTH_BOUNDS = (8, 16, 28, 45, 70, 110, 180, 300, 600)
SENTENCE_END = tuple(".!?…。！？؟।۔።։।")
CLOSERS = "\"”’»)]'›」』“"
CLOSED_END = re.compile(r"[.!?…。！？؟।۔።]['\"”’»)\]›」』“]{0,2}$")
INNER_END = re.compile(r"[^\W\d_]{2}[.!?]['\"”’»)]? |[。！？؟।۔።]")
DIGIT = re.compile(r"\d")
MARKS = (
    ("mark:web", re.compile(r"https?:|www\.|\w@\w|\w\.(?:com|org|net|de|fr)\b")),
    ("mark:copy", re.compile(r"[©®]|\(c\)\s*\d{4}", re.IGNORECASE)),
    ("mark:arrow", re.compile(r"[›»→←▶►▼▾❯|·•]\s*$|^\s*[‹«→←▶►›|]|\s[|•·›]\s")),
    ("mark:cut", re.compile(r"(?:\.{3}|…|\[…\])\s*$")),
    ("mark:hash", re.compile(r"(?:^|\s)[#@]\w")),
    ("mark:clock", re.compile(r"\b\d{1,2}[:.h]\d{2}\b")),
    ("mark:year", re.compile(r"\b(?:19|20)\d\d\b")),
    ("mark:credit", re.compile(r"\([^()]*(?:/|\b(?:AP|AFP|dpa|Reuters|Getty|EPA|[fF]oto|[pP]hoto)\b)[^()]*\)\s*\.?$")),
    ("mark:quote", re.compile(r"^[\"“„«»‘'「『–—-]")),
    ("mark:many", re.compile(r"(?:[^,]{2,30},\s){4}[^,.]{2,30}$")),
    ("mark:label", re.compile(r"^[^:.]{2,40}:\s+\S")),
)  # fmt: skip


NONE = 99
"""A distance of so many units and more is none that tells anything."""
MARKED = 120
"""Marks are looked for in so many characters at either end of a unit: that is where they tell something."""


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


def looks(units: Sequence[Unit]) -> list[Look]:
    """The looks of each unit; a unit that stands several times in a text knows it."""
    seen = Counter(unit.text for unit in units)
    return [_look(unit, seen[unit.text]) for unit in units]


def _look(unit: Unit, times: int) -> Look:
    text = unit.text
    folded = text.casefold()
    length = weight(text)
    size = sum(length >= bound for bound in LENGTH_BOUNDS)
    words = WORD.findall(folded)
    share = small_word_share(words)
    ended = CLOSED_END.search(text[-4:]) is not None
    cued = frozenset(cues(text, words))
    leftover = length < 700 and _left_over(text, words)
    dense = UNSPACED.search(text) is not None
    prose = length >= 70 and (ended or length >= 180) and (dense or share >= 0.12)
    names = [f"size:{size}", f"size:{size}{'.' if ended else '-'}", f"share:{_share_bin(share, dense)}"]
    names += [f"share:{_share_bin(share, dense)}/{min(size, 7) // 2}", f"gap:{min(unit.gap, 2)}"]
    names += [f"cue:{cue}" for cue in cued]
    names += [f"cue:{cue}/{_third(size)}" for cue in cued]
    names.append(f"cues:{min(len(cued), 3)}/{_third(size)}")
    ends = text if len(text) <= 2 * MARKED else f"{text[:MARKED]} {text[-MARKED:]}"
    names += [mark for mark, pattern in MARKS if pattern.search(ends)]
    names += _shape(text, words, size)
    if times > 1:
        names.append(f"again/{_third(size)}")
    if leftover:
        names.append("leftover")
    return Look(unit, length, size, prose, ended, cued, leftover, times > 1, content_words(text, words), tuple(names))


LEFTOVER_HINTS = frozenset(
    """
    html markdown seo wordpress ai gpt search language artificial knowledge training lorem todo request regenerate meta
    count
    themes certainly sure absolutely rewritten revised reworded rephrased paraphrased version hope let
    """.split()  # noqa: SIM905 — a table of words is read, and diffed, better than a list of literals
)
"""One of these words, or a bracket, is in every leftover: looked up first, because the patterns are slow."""
LEFTOVER_BY = 80
"""A unit is a leftover if it opens as one: a leftover sentence further on must not take the rest with it."""
BRACKETS = re.compile(r"[\[{$]|<%")


def _left_over(text: str, words: Sequence[str]) -> bool:
    hinted = not LEFTOVER_HINTS.isdisjoint(words) or text.startswith(("Of course", "Here"))
    if not hinted and not BRACKETS.search(text):
        return False
    return any((found := pattern.search(text)) and found.start() <= LEFTOVER_BY for pattern in LEFTOVERS)


def _third(size: int) -> str:
    return "short" if size < 3 else "middle" if size < 6 else "long"


def _share_bin(share: float, dense: bool) -> str:
    return "dense" if dense else str(min(4, int(share * 10 + 0.001)))


def _shape(text: str, words: list[str], size: int) -> list[str]:
    third = _third(size)
    names = []
    first = text[0]
    if first.islower():
        names.append(f"lower/{third}")
    if BULLET.match(text):
        names.append(f"bullet/{third}")
    if text.isupper():
        names.append(f"upper/{third}")
    if text[-1] in ":：":
        names.append(f"colon/{third}")
    if text[-1] in "?？؟":
        names.append(f"question/{third}")
    if INNER_END.search(text):
        names.append(f"sentences/{third}")
    if digits := len(DIGIT.findall(text)):
        names.append(f"digits/{third}")
        if digits > len(text) * 0.25:
            names.append("digits:many")
    names += _commas_and_capitals(text, words, third)
    return names


def _commas_and_capitals(text: str, words: list[str], third: str) -> list[str]:
    names = []
    if commas := text.count(",") + text.count("，") + text.count("、") + text.count("،"):
        names.append(f"commas:{min(commas, 3)}/{third}")
    tokens = text.split()
    if len(tokens) > 1:
        capitals = sum(token[:1].isupper() for token in tokens) / len(tokens)
        names.append(f"capitals:{int(capitals * 3.99)}/{third}")
    if not words:
        names.append("wordless")
    elif len(words) == 1:
        names.append("lone")
    return names


@dataclass(frozen=True, slots=True)
class Crowd:
    """A text's units taken together. The tuples of sums have one entry more than there are units.

    `since` and `until` count the units to the nearest prose before and after (`NONE` if there is none).
    """

    looks: Sequence[Look]
    prose_length: Sequence[int]
    prose_count: Sequence[int]
    short_count: Sequence[int]
    since: Sequence[int]
    until: Sequence[int]
    echoes: Sequence[str]


def crowd(looks: Sequence[Look]) -> Crowd:
    prose = [look.prose for look in looks]
    return Crowd(
        looks,
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
    around = crowd(looks)
    whole = _whole(around)
    return [[*_near(around, at), *_place(around, at), *_in_page(looks[at], whole)] for at in range(len(looks))]


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


def _in_page(look: Look, whole: Whole) -> Iterator[str]:
    yield f"page:{whole.prose}/{_kind(look)}"
    yield f"page:{whole.prose}/{'again' if look.again else 'once'}"
    yield f"many:{whole.many}/{_third(look.size)}"


def _kind(look: Look) -> str:
    return f"{_third(look.size)}{'.' if look.ended else '-'}"


def _near(around: Crowd, at: int) -> Iterator[str]:
    look = around.looks[at]
    third = _third(look.size)
    yield f"echo:{around.echoes[at]}/{_kind(look)}"
    for step in (-3, -2, -1, 1, 2, 3):
        yield from _neighbour(around.looks, at, step)
    for reach in (3, 8):
        low, high = max(0, at - reach), min(len(around.looks), at + reach + 1)
        prose = around.prose_count[high] - around.prose_count[low] - look.prose
        short = around.short_count[high] - around.short_count[low]
        yield f"prose±{reach}:{round(prose / (2 * reach) * 4)}/{third}"
        yield f"links±{reach}:{round(short / (high - low) * 4)}/{third}"


def _place(around: Crowd, at: int) -> Iterator[str]:
    look = around.looks[at]
    third = _third(look.size)
    since, until = _steps(around.since[at]), _steps(around.until[at])
    yield f"since:{since}/{third}"
    yield f"until:{until}/{third}"
    yield f"between:{since}/{until}"
    yield f"done:{_done(around, at)}/{third}"


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


def content_words(text: str, words: Sequence[str]) -> frozenset[str]:
    """The words of four letters and more; of scripts without word spaces, the pairs of neighbouring characters."""
    content = {word for word in words if len(word) > 3}
    if UNSPACED.search(text):
        content |= {run[at : at + 2] for run in words for at in range(min(len(run), 400) - 1)}
    return frozenset(content)


def _echoes(seen: Sequence[Look]) -> list[str]:
    """How much of each unit's content words other prose uses (0 to 4), and "+" if the next paragraph uses any."""
    uses = Counter(word for look in seen if look.prose for word in look.content)
    after: frozenset[str] = frozenset()
    result = []
    for look in reversed(seen):
        own = 1 if look.prose else 0
        result.append(_echo(look, [word for word in look.content if uses[word] > own], after))
        if look.prose:
            after = look.content
    return result[::-1]


def _echo(look: Look, shared: Sequence[str], after: frozenset[str]) -> str:
    if not look.content:
        return "none"
    return f"{round(4 * len(shared) / len(look.content))}{'+' if look.content & after else ''}"


def _steps(distance: int) -> str:
    """A distance, rounded up."""
    for bound in (1, 2, 3, 5, 8, 15, NONE - 1):
        if distance <= bound:
            return str(bound)
    return "none"


def _neighbour(seen: Sequence[Look], at: int, step: int) -> list[str]:
    if not 0 <= at + step < len(seen):
        return [f"{step:+d}edge"]
    other = seen[at + step]
    names = [f"{step:+d}size:{other.size // 2}{'.' if other.ended else '-'}"]
    if abs(step) == 1:
        names += [f"{step:+d}cue:{cue}" for cue in other.cued if other.size < 4]
        names.append(f"{step:+d}{_kind(other)}>{_kind(seen[at])}")
    elif other.size < 3:
        names += [f"{step // abs(step):+d}near:{cue}" for cue in other.cued]
    return names
