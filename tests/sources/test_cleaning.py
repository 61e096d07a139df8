"""Pieces are stripped and put back, in whole and in part, undone, and stand when the report is read again."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import Act, User
from sources import cleaning
from sources.cleaning import Particulars, Ruling, Span
from sources.models.segments import NO_KIND
from sources.text.page.rules import REASONS
from tests import factories, house
from tests.factories import INTERVIEW
from tests.sources.cleaned import CREDITED, PAGE, assert_tiled, at_desk, holding, place, restore, spans, strip, tiles

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return factories.person("editor")


# Deciding


def test_a_stripped_piece_leaves_the_body_with_its_reason_and_its_author(editor: User) -> None:
    source = factories.article(PAGE)
    strip(source, *spans(holding(source, "The island has no harbour")), by=editor, kind="advertisement")
    row = holding(source, "The island has no harbour")
    assert (row.kind, row.kept, row.reason) == ("advertisement", False, REASONS["advertisement"])
    assert row.decided_by == editor
    assert "no harbour" not in source.body
    act = Act.objects.of(source)[0]
    assert (act.verb, act.who) == ("stripped words", editor)


def test_without_a_kind_it_is_not_part_of_the_report(editor: User) -> None:
    source = factories.article(PAGE)
    strip(source, *spans(holding(source, "The island has no harbour")), by=editor)
    row = holding(source, "The island has no harbour")
    assert (row.kind, row.reason) == ("paragraph", NO_KIND)


def test_what_the_machine_stripped_can_be_put_back(editor: User) -> None:
    source = factories.article(PAGE)
    assert not holding(source, "Leave a Reply").kept
    restore(source, *spans(holding(source, "Leave a Reply")), by=editor)
    row = holding(source, "Leave a Reply")
    assert (row.kept, row.kind, row.reason) == (True, "paragraph", "")
    assert "Leave a Reply" in source.body


def test_a_headline_put_back_is_a_headline_again(editor: User) -> None:
    source = factories.article()
    strip(source, place(source, "Lighthouse on Stora Skar burns again"), by=editor, kind="navigation")
    assert source.headline == ""
    restore(source, place(source, "Lighthouse on Stora Skar burns again"), by=editor)
    assert source.headline == "Lighthouse on Stora Skar burns again"


def test_several_at_once_are_one_decision(editor: User) -> None:
    source = factories.article(PAGE)
    rows = list(source.segments.filter(kept=False))
    assert len(rows) > 1
    restore(source, *spans(*rows), by=editor)
    assert not source.segments.filter(kept=False).exists()
    assert len(cleaning.standing(source)) == 1
    cleaning.undo(source, by=editor)
    assert source.segments.filter(kept=False).count() == len(rows)


def test_part_of_a_piece_is_cut_out_and_the_rest_stays(editor: User) -> None:
    source = factories.article()
    strip(source, place(source, "Pilot Henrik Aune steered"), by=editor)
    assert "lit again on Thursday" in source.body
    assert "the first boat past it at nine" in source.body
    assert "Henrik Aune" not in source.body
    assert [row.start for row in source.segments.decided()] == [source.raw.text.index("Pilot Henrik")]
    assert_tiled(source)


def test_white_space_goes_with_the_words_before_it(editor: User) -> None:
    source = factories.article()
    words = " The work cost 310,000 euros."
    strip(source, place(source, words), by=editor)
    row = source.segments.decided().get()
    assert source.raw.text[row.start : row.end] == "The work cost 310,000 euros.\n\n"
    assert all(source.raw.text[row.start : row.end].strip() for row in source.segments.all())


def test_what_is_so_already_is_refused_and_nothing_is_kept_of_it(editor: User) -> None:
    source = factories.article(PAGE)
    before = tiles(source)
    with pytest.raises(ValidationError, match="stripped already"):
        strip(source, *spans(holding(source, "Leave a Reply")), by=editor)
    with pytest.raises(ValidationError, match="no place in this text"):
        strip(source, Span(3, len(source.raw.text) + 1), by=editor)
    assert tiles(source) == before
    assert not cleaning.standing(source)


# Undoing


def test_undo_gives_the_machines_word_back(editor: User) -> None:
    source = factories.article(PAGE)
    before = tiles(source)
    strip(source, place(source, "Pilot Henrik Aune steered"), by=editor, kind="caption")
    cleaning.undo(source, by=editor)
    assert tiles(source) == before
    assert Act.objects.of(source)[0].verb == "undid a decision"


def test_undo_gives_the_earlier_decision_of_another_editor_back(editor: User) -> None:
    source, other = factories.article(), factories.person("editor")
    paragraph = holding(source, "The island has no harbour")
    strip(source, *spans(paragraph), by=other, kind="caption")
    before = tiles(source)
    restore(source, place(source, "Visitors come by boat"), by=editor)
    assert "Visitors come by boat" in source.body
    cleaning.undo(source, by=editor)
    assert tiles(source) == before
    assert holding(source, "The island").decided_by == other


def test_undo_goes_back_step_by_step_and_then_says_so(editor: User) -> None:
    source = factories.article(PAGE)
    states = [tiles(source)]
    for words in ("The island has no harbour", "The work cost", "Visitors come by boat"):
        if holding(source, words).kept:
            strip(source, place(source, words), by=editor)
        else:
            restore(source, place(source, words), by=editor)
        states.append(tiles(source))
    for state in reversed(states[:-1]):
        cleaning.undo(source, by=editor)
        assert tiles(source) == state
    with pytest.raises(ValidationError, match="no decision of yours"):
        cleaning.undo(source, by=editor)


def test_undo_is_of_ones_own_decisions(editor: User) -> None:
    source, other = factories.article(PAGE), factories.person("editor")
    strip(source, place(source, "The island has no harbour"), by=editor)
    strip(source, place(source, "The work cost"), by=other)
    cleaning.undo(source, by=editor)
    assert "The island has no harbour" in source.body
    assert "The work cost" not in source.body
    with pytest.raises(ValidationError):
        cleaning.undo(source, by=editor)


def test_undo_never_undoes_what_somebody_decided_since(editor: User) -> None:
    source, other = factories.article(), factories.person("editor")
    strip(source, place(source, "The island has no harbour"), by=editor)
    restore(source, place(source, "The island"), by=other)
    before = tiles(source)
    with pytest.raises(ValidationError, match="decided on this passage since"):
        cleaning.undo(source, by=editor)
    assert tiles(source) == before


# Reading again


def test_decisions_stand_when_the_report_is_read_again_and_can_still_be_undone(editor: User) -> None:
    source = factories.article(PAGE)
    machine = tiles(source)
    strip(source, place(source, "Pilot Henrik Aune steered"), by=editor, kind="caption")
    restore(source, *spans(holding(source, "Leave a Reply")), by=editor)
    decided = tiles(source)
    source = factories.rerun(source)
    assert tiles(source) == decided
    assert "Henrik Aune" not in source.body
    assert "Leave a Reply" in source.body
    cleaning.undo(source, by=editor)
    cleaning.undo(source, by=editor)
    assert tiles(factories.rerun(source)) == machine


def test_a_turn_that_is_stripped_leaves_the_interview(editor: User) -> None:
    source = factories.article(INTERVIEW)
    strip(source, *spans(holding(source, "Mice had eaten")), by=editor)
    assert "Mice had eaten" not in source.body
    assert_tiled(source)
    cleaning.undo(source, by=editor)
    assert holding(source, "Mice had eaten").kind == "turn"


class Tiling(TestCase):
    @rules(max_examples=house.examples(60))
    @given(st.lists(st.tuples(st.integers(0, 700), st.integers(1, 90), st.booleans()), min_size=1, max_size=4))
    def test_any_decisions_tile_and_undo_to_where_they_began(self, asked: list[tuple[int, int, bool]]) -> None:
        source, editor = factories.article(PAGE), factories.person("editor")
        machine, done = tiles(source), 0
        for start, length, kept in asked:
            try:
                cleaning.decide(source, Ruling((Span(start, start + length),), kept), by=editor)
            except ValidationError:
                continue
            done += 1
            assert_tiled(source)
        for _ in range(done):
            cleaning.undo(source, by=editor)
        assert tiles(source) == machine


# What an editor knows better


def test_given_particulars_go_first_and_stay(editor: User) -> None:
    source = factories.article(outlet="Gazette")
    given = Particulars("A lamp burns", ("Ana Ruiz", "Mira Holt"), date(2026, 9, 30), "Vessen Post")
    cleaning.give(source, given, by=editor)
    for one in (source, factories.rerun(source)):
        assert (one.headline, one.published_on, str(one.outlet)) == ("A lamp burns", date(2026, 9, 30), "Vessen Post")
        assert one.authors == ["Ana Ruiz", "Mira Holt"]
        assert one.hints["where"]["title"] == f"given by {editor}"
    act = Act.objects.of(source).filter(verb="gave particulars").get()
    assert (act.before, act.after["title"]) == ({"outlet": "Gazette"}, "A lamp burns")


def test_a_standfirst_and_a_credit_can_be_given(editor: User) -> None:
    source = factories.article(CREDITED)
    before = source.standfirst, source.credited_to
    data = {"title": source.headline, "standfirst": "A lamp,\r\nlit again.", "credited_to": "Skar Press Agency"}
    at_desk(editor).post(reverse("admin:sources_article_give", args=[source.pk]), data)
    source.refresh_from_db()
    for one in (source, factories.rerun(source)):
        assert (one.standfirst, one.credited_to) == ("A lamp, lit again.", "Skar Press Agency")
        assert one.found["credited_to"] == f"given by {editor}"
    data = {"title": source.headline, "standfirst": "", "credited_to": ""}
    at_desk(editor).post(reverse("admin:sources_article_give", args=[source.pk]), data)
    source.refresh_from_db()
    assert (source.standfirst, source.credited_to) == before == (before[0], "Vessen Gazette")


def test_words_stripped_out_of_a_paragraph_leave_one_paragraph(editor: User) -> None:
    source = factories.article()
    before = source.body.count("\n\n")
    strip(source, place(source, "The island has no harbour"), by=editor)
    source.refresh_from_db()
    assert "The island has no harbour" not in source.body
    assert source.body.count("\n\n") == before


def test_words_over_a_line_end_are_found_however_a_browser_sends_them(editor: User) -> None:
    for text in (PAGE, PAGE.replace("\n", "\r\n")):
        source = factories.article(text)
        found = cleaning.place_of(source, "Leave a Reply\r\n\r\nYour email")
        assert source.quote(found.start, found.end).split() == ["Leave", "a", "Reply", "Your", "email"]


def test_an_emptied_particular_is_read_from_the_text_again(editor: User) -> None:
    source = factories.article()
    cleaning.give(source, Particulars(title="A lamp burns"), by=editor)
    cleaning.give(source, Particulars(), by=editor)
    assert source.headline == "Lighthouse on Stora Skar burns again"
    assert "where" not in source.hints
    with pytest.raises(ValidationError, match="Nothing changed"):
        cleaning.give(source, Particulars(), by=editor)
