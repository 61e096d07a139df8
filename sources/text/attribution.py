"""Whose word a sentence is: the source that it names, the channel, and the kind of basis."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from sources.text.claims import attribution_phrases as phrases
from sources.text.claims import attribution_words as words
from sources.text.claims.attribution_phrases import MARKS, QUOTED, TOKEN, Clause
from sources.text.fold import plain
from sources.text.types import Attribution

STATEMENT, DOCUMENT, OWN, OUTLET = "statement", "document", "own reporting", "another outlet"

LONGEST_SENTENCE = 6000
"""Characters read. No sentence is longer; a hostile one costs no more."""
REMEMBERED, LONGEST_REMEMBERED = 5_000, 600
"""Sentences, and their characters. A story's reports are asked again whenever somebody looks at it, and copies share
their sentences."""

_SITE = re.compile(r"\w\.(?:com|org|net|info|co|news|africa|tv|fr|de|es|br|ng|ke|in|uk)$")
_FROM = frozenset(
    ("from", "by", "of", "issued", "released", "published", "posted", "made", "de", "du", "von", "do", "da")
)
_SEEN_BY = phrases.by_first_word(
    (("seen", "by"), ("obtained", "by"), ("reviewed", "by"), ("examined", "by"), ("viewed", "by"))
)
_OWN_PHRASES, _ACCORDING_TO = map(phrases.by_first_word, (words.OWN_PHRASES, words.ACCORDING_TO))
_TELLS = frozenset(("told", "tells"))


def find(sentence: str) -> Attribution:
    """Whose word the sentence is. What stands inside quotation marks attributes nothing; a pronoun names nobody."""
    return _remembered(sentence) if len(sentence) <= LONGEST_REMEMBERED else _find(sentence[:LONGEST_SENTENCE])


@lru_cache(maxsize=REMEMBERED)
def _remembered(sentence: str) -> Attribution:
    return _find(sentence)


def _find(sentence: str) -> Attribution:
    clause = phrases.read(sentence)
    finders: tuple[Callable[[Clause], Attribution | None], ...] = (
        _own,
        _according,
        _document,
        _told_outlet,
        _said,
        _by,
    )
    return next((found for finder in finders if (found := finder(clause))), Attribution())


def is_outlet(name: str) -> bool:
    """Whether a source's name is that of an outlet or agency, or says "media"."""
    low = " ".join(plain(word) for word in name.split())
    if any(phrase in low for phrase in words.OUTLET_PHRASES) or _SITE.search(low):
        return True
    found = TOKEN.findall(name)
    first = next((at for at, word in enumerate(found) if _names_outlet(word)), None)
    return first is not None and not any(plain(word) in words.SPEAKS_FOR for word in found[:first])


def _names_outlet(word: str) -> bool:
    low = plain(word)
    if low in words.OUTLETS:
        return word[0].isupper()
    return low in words.OUTLET_NOUNS and (word[0].isupper() or low not in words.OUTLET_NOUNS_IF_CAPITAL)


def _own(clause: Clause) -> Attribution | None:
    """ "told this newspaper", "our reporter saw": unless it is a document that the reporter saw."""
    for at in range(len(clause.tokens)):
        phrase = phrases.one_of(_OWN_PHRASES, clause, at)
        if phrase is None:
            continue
        if any(clause.low(before) in words.DOCUMENTS for before in range(max(0, at - 8), at)):
            return _document(clause) or Attribution(_shown(clause, at, phrase), DOCUMENT)
        teller = max((back for back in range(max(0, at - 3), at) if clause.low(back) in _TELLS), default=None)
        speaker = phrases.called(phrases.subject_before(clause, teller)) if teller is not None else ""
        return Attribution(f"{speaker}, to {' '.join(phrase)}" if speaker else _shown(clause, at, phrase), OWN)
    return None


def _shown(clause: Clause, at: int, phrase: Sequence[str]) -> str:
    return clause.words(at, at + len(phrase)).lower()


