"""Public changes reach webhooks once each, signed, tried for a day, and never with what is not public."""

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone
from standardwebhooks import Webhook as Verifier
from standardwebhooks.webhooks import WebhookVerificationError

from accounts.models import Act
from briefings import webhooks
from briefings.models import Briefing, Delivery, Edition, Webhook
from briefings.models.delivery import JITTER, WAITS
from briefings.models.webhook import DISABLED, EVENT_OF, EVENTS, FAILING_AFTER, ROTATION
from briefings.publishing import retract
from briefings.sync_api import CHANGES
from briefings.tasks import open_due_briefings, send_due_deliveries
from operation.sweeping import sweep
from tests import factories
from tests.factories import HOUR
from tests.sources.web import Web, serving

pytestmark = pytest.mark.django_db
DAY = 24 * HOUR
PAGE = Path(__file__).resolve().parents[2] / "docs" / "webhooks.md"


@pytest.fixture
def web(settings: Any) -> Iterator[Web]:
    with serving() as web:
        settings.FETCH_PORTS, settings.FETCH_ALSO_ALLOWED = [web.port], ["127.0.0.0/8"]
        web.says("/hook", b"thanks")
        yield web


def hook(web: Web | None = None, **values: Any) -> Webhook:
    address = web.url("/hook") if web else "https://press.example/hook"
    return Webhook.objects.add(address, by=factories.person("administrator"), at=timezone.now(), **values).webhook


def publish(briefing: Briefing | None = None, **change: Any) -> Edition:
    return factories.published(briefing, at=timezone.now(), **change)


def take_back(edition: Edition) -> Edition:
    publisher = factories.person("publisher")
    return retract(edition.briefing, reason="It was made up.", by=publisher, at=timezone.now())


def come_due() -> None:
    Delivery.objects.waiting().update(due_at=timezone.now(), claimed_until=None)


def verified(web: Web, secret: str, number: int = -1) -> Any:
    """What the receiver makes of a request that came, with the standard's own library."""
    return Verifier(secret).verify(web.sent[number], web.asked[number][1])


def told(web: Web) -> list[str]:
    return [json.loads(body)["type"] for body in web.sent]


def test_every_change_of_a_briefing_is_told_and_signed(web: Web, client: Client) -> None:
    there = hook(web)
    edition = publish()
    corrected = publish(edition.briefing, kind="correction", note="It was 96.", passage="x", was="95", now="96")
    again = publish(edition.briefing)
    assert "send_due_deliveries" in sweep()
    assert send_due_deliveries.call() == 3
    assert told(web) == ["briefing.published", "briefing.corrected", "briefing.updated"]
    gone = take_back(again)
    assert send_due_deliveries.call() == 1
    assert [verified(web, there.secret, n)["data"]["seq"] for n in range(4)] == [
        edition.seq, corrected.seq, again.seq, gone.seq,
    ]  # fmt: skip
    last = verified(web, there.secret)
    assert last["type"] == "briefing.retracted"
    assert (last["data"]["status"], last["data"]["edition"]["note"]) == ("retracted", "It was made up.")
    assert len({headers["webhook-id"] for _, headers in web.asked}) == 4
    there.refresh_from_db()
    assert (there.health().state, there.failures) == ("fine", 0)
    assert "send_due_deliveries" not in sweep()


def test_what_is_told_is_the_summary_of_the_api_and_where_the_rest_is(web: Web, client: Client, settings: Any) -> None:
    there = hook(web)
    edition = publish()
    send_due_deliveries.call()
    came = verified(web, there.secret)
    assert set(came) == {"type", "timestamp", "data"}
    links = came["data"].pop("links")
    assert came["data"].pop("seq") == edition.seq
    assert came["data"] == client.get("/api/v1/briefings/").json()["results"][0]
    assert client.get(links["edition"].removeprefix(settings.SITE_URL)).json()["edition"]["number"] == 1
    assert client.get(links["briefing"].removeprefix(settings.SITE_URL)).status_code == 200
    assert client.get(links["page"].removeprefix(settings.SITE_URL)).status_code == 200


