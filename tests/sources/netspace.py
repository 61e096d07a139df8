"""Everything that fetches, in a network of its own: `main` runs in `manage.py shell` under `unshare --net --mount`.

The network has public and private addresses, a server on each, and a name server whose answers change. It says as JSON
who was asked what; `tests/sources/test_network.py` starts and judges it.
"""

import json
import os
import socket
import struct
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.utils import timezone

from briefings.models import Webhook
from briefings.tasks import send_due_deliveries
from sources.arrival import Delivery
from sources.jobs import open_job
from sources.models import Feed
from sources.readers.items import from_address
from sources.tasks import poll_due_feeds, take_in_due_items
from tests import factories

PUBLIC, ALSO_PUBLIC = "93.184.216.34", "2606:2800:220:1::1"
PRIVATE = ("10.0.0.7", "192.168.1.1", "172.16.0.9", "169.254.169.254", "100.64.0.1", "fd00::7")
NAMES = {
    "press.example": [[PUBLIC]],
    "private.example": [["10.0.0.7"]],
    "mixed.example": [[PUBLIC, "192.168.1.1"]],
    "rebound.example": [[PUBLIC], ["10.0.0.7"]],
    "turning.example": [[PUBLIC], ["169.254.169.254"]],
}
"""What the name server says, the first time, the second, and so on; the last answer stands."""
LEADS = (
    "http://10.0.0.7/", "http://169.254.169.254/latest/meta-data", "http://[fd00::7]/", "http://private.example/",
    "http://mixed.example/", "http://turning.example/", "http://127.0.0.1/", "http://0x0a000007/", "http://[::ffff:10.0.0.7]/",
    "http://192.168.1.1:22/", "file:///etc/passwd", "//172.16.0.9/",
)  # fmt: skip
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
STRANGE = {
    "/endless": lambda line: _forever(line, HEAD + b"\r\n", b"<p>word</p>" * 1000, 0),
    "/slow": lambda line: _forever(line, HEAD + b"Content-Length: 9999\r\n\r\n", b"x", 0.1),
    "/heads": lambda line: _forever(line, b"HTTP/1.1 200 OK\r\n", b"X-Word: " + b"x" * 900 + b"\r\n", 0),
    "/silent": lambda line: time.sleep(30),
}
ASKED = (
    *(f"http://press.example/{number}" for number in range(len(LEADS))),
    *(f"http://press.example{path}" for path in STRANGE),
    "http://rebound.example/page", "http://private.example/", "http://mixed.example/", "http://10.0.0.7/", "http://[fd00::7]/",
    "http://press.example/page",
)  # fmt: skip


@dataclass
class Heard:
    """Connections by the address that they came to, look-ups by name, and the first lines that public servers read."""

    connections: Counter[str] = field(default_factory=Counter)
    looked_up: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)


HEARD = Heard()


def _forever(line: socket.socket, head: bytes, part: bytes, pause: float) -> None:
    line.sendall(head)
    while True:
        line.sendall(part)
        time.sleep(pause)


def wire() -> None:
    """The addresses of the network, and who is asked for names."""
    commands = [["ip", "link", "set", "lo", "up"]]
    for address in (PUBLIC, ALSO_PUBLIC, *PRIVATE):
        whole = ["nodad"] if ":" in address else []  # nobody else can have it: it is there at once
        commands.append(["ip", "address", "add", address, "dev", "lo", *whole])
    resolver = Path(os.environ["NUTGRAF_VAR"]) / "resolv.conf"
    resolver.write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    commands.append(["mount", "--bind", str(resolver), str(Path("/etc/resolv.conf").resolve())])
    for command in commands:
        subprocess.run(command, check=True)


def listen(address: str, port: int, answer: Callable[[socket.socket], None]) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    server = socket.create_server((address, port), family=family)

    def accept() -> None:
        while True:
            line, _ = server.accept()
            HEARD.connections[address] += 1
            threading.Thread(target=_answered, args=(line, answer), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()


def _answered(line: socket.socket, answer: Callable[[socket.socket], None]) -> None:
    try:
        with line:
            answer(line)
    except OSError:
        pass  # whoever asked hung up, as it should


def secret(line: socket.socket) -> None:
    line.sendall(HEAD + b"Content-Length: 6\r\n\r\nsecret")


def public(line: socket.socket) -> None:
    first = line.recv(65_536).decode("latin-1").split("\r\n")[0]
    HEARD.lines.append(first)
    path = first.split(" ")[1]
    if path in STRANGE:
        STRANGE[path](line)
    elif path[1:].isdecimal():
        line.sendall(f"HTTP/1.1 302 Found\r\nLocation: {LEADS[int(path[1:])]}\r\nContent-Length: 0\r\n\r\n".encode())
    else:
        page = b"<title>Trams</title><h1>Trams swapped</h1><p>The towns of Altena and Werdohl have swapped eleven trams.</p>"
        line.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % len(page) + page)


def name_server() -> None:
    """RFC 1035, as much of it as two kinds of records need."""
    asked = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    asked.bind(("127.0.0.1", 53))
    while True:
        question, sender = asked.recvfrom(512)
        end, parts = 12, []
        while length := question[end]:
            parts.append(question[end + 1 : end + 1 + length].decode())
            end += length + 1
        kind = struct.unpack("!H", question[end + 1 : end + 3])[0]
        records = [socket.inet_aton(one) for one in _said(".".join(parts).lower())] if kind == 1 else []
        head = question[:2] + struct.pack("!HHHHH", 0x8180, 1, len(records), 0, 0)
        body = b"".join(b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 0, 4) + record for record in records)
        asked.sendto(head + question[12 : end + 5] + body, sender)


def _said(name: str) -> list[str]:
    answers = NAMES.get(name, [[]])
    HEARD.looked_up[name] += 1
    return answers[min(HEARD.looked_up[name], len(answers)) - 1]


def features() -> dict[str, Callable[[], object]]:
    """Everything that fetches, by the way that its task goes."""
    boss = factories.person("administrator")

    def pages() -> object:
        open_job([from_address(url) for url in ASKED], Delivery("url", boss, timezone.now()), "addresses")
        return take_in_due_items.call()

    def feeds() -> object:
        for url in ASKED:
            Feed.objects.add(url, by=boss, at=timezone.now())
        return poll_due_feeds.call()

    def webhooks() -> object:
        for url in ASKED:
            hook = Webhook(address=url, added_by=boss, added_at=timezone.now(), secret="whsec_" + "a" * 32)
            hook.save()
            hook.ping(by=boss, at=timezone.now())
        return send_due_deliveries.call()

    return {"pages": pages, "feeds": feeds, "webhooks": webhooks}


def main() -> None:
    wire()
    for address in PRIVATE:
        for port in (80, 22):
            listen(address, port, secret)
    listen("127.0.0.1", 80, secret)
    listen(PUBLIC, 80, public)
    listen(ALSO_PUBLIC, 80, public)
    threading.Thread(target=name_server, daemon=True).start()
    said = {}
    for name, run in features().items():
        HEARD.connections.clear()
        HEARD.looked_up.clear()
        HEARD.lines.clear()
        began = time.monotonic()
        run()
        said[name] = {
            "connections": dict(HEARD.connections),
            "lines": list(HEARD.lines),
            "looked_up": dict(HEARD.looked_up),
            "seconds": time.monotonic() - began,
        }
    HEARD.connections.clear()
    for address in (*PRIVATE, "127.0.0.1"):
        socket.create_connection((address, 80), 2).close()
    time.sleep(0.2)
    said["reachable"] = {"connections": dict(HEARD.connections)}
    json.dump(said, sys.stdout)
