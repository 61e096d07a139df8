"""Write-once tables, guarded in the database itself.

A model says that its rows are written once with a class attribute `write_once = WriteOnce()`. Triggers then refuse
UPDATE and DELETE (and TRUNCATE on PostgreSQL) on both databases. They are installed after every migrate, since SQLite
drops a table's triggers when a later migration rebuilds the table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True)
class WriteOnce:
    """`save_when`: an SQL condition on OLD and NEW, valid on both databases, under which an UPDATE is let through."""

    save_when: str = "1 = 0"


def guarded_tables() -> dict[str, WriteOnce]:
    """Table name → its guard, for every model that declares one."""
    models = (model for model in apps.get_models() if hasattr(model, "write_once"))
    return {model._meta.db_table: model.write_once for model in models}


SQLITE = (
    "DROP TRIGGER IF EXISTS {table}_refuse_update",
    "DROP TRIGGER IF EXISTS {table}_refuse_delete",
    """CREATE TRIGGER {table}_refuse_update BEFORE UPDATE ON {table} WHEN NOT ({save_when})
    BEGIN SELECT RAISE(ABORT, '{table} is written once: UPDATE refused'); END""",
    """CREATE TRIGGER {table}_refuse_delete BEFORE DELETE ON {table}
    BEGIN SELECT RAISE(ABORT, '{table} is written once: DELETE refused'); END""",
)
POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION nutgraf_write_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION '% is written once: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE OR REPLACE TRIGGER {table}_refuse_update BEFORE UPDATE ON {table}
    FOR EACH ROW WHEN (NOT ({save_when})) EXECUTE FUNCTION nutgraf_write_once()""",
    """CREATE OR REPLACE TRIGGER {table}_refuse_delete BEFORE DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION nutgraf_write_once()""",
    """CREATE OR REPLACE TRIGGER {table}_refuse_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION nutgraf_write_once()""",
)
REMOVE_SQLITE = SQLITE[:2]
REMOVE_POSTGRESQL = tuple(
    f"DROP TRIGGER IF EXISTS {{table}}_refuse_{event} ON {{table}}" for event in ("update", "delete", "truncate")
)


def _run(connection: BaseDatabaseWrapper, *, sqlite: Sequence[str], postgresql: Sequence[str]) -> None:
    present = set(connection.introspection.table_names())
    statements = sqlite if connection.vendor == "sqlite" else postgresql
    with connection.cursor() as cursor:
        for table, guard in guarded_tables().items():
            for statement in statements if table in present else ():
                cursor.execute(statement.format(table=table, save_when=guard.save_when))


def install(connection: BaseDatabaseWrapper) -> None:
    _run(connection, sqlite=SQLITE, postgresql=POSTGRESQL)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the guards away, for a restore into an empty database or a test's clean-up; the next migrate brings them."""
    _run(connection, sqlite=REMOVE_SQLITE, postgresql=REMOVE_POSTGRESQL)


def install_after_migrate(using: str = "default", **_: Any) -> None:
    install(connections[using])
