"""What is done again and again, and what it forgets."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import IdempotentCall
from briefings.models import Delivery, Webhook
from operation import periodic
from operation.cleaning import clean_up, give_up_lost_tasks
from operation.models import ALIVE_WITHIN, Heartbeat, Periodic
from operation.sweeping import DUE, Waiting, sweep
from operation.tasks import do_periodic_work
from sources.models import Feed, FeedEntry, feeds
from sources.tasks import read_due_articles
from tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def works(monkeypatch: pytest.MonkeyPatch, *works: periodic.Work) -> None:
    monkeypatch.setattr(periodic, "PERIODIC", works)
    periodic.ensure(timezone.now())


def test_periodic_work_is_done_when_it_is_due_and_then_after_its_period(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[datetime] = []
    works(monkeypatch, periodic.Work("count", timedelta(hours=1), lambda at: done.append(at) or "counted"))
    assert "do_periodic_work" in sweep()
    assert (do_periodic_work.call(), do_periodic_work.call(), len(done)) == (1, 0, 1)
    row = Periodic.objects.get()
    assert row.done_at
    assert row.due_at == row.done_at + timedelta(hours=1)
    assert row.outcome == "counted"
    periodic.ensure(timezone.now())
    assert do_periodic_work.call() == 0, "a second worker that starts does not bring it forward"


def test_what_fails_is_put_off_says_why_and_stops_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = periodic.Work("a", DAY, lambda at: str(1 / 0))
    works(monkeypatch, bad, replace(bad, name="b", do=lambda at: "well"))
    assert do_periodic_work.call() == 1
    row = Periodic.objects.get(name="a")
    assert (row.last_error, row.done_at) == ("ZeroDivisionError: division by zero", None)
    assert row.due_at
    assert timedelta(0) < row.due_at - timezone.now() < timedelta(minutes=1)
    assert Periodic.objects.to_try_again().get() == row
    assert Periodic.objects.try_now(timezone.now()) == 1
    works(monkeypatch, replace(bad, do=lambda at: "mended"))
    assert do_periodic_work.call() == 1
    assert [(row.name, row.last_error) for row in Periodic.objects.all()] == [("a", "")], "b is not known any more"


def test_what_has_nobodys_claim_alone_is_tried_now(monkeypatch: pytest.MonkeyPatch) -> None:
    works(monkeypatch, periodic.Work("a", DAY, lambda at: str(1 / 0)))
    do_periodic_work.call()
    now = timezone.now()
    Periodic.objects.update(claimed_until=now + timedelta(seconds=9))
    assert Periodic.objects.try_now(now) == 0
    assert Periodic.objects.held(now).count() == 1


def test_only_one_nudge_of_a_kind_waits_at_a_time() -> None:
    """A worker that is busy for minutes does not find hundreds of nudges afterwards."""
    Feed.objects.add("https://gazette.example/feed", by=None, at=timezone.now())
    waiting: Waiting = {}
    assert [sweep(waiting) for _ in range(3)] == [["poll_due_feeds"], [], []]
    DBTaskResult.objects.get().claim("busy")
    assert sweep(waiting) == ["poll_due_feeds"], "that one has begun; another worker may help"
    DBTaskResult.objects.all().delete()
    assert sweep(waiting) == ["poll_due_feeds"]


def test_every_kind_of_due_row_can_be_asked_for() -> None:
    now = timezone.now()
    for kind in DUE:
        objects = kind.model.objects
        assert [objects.held(now).count(), objects.to_try_again().count(), objects.try_now(now)] == [0, 0, 0]


def test_heartbeats_tell_the_living_from_the_lost() -> None:
    now = timezone.now()
    Heartbeat.objects.beat("a", "here", now - 2 * ALIVE_WITHIN)
    Heartbeat.objects.beat("b", "here", now - ALIVE_WITHIN / 2)
    assert [str(one) for one in Heartbeat.objects.alive(now)] == ["b on here"]
    Heartbeat.objects.beat("a", "here", now)
    assert Heartbeat.objects.alive(now).count() == Heartbeat.objects.count() == 2
    Heartbeat.objects.end("a")
    assert Heartbeat.objects.last_seen() == now - ALIVE_WITHIN / 2


def test_tasks_of_lost_workers_are_given_up_and_no_others() -> None:
    now = timezone.now()
    for worker in ("lost", "alive", "fresh"):
        DBTaskResult.objects.get(pk=read_due_articles.enqueue().id).claim(worker)
    DBTaskResult.objects.exclude(worker_ids=["fresh"]).update(started_at=now - 10 * ALIVE_WITHIN)
    Heartbeat.objects.beat("alive", "here", now)
    assert give_up_lost_tasks(now) == "1 given up"
    found = {row.worker_ids[0]: row.status for row in DBTaskResult.objects.all()}
    assert found == {"lost": "FAILED", "alive": "RUNNING", "fresh": "RUNNING"}
    assert "due again" in DBTaskResult.objects.failed().get().traceback


def test_what_is_over_is_forgotten_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    for status, days in (("SUCCESSFUL", 0), ("SUCCESSFUL", 2), ("FAILED", 2), ("FAILED", 15), ("READY", 90)):
        key = read_due_articles.enqueue().id
        finished = None if status == "READY" else now - days * DAY
        DBTaskResult.objects.filter(pk=key).update(status=status, finished_at=finished)
    monkeypatch.setattr(feeds, "REMEMBERED", 2)
    feed, other = (Feed.objects.add(f"https://gazette.example/{n}", by=None, at=now) for n in range(2))
    for of, name, days in ((feed, "a", 300), (feed, "b", 200), (feed, "c", 100), (feed, "d", 1), (other, "e", 300)):
        FeedEntry.objects.create(feed=of, key=name, version=name, seen_at=now - days * DAY)
    key = factories.key("read").key
    for hours in (1, 30):
        at = now - timedelta(hours=hours)
        IdempotentCall.objects.create(api_key=key, key=str(hours), fingerprint="x", at=at)
    for name, days in (("old", -1), ("new", 1)):
        Session.objects.create(session_key=name, session_data="", expire_date=now + days * DAY)
    assert clean_up(now) == "2 tasks, 2 feed entries, 1 calls"
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "READY", "SUCCESSFUL"]
    assert set(FeedEntry.objects.values_list("key", flat=True)) == {"c", "d", "e"}
    assert [call.key for call in IdempotentCall.objects.all()] == ["1"]
    assert [session.session_key for session in Session.objects.all()] == ["new"]
    assert clean_up(now) == "nothing to forget"


def test_deliveries_are_forgotten_with_their_replays_and_those_that_wait_are_not() -> None:
    now = timezone.now()
    webhook = Webhook.objects.add("https://press.example/", by=factories.person("administrator"), at=now).webhook

    def delivery(days: int, state: str = "sent", **more: Any) -> Delivery:
        due = now if state == "waiting" else None
        made = Delivery.objects.create(webhook=webhook, event="ping", state=state, due_at=due, **more)
        Delivery.objects.filter(pk=made.pk).update(created_at=now - days * DAY)
        return made

    delivery(100, replay_of=delivery(200))
    kept = {delivery(100, "waiting").pk, delivery(10).pk, (replayed := delivery(100, "given up")).pk}
    kept.add(delivery(10, replay_of=replayed).pk)
    assert clean_up(now) == "2 deliveries"
    assert {one.pk for one in Delivery.objects.all()} == kept
