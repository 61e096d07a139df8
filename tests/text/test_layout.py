"""What a file's structure says, and what the text floor makes of it. All texts are made up for these tests."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sources.text import clean, reading
from sources.text.types import Block, Hints, Segment

TITLE = "Mill wheel turns again"
FIRST = "The wheel of the old mill turned on Friday for the first time since the flood, and a crowd cheered it on."
SECOND = "Its owners had carved new paddles out of larch in two winters of work, with the help of a school class."
TEXT = f"Menu\n\n{TITLE}\n\n{FIRST}\n\nMore from the valley\n\n{SECOND}"


def block(words: str, kind: str = "", kept: bool | None = None, reason: str = "") -> Block:
    start = TEXT.index(words)
    return Block(start, start + len(words), kind, kept, reason)


def segments(*blocks: Block) -> dict[str, Segment]:
    return {TEXT[one.start : one.end].strip(): one for one in clean.segment(TEXT, Hints(), blocks)}


def test_a_piece_that_the_structure_keeps_is_kept_under_its_kind() -> None:
    found = segments(block("More from the valley", "heading", True))["More from the valley"]
    assert (found.kind, found.kept, found.rule) == ("heading", True, "layout")


def test_a_piece_that_the_structure_strips_has_its_reason() -> None:
    found = segments(block(FIRST, "related links", False, "a box"), block(SECOND, "", True))[FIRST]
    assert (found.kind, found.kept, found.reason) == ("related links", False, "a box")


def test_a_stripped_piece_without_a_name_is_named_by_its_words() -> None:
    found = segments(block("More from the valley", "", False), block(SECOND, "", True))["More from the valley"]
    assert (found.kind, found.kept) == ("related links", False)
    assert found.reason


def test_the_headline_of_the_structure_is_the_headline() -> None:
    found = segments(block("Menu", "headline"), block(FIRST, "", True))
    assert [found["Menu"].kind, found[TITLE].kind == "headline"] == ["headline", False]


def test_what_the_structure_leaves_open_is_decided_by_the_words() -> None:
    assert segments(block(FIRST, "paragraph"))[FIRST].kept
    assert segments() == segments(block("Menu", "", None))


def test_a_leftover_of_a_generator_is_stripped_from_the_report_too() -> None:
    text = f"{FIRST}\n\nCertainly! Here is the rewritten article:\n\n{SECOND}"
    found = clean.segment(text, Hints(), [Block(0, len(text), "", True)])
    assert [one.kind for one in found if not one.kept] == ["generator leftover"]


def test_an_editors_decision_stands_over_the_structure() -> None:
    start = TEXT.index(FIRST)
    decided = Segment(start, start + len(FIRST), "paragraph", True, "", "person")
    found = reading.read(TEXT, Hints(), [decided], [block(FIRST, "advertisement", False, "a box")])
    assert decided in found.segments
    assert FIRST in found.body


def test_hints_say_where_they_stood() -> None:
    hints = Hints(title=TITLE, authors=("Ada Brook",), where={"authors": "the file's properties"})
    found = reading.read(TEXT, hints).metadata
    assert (found.authors, found.found["authors"]) == (("Ada Brook",), "the file's properties")
    assert found.found["headline"] == "given with the text"


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 30), st.sampled_from([None, True, False])), max_size=9))
def test_any_layout_leaves_a_full_partition(pieces: list[tuple[int, int, bool | None]]) -> None:
    blocks, at = [], 0
    for gap, length, kept in pieces:
        blocks.append(Block(at + gap, at + gap + length, "caption" if kept is False else "", kept))
        at += gap + length
    found = clean.segment(TEXT, Hints(), blocks)
    assert [found[0].start, found[-1].end] == [0, len(TEXT)]
    assert all(first.end == second.start for first, second in pairwise(found))
    assert all(one.kept != bool(one.reason) for one in found)
