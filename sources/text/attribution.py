"""Whose word a sentence is: the source that it names, the channel, and the kind of basis."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sources.text import attribution_words as words
from sources.text.fold import plain
from sources.text.types import Attribution

STATEMENT, DOCUMENT, OWN, OUTLET = "statement", "document", "own reporting", "another outlet"

LONGEST_NAME = 14
"""Words of a source's name; what runs on longer is no name but a clause."""
LONGEST_SENTENCE = 6000
"""Characters read. No sentence is longer; a hostile one costs no more."""
REACH_OF_CHANNEL = 70
"""Characters behind a source within which its channel stands ("on social media")."""

QUOTED = "\x00"
"""Stands for the words inside quotation marks: they are the speaker's, and attribute nothing."""
MARKS = frozenset(",;:.!?()[]—–-…") | {QUOTED}

_TOKEN = re.compile(r"\w+(?:['’.&\-‑]\w+)*|[^\w\s]")
_QUOTES = re.compile(r"“[^”“]*”|\"[^\"]*\"|«[^»«]*»|„[^“”„]*[“”]")
_CHANNEL = re.compile(
    rf"(?:\bon|\bin|\bat|\bvia|\bthrough|\bduring|\bsur|\bdans|\ben|\bem|\bnas|\bauf)\s+(?:(?:an?|the|its|his|her|their|"
    rf"une?|les|un|una|las|uma|as)\s+)?(?:[\w-]+\s+)?(?:{words.CHANNEL_NOUNS})\b",
    re.IGNORECASE,
)
_SITE = re.compile(r"\w\.(?:com|org|net|info|co|news|africa|tv|fr|de|es|br|ng|ke|in|uk)$")


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


def find(sentence: str) -> Attribution:
    """Whose word the sentence is. What stands inside quotation marks attributes nothing; a pronoun names nobody."""
    clause = _read(sentence[:LONGEST_SENTENCE])
    finders: tuple[Callable[[Clause], Attribution | None], ...] = (
        _own,
        _according,
        _document,
        _told_outlet,
        _said,
        _released,
    )
    return next((found for finder in finders if (found := finder(clause))), Attribution())


def is_outlet(name: str) -> bool:
    """Whether a source's name is that of an outlet or agency, or says "media"."""
    low = " ".join(plain(word) for word in name.split())
    if any(phrase in low for phrase in words.OUTLET_PHRASES) or _SITE.search(low):
        return True
    found = [token[0] for token in _TOKEN.finditer(name)]
    return bool(found) and (any(_names_outlet(word) for word in found) and not _is_person_at_outlet(found))


def _names_outlet(word: str) -> bool:
    low = plain(word)
    if low in words.OUTLETS:
        return word[0].isupper()
    return low in words.OUTLET_NOUNS and (word[0].isupper() or low not in words.OUTLET_NOUNS_IF_CAPITAL)


def _is_person_at_outlet(found: Sequence[str]) -> bool:
    """ "Spokesman for Sky News", "Jane Post": a person's word, not the outlet's."""
    first = next(at for at, word in enumerate(found) if _names_outlet(word))
    return any(plain(word) in ("for", "of", "at", "minister", "spokesman", "spokeswoman") for word in found[:first])


def _read(sentence: str) -> Clause:
    masked = _QUOTES.sub(lambda found: QUOTED + " " * (len(found[0]) - 1), sentence)
    tokens = [Token(found[0], plain(found[0]), found.start(), found.end()) for found in _TOKEN.finditer(masked)]
    for at, char in enumerate(masked):
        if char == QUOTED:
            tokens.append(Token(QUOTED, QUOTED, at, at + 1))
    return Clause(sentence, sorted(tokens, key=lambda token: token.start))
