"""Two reports in rows: nothing is lost, nothing is shown twice, and what is marked as kept is the same on both sides."""

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.overlap import edits, normalise
from sources.overlap.alignment import Part, align

from .reports import FERRY, FOOTER

Texts = Sequence[str]

A, B, C, D, E = FERRY.paragraphs
SENTENCES = [
    "The ferry ran aground late on Tuesday.",
    "Nobody was hurt, said the coast guard.",
    "Three lifeboats and a tug came out from the mainland at once.",
    "He said so.",
    "Soup was waiting in the village hall.",
    "It cost 1,200.50 crowns — twice the sum of 2019.",
    "***",
]


def words(texts: Texts, part: Part, mark: str) -> str:
    """The words of a part with that mark, as they stand."""
    text = texts[part.paragraph]
    return " … ".join(text[span.start : span.end].strip() for span in part.spans if span.mark == mark)


def marked(earlier: Texts, later: Texts) -> list[tuple[str, str, str]]:
    """Kind, what was taken out, what was put in."""
    return [
        (
            row.kind,
            words(earlier, row.left, "removed") if row.left else "",
            words(later, row.right, "added") if row.right else "",
        )
        for row in align(earlier, later)
    ]


def kinds(earlier: Texts, later: Texts) -> list[str]:
    return [row.kind for row in align(earlier, later)]


# Whole paragraphs


def test_the_same_text_in_other_dress_is_the_same() -> None:
    later = [text.upper().replace("'", "’").replace("-", "‐") for text in FERRY.paragraphs]
    rows = align(FERRY.paragraphs, later)
    assert {row.kind for row in rows} == {"same"}
    assert [row.shared for row in rows] == [len(text.split()) for text in FERRY.paragraphs]


def test_a_cut_copy_keeps_what_was_left() -> None:
    assert kinds(FERRY.paragraphs, [A, B]) == ["same", "same", "only left", "only left", "only left"]


def test_what_was_put_around_a_copy_stands_alone() -> None:
    assert kinds([A, B], [FOOTER[0], A, B, FOOTER[1]]) == ["only right", "same", "same", "only right"]


def test_two_texts_without_a_word_in_common_have_no_pair() -> None:
    assert set(kinds([A, B], FOOTER)) == {"only left", "only right"}


def test_a_paragraph_that_was_moved_is_shown_where_the_earlier_has_it() -> None:
    rows = align([A, B, C, D], [A, C, D, B.replace("nine", "ten")])
    assert [row.kind for row in rows] == ["same", "moved", "same", "same"]
    moved = rows[1]
    assert moved.left
    assert moved.right
    assert (moved.left.paragraph, moved.right.paragraph) == (1, 3)
    assert marked([A, B, C, D], [A, C, D, B.replace("nine", "ten")])[1] == ("moved", "nine", "ten")


def test_an_empty_text_stands_beside_nothing() -> None:
    assert align([], []) == ()
    assert kinds([], [A]) == ["only right"]
    assert kinds([A, "", "***"], ["***"]) == ["only left", "only left", "same"]


# Paragraphs that were split or joined


def test_a_paragraph_that_was_split_stands_beside_both_halves() -> None:
    first, second = A.rsplit(". ", 1)
    rows = align([A, B], [first + ".", second, B])
    assert [row.kind for row in rows] == ["same", "same", "same"]
    assert [row.left.paragraph for row in rows if row.left] == [0, 0, 1]
    assert rows[0].left
    assert rows[1].left
    assert rows[0].left.end == rows[1].left.start > 0


def test_two_paragraphs_that_were_joined_stand_beside_one() -> None:
    later = f"{C} {D.replace('divers', 'two divers')}"
    assert marked([C, D], [later]) == [("same", "", ""), ("edited", "", "two")]


def test_a_boundary_that_wandered_makes_rows_of_sentences() -> None:
    one, two, three, four = SENTENCES[0], SENTENCES[1], SENTENCES[2], SENTENCES[4]
    rows = align([f"{one} {two}", f"{three} {four}"], [one, f"{two} {three}", four])
    assert [row.kind for row in rows] == ["same"] * 4


# Words


def test_edits_are_told_word_by_word() -> None:
    later = A.replace("late on Tuesday", "early on Wednesday").replace("212", "214")
    assert marked([A], [later]) == [("edited", "late … Tuesday … 212", "early … Wednesday … 214")]


def test_a_short_paragraph_is_told_by_its_place() -> None:
    assert marked([A, "He said so.", B], [A, "He said this.", B])[1] == ("edited", "so.", "this.")


def test_a_sentence_that_was_written_anew_is_no_crumbs() -> None:
    earlier = f"{B} A long meeting of the old board came to no end on Monday evening."
    later = f"{B} Five young sailors of the crew have since gone home on foot."
    (row,) = marked([earlier], [later])
    assert row == ("edited", earlier[len(B) + 1 :], later[len(B) + 1 :])


