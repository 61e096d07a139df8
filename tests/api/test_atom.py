"""The Atom feed (RFC 4287): well formed whatever a headline holds, with ids that stay, of what is live."""

from typing import Any

import lxml.etree
import pytest
from django.test import Client

from briefings.models import Briefing
from briefings.publishing import retract
from tests import factories
from tests.factories import HOUR, NOW

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def entries(client: Client) -> list[Any]:
    answer = client.get("/feeds/atom.xml")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = lxml.etree.fromstring(answer.content)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    for name in ("id", "title", "updated"):
        assert feed.findtext(f"a:{name}", namespaces=ATOM)
    found: list[Any] = feed.findall("a:entry", ATOM)
    return found


def text(entry: Any, name: str) -> str:
    return str(entry.findtext(f"a:{name}", namespaces=ATOM))


def test_an_empty_feed_is_one(client: Client) -> None:
    assert entries(client) == []


def test_an_entry_keeps_its_id_and_is_updated_by_each_edition(client: Client) -> None:
    briefing = factories.published(at=NOW).briefing
    [first] = entries(client)
    assert text(first, "id") == f"urn:uuid:{briefing.uid}"
    assert text(first, "published") == text(first, "updated") == "2026-10-05T09:30:00+00:00"
    factories.published(briefing, at=NOW + HOUR)
    [second] = entries(client)
    assert text(second, "id") == text(first, "id")
    assert (text(second, "published"), text(second, "updated")) == (
        text(first, "published"),
        "2026-10-05T10:30:00+00:00",
    )


def test_links_are_whole_and_lead_to_the_page(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://news.example.org"
    briefing = factories.published().briefing
    [entry] = entries(client)
    assert entry.find("a:link", ATOM).get("href") == f"https://news.example.org/briefings/{briefing.slug}/"


def test_the_newest_briefing_stands_first(client: Client) -> None:
    slugs = [factories.published(factories.ready(slug=slug)).briefing.slug for slug in ("a", "b")]
    assert [entry.find("a:link", ATOM).get("href").split("/")[-2] for entry in entries(client)] == slugs[::-1]


def test_neither_drafts_nor_what_is_retracted_is_in_it(client: Client) -> None:
    factories.ready(headline="Canary draft")
    edition = factories.published(factories.ready(headline="Canary retracted"))
    retract(edition.briefing, reason="made up", by=factories.person("publisher"), at=NOW)
    assert entries(client) == []
    assert "Canary" not in client.get("/feeds/atom.xml").text


@pytest.mark.parametrize("odd", ["<b>&amp;\"'", "]]>", "bell \x07 and \x0b tab", "\ufffe end", "🗼 \u202e ü"])
def test_any_headline_leaves_the_feed_well_formed(client: Client, odd: str) -> None:
    factories.published(factories.ready(headline=f"Lamp {odd} burns", standfirst=f"S {odd}", topics=[f"T {odd}"]))
    [entry] = entries(client)
    assert text(entry, "title").startswith("Lamp ")
    assert text(entry, "title").endswith(" burns")


def test_authors_are_named(client: Client) -> None:
    briefing = factories.ready()
    briefing.authors.add(factories.person("editor", byline_name="E. Editor"))
    factories.published(Briefing.objects.get(pk=briefing.pk))
    [entry] = entries(client)
    assert text(entry.find("a:author", ATOM), "name") == "E. Editor"
