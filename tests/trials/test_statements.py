"""The n-th statement fails, for every n: the caller is told to come again, nothing is half there, and the same again
succeeds and is done once."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.models.key import SCOPES
from briefings.models import Briefing, Webhook
from sources.models import Feed, IngestItem
from sources.polling import poll
from sources.tasks import take_in_due_items
from tests import factories
from tests.factories import HOUR, LIGHTHOUSE, NOW
from tests.sources.test_polling import entry, rss
from tests.sources.web import serving
from tests.trials.form import times
from tests.trials.invariants import counted, half_done

pytestmark = pytest.mark.django_db

EVERY = times(23, 1)
OF_TRANSACTIONS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
"""They make the test's own frame; a commit that fails leaves what a rollback leaves."""


@dataclass
class Fault:
    """Lets the statement with that number fail, counted from 1; 0: none."""

    at: int
    seen: int = 0
    depth: int = field(default_factory=lambda: len(connection.savepoint_ids))

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(OF_TRANSACTIONS):
            return execute(sql, params, many, context)
        self.seen += 1
        if self.seen != self.at:
            return execute(sql, params, many, context)
        within = len(connection.savepoint_ids) > self.depth
        if connection.vendor == "postgresql" and within:  # there a statement that fails takes its transaction along
            with pytest.raises(DatabaseError):
                execute("SELECT 1 / 0", [()] if many else None, many, context)
        raise OperationalError(f"statement {self.at} failed")


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def statements(act: Callable[[], Any]) -> int:
    fault = Fault(0)
    with undone(), connection.execute_wrapper(fault):
        act()
    return fault.seen


@pytest.fixture(autouse=True)
def outside_of_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a request does outside of a transaction of its own stands in the test's, and would mark that as broken. And
    that a key was used is noted once an hour, which may begin while this runs.
    """
    monkeypatch.setattr(transaction, "mark_for_rollback_on_error", lambda using=None: nullcontext())
    monkeypatch.setattr("accounts.models.key._hour", lambda at: 0)


@pytest.fixture
def headers() -> dict[str, str]:
    administrator = factories.person("administrator")
    Webhook.objects.add("https://press.example/hook", by=administrator, at=NOW)
    headers = {"Authorization": f"Bearer {factories.key(*SCOPES, user=administrator).secret}"}
    Client().get(reverse("api-drafts"), headers=headers)  # that the key was used is noted the first time
    return headers | {"Idempotency-Key": "one"}


def asked(path: str, data: dict[str, Any], headers: dict[str, str]) -> Any:
    client = Client(raise_request_exception=False)
    return client.post(path, json.dumps(data), content_type="application/json", headers=headers)


def verb(briefing: Briefing, name: str) -> str:
    return reverse(f"api-draft-{name}", args=[briefing.uid])


def to_correct() -> Briefing:
    briefing: Briefing = Briefing.objects.get(pk=factories.published(factories.ready()).briefing_id)
    briefing.body += "\n\nIt burned on Friday."
    factories.save(briefing)
    return briefing


ASKED: dict[str, Callable[[], tuple[str, dict[str, Any]]]] = {
    "ingest": lambda: (reverse("api-articles"), {"text": LIGHTHOUSE, "outlet": "Gazette"}),
    "ingest many": lambda: (reverse("api-articles"), [{"text": LIGHTHOUSE}, {"text": factories.ORCHARD}]),  # type: ignore[dict-item,return-value]
    "publish": lambda: (verb(factories.ready(), "publish"), {}),
    "correct": lambda: (verb(to_correct(), "correct"), {"note": "It was Friday.", "how_found": "A reader.", "was": "a", "now": "b"}),
    "retract": lambda: (verb(factories.published(factories.ready()).briefing, "retract"), {"reason": "Made up."}),
}  # fmt: skip

BY_ITSELF = "ingest"
"""What may be done again: the same bytes change nothing."""


@pytest.mark.parametrize("what", ASKED)
def test_a_request_is_done_or_not_done(what: str, headers: dict[str, str]) -> None:
    path, data = ASKED[what]()
    before, total = counted(), statements(lambda: asked(path, data, headers))
    with undone():
        good = asked(path, data, headers)
        assert good.status_code in (200, 201, 202), good.content
        after = counted()
    assert after != before
    for number in range(1, total + 1, EVERY):
        with undone():
            with connection.execute_wrapper(Fault(number)):
                answer = asked(path, data, headers)
            done = answer.status_code == good.status_code
            if not done:
                assert (answer.status_code, answer.headers.get("Retry-After")) == (503, "5"), (number, answer.content)
                assert answer.headers["Content-Type"] == "application/problem+json"
            assert half_done() == [], number
            expected = after if done else before
            if done or what != BY_ITSELF:  # else it may be in, and its answer alone be lost: the repetition tells
                assert counted() == expected, (number, differing(expected))
            again = asked(path, data, headers)
            assert again.status_code in (200, good.status_code), (number, again.content)
            assert half_done() == []
            assert differing(after) == {}, number
    print(f"{what}: {total} statements")


def differing(expected: dict[str, int]) -> dict[str, Any]:
    return {name: (count, expected[name]) for name, count in counted().items() if count != expected[name]}


def test_a_poll_keeps_all_that_is_new_or_nothing(settings: Any) -> None:
    with serving() as web:
        settings.FETCH_PORTS, settings.FETCH_ALSO_ALLOWED = [web.port], ["127.0.0.0/8"]
        web.says("/feed", rss(entry(1), entry(2)), content_type="application/rss+xml")
        feed: Feed = Feed.objects.add(web.url("/feed"), by=None, at=NOW)

        def polled() -> None:
            poll(Feed.objects.get(pk=feed.pk), NOW)

        before, total = counted(), statements(polled)
        with undone():
            polled()
            after = counted()
        for number in range(1, total + 1, EVERY):
            with undone():
                try:
                    with connection.execute_wrapper(Fault(number)):
                        polled()
                except OperationalError:
                    pass  # it cannot even be kept on the feed; its claim runs out, and it is due again
                assert counted() in (before, after), (number, differing(before))
                poll(Feed.objects.get(pk=feed.pk), NOW + HOUR)
                assert counted() == after, (number, differing(after))
    print(f"poll: {total} statements")


def test_items_of_a_job_are_taken_in_once(headers: dict[str, str]) -> None:
    asked(reverse("api-articles"), [{"text": LIGHTHOUSE}, {"text": factories.ORCHARD}], headers)  # type: ignore[arg-type]
    total = statements(take_in_due_items.call)
    with undone():
        take_in_due_items.call()
        after = counted()
    for number in range(1, total + 1, EVERY):
        with undone():
            try:
                with connection.execute_wrapper(Fault(number)):
                    take_in_due_items.call()
            except OperationalError:
                pass
            assert half_done() == [], number
            worked_off()
            assert half_done() == [], number
            assert counted() == after, (number, differing(after))
    print(f"take in: {total} statements")


def worked_off() -> None:
    """As workers do once the claims ran out and the times to try again came."""
    for _ in range(3):
        IngestItem.objects.filter(state="waiting").update(due_at=NOW, claimed_until=None)
        take_in_due_items.call()
    assert not IngestItem.objects.exclude(state="done").exists(), IngestItem.objects.values_list("error", "last_error")
