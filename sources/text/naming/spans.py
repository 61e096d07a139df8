"""From words to candidates: runs of capitals, without their titles, cut where two names touch."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sources.text.naming.known_names import ORGANISATION, PLACE, STATE, Gazetteer, Known, Match, gazetteer, known_at
from sources.text.naming.lists import COMMON_ENDINGS, COMMON_WORDS, GIVEN_NAMES
from sources.text.naming.nouns import (
    ARMED_NOUNS,
    COMPANY_SUFFIXES,
    OF_ORG_NOUNS,
    OF_PLACE_NOUNS,
    ORG_NOUNS,
    PLACE_NOUNS,
)
from sources.text.naming.territories import demonyms
from sources.text.naming.tokens import Token, tokens
from sources.text.naming.words import (
    ADJECTIVES,
    CLOSED_PARTICLES,
    FUNCTION_WORDS,
    MONTHS_AND_DAYS,
    OPENING_PARTICLES,
    PARTICLES,
    PORTFOLIOS,
    TITLE_MODIFIERS,
    TITLES,
)
from sources.text.types import Segment
from sources.text.word_sets import word_set

GERMAN = "de"
ROMANCE = frozenset(("fr", "es", "it", "pt", "ca", "ro"))
GROUP_NOUNS = ORG_NOUNS | ARMED_NOUNS | COMPANY_SUFFIXES
ALL_NOUNS = GROUP_NOUNS | PLACE_NOUNS
OF_NOUNS = OF_ORG_NOUNS | OF_PLACE_NOUNS
FOR_NOUNS = word_set(
    """
    agency alliance assembly association campaign centre center centers centres commission committee congress
    council forum foundation front fund initiative institute ministry mission movement network observatory
    office organisation organization party school society tribunal union department committee secretariat
    """
)
OF_WORDS = word_set("of du de des della dell dello do da dos del der")
TITLE_TAILS = word_set("elect designate general delegate in-chief")
PORTFOLIO_WORDS = PORTFOLIOS | frozenset(("of", "for", "the", "and", "de", "des", "la"))
BEFORE_TITLES = TITLE_MODIFIERS | PORTFOLIOS
OF_LINKS = OF_WORDS | frozenset(("la", "le", "les"))
ALWAYS_OF_HEADS = word_set("republic kingdom organisation organization")
COORDINATES = frozenset(("y", "e", "i", "und"))
NAME_ENDINGS = ("med", "eed", "red", "aed", "ming", "jing", "xing", "ning", "king", "ying")
# One sighting in lower case outweighs this many in capitals, less one. Measured on news: 1 costs a point of precision
# of the proposed actors for half a point of recall.
LOWER_WEIGHT = 3
LONGEST_RUN = 12


@dataclass(frozen=True, slots=True)
class Part:
    """One element of a run: a word or a known name of several. Token indices, both inclusive."""

    first: int
    last: int
    low: str
    known: Known | None = None


@dataclass(slots=True)
class Candidate:
    """A possible name: tokens `first` to `last` (inclusive)."""

    first: int
    last: int
    parts: tuple[Part, ...]
    known: Known | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A text's words with what is counted over the whole of it."""

    text: str
    words: list[Token]
    names: Gazetteer
    language: str
    lower: Counter[str]
    upper: Counter[str]

    def usual_in_lower_case(self, low: str) -> bool:
        """Does this text write the word mostly without a capital?"""
        return self.lower[low] * LOWER_WEIGHT > self.upper[low]

    def is_plain_word(self, low: str) -> bool:
        """Is the word vocabulary rather than a name, as far as lists, endings and this text tell?"""
        if low in COMMON_WORDS or low in FUNCTION_WORDS:
            return True
        if low in GIVEN_NAMES or low in demonyms() or low.partition("-")[0] in PARTICLES:
            return False
        if self.lower[low]:
            return self.usual_in_lower_case(low)
        return len(low) > 5 and low.endswith(COMMON_ENDINGS) and not low.endswith(NAME_ENDINGS)


def page(text: str, segments: Sequence[Segment], language: str) -> Page:
    """The words of a text, with titles marked."""
    words = tokens(text, segments)
    lower = Counter(word.low for word in words if not word.capital)
    upper = Counter(word.low for word in words if word.capital and not word.opens and not word.titled)
    found = Page(text, words, gazetteer(language[:2] or "en"), language[:2], lower, upper)
    _mark_titles(found)
    return found


def _mark_titles(page: Page) -> None:
    words = page.words
    for index, word in enumerate(words):
        if _is_title(page, index):
            word.title = True
            _mark_portfolio(words, index)
    for index in range(len(words) - 2, -1, -1):
        after = words[index + 1]
        if after.title and after.near and words[index].low in BEFORE_TITLES:
            words[index].title = True


def _is_title(page: Page, index: int) -> bool:
    words = page.words
    word = words[index]
    head, _, tail = word.low.partition("-")
    if word.low not in TITLES and not (head in TITLES and tail in TITLE_TAILS) and tail not in TITLES:
        return False
    if not word.capital:
        return True
    after = words[index + 1] if index + 1 < len(words) and words[index + 1].near else None
    if after and after.capital and after.low in ALL_NOUNS and after.low not in TITLES:
        return False
    before = words[index - 1] if index and word.near else None
    is_surname = before and before.capital and before.low in GIVEN_NAMES and not (after and after.capital)
    return not is_surname


