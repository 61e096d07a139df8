"""Reports ready to be compared. Those of late are kept at hand: packed, for unpacked they take ten times the memory.

Like all of placement, this is for one at a time: the one who holds its lock.
"""

from array import array
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from cachetools import LRUCache

from sources.overlap import compare
from sources.overlap.types import Document, Report

NOTHING: frozenset[int] = frozenset()
UNPACKED = 100
PACKED_BYTES = 16_000_000
"""Some 2,000 reports of 400 words. Copies follow within hours."""


class Packed(NamedTuple):
    """A document without its report: numbers in a row, and words with a blank between them."""

    digest: str
    segments: "array[int]"
    sequence: "array[int]"
    sketch: "array[int]"
    numbers: str
    words: str
    title_words: str

    @property
    def size(self) -> int:
        """In bytes, or nearly."""
        return sum(len(part) * getattr(part, "itemsize", 1) for part in self)


KEPT: LRUCache[bytes, Packed] = LRUCache(PACKED_BYTES, getsizeof=lambda packed: packed.size)


@lru_cache(maxsize=UNPACKED)
def document_of(report: Report, often: frozenset[int] = NOTHING) -> Document:
    """The report without the paragraphs that are seen often."""
    if (kept := KEPT.get(_key(report, often))) is not None:
        return _unpacked(kept, report)
    document = compare.document(report, often)
    keep(report, document, often)
    return document


def keep(report: Report, document: Document, often: frozenset[int] = NOTHING) -> None:
    """What `document_of` will answer: it would make the same."""
    packed = _packed(document)
    if packed.size <= PACKED_BYTES:
        KEPT[_key(report, often)] = packed


def _key(report: Report, often: frozenset[int]) -> bytes:
    said = (report.title, str(len(report.paragraphs)), *report.paragraphs, *map(str, sorted(often)))
    return blake2b("\0".join(said).encode(), digest_size=16).digest()


def _packed(document: Document) -> Packed:
    return Packed(
        digest=document.digest,
        segments=array("q", document.segments),
        sequence=array("q", document.sequence),
        sketch=array("q", document.sketch),
        numbers=" ".join(document.numbers),
        words=" ".join(document.words),
        title_words=" ".join(document.title_words),
    )


def _unpacked(packed: Packed, report: Report) -> Document:
    sequence = tuple(packed.sequence)
    return Document(
        report=report,
        digest=packed.digest,
        segments=frozenset(packed.segments),
        sequence=sequence,
        shingles=frozenset(sequence),
        sketch=tuple(packed.sketch),
        numbers=frozenset(packed.numbers.split()),
        words=frozenset(packed.words.split()),
        title_words=frozenset(packed.title_words.split()),
    )