def test_the_words_are_those_of_sync_and_each_hook_hears_what_it_asked_for(web: Web) -> None:
    assert {kind: f"briefing.{word}" for kind, word in CHANGES.items()} == EVENT_OF
    hook(web, events=["briefing.retracted"])
    off = hook(web)
    off.disable("moving house", by=off.added_by)
    edition = publish()
    assert not Delivery.objects.exists()
    take_back(edition)
    assert list(Delivery.objects.values_list("event", flat=True)) == ["briefing.retracted"]


def test_what_was_made_for_a_hook_while_it_was_being_disabled_is_not_sent(web: Web) -> None:
    there = hook(web)
    edition = publish()
    there.disable("moving house", by=there.added_by)
    assert Delivery.objects.get().state == "dropped"
    Delivery.objects.all().delete()
    there.tell(edition)
    send_due_deliveries.call()
    assert (Delivery.objects.get().last_error, web.sent) == (DISABLED, [])


def test_a_change_that_is_undone_tells_nobody(web: Web) -> None:
    hook(web)
    publisher = factories.person("administrator")
    briefing = factories.ready(embargo_until=timezone.now() + HOUR)
    with pytest.raises(ValidationError):
        factories.published(briefing, at=timezone.now(), by=publisher)
    scheduled = factories.ready()
    scheduled.schedule(timezone.now() + HOUR, by=publisher)
    factories.ready().submit(by=publisher)
    assert not Delivery.objects.exists()
    Briefing.objects.filter(pk=scheduled.pk).update(due_at=timezone.now())
    open_due_briefings.call()
    assert Delivery.objects.count() == 1


def test_one_change_is_one_event_however_often_it_is_asked_for(web: Web) -> None:
    there = hook(web)
    edition = publish()
    webhooks.tell(edition)
    there.tell(edition)
    assert Delivery.objects.count() == 1
    send_due_deliveries.call()
    send_due_deliveries.call()
    webhooks.tell(edition)
    assert (len(web.sent), Delivery.objects.count()) == (1, 1)


def test_what_was_retracted_meanwhile_is_not_told_any_more(web: Web) -> None:
    web.says("/hook", b"busy", status=503)
    there = hook(web)
    edition = publish(factories.ready(standfirst="A canary in a coal mine."))
    send_due_deliveries.call()
    take_back(edition)
    come_due()
    web.says("/hook", b"thanks")
    web.sent.clear()
    send_due_deliveries.call()
    assert told(web) == ["briefing.retracted"]
    assert b"canary" not in b"".join(web.sent)
    first = Delivery.objects.get(edition=edition)
    assert (first.state, first.last_error) == ("dropped", webhooks.OVERTAKEN)
    again = first.replay(by=there.added_by, at=timezone.now())
    send_due_deliveries.call()
    again.refresh_from_db()
    assert (again.state, len(web.sent)) == ("dropped", 1), "and no replay brings it back"


def test_it_is_tried_for_a_day_with_the_same_id_and_then_given_up(web: Web) -> None:
    web.says("/hook", b"no \0 database", status=500)
    there = hook(web)
    publish()
    waits = []
    for _ in range(len(WAITS) + 1):
        before = timezone.now()
        assert send_due_deliveries.call() == 1
        row = Delivery.objects.get()
        if row.due_at:
            waits.append(row.due_at - before)
            assert send_due_deliveries.call() == 0, "not before its time"
            come_due()
    slack = timedelta(seconds=2)
    for waited, plan in zip(waits, WAITS, strict=True):
        assert plan * (1 - JITTER) <= waited <= plan * (1 + JITTER) + slack
    assert DAY - HOUR < sum(WAITS, timedelta()) < DAY + HOUR
    assert (row.state, row.attempts, row.due_at) == ("given up", 8, None)
    assert (row.status, row.excerpt) == (500, "no \ufffd database")
    assert row.last_error == "The receiver answered with status 500."
    assert len({headers["webhook-id"] for _, headers in web.asked}) == 1
    assert all(verified(web, there.secret, n) for n in range(8))
    there.refresh_from_db()
    assert there.failures == 8
    assert there.health().words.startswith("failed 8 times in a row, since ")
    assert list(Webhook.objects.troubled()) == [there]


