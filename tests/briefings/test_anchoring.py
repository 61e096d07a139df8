"""Quotes → places: the very words, at the one place that fits; otherwise none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.anchoring import CONTEXT_CHARS, Selector, find, find_again, find_anew, select

TEXT = "The quay was mended. The lamp was mended too, and the quay was painted. The end."


def test_a_span_is_selected_with_its_context() -> None:
    found = select(TEXT, 4, 8)
    assert (found.exact, found.prefix, found.start, found.end) == ("quay", "The ", 4, 8)
    assert found.suffix == TEXT[8 : 8 + CONTEXT_CHARS]


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 4), (-1, 4), (0, len(TEXT) + 1), (900, 901)])
def test_nothing_cannot_be_selected(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="nothing to mark"):
        select(TEXT, start, end)


@pytest.mark.parametrize("words", ["The QUAY", "quay  was", "quay wa s", "“quay”", "harbour", ""])
def test_only_the_very_words_are_found(words: str) -> None:
    assert find(TEXT, Selector(words)) is None


def test_words_that_stand_once_are_found_wherever_they_went() -> None:
    was = select(TEXT, TEXT.index("lamp"), TEXT.index("lamp") + 4)
    moved = "Quite another beginning, and then: the lamp."
    found = find(moved, was)
    assert found
    assert moved[found.start : found.end] == "lamp"
    assert found.prefix == moved[: found.start][-CONTEXT_CHARS:]


@pytest.mark.parametrize("which", [0, 1])
def test_words_that_stand_twice_are_told_apart_by_their_context(which: int) -> None:
    places = [TEXT.index("quay"), TEXT.rindex("quay")]
    was = select(TEXT, places[which], places[which] + 4)
    found = find("News. " + TEXT, was)
    assert found
    assert found.start == places[which] + 6


def test_two_places_that_fit_alike_are_none() -> None:
    was = Selector("lamp", "a ", ".", 900, 904)
    assert find("Here a lamp. There a lamp. ", was) is None


def test_of_two_places_that_fit_alike_the_old_one_stands() -> None:
    text = "a lamp. a lamp. "
    was = Selector("lamp", "a ", ". ", 10, 14)
    found = find(text, was)
    assert found
    assert found.start == 10


def test_words_that_overlap_themselves_are_two_places() -> None:
    assert find("aaa", Selector("aa", start=9, end=11)) is None


@given(st.text(max_size=80), st.data())
def test_what_was_selected_is_found_where_it_was(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    was = select(text, start, end)
    assert find(text, was) == was


@given(st.text("ab ", max_size=30), st.text("ab ", min_size=1, max_size=3), st.text("ab ", max_size=4))
def test_a_place_that_is_given_holds_the_words(text: str, exact: str, prefix: str) -> None:
    found = find(text, Selector(exact, prefix))
    assert found is None or text[found.start : found.end] == exact


def test_a_hostile_text_takes_no_long_time() -> None:
    assert find("a" * 50_000, Selector("a" * 100, "b", "c", 1_000_000, 1_000_100)) is None


def test_words_that_were_lost_are_found_again_with_all_of_their_context_alone() -> None:
    was = select(TEXT, TEXT.index("lamp"), TEXT.index("lamp") + 4)
    found = find_again(f"More. {TEXT}", was)
    assert found
    assert found.start == was.start + len("More. ")
    assert find_again(TEXT.replace("mended too", "mended, too"), was) is None
    assert find_again(f"{TEXT} {TEXT}", was) is None
    assert find_again(TEXT, Selector("lamp")) is None


def test_words_without_their_context_are_no_certain_find() -> None:
    was = select(TEXT, TEXT.index("lamp"), TEXT.index("lamp") + 4)
    found = find_anew("Somebody bought another lamp for the kitchen.", was)
    assert found
    assert not found.certain
    typed = find_anew(TEXT, Selector("lamp"))
    assert typed
    assert typed.certain
