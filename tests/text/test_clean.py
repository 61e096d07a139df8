from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.text import clean
from sources.text.types import Hints, Segment

MENU = "Home\nWorld\nPolitics\nBusiness\nSport\nCulture\nSign in\nSubscribe\n"
REPORT = (
    "Harbour workers end strike after pay deal\n"
    "By Nadia Verhoeven\n"
    "14 March 2023\n"
    "Dock workers in the northern port returned to their cranes on Tuesday after the union and the operator agreed "
    "on a pay rise of six per cent over two years.\n"
    "The walkout had left forty ships waiting outside the harbour, and the operator said it would take a week to "
    "clear the containers that have piled up on the quays.\n"
    "What the deal says\n"
    "The agreement gives night crews an extra day of rest each month, and the operator will hire eighty people "
    "before the summer, the union said in a statement.\n"
)
TAIL = (
    "Share on Facebook\nShare on Twitter\nRelated articles\nFerry prices to rise in May\n"
    "Sign up for our newsletter\nAll rights reserved © 2023\nPrivacy policy\nTerms of use\n"
)
WRAPPED = (
    "The river rose by two metres in a single night and carried\n"
    "away the wooden bridge that had joined the two halves of\n"
    "the village for more than eighty years, its mayor said.\n"
    "\n"
    "Nobody was hurt, but the school on the far bank will stay\n"
    "closed until the army has put up a temporary crossing,\n"
    "which engineers hope to finish before the end of the week.\n"
)


def pieces(text: str, kind: str) -> list[str]:
    return [text[one.start : one.end].strip() for one in clean.segment(text, Hints()) if one.kind == kind]


def segment_of(text: str, words: str) -> Segment:
    return next(one for one in clean.segment(text, Hints()) if words in text[one.start : one.end])


def assert_tiles(text: str, segments: tuple[Segment, ...]) -> None:
    assert segments[0].start == 0
    assert segments[-1].end == len(text)
    assert all(first.end == second.start for first, second in pairwise(segments))


def test_an_empty_text_has_no_segments() -> None:
    assert clean.segment("", Hints()) == ()


@pytest.mark.parametrize("text", [" ", "\n\n\t \r\n", "\ufeff"])
def test_a_blank_text_is_one_stripped_segment(text: str) -> None:
    (only,) = clean.segment(text, Hints())
    assert (only.start, only.end, only.kept) == (0, len(text), False)
    assert only.reason


@given(st.lists(st.text(st.sampled_from("ab. A|-–:\t\r\n\u2028\ufeff。é"), max_size=30), max_size=12).map("\n".join))
def test_segments_tile_any_text_and_say_why_they_strip(text: str) -> None:
    segments = clean.segment(text, Hints())
    if text:
        assert_tiles(text, segments)
    assert all(one.kept != bool(one.reason) for one in segments)
    assert {one.kind for one in segments} <= clean.KINDS.keys()


def test_line_breaks_of_every_kind_part_units_and_stay_in_the_segments() -> None:
    text = "\r\n" + REPORT.replace("\n", "\r\n")
    segments = clean.segment(text, Hints())
    assert_tiles(text, segments)
    assert len(segments) == 7


def test_the_report_is_kept_and_the_page_around_it_stripped() -> None:
    text = MENU + REPORT + TAIL
    kept = [text[one.start : one.end].strip() for one in clean.segment(text, Hints()) if one.kept]
    assert kept == REPORT.strip().split("\n")


def test_the_lines_above_the_first_paragraph_are_told_apart() -> None:
    text = MENU + REPORT + TAIL
    assert pieces(text, "headline") == ["Harbour workers end strike after pay deal"]
    assert pieces(text, "byline") == ["By Nadia Verhoeven"]
    assert pieces(text, "dateline") == ["14 March 2023"]
    assert pieces(text, "heading") == ["What the deal says"]


def test_a_hinted_title_is_the_headline_wherever_it_stands() -> None:
    text = "Ports\n" + REPORT
    segments = clean.segment(text, Hints(title="harbour workers  end strike after pay deal"))
    assert [text[one.start : one.end].strip() for one in segments if one.kind == "headline"] == [REPORT.split("\n")[0]]


