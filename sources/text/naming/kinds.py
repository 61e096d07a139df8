"""Is a candidate the name of someone who acts, and of what kind? Decided by the words in it and around it."""

import re
from dataclasses import dataclass

from sources.text.naming.known_names import ARMED_GROUP, ORGANISATION, PERSON, PLACE, STATE
from sources.text.naming.lists import COMMON_WORDS, GIVEN_NAMES
from sources.text.naming.nouns import (
    ARMED_NOUNS,
    COMPANY_SUFFIXES,
    OF_PLACE_NOUNS,
    ORG_NOUNS,
    PLACE_NOUNS,
    PLACE_OPENERS,
    THING_NOUNS,
)
from sources.text.naming.spans import ROMANCE, Candidate, Page
from sources.text.naming.territories import demonyms
from sources.text.naming.tokens import Token
from sources.text.naming.words import (
    ADJECTIVES,
    FUNCTION_WORDS,
    HONORIFICS,
    KIN,
    MONTHS_AND_DAYS,
    NAME_SUFFIXES,
    NEVER_ACTORS,
    PERSON_VERBS,
    PLACE_NOUNS_AFTER,
    PLACE_NOUNS_BEFORE,
    PLACE_PREPOSITIONS,
    PORTFOLIOS,
    SPEECH_VERBS,
    TITLES,
)
from sources.text.word_sets import word_set

