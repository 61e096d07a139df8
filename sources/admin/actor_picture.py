"""The actors of a story and what they are to one another, as a picture: boxes on a ring, a line for each relation.
Plain places and numbers; the template draws them. The same actors and relations give the same picture."""

import textwrap
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import cos, hypot, pi, sin

from sources.admin.shapes import Area, Curve, Point
from sources.models import Actor, ActorRelation
from sources.models.relations import MUTUAL

WIDTH = 960
MOST_ACTORS = 15
"""On the ring: with more, boxes cover one another. The rest stands in the table."""
BOX_WIDTH = 184
LINE_CHARS = 22
"""Letters in a line of a box, at 13 units' height: 22 of the widest names tried took 160 units."""
LINE = 17
PADDING = 9
MOST_LINES = 3
LABEL_HEIGHT = 18
LETTER = 6.7
"""Units that a letter of a label takes, at 12 units' height, on average; a bit more is left free."""
EDGE = 12
BESIDE, BELOW = 106, 50
"""Units from box to box: room for a label, and for the arrow on either side of it."""
PULLS = (0.1, 0.4, 0.6, 0.8)
"""How far a line bends to the middle, as a share of the way there: as little as it takes to pass by the other boxes."""
APART = 60
"""Units between the bends of two lines that have the same ends: their middles are half as far apart."""
STEPS = 60
ROUND = 240
"""Steps in which the ring is measured."""
PASSES = 6
"""Of the search for an order of the ring: with 15 actors and 20 relations nothing changed after the fourth."""
ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73)
ABOVE = (0, -14, 14, -28, 28, -42, 42, -56, 56)
"""Where a label may stand, the best first: as a share of its line's length, and units above or below that place."""
FAR = 4
"""What a unit further from its line costs a label, as area covered: it goes far only where boxes would hide it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a name in its box: its words, and the height of its foot."""

    words: str
    y: float


@dataclass(frozen=True, slots=True)
class Node:
    actor: Actor
    area: Area
    lines: tuple[Line, ...]
    kind: Line
    look: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation: a curve as an SVG path, an arrow's head as a path (empty where it holds both ways), and its label."""

    relation: ActorRelation
    path: str
    head: str
    label: Area
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    height: float
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    width: int = WIDTH


def picture(relations: Sequence[ActorRelation]) -> Picture | None:
    """Of those who are related; None when nobody is. The first in the list of relations go before."""
    chosen = _chosen(relations)
    shown = _once([row for row in relations if {row.actor_id, row.other_id} <= set(chosen)])
    if not shown:
        return None
    order = _order(list(chosen), shown)
    areas = _ring(order, {pk: _box(actor) for pk, actor in chosen.items()})
    height = round(max(area.y + area.height / 2 for area in areas.values()) + EDGE, 1)
    nodes = tuple(_node(chosen[pk], areas[pk]) for pk in order)
    return Picture(height, nodes, tuple(_ties(shown, areas, height / 2)))


def _chosen(relations: Sequence[ActorRelation]) -> dict[int, Actor]:
    """By their keys: the ends of the first relations, as many as the ring has room for."""
    found: dict[int, Actor] = {}
    for row in relations:
        ends = {row.actor_id: row.actor, row.other_id: row.other}
        if len(found | ends) <= MOST_ACTORS:
            found |= ends
    return found


def _once(relations: Sequence[ActorRelation]) -> list[ActorRelation]:
    """One line for what several reports say, as sure as the surest of them."""
    sure = {"asserted": 0, "disputed": 1, "proposed": 2}
    ordered = sorted(relations, key=lambda row: (sure[row.state], row.pk))
    found: dict[tuple[int, str, int], ActorRelation] = {}
    for row in ordered:
        found.setdefault((row.actor_id, row.kind, row.other_id), row)
    return list(found.values())


# The ring


