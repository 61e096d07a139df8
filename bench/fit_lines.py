"""Fits the weights of the line scorer to labelled texts: `python -m bench.fit_lines FOLDER` (see `docs/weights.md`).

Two logistic regressions with a ridge. The second also sees the first scores around a unit. Those it learns from come
from fits that had not seen the site: on pages that it was fitted to, the first look is surer than on new ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.fit_linear import Fitted, Graded, Problem, Rows, Vector, rows, write
from bench.fit_pages import FOLDS, Label, Labelled, asked_folder, folds, labelled
from sources.text.page import context, crowd, features, rules, weights
from sources.text.page.groups import names_of

RIDGE = 20.0
FEWEST = 20
LEAST = 0.015
"""Weights nearer to zero than this are left out."""
MOST_ARTICLES = 250
TRUST: Mapping[str, float] = {"body": 1.0, "passages": 0.6, "article": 0.4, "interview": 0.4}
"""What a text counts, by how it was labelled: whole pages teach most, articles only that nothing is to be stripped."""
LIGHTEST, LENGTH_OF_ONE, LONGEST = 0.25, 150, 600
"""A unit counts by its length, as it does for the reader who loses it: a paragraph of `LONGEST` some fifteen times as
much as a link. Lengths are in Latin characters' worth."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Text:
    """The units of a text that the score decides on: their features by name, their lengths and labels."""

    site: str
    trust: float
    names: Sequence[Sequence[str]]
    lengths: Sequence[int]
    labels: Sequence[Label]


def seen(page: Labelled) -> Text:
    """What the scorer sees of a page: the units left over by the rules, as in `scoring`."""
    looks = features.looks(page.units)
    verdicts = rules.verdicts(looks)
    left = [look for look, verdict in zip(looks, verdicts, strict=True) if verdict is None]
    labels = [label for label, verdict in zip(page.labels, verdicts, strict=True) if verdict is None]
    around = crowd.grouped(left)
    names = [names_of((*look.groups, *more)) for look, more in zip(left, around, strict=True)]
    return Text(page.site, TRUST[page.kind], names, [look.length for look in left], labels)


@dataclass(frozen=True, slots=True)
class Sample:
    """All units of all texts: the text each is in, whether it belongs to the report, what it counts, its fold."""

    texts: Sequence[Text]
    owner: NDArray[np.int64]
    known: Flags
    belongs: Vector
    counts: Vector
    fold: NDArray[np.int64]

    def by_text(self, scores: Vector) -> list[list[float]]:
        """The units' scores, text by text."""
        ends = np.cumsum(np.bincount(self.owner, minlength=len(self.texts)))[:-1]
        return [part.tolist() for part in np.split(scores, ends)]


def sample(texts: Sequence[Text]) -> Sample:
    owner = np.repeat(np.arange(len(texts)), [len(text.labels) for text in texts])
    labels = [label for text in texts for label in text.labels]
    return Sample(
        texts,
        owner,
        known=np.array([label is not None for label in labels]),
        belongs=np.array([float(label or 0) for label in labels]),
        counts=np.concatenate([_counts(text) for text in texts]),
        fold=np.array(folds([text.site for text in texts]))[owner],
    )


def _counts(text: Text) -> Vector:
    """A long page counts more than a short one, but only by the root of its labelled units."""
    lengths = np.minimum(np.array(text.lengths, np.float64), LONGEST)
    labels = sum(label is not None for label in text.labels) or 1
    counts: Vector = text.trust * (LIGHTEST + lengths / LENGTH_OF_ONE) / np.sqrt(labels)
    return counts


def fit(found: Rows, units: Sample, chosen: Flags) -> Vector:
    """The weights of a logistic regression on the chosen units whose label is known."""
    learnt = chosen & units.known
    belongs, counts = units.belongs[learnt], units.counts[learnt]

    def loss(scores: Vector) -> Graded:
        surprise = np.logaddexp(0.0, scores) - belongs * scores
        chances = np.exp(-np.logaddexp(0.0, -scores))
        return Graded(float(counts @ surprise), counts * (chances - belongs))

    return Problem(found.only(learnt), loss, RIDGE).solved()


def held_back(found: Rows, units: Sample) -> Vector:
    """The score of each unit by a fit on the other folds."""
    scores = np.zeros(len(units.owner))
    for fold in range(FOLDS):
        out = units.fold == fold
        scores[out] = found.only(out).times(fit(found, units, ~out))
    return scores


def second_names(units: Sample, first: Vector) -> list[tuple[str, ...]]:
    """The features of the second look, text by text."""
    names: list[tuple[str, ...]] = []
    for text, scores in zip(units.texts, units.by_text(first), strict=True):
        around = map(names_of, context.grouped(context.field_of(scores, text.lengths)))
        names += [(*own, *more) for own, more in zip(text.names, around, strict=True)]
    return names


def right(units: Sample, scores: Vector) -> float:
    """The share of the labelled units, each by what it counts, that fall on the right side of zero."""
    hits = (scores > 0) == (units.belongs > 0)
    return float(units.counts[units.known & hits].sum() / units.counts[units.known].sum())


def main(folder: Path) -> None:
    texts = [text for text in map(seen, labelled(folder, MOST_ARTICLES)) if text.labels]
    if not texts:
        raise SystemExit(f"No labelled texts in {folder}: docs/weights.md says what belongs there.")
    units = sample(texts)
    first = rows([names for text in texts for names in text.names], FEWEST)
    print(f"{len(texts)} texts, {int(units.known.sum())} labelled units")
    scores = held_back(first, units)
    second = rows(second_names(units, scores), FEWEST)
    print(f"right on sites held back: {right(units, scores):.4f}")
    print(f"right there at the second look: {right(units, held_back(second, units)):.4f}")
    everywhere = np.ones(len(units.owner), np.bool_)
    tables = {
        name: Fitted(found.names, fit(found, units, everywhere)).table(LEAST, "bias")
        for name, found in (("FIRST", first), ("SECOND", second))
    }
    write(Path(weights.__file__), tables)
    print(f"{len(tables['FIRST'])} and {len(tables['SECOND'])} weights in {weights.__file__}")


if __name__ == "__main__":
    main(asked_folder(__doc__))
