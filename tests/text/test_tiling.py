"""What always holds of a reading, over generated texts and over the sample reports."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.text import body, clean, partition, sentences
from sources.text.page.lines import BLANKS, LINE_BREAK, units
from sources.text.reading import Reading, read
from sources.text.types import Hints, Segment

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "briefings" / "samples").iterdir())
LINE_ENDS = ("\n", "\n\n", "\r\n", "\r", "\u2028", "\n \t\n", "\x0b", "\x0c", "\x85", "\r\n\r\n\n", "\n\u200b\n")
DEBRIS = (
    "Home", "Share this article", "Subscribe to our newsletter", "Accept all cookies", "Leave a comment",
    "© 2024 The Post", "Advertisement", "Read more:", "By Nora Linde", "3 March 2024", "Photo: Ida Brandt / AP",
    "About the author", "Nora Linde is a journalist who writes about ports.", "| a | b |", "|---|---|", "* * *", "---",
    "Original Source: example.org", "Table of contents", "As an AI language model, I cannot say.", "[Insert name]",
    "1. The first point", "- another point", "> quoted", "# A heading", "**Bold words**", "分享", "首页", "Поделиться",
)  # fmt: skip
SPEECH = (
    "Q: Why did you close the gates?", "A: I had no choice, and I would do it again.", "Nora Linde: What comes next?",
    "IDA BRANDT: We rebuild, and I am glad of it.", "**Why now?**", "[00:01:12] Ida: My crew was out there.",
    "— And then?", "Ida Brandt", "Interviewer:", "The harbour master",
)  # fmt: skip
PROSE = (
    "The harbour of Oster was opened again on Sunday after three days of storm, and the first ferries have left.",
    "She said it was over.then the rain came,and nobody knew.Nobody did.",
    "â€œWe canâ€™t wait,â€\x9d the mayor of MÃ¼hlen said.",
    "„Wir bleiben“, sagte sie. Die Stadt hat seit dem Sturm keinen Strom mehr, und es ist kalt.",
    "Жители города сообщили, что порт был закрыт в воскресенье из-за сильного шторма на море.",
    "港口周日重新开放。渡轮已经离开码头，前往各个岛屿！",
    "قال العمدة إن الميناء سيفتح من جديد يوم الأحد بعد العاصفة التي استمرت ثلاثة أيام.",
    "Read it at https://coast.example/a.b?c=d, or write to desk@coast.example now.",
)
words = st.text(alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=40)
lines = st.one_of(st.sampled_from(DEBRIS), st.sampled_from(SPEECH), st.sampled_from(PROSE), words)
texts = st.lists(
    st.tuples(st.sampled_from(("", " ", "\t", "\u3000", "\ufeff")), lines, st.sampled_from(LINE_ENDS))
).map(lambda pieces: "".join(map("".join, pieces)))


def check(text: str, reading: Reading) -> None:
    assert "".join(text[one.start : one.end] for one in reading.segments) == text
    assert all(one.start < one.end for one in reading.segments)
    assert [one.start for one in reading.segments][1:] == [one.end for one in reading.segments][:-1]
    assert all(one.kept == (not one.reason) and one.kind in clean.KINDS for one in reading.segments)
    check_repairs(text, reading)
    check_interview(reading)
    assert all(0 <= flag.start < flag.end <= len(text) for flag in reading.flags)
    for sentence in sentences.split(text, reading.segments):
        assert text[sentence.start : sentence.end].strip(BLANKS) == text[sentence.start : sentence.end] != ""


def check_repairs(text: str, reading: Reading) -> None:
    """The body's pieces are the kept segments with the repairs applied, one by one, from the last to the first.

    Blank lines part them, save where words were stripped out of the middle of a line.
    """
    ends = [0, *(repair.end for repair in reading.repairs)]
    assert all(end <= repair.start for end, repair in zip(ends, reading.repairs, strict=False))
    pieces = [one for one in reading.segments if one.kept and one.kind in body.BODY_KINDS]
    at, before = 0, 0
    for piece in pieces:
        if words := mended(text, piece, reading):
            gap = next(gap for gap in ("\n\n", " ", "") if reading.body.startswith(gap, at)) if at else ""
            assert reading.body.startswith(words, at + len(gap))
            assert not at or gap == "\n\n" or not LINE_BREAK.search(text[before : piece.start])
            at += len(gap) + len(words)
            before = piece.start + len(text[piece.start : piece.end].rstrip(BLANKS))
    assert at == len(reading.body)


def mended(text: str, piece: Segment, reading: Reading) -> str:
    words = text[piece.start : piece.end]
    for repair in reversed(reading.repairs):
        if piece.start <= repair.start < piece.end and repair.end <= piece.end:
            start, end = repair.start - piece.start, repair.end - piece.start
            words = words[:start] + repair.replacement + words[end:]
    return " ".join(words.strip(BLANKS).split())


def check_interview(reading: Reading) -> None:
    if reading.interview is None:
        return
    turns = reading.interview.turns
    assert [turn.number for turn in turns] == list(range(1, len(turns) + 1))
    assert all(turn.label_start <= turn.start < turn.end for turn in turns)
    assert all(one.end <= other.label_start for one, other in pairwise(turns))
    kept = {(one.start, one.kind) for one in reading.segments if one.kept}
    assert {(turn.label_start, "turn") for turn in turns} <= kept


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_any_text_is_tiled_and_its_repairs_hold(text: str) -> None:
    check(text, read(text, Hints()))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, st.data())
def test_an_editors_pieces_stand(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    decided = [
        Segment(start, end, "paragraph", rule="editor") for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    reading = read(text, Hints(), decided)
    assert "".join(text[one.start : one.end] for one in reading.segments) == text
    assert set(decided) <= set(reading.segments)
    assert partition.overlay(reading.segments, decided) == reading.segments


@settings(max_examples=100, deadline=None)
@given(texts)
def test_only_white_space_lies_between_units(text: str) -> None:
    at = 0
    for unit in units(text):
        assert not text[at : unit.start].strip(BLANKS)
        assert text[unit.start : unit.end].strip(BLANKS) == text[unit.start : unit.end] != ""
        at = unit.end
    assert not text[at:].strip(BLANKS)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_the_samples_are_tiled(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    check(text, read(text, Hints()))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_the_samples_with_other_line_ends_and_debris_are_tiled(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    damaged = "\ufeff" + "\r\n".join([*DEBRIS, *text.split("\n"), *SPEECH, *PROSE]).replace(". ", ".", 20)
    check(damaged, read(damaged, Hints()))
