"""Each request has an id, and runs in its user's time zone."""

import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts import middleware
from tests import factories


def answer(**headers: str) -> tuple[str, str]:
    """The id inside the request, and the one that it was answered with."""
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(middleware.current_request_id.get())
        return HttpResponse()

    response = middleware.request_id(view)(RequestFactory().get("/", headers=headers))
    return seen[0], response["X-Request-ID"]


def test_a_request_gets_an_id_of_its_own() -> None:
    one, other = answer(), answer()
    assert one[0] == one[1]
    assert len(one[0]) == 32
    assert one != other


def test_the_proxys_id_is_kept() -> None:
    assert answer(**{"X-Request-ID": "edge-7f.3_A"}) == ("edge-7f.3_A", "edge-7f.3_A")


@pytest.mark.parametrize(
    "bad", ["short", "x" * 65, "two words here", "new\nline-in-it", "<script>alert</script>", "ünïcode-id"]
)
def test_an_id_that_is_none_is_replaced(bad: str) -> None:
    inside, outside = answer(**{"X-Request-ID": bad})
    assert inside == outside != bad
    assert len(inside) == 32


def test_the_id_ends_with_its_request_even_when_that_fails() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        middleware.request_id(view)(RequestFactory().get("/"))
    assert middleware.current_request_id.get() == ""


def test_log_lines_carry_it() -> None:
    record = logging.makeLogRecord({})
    token = middleware.current_request_id.set("edge-12345")
    assert middleware.RequestIdFilter().filter(record)
    middleware.current_request_id.reset(token)
    assert record.__dict__["request_id"] == "edge-12345"


def zone_inside(user: object) -> str:
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(timezone.get_current_timezone_name())
        return HttpResponse()

    request = RequestFactory().get("/")
    request.user = user  # type: ignore[assignment]
    request.COOKIES["sessionid"] = "one"
    middleware.time_zone(view)(request)
    return seen[0]


@pytest.mark.django_db
def test_a_request_runs_in_its_users_time_zone(settings: Settings) -> None:
    settings.DESK_TIME_ZONE = "Europe/Oslo"
    assert zone_inside(factories.person(time_zone="Asia/Tokyo")) == "Asia/Tokyo"
    assert zone_inside(factories.person()) == "Europe/Oslo"
    assert timezone.get_current_timezone_name() == "UTC"


@pytest.mark.django_db
def test_the_desk_shows_times_in_it(client: Client) -> None:
    edition = factories.published(at=factories.NOW)
    client.force_login(factories.person("publisher", time_zone="Asia/Tokyo"))
    url = reverse("admin:briefings_edition_change", args=[edition.pk])
    assert "18:30" in client.get(url).text
