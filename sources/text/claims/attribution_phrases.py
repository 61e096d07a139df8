"""Reading a source's name out of a sentence: where the noun phrase begins and ends, and how the source is called."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sources.text.claims import attribution_words as words
from sources.text.fold import plain
from sources.text.page.abbreviations import TITLES

LONGEST_NAME = 14
"""Words of a source's name; what runs on longer is no name but a clause."""

LONGEST_OFFICE = 6
"""Words of an office with its name, without an article ("hospital director Omar Aziz")."""

QUOTED = "\x00"
"""Stands for the words inside quotation marks: they are the speaker's, and attribute nothing."""
MARKS = frozenset(",;:.!?()[]—–-…") | {QUOTED}

TOKEN = re.compile(r"\w+(?:['’.&\-‑]\w+)*|[^\w\s]")
_QUOTES = re.compile(r"“[^”“]*”|\"[^\"]*\"|«[^»«]*»|„[^“”„]*[“”]")
_CHANNEL = re.compile(
    rf"\b(?:on|in|at|via|through|during|sur|dans|en|em|nas|auf)\s+(?:(?:an?|the|its|his|her|their|une?|les|una|las|uma|as)"
    rf"\s+)?(?:[\w-]+\s+)?(?:{words.CHANNEL_NOUNS})\b",
    re.IGNORECASE,
)
_REACH_OF_CHANNEL = 70
"""Characters behind a source within which its channel stands ("on social media")."""


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    low: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence as tokens, each quotation being one."""

    text: str
    tokens: Sequence[Token]

    def low(self, at: int) -> str:
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def has(self, at: int, phrase: Sequence[str]) -> bool:
        return all(self.low(at + step) == word for step, word in enumerate(phrase))

    def words(self, start: int, end: int) -> str:
        return self.text[self.tokens[start].start : self.tokens[end - 1].end] if start < end else ""

    def capital(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].text[0].isupper()


Phrase = Sequence[str]


def by_first_word(phrases: Iterable[Phrase]) -> Mapping[str, Sequence[Phrase]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase)
    return found


def one_of(phrases: Mapping[str, Sequence[Phrase]], clause: Clause, at: int) -> Phrase | None:
    """The first of the phrases, which are given by their first words, that stands at a token."""
    return next((phrase for phrase in phrases.get(clause.low(at), ()) if clause.has(at, phrase)), None)


def read(sentence: str) -> Clause:
    masked = _QUOTES.sub(lambda found: QUOTED + " " * (len(found[0]) - 1), sentence)
    tokens = [Token(found[0], plain(found[0]), found.start(), found.end()) for found in TOKEN.finditer(masked)]
    return Clause(sentence, [token for at, token in enumerate(tokens) if not _shortens(tokens, at)])


def _shortens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a full stop is part of "Dr. Ada Brook" or of "A. Brook", and ends nothing."""
    if tokens[at].text != "." or not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    short = before.low in TITLES or (len(before.text) == 1 and before.text.isupper())
    return short and before.end == tokens[at].start and after.text[0].isupper()


def phrase_end(clause: Clause, start: int, *, german: bool = False) -> int:
    """Where the noun phrase that begins at token `start` ends; in German, before the first small word behind a noun."""
    at = start
    while at < min(len(clause.tokens), start + LONGEST_NAME) and not _ends(clause, start, at):
        if german and at > start and clause.capital(at - 1) and _is_small(clause, at):
            break
        at += 1
    while at > start and (clause.low(at - 1) in words.INSIDE_NAMES or clause.low(at - 1) in words.ARTICLES):
        at -= 1
    return at


def _is_small(clause: Clause, at: int) -> bool:
    return not clause.capital(at) and clause.low(at) not in words.INSIDE_NAMES


def _ends(clause: Clause, start: int, at: int) -> bool:
    low, before = clause.low(at), clause.low(at - 1)
    if low in MARKS or low in words.ENDS_NAME:
        return True
    if at == start:
        return low in words.PRONOUNS - words.ARTICLES and clause.low(at + 1) not in words.DOCUMENTS
    if low in words.TIMES or channel_at(clause, at):
        return True
    if low in words.INSIDE_NAMES:
        return clause.low(at + 1) in words.TIMES or clause.low(at + 1)[:1].isdigit()
    if low in words.DETERMINERS or low in words.PRONOUNS:
        return before not in words.INSIDE_NAMES and not clause.capital(at)
    return False


