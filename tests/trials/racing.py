"""A program: eight at a time on one briefing, a round for each number given. Prints what was answered, as JSON lines."""

import json
import sys
import threading
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from accounts.models import User  # noqa: E402
from accounts.models.key import SCOPES  # noqa: E402
from briefings.models import Briefing  # noqa: E402
from tests import factories  # noqa: E402
from tests.trials.invariants import half_done  # noqa: E402

AT_A_TIME = 8
Asked = Callable[[int], Any]


def together(ask: Asked, barrier: threading.Barrier) -> list[Any]:
    found: list[Any] = [None] * AT_A_TIME

    def one(number: int) -> None:
        try:
            connection.ensure_connection()
            barrier.wait()
            found[number] = ask(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[number]) for number in range(AT_A_TIME)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def send(method: str, path: str, data: dict[str, Any], headers: dict[str, str]) -> Any:
    client = Client(raise_request_exception=False)
    return getattr(client, method)(path, json.dumps(data), content_type="application/json", headers=headers)


class Round:
    """Each game is played on a briefing of its own; `play` answers what each of the eight was told."""

    def __init__(self, user: User, headers: dict[str, str], source: Any, number: int) -> None:
        self.user, self.headers, self.number = user, headers, number
        self.briefing = factories.ready(source)
        factories.save(self.briefing, by=user)
        self.path = reverse("api-draft", args=[self.briefing.uid])
        self.tag = Client().get(self.path, headers=headers).headers["ETag"]

    def save(self, number: int) -> int:
        data = {"body": f"The lamp burns **again** on its island.\n\nSaver {number} was here."}
        return int(send("patch", self.path, data, self.headers | {"If-Match": self.tag}).status_code)

    def publish(self, number: int) -> int:
        return int(send("post", f"{self.path}publish/", {"kind": "first"}, self.headers).status_code)

    def submit(self, number: int) -> int:
        headers = self.headers | {"Idempotency-Key": f"round {self.number}"}
        return int(send("post", f"{self.path}publish/", {}, headers).status_code)

    def either(self, number: int) -> int:
        return self.save(number) if number % 2 else self.publish(number)

    def click(self, number: int) -> str:
        """The desk's button, pressed twice and more: what the page says then."""
        client = Client()
        client.force_login(self.user)
        path = reverse("admin:briefings_do", args=[self.briefing.pk, "publish"])
        page = client.post(path, {"kind": "update", "after": "1", "note": "More."}, follow=True)
        return "out" if "Published as edition 2" in page.text else "meantime" if "in the meantime" in page.text else "?"

    def texts(self) -> dict[str, Any]:
        row = Briefing.objects.get(pk=self.briefing.pk)
        live = json.loads(bytes(row.live.document))["body"]["markdown"] if row.live else ""
        revisions = [revision.state["body"] for revision in row.revisions.all()]
        return {"body": row.body, "live": live, "revisions": revisions, "editions": row.editions.count()}


GAMES = ("save", "publish", "submit", "either", "click")


def main(rounds: int) -> None:
    user = factories.person("administrator")
    headers = {"Authorization": f"Bearer {factories.key(*SCOPES, user=user).secret}"}
    source = factories.article()
    for number in range(rounds):
        for game in GAMES:
            played = Round(user, headers, source, number)
            if game == "click":
                factories.published(played.briefing, by=user)
            told = together(getattr(played, game), threading.Barrier(AT_A_TIME))
            print(json.dumps({"game": game, "told": told} | played.texts()), flush=True)
    print(json.dumps({"half done": half_done()}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
