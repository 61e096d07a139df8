"""Annotations in the W3C model and by its protocol: selectors that fit the text they name, by code points."""

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from briefings.formats import parts, web_annotation
from briefings.models import Briefing
from tests import factories
from tests.api import editions

pytestmark = pytest.mark.django_db
PROFILE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'


def get(client: Client, address: str, **headers: str) -> Any:
    answer = client.get("/" + address.split("/", 3)[3] if "://" in address else address, headers=headers)
    assert answer.status_code == 200, answer.content
    return answer


def home(briefing: Briefing) -> str:
    return f"/api/v1/briefings/{briefing.slug}/annotations/"


def items(client: Client, briefing: Briefing) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = get(client, home(briefing)).json().get("first", {}).get("items", [])
    return found


def selectors(item: dict[str, Any]) -> Any:
    return {s["type"]: s for s in item["target"].get("selector", [])}


@pytest.mark.parametrize("make", [editions.corrected, editions.right_to_left, editions.beyond])
def test_selectors_fit_the_text_that_they_name(client: Client, make: Any) -> None:
    found = items(client, make())
    assert found
    for item in found:
        text = get(client, item["target"]["source"]["id"]).text
        assert item["target"]["state"]["cached"] == item["target"]["source"]["id"]
        chosen = selectors(item)
        if not chosen:
            assert item["motivation"] == "editing"
            continue
        place, quote = chosen["TextPositionSelector"], chosen["TextQuoteSelector"]
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert text[: place["start"]].endswith(quote["prefix"])
        assert text[place["end"] :].startswith(quote["suffix"])


def test_offsets_are_code_points_also_after_characters_beyond_the_bmp(client: Client) -> None:
    briefing = editions.beyond()
    [mark] = [item for item in items(client, briefing) if item["motivation"] == "identifying"]
    text = get(client, mark["target"]["source"]["id"]).text
    start = selectors(mark)["TextPositionSelector"]["start"]
    assert start == text.index("Nobody")
    assert start < len(text[: text.index("Nobody")].encode("utf-16-le")) // 2


def test_each_kind_has_its_motivation_and_what_it_says(client: Client) -> None:
    briefing = editions.corrected()
    doc = client.get(f"/api/v1/briefings/{briefing.slug}/").json()
    found = {item["id"].rstrip("/").rpartition("/")[2]: item for item in items(client, briefing)}
    for note in doc["annotations"]:
        assert found[note["id"]]["motivation"] == web_annotation.MOTIVATIONS[note["kind"]]
    by = {item["motivation"]: item for item in found.values()}
    assert set(by) == {"linking", "questioning", "identifying", "describing", "editing"}
    passage, words, support, _ = by["linking"]["body"]
    assert passage["source"]["id"] == "https://gazette.example/organ"
    assert passage["selector"]["exact"] == factories.INTERVIEW_QUOTE
    assert (support["purpose"], support["value"]) == ("assessing", doc["annotations"][0]["support"]["words"])
    assert words["value"].startswith("Report 1, Gazette; names no source.")
    assert by["questioning"]["body"][0]["value"].startswith("Weeks: 11 (report 1)")
    assert by["identifying"]["body"][0]["source"].endswith(f"/api/v1/actors/{doc['actors'][0]['uid']}/")


def test_corrections_are_annotations_on_the_words_that_stand_there_now(client: Client) -> None:
    by = {item["id"][-2]: item for item in items(client, editions.corrected()) if item["motivation"] == "editing"}
    assert selectors(by["2"])["TextQuoteSelector"]["exact"] == "The lamp burns again"
    assert by["2"]["body"]["value"].splitlines()[:2] == ["Correction: We erred.", "Was: The lamp is dark"]
    assert selectors(by["3"]) == {}, "these words are not in the text, so it is the whole text's"


def test_ids_are_those_of_the_notes_on_the_page(client: Client) -> None:
    briefing = editions.beyond()
    page = client.get(f"/briefings/{briefing.slug}/").text
    for item in items(client, briefing):
        assert f'id="{item["id"].rstrip("/").rpartition("/")[2]}"' in page


