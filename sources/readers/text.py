"""Plain text and Markdown: the text is decoded as it is, nothing trimmed, nothing translated."""

import re
from dataclasses import dataclass
from typing import Any

from charset_normalizer import from_bytes
from charset_normalizer.version import __version__ as DETECTOR_VERSION

READER = "text 1"
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
MOSTLY_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Control bytes that no text holds; more than one in fifty and the file is refused as no text."""


class UnreadableError(ValueError):
    """A file that this reader cannot make text of, with the reason and the way out."""


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    charset: str
    reader: str


def storable(text: str) -> str:
    """U+0000 and lone surrogates, which PostgreSQL refuses, become U+FFFD one for one."""
    return UNSTORABLE.sub("\ufffd", text)


def decode(data: bytes, name: str = "") -> Decoded:
    """UTF-8 first, then a byte order mark, then detection. Raises UnreadableError when it is no text."""
    for mark, charset in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return Decoded(storable(data.decode(charset, "replace")), charset, READER)
    if len(MOSTLY_BINARY.findall(data[:4096])) > len(data[:4096]) / 50:
        raise UnreadableError(
            f"{name or 'This'} is not a text file. Save it as plain text, Markdown or JSON Lines first."
        )
    try:
        return Decoded(storable(data.decode("utf-8")), "utf-8", READER)
    except UnicodeDecodeError:
        return _detect(data, name)


def _detect(data: bytes, name: str) -> Decoded:
    best: Any = from_bytes(data).best()
    if best is None:
        raise UnreadableError(f"The character encoding of {name or 'this text'} is unknown. Save it as UTF-8 first.")
    return Decoded(storable(str(best)), best.encoding, f"{READER}, charset-normalizer {DETECTOR_VERSION}")
