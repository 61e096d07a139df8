"""The inbox: what waits, what asks, and every press, by plain forms."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Act, User
from sources import deciding, inbox
from sources.inbox import Asked, Cursor
from sources.models import Decision, SourceArticle, Story, StoryMembership
from tests import factories
from tests.factories import HOUR, INTERVIEW, LIGHTHOUSE, NOW, ORCHARD

pytestmark = pytest.mark.django_db

MOST_QUERIES = 8
SHORT = (
    "The night ferry to Harstad left two hours late, since a crane had dropped a crate of herring on its ramp.",
    "A clockmaker in Graz wound the tower clock by hand after thieves took its copper weights on Monday.",
    "Beekeepers near Turku counted half of last year's swarms and asked the ministry for a ban on one pesticide.",
    "The tram of line twelve stood still in Lisbon because a wedding party had parked a piano across the rails.",
    "Divers raised a bronze cannon off Gotland; the museum of Visby wants to show it in spring.",
    "Schools in Cork stay closed on Friday, as the boilers of nine of them failed the winter inspection.",
)
CUT = LIGHTHOUSE.replace("310,000", "330,000").replace("cleaned and two had been cast", "washed, and two were cast")


@pytest.fixture
def editor() -> User:
    return factories.person("editor")


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def fresh(source: SourceArticle) -> SourceArticle:
    return SourceArticle.objects.for_page().get(pk=source.pk)


def story_of(source: SourceArticle) -> Story:
    return Story.objects.get(memberships__article=source)


def stories(user: User, show: str = "all") -> list[Story]:
    return [row.story for row in inbox.board(Asked(user, show)).rows]


def beside(first: SourceArticle, other: SourceArticle, score: float = 0.6) -> None:
    """As the machine puts a report beside another, with a score."""
    values = {"story": first.membership.story, "score": score, "reasons": ["name: Vessen"]}
    StoryMembership.objects.filter(article=other).update(**values)


def press(desk: Client, do: str, **fields: Any) -> Any:
    return desk.post(reverse("admin:sources_inbox_decide"), {"do": do, **fields})


def said(answer: Any) -> str:
    return " ".join(str(message) for message in answer.wsgi_request._messages)


# What waits


def test_what_was_accepted_or_spiked_waits_no_more(editor: User) -> None:
    reports = [factories.article(text) for text in (LIGHTHOUSE, ORCHARD, INTERVIEW)]
    assert len(stories(editor)) == 3
    deciding.accept([reports[0]], by=editor)
    deciding.spike([reports[1]], by=editor)
    assert stories(editor) == [story_of(reports[2])]
    assert stories(editor, "spiked") == [story_of(reports[1])]


def test_what_asks_stands_first_and_then_the_newest(editor: User) -> None:
    old = factories.outcome_of(LIGHTHOUSE).article
    unsure = factories.outcome_of(ORCHARD).article
    new = factories.outcome_of(INTERVIEW, at=NOW + HOUR).article
    beside(fresh(old), unsure)
    assert stories(editor) == [story_of(old), story_of(new)]
    assert stories(editor, "undecided") == [story_of(old)]
    deciding.pin([unsure], by=editor)
    assert stories(editor) == [story_of(new), story_of(old)]
    assert stories(editor, "undecided") == []


def test_a_row_folds_copies_and_names_outlets(editor: User) -> None:
    first = factories.article(outlet="Gazette")
    copy = factories.article(outlet="Post")
    beside(first, factories.article(ORCHARD, outlet="Gazette"), score=0.95)
    row = inbox.board(Asked(editor)).rows[0]
    assert [str(report.article) for report in row.reports] == [
        "Pear orchard of Lindau to be felled in spring",
        "Lighthouse on Stora Skar burns again",
    ]
    assert (row.copies, row.outlets, row.waiting, row.is_new) == (1, ["Gazette", "Post"], 3, True)
    assert row.reports[1].copies == (copy,)
    assert row.reports[0].first_sentence == "Fire blight was found in four of every five trees."


def test_a_report_shows_the_first_sentence_of_its_standfirst_or_text(editor: User) -> None:
    factories.article(INTERVIEW)

    def shown() -> str:
        return inbox.board(Asked(editor)).rows[0].reports[0].first_sentence

    assert shown() == "The cathedral's organ was tuned for the first time since 1998."
    SourceArticle.objects.update(standfirst="", body="Dr. Kessel tuned it. It took her weeks.\n\nNobody helped.")
    assert shown() == "Dr. Kessel tuned it."
    SourceArticle.objects.update(standfirst="", body="")
    assert shown() == ""


def test_a_report_that_joined_a_live_briefing_says_so(editor: User, desk: Client) -> None:
    first = factories.article()
    deciding.accept([first], by=editor)
    factories.published(factories.ready(first))
    beside(first, factories.article(ORCHARD), score=0.95)
    row = inbox.board(Asked(editor)).rows[0]
    assert row.live
    assert not row.is_new
    page = desk.get(reverse("admin:sources_inbox")).content.decode()
    assert "joined a live briefing" in page
    assert "1 new" in page


# What is asked


@pytest.mark.parametrize(("score", "asked"), [(0.6, 1), (0.95, 0)])
def test_only_a_place_near_the_threshold_asks(editor: User, score: float, asked: int) -> None:
    first, other = factories.article(), factories.article(ORCHARD)
    beside(first, other, score)
    questions = inbox.board(Asked(editor)).rows[0].questions
    assert [(one.article, one.other, one.is_copy) for one in questions] == [(other, first, False)] * asked


@pytest.mark.parametrize(("score", "asked"), [(0.6, 1), (0.9, 0)])
def test_only_a_copy_near_the_threshold_asks(editor: User, score: float, asked: int) -> None:
    first, copy = factories.article(outlet="Gazette"), factories.article(CUT, outlet="Post")
    assert Decision.objects.filter(earlier=first, later=copy, verdict="near copy").update(score=score) == 1
    questions = inbox.board(Asked(editor)).rows[0].questions
    assert [(one.article, one.other, one.is_copy) for one in questions] == [(copy, first, True)] * asked


def test_nothing_is_asked_of_what_was_accepted_or_stands_alone(editor: User) -> None:
    first, other, third = (factories.article(text) for text in (LIGHTHOUSE, ORCHARD, INTERVIEW))
    beside(first, other)
    StoryMembership.objects.filter(article=third).update(score=0.6)
    deciding.accept([other], by=editor)
    assert [row.questions for row in inbox.board(Asked(editor)).rows] == [[], []]
    deciding.undo(Act.objects.latest("pk"), by=editor)
    deciding.spike([first], by=editor)
    assert stories(editor, "undecided") == []


# Presses


def test_the_same_event_confirms_the_place(desk: Client, editor: User) -> None:
    first, other = factories.article(), factories.article(ORCHARD)
    beside(first, other)
    answer = press(desk, f"same:report-{other.pk}-{first.pk}")
    assert answer.url == f"{reverse('admin:sources_inbox')}#story-{story_of(first).pk}"
    assert fresh(other).membership.decided_by == editor
    assert stories(editor, "undecided") == []


def test_of_a_doubtful_copy_the_same_event_means_no_copy(desk: Client, editor: User) -> None:
    first, copy = factories.article(outlet="Gazette"), factories.article(CUT, outlet="Post")
    press(desk, f"same:report-{copy.pk}-{first.pk}")
    assert (fresh(copy).copy_of, story_of(copy)) == (None, story_of(first))


def test_the_other_answers(desk: Client, editor: User) -> None:
    first, other, third = (factories.article(text) for text in (LIGHTHOUSE, ORCHARD, INTERVIEW))
    beside(first, other)
    beside(first, third)
    press(desk, f"copy:report-{other.pk}-{first.pk}")
    press(desk, f"own:report-{third.pk}")
    press(desk, f"spike:report-{third.pk}")
    assert fresh(other).copy_of == first
    assert story_of(third) != story_of(first)
    assert fresh(third).state == "spiked"


def test_an_answer_to_what_has_moved_since_changes_nothing(desk: Client, editor: User) -> None:
    first, other = factories.article(), factories.article(ORCHARD)
    beside(first, other)
    deciding.own_story([other], by=factories.person("editor"))
    answer = press(desk, f"same:report-{other.pk}-{first.pk}")
    assert "was moved since this page was drawn" in said(answer)
    assert story_of(other) != story_of(first)


def test_a_row_is_accepted_as_it_was_drawn(desk: Client) -> None:
    first, late = factories.article(), factories.article(ORCHARD)
    story = story_of(first)
    beside(first, late)
    press(desk, f"accept:row-{story.pk}-{first.pk}")
    assert (fresh(first).state, fresh(late).state) == ("accepted", "inbox")
    press(desk, f"spike:row-{story.pk}-{late.pk}")
    assert (fresh(first).state, fresh(late).state) == ("spiked", "spiked")
    press(desk, "unspike:marked", report=[first.pk, late.pk])
    assert (fresh(first).state, fresh(late).state) == ("inbox", "inbox")


def test_marked_rows_and_reports_are_decided_at_once(desk: Client) -> None:
    reports = [factories.article(text) for text in (LIGHTHOUSE, ORCHARD, INTERVIEW)]
    rows = [f"{story_of(one).pk}-{one.pk}" for one in reports]
    press(desk, "one:marked", row=rows[:2])
    assert story_of(reports[1]) == story_of(reports[0]) != story_of(reports[2])
    press(desk, "one:marked", row=rows[2], report=reports[0].pk)
    assert story_of(reports[2]) == story_of(reports[0])
    press(desk, "own:marked", report=[reports[1].pk, reports[2].pk])
    assert story_of(reports[1]) == story_of(reports[2]) != story_of(reports[0])
    press(desk, "accept:marked", row=f"{story_of(reports[1]).pk}-{reports[2].pk}")
    assert [fresh(one).state for one in reports] == ["inbox", "accepted", "accepted"]


def test_the_latest_press_is_undone(desk: Client, editor: User) -> None:
    source = factories.article()
    press(desk, f"spike:report-{source.pk}")
    last = inbox.board(Asked(editor)).last
    assert last
    assert f'value="undo:act-{last.pk}"' in desk.get(reverse("admin:sources_inbox")).content.decode()
    assert "Undone" in said(press(desk, f"undo:act-{last.pk}"))
    assert fresh(source).state == "inbox"
    assert "no decision of yours" in said(press(desk, "undo:act"))


def test_a_story_is_taken_and_released_and_taken_over_only_when_asked(desk: Client, editor: User) -> None:
    story, other = story_of(factories.article()), factories.person("editor", username="ana")
    press(desk, f"take:story-{story.pk}-0")
    assert stories(editor, "mine") == stories(other, "taken") == [story]
    assert stories(other, "mine") == []
    press(desk, f"release:story-{story.pk}")
    Story.objects.get().take(by=other, at=NOW)
    assert "ana has taken" in said(press(desk, f"take:story-{story.pk}-0"))
    page = desk.get(reverse("admin:sources_inbox")).content.decode()
    assert "ana has it" in page
    press(desk, f"take:story-{story.pk}-{other.pk}")
    assert Story.objects.get().taken_by == editor


@pytest.mark.parametrize(
    ("do", "words"),
    [
        ("", "press one of the buttons"),
        ("melt:marked", "press one of the buttons"),
        ("accept:marked", "Mark the stories or the reports first"),
        ("accept:report-999999", "not here any more"),
        ("accept:row-7", "does not say what it is about"),
        ("take:story-999999-0", "not here any more"),
        ("copy:report-", "does not say what it is about"),
        (f"accept:report-{'9' * 40}", "does not say what it is about"),
    ],
)
def test_what_no_button_says_is_answered_in_words(desk: Client, do: str, words: str) -> None:
    assert words in said(press(desk, do))


def test_a_script_gets_the_rows_that_changed(desk: Client) -> None:
    first, other, third = (factories.article(text) for text in (LIGHTHOUSE, ORCHARD, INTERVIEW))
    beside(first, other)
    parts = {"X-Part": "rows"}
    url = reverse("admin:sources_inbox_decide")
    answer = desk.post(url, {"do": f"own:report-{other.pk}", "show": "undecided"}, headers=parts).content.decode()
    changed = {story_of(first).pk, story_of(other).pk}
    assert all(f'id="story-{key}"' in answer for key in changed)
    assert f'id="story-{story_of(third).pk}"' not in answer
    assert f'data-touched="{" ".join(map(str, sorted(changed)))}"' in answer
    assert "<html" not in answer
    gone = desk.post(url, {"do": f"accept:report-{first.pk}"}, headers=parts).content.decode()
    assert f'data-touched="{story_of(first).pk}"' in gone
    assert "inbox-row" not in gone


def test_who_may_not_decide_sees_and_presses_nothing(client: Client) -> None:
    source = factories.article()
    client.force_login(factories.person("author"))
    page = client.get(reverse("admin:sources_inbox")).content.decode()
    assert str(source) in page
    assert 'name="do"' not in page
    assert press(client, f"spike:report-{source.pk}").status_code == 403
    assert fresh(source).state == "inbox"


# Pages


def test_pages_follow_one_another_without_gap_or_repeat(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "ROWS_A_PAGE", 2)
    reports = [factories.article(text) for text in SHORT]
    beside(reports[0], reports[1])
    whole = list(inbox.asked_for(Asked(editor)))
    found: list[Story] = []
    after = None
    while True:
        page = inbox.board(Asked(editor, after=after))
        found += [row.story for row in page.rows]
        if page.next is None:
            break
        after = Cursor.parse(str(page.next))
        assert after == page.next
    assert found == whole
    assert len(found) == len(SHORT) - 1


@pytest.mark.parametrize("words", ["", "x", "1_2_3", "1_20260101T000000.0_x", "0_99999999T000000.0_1"])
def test_what_is_no_place_in_the_list_is_its_top(words: str) -> None:
    assert Cursor.parse(words) is None


def test_more_rows_cost_no_more_queries(editor: User, desk: Client) -> None:
    def cost(show: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            inbox.board(Asked(editor, show))
        return len(queries)

    def page() -> int:
        with CaptureQueriesContext(connection) as queries:
            desk.get(reverse("admin:sources_inbox"))
        return len(queries)

    first = factories.article()
    factories.ready(first)
    deciding.accept([factories.article(INTERVIEW)], by=editor)
    beside(first, factories.article(ORCHARD))
    page()
    few = {show: cost(show) for show in inbox.SHOWS}
    shown = page()
    for number, text in enumerate(SHORT):
        more = factories.article(text)
        factories.article(CUT, outlet=f"Outlet {number}")
        factories.ready(more, text[:20])
        story_of(more).take(by=editor, at=NOW)
    assert {show: cost(show) for show in inbox.SHOWS} == few | {"mine": few["all"], "taken": few["all"]}
    assert max(few.values()) <= MOST_QUERIES
    assert page() == shown
