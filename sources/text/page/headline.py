"""Which unit of a page is the report's headline: a linear choice between the candidates above the first paragraph."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from sources.text.dateline import dates
from sources.text.page import bylines
from sources.text.page.debris import UNSPACED
from sources.text.page.features import SHORT_LINE, SHORT_LINES, Look
from sources.text.page.groups import Names
from sources.text.page.headline_weights import HEADLINE

REACH = 60
"""How many units above the first paragraph a headline is looked for."""
BELOW = 2
"""And how many below where that paragraph begins: some pages put a summary above the headline."""
SHORTEST, LONGEST = 8, 260
LONGEST_SIGN = 120
DATE_SHARE = 0.3
CRUMB = re.compile(r"\S\s*[›»>]\s*\S")
NOBODY = "none"
"""The feature of the empty choice: a text without a headline."""


def choose(looks: Sequence[Look], kept: Sequence[bool], body: int) -> int | None:
    """The position of the headline, or None if no candidate beats having none. `body` is the first paragraph's."""
    best, best_at = HEADLINE[NOBODY], None
    for at, names in candidates(looks, kept, body):
        worth = math.fsum(HEADLINE.get(name, 0.0) for name in names)
        if worth > best:
            best, best_at = worth, at
    return best_at


def candidates(looks: Sequence[Look], kept: Sequence[bool], body: int) -> Iterator[tuple[int, list[str]]]:
    """Each unit that may be the headline, with its features."""
    prose = (look.content for look, keep in zip(looks, kept, strict=True) if keep and look.prose)
    vocabulary = dict(Counter(chain.from_iterable(prose)))
    lines = Lines([look.unit.text.casefold() for look in looks])
    signs = {at: sign_of(looks[at]) for at in range(max(0, body - REACH - 3), min(body + BELOW + 6, len(looks)))}
    above = 0
    for at in range(max(0, body - REACH), min(body + BELOW, len(looks))):
        if not SHORTEST <= looks[at].length <= LONGEST or _is_label(looks[at]):
            continue
        titled = looks[at].size >= 3 and not looks[at].ended
        names = [*_own(looks[at], vocabulary), *_around(looks, at), *_signs(signs, at), *_echoed(lines, at)]
        names += [f"away:{_away(body - at)}", f"titled:{min(above, 3)}{'+' if titled else '-'}", f"kept:{kept[at]}"]
        yield at, names
        above += titled


def _is_label(look: Look) -> bool:
    """A line that is little more than a date, or a prompt to share."""
    found = dates(look.unit.text) if look.size < 5 else []
    dated = sum(one.end - one.start for one in found)
    return dated > DATE_SHARE * len(look.unit.text) or (
        look.size < 4 and len(look.cued & {"share", "newsletter", "comment", "time"}) > 1
    )


def _own(look: Look, vocabulary: Mapping[str, int]) -> Iterator[str]:
    own = 2 if look.prose else 1
    shared = sum(vocabulary.get(word, 0) >= own for word in look.content) / (len(look.content) or 1)
    yield f"shared:{round(4 * shared)}/{min(len(look.content), 3)}"
    yield f"size:{look.size}{'.' if look.ended else '-'}"
    yield f"gap:{min(look.unit.gap, 2)}"
    yield from (f"cue:{cue}" for cue in look.cued)
    if look.prose:
        yield "prose"
    yield from (_short if len(look.unit.text) <= SHORT_LINE else _traits)(look.unit.text, look.length, look.size)


def _traits(text: str, length: int, size: int) -> Names:
    """The features that a line has from its words alone."""
    words = 9 if UNSPACED.search(text) else min(len(text.split()), 5)
    traits = {
        f"words:{words}": True,
        "lower": text[0].islower(),
        "upper": text.isupper(),
        "open": text[-1] in ":;,",
        "stop": text.endswith("."),
        "question": text.endswith("?"),
        "colon": ": " in text,
        "quoted": text[0] in "\"“„«»'‘",
        "crumb": CRUMB.search(text) is not None,
        "mark": text[0] in "-–—©|#@(/*",
        "dated": length <= LONGEST_SIGN and bool(dates(text)),
        "byline": bool(bylines.byline(text)),
        "name": size < 4 and bylines.is_name(text),
    }
    return tuple(name for name, holds in traits.items() if holds)


@lru_cache(maxsize=SHORT_LINES)
def _short(text: str, length: int, size: int) -> Names:
    return _traits(text, length, size)


def _around(looks: Sequence[Look], at: int) -> Iterator[str]:
    for step in (-2, -1, 1, 2):
        if not 0 <= at + step < len(looks):
            yield f"{step:+d}edge"
            continue
        other = looks[at + step]
        yield f"{step:+d}size:{other.size // 2}{'.' if other.ended else '-'}"


def _signs(signs: Mapping[int, str], at: int) -> Iterator[str]:
    for step in (-3, -2, -1, 1, 2, 3, 4, 5, 6):
        if sign := signs.get(at + step):
            yield f"{step:+d}sign"
            yield f"{'below' if step > 0 else 'above'}:{sign}"


def sign_of(look: Look) -> str:
    """What a short line tells: "by" (an author), "on" (a date), or nothing."""
    text = look.unit.text
    if look.size > 4 or look.prose:
        return ""
    if bylines.byline(text) or bylines.stands_alone(text):
        return "by"
    return "on" if dates(text) else ""


class Lines:
    """A text's lines, folded: by place, by number, and the different ones in one piece, each with its line end."""

    def __init__(self, folded: Sequence[str]) -> None:
        self.folded = folded
        self.times = Counter(folded)
        self.joined = "\n".join(self.times) + "\n"

    def around(self, text: str, most: int) -> int:
        """How many different lines hold the text, and more than it; counted up to `most`."""
        found, at = 0, self.joined.find(text)
        while at >= 0 and found < most:
            end = self.joined.index("\n", at)
            found += end - self.joined.rfind("\n", 0, at) - 1 > len(text)
            at = self.joined.find(text, end)
        return found


def _echoed(lines: Lines, at: int) -> Iterator[str]:
    """Whether the unit's words stand elsewhere too: in a crumb trail, a tab's title, a share link."""
    text = lines.folded[at]
    if lines.times[text] > 1:
        yield "again:before" if text in lines.folded[max(0, at - REACH) : at] else "again:after"
    within = lines.around(text, most=2) if len(text) > LONGEST_SIGN // 8 else 0
    yield f"within:{within}"


def _away(distance: int) -> str:
    for bound in (-1, 0, 1, 2, 3, 5, 8, 13, 21, 34):
        if distance <= bound:
            return str(bound)
    return "far"
