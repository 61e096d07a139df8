# placeholder for integration: overwrite this file
from collections.abc import Sequence
from dataclasses import dataclass

from sources.text.types import Sentence


@dataclass(frozen=True, slots=True)
class ReportSentences:
    key: str
    sentences: tuple[Sentence, ...]
    copy_of: str | None
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Support:
    report: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class KeyPoint:
    report: str
    sentence: Sentence
    support: tuple[Support, ...]


def kind(sentence: str) -> str:
    return "fact"


def key_points(reports: Sequence[ReportSentences]) -> tuple[KeyPoint, ...]:
    return tuple(KeyPoint(r.key, s, ()) for r in reports for s in r.sentences[:2] if s.segment_kind == "paragraph")
