"""The interview's screen, as forms are sent from it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Act
from sources.models import Expert, Interview
from sources.models.interviews import PRIVATE
from tests import factories
from tests.factories import INTERVIEW, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview() -> Interview:
    return factories.article(INTERVIEW, outlet="Gazette").interview


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(factories.person("editor"))
    return client


def screen(interview: Interview) -> str:
    return reverse("admin:sources_interview_change", args=[interview.pk])


def send(desk: Client, interview: Interview, **values: Any) -> Any:
    return desk.post(reverse("admin:sources_interview_edit", args=[interview.pk]), values, follow=True)


def texts(interview: Interview) -> list[str]:
    return [turn.text for turn in Interview.objects.get(pk=interview.pk).script().turns]


def opened(text: str, **more: Any) -> dict[str, Any]:
    return {"open": "2", "text": text, "speaker": "Ruth Kessel", "role": "interviewee", "heading": ""} | more


def test_every_button_does_what_it_says(desk: Client, interview: Interview) -> None:
    first = texts(interview)
    for verb, words in [
        ("pass:2", "Gave turn 2"),
        ("join:2", "Joined turn 2 with the one before"),
        ("up:4", "Moved turn 3 up"),
        ("down:1", "Moved turn 1 down"),
        ("cut:5", "Cut turn 4"),
        ("restore:5", "Put back what was cut of turn 4"),
        ("add:6", "Added a turn after turn 5"),
    ]:
        seen = Interview.objects.get(pk=interview.pk).current
        answer = send(desk, interview, do=verb, seen=seen.number if seen else 0)
        assert words in answer.text
    assert interview.versions.count() == 8
    for number in range(7, 0, -1):
        assert "Undone: " in send(desk, interview, do="undo", seen=number).text
    assert texts(interview) == first


def test_an_open_turn_is_kept_along_with_whatever_button_was_pressed(desk: Client, interview: Interview) -> None:
    answer = send(desk, interview, do="down:1", seen=0, **opened("Ten weeks.\n---\nNo more."))
    assert "Split turn 2 into 2, moved turn 1 down." in answer.text
    assert texts(interview)[:3] == ["Ten weeks.", "How long does it take to tune four thousand pipes?", "No more."]
    assert "Reads otherwise in the report" in desk.get(screen(interview)).text


def test_what_is_refused_stays_in_its_form(desk: Client, interview: Interview) -> None:
    answer = send(desk, interview, do="save", seen=0, **opened("Ten [[weeks, I think."))
    assert "In turn 2 a cut does not begin with [[ and end with ]]" in answer.text
    assert ">Ten [[weeks, I think.</textarea>" in answer.text
    assert ">Ten [[weeks, I think.</textarea>" not in desk.get(f"{screen(interview)}?turn=2").text


def test_the_second_of_two_editors_sees_both_texts(desk: Client, interview: Interview) -> None:
    other = Client()
    other.force_login(factories.person("editor", username="ada"))
    send(other, interview, do="save", seen=0, **opened("Ten weeks, if the doors stay shut."))
    answer = send(desk, interview, do="save", seen=0, **opened("Twelve weeks."))
    assert "Ada has changed the same words in the meantime" in answer.text
    assert ">Twelve weeks.</textarea>" in answer.text
    assert "Ten weeks, if the doors stay shut." in answer.text
    send(desk, interview, do="save", seen=1, **opened("Ten to twelve weeks."))
    assert texts(interview)[1] == "Ten to twelve weeks."


def test_voices_and_introduction(desk: Client, interview: Interview) -> None:
    fields = {"old_speaker": ["Interviewer", "Dr. Ruth Kessel"], "old_role": ["interviewer", "interviewee"]}
    fields |= {"new_speaker": ["Nutgraf", "Ruth Kessel"], "new_role": ["interviewer", "interviewee"]}
    send(desk, interview, do="speakers", seen=0, **fields)
    send(desk, interview, do="introduce", seen=1, introduction="We met her\nin the nave.\n\nIt was cold.")
    script = Interview.objects.get(pk=interview.pk).script()
    assert {turn.speaker for turn in script.turns} == {"Nutgraf", "Ruth Kessel"}
    assert script.introduction == "We met her in the nave.\n\nIt was cold."


@pytest.mark.parametrize("sent", [{}, {"do": "cut"}, {"do": "cut:99"}, {"do": "save"}, {"do": "x:1"}, {"seen": "y"}])
def test_nonsense_is_refused_in_words(desk: Client, interview: Interview, sent: dict[str, str]) -> None:
    answer = send(desk, interview, **sent)
    assert answer.status_code == 200
    assert 'class="error"' in answer.text
    assert not interview.versions.exists()


def test_it_is_looked_at_before_it_is_kept(desk: Client) -> None:
    add = reverse("admin:sources_interview_add")
    typed = {"transcript": "Q: Who plays first?\r\nA: Nobody yet.", "provenance": "ours", "title": "Who plays"}
    looked = desk.post(add, typed | {"preview": "1"})
    assert "This is how it was read" in looked.text
    assert not Interview.objects.exists()
    story = factories.article().membership.story
    kept = desk.post(add, typed | {"keep": "1", "conducted_by": "Ada Brun", "story": story.pk}, follow=True)
    interview = Interview.objects.get()
    assert texts(interview) == ["Who plays first?", "Nobody yet."]
    assert interview.article.membership.story == story
    assert "conducted by us, by Ada Brun." in kept.text
    assert "Say who published it" in desk.post(add, typed | {"provenance": "theirs", "keep": "1"}).text


def test_what_readers_are_told_stands_beside_each_disposition(desk: Client, interview: Interview) -> None:
    article = interview.article
    interview.flags.create(article=article, start=0, end=20, signal="echo", explanation="It repeats the report.")
    page = desk.get(screen(interview)).text
    assert "We could not confirm that Dr. Ruth Kessel exists. What our checks found: " in page
    assert "It repeats the report." in page
    assert "This interview was conducted by us." in page
    assert "How the organ of Vess" in page


def test_the_ledger_is_checked_as_a_whole_and_its_record_holds_nothing_private(desk: Client) -> None:
    add = reverse("admin:sources_expert_add")
    values = {"name": "Ruth Kessel", "identity_checked_how": "met her", "links": "https://vessen.example/staff\r\n"}
    assert "how, when and by whom. Fill in all three" in desk.post(add, values).text
    values |= {"identity_checked_on": "2026-10-05", "identity_checked_by": factories.person("editor").pk}
    assert "is no address" in desk.post(add, values | {"links": "javascript:alert(1)"}).text
    private = {name: f"{name}@canary.example" for name in PRIVATE}
    assert desk.post(add, values | private).status_code == 302
    assert Expert.objects.get().addresses == ["https://vessen.example/staff"]
    act = Act.objects.get(verb="opened the ledger")
    assert "canary" not in str(act.before) + str(act.after)


def test_who_speaks_is_recorded_and_touches_nothing_else(desk: Client, interview: Interview) -> None:
    desk.get(screen(interview))
    interview.dispose("republished, speaker unverified", by=factories.person("editor"), at=NOW)
    desk.post(screen(interview), {"terms": "on the record"})
    interview.refresh_from_db()
    assert (interview.terms, interview.disposition) == ("on the record", "republished, speaker unverified")
    assert Act.objects.get(verb="said who speaks").after == {"terms": "on the record"}


def test_the_screen_asks_the_database_no_more_for_more_turns(
    desk: Client, interview: Interview, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(32):
        desk.get(f"{screen(interview)}?turn=2")
