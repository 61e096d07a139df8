"""The sitemap names what is public, each thing once, in files of bounded size."""

from typing import Any

import lxml.etree
import pytest
from django.test import Client

from briefings import sitemaps
from tests import factories
from tests.api import editions

pytestmark = pytest.mark.django_db
HOST = "http://127.0.0.1:8000"


def addresses(client: Client, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    namespace = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found: Any = lxml.etree.fromstring(answer.content).xpath("//s:loc/text()", namespaces=namespace)
    return [str(address).removeprefix(HOST) for address in found]


def everything(client: Client) -> list[str]:
    return [address for path in addresses(client, "/sitemap.xml") for address in addresses(client, path)]


def test_all_that_is_public_once_and_nothing_else(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "BLOCK", 2)
    briefings = editions.all_five()
    factories.ready(headline="A draft", slug="a-draft")
    gone = briefings.pop("withdrawn")
    found = everything(client)
    assert len(found) == len(set(found))
    assert {f"/briefings/{briefing.slug}/" for briefing in briefings.values()} <= set(found)
    assert {"/topics/music/", "/actors/ingrid-sele/", "/outlets/gazette/"} <= set(found)
    assert not [address for address in found if gone.slug + "/" in address or "draft" in address]
    assert all(client.get(address).status_code == 200 for address in found)


def test_of_an_empty_site_it_is_empty(client: Client) -> None:
    assert addresses(client, "/sitemap.xml") == []
    for path in ("/sitemaps/2026-10.xml", "/sitemaps/entries-0.xml", "/sitemaps/entries-9.xml"):
        assert client.get(path).status_code == 404


def test_robots_are_told_where_it_is(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert f"Sitemap: {HOST}/sitemap.xml" in answer.text.splitlines()
    assert "Disallow: /admin/" in answer.text
