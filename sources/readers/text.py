"""Plain text and Markdown: the text is decoded as it is, nothing trimmed, nothing translated."""

import codecs
import re
from dataclasses import dataclass
from typing import Any

from charset_normalizer import from_bytes
from charset_normalizer.version import __version__ as DETECTOR_VERSION

from sources.readers.types import Document, Item, UnreadableError

READER = "text 1"
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
MOSTLY_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Control bytes that no text holds; more than one in fifty and the file is refused as no text."""
NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape"})
"""Python's codecs for other things than files. `punycode` takes 17 s for 300 kB: a page that named it stopped us."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """`reader` names what found the charset, with its version."""

    text: str
    charset: str
    reader: str


def storable(text: str) -> str:
    """U+0000 and lone surrogates, which PostgreSQL refuses, become U+FFFD one for one."""
    return text if _is_storable(text) else UNSTORABLE.sub("\ufffd", text)


def _is_storable(text: str) -> bool:
    """Encoding finds a surrogate twenty times faster than the pattern does."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def read(item: Item) -> Document:
    """The text as it is. Raises UnreadableError when it is no text."""
    decoded = decode(item.data, item.name, item.charset)
    markdown = item.media_type == "text/markdown" or item.name.lower().endswith((".md", ".markdown"))
    return Document(decoded.text, decoded.charset, decoded.reader, "text/markdown" if markdown else "text/plain")


def decode(data: bytes, name: str = "", declared: str = "") -> Decoded:
    """A byte order mark first, then the declared charset, UTF-8, detection. Raises UnreadableError for what is no text.

    A declared charset that does not fit the bytes, or that nobody knows, is passed over.
    """
    for mark, charset in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return Decoded(storable(data.decode(charset, "replace")), charset, READER)
    if len(MOSTLY_BINARY.findall(data[:4096])) > len(data[:4096]) / 50:
        raise UnreadableError(
            f"{name or 'This'} is not a text file. Save it as plain text, Markdown or JSON Lines first."
        )
    for charset in filter(None, (declared, "utf-8")):
        try:
            known = name_of(charset)
            return Decoded(storable(data.decode(known, _errors(known))), known, READER)
        except (LookupError, ValueError):
            continue
    return _detect(data, name)


def name_of(charset: str) -> str:
    """The one name of a charset. Raises LookupError or ValueError for what is none."""
    found = codecs.lookup(charset).name
    if found in NO_CHARSETS:
        raise LookupError(charset)
    return found


def _errors(charset: str) -> str:
    """What came to us as text may hold lone surrogates."""
    return "surrogatepass" if charset == "utf-8" else "strict"


def _detect(data: bytes, name: str) -> Decoded:
    best: Any = from_bytes(data).best()
    if best is None:
        raise UnreadableError(f"The character encoding of {name or 'this text'} is unknown. Save it as UTF-8 first.")
    return Decoded(storable(str(best)), best.encoding, f"{READER}, charset-normalizer {DETECTOR_VERSION}")