def test_hard_wrapped_lines_are_joined_into_paragraphs() -> None:
    segments = clean.segment(WRAPPED, Hints())
    assert len(segments) == 2
    assert all(one.kind == "paragraph" and one.kept for one in segments)


def test_a_line_that_was_not_wrapped_is_not_joined() -> None:
    assert len(clean.segment(REPORT, Hints())) == 7


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Leave a Reply", "comment form"),
        ("Your email address will not be published. Required fields are marked *", "comment form"),
        ("What do you think about the deal? Tell us in the comments below.", "comment form"),
        ("For more stories from the coast, visit our harbour page.", "related links"),
        ("Lesen Sie auch: Fähren werden teurer", "related links"),
        ("View all posts by Nadia Verhoeven →", "author bio"),
        ("Table of Contents", "dead contents list"),
        ("This HTML-formatted article is designed for a WordPress site.", "generator leftover"),
        ("| --- | --- |", "table rule"),
        ("* * *", "rule"),
    ],
)
def test_debris_among_the_paragraphs_is_named(line: str, kind: str) -> None:
    found = segment_of(REPORT + line + "\n" + WRAPPED.replace("\n", " "), line)
    assert (found.kind, found.kept) == (kind, False)
    assert found.reason == clean.KINDS[kind]


def test_a_note_about_the_author_goes_with_its_heading() -> None:
    note = "Nadia Verhoeven is a reporter who has covered ports and shipping for a decade.\n"
    text = REPORT + "About Nadia Verhoeven\n" + note
    assert pieces(text, "author bio") == ["About Nadia Verhoeven", note.strip()]


def test_a_paragraph_about_a_journalist_in_the_news_is_kept() -> None:
    line = "The reporter was freed on Monday after her editor and two lawyers had spoken to the judge for an hour."
    assert segment_of(REPORT + line, line).kept


def test_a_leftover_within_a_long_line_does_not_take_the_report_with_it() -> None:
    text = REPORT.replace("\n", " ") + "This HTML-formatted article is designed for a WordPress site."
    assert clean.segment(text, Hints())[0].kept


def test_a_table_keeps_its_rows_and_loses_its_rule() -> None:
    text = REPORT + "| Port | Ships |\n|------|-------|\n| North | 40 |\n| South | 12 |\n"
    assert pieces(text, "table") == ["| Port | Ships |", "| North | 40 |", "| South | 12 |"]
    assert pieces(text, "table rule") == ["|------|-------|"]


def test_list_items_are_kept_one_by_one() -> None:
    text = REPORT + "- Night crews get an extra day of rest.\n- The operator hires eighty people before summer.\n"
    assert len(pieces(text, "list")) == 2


def test_a_credit_line_is_kept_apart_from_the_body() -> None:
    assert pieces(REPORT + "Original Source: coastnews.example\n", "credit") == ["Original Source: coastnews.example"]


def test_short_answers_of_a_conversation_are_kept() -> None:
    talk = (
        "Interviewer: How long did the talks with the operator last, and who was in the room with you?\n"
        "Union leader: Nine hours. There were six of us, and the mediator went from one side to the other.\n"
        "Interviewer: And now?\nUnion leader: We sleep.\n"
    )
    assert all(segment_of(MENU + REPORT + talk, line).kept for line in talk.strip().split("\n"))


@pytest.mark.parametrize("unit", ["a", "-", ".", "|", "\n", "a.the ", "- ", "By ", "1.1.", "(", "。", "A: b\n", ". "])
def test_long_hostile_texts_are_read_in_linear_time(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    assert_tiles(text, clean.segment(text, Hints()))


def test_the_items_of_a_list_that_prose_opens_are_kept() -> None:
    text = (
        "The port authority put the repairs at two million euros in a letter to its shareholders on Friday.\n"
        "- Quay: new piles\n- Hall: a second one is planned\n- Ships: twice a day\n"
        "The town holds a third of the shares, and the company that runs the ferry holds the rest of them.\n"
        "Share this article\nLeave a comment\nSubscribe to our newsletter\n"
    )
    kept = {text[s.start : s.end].strip(): s.kind for s in clean.segment(text, Hints()) if s.kept}
    assert [line for line, kind in kept.items() if kind == "list"] == [
        "- Quay: new piles",
        "- Hall: a second one is planned",
        "- Ships: twice a day",
    ]
    assert not any("Share" in line or "comment" in line for line in kept)
