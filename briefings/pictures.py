"""Small pictures of a briefing as plain numbers, which a template draws: how its actors are tied, when reports came."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

LANE = 1.75
"""Width of a tie's lane, and height of an actor's row, in rem: room for a number of 24 pixels."""
MUTUAL = ("fights", "allied with", "meets")


@dataclass(frozen=True, slots=True)
class Tie:
    """One line of the picture and one row of the table below it. Places in rem; `tip`: where the arrow points."""

    number: int
    kind: str
    one: dict[str, Any]
    other: dict[str, Any]
    said: dict[str, Any]
    x: float
    top: float
    bottom: float
    tip: float | None


@dataclass(frozen=True, slots=True)
class Row:
    actor: dict[str, Any]
    y: float


@dataclass(frozen=True, slots=True)
class Ties:
    rows: list[Row]
    ties: list[Tie]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A report on the line of time: `share` in percent from the first to the last, `dated`: not only received."""

    source: dict[str, Any]
    share: float
    dated: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    dots: list[Dot]
    first: date
    last: date


def ties(actors: list[dict[str, Any]]) -> Ties | None:
    """The actors of a document who are tied to one another, a row each; a lane for every tie. None without any."""
    by_uid = {actor["uid"]: actor for actor in actors}
    said = [
        (actor, by_uid[row["actor"]], row)
        for actor in actors
        for row in actor["relations"]
        if row["actor"] in by_uid and _is_told_here(actor, row)
    ]
    if not said:
        return None
    tied = {actor["uid"] for one, other, _ in said for actor in (one, other)}
    shown = [actor for actor in actors if actor["uid"] in tied]
    rows = [Row(actor, LANE * (number + 0.5)) for number, actor in enumerate(shown)]
    places = {row.actor["uid"]: row.y for row in rows}
    lanes = [_tie(number, telling, places) for number, telling in enumerate(said, start=1)]
    return Ties(rows, lanes, LANE * len(lanes), LANE * len(shown))


def _is_told_here(actor: dict[str, Any], row: dict[str, Any]) -> bool:
    """Both ends tell of a tie; it is drawn once, from the one it goes out from."""
    return bool(row["way"] == "to" or (row["way"] == "both" and actor["uid"] < row["actor"]))


def _tie(number: int, telling: tuple[dict[str, Any], dict[str, Any], dict[str, Any]], places: dict[str, float]) -> Tie:
    one, other, said = telling
    start, end = (places[actor["uid"]] for actor in (one, other))
    tip = None if said["kind"] in MUTUAL else end
    return Tie(number, said["kind"], one, other, said, LANE * (number - 0.5), min(start, end), max(start, end), tip)


def timeline(sources: list[dict[str, Any]]) -> Timeline | None:
    """The reports in the order of their dates; what has none stands where it was received. None for fewer than two."""
    if len(sources) < 2:
        return None
    placed = sorted(((_moment(source), source) for source in sources), key=lambda pair: (pair[0], pair[1]["number"]))
    first, last = placed[0][0], placed[-1][0]
    length = (last - first) or timedelta(days=1)
    dots = [Dot(s, round(100 * ((at - first) / length), 1), bool(s["published_on"])) for at, s in placed]
    return Timeline(dots, first.date(), last.date())


def _moment(source: dict[str, Any]) -> datetime:
    received: datetime = source["received_at"]
    return datetime.combine(source["published_on"], time(12), UTC) if source["published_on"] else received
