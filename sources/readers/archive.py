"""ZIP files: what lies in them, unpacked within limits. What an archive says of its own sizes is never believed."""

import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from sources.readers.text import storable
from sources.readers.types import Limits, UnreadableError

CHUNK = 65_536
ENCRYPTED, UTF_8 = 0x1, 0x800
BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
"""What zipfile raises, in one place or another, for archives that are damaged or made up."""
WHOLE = "is a damaged ZIP archive. Pack it again."


@dataclass(slots=True)
class Budget:
    """What may still be unpacked of the files that were sent at a time, archives within them and all."""

    limits: Limits
    bytes_left: int = field(init=False)
    entries_left: int = field(init=False)

    def __post_init__(self) -> None:
        self.bytes_left, self.entries_left = self.limits.zip_bytes, self.limits.zip_entries


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive; `error` goes on after its name."""

    name: str
    data: bytes = b""
    error: str = ""


class ArchiveError(ValueError):
    """Nothing more can be unpacked; a sentence that goes on after the archive's name."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An open ZIP with what may be unpacked of it: `most` bytes in all, by the ratio of its own size."""

    zip: ZipFile
    size: int
    budget: Budget


def opened(data: bytes, budget: Budget) -> Archive:
    """Raises ArchiveError for an archive that is broken, or has too many entries."""
    try:
        found = ZipFile(BytesIO(data))
    except BROKEN:
        raise ArchiveError(WHOLE) from None
    entries, most = len(found.infolist()), budget.limits.zip_entries
    budget.entries_left -= entries
    if budget.entries_left < 0:
        raise ArchiveError(f"brings more than {most:,} files at a time (NUTGRAF_MAX_ZIP_ENTRIES). Split it.")
    return Archive(found, len(data), budget)


def members(data: bytes, budget: Budget) -> Iterator[Member]:
    """The files in the order of their names; a bad one has its error. Raises ArchiveError when it must stop."""
    archive = opened(data, budget)
    for info in sorted(archive.zip.infolist(), key=lambda info: PurePosixPath(_name(info)).parts):
        name = _name(info)
        if not name.endswith("/") and not _is_hidden(name):
            yield _member(archive, info)


def _member(archive: Archive, info: ZipInfo) -> Member:
    name = _name(info)
    if error := _refusal(info, name):
        return Member(name, error=error)
    try:
        return Member(name, unpacked(archive, info))
    except ArchiveError:
        raise
    except UnreadableError as error:
        return Member(name, error=str(error))
    except BROKEN:
        return Member(name, error="is damaged. Pack it again.")


def unpacked(archive: Archive, info: ZipInfo) -> bytes:
    """A member's bytes, counted as they come. Raises UnreadableError when it is too big, ArchiveError when all is."""
    limits, budget, parts = archive.budget.limits, archive.budget, []
    size, most = 0, limits.zip_ratio * max(info.compress_size, CHUNK // limits.zip_ratio)
    with archive.zip.open(info) as file:
        while part := file.read(CHUNK):
            size += len(part)
            budget.bytes_left -= len(part)
            if size > min(most, limits.zip_ratio * archive.size):
                limit = f"{limits.zip_ratio} times its size (NUTGRAF_MAX_ZIP_RATIO)"
                raise ArchiveError(f"unpacks to over {limit}. Send its files without packing them.")
            if budget.bytes_left < 0:
                limit = f"{limits.zip_bytes:,} bytes at a time (NUTGRAF_MAX_ZIP_BYTES)"
                raise ArchiveError(f"unpacks to over {limit}. Split it.")
            if size > limits.file_bytes:
                limit = f"{limits.file_bytes:,} bytes (NUTGRAF_MAX_UPLOAD_BYTES)"
                raise UnreadableError(f"has more than {limit}. Split it, or ask who runs this site.")
            parts.append(part)
    return b"".join(parts)


def _name(info: ZipInfo) -> str:
    """The name with `/` between its parts. Without the mark for UTF-8 it may be that all the same, or code page 437."""
    name = info.filename
    if not info.flag_bits & UTF_8:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.filename
    return storable(name.replace("\\", "/"))


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or any(part.startswith(".") and part != ".." for part in parts)


def _refusal(info: ZipInfo, name: str) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        return "has a path that leads out of the archive. Pack it again without such paths."
    if kind not in (0, stat.S_IFREG):
        return "is a link or a device, not a file. Pack the file itself."
    if info.flag_bits & ENCRYPTED:
        return "is encrypted. Pack it without a password."
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "is packed by an unusual method. Pack it again with the usual one (Deflate)."
    return ""
