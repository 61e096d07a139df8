"""Real workers, killed and stopped in mid-task: what they had in hand is done all the same, and done once."""

import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import settings

from tests.operation.production import ROOT, Installation, until

CLAIM_SECONDS = 5
NEWS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour News</title><item><guid>one</guid>
<title>The crane of Lund was mended</title><description>The crane in the harbour of Lund was mended on Monday by
three smiths, and it lifts twelve tonnes again, said the harbour master.</description></item></channel></rss>"""


class SlowFeed(ThreadingHTTPServer):
    """Answers only once it is let; `asked` counts."""

    def __init__(self) -> None:
        self.asked, self.arrived, self.let = 0, threading.Event(), threading.Event()
        super().__init__(("127.0.0.1", 0), Answering)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/feed.xml"


class Answering(BaseHTTPRequestHandler):
    server: SlowFeed

    def do_GET(self) -> None:
        self.server.asked += 1
        self.server.arrived.set()
        self.server.let.wait(9)
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.end_headers()
        self.wfile.write(NEWS)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def slow_feed() -> Iterator[SlowFeed]:
    server = SlowFeed()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.let.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def here(installation: Installation, slow_feed: SlowFeed) -> Installation:
    more = {
        "NUTGRAF_CLAIM_SECONDS": str(CLAIM_SECONDS),
        "NUTGRAF_FETCH_ALSO_ALLOWED": "127.0.0.0/8",
        "NUTGRAF_FETCH_PORTS": str(slow_feed.server_port),
    }
    adding = (
        "from django.utils import timezone; from sources.models import Feed; "
        f"Feed.objects.add({slow_feed.url!r}, by=None, at=timezone.now(), follow=False)"
    )
    found = replace(installation, environment=installation.environment | more)
    subprocess.run([sys.executable, "manage.py", "shell", "-c", adding], cwd=ROOT, env=found.environment, check=True)
    return found


def ask(installation: Installation, sql: str, *given: object) -> list[tuple[object, ...]]:
    database = sqlite3.connect(installation.folder / "nutgraf.sqlite3", timeout=20)
    try:
        return database.execute(sql, given).fetchall()
    finally:
        database.close()


def is_polled(installation: Installation, feed: SlowFeed) -> bool:
    [[polled]] = ask(installation, "SELECT polled_at FROM sources_feed WHERE url = ?", feed.url)
    return polled is not None


def test_the_work_of_a_killed_worker_is_taken_up_by_another(here: Installation, slow_feed: SlowFeed) -> None:
    first = here.manage("worker")
    assert slow_feed.arrived.wait(30)
    second = here.manage("worker")
    try:
        until(lambda: len(ask(here, "SELECT 1 FROM operation_heartbeat")) == 2)
        first.send_signal(signal.SIGKILL)
        killed = time.monotonic()
        slow_feed.let.set()
        until(lambda: is_polled(here, slow_feed), 30)
        assert time.monotonic() - killed < CLAIM_SECONDS + 5
        until(lambda: ask(here, "SELECT 1 FROM sources_rawtext WHERE text LIKE '%crane in the harbour%'") != [], 30)
        assert slow_feed.asked == 2
        assert len(ask(here, "SELECT 1 FROM sources_rawtext WHERE text LIKE '%crane in the harbour%'")) == 1
    finally:
        first.wait()
        second.terminate()
        assert second.wait(20) == 0


def test_in_production_that_is_within_a_minute() -> None:
    """The claim, the look for due rows, the look at the queue and the beginning of the task, with room to spare."""
    assert settings.CLAIM_SECONDS + 5 < 60


def test_a_worker_told_to_stop_finishes_what_it_has_in_hand(here: Installation, slow_feed: SlowFeed) -> None:
    worker = here.manage("worker")
    assert slow_feed.arrived.wait(30)
    worker.send_signal(signal.SIGTERM)
    time.sleep(1)
    assert worker.poll() is None
    slow_feed.let.set()
    assert worker.wait(20) == 0
    assert is_polled(here, slow_feed)
    assert slow_feed.asked == 1
    states = ask(here, "SELECT status FROM django_tasks_database_dbtaskresult WHERE task_path LIKE '%poll_due_feeds'")
    assert states[-1] == ("SUCCESSFUL",)


def test_two_workers_do_periodic_work_once(installation: Installation) -> None:
    ask_count = "SELECT sum(return_value) FROM django_tasks_database_dbtaskresult WHERE task_path LIKE '%periodic%'"
    done = lambda: ask(installation, ask_count)[0][0] or 0  # noqa: E731
    database = sqlite3.connect(installation.folder / "nutgraf.sqlite3", timeout=20, isolation_level=None)
    database.execute("DELETE FROM operation_periodic")
    before = done()
    workers = [installation.manage("worker") for _ in range(2)]
    until(lambda: done() - before >= 2)
    time.sleep(2)
    [[rows]] = database.execute("SELECT count(*) FROM operation_periodic WHERE done_at IS NOT NULL").fetchall()
    for worker in workers:
        worker.terminate()
    assert [worker.wait(20) for worker in workers] == [0, 0]
    assert done() - before == rows >= 2
