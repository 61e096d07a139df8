"""A reader costs the same few queries, however large the site and the briefing are."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefings.models import Annotation
from sources.models import Actor
from tests import factories

pytestmark = pytest.mark.django_db
MOST = {
    "/": 2,
    "/briefings/small/": 2,
    "/briefings/large/": 2,
    "/briefings/large/editions/1/": 2,
    "/briefings/none/": 3,
    "/api/v1/briefings/": 2,
    "/api/v1/briefings/small/": 2,
    "/api/v1/briefings/large/": 2,
    "/api/v1/briefings/large.ninjs": 1,
    "/api/v1/briefings/large.md": 1,
    "/api/v1/briefings/large/annotations/": 1,
    "/api/v1/briefings/large/annotations/?page=1": 1,
    "/api/v1/briefings/large/editions/1/text/": 1,
    "/feeds/atom.xml": 2,
    "/feeds/feed.json": 2,
    "/feeds/topics/lamps/rss.xml": 3,
    "/feeds/actors/ingrid-sele/rss.xml": 4,
    "/sitemap.xml": 2,
    "/sitemaps/2026-10.xml": 2,
    "/robots.txt": 0,
    "/actors/": 3,
    "/actors/ingrid-sele/": 3,
    "/actors/nobody/": 1,
    "/topics/": 2,
    "/topics/lamps/": 2,
    "/outlets/": 2,
    "/archive/": 1,
    "/archive/2026/10/": 2,
    "/api/v1/actors/": 1,
    "/api/v1/topics/lamps/briefings/": 2,
    "/api/v1/schema/": 0,
}


@pytest.fixture
def site() -> None:
    source = factories.article()
    small = factories.ready(source, slug="small", topics=["Lamps"])
    keeper = Actor.objects.create(name="Ingrid Sele", kind="person")
    factories.mark(small, "Nobody", kind="actor", actor=keeper, note="")
    factories.published(small)
    large = factories.ready(
        source, slug="large", body="The lamp burns **again** on its island.\n\n" + "Word by word. " * 300
    )
    text = factories.plain(large)
    place = text.index("Word")
    Annotation.objects.bulk_create(
        Annotation(briefing=large, kind="context", note="n", exact="Word", start=place + n * 14, end=place + n * 14 + 4)
        for n in range(60)
    )
    factories.published(large)


def cost(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


@pytest.mark.parametrize("path", MOST)
def test_it_costs_no_more(client: Client, site: Any, path: str) -> None:
    assert cost(client, path) <= MOST[path]


LISTS = [
    "/",
    "/api/v1/briefings/",
    "/feeds/atom.xml",
    "/feeds/topics/lamps/feed.json",
    "/sitemap.xml",
    "/sitemaps/2026-10.xml",
    "/topics/",
    "/topics/lamps/",
    "/archive/2026/10/",
]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_costs_the_same_with_more_in_it(client: Client, path: str) -> None:
    source = factories.article()
    factories.published(factories.ready(source, topics=["Lamps"]))
    before = cost(client, path)
    for number in range(6):
        factories.published(factories.ready(source, topics=["Lamps", f"Topic {number}"]))
    assert cost(client, path) == before


def test_an_answer_that_the_reader_has_costs_no_more(client: Client, site: Any) -> None:
    tag = client.get("/briefings/large/")["ETag"]
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/briefings/large/", headers={"If-None-Match": tag}).status_code == 304
    assert len(queries) <= 2
