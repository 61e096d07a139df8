"""Readers, programs and editors at once: no answer is a fault, memory stays flat once it is warm, overload passes."""

import http.client
import json
import random
import threading
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests import factories
from tests.operation import installations, production
from tests.operation.production import HOST, Server, served, until
from tests.trials.form import LONG, times

CONNECTIONS = 32
SECONDS = 600
WARM = 0.25
"""Of the time: until then everything was asked for at least once."""
MOST_GROWTH = 1.1
COPIES = 0.02
"""Of the reports: a story that got all of them would grow without end, and its draft with it."""
SYLLABLES = [
    "ba",
    "ker",
    "lin",
    "vas",
    "mer",
    "dor",
    "tel",
    "gor",
    "hem",
    "pla",
    "nus",
    "wes",
    "tra",
    "kin",
    "lof",
    "fer",
]
CROWD = 200
"""Connections that ask without a pause, of one server process with four threads."""
RECOVERED_SECONDS = 5
AS_USUAL_SECONDS = 0.25
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
        self.asked_to_wait: list[str | None] = []

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
            if answer.status in (429, 503):
                self.asked_to_wait.append(answer.headers["Retry-After"])

    def next(self, rng: random.Random) -> tuple[str, str, str | None]:
        """Of ten, eight read, one brings a report, one is an editor's look at a draft."""
        kind = self.number % 10
        if kind == 8:
            return "POST", "/api/v1/articles/", json.dumps({"text": report(rng)})
        return "GET", f"/api/v1/drafts/{self.draft}/" if kind == 9 else rng.choice(READERS), None


def report(rng: random.Random) -> str:
    """Of an event of its own; now and then one more copy of what the draft rests on."""
    number = rng.randrange(10**9)
    if rng.random() < COPIES:
        return factories.LIGHTHOUSE.replace("Stora Skar", f"Skar {number}")
    town, name = f"{rng.choice(SYLLABLES)}{rng.choice(SYLLABLES)}{rng.choice(SYLLABLES)}".title(), f"Ada {number}son"
    return (
        f"The {number} ferry of {town} sails again\n\nThe ferry crossed the sound to {town} on Monday, {number % 90} weeks "
        f"after its engine had burned. Captain {name} had {number % 40} lorries on board, and the quay of {town} was lit "
        f"by {number % 70} lamps. It will sail {number % 9} times a day, the office of the port said.\n"
    )


def memory(server: Server) -> int:
    """Kilobytes that the server's processes hold."""
    main = server.process.pid
    children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    status = [Path(f"/proc/{pid}/status").read_text() for pid in (main, *children)]
    return sum(int(line.split()[1]) for text in status for line in text.splitlines() if line.startswith("VmRSS"))


def installed(folder: Path) -> tuple[production.Installation, list[str]]:
    """A site with twelve editions, and its key and draft."""
    site = installations.like_this_one(folder / "site")
    given = site.python(SITE).split()
    return production.Installation(site.var, site.environment | {"NUTGRAF_HOSTS": HOST}, {}), given


def started(server: Server, connections: int, given: list[str], seconds: float) -> list[Asker]:
    askers = [Asker(server, number, given, time.monotonic() + seconds) for number in range(connections)]
    for asker in askers:
        asker.start()
    return askers


@pytest.mark.skipif(not LONG, reason="It takes ten minutes and both cores: make trial")
def test_mixed_load_is_borne(tmp_path: Path) -> None:
    site, given = installed(tmp_path)
    unlimited = {"NUTGRAF_API_RATE": "0", "NUTGRAF_API_KEY_RATE": "0"}
    with served(replace(site, environment=site.environment | unlimited), workers=1) as server:
        askers = started(server, CONNECTIONS, given, SECONDS)
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


def test_overload_is_told_and_over_at_once(tmp_path: Path) -> None:
    """Who asks too much is told when to come again; nothing breaks, and nothing lingers."""
    site, given = installed(tmp_path)
    limited = {"NUTGRAF_API_KEY_RATE": "60"}
    with served(replace(site, environment=site.environment | limited), workers=1) as server:
        askers = started(server, CROWD, given, times(8, 60))
        for asker in askers:
            asker.join()
        recovered = until(lambda: is_as_usual(server), RECOVERED_SECONDS)
        assert server.process.poll() is None
    statuses = Counter(status for asker in askers for status, _ in asker.told)
    print(f"overload: {dict(statuses)} over {CROWD} connections, as usual after {recovered:.1f} s")
    assert len(askers) == sum(bool(asker.told) for asker in askers), "each was answered"
    assert set(statuses) <= {200, 201, 202, 429, 503}
    assert statuses[429]
    assert all(wait and int(wait) > 0 for asker in askers for wait in asker.asked_to_wait)


def is_as_usual(server: Server) -> bool:
    began = time.monotonic()
    return server.ask("/briefings/lamp-3/").status == 200 and time.monotonic() - began < AS_USUAL_SECONDS
