"""The child process: each limit holds, and says which it was."""

import zlib
from dataclasses import replace

import pytest
from docx.oxml.ns import nsdecls

from sources.readers import child, confined
from sources.readers.types import Document, Item, Limits, UnreadableError
from tests.sources.readers.test_docx import a_docx, rewritten
from tests.sources.readers.test_pdf import a_pdf, raw_pdf


def failure(data: bytes, limits: Limits, kind: str = "pdf") -> str:
    with pytest.raises(UnreadableError) as raised:
        confined.read(kind, Item("x", data, name=f"report.{kind}"), limits)
    assert str(raised.value).startswith(f"report.{kind} ")
    return str(raised.value)


def test_too_long_is_ended() -> None:
    assert "NUTGRAF_READER_SECONDS" in failure(a_pdf("Words."), Limits(reader_seconds=0.02))


def drawing(stream: bytes) -> bytes:
    """A PDF of a few hundred kilobytes at most, whose only page unpacks to the stream."""
    data = raw_pdf(zlib.compress(stream, 9), "/Filter /FlateDecode")
    assert len(data) < 300_000
    return data


def test_an_endless_page_is_ended() -> None:
    endless = drawing(b"BT /F 9 Tf 1 0 0 1 9 9 Tm " + b"(x) Tj T* " * 3_000_000)
    assert "NUTGRAF_READER_SECONDS" in failure(endless, Limits(reader_seconds=1.5))


@pytest.mark.parametrize("stream", [b" " * 70_000_000, b"BT /F 9 Tf 1 0 0 1 9 9 Tm " + b"(x) Tj " * 5_000_000])
def test_a_bomb_stays_within_the_memory(stream: bytes) -> None:
    assert "NUTGRAF_READER_BYTES" in failure(drawing(stream), Limits(reader_bytes=200_000_000))


def test_a_bomb_beyond_what_any_page_needs_is_not_unpacked() -> None:
    assert "more than any page of text needs" in failure(drawing(b" " * 100_000_000), Limits())


def test_the_text_is_limited() -> None:
    assert "NUTGRAF_MAX_TEXT_CHARS" in failure(a_pdf("Words. " * 20), Limits(text_chars=50))


def test_a_crash_is_a_sentence() -> None:
    assert "damaged" in failure(b"x", Limits(), kind="nothing")


@pytest.mark.parametrize(
    ("raised", "word"), [(RecursionError(), "nested too deeply"), (KeyError("x\ny"), "damaged (KeyError: 'x\\ny')")]
)
def test_what_a_parser_raises_is_an_error_of_the_file(raised: Exception, word: str) -> None:
    def parser(data: bytes, limits: Limits) -> Document:
        raise raised

    assert word in child.answer(parser, b"", Limits())["error"]


def test_memory_is_not_taken_for_damage() -> None:
    def parser(data: bytes, limits: Limits) -> Document:
        raise MemoryError

    with pytest.raises(MemoryError):
        child.answer(parser, b"", Limits())


def test_the_answer_is_limited_by_the_kernel() -> None:
    """A head of ten thousand letters, each a line with its reason, says far more than its text has characters."""
    lines = "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 10_000
    data = rewritten(a_docx(), {"word/header9.xml": f"<w:hdr {nsdecls('w')}>{lines}</w:hdr>".encode()})
    limits = Limits(text_chars=32_000, zip_ratio=1_000)
    assert "cannot be read" in failure(data, limits, kind="docx")
    assert confined.read("docx", Item("x", data), replace(limits, text_chars=100_000)).text.count("x") == 10_000
