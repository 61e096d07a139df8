"""Fits the weights of the choice of a headline: `python -m bench.fit_headlines FOLDER` (see `docs/weights.md`).

A softmax over each page's candidates and the empty choice, with a ridge. What the candidates look like depends on which
units are kept: fit the lines first.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.fit_linear import Fitted, Graded, Indices, Problem, Rows, Vector, rows, write
from bench.fit_pages import FOLDS, Line, articles, asked_folder, folds, lines, site, spaced
from sources.text import clean
from sources.text.page import features, front, headline, headline_weights, rules, scoring
from sources.text.page.lines import units
from sources.text.types import Hints

RIDGE = 1.0
FEWEST = 15
LEAST = 0.02
"""Weights nearer to zero than this are left out."""
MOST_ARTICLES = 320
"""Half of them with their headline on top and half without, to learn that a text may have none."""
MOST_TITLES, SHORTEST_TITLE, LONGEST_TITLE = 2, 10, 250
SAME = 0.7
"""A unit is the title if one stands in the other, and the shorter has more than this part of the longer's length."""
SITE_NAME = re.compile(r"\s[-|–]\s[^-|–]{2,40}$")

LABELLED, GUESSED, PLAIN, TOPPED = 1.0, 0.5, 0.5, 0.6
"""What a text counts: a page with its headline labelled, or guessed; an article without its headline, or under it."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Choice:
    """The features of each candidate of a page, and which of them are its headline (none if it has none)."""

    site: str
    counts: float
    names: Sequence[Sequence[str]]
    right: Sequence[bool]


def choices(folder: Path) -> Iterator[Choice]:
    pages = lines(folder, "pages/*.jsonl")
    titled = [page for page in pages if "title" in page]
    for page in titled:
        if page.get("findable", {}).get("title", True):
            yield choice(page, [page["title"]], LABELLED)
    known = {page["text"] for page in titled}
    for page in pages:
        if "gold" in page and page["text"] not in known:
            found = choice(page, list(_guessed(page)), GUESSED)
            if any(found.right):
                yield found
    yield from _of_articles(articles(folder, MOST_ARTICLES, seed=1))


def _guessed(page: Line) -> Iterator[str]:
    """The first texts in `optional`: mostly the headline, or the title of the browser's tab."""
    fitting = [text for text in page.get("optional", ()) if SHORTEST_TITLE < len(text) < LONGEST_TITLE]
    return (SITE_NAME.sub("", text) for text in fitting[:MOST_TITLES])


def _of_articles(found: Sequence[Line]) -> Iterator[Choice]:
    half = len(found) // 2
    for article in found[:half]:
        yield choice(article, [article["title"]], PLAIN)
    for at, article in enumerate(found[half:]):
        if len(article["title"]) < LONGEST_TITLE:
            text = article["title"] + "\n" * (1 + at % 2) + article["text"]
            yield choice({**article, "text": text}, [article["title"]], TOPPED)


def choice(line: Line, titles: Sequence[str], counts: float) -> Choice:
    """The candidates that the product would choose between."""
    looks = features.looks(units(line["text"]))
    verdicts = rules.verdicts(looks)
    scores = iter(scoring.scores([look for look, verdict in zip(looks, verdicts, strict=True) if verdict is None]))
    kept = [not verdict.reason if verdict else next(scores) > clean.KEPT_FROM for verdict in verdicts]
    body = front.first_paragraph(front.Page(looks, kept, Hints()))
    found = list(headline.candidates(looks, kept, body))
    right = [any(same(looks[at].unit.text, title) for title in titles) for at, _ in found]
    return Choice(site(line), counts, [names for _, names in found], right)


def same(text: str, title: str) -> bool:
    shorter, longer = sorted((spaced(text).casefold(), spaced(title).casefold()), key=len)
    return shorter in longer and len(shorter) > SAME * len(longer)


@dataclass(frozen=True, slots=True)
class Sample:
    """All rows of all choices: each choice opens with its empty one, at `starts`. `right` marks the right rows."""

    rows: Rows
    starts: Indices
    right: Vector
    counts: Vector

    @property
    def owner(self) -> Indices:
        """The number of each row's choice."""
        return np.repeat(np.arange(len(self.starts)), np.diff(self.starts, append=len(self.right)))


def sample(found: Sequence[Choice]) -> Sample:
    lengths = [1 + len(one.names) for one in found]
    right = [flag for one in found for flag in (not any(one.right), *one.right)]
    return Sample(
        rows([names for one in found for names in ([headline.NOBODY], *one.names)], FEWEST),
        np.cumsum([0, *lengths[:-1]]),
        np.array(right, np.float64),
        np.array([one.counts for one in found]),
    )


def fit(units: Sample, chosen: Vector) -> Vector:
    """The weights of a softmax over the rows of each choice; `chosen` is 1 for each choice to learn from, else 0."""
    counts = units.counts * chosen

    def loss(scores: Vector) -> Graded:
        chances = _chances(units, scores)
        hit = np.add.reduceat(chances * units.right, units.starts)
        slope = chances * (1 - units.right / hit[units.owner])
        return Graded(float(-counts @ np.log(hit)), counts[units.owner] * slope)

    return Problem(units.rows, loss, RIDGE).solved()


def _chances(units: Sample, scores: Vector) -> Vector:
    """The chance of each row to be chosen. The scores of one choice lie close enough together to need no log scale."""
    raised = np.exp(scores - np.maximum.reduceat(scores, units.starts)[units.owner])
    chances: Vector = raised / np.add.reduceat(raised, units.starts)[units.owner]
    return chances


def hits(units: Sample, weights: Vector) -> Flags:
    """For each choice whether its best row is right."""
    scores = units.rows.times(weights)
    best = np.maximum.reduceat(scores, units.starts)[units.owner]
    return np.logical_or.reduceat((scores == best) & (units.right > 0), units.starts)


def held_back(units: Sample, found: Sequence[Choice]) -> Flags:
    """For each choice whether weights that had not seen its site are right."""
    fold = np.array(folds([one.site for one in found]))
    right = np.zeros(len(found), np.bool_)
    for out in range(FOLDS):
        right[fold == out] = hits(units, fit(units, (fold != out).astype(np.float64)))[fold == out]
    return right


def main(folder: Path) -> None:
    found = list(choices(folder))
    if not found:
        raise SystemExit(f"No labelled headlines in {folder}: docs/weights.md says what belongs there.")
    units = sample(found)
    print(f"{len(found)} texts, {int(units.right.sum())} right rows among {len(units.right)}")
    right = held_back(units, found)
    print(f"right on sites held back: {right.mean():.4f}")
    if (labelled := units.counts == LABELLED).any():
        print(f"right there on pages with a labelled headline: {right[labelled].mean():.4f}")
    table = Fitted(units.rows.names, fit(units, np.ones(len(found)))).table(LEAST, headline.NOBODY)
    write(Path(headline_weights.__file__), {"HEADLINE": table})
    print(f"{len(table)} weights in {headline_weights.__file__}")


if __name__ == "__main__":
    main(asked_folder(__doc__))
