# placeholder for integration: overwrite this file
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sources.text.types import Attribution, Sentence


@dataclass(frozen=True, slots=True)
class TitleUse:
    actor: str
    actor_name: str
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReportFacts:
    key: str
    published_on: date | None
    sentences: tuple[Sentence, ...]
    titles: Mapping[str, Sequence[TitleUse]]


@dataclass(frozen=True, slots=True)
class Value:
    report: str
    value: str
    start: int
    end: int
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class Difference:
    attribute: str
    label: str
    relation: str
    values: tuple[Value, ...]
    key: str


def find(reports: Sequence[ReportFacts]) -> tuple[Difference, ...]:
    return ()
