"""Places, rectangles and curves of a picture, in its units."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle by its middle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> float:
        return round(self.x - self.width / 2, 1)

    @property
    def top(self) -> float:
        return round(self.y - self.height / 2, 1)

    def holds(self, point: Point, margin: float = 0.0) -> bool:
        near_x = abs(point.x - self.x) <= self.width / 2 + margin
        return near_x and abs(point.y - self.y) <= self.height / 2 + margin

    def shares(self, other: "Area") -> float:
        """The area that both cover."""
        wide = (self.width + other.width) / 2 - abs(self.x - other.x)
        high = (self.height + other.height) / 2 - abs(self.y - other.y)
        return max(wide, 0.0) * max(high, 0.0)


@dataclass(frozen=True, slots=True)
class Curve:
    """A quadratic Bézier curve."""

    start: Point
    bend: Point
    end: Point

    def at(self, share: float) -> Point:
        a, b, c = (1 - share) ** 2, 2 * (1 - share) * share, share**2
        return Point(
            a * self.start.x + b * self.bend.x + c * self.end.x, a * self.start.y + b * self.bend.y + c * self.end.y
        )

    def between(self, first: float, last: float) -> "Curve":
        """The part of it from one share to another."""
        start, end = self.at(first), self.at(last)
        slope = last - first
        d = Point(
            2 * ((1 - first) * (self.bend.x - self.start.x) + first * (self.end.x - self.bend.x)),
            2 * ((1 - first) * (self.bend.y - self.start.y) + first * (self.end.y - self.bend.y)),
        )
        return Curve(start, Point(start.x + d.x * slope / 2, start.y + d.y * slope / 2), end)

    def path(self) -> str:
        a, b, c = (f"{point.x:.1f} {point.y:.1f}" for point in (self.start, self.bend, self.end))
        return f"M{a}Q{b} {c}"
