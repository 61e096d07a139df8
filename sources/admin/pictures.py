"""A story in two pictures: when its reports came out, and who shares how much of whose text. Plain places and numbers;
the templates draw them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sources.models import SourceArticle

WIDTH = 960
LABELS = 176
"""Units for the outlets' names, left of the axis."""
UNDATED = 104
"""Units for the reports without a date, right of it."""
EDGE = 20
MARK = 26
"""Units from one mark to the next, so that a number can be read in each."""
LANE = 32
HEAD = 34
MOST_TICKS = 7
LONGEST_NAME = 22
NOBODY = "no outlet named"
STEPS = [timedelta(hours=h) for h in (1, 3, 6, 12)] + [timedelta(days=d) for d in (1, 2, 7, 14, 30, 91, 365)]
SHADES = ((0.95, 5), (0.6, 4), (0.3, 3), (0.1, 2), (0.01, 1))
"""From this share on, this shade; the number stands in the cell as well."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One report. `kind`: original, copy or version. `x`, `y`: its middle."""

    number: int
    x: float
    y: float
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Tie:
    """From a copy to its original: a curve, as an SVG path."""

    path: str


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """An outlet's band, from `top`, `height` units high; `y` is where its name stands."""

    name: str
    top: float
    height: float
    y: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """`undated_x`: where the column of the undated begins, 0 when all are dated."""

    height: float
    rows: tuple[Row, ...]
    marks: tuple[Mark, ...]
    ties: tuple[Tie, ...]
    ticks: tuple[Tick, ...]
    undated_x: float
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Axis:
    """Time to the right: `start` stands at `left`, `end` at `right`. `least`: from one tick to the next."""

    start: datetime
    end: datetime
    left: float
    right: float
    least: timedelta = timedelta(0)

    def x(self, at: datetime) -> float:
        return round(self.left + (self.right - self.left) * ((at - self.start) / (self.end - self.start)), 1)

    def ticks(self) -> Iterator[Tick]:
        span = self.end - self.start
        step = next((s for s in STEPS if s >= self.least and span / s <= MOST_TICKS), STEPS[-1])
        at = datetime.combine(self.start.date(), time(), UTC)
        while at <= self.end:
            if at >= self.start and self.x(at) <= self.right - EDGE:
                yield Tick(self.x(at), _tick_words(at, step))
            at += step


def _tick_words(at: datetime, step: timedelta) -> str:
    if step >= timedelta(days=91):
        return f"{at:%b %Y}"
    return f"{at:%-d %b}" if step >= timedelta(days=1) or not at.hour else f"{at:%H:%M}"


def moment(article: SourceArticle) -> datetime | None:
    """When it came out; a report of which the day alone is known stands at noon."""
    if article.published_at:
        return article.published_at.astimezone(UTC)
    return datetime.combine(article.published_on, time(12), UTC) if article.published_on else None


def timeline(articles: Sequence[SourceArticle], numbers: Mapping[int, int]) -> Timeline:
    """`articles` in the order they came; `numbers`: by key, those that the page gives them."""
    moments = {article.pk: moment(article) for article in articles}
    dated = sorted(at for at in moments.values() if at)
    is_all_dated = len(dated) == len(articles)
    axis = _axis(
        dated, any(article.published_at for article in articles), WIDTH - EDGE - (0 if is_all_dated else UNDATED)
    )
    column = 0 if is_all_dated else WIDTH - UNDATED if axis else LABELS
    undated = _undated_x([article for article in articles if moments[article.pk] is None], column)
    x = {pk: axis.x(at) if axis and at else undated[pk] for pk, at in moments.items()}
    bands = _bands(articles, x)
    places = bands.places
    marks = tuple(_mark(article, numbers[article.pk], places[article.pk]) for article in articles)
    tied = [article for article in articles if article.copy_of_id in places]
    ties = tuple(_tie(places[article.pk], places[article.copy_of_id or 0]) for article in tied)
    ticks = tuple(axis.ticks()) if axis else ()
    return Timeline(bands.bottom + EDGE / 2, tuple(bands.rows), marks, ties, ticks, column)


