"""A name's key: what is left of it when accents, case, punctuation and script are put aside."""

import re
import unicodedata
from functools import lru_cache

from sources.text.marks import normalised
from sources.text.naming.scripts import romanise

PLAIN_LETTERS = str.maketrans(
    {
        "ß": "ss", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L",
        "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "ə": "a", "Ə": "A", "ŋ": "ng", "ħ": "h", "Ħ": "H",
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "–": "-",
    }
)  # fmt: skip
NOT_IN_KEYS = re.compile(r"[^\w]+")


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """One word in lower case without accents; its script, hyphens and apostrophes stay."""
    return word.lower() if word.isascii() else _unmarked(word).lower()


def _unmarked(text: str) -> str:
    marked = normalised("NFKD", text.translate(PLAIN_LETTERS))
    return normalised("NFC", "".join(c for c in marked if not unicodedata.combining(c)))


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """The key of a name for exact look-up: romanised, in lower case, without accents and punctuation."""
    key = name.lower().replace(".", "")
    if not key.isascii():
        key = _unmarked(romanise(normalised("NFKC", key).lower())).lower()
    return " ".join(NOT_IN_KEYS.sub(" ", key.replace("'", "")).split())
