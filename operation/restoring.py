"""Restoring: a backup into an empty installation, all of it or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from operation import tables
from operation.backup import migrations
from operation.manifest import BackupError, File, Manifest, lines_of, verify
from operation.models import Heartbeat


def restore(folder: Path) -> Manifest:
    """Make the database what it was when the backup was made. Raises BackupError, and then nothing has changed."""
    manifest = verify(folder)
    _refuse_other_migrations(manifest)
    with transaction.atomic(durable=True), _clear_content_types():
        _refuse_what_is_in_use()
        _remove_what_migrate_made()
        for file in manifest.files:
            _load(folder, file)
        _reset_sequences()
        _check_keys()
        for file in manifest.files:
            _compare(file)
        call_command("rebuild_modelsearch_index", verbosity=0)
    return manifest


def _refuse_other_migrations(manifest: Manifest) -> None:
    here, there = migrations(), manifest.migrations
    if unlike := sorted(app for app in here.keys() | there.keys() if here.get(app) != there.get(app)):
        apps = "; ".join(f"{app}: {there.get(app, 'none')} there, {here.get(app, 'none')} here" for app in unlike)
        raise BackupError(
            f"The backup was made by {manifest.program} with other migrations ({apps}). Install the version that made "
            "it, restore with that, and upgrade then."
        )


def _refuse_what_is_in_use() -> None:
    if Heartbeat.objects.alive(timezone.now()).exists():
        raise BackupError("A worker is at work on this database. Stop web and worker, and restore then.")
    if found := tables.in_use():
        more = f" and {len(found) - 5} more tables" if len(found) > 5 else ""
        raise BackupError(
            f"The database is not empty: it holds {', '.join(found[:5])}{more}. Restore into a new one: name it with "
            "DATABASE_URL, and run `manage.py migrate` first."
        )


def _remove_what_migrate_made() -> None:
    """They come back from the backup, with the keys that its other rows know them by."""
    for name, table in reversed(tables.names().items()):
        if name in tables.MADE_BY_MIGRATE:
            table._base_manager.all()._raw_delete("default")


def _load(folder: Path, file: File) -> None:
    table = tables.names().get(file.model)
    if table is None:
        raise BackupError(f"{file.name} is of {file.model}, which this version does not know.")
    try:
        tables.load(table, lines_of(folder / file.name))
    except (DeserializationError, DatabaseError) as error:
        raise BackupError(f"{file.name} cannot be put into this database: {error}. Nothing was changed.") from error


def _reset_sequences() -> None:
    """So that the next new row of each table gets a number of its own (PostgreSQL; SQLite does it by itself)."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables.kept()):
            cursor.execute(statement)


def _check_keys() -> None:
    try:
        connection.check_constraints()
    except DatabaseError as error:
        raise BackupError(f"The backup's rows do not fit one another: {error}. Nothing was changed.") from error


def _compare(file: File) -> None:
    found = tables.tally(tables.names()[file.model])
    if (found.rows, found.digest) != (file.rows, file.rows_digest):
        counts = f"{found.rows} rows here, {file.rows} there"
        raise BackupError(f"{file.model} is not what the backup holds ({counts}). Nothing was changed.")


@contextmanager
def _clear_content_types() -> Iterator[None]:
    """Their numbers are those of the backup now, or again those from before."""
    ContentType.objects.clear_cache()
    try:
        yield
    finally:
        ContentType.objects.clear_cache()
