from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.overlap.normalise import digest, normalise, words

PLAIN = 'The harbour master\'s log, kept since 1902, says "no ship" left - not one.'


def test_dress_does_not_change_the_digest() -> None:
    dressed = (
        "The harbour master’s\u00a0log,\r\nkept  since 1902, says “no\u200b ship” left – not one.\n",
        "The harbour master&#8217;s log, kept since 1902, says &ldquo;no ship&rdquo; left &mdash; not one.",
        "The harbour masterâ€™s log, kept since 1902, says â€œno shipâ€\ufffd left â€“ not one.",
        "THE HARBOUR MASTER'S LOG, KEPT SINCE 1902, SAYS «NO SHIP» LEFT - NOT ONE.",
    )
    assert {digest(text) for text in dressed} == {digest(PLAIN)}


def test_other_words_and_other_numbers_change_it() -> None:
    assert digest(PLAIN) != digest(PLAIN.replace("ship", "boat"))
    assert digest(PLAIN) != digest(PLAIN.replace("1902", "1903"))
    assert digest("It rose 1.5 points") != digest("It rose 15 points")


def test_a_word_broken_at_a_line_end_reads_as_it_was() -> None:
    assert normalise("the long-\nterm harb-\n  our plan") == normalise("the long-term harbour plan")


def test_a_number_keeps_its_separators() -> None:
    assert words("paid 1,200.50 of 3.5 million.") == ["paid", "1,200.50", "of", "3.5", "million"]


def test_a_dash_between_words_parts_them() -> None:
    assert words("the talks — which failed") == words("the talks – which failed") == ["the", "talks", "which", "failed"]


def test_accents_fold_in_both_forms() -> None:
    assert normalise("Goïta") == normalise("Goi\u0308ta") == "goita"


def test_text_read_in_the_wrong_charset_is_read_anew() -> None:
    for name in ("Müller", "Sinn Féin", "Łódź"):
        assert normalise(name.encode().decode("latin-1")) == normalise(name)


def test_characters_of_unspaced_scripts_are_words() -> None:
    assert words("東京で2人") == ["東", "京", "で", "2", "人"]


@pytest.mark.parametrize("unit", ["a- ", "a-", "&", "&#", "â€", "'", "-\r\n", " \t", "1.", "\u0301", "ﷺ"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = "a-" + unit * (200_000 // len(unit))
    started = perf_counter()
    normalise(text)
    normalise("a-" + " " * 200_000)
    assert perf_counter() - started < 5


def test_an_absurd_entity_is_left_alone() -> None:
    assert normalise("&#" + "9" * 5000 + ";") == "9" * 5000


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet=st.characters(codec="ascii")), st.sampled_from(["\n", "  ", "\u200b ", "\t"]))
def test_white_space_never_matters(text: str, space: str) -> None:
    tokens = words(text)
    assert words(space.join(tokens)) == tokens
