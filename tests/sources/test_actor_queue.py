"""Actors to look at: new names and pairs that may be one, answered one by one, each answer undone."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from sources.admin import actor_queue
from sources.models import Actor, ActorDistinction, ActorName, ActorRelation, ActorRole, Mention
from tests import factories
from tests.sources.test_actor_page import OPENED, named, report

pytestmark = pytest.mark.django_db

ROWS = (Actor, ActorName, ActorRole, ActorRelation, ActorDistinction, Mention)


def rows() -> dict[str, dict[int, Any]]:
    return {table.__name__: {row["id"]: row for row in table._default_manager.values()} for table in ROWS}


@pytest.fixture
def editor() -> User:
    return factories.person("editor")


@pytest.fixture
def desk(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture(autouse=True)
def world() -> None:
    """A board that two outlets name, and two spellings of one name."""
    report("Henrik Aune", 3), report("Henryk Aune", 5, OPENED)


def keys(show: str = "all") -> list[str]:
    return [row.key for row in actor_queue.rows(show)]


def press(desk: Client, do: str) -> str:
    return desk.post(reverse("admin:sources_actor_queue_decide"), {"do": do}, follow=True).content.decode()


def test_new_names_and_pairs_are_asked_about(desk: Client) -> None:
    board = named("Harbour Board of Norrvik")
    new, same = actor_queue.rows("all")
    assert new.key == f"new-{board.pk}"
    assert {side.actor.name for side in (same.kept, same.other) if side} == {"Henrik Aune", "Henryk Aune"}
    assert new.kept.quoted
    assert new.kept.reports == 2
    assert keys("new") == [new.key]
    assert keys("same") == [same.key]
    assert actor_queue.counts().all == 2
    page = desk.get(reverse("admin:sources_actor_queue")).content.decode()
    assert "Alike: Henrik Aune, Henryk Aune" in page
    index = desk.get(reverse("admin:index")).content.decode()
    assert f'href="{reverse("admin:sources_actor_queue")}"><b>2</b>' in index


@pytest.mark.parametrize("verb", ["one", "turned", "apart", "disputed"])
def test_each_answer_on_a_pair_is_the_last_and_is_undone(desk: Client, verb: str) -> None:
    before, (same,) = rows(), keys("same")
    assert '<li class="success">' in press(desk, f"{verb}:{same}")
    assert keys("same") == []
    assert rows() != before
    assert '<li class="error">' in press(desk, f"{verb}:{same}")
    press(desk, "undo")
    assert rows() == before
    assert len(keys("same")) == 1


def test_kept_is_whom_an_editor_confirmed(desk: Client) -> None:
    named("Henryk Aune").confirm(by=factories.person("editor"))
    (same,) = actor_queue.rows("same")
    assert same.kept.actor.name == "Henryk Aune"
    press(desk, f"turned:{same.key}")
    assert named("Henryk Aune").survivor.name == "Henrik Aune"


@pytest.mark.parametrize("verb", ["actor", "nobody"])
def test_each_answer_on_a_name_is_undone(desk: Client, verb: str) -> None:
    before, (new,) = rows(), keys("new")
    press(desk, f"{verb}:{new}")
    assert keys("new") == []
    press(desk, "undo")
    assert rows() == before


def test_answers_are_undone_one_after_the_other_and_any_by_itself(desk: Client) -> None:
    before, (new, same) = rows(), keys()
    press(desk, f"actor:{new}")
    press(desk, f"apart:{same}")
    press(desk, "undo")
    press(desk, "undo")
    assert rows() == before
    assert "There is no decision of yours to undo" in press(desk, "undo")


def test_a_rejected_name_comes_back_with_what_others_decided_since(desk: Client) -> None:
    board, (new,) = named("Harbour Board of Norrvik"), keys("new")
    press(desk, f"nobody:{new}")
    mention = board.mentions.earliest("pk")
    Mention.objects.filter(pk=mention.pk).confirm(by=factories.person("editor"))
    press(desk, "undo")
    states = dict(board.mentions.values_list("pk", "state"))
    assert states.pop(mention.pk) == "confirmed"
    assert states
    assert keys("new") == [new]


def test_a_script_gets_the_questions_alone(desk: Client) -> None:
    path, (new, same) = reverse("admin:sources_actor_queue_decide"), keys()
    part = desk.post(path, {"do": f"actor:{new}"}, headers={"X-Part": "queue"}).content.decode()
    assert part.lstrip().startswith('<form id="part"')
    assert "is an actor of the desk" in part
    assert same in part
    assert f'id="row-{new}"' not in part


def test_the_number_of_queries_does_not_grow_with_the_questions(desk: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            desk.get(reverse("admin:sources_actor_queue"))
        return len(queries)

    few = cost()
    for number, (one, other) in enumerate((("Katrin Olsson", "Katrine Olsson"), ("Jurgen Peters", "Jürgen Peeters"))):
        report(one, 20 + 2 * number), report(other, 21 + 2 * number)
    assert len(keys()) > 2
    assert cost() == few
    assert few <= 25


def test_an_author_sees_and_decides_nothing() -> None:
    client = Client()
    client.force_login(factories.person("author"))
    assert "queue-acts" not in client.get(reverse("admin:sources_actor_queue")).content.decode()
    assert client.post(reverse("admin:sources_actor_queue_decide"), {"do": "undo"}).status_code == 403
