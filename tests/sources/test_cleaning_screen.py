"""The report's screen: both sides, every button without and with a script, and what it costs."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from sources import deciding
from sources.models import SourceArticle
from sources.text.page.rules import REASONS
from tests import factories
from tests.sources.cleaned import CREDITED, DAMAGED, PAGE, at_desk, holding, place, spans, strip, tiles

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return factories.person("editor")


def screen(source: SourceArticle, client: Client) -> str:
    answer = client.get(reverse("admin:sources_sourcearticle_change", args=[source.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def send(source: SourceArticle, client: Client, data: dict[str, Any], part: bool = False) -> Any:
    headers = {"X-Part": "sides"} if part else {}
    return client.post(reverse("admin:sources_article_clean", args=[source.pk]), data, headers=headers, follow=True)


def test_both_sides_are_shown_with_where_each_value_was_found(editor: User) -> None:
    page = screen(factories.article(PAGE, outlet="Gazette", url="https://gazette.example/lamp"), at_desk(editor))
    for words in (
        "<del>Leave a Reply</del>", REASONS["comment form"], "a line of the text read as headline",
        "3 October 2026 (to the day)", "English (en)", "https://gazette.example/lamp", "given with the text",
    ):  # fmt: skip
        assert words in page


def test_each_piece_shows_its_words_at_their_offset(editor: User) -> None:
    source = factories.article(DAMAGED)
    shown = at_desk(editor).get(reverse("admin:sources_sourcearticle_change", args=[source.pk])).context["sides"]
    for piece in shown.pieces:
        words = "".join(run.words for run in piece.runs)
        as_in_browser = source.raw.text.replace("\r\n", " \n")
        assert as_in_browser[piece.shown : piece.shown + len(words)] == words
    [mend] = shown.mended
    assert "anew.The" in mend.before
    assert "anew. The" in mend.after
    page = screen(source, at_desk(editor))
    assert '<ins title="A space was missing here."> </ins>' in page


def test_a_button_strips_and_the_same_button_puts_back(editor: User) -> None:
    source, client = factories.article(PAGE), at_desk(editor)
    row = holding(source, "The island has no harbour")
    answer = send(source, client, {"strip": f"{row.start}-{row.end}", "kind": "caption"})
    assert answer.redirect_chain[-1][0].endswith(f"#piece-{row.position + 1}")
    assert "Stripped." in answer.content.decode()
    assert f"Stripped by {editor}" in answer.content.decode()
    send(source, client, {"restore": f"{row.start}-{row.end}"})
    source.refresh_from_db()
    assert "no harbour" in source.body
    assert "Undone." in send(source, client, {"undo": "1"}).content.decode()


def test_a_script_gets_the_two_sides_alone(editor: User) -> None:
    source, client = factories.article(PAGE), at_desk(editor)
    page = send(source, client, {"strip": "words", "words": "The island has no harbour."}, part=True).content.decode()
    assert page.startswith('<div id="sides"')
    assert 'data-answer="Stripped."' in page
    page = send(source, client, {"strip": "words", "words": "not there"}, part=True).content.decode()
    assert "data-failed" in page
    assert "is not in" in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "is no place"),
        ({"strip": "marked"}, "Mark a piece first"),
        ({"strip": "1-2-3"}, "is no place"),
        ({"strip": "0-999999"}, "no place in this text"),
        ({"strip": "0-10", "kind": "boring"}, "no reason of the list"),
        ({"undo": "1"}, "no decision of yours"),
    ],
)
def test_what_cannot_be_done_is_said(editor: User, data: dict[str, str], words: str) -> None:
    source = factories.article(PAGE)
    before = tiles(source)
    assert words in send(source, at_desk(editor), data).content.decode()
    assert tiles(source) == before


def test_an_author_reads_and_decides_nothing() -> None:
    source, client = factories.article(PAGE), at_desk(factories.person("author"))
    assert 'name="strip"' not in screen(source, client)
    for name in ("clean", "give"):
        address = reverse(f"admin:sources_article_{name}", args=[source.pk])
        assert client.post(address, {"undo": "1"}).status_code == 403


def test_particulars_are_kept_from_the_screen(editor: User) -> None:
    source, client = factories.article(outlet="Gazette"), at_desk(editor)
    data = {"title": "A lamp burns", "authors": ", ".join(source.authors), "outlet": "Gazette", "published": ""}
    client.post(reverse("admin:sources_article_give", args=[source.pk]), data | {"published": "2026-10-03"})
    source.refresh_from_db()
    assert source.hints == {"title": "A lamp burns", "outlet": "Gazette", "where": {"title": f"given by {editor}"}}
    assert f"given by {editor}" in screen(source, client)


def test_a_credit_that_nobody_read_leads_to_where_its_original_is_added(editor: User) -> None:
    source, client = factories.article(CREDITED, outlet="Island Post"), at_desk(editor)
    page = screen(source, client)
    assert "not read by us" in page
    assert "?outlet=Vessen%20Gazette" in page
    original = factories.article(outlet="vessen gazette")
    deciding.same_event([source], original.membership.story, by=editor)
    page = screen(source, client)
    assert "not read by us" not in page
    assert reverse("admin:sources_sourcearticle_change", args=[original.pk]) in page


def test_flags_stand_with_their_words_and_places(editor: User) -> None:
    source = factories.article()
    span = place(source, "14 years after its lamp")
    source.flags.create(start=span.start, end=span.end, signal="echo", explanation="It repeats the report.")
    page = screen(source, at_desk(editor))
    number = holding(source, "14 years").position + 1
    assert page.count("<mark>14 years after its lamp</mark>") == 2
    assert "It repeats the report." in page
    assert f'href="#piece-{number}"' in page
    assert 'href="#flag-1"' in page


def cost(source: SourceArticle, client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        screen(source, client)
    return len(queries)


def test_a_long_report_costs_no_more_queries(editor: User) -> None:
    client = at_desk(editor)
    short = factories.article(PAGE)
    strip(short, place(short, "The island has no harbour"), by=editor)
    lines = (f"The council of Lund spoke of street {n} and of its {n + 3} lamps for an hour.\n\n" for n in range(2000))
    long = factories.article("A long meeting in Lund\n\n" + "".join(lines) + "Leave a Reply\n")
    assert long.segments.count() > 2000
    strip(long, *spans(*long.segments.filter(kept=True)[5:105]), by=editor)
    screen(short, client)
    assert cost(long, client) == cost(short, client)
