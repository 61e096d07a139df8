"""A story's page at the desk: its pictures, its origins, what is suggested, and every decision with its undo."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Act
from sources import sharing, suggesting
from sources.admin import pictures
from sources.comparing import ByHand, add_difference
from sources.models import Decision, Difference, OriginWord, Outlet, SourceArticle, Story
from sources.origins import origins_of
from sources.quoting import quote
from tests import factories
from tests.factories import LIGHTHOUSE, ORCHARD

pytestmark = pytest.mark.django_db

AGAIN = """Lamp on Stora Skar lit after 14 years

By Birger Holm
4 October 2026

On Stora Skar the lighthouse burns, pilot Henrik Aune said. Maja Lindqvist, an engineer, spoke of 96 prisms.

The lamp of Stora Skar is to be seen from Vessen. The work cost 310,000 euros, she said.
"""
UNDATED = "A light on Stora Skar\n\nThe pilot Henrik Aune saw the lamp of Stora Skar burn when he came from Vessen.\n"


def in_story(story: Story, text: str, **hints: Any) -> SourceArticle:
    """A report that stands in the story, wherever the machine would put it."""
    found = factories.article(text, **hints)
    found.membership.story = story  # type: ignore[misc]
    found.membership.save()
    return SourceArticle.objects.for_page().get(pk=found.pk)


@pytest.fixture
def story() -> Story:
    """Two reports apart, one without a date, and a copy of the first with a line of its own."""
    first = factories.article(outlet="Gazette")
    found: Story = first.membership.story  # type: ignore[misc]
    in_story(found, AGAIN, outlet="Ledger")
    factories.article(LIGHTHOUSE + "\nThe Mirror's readers may visit in May.\n", outlet="Mirror")
    in_story(found, UNDATED, outlet="Post")
    return found


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(factories.person("editor"))
    return client


def articles(story: Story) -> list[SourceArticle]:
    return list(story.articles())


def address(story: Story) -> str:
    return reverse("admin:sources_story_change", args=[story.pk])


def decide(client: Client, here: Story, verb: str, **given: Any) -> str:
    """The page after the button."""
    answer = client.post(reverse("admin:sources_story_decide", args=[here.pk]), {"verb": verb} | given, follow=True)
    return answer.content.decode()


# The pictures


def test_the_timeline_has_a_row_an_outlet_and_a_mark_a_report(story: Story) -> None:
    found = articles(story)
    numbers = {article.pk: number for number, article in enumerate(found, start=1)}
    picture = pictures.timeline(found, numbers)
    assert [row.name for row in picture.rows] == ["Gazette", "Mirror", "Ledger", "Post"]
    kinds = {mark.number: mark.kind for mark in picture.marks}
    assert kinds == {1: "original", 2: "original", 3: "copy", 4: "original"}
    x = {mark.number: mark.x for mark in picture.marks}
    assert x[1] < x[2] < picture.undated_x < x[4]
    assert x[1] == x[3], "both bear one day"
    copy, original = (next(mark for mark in picture.marks if mark.number == n) for n in (3, 1))
    assert len(picture.ties) == 1
    assert picture.ties[0].path.startswith(f"M{copy.x} {copy.y}C")
    assert picture.ties[0].path.endswith(f"{original.x} {original.y}")
    assert [tick.label for tick in picture.ticks] == ["3 Oct", "4 Oct"]


def test_marks_of_one_outlet_and_day_do_not_cover_each_other(story: Story) -> None:
    SourceArticle.objects.update(outlet=Outlet.objects.first(), published_on="2026-10-03")
    found = articles(story)
    picture = pictures.timeline(found, {article.pk: n for n, article in enumerate(found, start=1)})
    places = {(mark.x, mark.y) for mark in picture.marks}
    assert len(places) == len(found)
    assert len(picture.rows) == 1
    assert picture.undated_x == 0


@pytest.mark.parametrize("count", [1, 2])
def test_a_timeline_without_any_date_and_of_one_report(story: Story, count: int) -> None:
    SourceArticle.objects.update(published_on=None, published_at=None, published_precision="")
    found = articles(story)[:count]
    picture = pictures.timeline(found, {article.pk: n for n, article in enumerate(found, start=1)})
    assert picture.ticks == ()
    assert all(picture.undated_x < mark.x < pictures.WIDTH for mark in picture.marks)


def test_hours_are_told_when_they_are_known(story: Story) -> None:
    for hour, article in enumerate(articles(story)):
        article.published_at = factories.NOW.replace(hour=6 + 3 * hour)
        article.save()
    found = articles(story)
    picture = pictures.timeline(found, {article.pk: n for n, article in enumerate(found, start=1)})
    assert "09:00" in [tick.label for tick in picture.ticks]


def test_the_shares_are_of_the_exact_shingle_sets(story: Story) -> None:
    stranger = in_story(story, ORCHARD, outlet="Courier")
    first, other, copy, last, _ = articles(story)
    found = sharing.shares(articles(story)).of
    assert found[first.pk][copy.pk] == 1.0
    assert 0.8 < found[copy.pk][first.pk] < 1.0
    assert 0 < found[other.pk][last.pk] < found[last.pk][other.pk], "the shorter holds more of what both share"
    assert stranger.pk not in found
    numbers = {article.pk: number for number, article in enumerate(articles(story), start=1)}
    lines = pictures.matrix(found, articles(story), numbers)
    assert [line.number for line in lines] == [1, 2, 3, 4]
    cell = lines[2].cells[0]
    assert (cell.is_copy, cell.percent, cell.is_self) == (True, round(found[copy.pk][first.pk] * 100), False)
    assert lines[0].cells[2].shade == 5
    assert lines[0].cells[0].is_self


def test_beyond_the_limit_the_page_says_so(story: Story, monkeypatch: pytest.MonkeyPatch, desk: Client) -> None:
    monkeypatch.setattr(sharing, "MOST_COMPARED", 3)
    assert sharing.shares(articles(story)).left_out == 1
    assert "1 later one is not" in desk.get(address(story)).content.decode()


def test_the_page_draws_both_with_a_table_beside(story: Story, desk: Client) -> None:
    page = desk.get(address(story)).content.decode()
    assert page.count('class="mark mark-') == 4
    assert page.count('class="tie"') == 1
    assert "The same as a table" in page
    first, _, copy, _ = articles(story)
    assert reverse("admin:sources_compare", args=[copy.pk, first.pk]) in page
    assert "style=" not in page.partition("<main")[2].replace("stylesheet", "")
    assert "4 reports, of these 1 copy" in page


def cost(client: Client, story: Story) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address(story)).status_code == 200
    return len(queries)


def test_the_number_of_queries_does_not_grow_with_the_story(story: Story, desk: Client) -> None:
    editor = factories.person("editor")
    found = articles(story)
    OriginWord.objects.give(found[0], found[1], verdict="independent", by=editor, reason="Both were there.")
    decide(desk, story, "pin", report=[found[1].pk])
    before = cost(desk, story)
    for number in range(6):
        text = AGAIN.replace("Stora", f"Stora {number}").replace("spoke of", f"told us {number} times of")
        in_story(story, text, outlet=f"Outlet {number}", url=f"https://outlet.example/{number}")
        factories.article(LIGHTHOUSE + f"\nThe {number}. edition of the Mirror.\n", outlet=f"Mirror {number}")
    assert story.articles().count() > 12
    assert cost(desk, story) == before


# Origins


def test_an_editors_word_stands_with_its_reason_and_is_taken_back(story: Story, desk: Client) -> None:
    first, _, _, last = articles(story)
    page = decide(
        desk, story, "origin", one=first.pk, other=last.pk, verdict="shared", reason="Both had it from a friend."
    )
    assert "Both had it from a friend." in page
    told = [origin for origin in origins_of(articles(story)) if "in our judgement" in origin.why]
    assert {str(first.uid), str(last.uid)} <= set(told[0].reports)
    factories.rerun(last)
    assert OriginWord.objects.count() == 1
    page = decide(desk, story, "origin back", word=OriginWord.objects.get().pk)
    assert OriginWord.objects.count() == 0
    assert "in our judgement" not in " ".join(origin.why for origin in origins_of(articles(story)))
    verbs = [act.verb for act in Act.objects.of(first)]
    assert verbs[:2] == ["took back a word on two origins", "called two origins shared"]


def test_a_word_on_origins_needs_two_texts_and_a_reason(story: Story, desk: Client) -> None:
    first, other, copy, _ = articles(story)
    refused = [
        {"one": first.pk, "other": other.pk, "verdict": "independent", "reason": " "},
        {"one": first.pk, "other": first.pk, "verdict": "shared", "reason": "So."},
        {"one": first.pk, "other": other.pk, "verdict": "perhaps", "reason": "So."},
        {"one": first.pk, "other": 999_999, "verdict": "shared", "reason": "So."},
    ]
    for given in refused:
        assert "errorlist" in (page := decide(desk, story, "origin", **given)) or 'class="error"' in page
    assert "The two are one text" in decide(
        desk, story, "origin", one=first.pk, other=copy.pk, verdict="independent", reason="So."
    )
    assert OriginWord.objects.count() == 0


# Decisions


def undo_of(page: str) -> str:
    found = re.search(r'class="just-done".*?name="act" value="(\d+)"', page, re.DOTALL)
    assert found
    return found[1]


def test_several_get_a_story_of_their_own_and_come_back(story: Story, desk: Client) -> None:
    first, other, copy, last = articles(story)
    page = decide(desk, story, "own", report=[other.pk, last.pk], reason="Another lamp.")
    assert "2 reports have a story of their own now." in page
    assert {a.pk for a in articles(story)} == {first.pk, copy.pk}
    other.refresh_from_db()
    assert other.membership.story != story
    assert "Undone" in decide(desk, story, "undo", act=undo_of(page))
    assert len(articles(story)) == 4


def test_one_is_moved_to_another_story_that_was_found(story: Story, desk: Client) -> None:
    orchard = factories.article(ORCHARD).membership.story
    _, other, _, _ = articles(story)
    page = desk.get(address(story), {"find": "orchard lindau"}).content.decode()
    assert f'name="story" value="{orchard.pk}"' in page
    assert "No other story" in desk.get(address(story), {"find": "submarine"}).content.decode()
    page = decide(desk, story, "move", report=[other.pk], story=orchard.pk)
    assert other in articles(orchard)
    decide(desk, story, "undo", act=undo_of(page))
    assert other in articles(story)


def test_two_stories_become_one_and_two_again(story: Story, desk: Client) -> None:
    orchard = factories.article(ORCHARD).membership.story
    page = decide(desk, orchard, "merge", story=story.pk)
    assert len(articles(story)) == 5
    assert f"/admin/sources/story/{story.pk}/" in page, "one lands where the reports are"
    answer = desk.get(address(orchard))
    assert (answer.status_code, answer["Location"]) == (302, address(story))
    decide(desk, story, "undo", act=undo_of(page))
    assert len(articles(orchard)) == 1


def test_no_copy_and_copy(story: Story, desk: Client) -> None:
    first, other, copy, _ = articles(story)
    page = decide(desk, story, "no copy", one=copy.pk, other=first.pk)
    copy.refresh_from_db()
    assert copy.copy_of is None
    decide(desk, story, "undo", act=undo_of(page))
    copy.refresh_from_db()
    assert copy.copy_of == first
    decide(desk, story, "copy", one=other.pk, other=first.pk)
    other.refresh_from_db()
    assert other.copy_of == first


def test_what_cannot_be_done_is_said_and_changes_nothing(story: Story, desk: Client) -> None:
    other = factories.article(ORCHARD)
    assert "Mark the reports first" in decide(desk, story, "own")
    assert "Mark the reports first" in decide(desk, story, "own", report=[other.pk]), "of another story"
    assert "Find the other story first" in decide(desk, story, "merge", story=story.pk)
    assert "Say what is to be done" in decide(desk, story, "eat")
    assert len(articles(story)) == 4


def test_an_author_sees_the_page_without_buttons(story: Story) -> None:
    client = Client()
    client.force_login(factories.person("author"))
    page = client.get(address(story)).content.decode()
    assert 'name="verb"' not in page
    assert client.post(reverse("admin:sources_story_decide", args=[story.pk]), {"verb": "own"}).status_code == 403


def test_a_story_whose_reports_were_all_spiked_has_a_page(story: Story, desk: Client) -> None:
    SourceArticle.objects.update(state="spiked")
    assert "No report is left" in desk.get(address(story)).content.decode()


# Suggestions


def test_a_story_just_under_the_bar_is_suggested_until_somebody_says_no(desk: Client) -> None:
    one = factories.article(LIGHTHOUSE, outlet="Gazette")
    other = factories.article(AGAIN.replace("4 October", "5 October"), outlet="Ledger")
    if other.membership.story == one.membership.story:
        other.membership.story = Story.objects.create(title=str(other), last_report_at=factories.NOW)  # type: ignore[misc]
        other.membership.save()
    story: Story = one.membership.story  # type: ignore[misc]
    found = suggesting.suggestions(story, articles(story)).merges
    assert [(merge.story, merge.ours, merge.theirs) for merge in found] == [(other.membership.story, one, other)]
    assert "Aune" in found[0].reasons[0]
    assert "The same event?" in desk.get(address(story)).content.decode()
    decide(desk, story, "apart", one=one.pk, other=other.pk)
    assert Decision.objects.get().verdict == "distinct"
    assert suggesting.suggestions(story, articles(story)).merges == ()
    theirs: Story = other.membership.story  # type: ignore[misc]
    assert suggesting.suggestions(theirs, articles(theirs)).merges == ()


def test_stories_of_other_things_are_not_suggested(story: Story) -> None:
    factories.article(ORCHARD)
    assert suggesting.suggestions(story, articles(story)).merges == ()


def test_a_report_that_does_not_fit_is_asked_about_until_it_is_confirmed(story: Story, desk: Client) -> None:
    stranger = in_story(story, ORCHARD, outlet="Courier")
    found = suggesting.suggestions(story, articles(story)).splits
    assert [split.article for split in found] == [stranger]
    assert "Another event?" in desk.get(address(story)).content.decode()
    decide(desk, story, "pin", report=[stranger.pk])
    assert suggesting.suggestions(story, articles(story)).splits == ()


# Where sources differ


def row_of(story: Story) -> Difference:
    one, other = articles(story)[:2]
    told = [ByHand(quote(one, "96 prisms"), "96"), ByHand(quote(other, "310,000 euros"))]
    return add_difference(story, "number", "Prisms", told, by=factories.person("editor"))


def word_on(client: Client, row: Difference, verb: str, **given: Any) -> str:
    answer = client.post(reverse("admin:sources_difference_decide", args=[row.pk]), {"verb": verb} | given, follow=True)
    row.refresh_from_db()
    return answer.content.decode()


def test_a_value_that_holds_is_chosen_with_its_reason_and_opened_again(story: Story, desk: Client) -> None:
    row = row_of(story)
    first, second = row.values.all()
    assert (first.value, second.value) == ("96", "310,000 euros")
    assert "Say why the briefing uses" in word_on(desk, row, "keep", uses=first.pk, label="Prisms cleaned")
    assert row.state == "kept"
    page = word_on(desk, row, "keep", uses=first.pk, note="The pilot counted them.", label="Prisms cleaned")
    assert (row.state, row.uses, row.note) == ("resolved", first, "The pilot counted them.")
    assert "“Prisms cleaned”: resolved." in page
    word_on(desk, row, "reopen")
    assert (row.state, row.uses) == ("kept", None)
    word_on(desk, row, "dismiss")
    assert row.standing == "not a difference"
    assert "Say what is to be done" in word_on(desk, row, "forget")
