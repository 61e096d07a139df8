"""The picture of a story's actors: readable for 2 to 15, the same each time, and the table says the same."""

from itertools import combinations, product

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from sources import telling
from sources.admin import actor_picture
from sources.admin.actor_picture import MOST_ACTORS, WIDTH, Area, picture
from sources.models import Actor, ActorRelation, Mention
from sources.models.relations import MUTUAL, RELATION_KINDS
from sources.telling import Given
from tests import factories

NAMES = (
    "Ada Voss",
    "Harbour Board of Norrvik and the Outer Islands",
    "Sweden",
    "NPA",
    "Bartholomäus Ochsenknecht-Lund",
)


def people(count: int) -> list[Actor]:
    return [Actor(pk=n + 1, name=f"{NAMES[n % len(NAMES)]} {n}", kind="person") for n in range(count)]


@st.composite
def related(draw: st.DrawFn) -> list[ActorRelation]:
    """2 to 15 actors, each in a relation."""
    actors = people(draw(st.integers(2, MOST_ACTORS)))
    kinds, states = st.sampled_from(RELATION_KINDS), st.sampled_from(["proposed", "asserted", "disputed"])
    pairs = [(n, draw(st.integers(0, n - 1))) for n in range(1, len(actors))]
    pairs += draw(
        st.lists(st.tuples(*[st.integers(0, len(actors) - 1)] * 2).filter(lambda p: p[0] != p[1]), max_size=8)
    )
    return [
        ActorRelation(pk=pk, actor=actors[a], other=actors[b], kind=draw(kinds), state=draw(states))
        for pk, (a, b) in enumerate(pairs, start=1)
    ]


@given(related())
@settings(max_examples=60, deadline=None)
def test_boxes_stand_apart_inside_the_picture_and_labels_leave_them_free(
    relations: list[ActorRelation],
) -> None:
    drawn = picture(relations)
    assert drawn
    areas = [node.area for node in drawn.nodes]
    assert len(areas) == len({key for row in relations for key in (row.actor_id, row.other_id)})
    assert all(one.shares(other) == 0 for one, other in combinations(areas, 2))
    assert all(area.left >= 0 and area.left + area.width <= WIDTH for area in areas)
    assert all(area.top >= 0 and area.top + area.height <= drawn.height for area in areas)
    for tie, area in product(drawn.ties, areas):
        assert tie.label.shares(area) < 0.2 * tie.label.width * tie.label.height
    assert drawn == picture(relations)
    for tie in drawn.ties:
        assert bool(tie.head) == (tie.relation.kind not in MUTUAL)


def test_lines_of_one_pair_are_apart_and_their_labels_too() -> None:
    one, other = people(2)
    rows = [
        ActorRelation(pk=n, actor=one, other=other, kind=kind, state="asserted")
        for n, kind in enumerate(RELATION_KINDS)
    ]
    drawn = picture(rows)
    assert drawn
    assert len({tie.path for tie in drawn.ties}) == len(rows)
    labels = [tie.label for tie in drawn.ties]
    assert all(a.shares(b) == 0 for a, b in combinations(labels, 2))


def test_a_ring_without_crossings_is_found() -> None:
    """Four pairs, given so that their order by key would cross them all."""
    actors = people(8)
    rows = [ActorRelation(pk=n, actor=actors[n], other=actors[n + 4], kind="meets", state="asserted") for n in range(4)]
    order = actor_picture._order([actor.pk for actor in actors], rows)
    place = {key: at for at, key in enumerate(order)}
    assert {abs(place[row.actor_id] - place[row.other_id]) for row in rows} <= {1, 7}


def test_of_more_than_fifteen_the_first_are_drawn_and_what_several_say_is_one_line() -> None:
    actors = people(20)
    rows = [ActorRelation(pk=n, actor=actors[0], other=actors[n], kind="leads", state="proposed") for n in range(1, 20)]
    rows.append(ActorRelation(pk=99, actor=actors[0], other=actors[1], kind="leads", state="asserted"))
    drawn = picture(rows)
    assert drawn
    assert len(drawn.nodes) == MOST_ACTORS
    said = [tie.words for tie in drawn.ties if tie.relation.other_id == actors[1].pk]
    assert said == ["leads"]


def test_nobody_related_is_no_picture() -> None:
    assert picture([]) is None
    assert Area(0, 0, 10, 10).shares(Area(8, 0, 10, 10)) == 20


@pytest.mark.django_db
def test_the_storys_page_draws_it_and_says_the_same_in_a_table() -> None:
    editor = factories.person("editor")
    report = factories.article(outlet="Gazette")
    pilot, engineer = Actor.objects.get(name="Henrik Aune"), Actor.objects.get(name="Maja Lindqvist")
    stranger = Actor.objects.create(name="Otto Fremd", kind="person")
    telling.relate(Given(pilot, "meets", engineer), by=editor)
    telling.relate(Given(pilot, "leads", stranger), by=editor)
    desk = Client()
    desk.force_login(editor)
    story = report.membership.story_id
    page = desk.get(reverse("admin:sources_story_change", args=[story])).content.decode()
    drawn, table = page.split('class="relations-picture"')[1].split('class="same-as-table"')[:2]
    assert "<svg" in drawn
    assert "Who is what to whom" in drawn
    table = table.split("</table>")[0]
    assert "Henrik Aune" in table
    assert "<td>meets</td>" in table
    assert "Otto Fremd" not in table, "no report of the story names him"
    Mention.objects.update(state="rejected")
    page = desk.get(reverse("admin:sources_story_change", args=[story])).content.decode()
    assert "relations-picture" not in page
