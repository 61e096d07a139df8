"""Whole installations beside the test's own: a folder and a database of their own, worked by `manage.py` in processes."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

from tests import once

ROOT = Path(__file__).resolve().parents[2]
OWN = ("NUTGRAF_", "DATABASE_URL", "DJANGO_")
numbers = count(1)


def free_port() -> int:
    """Nobody listens there yet."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Installation:
    var: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
        return kept | {
            "DATABASE_URL": self.url,
            "NUTGRAF_VAR": str(self.var),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": str(ROOT),
        }

    def manage(self, *words: Any, **variables: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, ROOT / "manage.py", *map(str, words)]
        environment = self.environment | variables
        return subprocess.run(
            command, cwd=self.var, env=environment, capture_output=True, text=True, timeout=600, check=False
        )

    def must(self, *words: Any, **variables: str) -> str:
        done = self.manage(*words, **variables)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def python(self, code: str) -> str:
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        if self.url.startswith("sqlite"):
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"), timeout=30)) as database:
                return database.execute(sql).fetchall()
        with psycopg.connect(self.url) as database:
            return database.execute(sql).fetchall()


def sqlite(var: Path) -> Installation:
    """On SQLite, with its tables, and nothing in them."""
    var.mkdir()
    shutil.copy(once.made("migrated", _migrate) / "nutgraf.sqlite3", var)
    return Installation(var, f"sqlite:///{var}/nutgraf.sqlite3")


def like_this_one(var: Path) -> Installation:
    """On the engine that the tests run on, with its tables, and nothing in them."""
    if connection.vendor == "sqlite":
        return sqlite(var)
    var.mkdir()
    name = f"nutgraf_{os.getpid()}_{next(numbers)}"
    _create(name, (once.made("template", _make_template) / "name").read_text())
    return Installation(var, _url(name))


def _migrate(folder: Path) -> None:
    file = folder / "nutgraf.sqlite3"
    Installation(folder, f"sqlite:///{file}").must("migrate", "-v0")
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _make_template(folder: Path) -> None:
    name = f"nutgraf_{os.getpid()}_template"
    _create(name, "template1")
    Installation(folder, _url(name)).must("migrate", "-v0")
    (folder / "name").write_text(name)


def _create(name: str, template: str) -> None:
    with psycopg.connect(_url("postgres"), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def _url(name: str) -> str:
    found = connection.settings_dict
    host = found.get("HOST") or (found.get("OPTIONS") or {}).get("host")
    return f"postgresql://{found['USER'] or 'postgres'}@/{name}?host={host}"