def _undated_x(articles: Sequence[SourceArticle], column: int) -> dict[int, float]:
    """Side by side in their column, which begins at `column`, as they came; each outlet's for itself."""
    abreast = (WIDTH - column - EDGE) // MARK
    places: dict[int, float] = {}
    before: dict[str, int] = {}
    for article in articles:
        number = before[name_of(article)] = before.get(name_of(article), 0) + 1
        places[article.pk] = column + EDGE + (number - 1) % abreast * MARK
    return places


def _axis(dated: Sequence[datetime], to_the_minute: bool, right: float) -> Axis | None:
    """From the first day's start to the last day's end; reports of one or two days whose hours are known, closer."""
    if not dated:
        return None
    first, last = dated[0], dated[-1]
    if to_the_minute and last - first <= timedelta(days=2):
        return Axis(first - timedelta(hours=2), last + timedelta(hours=2), LABELS, right)
    start, end = (datetime.combine(at.date(), time(), UTC) for at in (first, last + timedelta(days=1)))
    return Axis(start, end, LABELS, right, timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Place:
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Bands:
    """The rows from top to bottom, and where each report stands in them, by its key."""

    rows: list[Row]
    places: dict[int, Place]

    @property
    def bottom(self) -> float:
        return self.rows[-1].top + self.rows[-1].height if self.rows else HEAD

    def add(self, name: str, members: Sequence[SourceArticle], x: Mapping[int, float]) -> None:
        """Another band. Marks that would cover each other stand one below the other."""
        top, lanes = self.bottom, list[float]()
        for article in members:
            lane = next((at for at, taken in enumerate(lanes) if x[article.pk] - taken >= MARK), len(lanes))
            lanes[lane : lane + 1] = [x[article.pk]]
            self.places[article.pk] = Place(x[article.pk], top + lane * LANE + LANE / 2)
        shown = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
        self.rows.append(Row(shown, top, len(lanes) * LANE, top + LANE / 2))


def name_of(article: SourceArticle) -> str:
    return article.outlet.name if article.outlet else NOBODY


def _bands(articles: Sequence[SourceArticle], x: Mapping[int, float]) -> Bands:
    """A band an outlet, the earliest first."""
    by_outlet: dict[str, list[SourceArticle]] = {}
    for article in sorted(articles, key=lambda one: (x[one.pk], one.pk)):
        by_outlet.setdefault(name_of(article), []).append(article)
    bands = Bands([], {})
    for name, members in by_outlet.items():
        bands.add(name, members, x)
    return bands


def _mark(article: SourceArticle, number: int, place: Place) -> Mark:
    kind = "copy" if article.copy_of_id else "version" if article.previous_id else "original"
    return Mark(number, place.x, place.y, kind, f"{number}: {name_of(article)}, {article.dated()}, {kind}. {article}")


def _tie(copy: Place, original: Place) -> Tie:
    """Bowed to the side where both stand above each other."""
    bow = MARK if abs(copy.x - original.x) < MARK else 0
    middle = (copy.x + original.x) / 2 - bow
    return Tie(f"M{copy.x} {copy.y}C{middle} {copy.y} {middle} {original.y} {original.x} {original.y}")


@dataclass(frozen=True, slots=True)
class Cell:
    """How much of the row's text stands in the column's: in percent, and as a shade from 0 to 5.

    `is_copy`: the row's report is held for a copy of the column's.
    """

    other: int
    number: int
    percent: int
    shade: int
    is_copy: bool
    is_self: bool


@dataclass(frozen=True, slots=True)
class Line:
    article: SourceArticle
    number: int
    cells: tuple[Cell, ...]


def matrix(
    shares: Mapping[int, Mapping[int, float]], articles: Sequence[SourceArticle], numbers: Mapping[int, int]
) -> tuple[Line, ...]:
    """A row and a column for each report that shares something, in the order they came."""
    shown = [article for article in articles if article.pk in shares]
    return tuple(
        Line(row, numbers[row.pk], tuple(_cell(row, column, numbers, shares) for column in shown)) for row in shown
    )


def _cell(
    row: SourceArticle,
    column: SourceArticle,
    numbers: Mapping[int, int],
    shares: Mapping[int, Mapping[int, float]],
) -> Cell:
    share = shares[row.pk].get(column.pk, 0.0)
    shade = next((shade for least, shade in SHADES if share >= least), 0)
    is_copy = row.copy_of_id == column.pk
    return Cell(column.pk, numbers[column.pk], round(share * 100), shade, is_copy, row == column)
