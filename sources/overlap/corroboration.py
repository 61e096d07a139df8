# placeholder for integration: overwrite this file
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportOrigin:
    key: str
    copy_of: str | None
    credited_to: str
    outlet: str
    basis_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    key: str
    reports: tuple[str, ...]
    established: bool
    why: str


@dataclass(frozen=True, slots=True)
class SupportWords:
    status: str
    words: str
    reports: int
    independent: int


def origins(reports: Sequence[ReportOrigin]) -> tuple[Origin, ...]:
    return tuple(Origin(r.key, (r.key,), False, "names no source") for r in reports)


def support(reports: Sequence[str], origins: Sequence[Origin], numbers: Mapping[str, int]) -> SupportWords:
    return SupportWords("unknown", "In 2 reports; independence not established", len(reports), 0)


def trust_line(origins: Sequence[Origin]) -> str:
    return "Independence not established"
