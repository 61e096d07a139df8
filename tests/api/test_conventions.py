"""What holds at every address of the API: limits, what other sites' pages may do, what will go, problem documents."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver

from accounts.doors import Deprecation, Door
from briefings import root_api
from tests import factories
from tests.api.routes import routes
from tests.api.test_errors import bearer, problem

pytestmark = pytest.mark.django_db
URL = "/api/v1/briefings/"


def views() -> list[Any]:
    found = {route.name for route in routes() if route.pattern.startswith("api/")}
    return [entry.callback.cls for entry in get_resolver().url_patterns if getattr(entry, "name", None) in found]


def test_every_address_is_a_door() -> None:
    assert len(views()) > 40
    assert [view for view in views() if not issubclass(view, Door)] == []


def test_who_asks_too_often_is_told_when_to_come_again(client: Client, settings: Any) -> None:
    cache.clear()
    settings.API_RATE, settings.API_KEY_RATE = 2, 3
    first, second, third = (client.get(URL) for _ in range(3))
    assert first["RateLimit-Policy"] == '"minute";q=2;w=60'
    assert first["RateLimit"].startswith('"minute";r=1;t=')
    assert second.status_code == 200
    problem(third, 429)
    assert 0 < int(third["Retry-After"]) <= 60
    assert third["RateLimit"].startswith('"minute";r=0;t=')
    headers = bearer("read")
    answers = [client.get(URL, headers=headers).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]
    assert client.get(URL, headers=bearer("read")).status_code == 200
    assert client.get("/briefings/none/").status_code == 404
    cache.clear()


def test_pages_elsewhere_may_read_and_send_nothing_along(client: Client) -> None:
    briefing = factories.published().briefing
    origin = {"Origin": "https://reader.example"}
    for path in (URL, f"{URL}{briefing.slug}/", "/api/v1/sync/", "/feeds/atom.xml"):
        answer = client.get(path, headers=origin)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer
        assert {"etag", "link", "ratelimit", "retry-after"} <= set(answer["Access-Control-Expose-Headers"].split(", "))
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    flight = client.options("/api/v1/drafts/", headers=origin | asked)
    assert flight["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "if-none-match" in flight["Access-Control-Allow-Headers"]
    for path in ("/", "/admin/login/"):
        assert "Access-Control-Allow-Origin" not in client.get(path, headers=origin)


def test_what_will_go_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = Deprecation(datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC), "https://a.example/why")
    monkeypatch.setattr(root_api.RootView, "deprecation", gone)
    answer = client.get("/api/v1/")
    assert answer["Deprecation"] == "@1798761600"
    assert answer["Sunset"] == "Sat, 01 Jan 2028 00:00:00 GMT"
    assert '<https://a.example/why>; rel="deprecation"' in answer["Link"]
    assert 'rel="service-desc"' in answer["Link"]
    assert "Deprecation" not in client.get(URL)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/briefings/a%00b/", 404),
        ("get", "/api/v1/nothing", 404),
        ("post", "/api/v1/sync/", 405),
        ("get", "/api/v1/sync/?a=1", 400),
        ("get", "/api/v1/?a=1", 400),
        ("get", "/api/v1/briefings/none/editions/99999999999999999999/", 404),
        ("get", "/api/v1/stories/00000000-0000-7000-8000-000000000000/", 404),
        ("get", "/api/v1/drafts/", 401),
    ],
)
def test_errors_are_problem_documents(client: Client, method: str, path: str, status: int) -> None:
    problem(getattr(client, method)(path), status)


def test_a_host_that_is_not_ours_is_refused_in_kind(client: Client) -> None:
    problem(client.get(URL, headers={"Host": "evil.example"}), 400)


def test_options_says_what_may_be_done(client: Client) -> None:
    answer = client.options(URL)
    assert answer.status_code == 200
    assert set(answer["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