def channel_at(clause: Clause, at: int) -> str:
    """The channel that begins at a token: "on social media", "in a statement"; empty when none does."""
    if at >= len(clause.tokens):
        return ""
    start = clause.tokens[at].start
    found = _CHANNEL.match(clause.text, start, start + _REACH_OF_CHANNEL)
    return " ".join(found[0].split()) if found else ""


def channel_near(clause: Clause, at: int) -> str:
    """The first channel named at a token or soon behind it, within the clause."""
    for step in range(at, min(at + 8, len(clause.tokens))):
        if clause.low(step) in MARKS:
            return ""
        if found := channel_at(clause, step):
            return found
    return ""


def subject_before(clause: Clause, verb: int) -> str:
    """The subject of the verb at a token, as written; empty when none can be told."""
    end = verb
    while end and (clause.low(end - 1) in words.AUXILIARIES or _is_adverb(clause, end - 1)):
        end -= 1
    if clause.low(end - 1) == ",":
        return _before_apposition(clause, end - 1)
    start = _chunk_start(clause, end)
    return _subject(clause, start, end)


def _is_adverb(clause: Clause, at: int) -> bool:
    low = clause.low(at)
    return low.endswith("ly") and low not in words.NOUNS_IN_LY and not clause.capital(at)


def _chunk_start(clause: Clause, end: int) -> int:
    start = end
    while start and clause.low(start - 1) not in MARKS:
        start -= 1
    cuts = [at for at in range(start, end) if clause.low(at) in ("but", "while", "because", "although", "that", "when")]
    return cuts[-1] + 1 if cuts else start


def _before_apposition(clause: Clause, comma: int) -> str:
    """ "Jane Doe, who leads the agency, said": back over what stands between the commas to the name."""
    end = comma
    while end:
        start = _chunk_start(clause, end)
        leading = clause.low(start - 1) != ","
        if leading or (clause.capital(start) and clause.low(start) not in words.DETERMINERS):
            return _subject(clause, start, end)
        end = start - 1
    return ""


def _subject(clause: Clause, start: int, end: int) -> str:
    while start < end and clause.low(start) in ("but", "and", "meanwhile", "however", "later", "also", "then", "still"):
        start += 1
    while end > start and (clause.low(end - 1) in words.TIMES or clause.low(end - 1) in ("on", "late", "early")):
        end -= 1
    return clause.words(start, end) if _may_be_name(clause, start, end) else ""


def _may_be_name(clause: Clause, start: int, end: int) -> bool:
    if not 0 < end - start <= LONGEST_NAME or clause.low(start) in words.ADVERBIAL_STARTS:
        return False
    lows = [clause.low(at) for at in range(start, end)]
    if len(lows) > 1 and lows[-1] in words.PRONOUNS:
        return False
    if lows[-1] in words.DETERMINERS or lows[-1] in words.INSIDE_NAMES or not words.FINITE.isdisjoint(lows):
        return False
    begins = clause.capital(start) or lows[0] in words.DETERMINERS or lows[0] in words.PRONOUNS
    begins = (
        begins or not words.BARE_SOURCES.isdisjoint(lows) or (clause.capital(end - 1) and end - start <= LONGEST_OFFICE)
    )
    return begins and not _acts(clause, start, end)


def _acts(clause: Clause, start: int, end: int) -> bool:
    """Whether a past tense stands inside, so that the words are a clause: "the army attacked the base"."""
    return any(
        clause.low(at).endswith("ed") and not clause.capital(at) and clause.low(at + 1) in words.DETERMINERS
        for at in range(start, end - 1)
    )


def called(phrase: str) -> str:
    """A source's name as a reader would have it: without its article; empty for a pronoun."""
    found = phrase.strip(" ,;:'’").split()
    while len(found) > 1 and plain(found[0]) in words.ARTICLES and not _is_acronym(found[0]):
        found = found[1:]
    if len(found) == 1 and plain(found[0]) in words.PRONOUNS | words.ARTICLES and not _is_acronym(found[0]):
        return ""
    return " ".join([_in_mid_sentence(found[0], len(found)), *found[1:]]) if found else ""


def _in_mid_sentence(word: str, count: int) -> str:
    """A common noun's capital goes, which it had at the start of a sentence."""
    low = plain(word)
    common = low in words.COMMON_FIRST or (count == 1 and low in words.BARE_SOURCES | words.DOCUMENTS)
    return word.lower() if common else word


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()