def _mark_portfolio(words: list[Token], index: int) -> None:
    """ "of State", "for Foreign Affairs", "of the Armed Forces" behind a title belong to it."""
    stop = index + 1
    reach = min(len(words), index + LONGEST_RUN)
    while stop < reach and words[stop].near and words[stop].low in PORTFOLIO_WORDS:
        stop += 1
    while stop > index + 1 and words[stop - 1].low not in PORTFOLIOS:
        stop -= 1
    if stop > index + 2:
        for word in words[index + 1 : stop]:
            word.title = True


def candidates(page: Page) -> list[Candidate]:
    """Possible names in order, not overlapping. Whether they are names is `kinds`'s question."""
    found: list[Candidate] = []
    index = 0
    while index < len(page.words):
        word = page.words[index]
        parts = _run(page, index) if word.capital or _may_open(word) else []
        if parts:
            found.extend(_split(page, parts))
            index = parts[-1].last + 1
        else:
            index += 1
    return found


def _may_open(word: Token) -> bool:
    """Whether a name may begin with a word that has no capital. Asked of nearly all words, so it asks for little."""
    return not word.text[0].isascii() or word.low in OPENING_PARTICLES


def _run(page: Page, index: int) -> list[Part]:
    parts: list[Part] = []
    part = _part(page, index, parts)
    while part and len(parts) < LONGEST_RUN:
        parts.append(part)
        part = _part(page, _next_start(page, parts), parts)
    return parts


def _next_start(page: Page, parts: list[Part]) -> int:
    """Where the run's next element would begin: the next word, or the one behind particles or "of"; -1 for nowhere."""
    words = page.words
    index = parts[-1].last + 1
    if index >= len(words) or not words[index].near or words[index].title:
        return -1
    if words[index].capital:
        return index
    behind = index
    while behind < len(words) and words[behind].near and not words[behind].capital and behind - index < 3:
        behind += 1
    if behind >= len(words) or not words[behind].near or not words[behind].capital or words[behind].title:
        return -1
    links = [word.low for word in words[index:behind]]
    return behind if _links(page, parts, links) else -1


def _links(page: Page, parts: list[Part], links: list[str]) -> bool:
    head = parts[-1].low.rsplit(" ", 1)[-1]
    heads = {part.low.rsplit(" ", 1)[-1] for part in parts}
    if links in (["of"], ["of", "the"]):
        return head in ALWAYS_OF_HEADS or (head in OF_NOUNS and parts[-1].known is None)
    if links in (["for"], ["for", "the"], ["against"], ["on"]):
        return bool(heads & FOR_NOUNS) and parts[-1].known is None
    if links == ["and"]:
        return parts[-1].known is None and (_of_several_matters(parts) or _for_two_matters(page, parts))
    if not all(link in PARTICLES or link in OF_WORDS for link in links):
        return False
    if links[0] in COORDINATES:
        return parts[0].low in GIVEN_NAMES and len(links) == 1
    if page.language == GERMAN and links[0] in OF_WORDS:
        return parts[0].low in GIVEN_NAMES
    if page.language in ROMANCE and links[0] in OF_LINKS:
        return bool({head, parts[0].low} & (OF_NOUNS | GROUP_NOUNS)) or parts[0].low in GIVEN_NAMES
    return parts[-1].known is None or parts[-1].low in GIVEN_NAMES


def _of_several_matters(parts: list[Part]) -> bool:
    """ "Ministry of Health" before "and Welfare"."""
    return parts[0].low in OF_ORG_NOUNS and len(parts) > 1


def _for_two_matters(page: Page, parts: list[Part]) -> bool:
    """ "Securities" before "and Exchange Commission": plain words that a noun for an organisation closes."""
    words = page.words
    if (
        len(parts) > 1
        or not page.is_plain_word(parts[0].low)
        or parts[0].low in ALL_NOUNS
        or words[parts[0].first].opens
    ):
        return False
    last = parts[0].last + 2
    while last + 1 < len(words) and words[last + 1].near and words[last + 1].capital:
        last += 1
    return last > parts[0].last + 2 and words[last].low in GROUP_NOUNS


def _part(page: Page, index: int, before: list[Part]) -> Part | None:
    if index < 0 or index >= len(page.words):
        return None
    words = page.words
    word = words[index]
    match = None if word.title else known_at(words, index, page.names)
    if match and not _is_given(page, index, match):
        last = index + match.count - 1
        return Part(index, last, " ".join(w.low for w in words[index : last + 1]), match.known)
    if word.capital:
        return Part(index, index, word.low) if _may_be_part(page, index, before) else None
    if not before and _opens_with_particle(page, index):
        return Part(index, index + 1, f"{word.low} {words[index + 1].low}")
    return None


