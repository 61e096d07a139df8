"""What a backup says of itself, and whether it is still what it was.

A backup is a folder: one gzip'd file of JSON Lines a table, `manifest.json`, and `manifest.json.sha256` as `sha256sum`
writes it. Whatever byte changes, a hash no longer fits.
"""

import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from operation.tables import Tally

FORMAT = 1
MANIFEST = "manifest.json"
SEAL = "manifest.json.sha256"


class BackupError(Exception):
    """Why a backup cannot be made, trusted or restored; the message is a sentence for the operator."""


@dataclass(frozen=True, slots=True)
class File:
    """`rows_digest`: of the rows, whatever their order and however they are packed (`operation.tables.Tally`)."""

    name: str
    model: str
    rows: int
    rows_digest: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`migrations`: app → its last migration. `seq`: the number of the last public change. `made_at`: ISO 8601, UTC."""

    program: str
    made_at: str
    database: str
    migrations: dict[str, str]
    seq: int
    acts: int
    files: list[File]
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(file.rows for file in self.files)

    def keep(self, folder: Path) -> None:
        data = json.dumps(asdict(self), indent=1, sort_keys=True).encode() + b"\n"
        for name, content in ((MANIFEST, data), (SEAL, _seal(data))):
            with private(folder / name) as file:
                file.write(content)

    @classmethod
    def of(cls, folder: Path) -> "Manifest":
        """The sealed manifest. Raises BackupError when there is none, or it was changed."""
        try:
            data, seal = (folder / MANIFEST).read_bytes(), (folder / SEAL).read_bytes()
        except OSError as error:
            raise BackupError(f"{folder} is no whole backup: {error.strerror}: {error.filename}.") from error
        if seal != _seal(data):
            raise BackupError(f"{folder / MANIFEST} is damaged: it is not what {SEAL} says. Use another backup.")
        return cls._read(json.loads(data))

    @classmethod
    def _read(cls, found: dict[str, Any]) -> "Manifest":
        if found.get("format") != FORMAT:
            raise BackupError(f"The backup has format {found.get('format')}; this version reads {FORMAT}.")
        return cls(**(found | {"files": [File(**file) for file in found["files"]]}))


def _seal(data: bytes) -> bytes:
    return f"{hashlib.sha256(data).hexdigest()}  {MANIFEST}\n".encode()


@contextmanager
def private(path: Path) -> Iterator[Any]:
    """A new file that only its owner may read, on disk for good when the block ends."""
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def verify(folder: Path) -> Manifest:
    """Read every byte. Raises BackupError at the first file that is missing, too many, or not what it was."""
    manifest = Manifest.of(folder)
    expected = {file.name for file in manifest.files} | {MANIFEST, SEAL}
    present = {path.name for path in folder.iterdir()}
    if missing := sorted(expected - present):
        raise BackupError(f"{folder} is not whole: {', '.join(missing)} is missing. Use another backup.")
    if extra := sorted(present - expected):
        raise BackupError(f"{folder} holds what is not of it: {', '.join(extra)}. Take it away, and verify again.")
    for file in manifest.files:
        _check(folder / file.name, file)
    return manifest


def _check(path: Path, file: File) -> None:
    if sha256_of(path) != file.sha256:
        raise BackupError(f"{path} is damaged: its SHA-256 is not that of the manifest. Use another backup.")
    found = Tally()
    for line in lines_of(path):
        found.write(line)
    if (found.rows, found.digest) != (file.rows, file.rows_digest):
        raise BackupError(f"{path} does not hold the rows that the manifest counts. Use another backup.")


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def lines_of(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
        yield from file