def _according(clause: Clause) -> Attribution | None:
    for at in range(len(clause.tokens)):
        lead = phrases.one_of(_ACCORDING_TO, clause, at)
        if lead is None or not _leads(clause, at, lead):
            continue
        start = at + len(lead)
        end = phrases.phrase_end(clause, start, german=lead[0] in ("laut", "nach"))
        if found := _source(clause, start, end):
            return found
    return None


def _leads(clause: Clause, at: int, lead: Sequence[str]) -> bool:
    """ "segundo" is also the second, "laut" also loud, and "as" opens the longer phrase."""
    if lead[0] == "segundo":
        return clause.low(at - 1) not in words.NOT_BEFORE_SEGUNDO and _names_next(clause, at + 1)
    return lead[0] not in ("laut", "conforme") or _names_next(clause, at + 1)


def _names_next(clause: Clause, at: int) -> bool:
    return clause.capital(at) or clause.low(at) in words.ARTICLES or clause.low(at) in words.BARE_SOURCES


def _source(clause: Clause, start: int, end: int) -> Attribution | None:
    """The source that tokens `start` to `end` name, unwrapped from "a statement by"."""
    if start >= end:
        return None
    inner = _issuer(clause, start, end)
    stated = inner > start
    name = phrases.called(clause.words(inner, end))
    channel = phrases.channel_near(clause, end)
    if not stated and (named := _named_document(clause, start, end)):
        return Attribution(named, DOCUMENT)
    if not stated and is_outlet(name):
        return Attribution(name, OUTLET)
    if not name or plain(name) in words.STATEMENTS:
        return Attribution("", STATEMENT) if stated or name else None
    return Attribution(f"{name}, {channel}" if channel else name, STATEMENT)


def _issuer(clause: Clause, start: int, end: int) -> int:
    """Behind "a statement from": the token where the one who made it is named; `start` when it is no statement."""
    for at in range(start, min(end, start + 4)):
        if clause.low(at) in words.STATEMENTS:
            behind = at + 1
            while behind < end and clause.low(behind) in _FROM:
                behind += 1
            return behind if behind > at + 1 else start
    return start


def _named_document(clause: Clause, start: int, end: int) -> str:
    """The document that a noun phrase is about, with who saw it; empty when it is about something else."""
    head = next((at for at in range(start, end) if clause.low(at) in words.INSIDE_NAMES), end)
    if not any(clause.low(at) in words.DOCUMENTS for at in range(start, head)):
        return ""
    if phrases.one_of(_SEEN_BY, clause, end):
        end = max(
            end,
            phrases.phrase_end(clause, end + 2),
            min(end + 4, len(clause.tokens)) if _own_at(clause, end + 2) else 0,
        )
    return phrases.called(clause.words(start, end))


def _own_at(clause: Clause, at: int) -> bool:
    return phrases.one_of(_OWN_PHRASES, clause, at) is not None


def _document(clause: Clause) -> Attribution | None:
    """ "court filings show", "data seen by": a document that shows, or that was seen."""
    for at, token in enumerate(clause.tokens):
        if token.low not in words.DOCUMENTS:
            continue
        shows = next((step for step in range(at + 1, at + 10) if _shows(clause, step)), None)
        if shows is None or any(clause.low(step) in MARKS for step in range(at + 1, shows)):
            continue
        start = at
        while start and (clause.low(start - 1) not in MARKS and at - start < 5) and _describes(clause, start - 1):
            start -= 1
        seen = phrases.one_of(_SEEN_BY, clause, shows)
        named = _named_document(clause, start, shows) if seen or _subject_like(clause, start) else ""
        if named:
            return Attribution(named, DOCUMENT)
    return None


def _shows(clause: Clause, at: int) -> bool:
    return clause.low(at) in words.SHOWING or phrases.one_of(_SEEN_BY, clause, at) is not None


