"""Feeds as rows, and at the desk: what they are, in words, and what an editor does with them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import Act
from sources.models import Feed, FeedEntry
from tests import factories
from tests.factories import HOUR, NOW
from tests.sources.test_constraints import refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def a_feed(path: str = "feed", **values: Any) -> Feed:
    feed: Feed = Feed.objects.add(f"https://post.example/{path}", by=factories.person("editor"), at=NOW, **values)
    return feed


def test_the_rules_of_the_rows() -> None:
    feed = a_feed()
    rows = Feed.objects.filter(pk=feed.pk)
    refused("a_feed_has_an_address", lambda: rows.update(url=""))
    refused("a_feed_is_polled_between_five_minutes_and_a_week", lambda: rows.update(minutes=4))
    refused("a_feed_is_due_exactly_when_it_is_active", lambda: rows.update(due_at=None))
    refused("a_feed_is_due_exactly_when_it_is_active", lambda: rows.update(active=False))
    refused("a_failing_feed_says_since_when", lambda: rows.update(last_error="no answer"))
    seen = {"feed": feed, "key": "k", "version": "v", "seen_at": NOW}
    FeedEntry.objects.create(**seen)
    refused("a_feed_has_each_entry_once|UNIQUE", lambda: FeedEntry.objects.create(**seen))


def test_a_feed_is_due_from_the_moment_it_is_added(settings: Any) -> None:
    settings.FEED_MINUTES = 20
    feed = a_feed()
    assert (feed.minutes, feed.due_at, feed.health(NOW).words) == (20, NOW, "not polled yet")
    assert Act.objects.of(feed).get().verb == "added the feed"


def test_silence_is_said_and_counted_from_the_last_news() -> None:
    feed = a_feed()
    feed.polled(NOW + 6 * DAY)
    assert feed.health(NOW + 6 * DAY).words == "fine"
    assert not Feed.objects.silent(NOW + 6 * DAY)
    assert feed.health(NOW + 9 * DAY).words == "silent for 9 days"
    assert list(Feed.objects.silent(NOW + 9 * DAY)) == [feed]
    feed.fresh_at = NOW + 5 * DAY
    feed.save()
    assert feed.health(NOW + 9 * DAY).words == "fine"
    assert not Feed.objects.silent(NOW + 9 * DAY)


def test_pausing_and_resuming_are_kept_and_leave_acts() -> None:
    feed, editor = a_feed(), factories.person("editor")
    feed.pause("too loud", by=editor)
    feed.pause("twice", by=editor)
    assert (feed.health(NOW).words, list(Feed.objects.paused())) == ("paused: too loud", [feed])
    assert Feed.objects.claim(NOW + DAY, seconds=60) == []
    with pytest.raises(ValidationError, match="is paused"):
        feed.poll_now(NOW)
    feed.resume(by=editor, at=NOW + HOUR)
    assert (feed.due_at, feed.health(NOW).state) == (NOW + HOUR, "new")
    acts = [(act.verb, act.reason, act.who) for act in Act.objects.of(feed)[:2]]
    assert acts == [("resumed", "", editor), ("paused", "too loud", editor)]


def test_an_impatient_editor_does_not_wait_out_the_back_off() -> None:
    feed = a_feed()
    feed.failed("no answer", NOW, wait=5 * HOUR)
    assert feed.due_at == NOW + 5 * HOUR
    feed.poll_now(NOW + HOUR)
    assert Feed.objects.claim(NOW + HOUR, seconds=60) == [feed]


# At the desk


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(factories.person("editor"))
    return client


LIST = "admin:sources_feed_changelist"


def test_an_address_is_enough_to_add_a_feed(desk: Client) -> None:
    page = desk.get(reverse("admin:sources_feed_add"))
    assert page.status_code == 200
    given = {"url": "post.example/f#top", "minutes": "30", "follow": "on"}
    desk.post(reverse("admin:sources_feed_add"), given, follow=True)
    feed = Feed.objects.get()
    assert (feed.url, feed.follow, feed.active) == ("https://post.example/f", True, True)
    assert feed.due_at
    assert feed.added_by


@pytest.mark.parametrize(("values", "words"), [({"url": "ftp://post.example/"}, "http:// or https://"), ({"url": "https://me:secret@post.example/f"}, "give it without"), ({"url": "https://post.example:81/f"}, "port 81"), ({"minutes": "4"}, "greater than or equal to 5"), ({"url": "https://post.example/feed"}, "polled already")])  # fmt: skip
def test_the_form_says_what_it_cannot_take(desk: Client, values: dict[str, str], words: str) -> None:
    a_feed()
    given = {"url": "https://other.example/f", "minutes": "30"} | values
    page = desk.post(reverse("admin:sources_feed_add"), given).text
    assert words in page
    assert Feed.objects.count() == 1


def test_the_list_says_how_each_is_and_shows_those_that_need_a_look(desk: Client) -> None:
    a_feed("a", name="Calm Post").polled(NOW)
    a_feed("b", name="Broken Post").failed("no answer at all", NOW)
    a_feed("c", name="Paused Post").pause("too loud", by=None)
    page = desk.get(reverse(LIST)).text
    assert "no answer at all" in page
    assert "paused: too loud" in page
    for health, name in (("failing", "Broken Post"), ("paused", "Paused Post")):
        page = desk.get(reverse(LIST), {"health": health}).text
        shown = [name for name in ("Calm Post", "Broken Post", "Paused Post") if name in page]
        assert shown == [name]


def test_the_verbs_of_the_page(desk: Client) -> None:
    feed = a_feed()
    page = desk.get(reverse("admin:sources_feed_change", args=[feed.pk])).text
    assert "Poll now" in page
    for verb, active in (("pause", False), ("poll", False), ("resume", True), ("poll", True)):
        answer = desk.post(reverse("admin:sources_feed_act", args=[feed.pk]), {"verb": verb, "reason": "r"})
        assert answer.status_code == 302
        feed.refresh_from_db()
        assert feed.active is active
    assert desk.get(reverse("admin:sources_feed_act", args=[feed.pk])).status_code == 405


def test_an_author_may_look_and_no_more(client: Client) -> None:
    feed = a_feed()
    client.force_login(factories.person("author"))
    assert client.get(reverse(LIST)).status_code == 200
    page = client.get(reverse("admin:sources_feed_change", args=[feed.pk])).text
    assert "Poll now" not in page
    assert client.post(reverse("admin:sources_feed_act", args=[feed.pk]), {"verb": "pause"}).status_code == 403
    assert client.get(reverse("admin:sources_feed_add")).status_code == 403


def test_another_address_is_another_feed(desk: Client) -> None:
    """What the old address said of its version would hide the new one's entries."""
    feed = a_feed()
    feed.etag, feed.last_modified = '"v1"', "Sat, 03 Oct 2026 10:00:00 GMT"
    feed.save()
    change = reverse("admin:sources_feed_change", args=[feed.pk])
    desk.post(change, {"url": feed.url, "name": "Post", "minutes": "60", "follow": "on"})
    feed.refresh_from_db()
    assert (feed.name, feed.etag) == ("Post", '"v1"')
    desk.post(change, {"url": "https://post.example/other", "name": "Post", "minutes": "60"})
    feed.refresh_from_db()
    assert (feed.url, feed.etag, feed.last_modified, feed.follow) == ("https://post.example/other", "", "", False)
