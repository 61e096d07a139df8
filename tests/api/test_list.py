"""The list: an envelope with keyset pages, the newest briefing first, live editions alone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from briefings.models import Briefing
from briefings.publishing import retract
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
URL = "/api/v1/briefings/"


def get(client: Client, url: str = URL) -> Any:
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    return answer.json()


def slugs(page: dict[str, Any]) -> list[str]:
    return [row["slug"] for row in page["results"]]


@pytest.fixture
def source() -> Any:
    return factories.article()


def publish(source: Any, *names: str) -> None:
    for name in names:
        factories.published(factories.ready(source, slug=name))


def test_an_empty_site_has_an_empty_list(client: Client) -> None:
    assert get(client) == {"next": None, "previous": None, "results": []}


def test_the_newest_briefing_stands_first_and_an_update_moves_nothing(client: Client, source: Any) -> None:
    publish(source, "a", "b", "c")
    factories.published(Briefing.objects.get(slug="a"))
    assert slugs(get(client)) == ["c", "b", "a"]
    assert get(client)["results"][2]["edition"]["number"] == 2


def test_drafts_and_what_is_retracted_are_not_listed(client: Client, source: Any) -> None:
    publish(source, "a", "b")
    factories.ready(source, slug="draft")
    retract(Briefing.objects.get(slug="a"), reason="made up", by=factories.person("publisher"), at=NOW)
    assert slugs(get(client)) == ["b"]


def test_pages_lead_on_and_back_without_gap_or_double(client: Client, source: Any, settings: Any) -> None:
    settings.API_PAGE_SIZE = 2
    publish(source, "a", "b", "c", "d", "e")
    first = get(client)
    publish(source, "later")
    second = get(client, first["next"])
    third = get(client, second["next"])
    assert [slugs(page) for page in (first, second, third)] == [["e", "d"], ["c", "b"], ["a"]]
    assert third["next"] is None
    assert slugs(get(client, third["previous"])) == ["c", "b"]


@pytest.mark.parametrize("cursor", ["nonsense", "", "cD0xJTAw", "bz0tMQ=="])
def test_a_cursor_of_ones_own_making_is_an_error_in_words(client: Client, cursor: str) -> None:
    answer = client.get(URL, {"cursor": cursor})
    assert answer.status_code in (400, 404)
    assert answer["Content-Type"] == "application/problem+json"


def test_a_summary_has_what_a_list_shows(client: Client, source: Any) -> None:
    publish(source, "a")
    [row] = get(client)["results"]
    assert row["url"].endswith("/briefings/a/")
    assert row["api_url"].endswith(reverse("api-briefing", args=["a"]))
    assert (row["report_count"], row["has_interview"], row["status"]) == (1, False, "published")
    assert "body" not in row


def test_a_parameter_that_is_not_known_is_refused(client: Client) -> None:
    answer = client.get("/api/v1/briefings/?topik=Books")
    assert answer.status_code == 400
    assert answer.json()["errors"] == [{"pointer": "/topik", "detail": "This parameter is not known here."}]
