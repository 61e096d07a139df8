"""Normalisation costs its length, whatever the marks."""

import sys
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.overlap.normalise import words
from sources.text.marks import LAST_MARK, MOST_MARKS, normalised


@given(st.text(), st.sampled_from(("NFC", "NFD", "NFKC", "NFKD")))
def test_ordinary_text_is_normalised_as_python_does(text: str, form: str) -> None:
    assert normalised(form, text) == unicodedata.normalize(form, text)  # type: ignore[arg-type]


@pytest.mark.parametrize("marks", ["\u0301\u0323", "\u0301\u0300\u0302", "\U0001d16d\u0301"])
def test_a_long_run_of_marks_is_cut_and_takes_no_time(marks: str) -> None:
    began = time.process_time()
    assert len(normalised("NFKD", "a" + marks * 100_000 + "b")) == MOST_MARKS + 2
    assert words("word " + marks * 100_000 + " word") == ["word", "word"]
    assert time.process_time() - began < 1, "uncut, it takes more than a minute"


def test_every_mark_is_known() -> None:
    assert not [code for code in range(LAST_MARK + 1, sys.maxunicode + 1) if unicodedata.combining(chr(code))]
