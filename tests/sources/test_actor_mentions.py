"""Mentions confirmed in the text itself: what is marked, one answer after the other, in bulk, and each undone."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from sources.admin import mentions
from sources.admin.mentions import Where
from sources.models import Actor, ActorName, Mention, SourceArticle
from tests import factories

pytestmark = pytest.mark.django_db

PIER = """A new pier for Norrvik

Petra Hummel of the Harbour Board of Norrvik opened the new pier on Monday. Mayor Tomas Brekke cut the rope.

Hummel said that the Harbour Board of Norrvik had paid for half of it. Brekke thanked her, and so did Anton Weiss.
"""


@pytest.fixture
def editor() -> User:
    return factories.person("editor")


@pytest.fixture
def desk(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def report() -> SourceArticle:
    return factories.article(PIER, outlet="Gazette")


def rows() -> dict[int, Any]:
    return {row["id"]: row for row in Mention.objects.values()}


def one(report: SourceArticle, text: str) -> Mention:
    return report.mentions.filter(text=text).earliest("start")


def press(desk: Client, report: SourceArticle, do: str, at: Mention | None = None, **more: Any) -> str:
    sent = {"do": do, "mention": at.pk if at else ""} | more
    answer = desk.post(reverse("admin:sources_mentions_decide", args=[report.pk]), sent, follow=True)
    return answer.content.decode()


def shown(desk: Client, report: SourceArticle, **asked: Any) -> str:
    return desk.get(reverse("admin:sources_mentions", args=[report.pk]), asked).content.decode()


def test_every_mention_is_marked_where_it_stands_and_told_by_a_word(desk: Client, report: SourceArticle) -> None:
    one(report, "Tomas Brekke")
    Mention.objects.filter(text="Brekke").update(state="confirmed")
    Mention.objects.filter(text="Anton Weiss").update(state="rejected")
    page = shown(desk, report)
    drawn = mentions.screen(report, Where())
    whole = "\n\n".join("".join(spot.words for spot in passage.spots) for passage in drawn.passages)
    assert whole == "\n\n".join(part for part in PIER.strip().split("\n\n"))
    found = {spot.mention.pk: spot.words for p in drawn.passages for spot in p.spots if spot.mention}
    assert found == {mention.pk: mention.text for mention in report.mentions.all()}
    for text, state in (("Petra Hummel", "proposed"), ("Brekke", "confirmed"), ("Anton Weiss", "rejected")):
        pk = one(report, text).pk
        mark = re.search(rf'<a class="mention mention-{state}[^>]*id="mention-{pk}".*?</a>', page, re.DOTALL)
        assert mark
        assert f"({state})" in mark[0]


def test_what_was_stripped_keeps_its_mentions_apart(report: SourceArticle) -> None:
    last = report.segments.filter(kept=True).latest("position")
    last.kept, last.reason = False, "not part of the report"
    last.save()
    drawn = mentions.screen(report, Where())
    assert drawn.passages[-1].kind == mentions.OUTSIDE
    assert {spot.mention.text for spot in drawn.passages[-1].spots if spot.mention} >= {"Hummel", "Brekke"}


def test_mentions_that_cover_one_another_leave_the_text_as_it_is(report: SourceArticle) -> None:
    whole = one(report, "Petra Hummel")
    Mention.objects.create(
        article=report, key="petra", kind="person", text="Petra", start=whole.start, end=whole.start + 5
    )
    passages = mentions.screen(report, Where()).passages
    assert "Petra Hummel of the Harbour" in "".join(spot.words for spot in passages[1].spots)
    assert passages[-1].kind == mentions.OUTSIDE


def test_one_answer_after_the_other_and_back(desk: Client, report: SourceArticle) -> None:
    before = rows()
    waiting = [m for m in report.mentions.order_by("start") if m.actor_id]
    page = press(desk, report, "confirm", waiting[0], alike="1")
    assert f'id="at" value="{waiting[1].pk}"' in page
    press(desk, report, "reject", waiting[1], alike="1")
    states = list(
        Mention.objects.filter(pk__in=[m.pk for m in waiting[:2]]).order_by("start").values_list("state", flat=True)
    )
    assert states == ["confirmed", "rejected"]
    assert report.mentions.exclude(state="proposed").count() == 2, "an answer is on one mention"
    page = press(desk, report, "undo")
    assert f'id="at" value="{waiting[1].pk}"' in page
    press(desk, report, "undo")
    assert rows() == before
    assert "There is no decision of yours" in press(desk, report, "undo")


def test_an_undone_decision_that_was_made_again_is_undone_once(desk: Client, report: SourceArticle) -> None:
    """Confirmed, rejected, and both taken back: the second undo does not bring the rejection back."""
    mention = one(report, "Petra Hummel")
    for do in ("confirm", "reject", "undo"):
        press(desk, report, do, mention)
    assert Mention.objects.get(pk=mention.pk).state == "confirmed"
    press(desk, report, "undo", mention)
    assert Mention.objects.get(pk=mention.pk).state == "proposed"


def test_nobody_undoes_what_another_decided(desk: Client, report: SourceArticle) -> None:
    mention = one(report, "Petra Hummel")
    press(desk, report, "confirm", mention)
    other = Client()
    other.force_login(factories.person("editor"))
    assert "There is no decision of yours" in press(other, report, "undo")
    assert Mention.objects.get(pk=mention.pk).state == "confirmed"


def test_all_of_an_actor_and_all_of_known_actors_at_once(desk: Client, report: SourceArticle) -> None:
    hummel = Actor.objects.get(name="Petra Hummel")
    press(desk, report, f"confirm:actor-{hummel.pk}")
    assert set(hummel.mentions.values_list("state", flat=True)) == {"confirmed"}
    board = Actor.objects.get(name="Harbour Board of Norrvik")
    Actor.objects.filter(pk=board.pk).update(state="confirmed")
    assert "Confirm all 2 of known actors" in shown(desk, report)
    press(desk, report, "confirm:known")
    confirmed = report.mentions.filter(state="confirmed").values_list("actor", flat=True)
    assert set(confirmed) == {hummel.pk, board.pk}
    press(desk, report, "undo")
    press(desk, report, "undo")
    assert not report.mentions.filter(state="confirmed").exists()


def test_another_actor_is_found_by_some_words_and_learns_the_spelling(desk: Client, report: SourceArticle) -> None:
    aune = Actor.objects.create(name="Tomas Brække-Lund", kind="person", state="confirmed")
    ActorName.objects.create(actor=aune, name=aune.name)
    mention = one(report, "Tomas Brekke")
    assert f"assign:actor-{aune.pk}" in shown(desk, report, at=mention.pk, find="brække")
    before = rows()
    press(desk, report, f"assign:actor-{aune.pk}", mention, alike="1")
    assert set(report.mentions.filter(key=mention.key).values_list("actor", "state")) == {(aune.pk, "confirmed")}
    assert aune.names.filter(name="Tomas Brekke", kind="alias").exists()
    press(desk, report, "undo")
    assert rows() == before
    assert not aune.names.filter(name="Tomas Brekke").exists()


def test_without_the_mark_the_others_of_its_group_stay(desk: Client, report: SourceArticle) -> None:
    other = Actor.objects.create(name="Oda Brekke", kind="person", state="confirmed")
    press(desk, report, f"assign:actor-{other.pk}", one(report, "Brekke"))
    assert report.mentions.filter(actor=other).count() == 1


def test_a_name_that_nobody_has_becomes_an_actor(desk: Client, report: SourceArticle) -> None:
    mention = one(report, "Anton Weiss")
    Mention.objects.filter(pk=mention.pk).update(actor=None)
    Actor.objects.filter(name="Anton Weiss").delete()
    assert "names nobody yet; it looks like a person" in shown(desk, report, at=mention.pk)
    assert "Nobody has said whom" in press(desk, report, "confirm", mention)
    press(desk, report, "name", mention)
    made = Actor.objects.get(name="Anton Weiss")
    assert made.state == "confirmed"
    assert Mention.objects.get(pk=mention.pk).actor == made
    assert made.names.get().start == mention.start


@pytest.mark.parametrize("do", ["", "fly", "assign:actor-999999", "confirm:actor-x", "assign"])
def test_what_cannot_be_done_is_said_and_changes_nothing(desk: Client, report: SourceArticle, do: str) -> None:
    before = rows()
    assert '<li class="error">' in press(desk, report, do)
    assert rows() == before


def test_a_place_waits_for_nobody(desk: Client, report: SourceArticle) -> None:
    Mention.objects.filter(article=report).update(state="confirmed")
    start = report.raw.text.index("Monday")
    Mention.objects.create(article=report, key="x", kind="place", text="Monday", start=start, end=start + 6)
    page = shown(desk, report)
    assert "Nothing waits here" in page
    assert "mention-place" in page


def test_it_opens_at_a_place_of_the_text(report: SourceArticle) -> None:
    mention = one(report, "Brekke")
    here = mentions.screen(report, Where(start=mention.start)).here
    assert here
    assert here.mention == mention


def test_a_script_gets_the_part_alone(desk: Client, report: SourceArticle) -> None:
    mention = one(report, "Petra Hummel")
    sent = {"do": "confirm", "mention": mention.pk}
    path = reverse("admin:sources_mentions_decide", args=[report.pk])
    part = desk.post(path, sent, headers={"X-Part": "mentions"}).content.decode()
    assert part.lstrip().startswith('<form id="part"')
    assert 'data-words="Confirmed: “Petra Hummel” names Petra Hummel."' in part
    found = desk.get(
        reverse("admin:sources_mentions", args=[report.pk]), {"find": "hummel"}, headers={"X-Part": "found"}
    )
    assert found.content.decode().startswith('<div id="found">')


def test_the_number_of_queries_does_not_grow_with_the_text(desk: Client) -> None:
    def cost(report: SourceArticle) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            shown(desk, report)
        return len(queries)

    people = ("Ada Voss", "Bela Kun", "Cora Lind", "Dora Maas", "Egon Frey", "Fritz Ohm", "Greta Holm", "Hanna Berg")
    long = "\n\n".join(f"{name} spoke in the town hall of Vessen on Monday, and {name} left." for name in people * 6)
    small, large = factories.article(PIER), factories.article(f"Eight people speak\n\n{long}\n")
    assert large.mentions.count() > 5 * small.mentions.count()
    cost(small)
    assert cost(large) == cost(small)
    assert cost(large) <= 20


def test_an_author_reads_and_decides_nothing(report: SourceArticle) -> None:
    client = Client()
    client.force_login(factories.person("author"))
    assert 'value="confirm"' not in shown(client, report)
    path = reverse("admin:sources_mentions_decide", args=[report.pk])
    assert client.post(path, {"do": "confirm"}).status_code == 403
