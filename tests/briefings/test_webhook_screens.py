"""Webhooks at the desk: the secret shown once, each verb with its act, the log and its replays, who may."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Act
from briefings.models import Delivery, Webhook
from briefings.models.webhook import EVENTS
from briefings.tasks import send_due_deliveries
from tests import factories
from tests.briefings.test_webhooks import come_due, hook, publish, verified
from tests.sources.web import Web, serving

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]{44}")


@pytest.fixture
def web(settings: Any) -> Iterator[Web]:
    with serving() as web:
        settings.FETCH_PORTS, settings.FETCH_ALSO_ALLOWED = [web.port], ["127.0.0.0/8"]
        web.says("/hook", b"thanks")
        yield web


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(factories.person("administrator"))
    return client


def add(client: Client, address: str, **more: Any) -> str:
    sent = {"address": address, "events": EVENTS, "note": "The mirror.", "_continue": "1"} | more
    return client.post(reverse("admin:briefings_webhook_add"), sent, follow=True).text


def page(client: Client, one: Webhook) -> str:
    return client.get(reverse("admin:briefings_webhook_change", args=[one.pk])).text


def do(client: Client, one: Webhook, verb: str, **more: str) -> str:
    url = reverse("admin:briefings_webhook_act", args=[one.pk])
    return client.post(url, {"verb": verb} | more, follow=True).text


def test_from_adding_to_a_signed_delivery_with_the_secret_shown_once(administrator: Client, web: Web) -> None:
    [secret] = SECRET.findall(add(administrator, web.url("/hook")))
    there = Webhook.objects.get()
    assert (there.added_by.username[:13], there.note, there.events) == ("administrator", "The mirror.", EVENTS)
    assert not SECRET.search(page(administrator, there))
    publish()
    send_due_deliveries.call()
    assert verified(web, secret)["type"] == "briefing.published"
    shown = page(administrator, there)
    assert "briefing.published" in shown
    assert "Fine" in shown

    [newer] = SECRET.findall(do(administrator, there, "rotate"))
    assert newer != secret
    assert "both secrets" in page(administrator, there)
    do(administrator, there, "ping")
    send_due_deliveries.call()
    assert verified(web, secret) == verified(web, newer)
    assert "moving house" in do(administrator, there, "disable", reason="moving house")
    assert "Enable it first" in do(administrator, there, "ping")
    do(administrator, there, "enable")
    assert "Choose what to do" in do(administrator, there, "burn")
    verbs = [act.verb for act in Act.objects.of(there)][::-1]
    assert verbs == ["added a webhook", "rotated the secret", "sent a test event", "disabled", "enabled"]


def test_what_is_changed_leaves_an_act_and_no_secret(administrator: Client, web: Web) -> None:
    there = hook(web)
    url = reverse("admin:briefings_webhook_change", args=[there.pk])
    sent = {"address": web.url("/new"), "events": ["briefing.retracted"], "note": ""}
    answer = administrator.post(url, sent, follow=True)
    assert not SECRET.search(answer.text)
    kept = Webhook.objects.get()
    assert (kept.address, kept.events, kept.secret) == (web.url("/new"), ["briefing.retracted"], there.secret)
    act = Act.objects.of(there)[0]
    assert (act.verb, act.before["address"], act.after["address"]) == ("changed", web.url("/hook"), web.url("/new"))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://127.0.0.1/hook", "leads to 127.0.0.1, which is not public (this machine)."),
        ("https://192.168.0.9/hook", "leads to 192.168.0.9, which is not public (private)."),
        ("https://press.example:8080/", "asks for port 8080; open to us are: 80, 443."),
        ("gopher://press.example/", "does not begin with http:// or https://; only those are fetched."),
    ],
)
def test_a_private_address_is_refused_when_it_is_saved(administrator: Client, address: str, words: str) -> None:
    assert words in add(administrator, address)
    assert not Webhook.objects.exists()


def test_a_webhook_without_events_is_refused(administrator: Client, web: Web) -> None:
    assert "This field is required" in add(administrator, web.url("/hook"), events=[])
    assert not Webhook.objects.exists()


def test_the_log_is_filtered_shows_what_was_answered_and_replays(administrator: Client, web: Web) -> None:
    web.says("/hook", b"<b>the disk is full</b>", status=507)
    there, other = hook(web), hook(web, events=["briefing.retracted"])
    other.ping(by=other.added_by, at=there.added_at)
    publish()
    for _ in range(8):
        come_due()
        send_due_deliveries.call()
    log = reverse("admin:briefings_delivery_changelist")
    mine = administrator.get(log, {"webhook__id__exact": there.pk}).text
    assert "given up: The receiver answered with status 507." in mine
    assert 'class="field-event">ping' not in mine
    assert "1 delivery" in administrator.get(log, {"event": "ping"}).text
    row = Delivery.objects.get(webhook=there)
    shown = administrator.get(reverse("admin:briefings_delivery_change", args=[row.pk])).text
    assert "&lt;b&gt;the disk is full&lt;/b&gt;" in shown
    assert row.message_id in shown
    assert not SECRET.search(shown)

    web.says("/hook", b"thanks")
    again = administrator.post(reverse("admin:briefings_delivery_replay", args=[row.pk]), follow=True)
    assert "is on its way again" in again.text
    selected = {"action": "replay_selected", "_selected_action": [row.pk]}
    assert "is on its way again" in administrator.post(log, selected, follow=True).text
    send_due_deliveries.call()
    assert list(row.replays.values_list("state", flat=True)) == ["sent", "sent"]


def test_the_desk_counts_those_that_fail_for_whom_can_mend_them(client: Client, web: Web) -> None:
    web.says("/hook", status=410)
    hook(web)
    publish()
    send_due_deliveries.call()
    for role, seen in (("publisher", False), ("administrator", True)):
        client.force_login(factories.person(role))
        text = client.get(reverse("admin:index")).text
        assert ("Webhooks failing or gone" in text) is seen, role
    listed = client.get(reverse("admin:briefings_webhook_changelist"), {"health": "troubled"}).text
    assert "gone for good (410)" in listed
    Webhook.objects.get().enable(by=factories.person("administrator"))
    assert "Webhooks failing" not in client.get(reverse("admin:index")).text


def test_a_replay_asks_for_the_right(client: Client, web: Web) -> None:
    hook(web)
    publish()
    row = Delivery.objects.get()
    client.force_login(factories.person("publisher"))
    assert client.post(reverse("admin:briefings_delivery_replay", args=[row.pk])).status_code == 403
    assert client.get(reverse("admin:briefings_delivery_changelist")).status_code == 403
    assert Delivery.objects.count() == 1
