"""An edition in other shapes: by suffix and by Accept the same stored bytes, of a retracted briefing the notice alone."""

import json
import re
from typing import Any

import lxml.html
import markdown as python_markdown
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import resolve, reverse
from hypothesis import example, given
from hypothesis import strategies as st

from briefings import document, formats, publishing
from briefings.formats import markdown
from briefings.formats.site import Site
from briefings.models import Briefing, Edition, Rendition
from briefings.rendering import facts
from tests import factories
from tests.api import editions
from tests.factories import NOW

pytestmark = pytest.mark.django_db
NINJS = 'application/json; profile="http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"'
TYPES = {
    "ninjs": NINJS,
    "jsonld": "application/ld+json",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}


def path(briefing: Briefing, below: str = "/") -> str:
    return f"/api/v1/briefings/{briefing.slug}{below}"


@pytest.mark.parametrize("suffix", TYPES)
def test_suffix_and_accept_answer_the_same_stored_bytes(client: Client, suffix: str) -> None:
    briefing = editions.corrected()
    by_suffix = client.get(path(briefing, f".{suffix}"))
    by_accept = client.get(path(briefing), headers={"Accept": TYPES[suffix]})
    stored = Rendition.objects.live(briefing.slug, suffix).get()
    assert by_suffix.content == by_accept.content == bytes(stored.content)
    assert by_suffix["Content-Type"] == by_accept["Content-Type"] == TYPES[suffix]
    assert by_suffix["ETag"] == by_accept["ETag"] == f'"{stored.etag}"'
    assert "Accept" in by_accept["Vary"]
    assert by_accept["Content-Location"].endswith(path(briefing, f".{suffix}"))
    tag = {"If-None-Match": by_suffix["ETag"]}
    assert client.get(path(briefing, f".{suffix}"), headers=tag).status_code == 304
    again = client.get(path(briefing), headers=tag | {"Accept": TYPES[suffix]})
    assert (again.status_code, again.content, "Accept" in again["Vary"]) == (304, b"", True)
    head = client.head(path(briefing, f".{suffix}"))
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", by_suffix["ETag"])


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json"),
        ("application/json", "application/json"),
        (NINJS, NINJS),
        ("text/*", TYPES["md"]),
        ("text/plain, text/markdown;q=0.9", TYPES["txt"]),
        ("application/json;q=0.1, application/ld+json", "application/ld+json"),
    ],
)
def test_the_client_gets_what_it_likes_best(client: Client, accept: str, media_type: str) -> None:
    briefing = factories.published().briefing
    answer = client.get(path(briefing), headers={"Accept": accept} if accept else {})
    assert answer["Content-Type"] == media_type
    assert "Accept" in answer["Vary"]


def test_what_is_not_there_is_named_with_what_is(client: Client) -> None:
    briefing = factories.published().briefing
    answer = client.get(path(briefing), headers={"Accept": "image/png"})
    assert (answer.status_code, answer["Content-Type"]) == (406, "application/problem+json")
    assert "text/markdown" in answer.json()["detail"]


GONE = [".md", ".txt", "/annotations/", "/annotations/a-none/", "/editions/1/text/", "/editions/2/text/"]


def test_of_a_retracted_briefing_the_notice_alone(client: Client) -> None:
    briefing = editions.withdrawn()
    for below in GONE:
        answer = client.get(path(briefing, below))
        assert (answer.status_code, answer["Content-Type"]) == (410, "application/problem+json"), below
    item = client.get(path(briefing, ".ninjs")).json()
    assert (item["pubStatus"], item["edNote"], item["version"]) == ("canceled", "The report was made up.", "2")
    article = client.get(path(briefing, ".jsonld")).json()
    assert article["creativeWorkStatus"] == "Retracted"
    for below in (".ninjs", ".jsonld", "/"):
        assert "Canary body" not in client.get(path(briefing, below)).text


def test_after_a_change_of_address_all_lead_to_the_new_one(client: Client) -> None:
    briefing = editions.beyond()
    old = briefing.slug
    publishing.rename(Briefing.objects.get(pk=briefing.pk), "elsewhere", by=factories.person("publisher"), at=NOW)
    for below in (".ninjs", ".jsonld", ".md", ".txt", "/editions/1/text/", "/annotations/?page=0"):
        answer = client.get(f"/api/v1/briefings/{old}{below}")
        assert (answer.status_code, answer["Location"]) == (301, f"/api/v1/briefings/elsewhere{below}")
        found = client.get(answer["Location"])
        assert found.status_code == 200
        assert f"/{old}" not in found.text
    with pytest.raises(Briefing.DoesNotExist):
        Briefing.objects.get(slug=old)


def test_the_renderer_makes_them_of_editions_of_before(client: Client) -> None:
    briefing = editions.corrected()
    before = {r.pk: bytes(r.content) for r in Rendition.objects.all()}
    Rendition.objects.exclude(shape__in=["page", "json", "summary"]).delete()
    assert client.get(path(briefing, ".md")).status_code == 404
    call_command("render", "--all", stdout=None)
    assert sorted(bytes(r.content) for r in Rendition.objects.all()) == sorted(before.values())


