"""ZIP files: every member an item or an error of its own; limits that a forged archive cannot talk its way around."""

import io
import struct
import warnings
import zipfile

import pytest

from sources.readers.items import Intake, from_bytes, unpack, unpack_all
from sources.readers.types import Item, Limits


def a_zip(*members: tuple[str | zipfile.ZipInfo, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data in members:
            archive.writestr(name, data)
    return packed.getvalue()


def unpacked(data: bytes, name: str = "reports.zip", limits: Limits | None = None) -> list[Item]:
    return list(unpack(from_bytes(data, name), Intake(limits=limits or Limits())))


def errors(data: bytes, limits: Limits | None = None) -> list[str]:
    return [item.error for item in unpacked(data, limits=limits) if item.error]


def test_members_come_in_the_order_of_names_with_their_paths() -> None:
    found = unpacked(a_zip(("b.txt", "b"), ("a/z.txt", "z"), ("a/b/c.txt", "c"), ("a/", "")))
    assert [(item.id, item.name, item.data) for item in found] == [
        ("reports.zip/a/b/c.txt", "c.txt", b"c"),
        ("reports.zip/a/z.txt", "z.txt", b"z"),
        ("reports.zip/b.txt", "b.txt", b"b"),
    ]


def test_hidden_files_are_passed_over_and_two_of_one_name_both_taken() -> None:
    data = a_zip(("__MACOSX/._a.txt", "x"), (".DS_Store", "x"), ("d/.git/c", "x"), ("a.txt", "one"), ("a.txt", "two"))
    assert [item.data for item in unpacked(data)] == [b"one", b"two"]


def test_lines_in_an_archive_are_items() -> None:
    found = unpacked(a_zip(("all.jsonl", '{"id": "a", "text": "x"}\n{"id": "b"}')))
    assert [(item.id, bool(item.error)) for item in found] == [("a", False), ("b", True)]


@pytest.mark.parametrize("name", ["../up.txt", "/etc/up.txt", "a/../../up.txt", "C:/up.txt", "..\\up.txt"])
def test_paths_that_lead_out_are_refused_and_stop_no_other(name: str) -> None:
    found = unpacked(a_zip((name, "x"), ("zz.txt", "y")))
    assert [item.data for item in found if not item.error] == [b"y"]
    assert "leads out" in errors(a_zip((name, "x")))[0]
    assert "up.txt" in errors(a_zip((name, "x")))[0]


def test_links_are_refused() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    assert "link.txt in reports.zip is a link" in errors(a_zip((link, "/etc/passwd")))[0]


def test_an_archive_within_an_archive_stays_closed() -> None:
    inner = a_zip(("a.txt", "x"))
    [error] = errors(a_zip(("inner.zip", inner), ("b.txt", "y")))
    assert "inner.zip is an archive within an archive" in error


def test_encrypted_members_are_refused() -> None:
    data = bytearray(a_zip(("secret.txt", "x")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert "secret.txt in reports.zip is encrypted" in errors(bytes(data))[0]


def test_unusual_packing_is_refused() -> None:
    assert "Deflate" in errors(a_zip(("a.txt", "x" * 100), method=zipfile.ZIP_BZIP2))[0]


@pytest.mark.parametrize(
    ("limits", "setting"),
    [
        (Limits(zip_entries=2), "NUTGRAF_MAX_ZIP_ENTRIES"),
        (Limits(zip_bytes=250_000, zip_ratio=2_000), "NUTGRAF_MAX_ZIP_BYTES"),
        (Limits(zip_ratio=50), "NUTGRAF_MAX_ZIP_RATIO"),
    ],
)
def test_limits_name_their_setting(limits: Limits, setting: str) -> None:
    [error] = errors(a_zip(*[(f"{n}.txt", b"x" * 100_000) for n in range(3)]), limits)
    assert error.startswith("reports.zip ")
    assert setting in error


def test_a_big_member_is_its_own_error() -> None:
    found = unpacked(a_zip(("big.txt", bytes(range(32, 127)) * 100), ("ok.txt", "y")), limits=Limits(file_bytes=5_000))
    assert [bool(item.error) for item in found] == [True, False]
    assert "big.txt" in found[0].error
    assert "NUTGRAF_MAX_UPLOAD_BYTES" in found[0].error


def test_a_size_that_the_header_makes_up_is_not_believed() -> None:
    """The central directory claims ten bytes; what comes out is what counts, or the member is damaged."""
    data = bytearray(a_zip(("bomb.txt", b"\0" * 3_000_000)))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    [item] = unpacked(bytes(data))
    assert item.error
    assert len(item.data) <= 10


def test_it_is_lazy() -> None:
    items = unpack(
        from_bytes(a_zip(("a.txt", "first"), ("b.txt", b"\0" * 5_000_000)), "r.zip"), Intake(limits=Limits())
    )
    assert next(items).data == b"first"
    assert "NUTGRAF_MAX_ZIP_RATIO" in next(items).error


def test_names_of_old_programs_are_decoded() -> None:
    data = a_zip(("Gruesse-aus-Koeln.txt", "x"))
    utf8, cp437 = "Grüße-aus-Kölnn.txt".encode(), "Grüße-aus-Kölnnnnn.txt".encode("cp437")
    plain = b"Gruesse-aus-Koeln.txt"
    assert unpacked(data.replace(plain, utf8[: len(plain)]))[0].id.startswith("reports.zip/Grüße")
    assert unpacked(data.replace(plain, cp437[: len(plain)]))[0].id.startswith("reports.zip/Grüße")


@pytest.mark.parametrize("cut", [30, 60, -30, -5])
def test_a_cut_archive_is_one_error(cut: int) -> None:
    [item] = unpacked(a_zip(("a.txt", "x" * 50), ("b.txt", "y" * 50))[:cut])
    assert "reports.zip is a damaged ZIP archive" in item.error


def test_one_damaged_member_stops_no_other() -> None:
    data = bytearray(a_zip(("a.txt", b"a" * 100), ("b.txt", b"b" * 100), method=zipfile.ZIP_STORED))
    data[data.index(b"a" * 100)] = 0
    found = unpacked(bytes(data))
    assert [bool(item.error) for item in found] == [True, False]
    assert "a.txt in reports.zip is damaged" in found[0].error


def test_archives_that_come_together_share_what_may_be_unpacked() -> None:
    files = [from_bytes(a_zip((f"{n}.txt", b"lamp " * 20)), f"{n}.zip") for n in range(3)]
    limits = Limits(zip_bytes=200)
    found = list(unpack_all(files, Intake(limits=limits)))
    assert [bool(item.error) for item in found] == [False, False, True]
    assert "2.zip unpacks to over" in found[2].error