def _order(keys: Sequence[int], relations: Sequence[ActorRelation]) -> list[int]:
    """Around the ring: exchanged in pairs as long as that makes fewer lines cross, or makes them shorter."""
    best = sorted(keys)
    pairs = sorted({(min(row.actor_id, row.other_id), max(row.actor_id, row.other_id)) for row in relations})
    cost = _cost(best, pairs)
    for _ in range(PASSES):
        before = cost
        for i, j in combinations(range(len(best)), 2):
            tried = [*best]
            tried[i], tried[j] = tried[j], tried[i]
            costs = _cost(tried, pairs)
            if costs < cost:
                best, cost = tried, costs
        if cost == before:
            break
    return best


@dataclass(frozen=True, slots=True, order=True)
class Cost:
    crossings: int
    length: int


def _cost(order: Sequence[int], pairs: Sequence[tuple[int, int]]) -> Cost:
    place = {key: at for at, key in enumerate(order)}
    spans = [(min(place[a], place[b]), max(place[a], place[b])) for a, b in pairs]
    length = sum(min(b - a, len(order) - b + a) for a, b in spans)
    crossings = sum(a < c < b < d or c < a < d < b for (a, b), (c, d) in combinations(spans, 2))
    return Cost(crossings, length)


def _ring(order: Sequence[int], boxes: Mapping[int, Area]) -> dict[int, Area]:
    """On an ellipse, from the left; as high as it takes so that no box covers another."""
    count = len(order)
    tall = max(box.height for box in boxes.values())
    wide = min((WIDTH - BOX_WIDTH) / 2 - EDGE, 190 + 50 * count)
    high = 0.0 if count < 3 else tall * 0.75
    while count > 2 and not _has_room(_places(wide, high, tall, count), tall):
        high += 10
    places = _places(wide, high, tall, count)
    middle = Point(WIDTH / 2, high + tall / 2 + EDGE + (tall / 2 if count < 3 else 0))
    return {
        key: replace(boxes[key], x=round(middle.x + at.x, 1), y=round(middle.y + at.y, 1))
        for key, at in zip(order, places, strict=True)
    }


def _has_room(places: Sequence[Point], tall: float) -> bool:
    return all(
        abs(one.x - other.x) >= BOX_WIDTH + BESIDE or abs(one.y - other.y) >= tall + BELOW
        for one, other in combinations(places, 2)
    )


def _places(wide: float, high: float, tall: float, count: int) -> list[Point]:
    """Around the ellipse's middle, each as far from the next."""
    fit = _around(wide, high, tall)
    turns = [pi + 2 * pi * bisect_left(fit, fit[-1] * at / count) / ROUND for at in range(count)]
    return [Point(wide * cos(turn), high * sin(turn)) for turn in turns]


def _around(wide: float, high: float, tall: float) -> list[float]:
    """How many boxes fit beside and below each other up to each step around the ellipse, from the left."""
    fit = [0.0]
    for step in range(ROUND):
        one, other = (pi + 2 * pi * at / ROUND for at in (step, step + 1))
        across = abs(cos(other) - cos(one)) * wide / (BOX_WIDTH + BESIDE)
        down = abs(sin(other) - sin(one)) * high / (tall + BELOW)
        fit.append(fit[-1] + max(across, down))
    return fit


def _box(actor: Actor) -> Area:
    return Area(0, 0, BOX_WIDTH, (len(_lines(actor)) + 1) * LINE + 2 * PADDING)


def _lines(actor: Actor) -> list[str]:
    return textwrap.wrap(actor.name, LINE_CHARS, max_lines=MOST_LINES, placeholder=" …", break_on_hyphens=False)


def _node(actor: Actor, area: Area) -> Node:
    words = [*_lines(actor), actor.kind]
    feet = [round(area.top + PADDING + LINE * (at + 0.75), 1) for at in range(len(words))]
    *lines, kind = (Line(text, foot) for text, foot in zip(words, feet, strict=True))
    return Node(actor, area, tuple(lines), kind, actor.kind.replace(" ", "-"))


