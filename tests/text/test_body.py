import pytest

from sources.text import body, clean
from sources.text.types import Hints, Interview, Repair, Segment, Turn


def mended(text: str) -> str:
    return body.build(text, [Segment(0, len(text), "paragraph")], None).text


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("The talks failed.Then the rain came.", "The talks failed. Then the rain came."),
        ("Prices rose in April 2021,pushing rents up.", "Prices rose in April 2021, pushing rents up."),
        ("The Front (FNL),led by a colonel, withdrew.", "The Front (FNL), led by a colonel, withdrew."),
        ("They called it “peace.”The guns went on.", "They called it “peace.” The guns went on."),
        ("An end to the war. A war.by then it was over.", "An end to the war. A war. By then it was over."),
        ("They signed it. additionally, they met.", "They signed it. Additionally, they met."),
        ("Is it over?Nobody knows.", "Is it over? Nobody knows."),
        ("We asked Dr.Okafor about it.", "We asked Dr. Okafor about it."),
        ("Die Frist endet.Danach wird geklagt.", "Die Frist endet. Danach wird geklagt."),
    ],
)  # fmt: skip
def test_damage_is_mended(damaged: str, whole: str) -> None:
    assert mended(damaged) == whole


@pytest.mark.parametrize(
    "text",
    [
        "Read it on coastnews.example or at www.Coast.example/News.Today now.",
        "Shares fell by 3.5 percent to 1,000.50 dollars.",
        "The U.S.Army and the U.N. mission left.",
        "They sell it. iPhone prices fell.",
        "It costs approx. five euros, incl. tax.",
        "Write to desk@coast.Example or call Node.js people.",
        "Der Bau kostet ca. drei Millionen, d.h. z.B. mehr als gedacht.",
        "“Really?” she said. “No!” he replied.",
        "Yahoo! said it would appeal.",
        "Version 2.Beta of ASP.NET is out.",
        "他说,好的。我们走吧。",
    ],
)
def test_what_is_whole_stays(text: str) -> None:
    assert mended(text) == text


def test_a_writer_who_never_uses_capitals_is_left_alone() -> None:
    text = "we went home. nobody spoke. the house was cold. someone lit the stove. it took hours. then we slept."
    assert mended(text) == text


def test_an_abbreviation_unknown_to_us_gives_itself_away_by_returning() -> None:
    text = "Skolen har 40 avd. med barn. Der er 12 avdg. for unge og 3 avdg. for voksne i byen."
    assert mended(text) == text


def test_repairs_name_the_raw_spans_they_mend() -> None:
    text = "The talks failed.Then it rained. nobody cared."
    built = body.build(text, [Segment(0, len(text), "paragraph")], None)
    assert built.repairs == (Repair(17, 17, " "), Repair(33, 34, "N"))
    assert body.repaired(text, 0, 17, built.repairs) == "The talks failed."
    assert body.repaired(text, 17, len(text), built.repairs) == "Then it rained. Nobody cared."


def test_only_the_kept_pieces_of_the_body_are_in_it() -> None:
    text = "Title here\nBy A. B.\nFirst words.\nShare\nSecond words."
    kinds = [("headline", ""), ("byline", ""), ("paragraph", ""), ("share prompt", "why"), ("paragraph", "")]
    starts = [0, 11, 20, 33, 39, len(text)]
    segments = [Segment(starts[at], starts[at + 1], kind, not why, why) for at, (kind, why) in enumerate(kinds)]
    assert body.build(text, segments, None).text == "First words.\n\nSecond words."


def test_hard_wraps_within_a_paragraph_become_spaces() -> None:
    text = "The river rose\nby two metres\r\nin a night.\n\n"
    assert mended(text) == "The river rose by two metres in a night."


def test_a_turn_keeps_its_label_and_starts_with_a_capital() -> None:
    text = "Editor: how did it start?"
    turn = Turn(1, "Editor", "interviewer", None, 8, len(text), 0)
    built = body.build(text, [Segment(0, len(text), "turn")], Interview(0, len(text), (turn,)))
    assert built.text == "Editor: How did it start?"


def test_a_rebuilt_body_of_clean_text_is_the_text() -> None:
    text = (
        "One day it rained all over the valley, and people stayed at home.\n\nThe next day, on Sunday, the sun shone."
    )
    assert body.build(text, clean.segment(text, Hints()), None).text == text


@pytest.mark.parametrize("unit", ["a.the ", "...", ".)", "a,b", ". a", "word. word ", "!?"])
def test_hostile_texts_are_mended_in_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert len(mended(text)) >= len(text) // 2


@pytest.mark.parametrize(
    ("text", "stripped", "whole"),
    [
        ("The lamp (advert) burns.", "(advert) ", "The lamp burns."),
        ("The lamp(advert), it burns.", "(advert)", "The lamp, it burns."),
        ("The lamp (advert), it burns.", "(advert)", "The lamp, it burns."),
        ("One line.\nAdvert\nAnother line.", "Advert\n", "One line.\n\nAnother line."),
    ],
)
def test_words_stripped_within_a_line_leave_one_paragraph(text: str, stripped: str, whole: str) -> None:
    start = text.index(stripped)
    end = start + len(stripped)
    pieces = [
        Segment(0, start, "paragraph"),
        Segment(start, end, "advertisement", False, "an advertisement"),
        Segment(end, len(text), "paragraph"),
    ]
    assert body.build(text, pieces, None).text == whole


def test_two_turns_on_one_line_stay_two() -> None:
    text = "Q: Is it lit? A: It is."
    turns = (Turn(1, "Q", "interviewer", None, 3, 14, 0), Turn(2, "A", "interviewee", None, 17, 23, 14))
    pieces = [Segment(0, 14, "turn"), Segment(14, 23, "turn")]
    assert "\n\n" in body.build(text, pieces, Interview(0, 23, turns)).text
