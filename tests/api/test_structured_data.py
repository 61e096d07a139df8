"""schema.org on the page and by itself: one article, its reports, its corrections, its interview as questions."""

import json
from typing import Any

import lxml.html
import pytest
from django.test import Client

from briefings.models import Briefing
from sources.models import Interview
from tests import factories
from tests.api import editions
from tests.factories import INTERVIEW, INTERVIEW_QUOTE, NOW

pytestmark = pytest.mark.django_db


def on_page(client: Client, briefing: Briefing) -> Any:
    page = lxml.html.fromstring(client.get(f"/briefings/{briefing.slug}/").text)
    blocks: Any = page.xpath('//script[@type="application/ld+json"]')
    assert len(blocks) == 1
    return json.loads(blocks[0].text)


def by_itself(client: Client, briefing: Briefing) -> Any:
    answer = client.get(f"/api/v1/briefings/{briefing.slug}.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    return answer.json()


def test_the_page_holds_what_the_address_gives(client: Client) -> None:
    for briefing in editions.all_five().values():
        found = on_page(client, briefing)
        assert found == by_itself(client, briefing)
        assert (found["@type"], found["@id"]) == ("AnalysisNewsArticle", f"urn:uuid:{briefing.uid}")


def test_no_headline_ends_the_block(client: Client) -> None:
    odd = "</script><script>alert(1)</script><!-- & \u2028"
    briefing = factories.published(factories.ready(headline=odd)).briefing
    assert on_page(client, briefing)["headline"] == odd
    assert "<script>alert" not in client.get(f"/briefings/{briefing.slug}/").text


def test_an_article_names_its_reports_actors_and_corrections(client: Client, settings: Any) -> None:
    settings.POLICIES = {"correctionsPolicy": "https://news.example/corrections"}
    found = by_itself(client, editions.corrected())
    assert found["publisher"]["correctionsPolicy"] == "https://news.example/corrections"
    [report] = found["citation"]
    assert (report["url"], report["publisher"]["name"]) == ("https://gazette.example/organ", "Gazette")
    assert [(actor["@type"], actor["name"]) for actor in found["mentions"]] == [("Person", "Ruth Kessel")]
    assert [row["text"].partition(":")[0] for row in found["correction"]] == ["Clarification", "Correction"]
    assert all(row["datePublished"] for row in found["correction"])
    assert found["version"] == 3
    assert found["author"] == [{"@type": "Person", "name": "E. Editor"}]


def test_answers_of_someone_unverified_are_suggested_and_the_disclosure_stands_beside_them(client: Client) -> None:
    found = by_itself(client, editions.corrected())
    talk = found["hasPart"]
    told = "This interview was not conducted by us."
    assert talk["description"].startswith(told)
    assert told in found["backstory"]
    assert [turn["@type"] for turn in talk["hasPart"]] == ["Question"] * 3
    assert [len(turn["suggestedAnswer"]) for turn in talk["hasPart"]] == [1, 1, 1]
    assert talk["hasPart"][1]["suggestedAnswer"][0]["text"].startswith("Mice had eaten")


def test_answers_of_someone_known_are_accepted(client: Client) -> None:
    source = factories.article(INTERVIEW)
    interview = Interview.objects.get(article=source)
    interview.dispose("conducted by us", by=factories.person("editor"), at=NOW, note="We were there.")
    briefing = factories.published(factories.ready(source, INTERVIEW_QUOTE, interview=interview)).briefing
    turns = by_itself(client, briefing)["hasPart"]["hasPart"]
    assert all("acceptedAnswer" in turn and "suggestedAnswer" not in turn for turn in turns)


def test_an_actor_known_elsewhere_says_where(client: Client) -> None:
    [actor] = by_itself(client, editions.beyond())["mentions"]
    assert actor["sameAs"] == "http://www.wikidata.org/entity/Q64"
    assert actor["url"].endswith("/actors/ingrid-sele/")