def test_a_document_without_the_newer_keys_has_all_shapes() -> None:
    edition = Edition.objects.get(pk=editions.corrected().live_id or 0)
    doc = json.loads(bytes(edition.document))
    doc.pop("notice")
    for rows, keys in {
        "annotations": ["citations", "support"],
        "differences": ["status", "uses"],
        "actors": ["relations", "wikidata", "disputed_names", "perhaps_same_as"],
    }.items():
        for row in doc[rows]:
            for key in keys:
                row.pop(key)
    assert all(formats.shapes(document.completed(doc), facts()).values())


def test_the_addresses_that_shapes_name_are_routes() -> None:
    site = Site("Site", "")
    uid = "01a2039e-d156-76fc-8f51-753ee2397cb5"
    named = {
        site.page("a"): "briefing",
        site.edition_page("a", 1): "edition",
        site.api("a"): "api-briefing",
        site.text("a", 1): "api-edition-text",
        site.annotations("a"): "api-annotations",
        site.annotation("a", "b"): "api-annotation",
        site.actor(uid): "api-actor",
        site.actor_page("a"): "actor",
        **{site.shape("a", shape.name): f"api-briefing-{shape.name}" for shape in formats.SUFFIXED},
    }
    assert {address: resolve(address).url_name for address in named} == named


@pytest.mark.parametrize("suffix", ["md", "txt"])
def test_nothing_that_qualifies_a_statement_is_left_out(client: Client, suffix: str) -> None:
    briefing = editions.corrected()
    doc = client.get(path(briefing)).json()
    text = client.get(path(briefing, f".{suffix}")).text.replace("\\", "")
    for point in doc["key_points"]:
        assert text.index(point["support"]["words"]) > text.index(point["text"])
    for words in doc["not_known"]:
        assert words in text
    first = doc["interview"]["exchanges"][0]["turns"][0]["paragraphs"][0]
    assert text.index(doc["interview"]["disclosure"]) < text.index(first)
    for source in doc["sources"]:
        for flag in source["flags"]:
            assert flag["explanation"] in text


def test_the_plain_text_of_an_edition_is_that_text_and_no_more(client: Client) -> None:
    briefing = editions.corrected()
    live = client.get(path(briefing)).json()
    answer = client.get(path(briefing, "/editions/3/text/"))
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.text == live["body"]["text"]
    assert client.get(path(briefing, "/editions/4/text/")).status_code == 404


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=1))
@example("= ~|`*a_b_ [c](d) <e> &amp; 1. f")
@example("1. a")
@example("- a")
@example("# a")
@example("> a")
def test_any_sentence_reads_in_markdown_as_it_does(text: str) -> None:
    line = " ".join(text.split())
    html = python_markdown.markdown(markdown._literal(text)) or "<p></p>"
    read: Any = lxml.html.fromstring(f"<div>{html}</div>")
    assert " ".join(read.text_content().split()) == " ".join(re.sub("[\x02\x03]", "", line).split())
    assert {element.tag for element in read.iterdescendants()} <= {"p"}


def test_an_address_by_itself_is_a_link(client: Client) -> None:
    text = client.get(path(editions.corrected(), ".md")).text
    assert "- <https://gazette.example/organ>" in text


def test_ninjs_has_what_a_news_system_asks_for(client: Client, settings: Any) -> None:
    settings.LICENCE, settings.USAGE_TERMS = "https://terms.example/by", "Quotes stay with their publishers."
    settings.POLICIES = {"correctionsPolicy": "https://news.example/corrections"}
    briefing = editions.corrected()
    doc, item = client.get(path(briefing)).json(), client.get(path(briefing, ".ninjs")).json()
    assert (item["uri"], item["version"], item["pubStatus"]) == (f"urn:uuid:{doc['uid']}", "3", "usable")
    assert (item["firstCreated"], item["versionCreated"]) == (
        doc["first_published_at"],
        doc["edition"]["published_at"],
    )
    assert item["edNote"] == "Clarification: The pipes are of the organ."
    assert [row["name"] for row in item["people"]] == ["Ruth Kessel"]
    assert item["infoSources"] == [{"name": "Gazette", "role": "contentSource"}]
    policies = {row["href"] for row in item["trustIndicators"]}
    assert policies == {"https://news.example/corrections", f"{settings.SITE_URL}/principles/"}
    assert item["rightsInfo"]["linkedRights"] == "https://terms.example/by"
    linked = {row["name"]: row["href"] for row in item["renditions"]}
    assert client.get(linked["annotations"].removeprefix(settings.SITE_URL)).status_code == 200
    report, interview, previous = item["associations"]
    assert report["uri"] == "https://gazette.example/organ"
    assert interview["bodies"][0]["value"].startswith(doc["interview"]["disclosure"])
    assert previous["uri"].endswith(reverse("edition", args=[briefing.slug, 2]))