def test_a_receiver_may_ask_us_to_wait(web: Web) -> None:
    web.says("/hook", status=429, retry_after="3600")
    hook(web)
    publish()
    send_due_deliveries.call()
    row = Delivery.objects.get()
    assert row.due_at
    assert row.due_at > timezone.now() + 0.9 * HOUR


def test_a_dead_receiver_is_left_alone_by_its_other_deliveries_and_holds_up_nobody(web: Web) -> None:
    web.says("/hook", status=500)
    web.says("/well", b"thanks")
    dead = hook(web)
    well = Webhook.objects.add(web.url("/well"), by=dead.added_by, at=timezone.now()).webhook
    for _ in range(4):
        publish()
    send_due_deliveries.call()
    assert [path for path, _ in web.asked].count("/hook") == 1
    assert [path for path, _ in web.asked].count("/well") == 4
    well.refresh_from_db()
    dead.refresh_from_db()
    assert (well.failures, dead.failures) == (0, 1)
    come_due()
    web.says("/hook", b"thanks")
    assert send_due_deliveries.call() == 4
    dead.refresh_from_db()
    assert (dead.failures, dead.failing_since, dead.health().words) == (0, None, "fine")


def test_the_desk_is_told_of_those_that_go_on_failing(web: Web) -> None:
    web.says("/hook", status=500)
    there = hook(web)
    publish()
    for n in range(FAILING_AFTER):
        assert not Webhook.objects.troubled().exists(), n
        send_due_deliveries.call()
        come_due()
    assert list(Webhook.objects.troubled()) == [there]


def test_gone_is_gone(web: Web) -> None:
    web.says("/hook", status=410)
    there = hook(web)
    publish()
    publish()
    send_due_deliveries.call()
    there.refresh_from_db()
    assert (there.state, len(web.sent)) == ("gone", 1)
    assert there.health().words == "disabled: its server says that it is gone for good (410)"
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["dropped", "given up"]
    assert Act.objects.of(there)[0].verb == "disabled"
    publish()
    assert Delivery.objects.count() == 2
    assert list(Webhook.objects.troubled()) == [there]
    there.enable(by=there.added_by)
    web.says("/hook", b"back")
    for row in Delivery.objects.filter(state="dropped"):
        row.replay(by=there.added_by, at=timezone.now())
    send_due_deliveries.call()
    assert Delivery.objects.latest("pk").state == "sent"


def test_both_secrets_sign_for_a_while_after_a_rotation(web: Web) -> None:
    there = hook(web)
    first = there.secret
    added = there.rotate(by=there.added_by, at=timezone.now())
    publish()
    send_due_deliveries.call()
    assert verified(web, first) == verified(web, added.secret)
    assert len(web.asked[-1][1]["webhook-signature"].split(" ")) == 2
    assert added.secret not in repr(added)
    Webhook.objects.update(old_secret_until=timezone.now())
    publish()
    send_due_deliveries.call()
    assert verified(web, added.secret)
    with pytest.raises(WebhookVerificationError):
        verified(web, first)
    there.refresh_from_db()
    then = timezone.now()
    there.rotate(by=there.added_by, at=then)
    assert there.signs_with(then + ROTATION / 2) == [there.secret, added.secret]
    assert there.signs_with(then + ROTATION) == [there.secret]
    acts = json.dumps([[act.before, act.after, act.reason] for act in Act.objects.of(there)])
    assert "whsec_" not in acts


def test_a_body_that_was_touched_or_is_old_is_refused(web: Web) -> None:
    there = hook(web)
    publish()
    send_due_deliveries.call()
    headers = web.asked[-1][1]
    with pytest.raises(WebhookVerificationError, match="No matching"):
        Verifier(there.secret).verify(web.sent[-1].replace(b"published", b"corrected"), headers)
    with pytest.raises(WebhookVerificationError, match="too old"):
        Verifier(there.secret).verify(web.sent[-1], headers | {"webhook-timestamp": "1700000000"})


