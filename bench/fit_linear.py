"""Linear models over named features: rows of names go in, weights by name come out. What both fits share."""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Indices = NDArray[np.int64]

BIAS = "bias"
"""A feature of every row. It carries no penalty, and cancels out in a choice between rows."""
MEMORY = 20
MOST_STEPS = 2000
MOST_HALVINGS = 40
SUFFICIENT = 1e-4
"""A step must fall by so much of what the slope promises (Armijo)."""
ACCURACY = 1e-4
"""A ridge curves the function, so no weight is further from its best than the slope divided by the ridge. So near is
near enough for weights of two decimals, and near enough to get the same ones on every machine."""
WIDTH = 116


@dataclass(frozen=True, slots=True)
class Rows:
    """Which features each row has: row i those of `columns[starts[i]:starts[i + 1]]`, as places in `names`."""

    names: Sequence[str]
    columns: Indices
    starts: Indices

    def times(self, weights: Vector) -> Vector:
        """The score of each row."""
        sums: Vector = np.add.reduceat(weights[self.columns], self.starts[:-1], dtype=np.float64)
        return sums

    def back(self, values: Vector) -> Vector:
        """The sum of the rows' values by feature."""
        sums = np.bincount(self.columns, np.repeat(values, np.diff(self.starts)), len(self.names))
        return np.asarray(sums, np.float64)

    def only(self, chosen: NDArray[np.bool_]) -> "Rows":
        lengths = np.diff(self.starts)
        return Rows(self.names, self.columns[np.repeat(chosen, lengths)], _starts(lengths[chosen]))


def rows(named: Sequence[Iterable[str]], fewest: int) -> Rows:
    """Names that stand in fewer than `fewest` rows are left out: they would fit single pages."""
    sets = [set(names) for names in named]
    seen = Counter(chain.from_iterable(sets))
    names = [BIAS, *sorted(name for name, times in seen.items() if times >= fewest)]
    column = {name: at for at, name in enumerate(names)}
    found = [[0, *sorted(column[name] for name in one if name in column)] for one in sets]
    return Rows(names, np.fromiter(chain.from_iterable(found), np.int64), _starts([len(one) for one in found]))


def _starts(lengths: Sequence[int] | Indices) -> Indices:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)])


@dataclass(frozen=True, slots=True)
class Graded:
    """The value of a function and its slope along each of its arguments."""

    value: float
    slope: Vector


Function = Callable[[Vector], Graded]


@dataclass(frozen=True, slots=True)
class Problem:
    """To find: the weights that make `loss` (of the rows' scores) and `ridge` times half their squares least."""

    rows: Rows
    loss: Function
    ridge: float

    def at(self, weights: Vector) -> Graded:
        graded = self.loss(self.rows.times(weights))
        penalty = self.ridge * weights
        penalty[0] = 0.0
        return Graded(graded.value + float(penalty @ weights) / 2, self.rows.back(graded.slope) + penalty)

    def solved(self, start: Vector | None = None) -> Vector:
        begin = np.zeros(len(self.rows.names)) if start is None else start
        return _least(self.at, begin, ACCURACY * self.ridge)


def _least(function: Function, start: Vector, flat: float) -> Vector:
    """Where a smooth function is least: L-BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.5)."""
    place, here = start, function(start)
    past: deque[_Step] = deque(maxlen=MEMORY)
    for _ in range(MOST_STEPS):
        if np.linalg.norm(here.slope) <= flat:
            return place
        step = _downhill(function, _Ray(place, here, -_turned(here.slope, past)))
        place, here = step.place, step.graded
        if step.moved @ step.bent > 0:
            past.append(step)
    raise ArithmeticError(f"not done after {MOST_STEPS} steps: slope {np.linalg.norm(here.slope):.2g} > {flat:.2g}")


@dataclass(frozen=True, slots=True)
class _Step:
    """Where a step led, how far it `moved`, and how the slope `bent` on it."""

    place: Vector
    graded: Graded
    moved: Vector
    bent: Vector


@dataclass(frozen=True, slots=True)
class _Ray:
    place: Vector
    graded: Graded
    direction: Vector


def _turned(slope: Vector, past: Sequence[_Step]) -> Vector:
    """The slope times an estimate of the inverse Hessian from the last steps; at first the slope, cut to length one."""
    if not past:
        return slope / max(1.0, float(np.linalg.norm(slope)))
    turned, parts = slope, []
    for step in reversed(past):
        part = float(step.moved @ turned) / float(step.moved @ step.bent)
        turned = turned - part * step.bent
        parts.append(part)
    last = past[-1]
    turned = turned * float(last.moved @ last.bent) / float(last.bent @ last.bent)
    for step, part in zip(past, reversed(parts), strict=True):
        turned = turned + (part - float(step.bent @ turned) / float(step.moved @ step.bent)) * step.moved
    return turned


def _downhill(function: Function, ray: _Ray) -> _Step:
    """Halves the step until it falls far enough."""
    promise = float(ray.graded.slope @ ray.direction)
    for halvings in range(MOST_HALVINGS):
        share = 0.5**halvings
        place = ray.place + share * ray.direction
        graded = function(place)
        if graded.value <= ray.graded.value + SUFFICIENT * share * promise:
            return _Step(place, graded, place - ray.place, graded.slope - ray.graded.slope)
    raise ArithmeticError(f"no step downhill: slope {np.linalg.norm(ray.graded.slope):.2g}")


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weights of the features `names`, in their order."""

    names: Sequence[str]
    weights: Vector

    def table(self, least: float, *always: str) -> dict[str, float]:
        """Weights of two decimals, without those nearer to zero than `least`; those of `always` whatever they are."""
        found = dict(zip(self.names, self.weights.tolist(), strict=True))
        wanted = {name: found.get(name, 0.0) for name in always} | found
        return {name: round(weight, 2) for name, weight in wanted.items() if abs(weight) >= least or name in always}


def write(module: Path, tables: Mapping[str, Mapping[str, float]]) -> None:
    """Puts new tables in the place of those that a module of weights holds; all else in it stays."""
    source = module.read_text(encoding="utf-8")
    for name, weights in tables.items():
        pattern = re.compile(rf'(?<=^{name}: Mapping\[str, float\] = parsed\("""\n)[^"]*(?=\n"""\)$)', re.MULTILINE)
        if not pattern.search(source):
            raise LookupError(f"{module} holds no table {name}")
        source = pattern.sub(_lines(weights).replace("\\", r"\\"), source)
    module.write_text(source, encoding="utf-8")


def _lines(weights: Mapping[str, float]) -> str:
    lines, line = [], "   "
    for name in sorted(weights):
        entry = f" {name} {weights[name]:g}  "
        if len(line) + len(entry) > WIDTH:
            lines.append(line.rstrip())
            line = "   "
        line += entry
    return "\n".join([*lines, line.rstrip()])
