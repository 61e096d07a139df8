import pytest

from sources.text import sentences
from sources.text.types import Segment


def split(text: str, kind: str = "paragraph") -> list[str]:
    return [one.text for one in sentences.split(text, [Segment(0, len(text), kind)])]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It rained. The river rose. Nobody slept.", 3),
        ("Dr. Amara Cole met Mr. J. K. Osei in the U.S. capital on Friday.", 1),
        ("He lives in the U.S. The family stayed behind.", 2),
        ("Inflation was 3.5 percent in Jan. 2021 and rose.", 1),
        ("“Where to?” she asked. “Home.” He nodded.", 3),
        ("“We must go,” he said. It was late!", 2),
        ("Am 3. Oktober wurde gefeiert. Danach kam Regen.", 2),
        ("Das kostet z. B. fünf Euro. Mehr nicht.", 2),
        ("今天下雨。河水上涨了！没有人睡觉？", 3),
        ("बारिश हुई। नदी बढ़ी।", 2),
        ("She left… Then she came back.", 2),
    ],
)
def test_sentences_end_where_they_should(text: str, count: int) -> None:
    assert len(split(text)) == count


def test_a_glued_full_stop_parts_two_sentences() -> None:
    assert split("The talks failed.Then it rained. nobody cared.") == [
        "The talks failed.",
        "Then it rained.",
        "Nobody cared.",
    ]


def test_spans_are_of_the_raw_text() -> None:
    text = "  It rained.Then\nit stopped.  "
    found = sentences.split(text, [Segment(0, len(text), "turn")])
    assert [text[one.start : one.end] for one in found] == ["It rained.", "Then\nit stopped."]
    assert [one.text for one in found] == ["It rained.", "Then it stopped."]
    assert {one.segment_kind for one in found} == {"turn"}


def test_headings_and_table_rows_are_not_split() -> None:
    assert split("The end. And after?", "heading") == ["The end. And after?"]


def test_only_kept_body_segments_have_sentences() -> None:
    text = "Title. By X. Body here."
    segments = [
        Segment(0, 7, "headline"),
        Segment(7, 13, "share prompt", False, "why"),
        Segment(13, len(text), "paragraph"),
    ]
    assert [one.text for one in sentences.split(text, segments)] == ["Body here."]


@pytest.mark.parametrize("unit", ["....", "a. ", ".”", "？", "Dr. "])
def test_hostile_texts_are_split_in_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert split(text)
