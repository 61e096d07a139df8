"""Readers, programs and editors at once over 32 connections: no answer is a fault, memory stays flat once it is warm."""

import http.client
import json
import random
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from tests import factories
from tests.operation import installations, production
from tests.operation.production import HOST, Server, served
from tests.trials.form import LONG

CONNECTIONS = 32
SECONDS = 600
WARM = 0.25
"""Of the time: until then everything was asked for at least once."""
MOST_GROWTH = 1.1
SITE = """
import django; django.setup()
from tests import factories
from accounts.models.key import SCOPES
for number in range(12):
    factories.published(factories.ready(slug=f"lamp-{number}"))
draft = factories.ready()
print(factories.key(*SCOPES, user=factories.person("administrator")).secret, draft.uid)
"""
READERS = ["/", "/briefings/lamp-3/", "/briefings/lamp-7/", "/api/v1/briefings/", "/api/v1/briefings/lamp-5/", "/search/?q=lamp",
           "/feeds/atom.xml", "/outlets/", "/archive/"]  # fmt: skip


class Asker(threading.Thread):
    def __init__(self, server: Server, number: int, given: list[str], until: float) -> None:
        super().__init__()
        self.server, self.number, self.until = server, number, until
        self.secret, self.draft = given
        self.told: list[tuple[int, float]] = []

    def run(self) -> None:
        rng = random.Random(self.number)
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        headers = {"Host": HOST, "Authorization": f"Bearer {self.secret}", "Content-Type": "application/json"}
        while time.monotonic() < self.until:
            began = time.monotonic()
            connection.request(*self.next(rng), headers)
            answer = connection.getresponse()
            answer.read()
            self.told.append((answer.status, time.monotonic() - began))

    def next(self, rng: random.Random) -> tuple[str, str, str | None]:
        """Of ten, eight read, one brings a report, one is an editor's look at a draft."""
        kind = self.number % 10
        if kind == 8:
            text = factories.LIGHTHOUSE.replace("Stora Skar", f"Skar {rng.random()}")
            return "POST", "/api/v1/articles/", json.dumps({"text": text})
        return "GET", f"/api/v1/drafts/{self.draft}/" if kind == 9 else rng.choice(READERS), None


def memory(server: Server) -> int:
    """Kilobytes that the server's processes hold."""
    main = server.process.pid
    children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    status = [Path(f"/proc/{pid}/status").read_text() for pid in (main, *children)]
    return sum(int(line.split()[1]) for text in status for line in text.splitlines() if line.startswith("VmRSS"))


@pytest.mark.skipif(not LONG, reason="It takes ten minutes and both cores: make trial")
def test_mixed_load_is_borne(tmp_path: Path) -> None:
    site = installations.like_this_one(tmp_path / "site")
    given = site.python(SITE).split()
    environment = site.environment | {"NUTGRAF_HOSTS": HOST, "NUTGRAF_API_RATE": "0", "NUTGRAF_API_KEY_RATE": "0"}
    with served(production.Installation(site.var, environment, {}), workers=1) as server:
        began = time.monotonic()
        askers = [Asker(server, number, given, began + SECONDS) for number in range(CONNECTIONS)]
        for asker in askers:
            asker.start()
        time.sleep(SECONDS * WARM)
        warm = memory(server)
        for asker in askers:
            asker.join()
        after = memory(server)
    told = [one for asker in askers for one in asker.told]
    statuses, seconds = Counter(status for status, _ in told), sorted(took for _, took in told)
    print(
        f"load: {len(told) / SECONDS:.0f} answers a second, {dict(statuses)}, half in {seconds[len(seconds) // 2]:.3f} s, "
        f"99 of 100 in {seconds[len(seconds) * 99 // 100]:.3f} s, memory {warm} then {after} kB"
    )
    assert not [status for status in statuses if status >= 500 and status != 503]
    assert not statuses[503], "overload alone answers so, and this is none"
    assert after < warm * MOST_GROWTH
