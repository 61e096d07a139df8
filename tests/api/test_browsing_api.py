"""Actors, topics and outlets of published briefings as JSON: the schema is kept, nothing else is listed."""

from typing import Any

import pytest
from django.test import Client

from accounts.openapi import NewestFirst
from briefings.browsing_api import NewestOfEntry
from briefings.publishing import retract
from sources.models import Actor, ActorRelation, ActorRole
from tests import factories
from tests.api.test_schema import check, schema
from tests.factories import NOW

pytestmark = pytest.mark.django_db
__all__ = ["schema"]


@pytest.fixture
def sele() -> Actor:
    """In a published briefing with an office and a tie; its source is an outlet's, its topic is set."""
    source = factories.article(outlet="Skar Gazette")
    found, other = (Actor.objects.create(name=name, kind="person") for name in ("Ingrid Sele", "Torvald Lie"))
    ActorRole.objects.create(actor=found, title="pilot", article=source)
    ActorRelation.objects.create(actor=found, kind="meets", other=other, state="disputed", article=source)
    briefing = factories.ready(source, topics=["Lamps"], slug="lamp")
    factories.mark(briefing, "Nobody", kind="actor", actor=found, note="")
    factories.mark(briefing, "keeps it", kind="actor", actor=other, note="")
    factories.published(briefing)
    return Actor.objects.get(pk=found.pk)


def get(client: Client, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_an_actor_has_a_card_and_briefings(client: Client, sele: Actor, schema: dict[str, Any]) -> None:
    listed = get(client, "/api/v1/actors/")
    check(schema, "ListedActorPage", listed)
    assert {row["name"] for row in listed["results"]} == {"Torvald Lie", "Ingrid Sele"}
    card = get(client, f"/api/v1/actors/{sele.uid}/")
    check(schema, "ActorCard", card)
    assert card["relations"][0]["disputed"] is True
    assert card["roles"][0]["outlets"] == ["Skar Gazette"]
    assert card["briefings_url"].endswith(f"/api/v1/actors/{sele.uid}/briefings/")
    found = get(client, f"/api/v1/actors/{sele.uid}/briefings/")
    check(schema, "SummaryPage", found)
    assert [row["slug"] for row in found["results"]] == ["lamp"]


def test_topics_and_outlets_have_briefings(client: Client, sele: Actor, schema: dict[str, Any]) -> None:
    for kind, slug in (("topics", "lamps"), ("outlets", "skar-gazette")):
        listed = get(client, f"/api/v1/{kind}/")
        check(schema, "ListedEntryPage", listed)
        assert [(row["slug"], row["briefing_count"]) for row in listed["results"]] == [(slug, 1)]
        assert [row["slug"] for row in get(client, f"/api/v1/{kind}/{slug}/briefings/")["results"]] == ["lamp"]


def test_what_is_retracted_is_not_there(client: Client, sele: Actor) -> None:
    briefing = sele.annotations.get().briefing
    retract(briefing, reason="made up", by=factories.person("publisher"), at=NOW)
    for kind in ("actors", "topics", "outlets"):
        assert get(client, f"/api/v1/{kind}/")["results"] == []
    for path in (f"actors/{sele.uid}/", f"actors/{sele.uid}/briefings/", "topics/lamps/briefings/"):
        assert client.get(f"/api/v1/{path}").status_code == 404


def test_the_list_is_narrowed_by_kind(client: Client, sele: Actor) -> None:
    assert len(get(client, "/api/v1/actors/?kind=person")["results"]) == 2
    assert get(client, "/api/v1/actors/?kind=state")["results"] == []
    for query in ("kind=ship", "kind=", "kynd=person"):
        assert client.get(f"/api/v1/actors/?{query}").status_code == 400
    for path in (f"actors/{sele.uid}/", f"actors/{sele.uid}/briefings/", "topics/", "topics/lamps/briefings/"):
        assert client.get(f"/api/v1/{path}?kind=person").status_code == 400


def test_a_merged_actor_leads_to_the_one_who_was_kept(client: Client, sele: Actor) -> None:
    kept = Actor.objects.get(name="Torvald Lie")
    Actor.objects.filter(pk=sele.pk).update(state="merged", merged_into=kept)
    for tail in ("", "briefings/"):
        answer = client.get(f"/api/v1/actors/{sele.uid}/{tail}")
        assert (answer.status_code, answer["Location"]) == (302, f"/api/v1/actors/{kept.uid}/{tail}")
    assert get(client, f"/api/v1/actors/{kept.uid}/")["briefing_count"] == 1


def test_pages_lead_on(client: Client, sele: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NewestFirst, "page_size", 1)
    monkeypatch.setattr(NewestOfEntry, "page_size", 1)
    first = get(client, "/api/v1/actors/")
    second = get(client, first["next"])
    assert {row["name"] for row in [*first["results"], *second["results"]]} == {"Ingrid Sele", "Torvald Lie"}
    assert second["next"] is None
    source = factories.article(factories.ORCHARD)
    factories.published(factories.ready(source, factories.ORCHARD_QUOTE, topics=["Lamps"], slug="later"))
    one = get(client, "/api/v1/topics/lamps/briefings/")
    two = get(client, one["next"])
    assert [page["results"][0]["slug"] for page in (one, two)] == ["later", "lamp"]
