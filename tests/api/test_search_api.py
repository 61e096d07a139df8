"""Search for programs: what a live edition holds, in the list's conventions, and nothing that is not public."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings.models import Briefing
from briefings.publishing import retract
from sources.models import Actor
from tests import factories
from tests.api.test_errors import problem
from tests.api.test_visibility import canary, states
from tests.factories import HOUR, NOW

pytestmark = pytest.mark.django_db
URL = "/api/v1/search/"


def ask(client: Client, q: str, **more: Any) -> Any:
    answer = client.get(URL, {"q": q} | more)
    assert answer.status_code == 200, answer.text
    return answer.json()


def slugs(page: Any) -> list[str]:
    return [row["slug"] for row in page["results"]]


def marked(highlight: Any) -> list[str]:
    units = highlight["text"].encode("utf-16-le")
    both = [
        (highlight["text"][m["start"] : m["end"]], units[2 * m["start_utf16"] : 2 * m["end_utf16"]].decode("utf-16-le"))
        for m in highlight["marks"]
    ]
    assert all(one == other for one, other in both)
    return [one for one, _ in both]


def test_all_words_are_to_be_there_in_any_case_and_without_accents(client: Client) -> None:
    source = factories.article()
    for slug, headline in (("both", "Élan and glue"), ("one", "Elan alone")):
        factories.published(factories.ready(source, slug=slug, headline=headline))
    assert slugs(ask(client, "ELAN")) == ["one", "both"]
    assert slugs(ask(client, "glue élan")) == ["both"]
    assert slugs(ask(client, "glue nowhere")) == []


def test_an_item_is_the_lists_summary_with_the_words_that_were_found(client: Client) -> None:
    factories.published(
        factories.ready(
            headline="𝄞 A tuba sounds", body="The lamp.\n\n" + "𝄞 on. " * 60 + "A <b>Tuba</b> & a *tuba's* end."
        )
    )
    [row] = ask(client, "tuba")["results"]
    headline, text = row.pop("highlights")
    assert row == client.get("/api/v1/briefings/").json()["results"][0]
    assert (headline["part"], headline["text"], marked(headline)) == ("headline", "𝄞 A tuba sounds", ["tuba"])
    assert (text["part"], marked(text)) == ("text", ["Tuba", "tuba's"])
    assert "A Tuba & a tuba's end." in text["text"], "plain text, with nothing written as HTML"
    assert text["text"].startswith("… ")


def test_it_is_narrowed_as_lists_are(client: Client) -> None:
    source = factories.article()
    keeper, other = (Actor.objects.create(name=name, kind="person") for name in ("Ingrid Sele", "Ingrid Seele"))
    for slug, actor, at in (("old", other, NOW - 48 * HOUR), ("new", keeper, NOW)):
        briefing = factories.ready(source, slug=slug, topics=[slug])
        factories.mark(briefing, "Nobody", kind="actor", actor=actor, note="")
        factories.published(briefing, at=at)
    assert slugs(ask(client, "lamp")) == ["new", "old"]
    assert slugs(ask(client, "lamp", topic="old")) == ["old"]
    assert slugs(ask(client, "lamp", topic="none")) == []
    assert slugs(ask(client, "lamp", actor=keeper.uid)) == ["new"]
    assert slugs(ask(client, "lamp", published_since="2026-10-05T09:30:00Z")) == ["new"]
    assert slugs(ask(client, "lamp", published_before="2026-10-05T09:30:00Z")) == ["old"]
    before = client.get(URL, {"q": "lamp", "actor": keeper.uid})
    Actor.objects.filter(pk=other.pk).update(merged_into=keeper, state="merged")
    assert slugs(ask(client, "lamp", actor=keeper.uid)) == ["new", "old"]
    assert client.get(URL, {"q": "lamp", "actor": keeper.uid})["ETag"] != before["ETag"]


def test_pages_lead_on_and_back_and_cost_a_page(client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.openapi.NewestFirst.page_size", 2)
    source = factories.article()
    for slug in "abcde":
        factories.published(factories.ready(source, slug=slug))
    first = client.get(URL, {"q": "lamp"})
    assert slugs(first.json()) == ["e", "d"]
    assert first["Link"] == f'<{first.json()["next"]}>; rel="next"'
    second = client.get(first.json()["next"]).json()
    with CaptureQueriesContext(connection) as asked:
        last = client.get(second["next"]).json()
        queries = len(asked)
    assert (slugs(second), slugs(last), last["next"]) == (["c", "b"], ["a"], None)
    assert slugs(client.get(last["previous"]).json()) == ["c", "b"]
    assert queries == 2


def test_who_has_it_gets_304_until_something_changes(client: Client) -> None:
    factories.published(factories.ready(slug="a"))
    tag = client.get(URL, {"q": "lamp"})["ETag"]
    assert client.get(URL, {"q": "lamp"}, headers={"If-None-Match": tag}).status_code == 304
    factories.published(factories.ready(slug="b"))
    again = client.get(URL, {"q": "lamp"}, headers={"If-None-Match": tag})
    assert (again.status_code, slugs(again.json())) == (200, ["b", "a"])
    assert client.head(URL, {"q": "lamp"}).content == b""
    assert set(client.options(URL)["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize(
    ("query", "pointer", "words"),
    [
        ("", "q", "required"),
        ("q=", "q", "blank"),
        ("q=%21%3F", "q", "There is no word in this to look for."),
        ("q=" + "a+" * 13, "q", "These are 13 words; 12 are looked for at most."),
        ("q=" + "a" * 201, "q", "200"),
        ("q=a%00b", "q", "Null"),
        ("q=a&page=2", "page", "not known here"),
        ("q=a&q=b", "q", "Give this once."),
        ("q=a&actor=ingrid", "actor", "UUID"),
        ("q=a&published_since=monday", "published_since", "format"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_its_name(client: Client, query: str, pointer: str, words: str) -> None:
    errors = problem(client.get(f"{URL}?{query}"), 400)["errors"]
    assert [error["pointer"].rsplit("/", 1)[-1] for error in errors] == [pointer]
    assert words in errors[0]["detail"]


def test_a_cursor_of_ones_own_making_is_not_found(client: Client) -> None:
    problem(client.get(URL, {"q": "a", "cursor": "cD1hYmM="}), 404)


@pytest.mark.parametrize("q", ["NEAR(a b)", 'a" OR "b', "a* -b", "col:a", "(", "AND", "a'b", "'; drop table x", "№ 7"])
def test_no_sign_of_a_query_language_is_one_here(client: Client, q: str) -> None:
    factories.published()
    assert client.get(URL, {"q": q}).status_code in (200, 400)


def test_nothing_is_found_that_is_not_public(client: Client) -> None:
    there = states()
    public = factories.published(canary("public")).briefing
    words = ["canary", "Headline", "Standfirst", "Point", "Note", "Unknown", "Body", *(f"canary {s}" for s in there)]
    for word in words:
        assert set(slugs(ask(client, word))) <= {public.slug}, word
    assert slugs(ask(client, "canary public Standfirst")) == [public.slug]
    assert slugs(ask(client, "sang island")) == [], "a report's own words are not ours to search"
    draft = Briefing.objects.get(pk=public.pk)
    draft.body += "\n\nThe nightjar of tomorrow."
    factories.save(draft)
    assert slugs(ask(client, "nightjar")) == []
    retract(Briefing.objects.get(pk=public.pk), reason="No.", by=factories.person("publisher"), at=timezone.now())
    assert slugs(ask(client, "canary")) == []
