"""The sentences of a report, as spans of its raw text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from sources.text.body import BODY_KINDS, repaired
from sources.text.page import repairs as mends
from sources.text.page.abbreviations import OTHERS, TITLES
from sources.text.page.lines import BLANKS
from sources.text.page.months import MONTHS
from sources.text.page.prose import SMALL_WORDS
from sources.text.types import Repair, Segment, Sentence

END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’»)\]']*+(?=\s)|[。！？]++[」』”’）]*+|(?<![؟।۔።])[؟।۔።]++(?=\s)")
OPENERS = "\"“„«‘'([¿¡»›-–— "
LAST_DAY = 31


def split(text: str, segments: Sequence[Segment]) -> tuple[Sentence, ...]:
    """The sentences of the kept body segments, in order. A heading, list item or table row is a sentence of its own."""
    pieces = [segment for segment in segments if segment.kept and segment.kind in BODY_KINDS]
    found = mends.find(text, [(one.start, one.end) for one in pieces])
    return tuple(
        Sentence(start, end, repaired(text, start, end, found), piece.kind)
        for piece in pieces
        for start, end in _spans(text, piece, found)
    )


def _spans(text: str, piece: Segment, found: Sequence[Repair]) -> Iterator[tuple[int, int]]:
    at = piece.start
    for end in [*_ends(text, piece, found), piece.end]:
        start, stop = _trimmed(text, at, end)
        if start < stop:
            yield start, stop
        at = end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    head = len(words) - len(words.lstrip(BLANKS))
    return start + head, start + max(head, len(words.rstrip(BLANKS)))


def _ends(text: str, piece: Segment, found: Sequence[Repair]) -> list[int]:
    if piece.kind not in ("paragraph", "turn", "list"):
        return []
    first = bisect_right(found, piece.start, key=lambda repair: repair.start)
    last = bisect_left(found, piece.end, key=lambda repair: repair.start)
    mended = {repair.start for repair in found[first:last]}
    glued = {at for at in mended if text[at - 1] in ".!?”’»)]" and not text[at].isspace() and _stopped(text, at)}
    plain = {match.end() for match in END.finditer(text, piece.start, piece.end) if _ends_here(text, match, mended)}
    return sorted(glued | plain)


def _stopped(text: str, at: int) -> bool:
    """Whether the word glued before `at` ends in a stop that closes a sentence, not in that of a title."""
    head = mends.word_before(text, at).rstrip("”’»)]")
    return head[-1:] in (".", "!", "?") and head.rstrip(".!?").casefold() not in TITLES


def _ends_here(text: str, match: re.Match[str], mended: set[int]) -> bool:
    after = match.end() + len(text[match.end() : match.end() + 8]) - len(text[match.end() : match.end() + 8].lstrip())
    if after in mended or match[0][0] in "。！？؟।۔።":
        return True
    follow = mends.word_after(text, after).lstrip(OPENERS)
    if not follow or not match[0].startswith("."):
        return bool(follow) and not follow[0].islower()
    if follow[0].islower():
        return False
    return len(match[0].rstrip("\"”’»)]'")) > 1 or not _belongs(mends.word_before(text, match.start()), follow)


def _belongs(word: str, follow: str) -> bool:
    """Whether the full stop after `word` is part of it: a title, an initial, an abbreviation, an ordinal number."""
    bare = word.strip("“”„\"'‘’«»()[]").casefold()
    starter = follow.strip("”’»\"'.,:;!?)").casefold() in SMALL_WORDS
    if bare in TITLES or (len(bare) == 1 and bare.isalpha()):
        return True
    if bare in OTHERS or "." in bare:
        return not starter
    if bare.isdecimal() and len(bare) <= 2:
        return int(bare) <= LAST_DAY and (not starter or follow.strip(".,").casefold() in MONTHS)
    return False