def test_the_receivers_of_the_documentation_take_what_comes_and_nothing_else(web: Web) -> None:
    there = hook(web)
    publish()
    send_due_deliveries.call()
    headers = {name.lower(): value for name, value in web.asked[-1][1].items()}
    programs = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert len(programs) == 2
    for program in programs:
        names: dict[str, Any] = {}
        exec(program, names)
        assert names["receive"](there.secret, headers, web.sent[-1])["type"] == "briefing.published"
        for touched in ({"webhook-id": "msg_0"}, {"webhook-timestamp": "1700000000"}, {"webhook-signature": "v1,AA=="}):
            with pytest.raises((ValueError, WebhookVerificationError)):
                names["receive"](there.secret, headers | touched, web.sent[-1])


def test_a_replay_is_a_delivery_of_its_own_of_the_same_event(web: Web) -> None:
    there = hook(web)
    publish()
    send_due_deliveries.call()
    first = Delivery.objects.get()
    for _ in range(2):
        first.replay(by=there.added_by, at=timezone.now())
    assert send_due_deliveries.call() == 2
    assert [row.state for row in Delivery.objects.all()] == ["sent"] * 3
    assert len({headers["webhook-id"] for _, headers in web.asked}) == 1
    assert len(set(web.sent)) == 1
    assert Act.objects.of(there)[0].verb == "replayed a delivery"
    there.disable("x", by=there.added_by)
    with pytest.raises(ValidationError, match="Enable it first"):
        first.replay(by=there.added_by, at=timezone.now())


def test_a_test_event_is_sent_once_and_is_no_mark_against_anyone(web: Web) -> None:
    there = hook(web)
    there.ping(by=there.added_by, at=timezone.now())
    send_due_deliveries.call()
    came = verified(web, there.secret)
    assert (came["type"], came["data"]["webhook"]) == ("ping", str(there.uid))
    web.says("/hook", status=500)
    there.ping(by=there.added_by, at=timezone.now())
    send_due_deliveries.call()
    there.refresh_from_db()
    assert (Delivery.objects.latest("pk").state, there.failures) == ("given up", 0)


def test_a_private_address_is_never_asked(web: Web, settings: Any) -> None:
    settings.FETCH_ALSO_ALLOWED = []
    hook(web)
    publish()
    send_due_deliveries.call()
    row = Delivery.objects.get()
    assert (row.state, row.status, web.asked) == ("waiting", 0, [])
    assert row.last_error == f"{web.url('/hook')} leads to 127.0.0.1, which is not public (this machine)."


def test_a_killed_worker_loses_nothing_and_a_slow_one_overwrites_nothing(web: Web) -> None:
    hook(web)
    publish()
    now = timezone.now()
    [slow] = Delivery.objects.claim(now, seconds=60)
    assert send_due_deliveries.call() == 0
    Delivery.objects.update(claimed_until=now)
    assert send_due_deliveries.call() == 1
    web.says("/hook", status=500)
    webhooks.send(slow, timezone.now())
    row = Delivery.objects.get()
    assert (row.state, row.attempts, row.status) == ("sent", 2, 200)
    assert not Webhook.objects.exclude(failures=0).exists()


def test_events_are_known_ones() -> None:
    with pytest.raises(ValidationError, match=r"Unknown event briefing\.burned; known are briefing\.published"):
        hook(events=[*EVENTS, "briefing.burned"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_workers_side_by_side_send_each_once(web: Web) -> None:
    hook(web)
    for _ in range(12):
        publish()

    def work(_: int) -> int:
        try:
            return int(send_due_deliveries.call())
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as crew:
        assert sum(crew.map(work, range(4))) == 12
    assert len({headers["webhook-id"] for _, headers in web.asked}) == len(web.sent) == 12
