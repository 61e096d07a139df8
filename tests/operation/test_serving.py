"""A production server as it runs: what it logs, counts, and how it stops."""

import json
import re
import signal
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException, RemoteDisconnected

import pytest

from tests.operation.production import TOKEN, Answer, Installation, Server, served, until

OURS = {"Authorization": f"Bearer {TOKEN}"}
CANARY = "c4n4ry"


def lines(server: Server) -> list[dict[str, object]]:
    """All of the log is JSON, but what the server itself says as it starts."""
    return [json.loads(line) for line in server.log().splitlines() if line.startswith("{")]


def test_a_request_leaves_one_line_that_says_whose_it_was(production: Server) -> None:
    production.ask("/topics/nothing-there/?q=1", X_Request_ID="asked-by-a-test")
    [line] = [one for one in lines(production) if one.get("request_id") == "asked-by-a-test" and "status" in one]
    wanted = {
        "level": "INFO", "logger": "nutgraf.requests", "message": "answered", "method": "GET", "status": 404,
        "path": "/topics/nothing-there/", "route": "topic", "object": "slug=nothing-there",
    }  # fmt: skip
    assert {name: line.get(name) for name in wanted} == wanted
    assert isinstance(line["milliseconds"], float)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}", str(line["at"]))


def test_no_secret_is_logged(production: Server) -> None:
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    production.ask(f"/?token={CANARY}1&password={CANARY}2")
    production.ask("/admin/", Cookie=f"__Host-sessionid={CANARY}3; sessionid={CANARY}3; csrftoken={CANARY}3")
    production.ask("/admin/login/", "POST", f"username=editor&password={CANARY}4", **form)
    production.ask("/api/v1/articles/", "POST", "{}", Authorization=f"Bearer {CANARY}5")
    production.ask("/metrics", Authorization=f"Bearer {CANARY}6")
    production.ask(f"/nothing/?next=https://a:{CANARY}7@b.example/", Referer=f"https://news.example/?key={CANARY}8")
    assert len(lines(production)) > 5
    assert CANARY not in production.log()


def test_metrics_are_for_those_with_the_token_and_add_up_all_processes(production: Server) -> None:
    assert production.ask("/metrics").status == 404
    assert production.ask("/metrics", Authorization="Bearer wrong").status == 404
    before = counted(production)
    for _ in range(40):
        assert production.ask("/archive/").status == 200
    assert counted(production) - before == 40
    said = production.ask("/metrics", **OURS)
    assert said.headers["content-type"].startswith("text/plain; version=0.0.4")
    for name in (
        "nutgraf_database_up 1.0",
        'nutgraf_due_rows{kind="feed",state="failing"}',
        "nutgraf_last_seq ",
        "nutgraf_workers ",
        'nutgraf_shelf_answers{found="at hand"}',
        'nutgraf_request_seconds_bucket{le="0.001",method="GET",route="archive",status="200"}',
    ):
        assert name in said.text
    assert len(list((production.installation.folder / "metrics").glob("*/histogram_*.db"))) == 2


def counted(server: Server) -> float:
    text = server.ask("/metrics", **OURS).text
    pattern = r'nutgraf_request_seconds_count\{method="GET",route="archive",status="200"\} (\S+)'
    found = re.search(pattern, text)
    return float(found[1]) if found else 0.0


def test_a_stranger_learns_no_more_than_yes_or_no(production: Server) -> None:
    assert production.ask("/livez").text == "alive"
    said, known = production.ask("/readyz"), production.ask("/readyz", **OURS)
    assert (said.status, said.text) == (503, "not ready"), "no worker runs yet"
    found = json.loads(known.text)
    assert {name for name, check in found["checks"].items() if not check["well"]} == {"worker"}
    worker = production.installation.manage("worker")
    try:
        until(lambda: production.ask("/readyz").status == 200)
        assert production.ask("/readyz").text == "ready"
    finally:
        worker.terminate()
        assert worker.wait(20) == 0
    until(lambda: production.ask("/readyz").status == 503)


def test_a_server_told_to_stop_answers_what_it_was_asked(installation: Installation) -> None:
    """A request that waits for the database is in hand when the signal comes: it is finished, with its write."""
    with served(installation) as server, ThreadPoolExecutor(8) as asking:
        held = sqlite3.connect(installation.folder / "nutgraf.sqlite3", isolation_level=None)
        held.execute("BEGIN IMMEDIATE")
        waiting = [asking.submit(report, server, n) for n in range(4)]
        time.sleep(1)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(1)
        assert not any(one.done() for one in waiting)
        held.execute("COMMIT")
        answers = [one.result(20) for one in waiting]
        assert [one.status for one in answers] == [302] * 4
        assert server.process.wait(20) == 0
        [count] = held.execute("SELECT count(*) FROM briefings_errorreport WHERE message LIKE 'In hand%'").fetchone()
        assert count == 4


def report(server: Server, n: int) -> Answer:
    form = server.ask("/report-an-error/?page=/")
    hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form.text)) | {"message": f"In hand {n}"}
    cookies = "; ".join(cookie.split(";")[0] for cookie in form.cookies)
    body = "&".join(f"{name}={value}" for name, value in hidden.items())
    sent = {"Content_Type": "application/x-www-form-urlencoded", "Referer": "https://news.example/", "Cookie": cookies}
    return server.ask("/report-an-error/", "POST", body, **sent)


@pytest.mark.parametrize("workers", [1, 2])
def test_readers_who_were_let_in_are_answered_while_it_stops(installation: Installation, workers: int) -> None:
    """Until it is told each request is answered whole. Then some are not let in, and get nothing, so that a proxy may
    ask again; of none is the answer cut, or empty."""
    with served(installation, workers) as server:
        wrong, told = [], threading.Event()

        def read() -> int:
            whole = 0
            while server.process.poll() is None:
                try:
                    answer = server.ask("/archive/")
                    is_whole = answer.status == 200 and answer.text.rstrip().endswith("</html>")
                    whole += is_whole
                    if not is_whole:
                        wrong.append(repr(answer))
                except (ConnectionRefusedError, ConnectionResetError, RemoteDisconnected) as error:
                    if not told.is_set():
                        wrong.append(repr(error))
                except (HTTPException, OSError) as error:
                    wrong.append(repr(error))
            return whole

        with ThreadPoolExecutor(4) as readers:
            reading = [readers.submit(read) for _ in range(4)]
            time.sleep(1.5)
            told.set()
            server.process.send_signal(signal.SIGTERM)
            whole = sum(one.result(30) for one in reading)
        assert whole > 20
        assert wrong == []
