"""What a unit has from those around it, named: its neighbours, and its place between them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain

from sources.text.page.features import Look, length_word
from sources.text.page.groups import REMEMBERED, Group, Names, weighed

NONE = 99
"""A distance of so many units and more is none that tells anything."""
REACH = 3
"""So many neighbours on either side are looked at one by one."""
REACHES = (3, 8)
"""So many on either side are counted."""
PADDING = max(REACHES)


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What a unit's neighbours see of it: one object for all units that look alike."""

    size: int
    cued: frozenset[str]
    kind: str


@lru_cache(maxsize=REMEMBERED)
def _sight(size: int, ended: bool, cued: frozenset[str]) -> Sight:
    return Sight(size, cued, f"{length_word(size)}{'.' if ended else '-'}")


NOBODY: tuple[None, ...] = (None,) * REACH


@dataclass(frozen=True, slots=True)
class Crowd:
    """A text's units taken together. `prose_length` has the sums before each unit, and the whole.

    `sights` has `REACH` empty entries before the first unit and after the last; the counts, sums too, have `PADDING`
    more at either end. `since` and `until` count the units to the nearest prose before and after (`NONE`: none there).
    """

    looks: Sequence[Look]
    sights: Sequence[Sight | None]
    kinds: Sequence[str]
    prose_length: Sequence[int]
    prose_count: Sequence[int]
    short_count: Sequence[int]
    count: Sequence[int]
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
        prose_count=_padded(prose),
        short_count=_padded([look.size < 3 and not look.ended for look in looks]),
        count=_padded([True] * len(looks)),
        since=_distances(prose),
        until=_distances(prose[::-1])[::-1],
        echoes=_echoes(looks),
    )


def _sums(values: Iterable[int]) -> list[int]:
    return list(accumulate(values, initial=0))


def _padded(values: Sequence[bool]) -> list[int]:
    """The sums before each unit, with room for the widest reach beyond either end."""
    sums = _sums(values)
    return [0] * PADDING + sums + [sums[-1]] * PADDING


def grouped(looks: Sequence[Look]) -> Iterator[list[Group]]:
    """The features that each unit has from those around it; no two groups of a unit share a name."""
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


@weighed
def _in_page(prose: int, many: int, again: bool, kind: str) -> Names:
    return f"page:{prose}/{kind}", f"page:{prose}/{'again' if again else 'once'}", f"many:{many}/{kind[:-1]}"


def _near(around: Crowd, at: int) -> list[Group]:
    third, second, first, _, next_, after, last = around.sights[at : at + 2 * REACH + 1]
    kind = around.kinds[at]
    return [
        _echoed(around.echoes[at], kind),
        _beside(-1, first, kind),
        _beside(1, next_, kind),
        _beyond(-1, second, third),
        _beyond(1, after, last),
        *(_shares_around(around, at, reach) for reach in REACHES),
    ]


def _shares_around(around: Crowd, at: int, reach: int) -> Group:
    """How many of the units around are prose, and how many links, in quarters."""
    low, high = at - reach + PADDING, at + reach + 1 + PADDING
    prose = around.prose_count[high] - around.prose_count[low] - around.looks[at].prose
    short = around.short_count[high] - around.short_count[low]
    count = around.count[high] - around.count[low]
    return _shares(reach, round(prose / (2 * reach) * 4), round(short / count * 4), around.kinds[at])


@weighed
def _echoed(echo: str, kind: str) -> Names:
    return (f"echo:{echo}/{kind}",)


@weighed
def _shares(reach: int, prose: int, short: int, kind: str) -> Names:
    return f"prose±{reach}:{prose}/{kind[:-1]}", f"links±{reach}:{short}/{kind[:-1]}"


@weighed
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


@weighed
def _beside(step: int, other: Sight | None, kind: str) -> Names:
    if other is None:
        return (f"{step:+d}edge",)
    cued = (f"{step:+d}cue:{cue}" for cue in other.cued) if other.size < 4 else ()
    return (f"{step:+d}size:{other.size // 2}{other.kind[-1]}", f"{step:+d}{other.kind}>{kind}", *cued)


@weighed
def _beyond(side: int, second: Sight | None, third: Sight | None) -> Names:
    """The second and third neighbours on one side (-1 or 1)."""
    sizes = (
        f"{step * side:+d}size:{other.size // 2}{other.kind[-1]}" if other else f"{step * side:+d}edge"
        for step, other in ((2, second), (3, third))
    )
    cued = {cue for other in (second, third) if other and other.size < 3 for cue in other.cued}
    return (*sizes, *(f"{side:+d}near:{cue}" for cue in cued))
