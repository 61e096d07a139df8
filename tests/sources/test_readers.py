"""Files, folders, standard input and JSON Lines → items; what cannot be read is an item with its error."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from sources.readers.documents import read_document
from sources.readers.items import Intake, from_bytes, from_lines, from_paths, published, unpack
from sources.readers.types import Item, Limits, UnreadableError


def an_intake(outlet: str = "", max_bytes: int = 10_000_000) -> Intake:
    return Intake(outlet, Limits(file_bytes=max_bytes))


def text_of(item: Item) -> str:
    return read_document(item, Limits()).text


def lines(*given: object, **defaults: Any) -> list[Item]:
    data = b"\n".join(one if isinstance(one, bytes) else json.dumps(one).encode() for one in given)
    return list(from_lines(io.BytesIO(data), an_intake(**defaults)))


def test_a_line_brings_its_hints() -> None:
    [item] = lines(
        {
            "id": 7,
            "text": " x ",
            "title": "T",
            "published": "2025-01-11T08:00:00+01:00",
            "lang": "de",
            "url": "https://a.example/",
            "outlet": "Post",
        }
    )
    assert (item.id, text_of(item), item.error) == ("7", " x ", "")
    assert (item.hints.title, item.hints.language, item.hints.url, item.hints.outlet) == (
        "T", "de", "https://a.example/", "Post",
    )  # fmt: skip
    assert item.hints.published
    assert item.hints.published.isoformat() == "2025-01-11"
    assert item.hints.published_at
    assert item.hints.published_at.isoformat() == "2025-01-11T08:00:00+01:00"


def test_the_command_names_the_outlet_of_those_that_name_none() -> None:
    first, second = lines({"id": "a", "text": "x"}, {"id": "b", "text": "x", "outlet": "Post"}, outlet="Gazette")
    assert (first.hints.outlet, second.hints.outlet) == ("Gazette", "Post")


@pytest.mark.parametrize(
    "bad",
    [
        b"{not json",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[1, 2]",
        b'"text"',
        b"12",
        b'{"id": "x"}',
        b'{"id": "x", "text": null}',
        b'{"id": "x", "text": ["a"]}',
        b'{"id": "x", "text": "a", "published": "last Tuesday"}',
        b'{"id": "x", "text": "a", "published": "2025-02-30"}',
        b"\xff\xfe broken bytes",
    ],
)
def test_a_bad_line_says_what_is_wrong_and_stops_no_other(bad: bytes) -> None:
    found = lines({"id": "a", "text": "x"}, bad, {"id": "c", "text": "y"})
    assert [item.id for item in found][::2] == ["a", "c"]
    assert [bool(item.error) for item in found] == [False, True, False]
    assert "line 2" in found[1].error
    assert found[1].id in ("x", "line 2")


def test_a_line_without_an_id_is_known_by_its_place() -> None:
    assert [item.id for item in lines({"text": "x"}, {"text": "y", "id": None})] == ["line 1", "line 2"]


def test_empty_lines_are_none() -> None:
    assert len(lines({"id": "a", "text": "x"}, b"", b"   ", {"id": "b", "text": "x"})) == 2


def test_a_byte_order_mark_before_the_first_line_is_no_error() -> None:
    assert not lines(b'\xef\xbb\xbf{"id": "a", "text": "x"}')[0].error


def test_what_cannot_be_stored_is_replaced_in_the_hints_too() -> None:
    [item] = lines(
        {"id": "a\u0000\ud800", "text": "x", "title": "T\u0000", "outlet": "\udfffPost", "url": "https://u\u0000"}
    )
    words = [item.id, item.name, item.hints.title, item.hints.outlet, item.hints.url]
    assert words == ["a\ufffd\ufffd", "a\ufffd\ufffd", "T\ufffd", "\ufffdPost", "https://u\ufffd"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//gazette.example/", "data:text/html,x"])
def test_an_address_that_is_no_web_address_is_refused(url: str) -> None:
    [item] = lines({"id": "a", "text": "x", "url": url})
    assert "has to start with http:// or https://" in item.error


def paths(*given: Path | str, stdin: bytes = b"", **defaults: Any) -> list[Item]:
    return list(from_paths([str(path) for path in given], io.BytesIO(stdin), an_intake(**defaults)))


def test_a_folder_is_read_in_the_order_of_names_at_all_levels(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.txt", ".hidden", "c"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    assert [text_of(item) for item in paths(tmp_path)] == ["a/b/c.txt", "a/z.md", "b.txt", "c"]
    assert next(item.id for item in paths(tmp_path)) == str(tmp_path / "a/b/c.txt")


def test_paths_are_read_in_the_order_given_and_a_dash_is_standard_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    found = paths("-", tmp_path / "a.txt", stdin="β".encode())
    assert [(item.id, text_of(item)) for item in found] == [("-", "β"), (str(tmp_path / "a.txt"), "a")]


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("gone.txt", None, "no file"),
        ("report.pdf", b"%PDF-1.7", "damaged"),
        ("report.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 10, "save it as .docx"),
        ("photo.jpg", b"\xff\xd8\xff\xe0" * 10, "picture"),
        ("photo.txt", b"\x00\x01\x02\x03" * 400, "not a text file"),
        ("long.txt", b"x" * 101, "NUTGRAF_MAX_UPLOAD_BYTES"),
    ],
)
def test_what_cannot_be_read_names_the_thing(tmp_path: Path, name: str, data: bytes | None, word: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    [item] = paths(tmp_path / name, max_bytes=100 if name == "long.txt" else 10_000)
    error = item.error or reading_fails(item)
    assert word in error
    assert name in error


def reading_fails(item: Item) -> str:
    with pytest.raises(UnreadableError) as raised:
        read_document(item, Limits())
    return str(raised.value)


def test_a_name_that_is_no_unicode_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "r\udce9port.txt").write_text("x")
    [item] = paths(tmp_path)
    assert item.error == ""
    assert item.id.endswith("r\ufffdport.txt")
    item.name.encode()


@pytest.mark.parametrize(
    ("given", "on", "has_time"),
    [
        ("2025-01-11", "2025-01-11", False),
        ("2025-01-11T10:00", "2025-01-11", False),
        ("2025-01-11T10:00:00Z", "2025-01-11", True),
        ("", None, False),
        (None, None, False),
    ],
)
def test_a_time_without_a_zone_is_only_a_date(given: str | None, on: str | None, has_time: bool) -> None:
    found = published(given)
    assert (found.on.isoformat() if found.on else None) == on
    assert bool(found.at) == has_time


@pytest.mark.parametrize("given", ["9999-12-31T23:59:59-10:00", "0001-01-01T00:00:00+10:00"])
def test_a_moment_that_no_database_stores_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match="“published” is"):
        published(given)


def test_bytes_keep_their_bytes() -> None:
    assert from_bytes(b"a\r\nb", "n").data == b"a\r\nb"


def test_a_file_of_too_many_reports_is_cut_off_and_says_so() -> None:
    data = b"\n".join(json.dumps({"id": str(n), "text": "x"}).encode() for n in range(5))
    found = list(unpack(from_bytes(data, "five.jsonl"), Intake(limits=Limits(items=3))))
    assert [item.id for item in found] == ["0", "1", "2", "3"]
    assert [bool(item.error) for item in found] == [False, False, False, True]
    assert "NUTGRAF_MAX_ITEMS" in found[-1].error
