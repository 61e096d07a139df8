"""An actor's page at the desk: its record, all that was said of it, each button with its undoing."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Act, User
from sources import merging
from sources.models import (
    Actor,
    ActorDistinction,
    ActorMerge,
    ActorName,
    ActorRelation,
    ActorRole,
    Mention,
    Namesakes,
    SourceArticle,
)
from tests import factories

pytestmark = pytest.mark.django_db

OPENED = """Norrvik has a second harbour

On Sunday the Harbour Board of Norrvik opened its second harbour. {first} sailed the first boat into it, with {weeks} guests.

Fishermen had waited for it since 1988. {surname} sells his catch there from tomorrow on.
"""
TALKS = """Talks on the ferry line of Norrvik

{first} of the Harbour Board of Norrvik opened the talks on Monday. The ferry has not sailed for {weeks} weeks.

{surname} said that a new pier would cost {cost} euros. The board meets again on Friday.
"""


@pytest.fixture
def editor() -> User:
    return factories.person("editor")


@pytest.fixture
def desk(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


def report(first: str, number: int, text: str = TALKS) -> SourceArticle:
    text = text.format(first=first, surname=first.split()[-1], weeks=number, cost=number * 1009)
    return factories.article(text, outlet=f"Gazette {number}")


@pytest.fixture
def aune() -> Actor:
    """Who is named in one report, beside another who may be the same."""
    report("Henrik Aune", 3), report("Henryk Aune", 5)
    return named("Henrik Aune")


def named(name: str) -> Actor:
    return Actor.objects.get(name=name)


def shown(desk: Client, actor: Actor, **asked: Any) -> str:
    return desk.get(reverse("admin:sources_actor_change", args=[actor.pk]), asked).content.decode()


def press(desk: Client, actor: Actor, verb: str, **given: Any) -> str:
    path = reverse("admin:sources_actor_decide", args=[actor.pk])
    return desk.post(path, {"verb": verb} | given, follow=True).content.decode()


def form_of(actor: Actor, **changed: Any) -> dict[str, Any]:
    """What the record's form sends as it stands. `names`: a name → its new values."""
    sent: dict[str, Any] = {"name": actor.name, "kind": actor.kind, "note": actor.note, "wikidata": actor.wikidata}
    renamed = changed.pop("names", {})
    for prefix, rows, fields in (
        ("names", list(actor.names.all()), ("name", "kind", "language", "state")),
        ("roles", list(actor.roles.all()), ("title", "organisation", "starts_on", "ends_on")),
    ):
        sent |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": len(rows)}
        for number, row in enumerate(rows):
            sent |= {f"{prefix}-{number}-{name}": getattr(row, name) or "" for name in fields}
            sent |= {f"{prefix}-{number}-{name}": value for name, value in renamed.get(str(row), {}).items()}
            sent |= {f"{prefix}-{number}-id": row.pk, f"{prefix}-{number}-actor": actor.pk}
    return sent | changed | {"_continue": "1"}


def save(desk: Client, actor: Actor, **changed: Any) -> str:
    path = reverse("admin:sources_actor_change", args=[actor.pk])
    return desk.post(path, form_of(actor, **changed), follow=True).content.decode()


ROWS = (Actor, ActorName, ActorRole, ActorRelation, ActorDistinction, Mention)


def rows() -> dict[str, dict[int, Any]]:
    return {table.__name__: {row["id"]: row for row in table._default_manager.values()} for table in ROWS}


# The record


def test_a_changed_record_leaves_an_act_and_asks_anew_whom_it_is_like(desk: Client, aune: Actor) -> None:
    assert Namesakes.objects.open().count() == 1
    save(
        desk, named("Henryk Aune"), name="Oskar Brandl", names={"Henryk Aune": {"name": "Oskar Brandl"}}, wikidata="Q42"
    )
    assert not Namesakes.objects.exists()
    act = Act.objects.of(named("Oskar Brandl"))[0]
    assert act.verb == "changed an actor's record"
    assert act.before["name"] == "Henryk Aune"
    assert act.after["wikidata"] == "Q42"
    assert "kind" not in act.after


def test_a_record_that_is_kept_as_it_was_leaves_none(desk: Client, aune: Actor) -> None:
    before = rows()
    save(desk, aune)
    assert rows() == before
    assert not Act.objects.of(aune).exists()


def test_the_name_that_it_goes_by_is_among_its_names(desk: Client, aune: Actor) -> None:
    save(desk, aune, name="Henrik  Aune-Lund")
    assert named("Henrik Aune-Lund").names.filter(name="Henrik Aune-Lund").exists()


def test_its_state_is_not_chosen_by_hand(desk: Client, aune: Actor) -> None:
    save(desk, aune, state="merged")
    aune.refresh_from_db()
    assert aune.state == "proposed"
    assert 'name="state"' not in shown(desk, aune)


def test_what_is_wrong_in_it_is_said(desk: Client, aune: Actor) -> None:
    assert "“42” is no Wikidata id" in save(desk, aune, wikidata="42")
    assert "A name needs letters or digits" in save(desk, aune, names={"Aune": {"name": "…"}})
    assert not Act.objects.of(aune).exists()


