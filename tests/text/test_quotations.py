"""Quotations are found in their marks, and their words looked for as they were said."""

import pytest

from sources.text.quotations import find, stands_in, words_of

SOURCE = words_of(
    "Pilot Aune said: “We rowed the lamp across at night, and nobody on the shore saw us.” Then he laughed."
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said “we rowed it across at night” and left.", ["we rowed it across at night"]),
        ('He said "we rowed it across at night" and left.', ["we rowed it across at night"]),
        ("Er sagte „wir ruderten nachts hinüber an Land“ und ging.", ["wir ruderten nachts hinüber an Land"]),
        ("Il dit « nous avons ramé la nuit » et partit.", [" nous avons ramé la nuit "]),
        ("They call it “the lamp”.", []),
        ("“One two three four” and “five six seven eight”.", ["One two three four", "five six seven eight"]),
        ("“An opening mark\n\nand a closing one two paragraphs on”.", []),
    ],
)
def test_they_are_found_in_their_marks(text: str, words: list[str]) -> None:
    found = find(text)
    assert [one.words for one in found] == words
    assert [text[one.start : one.end] for one in found] == words


@pytest.mark.parametrize(
    "words",
    [
        "We rowed the lamp across at night",
        "we rowed the lamp across — at night,",
        "We rowed the lamp […] and nobody on the shore saw us.",
        "We rowed [the great] lamp across at night",
        "We rowed the lamp… nobody on the shore saw us",
    ],
)
def test_words_stand_in_their_source(words: str) -> None:
    assert stands_in(words, ["other words", SOURCE])


@pytest.mark.parametrize(
    "words",
    [
        "We sailed the lamp across at night",
        "We rowed the lamp at night",
        "nobody on the shore saw us [and] we rowed the lamp by day",
        "lamp acro",
    ],
)
def test_words_that_were_changed_do_not(words: str) -> None:
    assert not stands_in(words, [SOURCE])
    assert not stands_in(words, [])