THING = "thing"
NOUNS = ORG_NOUNS | PLACE_NOUNS | THING_NOUNS
ALL_NOUNS = NOUNS | ARMED_NOUNS
UNNAMED = NOUNS | PORTFOLIOS
ACTS = SPEECH_VERBS | PERSON_VERBS
VERBS_AFTER = ACTS | word_set("is was has had will would are were have also")
COMPANY_WORDS_BEFORE = word_set(
    """
    company companies firm manufacturer maker airline airlines magazine newspaper agency broadcaster bank group
    website station channel organisation organization charity party club team brand carrier developer publisher
    retailer operator rival
    """
)
GROUP_WORDS_AFTER = word_set(
    """
    officials official forces militants militant fighters rebels troops soldiers shares executives employees
    staff group militia spokesman spokeswoman members sources newspaper magazine insurgents terrorists gunmen
    party regime leadership commanders
    """
)
PERSON_WORDS_AFTER = word_set("administration presidency campaign family era doctrine cabinet")
PLACE_ENDINGS = (
    "stan",
    "ville",
    "burg",
    "grad",
    "pur",
    "abad",
    "shire",
    "land",
    "istan",
    "polis",
    "ford",
    "town",
    "stadt",
    "iya",
    "iyah",
)
ORG_ENDINGS = ("corp", "soft", "bank", "tech", "media", "net", "air", "gram", "pharma", "motors", "tel")
THING_WORDS_AFTER = word_set(
    """
    aircraft browser software jet jets superjumbo airliner airliners rifle rifles missile missiles tank tanks
    drone drones smartphone helicopter helicopters virus vaccine theorem equation operating app console engine
    engines method theory
    """
)
# A year in brackets right behind a name: a film, a book.
MADE_IN = re.compile(r"[”\"'’!?]{0,2} \((?:19|20)\d\d\)")
PERSON_AND_PLACE_NOUNS = word_set(
    """
    hill hills lake park bridge castle rock rivers hall wood woods beach fort forest banks
    """
)
ADJECTIVE_ENDINGS = ("ian", "ean", "ese", "ist", "ists", "ism", "esque")
# "(R-Utah)" behind a name.
PARTY_TAG = re.compile(r"[RDI]-[A-Z]")
DATELINE_END = re.compile(r"\) ?(?:--?|[–—])")
LONGEST_PERSON = 5
NO_NAMES = NEVER_ACTORS | ADJECTIVES | MONTHS_AND_DAYS
DE = "de"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kind` as in Mention, or "thing" for what does not act. `sure`: by the words in it, not by its surroundings.

    `accepted`: a name on this evidence alone; otherwise only if the text names it elsewhere as well.
    """

    kind: str
    sure: bool
    accepted: bool


def judge(page: Page, name: Candidate) -> Verdict:
    """What kind of actor the candidate names, and whether that stands without more evidence."""
    if _is_dateline_credit(page, name):
        return Verdict(THING, True, False)
    if name.known:
        return Verdict(name.known.kind, True, not _numbered(page, name))
    if is_thing(page, name):
        return Verdict(THING, True, False)
    inner = _kind_inside(page, name)
    kind = inner or _kind_around(page, name) or _kind_by_shape(page, name)
    return Verdict(kind, bool(inner), kind != THING and _stands(page, name, inner) and not _numbered(page, name))


def is_thing(page: Page, name: Candidate) -> bool:
    """A model, a work, a product: by its number, its year in brackets or the word behind it."""
    lows = _lows(name)
    first, last = page.words[name.first], page.words[name.last]
    if any(c.isdigit() for c in last.text) or (lows[0] in NEVER_ACTORS and not name.parts[0].known):
        return True
    before = page.words[name.first - 1] if name.first and first.near else None
    if before and before.text.isdigit() and len(before.text) > 2 and not _year(before):
        return True
    if first.acronym and name.first == name.last and _spelt_out_before(page, name.first):
        return True
    if MADE_IN.match(page.text, last.end) or all(len(low) == 1 for low in lows) or _one_of_many(page, name):
        return True
    after = page.words[name.last + 1] if name.last + 1 < len(page.words) else None
    return bool(after and after.near and after.low in THING_WORDS_AFTER)


def _one_of_many(page: Page, name: Candidate) -> bool:
    """ "took an Oath to": a common noun in capitals, not a name before a noun ("a Biden win")."""
    after = page.words[name.last + 1] if name.last + 1 < len(page.words) else None
    alone = after is None or not after.near or after.low in FUNCTION_WORDS
    return name.first == name.last and alone and _indefinite(page, name.first)


def _is_dateline_credit(page: Page, name: Candidate) -> bool:
    """ "(Reuters) -" at the head of a report names who sent it."""
    start, end = page.words[name.first].start, page.words[name.last].end
    return page.text[start - 1 : start] == "(" and bool(DATELINE_END.match(page.text, end))


def _spelt_out_before(page: Page, index: int) -> bool:
    """ "remotely operated vehicle (ROV)": a bracketed acronym of plain words."""
    letters = page.words[index].low
    words = page.words[max(index - len(letters), 0) : index]
    return "(" in page.words[index].gap and [w.low[0] for w in words] == list(letters) and not words[-1].capital


def _lows(name: Candidate) -> list[str]:
    return [word for part in name.parts for word in part.low.split(" ")]


def _kind_inside(page: Page, name: Candidate) -> str:
    lows = _lows(name)
    if len(lows) > 1 and name.parts[0].low in GIVEN_NAMES and _surname(lows):
        return PERSON
    by_noun = _kind_by_noun(page, name, lows)
    if by_noun:
        return by_noun
    if title_before(page, name.first):
        return PERSON
    if len(lows) == 1 and page.words[name.first].acronym:
        return ORGANISATION
    if len(lows) > 1 and (len(lows[-1]) == 1 or lows[-1] in NAME_SUFFIXES or any(len(w) == 1 for w in lows[1:-1])):
        return PERSON
    return ""


def _surname(lows: list[str]) -> bool:
    if lows[-1] in PERSON_AND_PLACE_NOUNS and len(lows) == 2:
        return True
    return lows[-1] not in NOUNS


def _kind_by_noun(page: Page, name: Candidate, lows: list[str]) -> str:
    head = _head(page, name, lows)
    if len(lows) == 1:
        return ""
    if lows[-1] in COMPANY_SUFFIXES:
        return ORGANISATION
    if head in THING_NOUNS and head not in ORG_NOUNS:
        return THING
    if head in ARMED_NOUNS:
        return ARMED_GROUP
    if head in PLACE_NOUNS or head in OF_PLACE_NOUNS or (lows[0] in PLACE_OPENERS and head not in ORG_NOUNS):
        return PLACE
    return ORGANISATION if head in ORG_NOUNS or (lows[0] in ORG_NOUNS and "of" in _links(page, name)) else ""


def _head(page: Page, name: Candidate, lows: list[str]) -> str:
    """The word that says what the name is of: the last, or the one before "of", "for" or "de"."""
    for index in range(name.first + 1, name.last + 1):
        if not page.words[index].capital and page.words[index].low in (
            "of",
            "for",
            "de",
            "du",
            "des",
            "del",
            "della",
            "against",
        ):
            return _first_in_romance(page, lows) or page.words[index - 1].low
    return _first_in_romance(page, lows) or lows[-1]


def _first_in_romance(page: Page, lows: list[str]) -> str:
    return lows[0] if page.language in ROMANCE and lows[0] in ALL_NOUNS else ""


def _links(page: Page, name: Candidate) -> set[str]:
    return {word.low for word in page.words[name.first : name.last] if not word.capital}


def title_before(page: Page, index: int) -> bool:
    """Does a title, rank or kin word stand right before this word?"""
    before = page.words[index - 1] if index else None
    return bool(before and page.words[index].near and (before.title or before.low in KIN))


def _kind_around(page: Page, name: Candidate) -> str:
    before = page.words[name.first - 1] if name.first and page.words[name.first].near else None
    after = page.words[name.last + 1] if name.last + 1 < len(page.words) else None
    if after and after.near and after.low in PERSON_WORDS_AFTER:
        return PERSON
    return _by_word_before(page, name, before) or _by_word_after(page, after)


def _by_word_before(page: Page, name: Candidate, before: Token | None) -> str:
    if before is None:
        return ""
    if before.low in PLACE_PREPOSITIONS and (before.low != "at" or len(name.parts) == 1):
        return PLACE
    if before.low in COMPANY_WORDS_BEFORE:
        return ORGANISATION
    second = page.words[name.first - 2].low if name.first > 1 else ""
    if before.low == "of" and second in PLACE_NOUNS_BEFORE:
        return PLACE
    if before.low == "and" and name.first > 1 and _is_known_place(page, name.first - 2):
        return PLACE
    if before.low == "the" and page.language == "en":
        return ORGANISATION
    return ""


def _is_known_place(page: Page, index: int) -> bool:
    known = page.names.names.get((page.words[index].low,))
    return bool(known and known.kind in (STATE, PLACE) and page.words[index].capital)


def _by_word_after(page: Page, after: Token | None) -> str:
    if after is None:
        return ""
    if after.near and after.low in PLACE_NOUNS_AFTER:
        return PLACE
    if after.near and after.low in GROUP_WORDS_AFTER:
        return ORGANISATION
    if after.near and after.low in ACTS:
        return PERSON
    if after.gap == ", " and (after.low == "who" or (after.text.isdigit() and len(after.text) == 2)):
        return PERSON
    if after.gap == "-" and after.low == "based":
        return PLACE
    return ""


def _kind_by_shape(page: Page, name: Candidate) -> str:
    lows = _lows(name)
    if len(lows) > 1 and name.parts[0].known:
        return ORGANISATION
    if len(lows) > 1:
        return PERSON if not any(page.is_plain_word(low) for low in lows) else ORGANISATION
    word = page.words[name.first].text
    if any(c.isupper() for c in word[2:]) or lows[0].endswith(ORG_ENDINGS) or any(c.isdigit() for c in word):
        return ORGANISATION
    return PLACE if lows[0].endswith(PLACE_ENDINGS) else PERSON


def _numbered(page: Page, name: Candidate) -> bool:
    """A maker's name before a number is a product ("Boeing 787")."""
    after = page.words[name.last + 1] if name.last + 1 < len(page.words) else None
    return bool(
        after
        and after.near
        and after.text[-1:].isalnum()
        and sum(c.isdigit() for c in after.text) > 1
        and not _year(after)
    )


def _year(word: Token) -> bool:
    return word.text.isdigit() and len(word.text) == 4 and word.text[:2] in ("19", "20")


def _stands(page: Page, name: Candidate, inner: str) -> bool:
    if len(name.parts) == 1:
        return _single_stands(page, name, inner)
    lows = _lows(name)
    plain = [page.is_plain_word(part.low) for part in name.parts if not part.known] or [False]
    if page.words[name.first].titled:
        return inner == PERSON and not any(plain) and len(lows) <= LONGEST_PERSON
    if all(plain) and _is_before_title(page, name):
        return False
    if inner:
        return (
            inner == PERSON or not all(low in COMMON_WORDS for low in lows) or len(lows) > 2 or not _opens(page, name)
        )
    if page.language == DE:
        return False
    return not any(plain) and not all(low in demonyms() or low in ADJECTIVES for low in lows)


def _is_before_title(page: Page, name: Candidate) -> bool:
    """ "Human Services" before "Secretary" is an office, not an actor."""
    after = page.words[name.last + 1] if name.last + 1 < len(page.words) else None
    return bool(after and after.near and after.title)


def _opens(page: Page, name: Candidate) -> bool:
    return page.words[name.first].opens


def _single_stands(page: Page, name: Candidate, inner: str) -> bool:
    word = page.words[name.first]
    low = name.parts[0].low
    if word.titled or _never_a_name(word, low):
        return False
    if inner == PERSON:
        honoured = name.first and page.words[name.first - 1].low in HONORIFICS
        return low not in FUNCTION_WORDS if honoured else not page.is_plain_word(low)
    if inner == ORGANISATION:
        return not page.lower[low] and not page.is_plain_word(low)
    if page.is_plain_word(low) or low in COMMON_WORDS or page.language == DE or low in UNNAMED:
        return False
    if _indefinite(page, name.first) or _adjective(page, name):
        return False
    after = page.words[name.last + 1] if name.last + 1 < len(page.words) else None
    if word.opens:
        return page.language in ("en", "") and (
            word.possessive or bool(after and after.near and after.low in VERBS_AFTER)
        )
    return True


def _never_a_name(word: Token, low: str) -> bool:
    if low in NO_NAMES or low in demonyms() or low.removesuffix("s") in TITLES or low in NAME_SUFFIXES:
        return True
    return bool(PARTY_TAG.match(word.text)) or all(piece in MONTHS_AND_DAYS for piece in low.split("-"))


def _indefinite(page: Page, index: int) -> bool:
    return bool(
        index and page.words[index].near and page.words[index - 1].low in ("a", "an", "every", "each", "some", "any")
    )


def _adjective(page: Page, name: Candidate) -> bool:
    """ "Hegelian" before a noun."""
    after = page.words[name.last + 1] if name.last + 1 < len(page.words) else None
    if not after or not after.near or after.capital or (after.low in VERBS_AFTER or after.low in FUNCTION_WORDS):
        return False
    return name.parts[-1].low.endswith(ADJECTIVE_ENDINGS)
