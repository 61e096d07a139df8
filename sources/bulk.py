"""Many plain rows, or values, in one statement, for the tables that grow by hundreds of rows a report.

The ORM builds an expression for each value of a bulk insert or a list, which takes longer than the database does.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

VALUES = "INSERT INTO {table} ({names}) VALUES ({places})"
UNNESTED = "INSERT INTO {table} ({names}) SELECT * FROM unnest({places})"
UPDATE = "UPDATE {table} SET {fields} WHERE {key} = %s"
CONFLICT = " ON CONFLICT ({key}) DO UPDATE SET {field} = EXCLUDED.{field}"
UNLESS_THERE = " ON CONFLICT DO NOTHING"


def insert(
    model: type[models.Model],
    fields: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    update: str = "",
    new_only: bool = False,
) -> None:
    """Insert rows of values, in the order of `fields`. With `update`, a row whose key is there gets that field anew;
    with `new_only`, one that a constraint holds to be there already is passed over.

    PostgreSQL takes each column as one array, SQLite row after row of one prepared statement.
    """
    rows = list(rows)
    if not rows:
        return
    connection = connections[router.db_for_write(model)]
    columns = [_column(model, name) for name in fields]
    quote = connection.ops.quote_name
    on_postgresql = connection.vendor == "postgresql"
    places = [f"%s::{column.rel_db_type(connection)}[]" if on_postgresql else "%s" for column in columns]
    statement = (UNNESTED if on_postgresql else VALUES).format(
        table=quote(model._meta.db_table),
        names=", ".join(quote(str(c.column)) for c in columns),
        places=", ".join(places),
    )
    if update:
        statement += CONFLICT.format(key=quote(str(_column(model, "pk").column)), field=quote(update))
    elif new_only:
        statement += UNLESS_THERE
    with connection.cursor() as cursor:
        if on_postgresql:
            cursor.execute(statement, [list(values) for values in zip(*rows, strict=True)])
        else:
            cursor.executemany(statement, rows)


def update(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Give each row the values of `fields`; a row is its key and then these."""
    connection = connections[router.db_for_write(model)]
    quote = connection.ops.quote_name
    columns = [_column(model, name) for name in fields]
    statement = UPDATE.format(
        table=quote(model._meta.db_table),
        fields=", ".join(f"{quote(str(column.column))} = %s" for column in columns),
        key=quote(str(_column(model, "pk").column)),
    )
    prepared = [
        [*(column.get_db_prep_save(value, connection) for column, value in zip(columns, values, strict=True)), key]
        for key, *values in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, prepared)


class Among(models.Lookup[Any]):
    """`hash__among=numbers`: as `__in`, for any number of plain numbers or words, which go as one value."""

    lookup_name = "among"
    prepare_rhs = False
    in_sqlite = " IN (SELECT value FROM json_each(%s))"

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        column, values = self.process_lhs(compiler, connection)
        return column + self.in_sqlite, [*values, json.dumps(self._asked())]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        column, values = self.process_lhs(compiler, connection)
        kind = self.lhs.output_field.rel_db_type(connection)
        return f"{column} = ANY(%s::{kind}[])", [*values, self._asked()]

    def _asked(self) -> list[Any]:
        """Among none is nothing, and the database need not be asked."""
        if not self.rhs:
            raise EmptyResultSet
        return list(self.rhs)


def _column(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field
