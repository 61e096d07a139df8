"""Backups: all tables of one moment, while editors go on writing."""

import gzip
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from accounts.models import Act, Sequence
from briefings.models.edition import PUBLIC_CHANGES
from operation import tables
from operation.manifest import BackupError, File, Manifest, private, sha256_of

PREFIX = "nutgraf-"
HALF_DONE = ".part"
LEFT_LYING = timedelta(days=1)
"""A backup that is half done for so long has no program any more that would end it."""
COMPRESSION = 6


def back_up(into: Path, at: datetime) -> Path:
    """Write a new backup into the folder and answer where it is. Raises BackupError."""
    name = f"{PREFIX}{at:%Y-%m-%dT%H-%M-%S}Z"
    whole, part = into / name, into / (name + HALF_DONE)
    try:
        into.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.mkdir(mode=0o700)
        _write(part, at)
        part.rename(whole)
    except OSError as error:
        raise BackupError(f"The backup could not be written to {whole}: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return whole


def prune(folder: Path, keep: int, at: datetime) -> list[Path]:
    """Remove all backups but the newest `keep`, and what killed ones left; answers what is gone."""
    parts = [path for path in folder.glob(f"{PREFIX}*{HALF_DONE}") if _changed(path) < at - LEFT_LYING]
    gone = parts + made_in(folder)[keep:]
    for path in gone:
        half = path if path.suffix == HALF_DONE else path.rename(path.with_name(path.name + HALF_DONE))
        shutil.rmtree(half)
    return gone


def made_in(folder: Path) -> list[Path]:
    """The whole backups in a folder, newest first."""
    return sorted((path for path in folder.glob(f"{PREFIX}*Z") if path.is_dir()), reverse=True)


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read inside is of one moment, and nobody who writes has to wait for it."""
    with _without_the_write_lock(connection), transaction.atomic(durable=True):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _without_the_write_lock(wrapper: BaseDatabaseWrapper) -> Iterator[None]:
    """Our transactions on SQLite begin by taking the one write lock; this one only reads, and WAL keeps its moment.

    `transaction_mode` is of SQLite's connections alone, so their common type does not know it.
    """
    connection.ensure_connection()
    usual = getattr(wrapper, "transaction_mode", None)
    wrapper.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        yield
    finally:
        wrapper.transaction_mode = usual  # type: ignore[attr-defined]


def migrations() -> dict[str, str]:
    """App of what is kept → its last migration. Raises BackupError when the database has not all of them."""
    loader = MigrationLoader(connection)
    leaves = sorted(loader.graph.leaf_nodes())
    if waiting := [".".join(leaf) for leaf in leaves if leaf not in loader.applied_migrations]:
        named = ", ".join(waiting)
        raise BackupError(f"The database lacks migrations ({named}). Run `manage.py migrate` first.")
    return {app: name for app, name in leaves if app not in tables.LEFT_OUT}


def program() -> str:
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    return f"{project['name']} {project['version']}"


def _write(folder: Path, at: datetime) -> None:
    with one_moment():
        sequence = Sequence.objects.filter(name=PUBLIC_CHANGES).first()
        manifest = Manifest(
            program=program(),
            made_at=at.isoformat(),
            database=connection.vendor,
            migrations=migrations(),
            seq=sequence.value if sequence else 0,
            acts=Act.objects.count(),
            files=[_file(folder, table) for table in tables.kept()],
        )
    manifest.keep(folder)


class _Both(tables.Tally):
    """Counts the lines that it passes on."""

    def __init__(self, text: TextIO) -> None:
        super().__init__()
        self._text = text

    def write(self, line: str) -> None:
        super().write(line)
        self._text.write(line)


def _file(folder: Path, table: tables.Table) -> File:
    label = table._meta.label_lower
    path = folder / f"{label}.jsonl.gz"
    with private(path) as raw, gzip.open(raw, "wt", COMPRESSION, encoding="utf-8", newline="\n") as text:
        counted = _Both(text)
        tables.dump(table, counted)
    return File(path.name, label, counted.rows, counted.digest, path.stat().st_size, sha256_of(path))


def _changed(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
