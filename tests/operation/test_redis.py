"""RQ on Redis by setting alone: the same command, the same tasks. The Redis is fakeredis', over TCP."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.operation.production import ROOT, Installation, until
from tests.operation.test_workers import ask

PATIENCE = 90
"""Seconds for a worker to start and to look, on a machine that others use."""

fakeredis = pytest.importorskip("fakeredis")
clients = pytest.importorskip("fakeredis.model._client_info")


def told(client: dict[str, object]) -> bytes:
    """CLIENT INFO as Redis tells it: no value has a blank there, which fakeredis' library names have."""
    return " ".join(f"{name}={str(value).replace(' ', '')}" for name, value in client.items()).encode()


@pytest.fixture
def redis(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(clients.ClientInfo, "as_bytes", told)
    server = fakeredis.TcpFakeServer(("127.0.0.1", 0), server_type="redis")
    server.daemon_threads, server.block_on_close = True, False  # a worker that was killed leaves its lines open
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"redis://127.0.0.1:{server.server_address[1]}/0"
    server.shutdown()
    server.server_close()


def test_the_worker_works_off_what_lies_in_redis(installation: Installation, redis: str) -> None:
    more = {"NUTGRAF_TASKS": "django_tasks_rq.RQBackend", "NUTGRAF_REDIS_URL": redis}
    here = replace(installation, environment=installation.environment | more)
    text = "A ferry to Lund\\n\\nThe ferry to Lund was mended on Monday by two smiths of the red harbour."
    adding = (
        "from django.utils import timezone; from sources.arrival import Delivery; from sources.jobs import open_job; "
        "from sources.readers.items import from_text; "
        f"open_job([from_text('{text}', 'q')], Delivery('upload', None, timezone.now()), 'one')"
    )
    subprocess.run([sys.executable, "manage.py", "shell", "-c", adding], cwd=ROOT, env=here.environment, check=True)
    worker = here.manage("worker")
    try:
        until(lambda: ask(here, "SELECT 1 FROM sources_rawtext WHERE text LIKE '%red harbour%'") != [], PATIENCE)
        until(lambda: len(ask(here, "SELECT 1 FROM operation_heartbeat")) == 1, PATIENCE)
    finally:
        worker.terminate()
        assert worker.wait(30) == 0
    assert ask(here, "SELECT 1 FROM operation_heartbeat") == []
    tasks = "SELECT 1 FROM django_tasks_database_dbtaskresult WHERE status = 'READY' OR status = 'RUNNING'"
    assert ask(here, tasks) == [], "nothing was put into the database's queue"


def test_redis_without_its_address_is_refused(installation: Installation) -> None:
    environment = installation.environment | {"NUTGRAF_TASKS": "django_tasks_rq.RQBackend"}
    done = subprocess.run([sys.executable, "manage.py", "check"], cwd=ROOT, env=environment, capture_output=True)
    assert done.returncode != 0
    assert b"NUTGRAF_REDIS_URL" in done.stderr
