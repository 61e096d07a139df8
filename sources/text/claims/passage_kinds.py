"""What kind of sentence one is: only a fact may stand as a key point."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sources.text.claims import attribution_words
from sources.text.claims import passage_words as words
from sources.text.fold import plain

FACT, FORECAST, PRAISE, SUMMARY = "fact", "forecast", "praise", "summary"
QUESTION, INSTRUCTION, QUOTE = "question", "instruction", "quote"
KINDS = frozenset({FACT, FORECAST, PRAISE, SUMMARY, QUESTION, INSTRUCTION, QUOTE})

LONGEST = 6000
"""Characters read. No sentence is longer; a hostile one costs no more."""
MOSTLY_QUOTED = 0.5
"""Share of the characters inside quotation marks from which the sentence is its speaker's, not the report's."""
SHORTEST_FACT = 5
"""Words. Shorter ones are headings, labels and exclamations."""
SHORTEST_UNSTOPPED = 10
"""Words of a sentence that no full stop ends; shorter, it is a heading or an item of a list."""

_QUOTED = re.compile(r"“[^”“]*”|\"[^\"]*\"|«[^»«]*»|„[^“”„]*[“”]|(?<!\w)‘[^‘’]*’(?!\w)")
_OPENED_ONLY = re.compile(r"[“«„].*|^\".*")
_CLOSED_ONLY = re.compile(r"^[^”»]*[”»]|^[^\"]*\"")
"""A quotation of several sentences: only one of its marks stands in this one."""
_WORD = re.compile(r"\w+(?:['’\-‑]\w+)*")
_LABEL = re.compile(r"[-–•*\s]*[^\W\d_a-z][\w.'’-]*(?: [\w.'’-]+){0,4}: ")
"""A label before the words: a speaker's in an interview, or a list item's. Neither is the report's own sentence."""
_STOPS = (".", "!", "。")
_CLOSERS = "\"'”’»)] "


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    alternatives = "|".join(re.escape(phrase) for phrase in longest_first)
    return re.compile(rf"(?<![\w'-])(?:{alternatives})(?![\w'-])")


_FORECAST = _pattern(words.FORECASTS)
_SHORT_WILL = re.compile(r"(?<=\w)'ll\b")
_NOT_FORECAST = _pattern(words.NOT_FORECASTS)
_SUMS = tuple(f"{sums} " for sums in words.SUMMING_OPENERS)
_LOADED = _pattern(words.LOADED)
_INTERPRETING = _pattern(words.INTERPRETING)
_WRITER = _pattern(words.WRITER)
_CALL = _pattern(words.CALLS)
_OWN = _pattern(" ".join(phrase) for phrase in attribution_words.OWN_PHRASES)


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence's own words: outside its quotation marks, as written and folded."""

    sentence: str
    outside: str
    low: str
    words: tuple[str, ...]

    @property
    def quoted(self) -> float:
        return 1 - len(self.outside) / max(1, len(self.sentence))


def kind(sentence: str) -> str:
    """`fact`, `forecast`, `praise`, `summary`, `question`, `instruction` or `quote`.

    A fact is finite and concrete (a name, a number, a day, a reported act), and free of forecasts, praise, loaded words
    and summing up; what stands inside quotation marks is its speaker's and not judged. `summary` is also what a
    sentence is called that states nothing in particular, or in which the writer speaks.
    """
    reading = _read(" ".join(sentence[:LONGEST].split()))
    if reading.sentence.rstrip(_CLOSERS).endswith(("?", "？", "؟")):
        return QUESTION
    if _instructs(reading):
        return INSTRUCTION
    if reading.quoted > MOSTLY_QUOTED or _LABEL.match(reading.sentence):
        return QUOTE
    return _told(reading)


def _read(sentence: str) -> Reading:
    outside = _CLOSED_ONLY.sub(" ", _OPENED_ONLY.sub(" ", _QUOTED.sub(" ", sentence)))
    low = " ".join(plain(word) for word in outside.split())
    return Reading(sentence, outside, low, tuple(_WORD.findall(outside)))


def _instructs(reading: Reading) -> bool:
    first = plain(reading.words[0]) if reading.words else ""
    second = plain(reading.words[1]) if len(reading.words) > 1 else ""
    commands = first in words.IMPERATIVES and not (second in words.FINITE or second.endswith("ed"))
    return commands or bool(_CALL.search(reading.low) and not _is_finite(reading))


def _told(reading: Reading) -> str:
    opener = reading.low.lstrip("–—- ").replace(",", " ")
    if opener.startswith(_SUMS):
        return SUMMARY
    if _forecasts(reading):
        return FORECAST
    if _LOADED.search(reading.low):
        return PRAISE
    if _INTERPRETING.search(reading.low):
        return SUMMARY
    if _writer_speaks(reading) and not _OWN.search(reading.low):
        return SUMMARY
    return FACT if _is_whole(reading) and _is_finite(reading) and _is_concrete(reading) else SUMMARY


def _writer_speaks(reading: Reading) -> bool:
    """ "US" is a country, and the "I" behind "World War" a number."""
    alone = any(
        word == "us" or (word == "I" and not (at and reading.words[at - 1][0].isupper()))
        for at, word in enumerate(reading.words)
    )
    return alone or bool(_WRITER.search(reading.low))


def _forecasts(reading: Reading) -> bool:
    low = _NOT_FORECAST.sub(" ", reading.low)
    found = {match[0] for match in _FORECAST.finditer(low)}
    if found == {"may"} or found == {"will"}:
        return found.pop() in reading.words
    return bool(found or _SHORT_WILL.search(low))


def _is_whole(reading: Reading) -> bool:
    stopped = reading.sentence.rstrip(_CLOSERS).endswith(_STOPS)
    return len(reading.words) >= (SHORTEST_FACT if stopped else SHORTEST_UNSTOPPED)


def _is_finite(reading: Reading) -> bool:
    """Whether a finite verb can be seen. A sentence with a full stop is believed to have one, save behind "-ing"."""
    lows = [plain(word) for word in reading.words]
    if not words.FINITE.isdisjoint(lows) or not attribution_words.SAYING.isdisjoint(lows):
        return True
    if lows[:1] and lows[0].endswith("ing"):
        return False
    stopped = reading.sentence.rstrip(_CLOSERS).endswith(_STOPS)
    return stopped or any(low.endswith("ed") or _is_present(reading.words, at) for at, low in enumerate(lows))


def _is_present(found: tuple[str, ...], at: int) -> bool:
    """ "Mali benefits", "Moscow is": a word in -s behind a name, before a small word."""
    word = found[at]
    return at > 0 and word.islower() and word.endswith("s") and len(word) > 3 and found[at - 1][0].isupper()


def _is_concrete(reading: Reading) -> bool:
    if any(word[0].isdigit() or plain(word) in words.NUMBER_WORDS for word in reading.words):
        return True
    named = any(word[0].isupper() and word not in ("I", "I'm") for word in reading.words[1:])
    opens_with_name = len(reading.words) > 1 and _opens_with_name(reading)
    return named or opens_with_name or not attribution_words.SAYING.isdisjoint(plain(word) for word in reading.words)


def _opens_with_name(reading: Reading) -> bool:
    first = plain(reading.words[0])
    ordinary = attribution_words.DETERMINERS | attribution_words.PRONOUNS | attribution_words.ADVERBIAL_STARTS
    return first not in ordinary and _is_present(reading.words, 1)
