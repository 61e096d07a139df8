"""What scraping and rewriting break in a text, and its mending: mojibake, spaces lost after stops and commas, capitals.

Only what is safe is mended: addresses, file names, decimals, abbreviations and names such as "iPhone" stay as they are.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sources.text.page import mojibake
from sources.text.page.abbreviations import OTHERS, TITLES
from sources.text.page.prose import SMALL_WORDS
from sources.text.types import Repair

STOP = re.compile(r"[.!?](?<![.!?]{2})[.!?]*+[”’»)\]]*+(?=[^\W\d_])")
COMMA = re.compile(r",(?=[^\W\d_])(?:(?<=[^\W_],)|(?<=[^\W_]\),))")
LOWERED = re.compile(r"(?P<stop>[.!?](?<![.!?]{2})[.!?]*+[)\]]*+)[ \t\r\n\xa0]++(?P<next>[^\W\d_A-Z])")
RAISED = re.compile(r"[.!?]\s++[^\W\d_a-z]")
ADDRESS = re.compile(r"://|@|www\.|[/\\_=&]")
LETTERS = re.compile(r"[^\W\d_]+")
UNCASED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
USED = re.compile(r"[^\W\d_]++(?!\w|\.\w)")
OPENERS, CLOSERS = "“\"'(‘«„[", "”’»)]\"'"
"""The patterns begin with what is rare, and look back: so they are found several times faster."""
FARTHEST = 60
"""No word that a repair has to understand is longer, in code points."""
FEW_LOWERED, TOO_MANY_LOWERED = 3, 0.34
"""Where more sentences than that, and a greater part of all, begin in lower case, it is the writer's way and no damage
(of the sentences of damaged pages under a fifth do)."""
REPEATED = 2
"""A word that stands so often before a full stop and a small letter is an abbreviation of its language."""


def find(text: str, spans: Sequence[tuple[int, int]], starts: frozenset[int] = frozenset()) -> tuple[Repair, ...]:
    """The repairs within the spans, in order. `starts` are offsets that begin a sentence with no stop before them."""
    found = [repair for start, end in spans for repair in _spaces(text, start, end)]
    found += _lower_glued(text, spans)
    lowered = [match for start, end in spans for match in _lowered(text, start, end)]
    if not _by_habit(text, lowered):
        found += _capitals(text, lowered, starts)
    return _distinct(found, mojibake.find(text, spans))


def _distinct(found: Sequence[Repair], first: Sequence[Repair]) -> tuple[Repair, ...]:
    """All of them in order, but those that overlap one before them, or one of the first."""
    taken = {at for repair in first for at in range(repair.start, repair.end)}
    free = (repair for repair in found if taken.isdisjoint(range(repair.start, repair.end)))
    kept: list[Repair] = []
    for repair in sorted((*first, *free), key=lambda repair: (repair.start, repair.end)):
        if not kept or (repair.start >= kept[-1].end and repair != kept[-1]):
            kept.append(repair)
    return tuple(kept)


def word_before(text: str, at: int) -> str:
    """The unbroken run of characters that ends at `at`."""
    head = text[max(0, at - FARTHEST) : at]
    return head.split()[-1] if head and not head[-1].isspace() else ""


def word_after(text: str, at: int) -> str:
    """The unbroken run of characters that starts at `at`."""
    tail = text[at : at + FARTHEST]
    return tail.split()[0] if tail and not tail[0].isspace() else ""


def _spaces(text: str, start: int, end: int) -> Iterator[Repair]:
    for match in STOP.finditer(text, start, end):
        if _glued(text, match):
            yield _spaced(text, match.end())
    for match in COMMA.finditer(text, start, end):
        at = match.start() - (text[match.start() - 1] == ")")
        near = text[at - 1] + text[match.end()]
        token = word_before(text, at) + word_after(text, at)
        if not ADDRESS.search(token) and not UNCASED.search(near) and token.count(",") < 3:
            yield Repair(match.end(), match.end(), " ")


def _spaced(text: str, at: int) -> Repair:
    """A space before `at`, and a capital there if the word is in lower case."""
    return Repair(at, at + 1, " " + text[at].upper()) if text[at].islower() else Repair(at, at, " ")


def _glued(text: str, match: re.Match[str]) -> bool:
    """Whether a stop with a letter right after it ends a sentence or a title beyond doubt."""
    before, after = word_before(text, match.start()), word_after(text, match.end())
    if ADDRESS.search(before + match[0] + after) or UNCASED.search(before[-1:] + after[:1]):
        return False
    last = before.rstrip(CLOSERS)
    if _abbreviated(last):
        return last.casefold() in TITLES and len(after) > 3 and "." not in after[:-1]
    return after[0].isupper() and _solid(last, before) and not after[1:2].isupper() and "." not in after[:3]


def _solid(last: str, before: str) -> bool:
    """Whether a word may end a sentence: two letters or digits at its end, or a bracket or quotation mark behind it."""
    return (len(last) >= 2 and (last[-2:].isalpha() or last[-2:].isdigit() or last[-1] == "%")) or last != before


def _lower_glued(text: str, spans: Sequence[tuple[int, int]]) -> list[Repair]:
    """ "conflict.by sharing": a small word after the stop, before it a word that the text uses elsewhere too."""
    matches = [match for start, end in spans for match in STOP.finditer(text, start, end) if _maybe_glued(text, match)]
    if not matches:
        return []
    used = {match[0].casefold() for match in USED.finditer(text)}
    return [_spaced(text, match.end()) for match in matches if _head(text, match) in used]


def _head(text: str, match: re.Match[str]) -> str:
    return word_before(text, match.start()).strip(OPENERS + CLOSERS).casefold()


def _maybe_glued(text: str, match: re.Match[str]) -> bool:
    before, after = word_before(text, match.start()), word_after(text, match.end())
    if ADDRESS.search(before + match[0] + after) or len(after) < 2 or not after.isalpha() or after not in SMALL_WORDS:
        return False
    last = before.rstrip(CLOSERS)
    return _solid(last, before) and not _abbreviated(last) and not last[-1:].isdigit()


def _abbreviated(word: str) -> bool:
    """Whether a full stop after this word belongs to the word."""
    bare = word.strip("“”„\"'‘’«»()[]").casefold()
    return bare in TITLES or bare in OTHERS or "." in bare or (len(bare) == 1 and bare.isalpha())


def _lowered(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return (match for match in LOWERED.finditer(text, start, end) if match["next"].islower())


def _by_habit(text: str, lowered: Sequence[re.Match[str]]) -> bool:
    """Whether small letters after a full stop are the writer's way."""
    low = sum(not _abbreviated(word_before(text, match.start())) for match in lowered)
    return low > FEW_LOWERED and low > TOO_MANY_LOWERED * (low + len(RAISED.findall(text)))


