"""The n-th look-up, connection or byte of an answer fails, for every n: what a feed says is kept whole or not at all."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from sources.models import Feed, RawText
from sources.polling import poll
from sources.tasks import take_in_due_items
from tests.factories import HOUR, NOW
from tests.sources.test_polling import entry, rss
from tests.sources.web import Web, serving
from tests.trials.form import times
from tests.trials.invariants import counted, half_done

pytestmark = pytest.mark.django_db

EVERY = times(97, 1)
NEWS = rss(entry(1), entry(2), entry(3))


@pytest.fixture
def web(settings: Any) -> Iterator[Web]:
    with serving() as web:
        settings.FETCH_PORTS, settings.FETCH_ALSO_ALLOWED = [web.port], ["127.0.0.0/8", "::1/128"]
        yield web


def cut_after(count: int) -> Any:
    """The server hangs up after so many bytes of its answer."""

    def route(handler: BaseHTTPRequestHandler) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: {len(NEWS)}\r\n\r\n".encode()
        handler.wfile.write((head + NEWS)[:count])
        handler.close_connection = True
        if count < len(head + NEWS):
            handler.connection.shutdown(socket.SHUT_RDWR)

    return route


def a_feed(web: Web, host: str = "127.0.0.1") -> Feed:
    found: Feed = Feed.objects.add(web.url("/feed", host), by=None, at=NOW, follow=False)
    return found


def test_a_server_that_hangs_up_after_any_byte(web: Web) -> None:
    feed, before = a_feed(web), counted()
    for number, count in enumerate(range(0, len(NEWS), EVERY)):
        web.routes["/feed"] = cut_after(count)
        feed.refresh_from_db()
        assert poll(feed, NOW) is None
        feed.refresh_from_db()
        assert feed.last_error, number
        assert feed.due_at is not None
        assert NOW < feed.due_at <= NOW + timedelta(hours=6, minutes=1)
        assert counted() == before
    comes_once(web, feed)


def comes_once(web: Web, feed: Feed) -> None:
    web.routes["/feed"] = cut_after(100_000)
    for _ in range(2):
        feed.refresh_from_db()
        poll(feed, NOW + HOUR)
    take_in_due_items.call()
    feed.refresh_from_db()
    assert feed.last_error == ""
    assert RawText.objects.filter(channel="feed").count() == 3
    assert half_done() == []


@contextmanager
def failing(monkeypatch: pytest.MonkeyPatch, name: str, at: int) -> Iterator[None]:
    """The call with that number, counted from 1, of a function of the system's fails."""
    real, seen = getattr(socket, name), [0]

    def called(*given: Any, **named: Any) -> Any:
        seen[0] += 1
        if seen[0] == at:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure") if name == "getaddrinfo" else OSError("reset")
        return real(*given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(socket, name, called)
        yield


@pytest.mark.parametrize("name", ["getaddrinfo", "create_connection"])
def test_a_call_to_the_system_that_fails(web: Web, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    feed, before = a_feed(web, "localhost"), counted()
    web.says("/feed", NEWS, content_type="application/rss+xml")
    failed = 0
    for at in (1, 2):
        with failing(monkeypatch, name, at):
            feed.refresh_from_db()
            made = poll(feed, NOW)
        feed.refresh_from_db()
        assert made or counted() == before
        failed += bool(feed.last_error)
        if made:
            break
    assert failed, "the call was never made"
    comes_once(web, feed)
