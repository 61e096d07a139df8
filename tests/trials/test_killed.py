"""kill -9 at any moment, while reports come in and briefings go out: nothing that was acknowledged is lost, nothing is
there twice or by halves, and a minute later nothing lies about."""

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.operation import installations
from tests.operation.installations import ROOT, Installation
from tests.operation.production import until
from tests.trials.form import times

KILLS = times(1, 100)
QUICK = {"NUTGRAF_CLAIM_SECONDS": "5", "NUTGRAF_API_KEY_RATE": "0", "NUTGRAF_API_RATE": "0"}
WAIT_SECONDS = 60
PUBLISHING_SECONDS = 0.25
"""Between two of the publisher's acts, so that there is a draft left at the last kill."""
READY = """
import django; django.setup()
from django.utils import timezone
from tests import factories
from accounts.models.key import SCOPES
from briefings.models import Webhook
boss = factories.person("administrator")
Webhook.objects.add("https://hooks.example.org/in", by=boss, at=timezone.now())
Webhook.objects.update(address="http://127.0.0.1:9/")
print(factories.key(*SCOPES, user=boss).secret)
source = factories.article()
for _ in range(COUNT):
    print(factories.ready(source).uid)
"""
LOOK = """
import json, django; django.setup()
from tests.trials.invariants import half_done, left_lying
print(json.dumps({"half": half_done(), "lying": left_lying()}))
"""
REPORT = """Ferry {n} to Skar {n} sails again

The ferry {n} crossed the sound to Skar {n} on Monday, {n} weeks after its engine had burned. Captain Ada{n} Voss had {n}
lorries on board, and the quay of Skar {n} was lit by {n} lamps when she came in, said harbour master Nils{n} Brekke.
"""


class Process:
    """A web server or a worker with all its children, started anew whenever it is killed."""

    def __init__(self, site: Installation, command: list[str]) -> None:
        self.site, self.command = site, command
        self.start()

    def start(self) -> None:
        with (self.site.var / "log").open("ab") as log:
            self.running = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.site.environment | QUICK,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()

    def end(self) -> None:
        self.running.terminate()
        self.running.wait(30)


class Client:
    """Sends each request under a key of its own until it is acknowledged, whatever comes in between."""

    def __init__(self, port: int, secret: str) -> None:
        self.port, self.secret = port, secret
        self.acknowledged: list[tuple[str, int, str]] = []
        self.strange: list[tuple[str, int, str]] = []
        self.let_go = threading.Event()

    def send(self, path: str, data: object, key: str) -> None:
        while True:
            try:
                status, text = self._once(path, data, key)
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)
                continue
            if status in (200, 201, 202):
                self.acknowledged.append((key, status, text))
                return
            if status not in (409, 503):
                self.strange.append((key, status, text))
                return
            time.sleep(0.2)

    def _once(self, path: str, data: object, key: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Authorization": f"Bearer {self.secret}", "Idempotency-Key": key, "Content-Type": "application/json"}
        try:
            connection.request("POST", path, json.dumps(data), headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def bring(self) -> None:
        """Reports, one by one, and every fourth time three at once."""
        number = 0
        while not self.let_go.is_set():
            number += 1
            if number % 4:
                self.send("/api/v1/articles/", {"text": REPORT.format(n=10 * number)}, f"report {number}")
            else:
                three = [{"text": REPORT.format(n=10 * number + more)} for more in (1, 2, 3)]
                self.send("/api/v1/articles/", three, f"reports {number}")

    def publish(self, uids: list[str]) -> None:
        for uid in uids:
            for verb, data in (("publish", {}), ("publish", {"note": "More."}), ("retract", {"reason": "Made up."})):
                if self.let_go.wait(PUBLISHING_SECONDS):
                    return
                self.send(f"/api/v1/drafts/{uid}/{verb}/", data, f"{uid} {verb} {len(data)}")


def test_whoever_is_killed_loses_nothing(tmp_path: Path) -> None:
    site, port = installations.like_this_one(tmp_path / "site"), installations.free_port()
    secret, *uids = site.python(READY.replace("COUNT", str(20 + 10 * KILLS))).split()
    granian = str(Path(sys.executable).parent / "granian")
    web = Process(site, [granian, "--interface", "wsgi", "--port", str(port), "--workers", "1",
                         "--blocking-threads", "4", "--no-ws", "config.wsgi:application"])  # fmt: skip
    worker = Process(site, [sys.executable, "manage.py", "worker"])
    clients = [Client(port, secret) for _ in range(2)]
    threads = [
        threading.Thread(target=clients[0].bring, daemon=True),
        threading.Thread(target=clients[1].publish, args=[uids], daemon=True),
    ]
    for thread in threads:
        thread.start()
    rng = random.Random(9)
    for number in range(KILLS):
        before = [len(client.acknowledged) for client in clients]
        until(lambda: all(len(c.acknowledged) > n for c, n in zip(clients, before, strict=True)), WAIT_SECONDS)  # noqa: B023
        time.sleep(rng.uniform(0, 1.5))
        victims = ([web], [worker], [web, worker])[number % 3]
        for victim in victims:
            victim.kill()
        for victim in victims:
            victim.start()
    settle(site, clients, threads)
    worker.end()
    web.end()
    check(site, clients)


def settle(site: Installation, clients: list[Client], threads: list[threading.Thread]) -> None:
    """What was sent last is answered; then all that is due is worked off."""
    for client in clients:
        client.let_go.set()
    for thread in threads:
        thread.join(WAIT_SECONDS)
        assert not thread.is_alive(), "what was sent was not acknowledged within a minute"
    seconds = until(lambda: look(site)["lying"] == [], WAIT_SECONDS)
    print(f"nothing lay about {seconds:.0f} s after the last kill")


def look(site: Installation) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(site.python(LOOK))
    return found


def check(site: Installation, clients: list[Client]) -> None:
    brought, out = clients
    assert brought.strange == []
    assert out.strange == []
    assert look(site)["half"] == []
    sent = [number for key, _, _ in brought.acknowledged for number in numbers_of(key)]
    for number in sent:
        like = f"%The ferry {number} crossed%"
        assert site.ask(f"SELECT count(*) FROM sources_rawtext WHERE text LIKE '{like}'") == [(1,)], number
    assert site.ask("SELECT count(*) FROM sources_rawtext WHERE text LIKE '%crossed the sound%'") == [(len(sent),)]
    assert site.ask("SELECT count(*) FROM briefings_edition") == [(len(out.acknowledged),)]
    print(f"{KILLS} kills: {len(sent)} reports and {len(out.acknowledged)} editions, each once")


def numbers_of(key: str) -> list[int]:
    """Of the reports that went under a key."""
    word, number = key.split()
    return [10 * int(number)] if word == "report" else [10 * int(number) + more for more in (1, 2, 3)]
