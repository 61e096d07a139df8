"""A page that is at hand is answered before most of the middleware; nobody can tell but by the time it takes."""

from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefings import shelf
from briefings.models import Briefing
from briefings.shelf import Shelf
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def briefing() -> Briefing:
    return factories.published().briefing


@pytest.fixture
def kept() -> Iterator[Shelf]:
    with mock.patch.object(shelf, "SHELF", Shelf(1_000_000)) as ours:
        yield ours


def shape(answer: HttpResponse) -> tuple[int, bytes, dict[str, str]]:
    """All of it but its id; an answer without a body need not tell its length, nor a refusal how long it holds."""
    assert answer["X-Request-ID"]
    bare = {304: {"Content-Length"}, 412: {"Content-Length", "Cache-Control"}}
    left_out = {"X-Request-ID"} | bare.get(answer.status_code, set())
    headers = {name: value for name, value in answer.items() if name not in left_out}
    return answer.status_code, answer.content, headers


@pytest.mark.parametrize("asked", [{}, {"accept-encoding": "gzip"}, {"if-none-match": "*"}, {"if-match": '"old"'}])
@pytest.mark.parametrize("method", ["get", "head"])
def test_it_is_the_answer_of_the_view(
    client: Client, kept: Shelf, briefing: Briefing, method: str, asked: dict[str, str]
) -> None:
    for path in (f"/briefings/{briefing.slug}/", f"/briefings/{briefing.slug}/editions/1/", "/", "/archive/"):
        kept.clear()
        made = shape(getattr(client, method)(path, headers=asked))
        client.get(path)
        before = kept.hits
        with mock.patch("briefings.views.serve", side_effect=AssertionError("The view was asked.")):
            assert shape(getattr(client, method)(path, headers=asked)) == made
        assert kept.hits == before + 1


def test_a_tag_that_is_known_is_answered_as_by_the_view(client: Client, kept: Shelf, briefing: Briefing) -> None:
    path = f"/briefings/{briefing.slug}/"
    for accepted in ("gzip", "identity"):
        etag = client.get(path, headers={"accept-encoding": accepted})["ETag"]
        known = {"accept-encoding": accepted, "if-none-match": etag}
        alone, among = known, known | {"if-none-match": f'"another", {etag}'}
        short, long = (shape(client.get(path, headers=headers)) for headers in (alone, among))
        assert short == long
        assert short[:2] == (304, b"")
        assert "Content-Type" not in short[2]


def test_it_is_the_same_for_everybody(client: Client, kept: Shelf, briefing: Briefing) -> None:
    path = f"/briefings/{briefing.slug}/"
    made = shape(client.get(path))
    client.force_login(factories.person("editor"))
    with CaptureQueriesContext(connection) as asked:
        assert shape(client.get(path)) == made
    assert not asked.captured_queries


def test_another_host_gets_nothing(client: Client, kept: Shelf, briefing: Briefing) -> None:
    path = f"/briefings/{briefing.slug}/"
    assert client.get(path).status_code == 200
    assert client.get(path, headers={"host": "evil.example"}).status_code == 400


def test_where_tls_is_asked_for_plain_http_is_sent_on(kept: Shelf, briefing: Briefing, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 60
    path = f"/briefings/{briefing.slug}/"
    fresh = Client()  # the middleware reads the settings when it is made
    for _ in range(2):
        answer = fresh.get(path, secure=True)
        assert (answer.status_code, answer["Strict-Transport-Security"][:10]) == (200, "max-age=60")
    assert fresh.get(path).status_code == 301


def test_what_is_asked_besides_goes_to_the_view(client: Client, kept: Shelf, briefing: Briefing) -> None:
    path = f"/briefings/{briefing.slug}/"
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 405
    assert client.get("/?before=1").status_code == 200
    assert client.get("/?before=0x").status_code == 404
