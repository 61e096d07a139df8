"""A database that is away, and a disk that is full: said as what passes, with the time to come again; then all is well."""

import errno
import json
import resource
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from briefings import shelf
from tests import factories, postgresql
from tests.operation import production
from tests.operation.installations import Installation
from tests.operation.installations import sqlite as sqlite_installation
from tests.operation.production import Server, served
from tests.trials.form import times

AWAY_SECONDS = times(3, 30)
LIVE = """
import django; django.setup()
from tests import factories
from accounts.models.key import SCOPES
print(factories.published(factories.ready(slug="at-hand")).briefing.slug)
print(factories.key(*SCOPES, user=factories.person("administrator")).secret)
"""
BALLAST = """
import django; django.setup()
from django.db import connection
connection.cursor().execute("CREATE TABLE ballast AS SELECT zeroblob(6000000) AS x")
"""
"""So that what is written beside the tables (SQLite's journal) has room for a report or two, and no more."""
PAGES = {"at hand": "/briefings/at-hand/", "API": "/api/v1/articles/", "search": "/search/?q=lamp", "desk": "/admin/"}


class Gone:
    """Stands for a database: every statement fails so."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __call__(self, *_: Any) -> Any:
        raise self.error


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("connection refused"), 503),
        (OperationalError("database is locked"), 503),
        (OperationalError("database or disk is full"), 507),
        (OSError(errno.ENOSPC, "No space left on device"), 507),
    ],
)
def test_it_is_said_in_the_form_that_was_asked_for(error: Exception, status: int) -> None:
    client = Client(raise_request_exception=False)
    headers = {"Authorization": f"Bearer {factories.key('ingest').secret}"}
    with connection.execute_wrapper(Gone(error)):
        page = client.get("/search/?q=lamp")
        api = client.post(reverse("api-articles"), {"text": "x"}, content_type="application/json", headers=headers)
    for answer in (page, api):
        assert (answer.status_code, answer.headers["Retry-After"]) == (status, "5")
        assert answer.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "Nothing of what you sent was kept" in page.text
    assert api.headers["Content-Type"] == "application/problem+json"
    assert api.json()["status"] == status
    assert client.get("/search/?q=lamp").status_code == 200


@pytest.mark.django_db
def test_a_fault_of_the_program_is_still_one() -> None:
    client = Client(raise_request_exception=False)
    with connection.execute_wrapper(Gone(ValueError("a fault"))):
        answer = client.get("/search/?q=lamp")
    assert (answer.status_code, "Retry-After" in answer.headers) == (500, False)


@pytest.mark.django_db
def test_pages_at_hand_are_served_while_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(shelf, "SHELF", shelf.Shelf(1_000_000, clock=lambda: now[0]))
    briefing = factories.published(factories.ready()).briefing
    client, path = Client(raise_request_exception=False), reverse("briefing", args=[briefing.slug])
    page = client.get(path)
    now[0] += 2
    gone, asked = Gone(OperationalError("gone")), []
    with connection.execute_wrapper(lambda *given: (asked.append(1), gone(*given))[1]):
        assert client.get(path).content == page.content
        assert client.get(path).content == page.content
    assert len(asked) == 1, "the database is asked again once a second, not by every reader"


def asking(server: Server, path: str, stop: threading.Event, told: list[tuple[float, int, str]]) -> None:
    while not stop.is_set():
        answer = server.ask(path)
        told.append((time.monotonic(), answer.status, answer.headers.get("retry-after", "")))
        time.sleep(0.05)


def test_postgresql_goes_away_under_load_and_comes_back(tmp_path: Path) -> None:
    with postgresql.cluster() as url:
        folder = Path(url.partition("host=")[2])
        site = Installation(tmp_path, url)
        site.must("migrate", "-v0")
        site.python(LIVE)
        run = production.Installation(
            tmp_path, site.environment | {"NUTGRAF_HOSTS": production.HOST, "NUTGRAF_API_RATE": "0"}, {}
        )
        with served(run, workers=1) as server:
            stop, told = threading.Event(), {name: [] for name in PAGES}  # type: ignore[var-annotated]
            askers = [
                threading.Thread(target=asking, args=[server, path, stop, told[name]]) for name, path in PAGES.items()
            ]
            assert server.ask(PAGES["at hand"]).status == 200
            for asker in askers:
                asker.start()
            time.sleep(1)
            gone = time.monotonic()
            postgresql.stop(folder)
            time.sleep(AWAY_SECONDS)  # that is the outage
            with postgresql.running(folder):
                back = time.monotonic()
                time.sleep(10)
                settled = time.monotonic()
                time.sleep(1)
                stop.set()
                for asker in askers:
                    asker.join()
                answers = {name: seen(told[name], gone, back, settled) for name in PAGES}
    assert set(answers["at hand"]["while it was away"]) == {"200"}
    assert set(answers["search"]["while it was away"]) <= {"200", "503 5"}
    assert "503 5" in answers["search"]["while it was away"]
    for name in PAGES:
        assert not {status for when in answers[name].values() for status in when if status.startswith("5")} - {"503 5"}
        assert not [status for status in answers[name]["ten seconds later"] if status.startswith("5")], answers
    print(json.dumps(answers, indent=1))


def seen(told: list[tuple[float, int, str]], gone: float, back: float, settled: float) -> dict[str, dict[str, int]]:
    spans = {"while it was away": (gone + 0.5, back), "ten seconds later": (settled, settled + 60)}
    return {
        when: dict(Counter(f"{status} {after}".strip() for at, status, after in told if low <= at < high))
        for when, (low, high) in spans.items()
    }


def limit(server: Server, kilobytes: int) -> None:
    """From now on no process of the server may make a file larger than so; -1: as large as it likes."""
    main = server.process.pid
    children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    for pid in (main, *map(int, children)):
        most = kilobytes * 1024 if kilobytes >= 0 else resource.RLIM_INFINITY
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def post(server: Server, secret: str, number: int) -> int:
    text = factories.LIGHTHOUSE.replace("Stora Skar", f"Skar {number}").replace("310,000", f"{number},000")
    body = json.dumps({"text": text + f"\n\n{'An old lamp. ' * 100}"})
    answer = server.ask(
        "/api/v1/articles/", "POST", body, authorization=f"Bearer {secret}", content_type="application/json"
    )
    return answer.status


def test_a_full_disk_is_told_and_nothing_of_the_report_stays(tmp_path: Path) -> None:
    """The system's limit of a file's size stands for the disk: what is written beyond it fails."""
    site = sqlite_installation(tmp_path / "site")
    _, secret = site.python(LIVE).split()
    site.python(BALLAST)
    run = production.Installation(site.var, site.environment | {"NUTGRAF_HOSTS": production.HOST}, {})
    with served(run, workers=1) as server:
        assert post(server, secret, 1) == 201
        limit(server, (site.var / "nutgraf.sqlite3").stat().st_size // 1024 + 64)
        statuses = [201]
        while statuses[-1] == 201 and len(statuses) < 40:
            statuses.append(post(server, secret, len(statuses) + 1))
        assert statuses[-1] in (503, 507)
        assert server.ask(PAGES["at hand"]).status == 200
        limit(server, -1)
        assert post(server, secret, len(statuses)) == 201
    assert site.ask("SELECT count(*) FROM sources_rawtext WHERE text LIKE '%An old lamp%'") == [(len(statuses),)]
    assert site.ask("PRAGMA integrity_check") == [("ok",)]
    print(f"full disk: {len(statuses) - 1} reports, then {statuses[-1]}; with room again the same report was taken")
