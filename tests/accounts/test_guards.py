"""What is written once stays: refused by the database itself, whoever asks."""

from typing import Any

import pytest
from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from accounts import guards
from accounts.models import Act, Seal
from tests import factories

TABLES = ["accounts_act", "accounts_seal", "briefings_edition", "sources_rawtext", "sources_interviewversion"]
KEPT = "accounts_user"  # its rows change and never go
CHANGES = {
    "accounts_act": "reason = 'another'",
    "accounts_seal": "digest = 'another'",
    "briefings_edition": "note = 'another'",
    "sources_rawtext": "text = 'another'",
    "sources_interviewversion": "what = 'another'",
}
postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no TRUNCATE")
sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL alters tables in place")


def triggers() -> set[str]:
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(names[connection.vendor])
        return {row[0] for row in cursor.fetchall()}


def expected() -> set[str]:
    events = ["update", "delete"] + (["truncate"] if connection.vendor == "postgresql" else [])
    return {f"{table}_refuse_{event}" for table in [KEPT, *TABLES] for event in events}


def row_of(table: str) -> Model:
    edition = factories.published()
    interview = factories.article(factories.INTERVIEW).interview
    rows: dict[str, Any] = {
        "accounts_act": Act.objects.first(),
        "accounts_seal": Seal.objects.seal(factories.NOW),
        "briefings_edition": edition,
        "sources_rawtext": edition.briefing.reports()[0].raw,
        "sources_interviewversion": interview.versions.create(number=0, state={"turns": []}, what="read"),
    }
    return rows[table]


def refused(table: str, sql: str) -> None:
    with pytest.raises(DatabaseError, match=f"{table} is written once"), transaction.atomic():
        connection.cursor().execute(sql)


def test_these_tables_are_guarded() -> None:
    assert sorted(guards.guarded_tables()) == sorted([KEPT, *TABLES])


@pytest.mark.django_db
def test_the_guards_are_there_after_migrate() -> None:
    assert expected() <= triggers()


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_sql_changes_nothing(table: str) -> None:
    row = row_of(table)
    refused(table, f"UPDATE {table} SET {CHANGES[table]} WHERE id = {row.pk}")
    refused(table, f"DELETE FROM {table} WHERE id = {row.pk}")
    assert type(row)._default_manager.filter(pk=row.pk).exists()


@pytest.mark.django_db
def test_people_change_and_never_go() -> None:
    user = factories.person()
    connection.cursor().execute(f"UPDATE {KEPT} SET language = 'de' WHERE id = {user.pk}")
    refused(KEPT, f"DELETE FROM {KEPT} WHERE id = {user.pk}")


@postgresql
@pytest.mark.django_db
@pytest.mark.parametrize("table", [KEPT, *TABLES])
def test_truncate_is_refused(table: str) -> None:
    with pytest.raises(DatabaseError, match="is written once: TRUNCATE refused"), transaction.atomic():
        connection.cursor().execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("table", "field"), [("accounts_act", "reason"), ("briefings_edition", "note"), ("sources_rawtext", "text")]
)
def test_the_orm_changes_nothing(table: str, field: str) -> None:
    row = row_of(table)
    setattr(row, field, "another")
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        row.save()
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk).update(**{field: "another"})
    with pytest.raises(DatabaseError), transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk)._raw_delete(connection.alias)


@sqlite
@pytest.mark.django_db(transaction=True)
def test_a_rebuilt_table_is_guarded_again_after_the_next_migrate() -> None:
    act = Act.objects.record("met", factories.person(), by=None)
    with connection.schema_editor() as editor:
        editor._remake_table(Act)
    assert "accounts_act_refuse_update" not in triggers(), "a rebuild drops triggers; else this test tests nothing"
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    assert expected() <= triggers()
    refused("accounts_act", f"DELETE FROM accounts_act WHERE id = {act.pk}")


@pytest.mark.django_db(transaction=True)
def test_removed_guards_come_back_with_the_next_migrate() -> None:
    guards.remove(connection)
    assert not expected() & triggers()
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    assert expected() <= triggers()


@pytest.mark.django_db
def test_installing_twice_is_installing_once() -> None:
    guards.install(connection)
    guards.install(connection)
    assert expected() <= triggers()


def test_every_guarded_model_keeps_its_rows_from_cascades() -> None:
    """A row that may not go must not hang on one that may."""
    fields = [f for model in apps.get_models() if hasattr(model, "write_once") for f in model._meta.concrete_fields]
    assert {f.remote_field.on_delete.__name__ for f in fields if f.remote_field} == {"PROTECT"}
