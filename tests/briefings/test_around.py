"""What stands around the briefings: records of reports, changes between editions, search, readers' words to the desk."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from briefings import changing, pictures
from briefings.models import Briefing, ErrorReport, StandingPage
from briefings.publishing import Change, publish, retract
from briefings.searching import excerpt
from sources.models import Actor
from tests import factories

pytestmark = pytest.mark.django_db


def again(briefing: Briefing, **values: str) -> Briefing:
    """The next edition, with these values."""
    briefing = Briefing.objects.get(pk=briefing.pk)
    for name, value in values.items():
        setattr(briefing, name, value)
    factories.save(briefing)
    publish(briefing, Change(), by=factories.person("publisher"), at=timezone.now())
    return Briefing.objects.get(pk=briefing.pk)


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def found(client: Client, words: str, **more: str) -> list[str]:
    html = client.get(reverse("search"), {"q": words, **more}).content.decode()
    return re.findall(r'<article class="summary hit"[^>]*>\s*<h3><a href="/briefings/([\w-]+)/"', html)


def test_a_record_has_the_cited_passages_and_never_the_whole_text(client: Client) -> None:
    source = factories.article(factories.LIGHTHOUSE + "\nThe cormorants knew nothing of it.\n", outlet="Coast News")
    briefing = factories.ready(source)
    assert client.get(reverse("source", args=[source.uid])).status_code == 404
    factories.published(briefing)
    html = client.get(reverse("source", args=[source.uid])).content.decode()
    assert "Coast News" in html
    assert factories.LIGHTHOUSE_QUOTE in html
    assert f'href="/briefings/{briefing.slug}/#k1"' in html
    assert "cormorants" not in html
    retract(Briefing.objects.get(pk=briefing.pk), reason="Wrong.", by=factories.person("publisher"), at=timezone.now())
    assert client.get(reverse("source", args=[source.uid])).status_code == 404


def test_changes_show_what_went_and_what_came(client: Client) -> None:
    briefing = factories.published(
        factories.ready(body="The lamp burns. It is red at night.\n\nNobody sleeps.")
    ).briefing
    again(briefing, body="The lamp burns. It is green at night.\n\nNobody sleeps.")
    here = reverse("changes", args=[briefing.slug, 1, 2])
    html = client.get(here).content.decode()
    assert re.search(r"is <del>red </del><ins>green </ins>at night", html)
    assert "Nobody sleeps" not in html
    assert client.get(reverse("changes", args=[briefing.slug, 2, 1])).status_code == 404
    retract(Briefing.objects.get(pk=briefing.pk), reason="Wrong.", by=factories.person("publisher"), at=timezone.now())
    assert client.get(here).status_code == 404


PARAGRAPHS = st.lists(st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), min_size=1).map(" ".join), max_size=6)


@given(PARAGRAPHS, PARAGRAPHS)
def test_no_word_is_lost_in_a_comparison(before: list[str], after: list[str]) -> None:
    """Kept and gone words make the older text again, kept and new ones the newer one, as far as it changed."""
    shown = list(changing._paragraphs(before, after))
    words = [word for paragraph in shown for word in paragraph.words]
    for what, text in (("gone", before), ("new", after)):
        told = " ".join(word.text for word in words if word.what in ("kept", what)).split()
        whole = iter(" ".join(text).split())
        assert all(word in whole for word in told)
    assert bool(shown) == (before != after)


def test_an_earlier_edition_says_that_there_is_a_newer_one(client: Client) -> None:
    briefing = again(factories.published(factories.ready()).briefing, standfirst="It burns again.")
    old = client.get(reverse("edition", args=[briefing.slug, 1])).content.decode()
    assert "This is edition 1." in old
    assert 'content="noindex, follow"' in old
    for address in (reverse("edition", args=[briefing.slug, 2]), reverse("briefing", args=[briefing.slug])):
        assert "This is edition" not in client.get(address).content.decode()


def test_search_finds_words_without_their_accents_and_forgets_what_is_retracted(client: Client) -> None:
    one = factories.published(factories.ready(headline="Assimi Goïta speaks", slug="goita", topics=["Mali"])).briefing
    factories.published(factories.ready(headline="A lamp burns", slug="lamp"))
    assert found(client, "goita") == found(client, "GOÏTA") == ["goita"]
    assert found(client, "goita submarine") == []
    assert found(client, "goita", topic="mali") == ["goita"]
    assert found(client, "goita", topic="lamps") == []
    tomorrow = (factories.NOW + timedelta(days=800)).date().isoformat()
    assert found(client, "goita", **{"from": tomorrow}) == []
    one = again(one, headline="The colonel speaks", standfirst="He spoke.")
    assert found(client, "goita") == []
    assert found(client, "colonel") == ["goita"]
    retract(one, reason="Wrong.", by=factories.person("publisher"), at=timezone.now())
    assert found(client, "colonel") == []


@pytest.mark.parametrize("words", ['"', "a OR", "NEAR(", "*", "-x", "'; --", "x" * 5000, "&|!:*", "title:x", "(", "ß"])
def test_no_question_breaks_the_search(client: Client, words: str) -> None:
    factories.published(factories.ready())
    assert client.get(reverse("search"), {"q": words}).status_code == 200


def test_an_excerpt_marks_each_hit_and_loses_no_letter() -> None:
    pieces = excerpt("In Bamako Goïta’s guard met. " + "And so on. " * 30, {"goita"})
    assert [piece.text for piece in pieces if piece.found] == ["Goïta’s"]
    assert "".join(piece.text for piece in pieces).startswith("In Bamako Goïta’s guard met. And")


def reported(client: Client, **values: str) -> int:
    data = {"page": "/", "message": "The lamp is green.", **values}
    return client.post(reverse("report-error"), data).status_code


def test_a_readers_report_reaches_the_desk(client: Client) -> None:
    briefing = factories.published(factories.ready()).briefing
    page = reverse("briefing", args=[briefing.slug])
    assert page in client.get(reverse("report-error"), {"page": page}).content.decode()
    assert reported(client, page=page, passage="a red lamp") == 302
    report = ErrorReport.objects.open().get()
    assert report.briefing == briefing
    assert "127.0.0.1" not in report.sender
    client.force_login(factories.person("editor"))
    listed = client.get(reverse("admin:briefings_errorreport_changelist")).content.decode()
    assert "The lamp is green." in listed
    client.post(reverse("admin:briefings_errorreport_change", args=[report.pk]), {"answer": "corrected"})
    assert not ErrorReport.objects.open().exists()


def test_programs_fall_into_the_trap_and_nobody_sends_without_end(client: Client, settings: object) -> None:
    settings.ERROR_REPORTS_AN_HOUR = 2  # type: ignore[attr-defined]
    assert reported(client, website="https://spam.example") == 302
    assert not ErrorReport.objects.exists()
    for page in ("https://elsewhere.example/", "//elsewhere.example/", "/admin/", "javascript:alert(1)"):
        assert reported(client, page=page) == 422
    assert [reported(client) for _ in range(3)] == [302, 302, 429]
    assert ErrorReport.objects.count() == 2


def test_an_editor_writes_the_standing_pages(client: Client) -> None:
    assert "Each briefing names all the reports" in text_of(client.get("/about/").content.decode())
    client.force_login(factories.person("editor"))
    data = {"slug": "about", "title": "Who we are", "language": "en", "body": "Two people. <script>x</script>"}
    client.post(reverse("admin:briefings_standingpage_add"), data)
    html = client.get("/about/").content.decode()
    assert "Two people." in html
    assert "<script>x" not in html
    assert StandingPage.objects.get().title == "Who we are"


def actor(uid: str, *relations: dict[str, str]) -> dict[str, object]:
    return {"uid": uid, "name": uid, "id": uid, "relations": list(relations)}


def test_a_tie_is_drawn_once_from_whom_it_goes_out() -> None:
    one = actor("a", {"actor": "b", "way": "to", "kind": "leads"}, {"actor": "c", "way": "both", "kind": "meets"})
    other = actor("b", {"actor": "a", "way": "from", "kind": "leads"}, {"actor": "gone", "way": "to", "kind": "leads"})
    third = actor("c", {"actor": "a", "way": "both", "kind": "meets"})
    drawn = pictures.ties([one, other, third, actor("d")])
    assert drawn
    assert [(tie.kind, tie.one["uid"], tie.other["uid"]) for tie in drawn.ties] == [
        ("leads", "a", "b"),
        ("meets", "a", "c"),
    ]
    assert [row.actor["uid"] for row in drawn.rows] == ["a", "b", "c"]
    assert drawn.ties[0].tip == drawn.rows[1].y
    assert pictures.ties([actor("a"), actor("b")]) is None


def test_our_words_are_in_the_briefings_language_whatever_the_browser_asks_for(client: Client) -> None:
    briefing = factories.published(factories.ready(language="de-AT")).briefing
    page = reverse("briefing", args=[briefing.slug])
    html = client.get(page, headers={"Accept-Language": "fr"}).content.decode()
    assert "Was wir nicht wissen" not in html
    assert "Wie dies entstand" in html
    assert "How this was made" not in html
    assert "How this was made" in client.get(page_in("sv")).content.decode()


def page_in(language: str) -> str:
    """Of a language that nobody has translated our words into: they stay as they are."""
    return reverse("briefing", args=[factories.published(factories.ready(language=language)).briefing.slug])


def test_of_an_actor_the_first_mention_is_marked(client: Client) -> None:
    briefing = factories.ready(body="The lamp burns. Ruth keeps it. Nobody but Ruth may light it.")
    ruth = Actor.objects.create(name="Ruth", kind="person")
    first = factories.mark(briefing, "Ruth keeps", kind="actor", actor=ruth, note="")
    again_ = factories.mark(briefing, "Ruth may", kind="actor", actor=ruth, note="")
    factories.published(briefing)
    html = client.get(reverse("briefing", args=[briefing.slug])).content.decode()
    assert f'popovertarget="{first.dom_id}"' in html
    assert f'popovertarget="{again_.dom_id}"' not in html
    assert f'id="r-{again_.dom_id}"' in html
