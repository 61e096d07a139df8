"""Mojibake: UTF-8 that was once read as another encoding ("â€œ" for “, "Ã©" for é), and its mending by ftfy.

Lines that hold a suspicious pair of characters are given to ftfy, piece by piece; what it changes is traced back to the
places where it stands. Everything that ftfy does beside encodings is turned off.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

import ftfy
from ftfy import TextFixerConfig
from ftfy.badness import is_bad

from sources.text.types import Repair

ENCODINGS = ("latin-1", "cp1250", "cp1251", "cp1252", "cp1253", "cp1257", "mac_roman")
"""What UTF-8 is taken for, and ftfy can undo."""


def _read_as(first: int, last: int) -> str:
    """The characters that the bytes from first to last are in one of the encodings, escaped for a pattern."""
    texts = (bytes(range(first, last + 1)).decode(encoding, "ignore") for encoding in ENCODINGS)
    return re.escape("".join(sorted(set("".join(texts)))))


SUSPECT = re.compile(rf"[{_read_as(0xC2, 0xF4)}](?:[{_read_as(0x80, 0xBF)}]|(?<=[ÂÃ]) )")
"""A first and a second byte of UTF-8 read as something else. Most such pairs are right as they are: ftfy judges."""
LONGEST_PIECE, SHORT_LINE = 1000, 30
"""Characters that are judged together: a line, a part of a long one, or some short ones (so that time stays linear)."""
PIECE = re.compile(
    rf"(?:[^\n]{{0,{SHORT_LINE}}}+\n){{1,16}}+|[^\n]{{1,{LONGEST_PIECE}}}(?:(?=\n)|(?<= )|\Z)|[^\n]{{{LONGEST_PIECE}}}"
)
ANCHOR = re.compile(r"[\x21-\x7e]+|\n")
"""ASCII never changes: between two such words of a piece stands what was read wrong."""
LOST_QUOTE, QUOTE = "â€\ufffd", "â€\x9d"
"""The third byte of ” is nothing in Windows-1252, so converters leave U+FFFD behind, nearly always of this one."""
CONFIG = TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_c1_controls=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)


def mended(line: str) -> str:
    """A line as it reads when its mojibake is undone."""
    for repair in reversed(find(line, [(0, len(line))])):
        line = line[: repair.start] + repair.replacement + line[repair.end :]
    return line


def find(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Repair, ...]:
    """The repairs within the spans, in order: each as small as its mojibake."""
    if text.isascii():
        return ()
    return tuple(repair for start, end in spans for repair in _within(text, start, end))


def _within(text: str, start: int, end: int) -> Iterator[Repair]:
    if not SUSPECT.search(text, start, end):
        return
    for piece in PIECE.finditer(text, start, end):
        broken = piece[0].replace(LOST_QUOTE, QUOTE)
        if SUSPECT.search(broken) and is_bad(broken):
            yield from _changes(piece, ftfy.fix_encoding(broken, CONFIG))


def _changes(piece: re.Match[str], fixed: str) -> Iterator[Repair]:
    """What stands between the same ASCII words of a piece and of its mended form, where it differs."""
    old, new = list(ANCHOR.finditer(piece[0])), list(ANCHOR.finditer(fixed))
    if [match[0] for match in old] != [match[0] for match in new]:
        return
    olds = zip([0, *(match.end() for match in old)], [*(match.start() for match in old), len(piece[0])], strict=True)
    news = zip([0, *(match.end() for match in new)], [*(match.start() for match in new), len(fixed)], strict=True)
    for (old_start, old_end), (new_start, new_end) in zip(olds, news, strict=True):
        was, reads = piece[0][old_start:old_end], fixed[new_start:new_end]
        if was != reads:
            yield from _smallest(piece.start() + old_start, was, reads)


def _smallest(start: int, was: str, reads: str) -> Iterator[Repair]:
    """The repair without what both have in common at either end. A byte order mark goes."""
    head = next((at for at, (a, b) in enumerate(zip(was, reads, strict=False)) if a != b), min(len(was), len(reads)))
    rest = min(len(was), len(reads)) - head
    tail = next((at for at in range(rest) if was[-1 - at] != reads[-1 - at]), rest)
    replacement = reads[head : len(reads) - tail].replace("\ufeff", "")
    if not any(unicodedata.category(char) == "Cc" for char in replacement):
        yield Repair(start + head, start + len(was) - tail, replacement)
