"""Sync: who follows it from nothing ends up with what the site has, whatever happens meanwhile, and by whom."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import jsonschema
import pytest
from django.core.exceptions import ValidationError
from django.db import close_old_connections, connection, connections
from django.test import Client
from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from briefings import publishing
from briefings.models import Briefing, Edition
from tests import factories, house
from tests.api.editions import all_five
from tests.api.test_schema import closed, schema
from tests.factories import HOUR, NOW

__all__ = ["schema"]
URL = "/api/v1/sync/"


class Mirror:
    """A client's own copy, by id."""

    def __init__(self, client: Client | None = None) -> None:
        self.client = client or Client()
        self.token = ""
        self.has: dict[str, Any] = {}

    def take(self) -> bool:
        """One page. Whether there was more."""
        answer = self.client.get(URL, {"include": "body"} | ({"sync_token": self.token} if self.token else {}))
        assert answer.status_code == 200, answer.text
        page = answer.json()
        for item in page["results"]:
            self.has[item["id"]] = item["briefing"]
        self.token = page["sync_token"]
        assert page["more"] == bool(page["next"])
        return bool(page["more"])

    def follow(self) -> None:
        while self.take():
            pass


def site(client: Client | None = None) -> dict[str, Any]:
    """What the details say: of every briefing that was ever public."""
    client = client or Client()
    slugs = Briefing.objects.exclude(live=None).values_list("slug", flat=True)
    found = [client.get(f"/api/v1/briefings/{slug}/").json() for slug in slugs]
    return {doc["id"]: doc for doc in found}


def act(number: int, kind: str) -> None:
    """Something an editor may try; what the desk refuses changes nothing."""
    briefing = Briefing.objects.order_by("pk")[number]
    publisher = factories.person("publisher")
    at = NOW + HOUR * Edition.objects.count()
    try:
        if kind == "retract":
            if briefing.live_id:
                publishing.retract(briefing, reason="made up", by=publisher, at=at)
        elif kind == "rename":
            if briefing.live_id:
                publishing.rename(briefing, f"{briefing.slug}-x", by=publisher, at=at)
        elif kind == "write":
            briefing.headline += "!"
            factories.save(briefing)
        else:
            wanted = kind if briefing.live_id else ""
            factories.published(briefing, at=at, by=publisher, kind=wanted, note="We erred.")
    except ValidationError:
        pass


KINDS = st.sampled_from(["publish", "update", "minor", "correction", "retract", "rename", "write"])
ACTS = st.tuples(st.integers(0, 3), KINDS).map(lambda pair: (pair[0], "" if pair[1] == "publish" else pair[1]))


class Histories(TestCase):
    @rules(max_examples=house.examples(15))
    @given(st.lists(st.tuples(ACTS, st.sampled_from(["", "page", "follow"])), max_size=10), st.integers(2, 3))
    def test_a_mirror_that_looks_now_and_then_ends_up_equal(self, history: Any, size: int) -> None:
        source = factories.article()
        for number in range(4):
            factories.ready(source, slug=f"b{number}")
        mirror = Mirror()
        with self.settings(API_SYNC_SIZE=size):
            for (number, kind), look in history:
                act(number, kind)
                if look == "page":
                    mirror.take()
                elif look:
                    mirror.follow()
            mirror.follow()
            late = Mirror()
            late.follow()
        assert mirror.has == late.has == site()


@pytest.mark.django_db
def test_it_starts_from_nothing_and_keeps_the_schema(client: Client, schema: dict[str, Any]) -> None:
    first = client.get(URL).json()
    assert (first["results"], first["more"]) == ([], False)
    all_five()
    closed_schema = closed(schema)
    whole = closed_schema["paths"][URL]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    for query in ("", "&include=body"):
        page = client.get(f"{URL}?sync_token={first['sync_token']}{query}").json()
        jsonschema.Draft202012Validator(whole | {"components": closed_schema["components"]}).validate(page)
        assert {row["change"] for row in page["results"]} == {"published", "corrected", "retracted"}
        [gone] = [row for row in page["results"] if row["change"] == "retracted"]
        assert gone["briefing"]["retraction"]["reason"] == "The report was made up."
        assert "Canary body" not in str(page)


@pytest.mark.django_db
def test_the_token_is_inclusive_and_says_when_nothing_changed(client: Client) -> None:
    briefing = factories.published().briefing
    token = client.get(URL).json()["sync_token"]
    again = client.get(URL, {"sync_token": token})
    assert [row["uid"] for row in again.json()["results"]] == [str(briefing.uid)]
    tag = again["ETag"]
    assert client.get(URL, {"sync_token": token}, headers={"If-None-Match": tag}).status_code == 304
    factories.published(Briefing.objects.get(pk=briefing.pk))
    assert client.get(URL, {"sync_token": token}, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.django_db
def test_a_time_starts_a_walk(client: Client) -> None:
    source = factories.article()
    slugs = []
    for number in range(4):
        slugs.append(factories.published(factories.ready(source), at=NOW + number * HOUR).briefing.slug)
    found = client.get(URL, {"updated_since": (NOW + 2 * HOUR).isoformat()}).json()
    assert [row["briefing"]["slug"] for row in found["results"]] == slugs[2:]
    after = client.get(URL, {"updated_since": (NOW + 9 * HOUR).isoformat()}).json()
    assert after["results"] == []
    new = factories.published(factories.ready(source), at=NOW + 9 * HOUR).briefing.slug
    found = client.get(URL, {"sync_token": after["sync_token"]}).json()
    assert [row["briefing"]["slug"] for row in found["results"]] == [new]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("sync_token=nonsense", "/sync_token"),
        ("sync_token=", "/sync_token"),
        ("sync_token=Y2hhbmdlIC0x", "/sync_token"),
        ("updated_since=soon", "/updated_since"),
        ("updated_since=2026-01-01T00:00:00Z&sync_token=Y2hhbmdlIDE=", "/updated_since"),
        ("since=1", "/since"),
    ],
)
def test_what_cannot_be_asked_is_named(client: Client, query: str, pointer: str) -> None:
    answer = client.get(f"{URL}?{query}")
    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_a_mirror_that_looks_while_several_publish_misses_nothing(settings: Any) -> None:
    settings.API_SYNC_SIZE = 2
    settings.PAGE_CACHE_BYTES = 0
    source = factories.article()
    names = [f"b{number}" for number in range(12)]
    for name in names:
        factories.ready(source, slug=name)
    publishers = [factories.person("publisher") for _ in range(4)]
    done = threading.Event()

    def publish(hand: int) -> None:
        try:
            for name in names[hand::4] * 2:
                briefing = Briefing.objects.get(slug=name)
                factories.published(briefing, by=publishers[hand], at=NOW)
            last = Briefing.objects.get(slug=names[hand])
            publishing.retract(last, reason="made up", by=publishers[hand], at=NOW)
        finally:
            connections.close_all()

    def look() -> Mirror:
        mirror = Mirror()
        while not done.is_set():
            mirror.take()
        mirror.follow()
        connections.close_all()
        return mirror

    with ThreadPoolExecutor(6) as pool:
        mirrors = [pool.submit(look) for _ in range(2)]
        hands = [pool.submit(publish, hand) for hand in range(4)]
        for hand in hands:
            hand.result(60)
        done.set()
        found = [mirror.result(60) for mirror in mirrors]
    close_old_connections()
    assert len(site()) == 12
    assert [mirror.has for mirror in found] == [site(), site()]
