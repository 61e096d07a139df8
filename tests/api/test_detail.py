"""The detail: the stored edition, with a strong ETag, and nothing newer."""

import hashlib
import json

import pytest
import rfc8785
from django.test import Client
from django.urls import reverse

from briefings.models import Briefing, Edition
from briefings.publishing import retract
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> Edition:
    return factories.published()


def url(edition: Edition, name: str = "api-briefing") -> str:
    return reverse(name, args=[edition.briefing.slug])


def test_it_is_the_stored_edition(client: Client, edition: Edition) -> None:
    answer = client.get(url(edition))
    assert answer["Content-Type"] == "application/json"
    found = answer.json()
    assert found.pop("sha256") == edition.sha256
    assert found.pop("url").endswith(f"/briefings/{edition.briefing.slug}/")
    assert found.pop("uri").endswith(url(edition))
    assert found.pop("id") == f"urn:uuid:{edition.briefing.uid}"
    for note in found["annotations"]:
        del note["selector"]["start_utf16"], note["selector"]["end_utf16"]
    assert rfc8785.dumps(found) == bytes(edition.document)
    assert hashlib.sha256(rfc8785.dumps(found)).hexdigest() == edition.sha256


def test_a_draft_saved_since_changes_nothing(client: Client, edition: Edition) -> None:
    before = client.get(url(edition)).content
    briefing = Briefing.objects.get(pk=edition.briefing_id)
    briefing.body += "\n\nNot yet for readers."
    factories.save(briefing)
    assert client.get(url(edition)).content == before


@pytest.mark.parametrize("name", ["api-briefing", "briefing"])
def test_who_has_it_gets_no_more_than_that(client: Client, edition: Edition, name: str) -> None:
    first = client.get(url(edition, name))
    tag = first["ETag"]
    assert tag.startswith('"')
    assert "max-age=0" in first["Cache-Control"]
    again = client.get(url(edition, name), headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    for other in ('"other"', ""):
        assert client.get(url(edition, name), headers={"If-None-Match": other}).status_code == 200


@pytest.mark.parametrize("name", ["api-briefing", "briefing"])
def test_a_new_edition_has_a_new_tag(client: Client, edition: Edition, name: str) -> None:
    tag = client.get(url(edition, name))["ETag"]
    factories.published(Briefing.objects.get(pk=edition.briefing_id))
    again = client.get(url(edition, name), headers={"If-None-Match": tag})
    assert (again.status_code, again["ETag"] == tag) == (200, False)


@pytest.mark.parametrize("name", ["api-briefing", "briefing"])
def test_head_is_get_without_the_body(client: Client, edition: Edition, name: str) -> None:
    got, head = client.get(url(edition, name)), client.head(url(edition, name))
    assert (head.status_code, head.content) == (200, b"")
    for header in ("ETag", "Content-Type", "Content-Length"):
        assert head[header] == got[header]


@pytest.mark.parametrize("name", ["api-briefing", "briefing"])
def test_readers_without_a_session_share_one_answer(client: Client, edition: Edition, name: str) -> None:
    """A cache may keep it for all: no cookie is set, and none is asked for."""
    answer = client.get(url(edition, name))
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_of_a_retracted_briefing_the_notice_alone(client: Client, edition: Edition) -> None:
    retract(edition.briefing, reason="The report was made up.", by=factories.person("publisher"), at=NOW)
    found = client.get(url(edition)).json()
    assert (found["status"], found["retraction"]["reason"]) == ("retracted", "The report was made up.")
    assert "body" not in found
    assert "prisms" not in json.dumps(found)


def test_the_page_of_a_retracted_briefing_is_there_and_its_editions_are_gone(client: Client, edition: Edition) -> None:
    retract(edition.briefing, reason="The report was made up.", by=factories.person("publisher"), at=NOW)
    page = client.get(url(edition, "briefing"))
    assert page.status_code == 200
    assert "The report was made up." in page.text
    assert "island" not in page.text
    assert client.get(reverse("edition", args=[edition.briefing.slug, 1])).status_code == 410
    assert client.get(reverse("edition", args=[edition.briefing.slug, 2])).status_code == 200