def test_one_that_is_added_by_hand_is_the_desks(desk: Client) -> None:
    sent = {"name": "Ada Voss", "kind": "person", "note": "", "wikidata": "", "_continue": "1"}
    sent |= {f"{prefix}-{name}": "0" for prefix in ("names", "roles") for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    assert desk.post(reverse("admin:sources_actor_add"), sent).status_code == 302
    made = named("Ada Voss")
    assert made.state == "confirmed"
    assert [name.name for name in made.names.all()] == ["Ada Voss"]
    assert Act.objects.of(made)[0].verb == "added an actor"


def test_names_and_roles_lead_to_the_passage_that_they_came_from(desk: Client, aune: Actor) -> None:
    name = aune.names.get(name="Henrik Aune")
    there = reverse("admin:sources_mentions", args=[name.article_id])
    assert f'href="{there}?start={name.start}#here"' in shown(desk, aune)


# One or two


def test_one_with_another_and_two_again(desk: Client, aune: Actor) -> None:
    before, other = rows(), named("Henryk Aune")
    page = press(desk, aune, "merge", other=other.pk, reason="one man")
    assert "You merged actors" in page
    assert ActorMerge.objects.standing().get().reason == "one man"
    gone = shown(desk, other)
    assert "One with" in gone
    assert 'name="_continue"' not in gone
    assert "Henryk Aune" in page.split("Merged into it")[1]
    press(desk, aune, "undo", act=Act.objects.get(verb=merging.MERGED).pk)
    assert rows() == before


def test_a_merge_is_undone_on_either_page(desk: Client, aune: Actor) -> None:
    before, other = rows(), named("Henryk Aune")
    press(desk, aune, "merge away", other=other.pk)
    assert Actor.objects.get(pk=aune.pk).survivor == other
    press(desk, aune, "unmerge", merge=ActorMerge.objects.standing().get().pk)
    assert rows() == before


def test_not_the_same_stops_the_question_and_disputed_shows_on_both(desk: Client, aune: Actor) -> None:
    before, other = rows(), named("Henryk Aune")
    assert "The same actor?" in shown(desk, aune)
    press(desk, aune, "not the same", other=other.pk)
    page = shown(desk, other)
    assert "The same actor?" not in page
    assert "Not the same as" in page
    press(desk, other, "take back", other=aune.pk)
    press(desk, aune, "disputed", other=other.pk, reason="two reports differ")
    for one in (aune, other):
        assert "two reports differ" in shown(desk, one).split("Disputed identity")[1]
    press(desk, aune, "undo", act=Act.objects.filter(verb="called an identity disputed").latest("pk").pk)
    assert rows() == before


def test_what_is_marked_is_split_off_and_comes_back(desk: Client, aune: Actor) -> None:
    ActorName.objects.create(actor=aune, name="Henrik Aune junior")
    before = rows()
    name = aune.names.get(name="Henrik Aune junior")
    mention = aune.mentions.filter(text="Aune").get()
    press(desk, aune, "split", name=name.pk, mention=mention.pk)
    new = named("Henrik Aune junior")
    assert Mention.objects.get(pk=mention.pk).actor == new
    assert "“Henrik Aune” goes by that name" in press(desk, aune, "split", name=aune.names.get(name="Henrik Aune").pk)
    page = shown(desk, aune)
    assert "split an actor" in page
    press(desk, aune, "undo", act=Act.objects.get(verb="split an actor").pk)
    after = rows()
    assert after["Mention"] == before["Mention"]
    assert after["ActorName"] == before["ActorName"]


def test_another_is_found_by_some_words_of_a_name(desk: Client, aune: Actor) -> None:
    found = shown(desk, aune, find="henryk").split("It and another actor")[1]
    assert f'name="other" value="{named("Henryk Aune").pk}"' in found
    assert "No other actor has these words" in shown(desk, aune, find="Xaver")
    assert "No other actor has these words" in shown(desk, aune, find="Henrik Aune")


# What it is to others


def test_a_relation_is_added_once_disputed_and_taken_back(desk: Client, aune: Actor) -> None:
    board = named("Harbour Board of Norrvik")
    given = {"other": board.pk, "kind": "leads", "starts_on": "2026-01-02"}
    press(desk, aune, "relate", **given)
    row = ActorRelation.objects.get()
    assert (row.state, str(row.starts_on), row.added_by.username if row.added_by else "") == (
        "asserted", "2026-01-02", Act.objects.get(verb="gave a relation").who.username,  # type: ignore[union-attr]
    )  # fmt: skip
    assert "on the record already" in press(desk, aune, "relate", **given)
    assert "is led by" in shown(desk, board)
    press(desk, board, "dispute relation", relation=row.pk)
    press(desk, aune, "undo", act=Act.objects.get(verb="judged a relation").pk)
    row.refresh_from_db()
    assert row.state == "asserted"
    press(desk, aune, "undo", act=Act.objects.get(verb="gave a relation").pk)
    row.refresh_from_db()
    assert row.state == "rejected"
    assert "taken back or changed since" in press(desk, aune, "undo", act=Act.objects.get(verb="gave a relation").pk)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": "leads"}, "Find the other actor first"),
        ({"kind": "admires", "other": "board"}, "Say what the one is to the other"),
        ({"kind": "leads", "other": "self"}, "nobody is related to themselves"),
        ({"kind": "leads", "other": "board", "starts_on": "2026-13-01"}, "“2026-13-01” is no day"),
        ({"kind": "leads", "other": "board", "starts_on": "2026-02-01", "ends_on": "2026-01-01"}, "before it starts"),
    ],
)
def test_a_relation_that_cannot_be(desk: Client, aune: Actor, given: dict[str, Any], words: str) -> None:
    keys = {"board": named("Harbour Board of Norrvik").pk, "self": aune.pk}
    sent = given | ({"other": keys[given["other"]]} if "other" in given else {})
    assert words in press(desk, aune, "relate", **sent)
    assert not ActorRelation.objects.exists()


