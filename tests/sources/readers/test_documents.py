"""The router: what the bytes are, then what the sender declared, then the name. Nothing but UnreadableError comes out."""

import io
import random
import zipfile

import pytest

from sources.readers.documents import READERS, read_document
from sources.readers.formats import MAGIC, PACKAGES, REFUSED, SUFFIXES, format_of
from sources.readers.items import Intake, from_bytes, from_text, unpack
from sources.readers.types import Item, Limits, UnreadableError
from sources.text.types import Hints


@pytest.mark.parametrize(
    ("data", "name", "media_type", "expected"),
    [
        (b"%PDF-1.4 ...", "report.txt", "", "pdf"),
        (b"%PDF-1.4 ...", "report.txt", "text/plain", "pdf"),
        (b"<!DOCTYPE html><p>x", "page.txt", "", "html"),
        (b"\xef\xbb\xbf\n<html lang=en>", "page", "", "html"),
        (b"<!DOCTYPE html><p>x", "pasted", "text/plain", "text"),
        (b"x", "page.HTM", "", "html"),
        (b"x", "page.txt", "text/html; charset=utf-8", "html"),
        (b"x", "a.eml", "", "mail"),
        (b"x", "a", "message/rfc822", "mail"),
        (b"Received: by x\r\nFrom: a@b.example\r\n\r\nHello", "-", "", "mail"),
        (b"From: the desk\nTo: all\n\nNo mail.", "-", "", "text"),
        (b'{"uri": "u", "headline": "x"}', "-", "", "ninjs"),
        (b'[1] A note that starts "uri"', "-", "", "text"),
        (b"A HEATING WAVE is on its way to the coast.", "a.txt", "", "text"),
        (b"What is WEBP, and who needs it?", "-", "text/plain", "text"),
        (b"ID3 is a tag.", "-", "", "text"),
        (b"m" * 257 + b"ustard is dear", "-", "", "text"),
        (b"x", "a.json", "", "ninjs"),
        (b"x", "a.jsonl", "", "lines"),
        (b"x", "a.md", "application/octet-stream", "text"),
        (b"x", "a.unknown", "", "text"),
        (b"PK\x03\x04 broken", "a.docx", "", "docx"),
        (b"PK\x03\x04 broken", "a.zip", "", "zip"),
    ],
)
def test_formats(data: bytes, name: str, media_type: str, expected: str) -> None:
    assert format_of(Item("x", data, name=name, media_type=media_type)) == expected


@pytest.mark.parametrize(
    ("parts", "name", "expected"),
    [
        (["[Content_Types].xml", "word/document.xml"], "a.bin", "docx"),
        (["a.docx", "word/notes.txt"], "a.docx", "zip"),
    ],
)
def test_a_package_is_told_from_an_archive(parts: list[str], name: str, expected: str) -> None:
    assert format_of(Item("x", packed(parts), name=name)) == expected


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        (["[Content_Types].xml", "xl/workbook.xml"], "spreadsheet"),
        (["[Content_Types].xml", "ppt/presentation.xml"], "slides"),
        (["mimetype", "content.xml"], "OpenDocument"),
        (["mimetype", "META-INF/container.xml"], "book"),
    ],
)
def test_other_packages_are_refused_with_the_way_out(parts: list[str], word: str) -> None:
    [item] = unpack(from_bytes(packed(parts), "thing.docx"), Intake())
    assert item.error.startswith("thing.docx is")
    assert word in item.error
    assert item.data == b""


def packed(parts: list[str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for part in parts:
            archive.writestr(part, "<x/>")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "picture"),
        (b"RIFF\x10\x0a\x00\x00WAVEfmt ", "recording"),
        (b"\x00\x00\x00\x18ftypmp42", "recording"),
        (b"ID3\x03\x00", "recording"),
        (b"a.txt".ljust(257, b"\x00") + b"ustar\x0000", "archive"),
        (b"GIF89a\x01", "picture"),
    ],
)
def test_files_of_other_kinds_are_known_by_how_they_begin(data: bytes, word: str) -> None:
    with pytest.raises(UnreadableError, match=word):
        format_of(Item("x", data, name="x.txt"))


@pytest.mark.parametrize(
    ("name", "media_type", "word"),
    [
        ("a.ics", "", "calendar"),
        ("a", "image/webp", "picture"),
        ("a", "video/mp4", "recording"),
        ("a.vcf", "", "contact"),
    ],
)
def test_what_is_no_report_says_so(name: str, media_type: str, word: str) -> None:
    with pytest.raises(UnreadableError, match=word):
        format_of(Item("x", b"x", name=name, media_type=media_type))


def test_every_kind_has_a_reader_or_a_reason() -> None:
    kinds = set(MAGIC.values()) | set(SUFFIXES.values()) | {kind for _, kind in PACKAGES}
    assert kinds <= set(READERS) | set(REFUSED)
    assert not set(READERS) & set(REFUSED)


def test_markdown_stays_as_it_is() -> None:
    document = read_document(
        from_bytes(b"# One thing\r\n\r\n* and two things, and then some more\x00", "a.md"), Limits()
    )
    assert (document.text, document.media_type) == (
        "# One thing\r\n\r\n* and two things, and then some more\ufffd",
        "text/markdown",
    )


def test_what_the_sender_says_goes_before_what_the_file_says() -> None:
    data = b'{"uri": "u", "headline": "Its own", "body_text": "Words.", "language": "fr"}'
    document = read_document(from_bytes(data, "a.json", Hints(title="Mine")), Limits())
    assert (document.hints.title, document.hints.language) == ("Mine", "fr")
    assert "title" not in document.hints.where


def test_a_pasted_text_is_a_text_whatever_it_looks_like() -> None:
    for text in ('{"uri": "u", "headline": "x"}', "<html><p>x", "Received: x\nFrom: y\n\nz"):
        assert read_document(from_text(text, "pasted.eml"), Limits()).text == text


@pytest.mark.parametrize("suffix", sorted({*SUFFIXES, ""}))
@pytest.mark.parametrize("seed", [1, 2])
def test_random_bytes_are_never_more_than_unreadable(suffix: str, seed: int) -> None:
    data = random.Random(seed).randbytes(300)
    for item in unpack(from_bytes(data, f"noise{suffix}"), Intake()):
        if not item.error:
            try:
                read_document(item, Limits())
            except UnreadableError as error:
                assert "noise" in str(error)
