"""Servers to measure, as the Procfile starts them but with two workers, and what a request costs them."""

import http.client
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.operation.production import HOST, until
from tests.postgresql import cluster

WORKERS, CONNECTIONS = 2, 2
TICK = 1000 / os.sysconf("SC_CLK_TCK")
"""Milliseconds."""

USUAL_HEADERS = {"Host": HOST, "X-Forwarded-Proto": "https"}


@dataclass(frozen=True, slots=True)
class Program:
    """What is served: by which granian, where it finds its modules, and its environment."""

    granian: Path
    application: str
    folder: Path
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Server:
    process: subprocess.Popen[bytes]
    port: int

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, asked again and again; `status`: what it must be answered with."""

    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    status: int = 200

    def once(self, connection: http.client.HTTPConnection) -> http.client.HTTPResponse:
        connection.request(self.method, self.path, headers=USUAL_HEADERS | dict(self.headers))
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != self.status:
            raise SystemExit(f"{self.method} {self.path}: {answer.status}, not {self.status}. {body[:300]!r}")
        return answer


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of processor time a request: the server's and the database's."""

    server: float
    database: float

    @property
    def total(self) -> float:
        return self.server + self.database


@contextmanager
def served(program: Program) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        program.granian, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-ws",
        "--workers", str(WORKERS), "--blocking-threads", "4", program.application,
    ]  # fmt: skip
    process = subprocess.Popen(
        command, cwd=program.folder, env=dict(program.environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until(lambda: socket.create_connection(("127.0.0.1", port)).close() is None)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(30)


def family(pid: int) -> set[int]:
    """A process and all below it."""
    found = {pid}
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            found |= family(int(child))
    return found


def spent(pid: int) -> float:
    """Milliseconds of processor time, user and system, of a process and all below it, also of those that ended."""
    if not pid:
        return 0.0
    total = 0.0
    for one in family(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        total += sum(map(int, fields[11:15] if one == pid else fields[11:13]))
    return TICK * total


def cost(server: Server, asked: Asked, measured: "Measure") -> Cost:
    """Of as many requests as fit in the time, over connections that are kept open."""
    pids = (server.process.pid, measured.database)
    before = [spent(pid) for pid in pids]
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        count = sum(threads.map(lambda _: _ask(server, asked, measured.seconds), range(CONNECTIONS)))
    return Cost(*((spent(pid) - then) / count for pid, then in zip(pids, before, strict=True)))


@dataclass(frozen=True, slots=True)
class Measure:
    """How long each is asked in a round, and the database's first process (0: it is none of its own)."""

    seconds: float
    database: int = 0


def _ask(server: Server, asked: Asked, seconds: float) -> int:
    connection, count, end = server.connect(), 0, time.monotonic() + seconds
    while time.monotonic() < end:
        asked.once(connection)
        count += 1
    connection.close()
    return count


@dataclass(frozen=True, slots=True)
class Databases:
    """`url` makes an empty database of a name; `pid`: the first process of the server they are in, or 0."""

    url: Callable[[str], str]
    pid: int


@contextmanager
def databases(kind: str, folder: Path) -> Iterator[Databases]:
    """SQLite files in the folder, or a PostgreSQL of our own for as long as the block lasts."""
    with ExitStack() as stack:
        if kind == "sqlite":
            yield Databases(lambda name: f"sqlite:///{folder}/{name}.sqlite3", 0)
            return
        root = stack.enter_context(cluster())
        place = Path(root.rsplit("host=", 1)[1])
        pid = int((place / "data" / "postmaster.pid").read_text().split()[0])
        yield Databases(lambda name: _created(root, name), pid)


def _created(root: str, name: str) -> str:
    with psycopg.connect(root, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]  # a name is no parameter in SQL
    return root.replace("@/postgres?", f"@/{name}?")
