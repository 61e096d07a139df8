"""RSS, JSON Feed and Atom: of the site and of an entry; what changed last first, retractions as tombstones."""

import json
from typing import Any

import feedparser
import lxml.etree
import pytest
from django.test import Client

from briefings.formats.feed import TOMBSTONES
from briefings.models import Briefing
from briefings.publishing import retract
from sources.models import Actor
from tests import factories
from tests.api import editions
from tests.factories import HOUR, NOW

pytestmark = pytest.mark.django_db
FEEDS = {
    "/feeds/atom.xml": "application/atom+xml; charset=utf-8",
    "/feeds/rss.xml": "application/rss+xml; charset=utf-8",
    "/feeds/feed.json": "application/feed+json; charset=utf-8",
}


def entries(client: Client, path: str) -> list[dict[str, Any]]:
    """Id, title and words of each, whichever the format."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == FEEDS["/feeds/" + path.rpartition("/")[2]]
    if path.endswith(".json"):
        found = answer.json()
        assert found["version"] == "https://jsonfeed.org/version/1.1"
        return [{"id": i["id"], "title": i["title"], "words": i["content_text"]} for i in found["items"]]
    read = feedparser.parse(answer.content)
    assert not read.bozo
    return [{"id": e.id, "title": e.title, "words": e.summary} for e in read.entries]


def tombstones(client: Client, path: str) -> list[Any]:
    answer = client.get(path)
    if path.endswith(".json"):
        rows = answer.json().get("_retracted", {}).get("entries", [])
        return [(row["id"], row["when"], row["reason"]) for row in rows]
    rows = lxml.etree.fromstring(answer.content).iter(f"{{{TOMBSTONES}}}deleted-entry")
    return [(row.get("ref"), row.get("when"), row.findtext(f"{{{TOMBSTONES}}}comment")) for row in rows]


@pytest.mark.parametrize("path", FEEDS)
def test_a_correction_comes_first_and_says_what_it_is(client: Client, path: str) -> None:
    corrected = factories.published(at=NOW).briefing
    factories.published(at=NOW + HOUR)
    factories.published(corrected, at=NOW + 2 * HOUR, kind="correction", note="We erred <here>.", was="a", now="b")
    first, second = entries(client, path)
    assert first["id"] == f"urn:uuid:{corrected.uid}"
    assert first["words"].replace("&lt;", "<").replace("&gt;", ">").startswith("Correction: We erred <here>.")
    assert "Correction" not in second["words"]


@pytest.mark.parametrize("path", FEEDS)
def test_what_is_retracted_leaves_a_tombstone(client: Client, path: str) -> None:
    briefing = editions.withdrawn()
    assert entries(client, path) == []
    assert tombstones(client, path) == [(f"urn:uuid:{briefing.uid}", "2026-10-05T10:30:00Z", "The report was made up.")]
    assert "Canary" not in client.get(path).text


@pytest.mark.parametrize("path", FEEDS)
def test_the_same_feed_is_the_same_bytes(client: Client, path: str) -> None:
    """Also an empty one, which has no date of its own."""
    for _ in range(2):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        factories.published()
        assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("name", ["atom.xml", "rss.xml", "feed.json"])
def test_of_a_topic_an_actor_or_an_outlet_its_own_alone(client: Client, name: str) -> None:
    briefing = factories.ready(factories.article(outlet="Skar Gazette"), topics=["Lamps"])
    keeper = Actor.objects.create(name="Ingrid Sele", kind="person")
    factories.mark(briefing, "Nobody", kind="actor", actor=keeper, note="")
    factories.published(briefing)
    factories.published(factories.ready(factories.article(factories.ORCHARD), factories.ORCHARD_QUOTE))
    paths = [f"/feeds/{entry}/{name}" for entry in ("topics/lamps", "actors/ingrid-sele", "outlets/skar-gazette")]
    for path in paths:
        assert [entry["id"] for entry in entries(client, path)] == [f"urn:uuid:{briefing.uid}"]
        assert f"http://127.0.0.1:8000{path}" in client.get(path).text.replace("\\/", "/")
    retract(Briefing.objects.get(pk=briefing.pk), reason="Made up.", by=factories.person("publisher"), at=NOW)
    for path in paths:
        assert client.get(path).status_code == 404
    assert client.get(f"/feeds/topics/nothing/{name}").status_code == 404


def test_a_topics_feed_also_tells_what_is_gone(client: Client) -> None:
    gone, stays = (factories.published(factories.ready(topics=["Lamps"])).briefing for _ in "ab")
    retract(gone, reason="Made up.", by=factories.person("publisher"), at=NOW)
    assert [entry["id"] for entry in entries(client, "/feeds/topics/lamps/atom.xml")] == [f"urn:uuid:{stays.uid}"]
    assert [row[0] for row in tombstones(client, "/feeds/topics/lamps/atom.xml")] == [f"urn:uuid:{gone.uid}"]


def test_words_of_a_briefing_are_no_markup_in_a_feed(client: Client) -> None:
    factories.published(factories.ready(standfirst="<b>bold</b> & <script>alert(1)</script>"))
    for path in ("/feeds/atom.xml", "/feeds/rss.xml"):
        [entry] = feedparser.parse(client.get(path).content, sanitize_html=False).entries
        assert entry.summary.startswith("&lt;b&gt;bold&lt;/b&gt; &amp; &lt;script&gt;")
    assert json.loads(client.get("/feeds/feed.json").content)["items"][0]["content_text"].startswith("<b>bold</b> & ")


def test_the_json_feed_says_in_what_language_an_item_is(client: Client) -> None:
    editions.right_to_left()
    [item] = client.get("/feeds/feed.json").json()["items"]
    assert (item["language"], item["date_published"]) == ("ar", "2026-10-05T09:30:00Z")