def test_what_holds_both_ways_is_one_row(desk: Client, aune: Actor) -> None:
    other = named("Henryk Aune")
    press(desk, other, "relate", other=aune.pk, kind="meets")
    assert "on the record already" in press(desk, aune, "relate", other=other.pk, kind="meets")
    assert ActorRelation.objects.count() == 1


# Where it is named


def test_the_marked_mentions_of_several_reports_at_once_and_back(desk: Client, aune: Actor) -> None:
    board = named("Harbour Board of Norrvik")
    before, keys = rows(), list(board.mentions.values_list("pk", flat=True))
    assert len(set(board.mentions.values_list("article", flat=True))) == 2
    page = press(desk, board, "reject mentions", mention=keys)
    assert f"Rejected: {len(keys)} mentions in 2 reports" in page
    assert "You rejected mentions" in page
    press(desk, board, "undo", act=Act.objects.filter(verb="rejected mentions").latest("pk").pk)
    assert rows() == before
    press(desk, board, "assign mentions", mention=keys[:1], other=aune.pk)
    assert Mention.objects.get(pk=keys[0]).actor == aune
    assert "Mark the mentions first" in press(desk, board, "confirm mentions")


def test_each_mention_stands_between_its_words(desk: Client, aune: Actor) -> None:
    page = shown(desk, named("Harbour Board of Norrvik"))
    assert "opened the talks on Monday" in page
    mention = aune.mentions.earliest("start")
    there = reverse("admin:sources_mentions", args=[mention.article_id])
    assert f"{there}?at={mention.pk}#mention-{mention.pk}" in shown(desk, aune)


def test_who_is_named_together_and_when(desk: Client, aune: Actor) -> None:
    page = shown(desk, named("Harbour Board of Norrvik"))
    together = page.split("Named together with")[1].split("</section>")[0]
    assert "Henrik Aune" in together
    assert "Henryk Aune" in together
    assert page.count('class="mark mark-') == 2


def test_it_is_an_actor_or_none_and_back(desk: Client, aune: Actor) -> None:
    before = rows()
    press(desk, aune, "no actor")
    assert set(aune.mentions.values_list("state", flat=True)) == {"rejected"}
    press(desk, aune, "undo", act=Act.objects.get(verb="said that a name is no actor").pk)
    assert rows() == before
    press(desk, aune, "confirm")
    aune.refresh_from_db()
    assert aune.state == "confirmed"
    assert "is confirmed: reject its mentions one by one" in press(desk, aune, "no actor")
    press(desk, aune, "undo", act=Act.objects.get(verb="confirmed an actor").pk)
    assert rows() == before


def test_the_number_of_queries_does_not_grow_with_the_actor(desk: Client, aune: Actor) -> None:
    board = named("Harbour Board of Norrvik")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            shown(desk, board)
        return len(queries)

    press(desk, board, "relate", other=aune.pk, kind="leads")
    small = cost()
    for number, first in enumerate(("Ada Voss", "Bela Kunz", "Cora Lind", "Dora Maas", "Egon Frey"), start=7):
        report(first, number)
        other = named(first)
        press(desk, board, "relate", other=other.pk, kind="leads")
        press(desk, board, "not the same", other=other.pk)
        for role in range(3):
            ActorRole.objects.create(actor=board, title=f"{first} {role}")
            ActorName.objects.create(actor=board, name=f"{first} Board {role}")
    report("Fritz Ohm", 17)
    merging.merge(board, named("Fritz Ohm"), by=factories.person("editor"))
    assert board.mentions.count() >= 10
    assert cost() <= small + 3, "what was said of it before was nothing, and costs no look-up"
    assert cost() <= 60


def test_who_may_not_is_refused(desk: Client, aune: Actor) -> None:
    client = Client()
    client.force_login(factories.person("author"))
    page = shown(client, aune)
    assert 'value="merge"' not in page
    assert 'value="confirm"' not in page
    path = reverse("admin:sources_actor_decide", args=[aune.pk])
    assert client.post(path, {"verb": "confirm"}).status_code == 403
