"""The values that the overlap floor takes in and hands on."""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Verdict = Literal["exact_copy", "near_copy", "distinct"]
TermKind = Literal["name", "place", "number", "date", "word"]


@dataclass(frozen=True, slots=True)
class Report:
    """A cleaned report, as it comes from the text floor. `paragraphs` are the kept ones, in order, headings included.

    `names` and `places` are the actors found in it, as written (none needed: capitalised words are seen here as well).
    """

    uid: str
    title: str
    paragraphs: tuple[str, ...]
    standfirst: str = ""
    published: date | None = None
    language: str = "und"
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Document:
    """A report ready to be compared. `digest` and `segments` (one hash a paragraph) are of the whole body; the shingle
    hashes in text order (`sequence`) and all that follows leave boilerplate out.
    """

    report: Report
    digest: str
    segments: frozenset[int]
    sequence: tuple[int, ...]
    shingles: frozenset[int]
    sketch: tuple[int, ...]
    numbers: frozenset[str]
    words: frozenset[str]
    title_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two reports' texts have in common. Shares run from 0 to 1; `longest_run` counts shingles (words, less two).

    Resemblance is |A∩B|/|A∪B| and containment |A∩B|/|A| of the shingle sets (Broder 1997). `reasons` are for an editor.
    """

    verdict: Verdict
    resemblance: float
    containment_new_in_old: float
    containment_old_in_new: float
    lead_share: float
    longest_run: int
    score: float
    reasons: tuple[str, ...]


class Term(NamedTuple):
    """Something a report speaks of. `key` is its index hash (fits a BIGINT), `text` how an editor reads it.

    `times`: how often it occurs in the body; `leading`: whether it stands in the title, standfirst or lead.

    A tuple, as `WeightedTerm` is: a report has hundreds, and as data classes they take five times as long to pass from
    one process to another.
    """

    key: int
    text: str
    kind: TermKind
    times: int = 1
    leading: bool = False


class WeightedTerm(NamedTuple):
    """A term with its share in the profile: the squares of all weights of a profile add up to 1.

    `rare`: hardly any archived report speaks of it.
    """

    key: int
    text: str
    kind: TermKind
    weight: float
    rare: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """What a report is about. `keys`: index hashes of its most telling terms, by which candidates are found.

    `years`: the years it names, for reports that bear no date.
    """

    uid: str
    published: date | None
    terms: tuple[WeightedTerm, ...]
    keys: tuple[int, ...]
    years: frozenset[int] = frozenset()

    @property
    def shares(self) -> Iterable[tuple[int, float]]:
        """Each term's key and weight, heaviest first."""
        return ((term.key, term.weight) for term in self.terms)


@dataclass(frozen=True, slots=True)
class Outline:
    """As much of a profile as others are judged by, in a tenth of the memory: its terms' keys and weights."""

    published: date | None
    term_keys: "array[int]"
    weights: "array[float]"
    years: frozenset[int]

    @property
    def shares(self) -> Iterable[tuple[int, float]]:
        return zip(self.term_keys, self.weights, strict=True)


@dataclass(frozen=True, slots=True)
class StoryVerdict:
    """Whether a report belongs to a story. `score` is 0 to 1; `reasons` say in words what is shared."""

    score: float
    same: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many of `total` archived originals each term key occurs. Keys that no one asks for may be left out."""

    counts: Mapping[int, int] = field(default_factory=dict)
    total: int = 0