def _opens_with_particle(page: Page, index: int) -> bool:
    """ "al Burhan", "de Mistura" without the name before it."""
    words = page.words
    if words[index].low not in OPENING_PARTICLES or index + 1 >= len(words):
        return False
    return words[index + 1].near and words[index + 1].capital and _free_particle(page, index)


def _free_particle(page: Page, index: int) -> bool:
    low = page.words[index].low
    return low not in CLOSED_PARTICLES and page.language not in ROMANCE and not page.words[index + 1].title


def _is_given(page: Page, index: int, match: Match) -> bool:
    """A first name that is also a place ("Jordan", "Florence"), before a word that can be a surname."""
    if match.count > 1 or page.words[index].low not in GIVEN_NAMES or index + 1 >= len(page.words):
        return False
    after = page.words[index + 1]
    return after.near and after.capital and not page.is_plain_word(after.low) and after.low not in ALL_NOUNS


def _may_be_part(page: Page, index: int, before: list[Part]) -> bool:
    words = page.words
    word = words[index]
    after = words[index + 1] if index + 1 < len(words) and words[index + 1].near else None
    leads = after is not None and after.capital and after.low not in FUNCTION_WORDS
    if word.title:
        return False
    if word.low in MONTHS_AND_DAYS:
        return (word.low in GIVEN_NAMES and leads) or (
            word.low == "may" and bool(before) and before[0].low in GIVEN_NAMES
        )
    if len(word.text) == 1:
        return bool(before) or (
            leads and (word.low not in ("a", "i", "y", "o", "e") or (after is not None and "." in after.gap))
        )
    if word.low in FUNCTION_WORDS:
        particle = word.low in PARTICLES and (not word.opens or page.language not in ROMANCE)
        return (leads and (word.low in GIVEN_NAMES or particle)) or (bool(before) and word.acronym)
    return not word.text[0].isdigit()


def _split(page: Page, parts: list[Part]) -> list[Candidate]:
    """Cut a run into the names that touch in it, and leave off the words that belong to none."""
    parts = _trimmed(page, parts)
    if not parts:
        return []
    head = parts[0]
    if len(parts) > 1 and page.words[head.first].gap == "-" and parts[1].low in demonyms():
        return [_candidate(page, [head]), *_split(page, parts[1:])]
    if page.words[head.first].titled and len(parts) > 1 and parts[-1].low not in ALL_NOUNS:
        return _around_known(page, parts)
    if len(parts) > 1 and head.known and head.known.kind in (STATE, PLACE, ORGANISATION) and _starts_anew(page, parts):
        return [_candidate(page, [head]), *_split(page, parts[1:])]
    if (
        len(parts) > 1
        and parts[-1].known
        and parts[-1].known.kind == STATE
        and _is_person(parts[:-1])
        and parts[-1].first == parts[-2].last + 1
    ):
        return [_candidate(page, parts[:-1]), _candidate(page, parts[-1:])]
    return [_candidate(page, parts)]


def _around_known(page: Page, parts: list[Part]) -> list[Candidate]:
    """In a headline any words touch: what is known stands for itself, the rest between as it is."""
    found: list[Candidate] = []
    unknown: list[Part] = []
    for part in parts:
        if part.known and not (unknown and unknown[0].low in GIVEN_NAMES):
            found.extend([_candidate(page, unknown)] if unknown else [])
            found.append(_candidate(page, [part]))
            unknown = []
        else:
            unknown.append(part)
    return [*found, _candidate(page, unknown)] if unknown else found


def _starts_anew(page: Page, parts: list[Part]) -> bool:
    """After a known name: does a name of its own begin (and not go on, as in "Sudan Liberation Army")?"""
    if parts[-1].low.rsplit(" ", 1)[-1] in ALL_NOUNS:
        return False
    if parts[1].first > parts[0].last + 1:
        return False
    return parts[1].low in GIVEN_NAMES or parts[1].known is not None


def _is_person(parts: list[Part]) -> bool:
    return len(parts) > 1 and parts[0].low in GIVEN_NAMES and parts[-1].low not in ALL_NOUNS


def _trimmed(page: Page, parts: list[Part]) -> list[Part]:
    nominal = parts[-1].low.rsplit(" ", 1)[-1] in ALL_NOUNS or any(p.low in OF_NOUNS for p in parts[:-1])
    while len(parts) > 1 and not nominal and _leads_nothing(page, parts[0]):
        parts = parts[1:]
    while len(parts) > 1 and not nominal and (parts[0].low in demonyms() or parts[0].low in ADJECTIVES):
        parts = parts[1:]
    while len(parts) > 1 and not parts[-1].known and (parts[-1].low in demonyms() or parts[-1].low in ADJECTIVES):
        parts = parts[:-1]
    return parts


def _leads_nothing(page: Page, part: Part) -> bool:
    word = page.words[part.first]
    if part.known or not (word.opens or word.titled):
        return False
    return page.is_plain_word(part.low) and part.low not in GIVEN_NAMES


def _candidate(page: Page, parts: list[Part]) -> Candidate:
    return Candidate(parts[0].first, parts[-1].last, tuple(parts), parts[0].known if len(parts) == 1 else None)