def test_each_stands_at_its_own_address_with_the_protocols_headers(client: Client) -> None:
    for item in items(client, editions.corrected()):
        answer = get(client, item["id"], Accept=PROFILE)
        assert answer.json() == {"@context": "http://www.w3.org/ns/anno.jsonld"} | item
        assert answer["Content-Type"] == PROFILE
        assert answer["Link"] == '<http://www.w3.org/ns/ldp#Resource>; rel="type"'
        assert set(answer["Allow"].replace(",", "").split()) == {"GET", "HEAD", "OPTIONS"}
        assert "Accept" in answer["Vary"]
        assert "Accept-Post" not in answer
        again = client.get("/" + item["id"].split("/", 3)[3], headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_the_container_has_its_headers_and_takes_nothing(client: Client) -> None:
    briefing = editions.beyond()
    answer = get(client, home(briefing))
    for link in ("ldp#BasicContainer", "ldp#constrainedBy"):
        assert f"http://www.w3.org/ns/{link}" in answer["Link"]
    assert answer["Content-Location"].endswith(home(briefing))
    assert {"Accept", "Prefer"} <= set(answer["Vary"].replace(",", "").split())
    assert client.post(home(briefing), {}).status_code == 405
    assert client.head(home(briefing))["ETag"] == answer["ETag"]


def test_pages_hold_everything_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_annotation, "PAGE_SIZE", 2)
    briefing = editions.corrected()
    for query, name in (("", lambda item: item["id"]), ("?iris=1", str)):
        whole = get(client, home(briefing) + query).json()
        page = whole["first"]
        seen: list[str] = []
        while True:
            assert page["partOf"]["id"] == whole["id"]
            assert page["startIndex"] == len(seen)
            seen += [name(item) for item in page["items"]]
            if "next" not in page:
                break
            page = get(client, page["next"]).json()
        assert page["id"] == whole["last"]
        assert len(seen) == len(set(seen)) == whole["total"] == 6
        assert [get(client, address).json()["id"] for address in seen] == seen


@pytest.mark.parametrize(
    ("preference", "query"), [("ldp#PreferMinimalContainer", "?minimal=1"), ("oa#PreferContainedIRIs", "?iris=1")]
)
def test_a_preference_is_an_address_of_its_own(client: Client, preference: str, query: str) -> None:
    briefing = editions.beyond()
    prefer = f'return=representation; include="http://www.w3.org/ns/{preference}"'
    answer = get(client, home(briefing), Prefer=prefer)
    assert answer.content == get(client, home(briefing) + query).content
    assert answer.content != get(client, home(briefing)).content
    assert answer["Content-Location"].endswith(home(briefing) + query)


def test_without_annotations_there_is_no_page(client: Client) -> None:
    briefing = editions.bare()
    found = get(client, home(briefing)).json()
    assert found["total"] == 0
    assert not {"first", "last"} & set(found)
    assert client.get(home(briefing) + "?page=0").status_code == 404


@pytest.mark.parametrize(
    ("query", "status"), [("?page=9", 404), ("?page=x", 400), ("?page=-1", 400), ("?page=٣", 400), ("?sort=a", 400)]
)
def test_what_is_no_page_is_said_to_be_none(client: Client, query: str, status: int) -> None:
    answer = client.get(home(editions.beyond()) + query)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_an_annotation_that_is_none(client: Client) -> None:
    assert client.get(home(editions.beyond()) + "a-000000000000/").status_code == 404


@given(st.dictionaries(st.text(), st.binary(), max_size=6), st.text())
def test_what_is_packed_is_picked_byte_by_byte(resources: dict[str, bytes], other: str) -> None:
    packed = parts.pack(resources)
    assert {key: parts.pick(packed, key) for key in resources} == resources
    assert parts.pick(packed, other) == resources.get(other)
    json.loads(packed.partition(b"\n")[0])
