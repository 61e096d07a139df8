"""Rows of differences while they are put together: values that were found in pairs, joined where they meet."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sources.overlap.statements import Statement
from sources.text.types import Attribution

DIFFERS, COMPATIBLE = "differs", "compatible"
KEY_LENGTH = 32
"""Hexadecimal digits of a row's key."""


@dataclass(frozen=True, slots=True)
class Value:
    """What one report says, in its words. `start:end` spans the sentence that says it, in the raw text."""

    report: str
    value: str
    start: int
    end: int
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class Difference:
    """`attribute`: date, duration, number, role, place, status or wording. `relation`: differs or compatible.

    `values`: each that a report gives, once. `key` hashes what is compared (the attribute, its subject and the values),
    and is the same on every run.
    """

    attribute: str
    label: str
    relation: str
    values: tuple[Value, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Told:
    """A value as it is compared (`plain`) beside the one that is shown."""

    plain: str
    value: Value


@dataclass(frozen=True, slots=True)
class Row:
    """`subject`: what the values are of, as the key has it."""

    attribute: str
    label: str
    relation: str
    subject: str
    told: tuple[Told, ...]

    @property
    def places(self) -> frozenset[tuple[str, int]]:
        return frozenset((told.value.report, told.value.start) for told in self.told)

    def joined(self, other: "Row") -> "Row":
        """One row of both. Where one differs the whole does."""
        relation = DIFFERS if DIFFERS in (self.relation, other.relation) else COMPATIBLE
        told = tuple(dict.fromkeys((*self.told, *other.told)))
        return Row(self.attribute, self.label, relation, self.subject, told)

    def difference(self) -> Difference:
        values = sorted({told.plain for told in self.told})
        compared = "\x1f".join([self.attribute, self.subject, *values])
        key = hashlib.sha256(compared.encode()).hexdigest()[:KEY_LENGTH]
        first = {(told.value.report, told.plain): told.value for told in reversed(self.told)}
        shown = tuple(told.value for told in self.told if first[told.value.report, told.plain] is told.value)
        return Difference(self.attribute, self.label, self.relation, shown, key)


def told(statement: Statement, shown: str, compared: str) -> Told:
    sentence = statement.sentence
    return Told(compared, Value(statement.report, shown, sentence.start, sentence.end, statement.attribution))


def joined(found: Iterable[Row]) -> list[Row]:
    """Rows of one subject that have a passage in common become one."""
    rows: list[Row] = []
    for row in found:
        meeting = [other for other in rows if other.subject == row.subject and other.places & row.places]
        for other in meeting:
            rows.remove(other)
            row = other.joined(row)
        rows.append(row)
    return rows


def differences(rows: Sequence[Row]) -> tuple[Difference, ...]:
    """The rows as differences, what differs first; each key once."""
    found = [row.difference() for row in sorted(rows, key=lambda row: row.relation != DIFFERS)]
    return tuple({one.key: one for one in reversed(found)}.values())[::-1]
