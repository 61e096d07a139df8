"""The list, narrowed and ordered: the pages are what plain Python makes of the same rows, whatever is asked."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefings import answering
from briefings.models import Appearance, Briefing, Edition, Entry
from briefings.publishing import retract
from sources.models import Actor
from tests import factories
from tests.api.editions import all_five
from tests.factories import HOUR, LIGHTHOUSE, NOW, ORCHARD, ORCHARD_QUOTE

pytestmark = pytest.mark.django_db
URL = "/api/v1/briefings/"


def walk(client: Client, query: dict[str, Any]) -> list[dict[str, Any]]:
    """All items, page by page forwards; backwards they are the same."""
    found, url = [], client.get(URL, query).wsgi_request.get_full_path()
    back: list[Any] = []
    ended = 0
    while url:
        answer = client.get(url)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        links = answer.get("Link", "")
        assert ('rel="next"' in links, 'rel="prev"' in links) == (bool(page["next"]), bool(page["previous"]))
        found += page["results"]
        last, url, ended = page, page["next"], len(page["results"])
    while last["previous"]:
        last = client.get(last["previous"]).json()
        back = last["results"] + back
    assert back == found[: len(back)]
    assert len(back) == len(found) - ended
    return found


@dataclass(frozen=True)
class Site:
    actor: Actor
    briefings: list[Briefing]


@pytest.fixture
def site(settings: Any) -> Site:
    """Eight briefings, two of them of one instant; some updated later, in another order; one retracted, one a draft."""
    settings.API_PAGE_SIZE = 3
    gazette, courier = factories.article(LIGHTHOUSE, outlet="Gazette"), factories.article(ORCHARD, outlet="Courier")
    actor = Actor.objects.create(name="Ingrid Sele", kind="person")
    made = []
    for number in range(9):
        source, quote = ((gazette, factories.LIGHTHOUSE_QUOTE), (courier, ORCHARD_QUOTE))[number % 2]
        language = "de" if number % 4 == 3 else "en"
        topics = ["Lamps"] if number < 5 else ["Lamps", "Pears"]
        briefing = factories.ready(source, quote, slug=f"b{number}", topics=topics, language=language)
        if number % 3 == 0:
            factories.mark(briefing, "Nobody", kind="actor", actor=actor, note="")
        factories.published(briefing, at=NOW + (number // 2) * HOUR)
        made.append(briefing)
    for number in (4, 1):
        factories.published(
            Briefing.objects.get(slug=f"b{number}"), at=NOW + (12 - number) * HOUR, kind="correction", note="We erred."
        )
    factories.published(Briefing.objects.get(slug="b2"), at=NOW + 20 * HOUR)
    retract(Briefing.objects.get(slug="b6"), reason="made up", by=factories.person("publisher"), at=NOW + 30 * HOUR)
    factories.ready(gazette, slug="draft", topics=["Lamps"])
    return Site(actor, made)


def stamp(hours: float) -> str:
    return (NOW + timedelta(hours=hours)).isoformat()


def test_every_way_to_narrow_gives_what_holds(client: Client, site: Site) -> None:
    everything = walk(client, {})
    assert len(everything) == 8
    whole = {item["slug"]: client.get(item["uri"]).json() for item in everything}

    def at(text: str) -> datetime:
        return datetime.fromisoformat(text)

    holds: dict[str, Any] = {
        "topic": lambda doc, value: value in [topic.lower() for topic in doc["topics"]],
        "outlet": lambda doc, value: value in [source["outlet"].lower() for source in doc["sources"]],
        "actor": lambda doc, value: value in [actor["uid"] for actor in doc["actors"]],
        "language": lambda doc, value: doc["language"] == value.lower(),
        "has_interview": lambda doc, value: bool(doc["interview"]) == (value == "true"),
        "has_correction": lambda doc, value: bool(doc["corrections"]) == (value == "true"),
        "published_since": lambda doc, value: at(doc["first_published_at"]) >= at(value),
        "published_before": lambda doc, value: at(doc["first_published_at"]) < at(value),
        "updated_since": lambda doc, value: at(doc["edition"]["published_at"]) >= at(value),
        "updated_before": lambda doc, value: at(doc["edition"]["published_at"]) < at(value),
    }
    values: dict[str, list[str]] = {
        "topic": ["lamps", "pears", "none"],
        "outlet": ["gazette", "courier"],
        "actor": [str(site.actor.uid), "00000000-0000-7000-8000-000000000000"],
        "language": ["en", "DE", "fr"],
        "has_interview": ["true", "false"],
        "has_correction": ["true", "false"],
        "published_since": [stamp(2), stamp(1.5)],
        "published_before": [stamp(2)],
        "updated_since": [stamp(3)],
        "updated_before": [stamp(11)],
    }
    names = list(values)
    asked = [{name: value} for name in names for value in values[name]]
    asked += [
        {one: first, other: second}
        for place, one in enumerate(names)
        for other in names[place + 1 :]
        for first, second in product(values[one][:2], values[other][:1])
    ]
    for query in asked:
        wanted = {slug for slug, doc in whole.items() if all(holds[name](doc, query[name]) for name in query)}
        found = [item["slug"] for item in walk(client, query)]
        assert (set(found), len(found)) == (wanted, len(wanted)), query


@pytest.mark.parametrize("order", ["published", "updated", "-published", "-updated"])
def test_orders_are_by_time_and_whole(client: Client, site: Site, order: str) -> None:
    found = walk(client, {"ordering": order})
    by_time = [
        item["first_published_at"] if "published" in order else item["edition"]["published_at"] for item in found
    ]
    assert by_time == sorted(by_time, reverse=order.startswith("-"))
    assert len({item["id"] for item in found}) == len(found) == 8


def test_one_asks_for_updates_in_their_order(client: Client, site: Site) -> None:
    assert [item["slug"] for item in walk(client, {"updated_since": stamp(3.5)})] == ["b2", "b1", "b4", "b8"]


def test_what_is_published_between_pages_neither_repeats_nor_hides(client: Client, site: Site) -> None:
    first = client.get(URL).json()
    source = factories.article(LIGHTHOUSE, outlet="Gazette")
    factories.published(factories.ready(source, slug="later"), at=NOW + 4 * HOUR)
    seen = [item["slug"] for item in first["results"]]
    url = first["next"]
    while url:
        page = client.get(url).json()
        seen += [item["slug"] for item in page["results"]]
        url = page["next"]
    assert len(seen) == len(set(seen)) == 8


def test_the_body_comes_when_it_is_asked_for(client: Client) -> None:
    all_five()
    for item in walk(client, {"include": "body"}):
        assert item == client.get(item["uri"]).json()


def test_fields_are_those_that_were_asked_for(client: Client, site: Site) -> None:
    [item] = client.get(URL, {"fields": "headline, slug", "topic": "pears", "outlet": "courier"}).json()["results"][:1]
    assert set(item) == {"id", "status", "headline", "slug"}
    [item] = client.get(URL, {"fields": "body", "include": "body", "language": "de"}).json()["results"][:1]
    assert set(item) == {"id", "status", "body", "not_known"}


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("topik=x", "/topik"),
        ("topic=", "/topic"),
        ("topic=a&topic=b", "/topic"),
        ("actor=7", "/actor"),
        ("language=%00", "/language"),
        ("has_interview=perhaps", "/has_interview"),
        ("published_since=yesterday", "/published_since"),
        ("updated_before=0001-01-01T00:00:00%2B14:00", "/updated_before"),
        ("ordering=headline", "/ordering"),
        ("include=sources", "/include"),
        ("fields=headline,secret", "/fields"),
        ("fields=body", "/fields"),
        ("page_size=9", "/page_size"),
    ],
)
def test_what_cannot_be_asked_is_named(client: Client, query: str, pointer: str) -> None:
    answer = client.get(f"{URL}?{query}")
    assert answer.status_code == 400
    assert {error["pointer"] for error in answer.json()["errors"]} == {pointer}


def test_a_cursor_is_of_its_order(client: Client, site: Site) -> None:
    following = client.get(URL).json()["next"]
    assert client.get(f"{following}&ordering=updated").status_code == 404


def test_who_has_the_list_is_told_so_before_it_is_made(client: Client, site: Site) -> None:
    first = client.get(URL)
    assert client.head(URL)["ETag"] == first["ETag"]
    with CaptureQueriesContext(connection) as queries:
        again = client.get(URL, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, len(queries)) == (304, b"", 1)
    factories.published(Briefing.objects.get(slug="b2"), at=NOW + 40 * HOUR)
    assert client.get(URL, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_list_costs_two_queries_and_narrowed_one_more(client: Client, site: Site) -> None:
    for query, most in (({}, 2), ({"include": "body"}, 2), ({"topic": "lamps", "language": "en"}, 3)):
        with CaptureQueriesContext(connection) as queries:
            client.get(URL, query)
        assert len(queries) <= most, query


def test_what_is_at_hand_is_never_old(client: Client, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "AT_HAND", answering.AtHand(1_000_000))
    first = client.get(URL)
    with CaptureQueriesContext(connection) as queries:
        again = client.get(URL)
    assert (again.content, again["Link"], len(queries)) == (first.content, first["Link"], 1)
    retract(Briefing.objects.get(slug="b8"), reason="made up", by=factories.person("publisher"), at=NOW + 50 * HOUR)
    assert first.json()["results"][0]["slug"] == "b8"
    assert client.get(URL).json()["results"][0]["slug"] == "b7"
    kept = Actor.objects.create(name="I. Sele", kind="person")
    of_kept = f"{URL}?actor={kept.uid}"
    assert client.get(of_kept).json()["results"] == []
    Entry.objects.create(kind="actor", key=str(kept.uid), slug="i-sele", name="I. Sele", sort="i", actor=kept)
    Actor.objects.filter(pk=site.actor.pk).update(state="merged", merged_into=kept)
    assert client.get(of_kept).json()["results"] != []


def test_rows_and_counts_follow_the_editions(site: Site) -> None:
    """The counts that choose the leading row are those of the rows, after publishing, correcting and retracting."""
    for entry in Entry.objects.filter(kind__in=["list", "story", "topic"]):
        assert entry.briefings == Appearance.objects.filter(entry=entry).count(), entry
    live = Edition.objects.listed().count()
    assert Entry.objects.get(kind="list", key="all").briefings == live == 8


def test_utf16_places_are_those_of_a_browser(client: Client) -> None:
    briefing = all_five()["beyond"]
    doc = client.get(f"{URL}{briefing.slug}/").json()
    units = doc["body"]["text"].encode("utf-16-le")
    assert doc["annotations"]
    for note in doc["annotations"]:
        place = note["selector"]
        assert units[2 * place["start_utf16"] : 2 * place["end_utf16"]].decode("utf-16-le") == place["exact"]
        assert place["end_utf16"] > place["end"]
    assert json.dumps(doc)
