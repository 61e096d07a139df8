"""Text that parsers choke on, through every door of a real server: each ends in time, in words, and holds up no reader."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.operation.production import HOST, ROOT, Answer, Server
from tests.trials.form import LONG

SECONDS = 2.0
"""One and a half of them for rendering (NUTGRAF_MARKDOWN_SECONDS), the rest for the request around it."""
PATIENCE = 10
"""A test's machine has other work: it may take so many times longer. The figures of the long form are those that count."""
SIZE = 50_000
"""Of most texts; a long report has a fifth of it."""
SET_UP = """
import json
from django.conf import settings
from django.test import Client
from accounts.models import ApiKey, User
from briefings.models import Briefing
user = User.objects.get(username="publisher")
client = Client()
client.force_login(user)
print(json.dumps({
    "key": ApiKey.objects.issue(user, name="a test", scopes=["ingest", "edit", "drafts"]).secret,
    "session": client.cookies[settings.SESSION_COOKIE_NAME].value,
    "draft": Briefing.objects.create(headline="Trams", slug="trams", standfirst="Why.", body="So.").pk,
}))
"""
TOKEN = "c" * 32


def repeated(piece: str, size: int = SIZE) -> str:
    return (piece * (size // len(piece) + 1))[:size]


TEXTS = {
    "nested lists": repeated("- "),
    "nested lists, numbered": repeated("1. "),
    "nested quotes": repeated("> "),
    "stairs": "".join(f"{' ' * (4 * n)}- x\n" for n in range(220)),
    "brackets": repeated("["),
    "brackets and letters": repeated("[a"),
    "links half made": repeated("[a]("),
    "images half made": repeated("![a]["),
    "backticks": repeated("`"),
    "backticks of all lengths": " ".join("`" * n for n in range(1, 440)),
    "asterisks": repeated("*a **b "),
    "underscores": repeated("_a__"),
    "bars": repeated("|"),
    "a table without end": "|a" * 200 + "\n" + "|-" * 200 + "\n" + ("|a" * 200 + "\n") * 240,
    "elements": repeated("<b>"),
    "elements half made": repeated("<a "),
    "comments half made": repeated("<!--"),
    "entities": repeated("&#x3c;&amp;"),
    "marks of order": "Ferries\u202e " + repeated("\u202e\u2066word "),
    "combining marks": "a" + repeated("\u0301\u0323"),
    "nulls": "Ferries\0 leave.\n\n" + repeated("\0word "),
    "lone surrogates": "Ferries\ud800 leave.\n\n" + repeated("\udfffword\ud800 "),
    "no letters": repeated("\u200b\u2028\ufeff"),
    "a line of 10 MB": "x" * 10_000_000,
    "words of 10 MB": repeated("word ", 10_000_000),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Desk:
    """A publisher at a server, as a person and as a program."""

    server: Server
    facts: dict[str, Any]

    def api(self, path: str, content: Any) -> Answer:
        headers = {"Authorization": f"Bearer {self.facts['key']}", "Content_Type": "application/json"}
        return self.server.ask(path, "POST", json.dumps(content), **headers)

    def form(self, path: str, **fields: str) -> Answer:
        sent = urlencode(fields, errors="surrogatepass")
        return self._send(path, sent, "application/x-www-form-urlencoded")

    def file(self, path: str, name: str, text: str) -> Answer:
        head = f'--{TOKEN}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n'
        body = head + text + f"\r\n--{TOKEN}--\r\n"
        return self._send(path, body, f"multipart/form-data; boundary={TOKEN}")

    def _send(self, path: str, body: str, kind: str) -> Answer:
        cookie = f"__Host-sessionid={self.facts['session']}; __Host-csrftoken={TOKEN}"
        headers = {"Cookie": cookie, "X_CSRFToken": TOKEN, "Referer": f"https://{HOST}/admin/", "Content_Type": kind}
        return self.server.ask(path, "POST", body.encode("utf-8", "surrogatepass"), **headers)  # type: ignore[arg-type]


INGEST = "/admin/sources/sourcearticle/ingest/"
DOORS: dict[str, Callable[[Desk, str], Answer]] = {
    "API, a report": lambda desk, text: desk.api("/api/v1/articles/", {"text": text, "outlet": "Harbour Gazette"}),
    "API, a draft": lambda desk, text: desk.api("/api/v1/drafts/", {"headline": "Trams", "body": text}),
    "paste": lambda desk, text: desk.form(INGEST, text=text, outlet="Harbour Gazette"),
    "upload": lambda desk, text: desk.file(INGEST, "report.txt", text),
    "composer": lambda desk, text: desk.form(
        f"/admin/briefings/briefing/{desk.facts['draft']}/as-typed/", body=text, headline="Trams"
    ),
}


@dataclass
class Reader:
    """Asks for the front page again and again. `answers`: when each began and ended, and its status."""

    server: Server
    answers: list[tuple[float, float, int]] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def read(self) -> None:
        while not self.done.is_set():
            began = time.monotonic()
            status = self.server.ask("/").status
            self.answers.append((began, time.monotonic(), status))
            time.sleep(0.01)


@pytest.fixture(scope="module")
def desk(production: Server) -> Desk:
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", SET_UP]
    said = subprocess.run(command, cwd=ROOT, env=production.installation.environment, check=True, capture_output=True)
    return Desk(production, json.loads(said.stdout))


@pytest.fixture
def reader(production: Server) -> Iterator[Reader]:
    reader = Reader(production)
    thread = threading.Thread(target=reader.read)
    thread.start()
    yield reader
    reader.done.set()
    thread.join()


@pytest.mark.parametrize("door", DOORS)
def test_hostile_text_ends_in_time_and_in_words_while_readers_read(desk: Desk, reader: Reader, door: str) -> None:
    took: dict[str, float] = {}
    for kind, text in list(TEXTS.items())[:: 1 if LONG else 2]:
        began = time.monotonic()
        answer = DOORS[door](desk, text)
        ended = time.monotonic()
        took[kind] = ended - began
        assert answer.status < 500, (kind, answer.text[:500])
        assert answer.status < 400 or len(answer.text) > 40, f"{kind} is refused without a word"
        assert "Traceback" not in answer.text, kind
        if took[kind] > 1:
            assert any(began < one < other < ended for one, other, _ in reader.answers), f"{kind} held up every reader"
    slowest = sorted(took, key=lambda kind: -took[kind])[:4]
    print(f"\n{door}: " + ", ".join(f"{kind} {took[kind]:.1f} s" for kind in slowest))
    assert took[slowest[0]] < SECONDS * (1 if LONG else PATIENCE), f"{slowest[0]} took {took[slowest[0]]:.1f} s"
    assert {status for _, _, status in reader.answers} == {200}
