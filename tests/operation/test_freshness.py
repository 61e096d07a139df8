"""What becomes public, and what is taken back, shows in every process of a server within a second."""

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from briefings import shelf
from tests.operation.production import ROOT, Answer, Server

REASON = "The lamp never burned."
DESK = f"""
import time
from briefings.publishing import retract
from tests import factories

briefing = factories.ready(headline="Seen by all processes", slug="seen-by-all")
print("ready", flush=True)
input()
factories.published(briefing)
print(time.time(), flush=True)
input()
briefing.refresh_from_db()
retract(briefing, reason={REASON!r}, by=factories.person("publisher"), at=factories.NOW)
print(time.time(), flush=True)
"""
ASKED = 40
"""New connections, each to whichever process takes it: that all came to one of two happens once in 10**11 times."""
SPARE = 0.3
"""Seconds, for a machine that is busy."""


@pytest.fixture
def desk(production: Server) -> Iterator[subprocess.Popen[str]]:
    """Another process, which publishes and then retracts, each when it is told, and says when it has."""
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", DESK]
    environment = production.installation.environment
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    yield process
    process.kill()
    process.communicate()


def told(desk: subprocess.Popen[str]) -> str:
    assert desk.stdout
    return desk.stdout.readline().strip()


def change(desk: subprocess.Popen[str]) -> None:
    """Until a second after the change was made."""
    assert desk.stdin
    desk.stdin.write("\n")
    desk.stdin.flush()
    done = float(told(desk))
    time.sleep(max(0.0, done + shelf.LOOK_AGAIN + SPARE - time.time()))


def answers(server: Server, path: str) -> list[Answer]:
    with ThreadPoolExecutor(8) as threads:
        return list(threads.map(lambda _: server.ask(path), range(ASKED)))


def test_a_publication_and_a_retraction_show_in_every_process_within_a_second(
    production: Server, desk: subprocess.Popen[str]
) -> None:
    page = "/briefings/seen-by-all/"
    assert told(desk) == "ready"
    assert not any("Seen by all processes" in answer.text for answer in answers(production, "/"))
    assert {answer.status for answer in answers(production, page)} == {404}
    change(desk)
    assert all("Seen by all processes" in answer.text for answer in answers(production, "/"))
    assert {answer.status for answer in answers(production, page)} == {200}
    tags = {answer.headers["etag"] for answer in answers(production, page)}
    assert len(tags) == 1
    change(desk)
    assert all(REASON in answer.text for answer in answers(production, page))
    assert not any("Seen by all processes" in answer.text for answer in answers(production, "/"))
    assert {answer.status for answer in answers(production, page)} == {200}
