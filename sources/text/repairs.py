"""Damage that scraping and rewriting leave in a text, and its mending: lost spaces after stops and commas, lost capitals.

Only what is safe is mended: addresses, file names, decimals, abbreviations and names such as "iPhone" stay as they are.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sources.text.abbreviations import OTHERS, TITLES
from sources.text.prose import SMALL_WORDS
from sources.text.types import Repair

STOP = re.compile(r"[.!?]+[”’»)\]]*(?=[^\W\d_])")
COMMA = re.compile(r"(?<=[^\W_])\)?,(?=[^\W\d_])")
LOWERED = re.compile(r"(?P<stop>[.!?]+[)\]]*)[ \t\r\n\xa0]+(?P<next>[^\W\d_A-Z])")
ADDRESS = re.compile(r"://|@|www\.|[/\\_=&]")
LETTERS = re.compile(r"[^\W\d_]+")
UNCASED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
FARTHEST = 60
"""No word that a repair has to understand is longer, in code points."""
TOO_MANY_LOWERED = 0.34
"""Where more of the sentences begin in lower case, that is the writer's way and no damage (damaged pages: under .2)."""
REPEATED = 2
"""A word that stands so often before a full stop and a small letter is an abbreviation of its language."""


def find(text: str, spans: Sequence[tuple[int, int]], starts: frozenset[int] = frozenset()) -> tuple[Repair, ...]:
    """The repairs within the spans, in order. `starts` are offsets that begin a sentence although no stop is before them."""
    found: list[Repair] = []
    for start, end in spans:
        found += _spaces(text, start, end)
    if not _lowered_by_habit(text, spans):
        found += _capitals(text, spans, starts)
    return _distinct(sorted(found, key=lambda repair: (repair.start, repair.end)))


def _distinct(found: Sequence[Repair]) -> tuple[Repair, ...]:
    kept: list[Repair] = []
    for repair in found:
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
            yield from _spaced(text, match.end())
    for match in COMMA.finditer(text, start, end):
        near = text[match.start() - 1] + text[match.end()]
        token = word_before(text, match.start()) + word_after(text, match.start())
        if not ADDRESS.search(token) and not UNCASED.search(near) and token.count(",") < 3:
            yield Repair(match.end(), match.end(), " ")


def _spaced(text: str, at: int) -> Iterator[Repair]:
    """A space before `at`, and a capital there if the word is in lower case."""
    if text[at].islower():
        yield Repair(at, at + 1, " " + text[at].upper())
    else:
        yield Repair(at, at, " ")


def _glued(text: str, match: re.Match[str]) -> bool:
    """Whether a stop with a letter right after it ends a sentence."""
    before, after = word_before(text, match.start()), word_after(text, match.end())
    if ADDRESS.search(before + match[0] + after) or UNCASED.search(before[-1:] + after[:1]):
        return False
    last = before.rstrip("”’»)]\"'")
    if _abbreviated(last):
        return last.casefold() in TITLES and after[:1].isalpha() and len(after) > 3 and "." not in after[:-1]
    solid = (len(last) >= 2 and (last[-2:].isalpha() or last[-2:].isdigit() or last[-1] == "%")) or last != before
    if after[0].isupper():
        return solid and (len(after) < 2 or not after[1].isupper()) and "." not in after[:3]
    return solid and _sentence_in_lower_case(text, match, last, after)


def _sentence_in_lower_case(text: str, match: re.Match[str], last: str, after: str) -> bool:
    """ "conflict.by sharing": a small word after the stop, and a word before it that the text uses elsewhere too."""
    follow = LETTERS.match(after)
    if not follow or follow[0] != after or after not in SMALL_WORDS or len(after) < 2 or last[-1:].isdigit():
        return False
    word = re.escape(last.strip("“”\"'(‘’"))
    return "." not in last and re.search(rf"(?<!\w){word}(?!\w|\.\w)", text[max(0, match.start() - 20_000) : match.start() - len(last)]) is not None


def _abbreviated(word: str) -> bool:
    """Whether a full stop after this word belongs to the word."""
    bare = word.strip("“”„\"'‘’«»()[]").casefold()
    return bare in TITLES or bare in OTHERS or "." in bare or (len(bare) == 1 and bare.isalpha())


def _lowered(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return (match for match in LOWERED.finditer(text, start, end) if match["next"].islower())


def _lowered_by_habit(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    low = sum(not _abbreviated(word_before(text, match.start())) for start, end in spans for match in _lowered(text, start, end))
    high = sum(len(re.findall(r"[.!?]\s+[^\W\d_a-z]", text[start:end])) for start, end in spans)
    return low > 3 and low > TOO_MANY_LOWERED * (low + high)


def _capitals(text: str, spans: Sequence[tuple[int, int]], starts: frozenset[int]) -> Iterator[Repair]:
    candidates = [match for start, end in spans for match in _lowered(text, start, end) if _starts_sentence(text, match)]
    heads = Counter(word_before(text, match.start()).casefold() for match in candidates)
    places = {match.start("next") for match in candidates if heads[word_before(text, match.start()).casefold()] < REPEATED}
    for at in sorted(places | {start for start in starts if start < len(text) and text[start].islower()}):
        if _plain_word(word_after(text, at)):
            yield Repair(at, at + 1, text[at].upper())


def _starts_sentence(text: str, match: re.Match[str]) -> bool:
    before = word_before(text, match.start())
    last = before.rstrip("”’»)]\"'")
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
    return len(bare) >= 1 and bare[0].islower() and not ADDRESS.search(bare) and "." not in bare and (bare.islower() or "-" in bare)
