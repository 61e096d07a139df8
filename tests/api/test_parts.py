"""Parts of a briefing at their own addresses, its editions, stories, and the front page that leads to all of it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from briefings import publishing
from briefings.models import Briefing, Edition
from tests import factories
from tests.api import editions
from tests.api.test_schema import check, schema
from tests.briefings.test_frozen import full
from tests.factories import HOUR, NOW

pytestmark = pytest.mark.django_db
__all__ = ["schema"]


def path(briefing: Briefing, below: str = "") -> str:
    return f"/api/v1/briefings/{briefing.slug}/{below}"


def get(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_editions_are_listed_and_each_is_as_it_was(client: Client, schema: dict[str, Any]) -> None:
    briefing = editions.corrected()
    found = get(client, path(briefing, "editions/"))
    check(schema, "EditionPage", found)
    assert [row["kind"] for row in found["results"]] == ["first", "correction", "clarification"]
    for row, edition in zip(found["results"], Edition.objects.order_by("number"), strict=True):
        one = get(client, row["uri"])
        assert (one["sha256"], one["edition"]["number"]) == (row["sha256"], edition.number)
        check(schema, "BriefingDocument", one)
        for suffix, kind in ((".md", "text/markdown"), (".txt", "text/plain")):
            answer = client.get(row["uri"].rstrip("/") + suffix)
            assert answer["Content-Type"].startswith(kind)
            liked = client.get(row["uri"], headers={"Accept": kind})
            assert liked.content == answer.content
            assert liked["Content-Location"].endswith(f"/editions/{edition.number}{suffix}")
    assert client.get(path(briefing, "editions/9/")).status_code == 404


def test_parts_are_those_of_the_whole(client: Client, schema: dict[str, Any]) -> None:
    briefing = factories.published(full()).briefing
    whole = get(client, path(briefing))
    for part, component in (("sources", "SourcePage"), ("differences", "DifferencePage")):
        found = get(client, path(briefing, f"{part}/"))
        check(schema, component, found)
        assert (found["results"], found["edition"]) == (whole[part], 1)
    interview = get(client, path(briefing, "interview/"))
    check(schema, "Interview", interview)
    assert interview == whole["interview"]
    assert interview["disclosure"]


def test_a_part_that_one_has_costs_one_query_and_no_body(client: Client) -> None:
    briefing = factories.published(full()).briefing
    for part in ("sources/", "differences/", "interview/"):
        tag = client.get(path(briefing, part))["ETag"]
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path(briefing, part), headers={"If-None-Match": tag}).status_code == 304
        assert len(queries) <= 1
    assert len({client.get(path(briefing, part))["ETag"] for part in ("sources/", "differences/", "")}) == 3


def test_a_briefing_without_an_interview_has_none(client: Client) -> None:
    briefing = editions.bare()
    assert client.get(path(briefing, "interview/")).status_code == 404


def test_of_a_retracted_briefing_the_parts_are_gone(client: Client) -> None:
    briefing = editions.withdrawn()
    for below in ("sources/", "differences/", "interview/", "editions/1/", "editions/1.md", "editions/2.txt"):
        assert client.get(path(briefing, below)).status_code == 410, below
    [row] = get(client, path(briefing, "editions/"))["results"]
    assert (row["number"], row["kind"]) == (2, "retraction")
    assert get(client, path(briefing, "editions/2/"))["status"] == "retracted"


def test_old_addresses_lead_on_part_by_part(client: Client) -> None:
    briefing = factories.published(full()).briefing
    publishing.rename(briefing, "elsewhere", by=factories.person("publisher"), at=NOW + HOUR)
    for below in ("", "editions/", "editions/1/", "editions/1.md", "sources/", "differences/", "interview/"):
        answer = client.get(path(briefing, below))
        assert (answer.status_code, answer["Location"]) == (301, f"/api/v1/briefings/elsewhere/{below}")
        assert client.get(answer["Location"]).status_code == 200
    assert get(client, "/api/v1/briefings/elsewhere/editions/")["results"][-1]["note"] == "The address changed."


def test_stories_are_there_as_far_as_briefings_tell_them(client: Client, schema: dict[str, Any]) -> None:
    source = factories.article()
    first = factories.published(factories.ready(source, slug="first"))
    factories.published(factories.ready(source, slug="second"))
    factories.ready(factories.article(factories.ORCHARD), factories.ORCHARD_QUOTE, slug="draft")
    listed = get(client, "/api/v1/stories/")
    check(schema, "ListedStoryPage", listed)
    [story] = listed["results"]
    assert (story["briefing_count"], story["uid"]) == (2, get(client, path(first.briefing))["story"])
    assert get(client, story["uri"]) == story
    told = get(client, story["briefings_url"])["results"]
    assert [row["slug"] for row in told] == ["second", "first"]
    assert [row["slug"] for row in get(client, f"/api/v1/briefings/?story={story['uid']}")["results"]] == [
        "second",
        "first",
    ]
    publishing.retract(first.briefing, reason="made up", by=factories.person("publisher"), at=NOW)
    assert get(client, story["uri"])["briefing_count"] == 1


def test_the_front_page_leads_everywhere(client: Client, schema: dict[str, Any]) -> None:
    briefing = factories.published(full()).briefing
    answer = client.get("/api/v1/")
    found = answer.json()
    check(schema, "Root", found)
    assert 'rel="service-desc"' in answer["Link"]
    for address in found["reading"].values():
        here = address.replace("{q}", "organ")
        assert client.get(here).status_code == 200, here
    for address in found["briefing"].values():
        here = address.replace("{slug}", briefing.slug).replace("{number}", "1")
        assert client.get(here).status_code == 200, here
    for address in found["writing"].values():
        assert client.get(address).status_code == 401
        assert resolve("/" + address.split("/", 3)[3])


def test_the_documentation_needs_nothing_from_elsewhere(client: Client) -> None:
    page = client.get("/api/v1/docs/")
    assert page.status_code == 200
    assert "<style" not in page.text
    assert "https://" not in page.text
    script = client.get("/api/v1/docs/?script=")
    assert "/api/v1/schema/" in script.text
    assert script["Content-Type"].startswith("application/javascript")
