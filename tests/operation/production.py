"""A whole installation with production's settings: its own folder, migrated, with the demo's briefings, served by granian."""

import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests import once
from tests.operation import installations

ROOT = Path(__file__).resolve().parents[2]
HOST = "news.example"
TOKEN = "a-token-for-the-metrics-of-this-test"
START_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str
    cookies: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Installation:
    folder: Path
    environment: dict[str, str]
    passwords: dict[str, str]

    def manage(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "manage.py", *arguments]
        with (self.folder / "worker.log").open("ab") as log:
            return subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)

    def log(self) -> str:
        """What its workers have said."""
        file = self.folder / "worker.log"
        return file.read_text() if file.exists() else ""


@dataclass(frozen=True, slots=True)
class Server:
    installation: Installation
    process: subprocess.Popen[bytes]
    port: int

    def log(self) -> str:
        return (self.installation.folder / "web.log").read_text()

    def ask(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Answer:
        """As a proxy asks that speaks TLS with the world."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        given = {"Host": HOST, "X-Forwarded-Proto": "https"}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, given)
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
        cookies = answer.headers.get_all("Set-Cookie") or []
        connection.close()
        return Answer(answer.status, {k.lower(): v for k, v in answer.headers.items()}, text, cookies)


def install(folder: Path) -> Installation:
    """A copy of the one that is made once."""
    ready = once.made("production", _make)
    shutil.copytree(ready, folder, dirs_exist_ok=True)
    return Installation(folder, _environment(folder), json.loads((ready / "passwords.json").read_text()))


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {
        "NUTGRAF_ENV": "production",
        "NUTGRAF_SECRET_KEY": "only-for-this-test-" + "x" * 50,
        "NUTGRAF_HOSTS": HOST,
        "NUTGRAF_BEHIND_PROXY": "on",
        "NUTGRAF_SITE_URL": f"https://{HOST}",
        "NUTGRAF_SECURITY_CONTACT": "mailto:safety@news.example",
        "NUTGRAF_METRICS_TOKEN": TOKEN,
        "NUTGRAF_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


def _make(folder: Path) -> None:
    told = ""
    for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["demo", "--port", "8000"]):
        done = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=_environment(folder), capture_output=True
        )
        assert done.returncode == 0, done.stderr.decode()
        told += done.stdout.decode()
    passwords = dict(re.findall(r"^  (\w+) +(\S+)$", told, re.MULTILINE))
    (folder / "passwords.json").write_text(json.dumps(passwords))


@contextmanager
def served(installation: Installation, workers: int = 2) -> Iterator[Server]:
    port = installations.free_port()
    command = [
        Path(sys.executable).parent / "granian", "--interface", "wsgi", "--port", str(port), "--no-ws",
        "--workers", str(workers), "--blocking-threads", "4", "config.wsgi:application",
    ]  # fmt: skip
    with (installation.folder / "web.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=installation.environment, stdout=log, stderr=log)
    server = Server(installation, process, port)
    try:
        until(lambda: server.ask("/livez").status == 200)
        yield server
    finally:
        process.terminate()
        process.wait(30)


def until(holds: object, seconds: float = START_SECONDS) -> float:
    """Seconds until it holds; fails when it does not in time."""
    assert callable(holds)
    began = time.monotonic()
    while True:
        try:
            if holds():
                return time.monotonic() - began
        except OSError:
            pass
        assert time.monotonic() - began < seconds, "It did not come in time."
        time.sleep(0.1)