def test_a_clause_that_was_kept_is_kept_however_much_is_new_around_it() -> None:
    clause = "three lifeboats and a tug from the mainland"
    new = "nobody knows why the old owner of the harbour had ever wanted to send"
    earlier, later = f"As the storm of the century grew, {clause} came.", f"All in all, {new} {clause} out."
    (row,) = align([earlier], [later])
    assert row.left
    assert clause in words([earlier], row.left, "kept")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("well-known", ["well-known"]),
        ("rose—again", ["rose—", "again"]),
        ("“1,200.50”/day", ["“1,200.50”/", "day"]),
        ("don’t", ["don’t"]),
        ("ships&mdash;all", ["ships&mdash;all"]),
        ("水素の工場", ["水", "素", "の", "工", "場"]),
        ("harb-\nour", ["harb-\nour"]),
        ("— * —", []),
    ],
)
def test_words_are_found_where_they_stand(text: str, found: list[str]) -> None:
    read = edits.Reader().words(text)
    assert [text[start:end] for start, end in zip(read.starts, read.ends, strict=True)] == found


def test_what_is_too_long_says_so_and_marks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits, "MOST_PAIRS", 5)
    later = "Yet " + B.replace("Captain", "Skipper").replace("harbour", "port").replace("the mainland", "shore")
    (row,) = align([B], [later])
    assert (row.kind, row.too_long) == ("edited", True)
    assert row.left
    assert [span.mark for span in row.left.spans] == ["kept"]


# Always


@given(st.lists(st.text(st.sampled_from("ab 1,.-—’\n é水場&"), max_size=40), max_size=5))
def test_words_are_those_of_the_normaliser(parts: list[str]) -> None:
    text = " ".join(parts)
    read = edits.Reader().words(text)
    assert "".join(read.keys).replace(" ", "") == "".join(normalise.words(text))


@st.composite
def two_texts(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    paragraphs = st.lists(st.lists(st.sampled_from(SENTENCES), max_size=4).map(" ".join), max_size=6)
    earlier = draw(paragraphs)
    later = draw(st.one_of(paragraphs, st.permutations(earlier)))
    swaps = draw(st.lists(st.sampled_from(["Tuesday", "hurt", "tug", "said", "Soup"]), max_size=2))
    for word in swaps:
        later = [text.replace(word, "harbour pilot") for text in later]
    return earlier, later


@given(two_texts())
def test_every_character_stands_in_one_row_in_its_order(both: tuple[list[str], list[str]]) -> None:
    earlier, later = both
    rows = align(earlier, later)
    assert_tiled(earlier, [row.left for row in rows if row.left])
    assert_tiled(later, sorted((row.right for row in rows if row.right), key=lambda part: (part.paragraph, part.start)))
    right = [(row.right.paragraph, row.right.start) for row in rows if row.right and row.kind != "moved"]
    assert right == sorted(right)


@given(two_texts())
def test_what_is_kept_is_the_same_on_both_sides(both: tuple[list[str], list[str]]) -> None:
    for row in align(*both):
        if row.left and row.right:
            kept = [
                normalise.words(words(texts, part, "kept"))
                for texts, part in zip(both, (row.left, row.right), strict=True)
            ]
            assert kept[0] == kept[1]
            assert row.shared == len(kept[0])
            assert row.kind != "same" or all(
                span.mark == "kept" for part in (row.left, row.right) for span in part.spans
            )


@given(two_texts())
def test_the_same_twice(both: tuple[list[str], list[str]]) -> None:
    assert align(*both) == align(*both)


@given(two_texts())
def test_against_itself_all_is_the_same(both: tuple[list[str], list[str]]) -> None:
    assert all(row.kind == "same" for row in align(both[0], both[0]) if row.shared)


def assert_tiled(texts: Texts, parts: Sequence[Part]) -> None:
    """The parts, in order, are the texts, and the spans of each are the part."""
    held: dict[int, list[Part]] = defaultdict(list)
    for part in parts:
        held[part.paragraph].append(part)
        assert not part.spans or (part.spans[0].start, part.spans[-1].end) == (part.start, part.end)
        assert all(one.end == other.start for one, other in pairwise(part.spans))
    assert list(held) == sorted(held)
    for number, text in enumerate(texts):
        ends = [0, *(part.end for part in held[number])]
        assert [part.start for part in held[number]] == ends[:-1]
        assert ends[-1] == len(text)


# Size


@pytest.mark.parametrize(
    "make",
    [
        lambda: [f"Line {number} of the list says what line {number % 90} says." for number in range(4_000)],
        lambda: ["The same line stands here again and again."] * 4_000,
        lambda: [" ".join(f"word{number % 700}" for number in range(30_000))],
        lambda: ["水素の工場が来年に完成する予定だ" * 3_000],
        lambda: ["x" * 300_000],
    ],
)
def test_the_work_grows_with_the_length(make: Callable[[], list[str]]) -> None:
    """200 kB each take 0.2 to 0.8 s; what grew with the square would take minutes."""
    earlier = make()
    later = [text.replace("3", "4", 1) + " more" for text in earlier[1:]] or [earlier[0] + " more"]
    started = time.process_time()
    assert align(earlier, later)
    assert time.process_time() - started < 6
