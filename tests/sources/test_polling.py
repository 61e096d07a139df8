"""Feeds are polled from a real server: what is new comes once, and what goes wrong is said and put off."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Act
from sources import polling
from sources.jobs import item_of, work_off
from sources.models import Feed, FeedEntry, IngestItem, IngestJob, Outlet
from sources.polling import poll, poll_due
from tests import factories
from tests.factories import HOUR, NOW
from tests.sources.web import Web, serving

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def web(settings: Any) -> Iterator[Web]:
    with serving() as web:
        settings.FETCH_PORTS, settings.FETCH_ALSO_ALLOWED = [web.port], ["127.0.0.0/8"]
        yield web


def rss(*items: str, title: str = "Harbour Post", more: str = "") -> bytes:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f"<rss version='2.0'><channel><title>{title}</title>{more}{inner}</channel></rss>".encode()


def entry(number: int, title: str = "", text: str = "", day: int = 1) -> str:
    return (
        f"<guid isPermaLink='false'>n{number}</guid><link>/{number}</link><title>{title or f'Note {number}'}</title>"
        f"<author>Ada Voss</author><pubDate>{day:02} Oct 2026 08:00:00 +0200</pubDate>"
        f"<description>{text or f'Well {number} was mended.'}</description>"
    )


def a_feed(web: Web, path: str = "/feed", **values: Any) -> Feed:
    feed: Feed = Feed.objects.add(web.url(path), by=None, at=NOW, **values)
    return feed


def polled(feed: Feed, at: Any = NOW) -> list[str]:
    """The ids of the items that a poll brought, in their order."""
    feed.refresh_from_db()
    job = poll(feed, at)
    feed.refresh_from_db()
    return [row.key for row in job.items.order_by("position")] if job else []


def test_from_the_first_poll_to_the_last(web: Web) -> None:
    feed = a_feed(web, minutes=30)
    web.says("/feed", rss(entry(2, day=2), entry(1)), content_type="application/rss+xml", etag='"v1"')
    assert polled(feed) == ["n1", "n2"], "the oldest first"
    assert (feed.name, feed.etag, feed.due_at, feed.fresh_at) == ("Harbour Post", '"v1"', NOW + 30 * MINUTE, NOW)
    assert feed.health(NOW).words == "fine"

    web.says("/feed", status=304)
    assert polled(feed, NOW + HOUR) == []
    assert web.asked[-1][1]["If-None-Match"] == '"v1"'
    assert (feed.polled_at, feed.fresh_at, feed.etag) == (NOW + HOUR, NOW, '"v1"')

    web.says("/feed", rss(entry(3, day=3), entry(2, text="Well 2 broke again.", day=2), entry(1)), etag='"v2"')
    assert polled(feed, NOW + 2 * HOUR) == ["n2", "n3"], "one changed, one new"
    assert (feed.etag, feed.fresh_at) == ('"v2"', NOW + 2 * HOUR)

    web.says("/feed", status=500)
    assert polled(feed, NOW + 3 * HOUR) == []
    assert feed.health(NOW).words == f"failing since 5 October, 12:30: {web.url('/feed')} answers with status 500. Try again later."  # fmt: skip
    assert list(Feed.objects.failing()) == [feed]

    web.says("/feed", status=410)
    assert polled(feed, NOW + 4 * HOUR) == []
    assert (feed.active, feed.due_at) == (False, None)
    assert feed.health(NOW).words == "paused: its server says that it is gone for good (410)"
    assert Act.objects.of(feed)[0].verb == "paused"
    assert IngestJob.objects.count() == 2
    assert FeedEntry.objects.count() == 3


def test_a_followed_entry_is_fetched_later_and_brings_its_hints(web: Web) -> None:
    web.says("/feed", rss(entry(1, title="The pier reopens"), more="<language>en</language>"))
    polled(a_feed(web))
    item = item_of(IngestItem.objects.get())
    assert (item.fetch, item.data, item.name) == (True, b"", "The pier reopens")
    hints = item.hints
    assert (hints.url, hints.title, hints.authors) == (web.url("/1"), "The pier reopens", ("Ada Voss",))
    assert (str(hints.published), hints.language, hints.outlet) == ("2026-10-01", "en", "Harbour Post")
    assert set(hints.where.values()) == {"the feed"}
    assert {"title", "published", "authors", "url"} <= set(hints.where)
    job = IngestJob.objects.get()
    assert (job.channel, job.name, job.received_at) == ("feed", "Harbour Post: 1 new", NOW)


def test_an_entry_that_is_not_followed_is_the_text_of_the_feed(web: Web) -> None:
    html = "&lt;p&gt;Well 1 of Lund was mended on Monday.&lt;/p&gt;"
    web.says("/feed", rss(entry(1, text=html), "<guid>bare</guid><title>Bare</title>"))
    feed = a_feed(web, follow=False, outlet=Outlet.objects.create(name="Harbour Gazette"))
    polled(feed)
    one, bare = IngestItem.objects.order_by("-key")
    assert (bytes(one.data), one.media_type, one.charset, one.fetch) == (b"<p>Well 1 of Lund was mended on Monday.</p>", "text/html", "utf-8", False)  # fmt: skip
    assert one.hints["outlet"] == "Harbour Gazette"
    assert bare.state == "failed"
    assert "carries no text" in bare.error
    work_off([one], timezone.now() + timedelta(minutes=1))
    one.refresh_from_db()
    assert (one.state, one.outcome) == ("done", "new")
    assert list(feed.articles()) == [one.article]
    assert [row.reports for row in Feed.objects.with_reports()] == [1]


def test_what_changes_only_in_its_mark_up_is_not_new(web: Web) -> None:
    feed = a_feed(web)
    web.says("/feed", rss(entry(1, text="&lt;p id='x1'&gt;Dry.&lt;/p&gt;")))
    polled(feed)
    web.says("/feed", rss(entry(1, text="&lt;p id='x2'&gt;Dry.&lt;/p&gt;")))
    assert polled(feed) == []


def test_two_entries_with_one_id_come_once(web: Web) -> None:
    web.says("/feed", rss(entry(1, title="Newer", day=2), entry(1, title="Older")))
    feed = a_feed(web)
    assert polled(feed) == ["n1"]
    assert IngestItem.objects.get().name == "Newer"
    assert polled(feed) == []


def test_of_a_first_poll_the_newest_are_taken_and_the_rest_counts_as_seen(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "FIRST_TAKEN", 2)
    feed = a_feed(web)
    web.says("/feed", rss(*(entry(n, day=n) for n in range(1, 6))))
    assert polled(feed) == ["n4", "n5"]
    web.says("/feed", rss(*(entry(n, day=n) for n in range(1, 9))))
    assert polled(feed) == ["n6", "n7", "n8"]


def test_what_is_new_and_what_was_seen_are_kept_together_or_not_at_all(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = a_feed(web)
    web.says("/feed", rss(entry(1)), etag='"v1"')
    with monkeypatch.context() as broken:
        broken.setattr(Feed, "polled", lambda self, at: 1 / 0)
        assert polled(feed) == []
    assert (IngestJob.objects.count(), FeedEntry.objects.count(), feed.etag) == (0, 0, "")
    assert feed.last_error.startswith("ZeroDivisionError")
    assert polled(feed) == ["n1"]
    assert (feed.last_error, feed.failing_since) == ("", None)


@pytest.mark.parametrize(("retry_after", "low", "high"), [("", 5, 60), ("7200", 7200, 7200), ("99999999999", 86_400, 86_400)])  # fmt: skip
def test_a_server_that_asks_us_to_wait_is_left_alone(web: Web, retry_after: str, low: int, high: int) -> None:
    web.says("/feed", status=503, retry_after=retry_after)
    feed = a_feed(web)
    polled(feed)
    assert feed.due_at
    assert low <= (feed.due_at - NOW).total_seconds() <= high


def test_failing_waits_longer_each_time_and_ends_with_a_good_answer(web: Web) -> None:
    web.says("/feed", status=500)
    feed, at, waits = a_feed(web), NOW, []
    for _ in range(4):
        [feed] = Feed.objects.claim(at, seconds=60)
        polled(feed, at)
        assert feed.due_at
        waits.append((feed.due_at - at).total_seconds())
        at = feed.due_at
    assert waits == [10, 20, 40, 80]
    assert feed.failing_since == NOW
    web.says("/feed", rss(entry(1)))
    assert polled(feed, at) == ["n1"]
    assert (feed.last_error, feed.attempts, feed.failing_since) == ("", 0, None)


@pytest.mark.parametrize("path", ["/page", "/missing", "/inside"])
def test_what_will_not_pass_by_itself_waits_for_the_next_regular_poll(web: Web, path: str) -> None:
    web.says("/page", b"<!doctype html><title>No feed</title>")
    web.says("/inside", status=302, location="http://10.0.0.1/feed")
    feed = a_feed(web, path, minutes=45)
    polled(feed)
    assert feed.due_at == NOW + 45 * MINUTE
    assert feed.last_error


def test_a_move_for_good_is_remembered(web: Web) -> None:
    web.says("/feed", status=301, location="/new")
    web.says("/new", rss(entry(1)), etag='"v1"')
    feed = a_feed(web)
    before = feed.url
    assert polled(feed) == ["n1"]
    assert (feed.url, feed.etag) == (web.url("/new"), '"v1"')
    act = Act.objects.of(feed)[0]
    assert (act.verb, act.before, act.after) == ("moved", {"url": before}, {"url": web.url("/new")})


def test_a_move_for_now_is_not(web: Web) -> None:
    web.says("/feed", status=302, location="/new")
    web.says("/new", rss(entry(1)))
    feed = a_feed(web)
    assert polled(feed) == ["n1"]
    assert feed.url == web.url("/feed")


def test_a_move_to_a_feed_that_is_polled_already_pauses_it(web: Web) -> None:
    web.says("/feed", status=308, location="/new")
    web.says("/new", rss(entry(1)))
    other, feed = a_feed(web, "/new"), a_feed(web)
    polled(feed)
    assert not feed.active
    assert f"moved to {other.url}, which is polled already" in feed.health(NOW).words


def test_what_is_paused_while_it_is_asked_stays_as_it_is(web: Web) -> None:
    feed, same = a_feed(web), Feed.objects.get()
    for status in (200, 500):
        web.says("/feed", rss(entry(1)), status=status)
        same.pause("enough", by=factories.person("editor"))
        assert poll(feed, NOW) is None
    feed.refresh_from_db()
    assert (feed.active, feed.due_at, feed.last_error) == (False, None, "")
    assert not IngestJob.objects.exists()


@pytest.mark.parametrize(("ttl", "minutes"), [("", 30), ("10", 30), ("45", 45), ("1440", 60)])
def test_a_feed_that_changes_rarely_is_asked_up_to_half_as_often(web: Web, ttl: str, minutes: int) -> None:
    web.says("/feed", rss(more=f"<ttl>{ttl}</ttl>"))
    feed = a_feed(web, minutes=30)
    polled(feed)
    assert feed.due_at == NOW + minutes * MINUTE


def test_every_due_feed_is_polled_and_one_that_fails_stops_no_other(web: Web) -> None:
    web.says("/good", rss(entry(1)))
    bad, good, later = a_feed(web, "/bad"), a_feed(web, "/good"), a_feed(web, "/later")
    Feed.objects.filter(pk=later.pk).update(due_at=timezone.now() + HOUR)
    assert poll_due(timezone.now()) == 2
    assert [path for path, _ in web.asked] == ["/bad", "/good"]
    assert poll_due(timezone.now()) == 0
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.last_error, good.claimed_until, good.attempts) == ("", None, 0)
    assert "does not exist (404)" in bad.last_error
