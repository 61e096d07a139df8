"""Brings a text down to its words, so that two copies of it which differ only in dress become equal.

What vanishes: character entities, mojibake, letter forms (NFKC), accents, case, quotation marks, dashes, punctuation,
zero-width characters, line ends, and the hyphens inside words (so that a word broken at a line end reads as it was).
What stays: every word and every number, in order.
"""

import hashlib
import html
import re
from collections.abc import Iterable

from sources.text.marks import normalised

SCHEME = "words-1"

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31}[0-9]{0,2});")
_CONTINUATION = {bytes([b]).decode("cp1252", "replace"): b for b in range(0x80, 0xC0)} | {
    chr(b): b for b in range(0x80, 0xC0)
}
_CONTINUATION.pop("\ufffd")
_MOJIBAKE = re.compile("[\u00c2-\u00f4][" + re.escape("".join(_CONTINUATION)) + "]{1,3}")
# The closing quotation mark's last byte has no character in Windows-1252, so converters leave U+FFFD behind.
_LOST_QUOTE = "â€\ufffd"

_JOINERS = dict.fromkeys(map(ord, "'`´‘’‚‛′ʼ＇\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), None)
_HYPHENS = dict.fromkeys(map(ord, "‐‑−"), "-")
_SPELLING = str.maketrans(_JOINERS | _HYPHENS)
_ACCENTS = dict.fromkeys(range(0x0300, 0x0370), None)
_HYPHEN_IN_WORD = re.compile(r"(?<=[^\W\d_])-[ \t]{0,4}(?:\r?\n[ \t]{0,8})?(?=[^\W\d_])")

# Scripts written without spaces between words: each character counts as a word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"\d+(?:[.,]\d+)*|[{_UNSPACED}]|[^\W\d_{_UNSPACED}]+")


def normalise(text: str) -> str:
    """The words and numbers of a text, folded, one space apart."""
    return " ".join(words(text))


def digest(text: str) -> str:
    """SHA-256 (hex) of the normalised text: equal for exact copies."""
    return digest_of(words(text))


def digest_of(tokens: Iterable[str]) -> str:
    """The digest of a text whose words are already known."""
    return hashlib.sha256(" ".join(tokens).encode()).hexdigest()


def words(text: str) -> list[str]:
    """The normalised text, word by word. A number with its separators (1,200.50) is one word."""
    return _WORD.findall(_HYPHEN_IN_WORD.sub("", fold(text)))


def fold(text: str) -> str:
    """Repaired, lower-case and without accents and apostrophes; punctuation and line ends still stand."""
    text = _repair(_unescape(text)).translate(_SPELLING)
    if text.isascii():
        return text.lower()
    bare = normalised("NFKD", text).translate(_ACCENTS)
    return normalised("NFKC", bare).casefold()


def repair(text: str) -> str:
    """Character entities and mojibake undone; everything else as it was."""
    return _repair(_unescape(text))


def _unescape(text: str) -> str:
    if "&" not in text:
        return text
    once = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return _ENTITY.sub(lambda found: html.unescape(found[0]), once)


def _repair(text: str) -> str:
    if text.isascii():
        return text
    return _MOJIBAKE.sub(_decode, text.replace(_LOST_QUOTE, '"'))


def _decode(found: re.Match[str]) -> str:
    """UTF-8 that was read as Windows-1252 or Latin-1, read anew; anything else stays."""
    raw = bytes([ord(found[0][0]), *(_CONTINUATION[c] for c in found[0][1:])])
    for end in range(len(raw), 1, -1):
        try:
            return raw[:end].decode() + found[0][end:]
        except UnicodeDecodeError:
            continue
    return found[0]
