"""Interviews at the desk: every change is a version, undone exactly, and no run of the pipeline undoes an editor's."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Act
from sources import interviewing
from sources.disclosing import told
from sources.interviewing import Change, Entered, Overtaken
from sources.models import Expert, Interview, RawText, SourceArticle
from sources.models.interviews import InterviewVersion
from sources.text.transcripts.script import Voice, Wording
from tests import factories
from tests.factories import INTERVIEW, NOW

pytestmark = pytest.mark.django_db
ANSWERS = Voice("Ruth Kessel", "interviewee")


@pytest.fixture
def interview() -> Interview:
    return factories.article(INTERVIEW, outlet="Gazette").interview


def fresh(interview: Interview) -> Interview:
    return Interview.objects.for_desk().get(pk=interview.pk)


def corrected(id: int, text: str) -> Change:
    return Change(f"corrected turn {id}", lambda now: now.corrected(id, Wording(text, ANSWERS)), frozenset({id}))


def moved(id: int, by: int) -> Change:
    return Change(f"moved turn {id}", lambda now: now.moved(id, by))


def texts(interview: Interview) -> list[str]:
    return [turn.text for turn in fresh(interview).script().turns]


def test_each_change_is_kept_with_its_author_and_the_report_stays_as_it_was_read(interview: Interview) -> None:
    one, other = factories.person("editor"), factories.person("editor")
    before = list(interview.turns.values())
    raw = bytes(interview.article.raw.data)
    interviewing.edit(interview, corrected(2, "Ten weeks."), seen=0, by=one)
    interviewing.edit(interview, moved(1, 1), seen=1, by=other)
    rows = interview.versions.values_list("number", "what", "made_by")
    assert list(rows) == [(0, "as it was read", None), (1, "corrected turn 2", one.pk), (2, "moved turn 1", other.pk)]
    assert texts(interview)[:2] == ["Ten weeks.", "How long does it take to tune four thousand pipes?"]
    assert list(interview.turns.values()) == before
    assert bytes(RawText.objects.get().data) == raw
    acts = Act.objects.of(interview).filter(verb="changed the interview").values_list("who", "reason")
    assert list(acts) == [(other.pk, "moved turn 1"), (one.pk, "corrected turn 2")]


def test_undo_goes_back_step_by_step_and_keeps_what_was_undone(interview: Interview) -> None:
    editor, first = factories.person("editor"), texts(interview)
    interviewing.edit(interview, corrected(2, "Ten weeks."), seen=0, by=editor)
    second = texts(interview)
    interviewing.edit(interview, corrected(2, "Nine weeks."), seen=1, by=editor)
    assert interviewing.undo(interview, seen=2, by=editor) == "corrected turn 2"
    assert texts(interview) == second
    interviewing.undo(interview, seen=1, by=editor)
    assert texts(interview) == first
    with pytest.raises(ValidationError, match="no change to undo"):
        interviewing.undo(interview, seen=0, by=editor)
    made = interviewing.edit(interview, corrected(2, "Eight weeks."), seen=0, by=editor)
    assert made
    assert made.number == 3
    assert interview.versions.count() == 4


def test_what_changes_nothing_is_no_version(interview: Interview) -> None:
    assert interviewing.edit(interview, moved(1, -1), seen=0, by=factories.person("editor")) is None
    assert not interview.versions.exists()


def test_the_same_words_changed_twice_are_refused_and_other_words_are_not(interview: Interview) -> None:
    one, other = factories.person("editor", username="ada"), factories.person("editor")
    interviewing.edit(interview, corrected(2, "Ten weeks."), seen=0, by=one)
    with pytest.raises(Overtaken, match="ada has changed the same words"):
        interviewing.edit(interview, corrected(2, "Twelve weeks."), seen=0, by=other)
    interviewing.edit(interview, corrected(4, "Rats had eaten it."), seen=0, by=other)
    assert (texts(interview)[1], texts(interview)[3]) == ("Ten weeks.", "Rats had eaten it.")
    with pytest.raises(Overtaken, match="Not undone"):
        interviewing.undo(interview, seen=1, by=one)


def test_a_turn_that_is_gone_is_refused_in_words(interview: Interview) -> None:
    editor = factories.person("editor")
    interviewing.edit(interview, Change("joined", lambda now: now.joined(2)), seen=0, by=editor)
    with pytest.raises(ValidationError, match="same words|not there any more"):
        interviewing.edit(interview, corrected(2, "Ten weeks."), seen=0, by=editor)


def test_no_run_of_the_pipeline_undoes_an_editor(interview: Interview) -> None:
    interviewing.edit(interview, corrected(2, "Ten weeks."), seen=0, by=factories.person("editor"))
    kept = texts(interview)
    factories.rerun(interview.article)
    assert texts(interview) == kept
    assert interview.turns.count() == 6
    assert not interviewing.was_read_anew(fresh(interview))


def test_a_report_that_reads_otherwise_by_now_is_said_and_can_be_begun_again(interview: Interview) -> None:
    editor = factories.person("editor")
    interviewing.edit(interview, corrected(2, "Ten weeks."), seen=0, by=editor)
    turn = interview.turns.get(number=6)
    interview.turns.filter(pk=turn.pk).update(end=turn.start + 30)
    assert interviewing.was_read_anew(fresh(interview))
    interviewing.edit(interview, interviewing.as_parsed(fresh(interview)), seen=1, by=editor)
    assert fresh(interview).script().turns == fresh(interview).parsed().turns
    interviewing.undo(interview, seen=2, by=editor)
    assert texts(interview)[1] == "Ten weeks."


def test_what_an_editor_worked_on_outlives_a_run_that_finds_no_interview(interview: Interview) -> None:
    interviewing.edit(interview, corrected(2, "Ten weeks."), seen=0, by=factories.person("editor"))
    kept = texts(interview)
    for piece in interview.article.segments.filter(kind="turn"):
        piece.strip(by=factories.person("editor"), reason="not part of the report")
    factories.rerun(interview.article)
    assert texts(interview) == kept


def test_versions_are_written_once_and_a_text_that_was_expunged_is_forgotten(interview: Interview) -> None:
    interviewing.edit(interview, corrected(2, "Ten weeks."), seen=0, by=factories.person("editor"))
    rows = InterviewVersion.objects.order_by()
    for change in ({"what": "x"}, {"state": {"turns": []}}, {"made_at": NOW - timedelta(1)}):
        with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
        rows.filter(number=1)._raw_delete(rows.db)
    interview.forget()
    assert {str(state) for state in rows.values_list("state", flat=True)} == {"{}"}
    assert fresh(interview).script().turns == ()


def entered(**values: Any) -> Entered:
    return Entered("Q: Who plays first?\n\nA: Nobody has decided.\n", title="Interview with Ruth Kessel", **values)


def test_an_interview_of_ours_is_a_source_with_its_raw_text_and_its_turns() -> None:
    editor = factories.person("editor")
    given = entered(conducted_by="Ada Brun", conducted_how="by telephone", published=NOW.date())
    interview = interviewing.enter(given, by=editor, at=NOW)
    assert (interview.article.raw.text, interview.article.state) == (given.transcript, "accepted")
    assert [(t.speaker, t.role, t.text) for t in interview.script().turns] == [
        ("Q", "interviewer", "Who plays first?"),
        ("A", "interviewee", "Nobody has decided."),
    ]
    assert interview.script() == interviewing.preview(given.transcript)
    assert [interview.article.quote(t.start, t.end) for t in interview.turns.all()] == texts(interview)
    words = "This interview was conducted by us, by Ada Brun, by telephone, on 5 October 2026."
    assert told(interview, "conducted by us", "report 1") == words
    factories.rerun(interview.article)
    assert texts(interview) == ["Who plays first?", "Nobody has decided."]
    with pytest.raises(ValidationError, match="here already"):
        interviewing.enter(given, by=editor, at=NOW)


def test_an_interview_published_elsewhere_says_where() -> None:
    given = Entered(INTERVIEW, outlet="Gazette", url="https://gazette.example/organ")
    interview = interviewing.enter(given, by=factories.person("editor"), at=NOW)
    assert (str(interview.article.outlet), interview.conducted_by) == ("Gazette", "")
    assert [turn.role for turn in interview.script().turns] == ["interviewer", "interviewee"] * 3
    assert interview.flags.count() == interview.article.flags.count()


def test_it_goes_into_the_story_it_is_about() -> None:
    editor, story = factories.person("editor"), factories.article().membership.story
    interview = interviewing.enter(entered(), by=editor, at=NOW)
    interviewing.place(interview, story, by=editor)
    assert SourceArticle.objects.get(pk=interview.article_id).membership.story == story


def expert(**values: Any) -> Expert:
    return Expert.objects.create(name="Dr. Ruth Kessel", **values)


def test_off_the_record_is_not_published(interview: Interview) -> None:
    editor = factories.person("editor")
    interview.dispose("conducted by us", by=editor, at=NOW)
    interview.terms = "off the record"
    interview.save()
    assert not fresh(interview).is_backed
    with pytest.raises(ValueError, match="off the record"):
        interview.dispose("conducted by us", by=editor, at=NOW)
    interview.dispose("left out", by=editor, at=NOW)


def test_on_background_the_name_stands_nowhere() -> None:
    editor = factories.person("editor")
    given = Entered("Q: Who plays?\n\nRuth Kessel: Nobody yet.\n", title="Interview with Dr. Kessel")
    interview = interviewing.enter(given, by=editor, at=NOW)
    interview.terms = "on background"
    interview.save()
    assert "say how readers see the speaker" in " ".join(fresh(interview).obstacles())
    interview.described_as = "an organ builder"
    interview.save()
    assert ["“Kessel” stands" in words for words in fresh(interview).obstacles()] == [True]
    SourceArticle.objects.update(headline="An interview in Vessen")
    assert fresh(interview).obstacles() == []
    interviewing.edit(interview, corrected(2, "I, Ruth, say: ruthless."), seen=0, by=editor)
    assert ["“Ruth” stands" in words for words in fresh(interview).obstacles()] == [True]
    interviewing.edit(interview, corrected(2, "I, [[Ruth,]] say: ruthless."), seen=1, by=editor)
    assert fresh(interview).obstacles() == []
