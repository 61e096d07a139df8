"""The tables of a backup: which they are, and how their rows are written, counted and put back, on every database."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from itertools import islice
from typing import IO, Any, Protocol, cast

from django.apps import apps
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.core.serializers.python import Serializer as PythonSerializer
from django.db import connection, models

Table = type[models.Model]

LEFT_OUT = {
    "sessions": "whoever was logged in logs in again",
    "django_tasks_database": "a task is a nudge: the row that is due says so itself",
    "modelsearch": "the index is made anew from the search texts",
    "operation": "workers say anew that they are there, and what they do again and again",
}
"""App label → why its rows are in no backup. The models of every other app are in it, without being named anywhere."""

MADE_BY_MIGRATE = frozenset(
    {"contenttypes.contenttype", "auth.permission", "auth.group", "auth.group_permissions", "accounts.sequence"}
)
"""Tables that hold rows in an installation that nobody has used yet."""

WIDE_ROWS = 20
NARROW_ROWS = 1_000
"""Rows read or written at a time. A row with bytes in it may have some ten megabytes (NUTGRAF_MAX_UPLOAD_BYTES)."""


class Sink(Protocol):
    def write(self, line: str, /) -> Any: ...


class ExactJSON(DjangoJSONEncoder):
    """Django's keeps milliseconds of a moment; a backup keeps the microseconds."""

    def default(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime | time) else super().default(value)


class Lines(PythonSerializer):
    """One JSON object a line, as `loaddata` reads them. Many-to-many rows are tables of their own here."""

    encoder = ExactJSON(sort_keys=True)  # PostgreSQL does not keep the order of keys

    def handle_m2m_field(self, obj: Any, field: Any) -> None:
        return

    def end_object(self, obj: Any) -> None:
        assert self.stream is not None
        self.stream.write(self.encoder.encode(self.get_dump_object(obj)) + "\n")


@dataclass(slots=True)
class Tally:
    """How many rows there are, and the sum of their SHA-256s: the same in whatever order a database gives them."""

    rows: int = 0
    total: int = 0

    def write(self, line: str) -> None:
        self.rows += 1
        self.total = (self.total + int.from_bytes(hashlib.sha256(line.encode()).digest())) % 2**256

    @property
    def digest(self) -> str:
        return f"{self.total:064x}"


def kept() -> list[Table]:
    """The models whose rows a backup holds, in the order in which they are written."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return [model for model in found if not model._meta.proxy and model._meta.app_label not in LEFT_OUT]


def dump(table: Table, sink: Sink) -> None:
    rows = table._base_manager.order_by("pk").iterator(chunk_size=_rows_at_once(table))
    Lines().serialize(rows, stream=cast(IO[str], sink))


def tally(table: Table) -> Tally:
    found = Tally()
    dump(table, found)
    return found


def load(table: Table, lines: Iterator[str]) -> None:
    """Put rows back as they were: no `save()`, no moment taken anew. Raises DeserializationError, DatabaseError.

    `bulk_create` would take the moments of `auto_now` anew; what it calls, `_insert`, is not typed.
    """
    fields = [field for field in table._meta.concrete_fields if not field.generated]
    found = (each.object for each in serializers.deserialize("jsonl", lines))
    while batch := list(islice(found, _rows_at_once(table))):
        size = connection.ops.bulk_batch_size(fields, batch)
        for start in range(0, len(batch), size):
            table._base_manager._insert(batch[start : start + size], fields=fields, using="default", raw=True)  # type: ignore[attr-defined]


def names() -> dict[str, Table]:
    """“accounts.user” → the model."""
    return {table._meta.label_lower: table for table in kept()}


def in_use() -> list[str]:
    """Tables with rows that nobody but a person or a program can have made, largest first: “12 sources.outlet”."""
    counts = {name: table._base_manager.count() for name, table in names().items() if name not in MADE_BY_MIGRATE}
    return [f"{count} {name}" for name, count in sorted(counts.items(), key=lambda each: -each[1]) if count]


def _rows_at_once(table: Table) -> int:
    wide = any(isinstance(field, models.BinaryField) for field in table._meta.concrete_fields)
    return WIDE_ROWS if wide else NARROW_ROWS