def _describes(clause: Clause, at: int) -> bool:
    low = clause.low(at)
    return low in words.ARTICLES or not (low in words.ENDS_NAME or low in words.INSIDE_NAMES or low in words.SAYING)


def _subject_like(clause: Clause, start: int) -> bool:
    """A document that shows something opens its clause: "court records show", not "wrote in a letter, say"."""
    return (
        start == 0 or clause.low(start - 1) in MARKS or clause.low(start - 1) in ("but", "and", "while", "as", "that")
    )


def _told_outlet(clause: Clause) -> Attribution | None:
    """ "told Reuters": the speaker's word, by way of another outlet."""
    for at, token in enumerate(clause.tokens):
        if token.low in _TELLS:
            end = phrases.phrase_end(clause, at + 1)
            heard = clause.words(at + 1, end)
            speaker = phrases.called(phrases.subject_before(clause, at))
            if is_outlet(heard):
                return Attribution(f"{speaker}, to {heard}" if speaker else phrases.called(heard), OUTLET)
            if clause.low(at + 1) in ("us", "me") and clause.low(at + 2) in {
                "that",
                ",",
                ".",
                ":",
                QUOTED,
                "in",
                "on",
                "",
            }:
                return Attribution(f"{speaker}, to this outlet" if speaker else "this outlet", OWN)
    return None


def _said(clause: Clause) -> Attribution | None:
    for at in range(len(clause.tokens)):
        if _says(clause, at) and (found := _speaker(clause, at)):
            return found
    return None


def _says(clause: Clause, at: int) -> bool:
    low, follow = clause.low(at), clause.low(at + 1)
    if clause.low(at - 1) in words.PASSIVE or follow == "by":
        return False
    if low in words.AFTER_AUXILIARY and clause.low(at - 1) not in words.FRENCH_AUXILIARY:
        return False
    if low in words.SAYING or low in words.AFTER_AUXILIARY:
        return True
    if low not in words.SAYING_WITH_CARE:
        return False
    return follow in words.CARE_FOLLOWERS or follow in {QUOTED, ""} or bool(phrases.channel_at(clause, at + 1))


def _speaker(clause: Clause, verb: int) -> Attribution | None:
    """The one who speaks before the verb; behind it where a quotation or a comma stands before."""
    before = phrases.subject_before(clause, verb)
    if before:
        return _of_subject(clause, before, verb)
    if (
        verb == 0
        or clause.low(verb - 1) in MARKS
        or clause.low(verb - 1) in words.AUXILIARIES
        or _romance(clause, verb)
    ):
        end = phrases.phrase_end(clause, verb + 1)
        return _source(clause, verb + 1, end) if _names_next(clause, verb + 1) else None
    return None


def _romance(clause: Clause, verb: int) -> bool:
    return clause.low(verb) in words.SAYING_ROMANCE


def _of_subject(clause: Clause, subject: str, verb: int) -> Attribution | None:
    inner = phrases.read(subject)
    found = _source(inner, 0, len(inner.tokens))
    if found is None:
        return Attribution("", STATEMENT)
    channel = phrases.channel_near(clause, verb + 1)
    if found.basis != STATEMENT or not channel or not found.attributed_to:
        return found
    return Attribution(f"{found.attributed_to}, {channel}", STATEMENT)


def _by(clause: Clause) -> Attribution | None:
    """ "in a statement by the ministry", "figures released by the agency": named without a verb of saying."""
    for at in range(len(clause.tokens)):
        if (
            clause.low(at) in words.STATEMENTS
            and clause.low(at + 1) in ("by", "from")
            and clause.low(at - 1) in words.ARTICLES
        ):
            return _source(clause, at - 1, phrases.phrase_end(clause, at))
        if clause.low(at) in words.DOCUMENTS and clause.has(at + 1, ("released", "by")):
            end = phrases.phrase_end(clause, at + 3)
            return Attribution(clause.words(at, end), DOCUMENT) if end > at + 3 else None
    return None