# The lines


def _ties(relations: Sequence[ActorRelation], areas: Mapping[int, Area], middle: float) -> Iterator[Tie]:
    """Labels stand where they cover least of what is there already."""
    taken = list(areas.values())
    beside = Counter(_ends(row) for row in relations)
    drawn: Counter[frozenset[int]] = Counter()
    for row in relations:
        ends = _ends(row)
        aside = (drawn[ends] - (beside[ends] - 1) / 2) * APART
        drawn[ends] += 1
        curve = _curve(row, areas, Point(WIDTH / 2, middle), aside)
        words = (
            row.kind if row.state == "asserted" else f"{row.kind}{' ?' if row.state == 'proposed' else ' (disputed)'}"
        )
        label = _label(curve, words, taken)
        taken.append(label)
        yield Tie(row, curve.path(), "" if row.kind in MUTUAL else _head(curve), label, words)


def _ends(row: ActorRelation) -> frozenset[int]:
    return frozenset((row.actor_id, row.other_id))


def _curve(row: ActorRelation, areas: Mapping[int, Area], middle: Point, aside: float) -> Curve:
    """From box to box; lines of one pair bend to its two sides."""
    one, other = areas[row.actor_id], areas[row.other_id]
    half = Point((one.x + other.x) / 2, (one.y + other.y) / 2)
    across = (hypot(other.x - one.x, other.y - one.y) or 1.0) * (1 if row.actor_id < row.other_id else -1)
    away = Point((one.y - other.y) / across * aside, (other.x - one.x) / across * aside)
    bends = [Point(half.x + (middle.x - half.x) * p + away.x, half.y + (middle.y - half.y) * p + away.y) for p in PULLS]
    wholes = [Curve(Point(one.x, one.y), bend, Point(other.x, other.y)) for bend in bends]
    rest = [area for key, area in areas.items() if key not in (row.actor_id, row.other_id)]
    return _from_box_to_box(min(wholes, key=lambda curve: _covered(curve, rest)), one, other)


def _covered(curve: Curve, areas: Sequence[Area]) -> int:
    """How much of the curve is behind the areas, or too near to tell."""
    points = [curve.at(step / STEPS) for step in range(STEPS + 1)]
    return sum(area.holds(point, 4) for area in areas for point in points)


def _from_box_to_box(whole: Curve, one: Area, other: Area) -> Curve:
    shares = [step / STEPS for step in range(STEPS + 1)]
    first = next((share for share in shares if not one.holds(whole.at(share), 1)), 0.0)
    last = next((share for share in reversed(shares) if not other.holds(whole.at(share), 3)), 1.0)
    return whole.between(first, last) if first < last else whole


def _label(curve: Curve, words: str, taken: Sequence[Area]) -> Area:
    width = round(len(words) * LETTER + 10, 1)
    spots = [curve.at(share) for share in ALONG]
    places = [
        (Area(round(spot.x, 1), round(spot.y + up, 1), width, LABEL_HEIGHT), FAR * abs(up))
        for up in ABOVE
        for spot in spots
    ]
    return min(places, key=lambda place: place[1] + sum(place[0].shares(other) for other in taken))[0]


def _head(curve: Curve) -> str:
    """A triangle at the end of the line."""
    way = Point(curve.end.x - curve.bend.x, curve.end.y - curve.bend.y)
    long = hypot(way.x, way.y) or 1.0
    x, y = way.x / long, way.y / long
    foot = Point(curve.end.x - 11 * x, curve.end.y - 11 * y)
    left, right = (Point(foot.x - side * 5 * y, foot.y + side * 5 * x) for side in (1, -1))
    corners = " ".join(f"L{point.x:.1f} {point.y:.1f}" for point in (left, right))
    return f"M{curve.end.x:.1f} {curve.end.y:.1f}{corners}Z"
