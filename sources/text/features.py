"""What can be seen of a unit of text, named: its looks, its neighbours and its place between them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from sources.text.debris import UNSPACED, WORD, cues
from sources.text.leftovers import LEFTOVERS
from sources.text.lines import BULLET, Unit
from sources.text.prose import small_word_share, weight

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
    ("mark:credit", re.compile(r"\([^()]{0,60}(?:/|\b(?:AP|AFP|dpa|Reuters|Getty|EPA|foto|photo)\b)[^()]{0,40}\)\s*\.?$", re.IGNORECASE)),
    ("mark:quote", re.compile(r"^[\"“„«»‘'「『–—-]")),
    ("mark:many", re.compile(r"(?:[^,]{2,30},\s){4}[^,.]{2,30}$")),
    ("mark:label", re.compile(r"^[^:.]{2,40}:\s+\S")),
)  # fmt: skip


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
    html markdown seo wordpress ai gpt search language artificial knowledge training lorem todo request regenerate meta count
    themes certainly sure absolutely rewritten revised reworded rephrased paraphrased version hope let
    """.split()  # noqa: SIM905
)
"""One of these words, or a bracket, is in every leftover: looked up first, because the patterns are slow."""
LEFTOVER_BY = 80
"""A unit is a leftover if it opens as one; a leftover sentence within a longer unit must not take the rest with it."""
BRACKETS = re.compile(r"[\[{$]|<%")


def _left_over(text: str, words: Sequence[str]) -> bool:
    if LEFTOVER_HINTS.isdisjoint(words) and not BRACKETS.search(text) and not text.startswith(("Of course", "Here")):
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


def surroundings(seen: Sequence[Look]) -> list[list[str]]:
    """The features that each unit has from those around it."""
    count = len(seen)
    prose = [look.prose for look in seen]
    before = list(accumulate((look.length if look.prose else 0 for look in seen), initial=0))
    short = list(accumulate((look.size < 3 and not look.ended for look in seen), initial=0))
    amount = list(accumulate((int(p) for p in prose), initial=0))
    total = before[-1] or 1
    page = round(6 * total / (sum(look.length for look in seen) or 1))
    many = sum(count > bound for bound in (3, 10, 30, 100))
    echoed = _echoes(seen)
    result = []
    last_prose = -1
    to_next = _distances(prose)
    for at, look in enumerate(seen):
        names = [f"echo:{echoed[at]}/{_third(look.size)}{'.' if look.ended else '-'}"]
        for step in (-3, -2, -1, 1, 2, 3):
            names += _neighbour(seen, at, step)
        for reach in (3, 8):
            low, high = max(0, at - reach), min(count, at + reach + 1)
            near = (amount[high] - amount[low] - prose[at]) / (2 * reach)
            names.append(f"prose±{reach}:{round(near * 4)}/{_third(look.size)}")
            lists = (short[high] - short[low]) / (high - low)
            names.append(f"links±{reach}:{round(lists * 4)}/{_third(look.size)}")
        since = at - last_prose if last_prose >= 0 else 99
        names.append(f"since:{_steps(since)}/{_third(look.size)}")
        names.append(f"until:{_steps(to_next[at])}/{_third(look.size)}")
        names.append(f"between:{_steps(since)}/{_steps(to_next[at])}")
        names += [f"page:{page}/{_third(look.size)}{'.' if look.ended else '-'}", f"page:{page}/{'again' if look.again else 'once'}", f"many:{many}/{_third(look.size)}"]
        done = before[at] / total
        names.append(f"done:{0 if before[at] == 0 else 9 if before[at + 1] == total and not look.prose else 1 + int(done * 4)}/{_third(look.size)}")
        if prose[at]:
            last_prose = at
        result.append(names)
    return result


def content_words(text: str, words: Sequence[str]) -> frozenset[str]:
    """The words of four letters and more; of scripts without word spaces, the pairs of neighbouring characters."""
    content = {word for word in words if len(word) > 3}
    if UNSPACED.search(text):
        content |= {run[at : at + 2] for run in words for at in range(min(len(run), 400) - 1)}
    return frozenset(content)


def _echoes(seen: Sequence[Look]) -> list[str]:
    """How much of each unit's content words the prose around it uses: the nearest paragraph after it, and all others."""
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


def _distances(prose: Sequence[bool]) -> list[int]:
    result = [99] * len(prose)
    distance = 99
    for at in range(len(prose) - 1, -1, -1):
        result[at] = distance + 1 if distance < 99 else 99
        distance = 0 if prose[at] else result[at]
    return result


def _steps(distance: int) -> str:
    for bound in (1, 2, 3, 5, 8, 15, 98):
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
        names.append(f"{step:+d}{_third(other.size)}{'.' if other.ended else '-'}>{_third(seen[at].size)}{'.' if seen[at].ended else '-'}")
    elif other.size < 3:
        names += [f"{step // abs(step):+d}near:{cue}" for cue in other.cued]
    return names