def _capitals(text: str, lowered: Sequence[re.Match[str]], starts: frozenset[int]) -> Iterator[Repair]:
    matches = [match for match in lowered if _starts_sentence(text, match)]
    heads = [word_before(text, match.start()).casefold() for match in matches]
    times = Counter(heads)
    places = {match.start("next") for match, head in zip(matches, heads, strict=True) if times[head] < REPEATED}
    places |= {start for start in starts if start < len(text) and text[start].islower()}
    for at in sorted(places):
        if _plain_word(word_after(text, at)):
            yield Repair(at, at + 1, text[at].upper())


def _starts_sentence(text: str, match: re.Match[str]) -> bool:
    before = word_before(text, match.start())
    last = before.rstrip(CLOSERS)
    if not last or _abbreviated(last):
        return False
    if match["stop"].startswith("!"):
        return last[0].islower() or len(match["stop"]) > 1
    if match["stop"].startswith(".."):
        return False
    if last[-1].isdigit():
        return len(last) > 2
    letters = LETTERS.findall(last)
    return bool(letters) and (len(letters[-1]) >= 4 or letters[-1].casefold() in SMALL_WORDS or last != before)


def _plain_word(word: str) -> bool:
    """All in lower case, and no address: "additionally," but not "iPhone" or "example.org"."""
    bare = word.rstrip(".,;:!?)”’»\"'")
    return (
        len(bare) >= 1
        and bare[0].islower()
        and not ADDRESS.search(bare)
        and "." not in bare
        and (bare.islower() or "-" in bare)
    )
