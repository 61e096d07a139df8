"""The office or rank that stands beside a name: before it, or behind a comma."""

from sources.text.naming.spans import Page
from sources.text.naming.territories import demonyms
from sources.text.naming.tokens import Token
from sources.text.naming.words import PORTFOLIOS, TITLE_MODIFIERS, TITLES
from sources.text.word_sets import word_set

LINKS = word_set("of for the and")
ARTICLES = word_set("the a an its their his her le la")
LONGEST_TITLE = 8
LONGEST_ACRONYM = 4
JOINT = ", "


def title_of(page: Page, first: int, last: int) -> str:
    """The title beside the name of tokens `first` to `last`, as written; two are joined with a comma."""
    return JOINT.join(title for title in (_before(page, first), _behind(page, last)) if title)


def _belongs(word: Token) -> bool:
    return word.title or word.low in TITLE_MODIFIERS


def _before(page: Page, first: int) -> str:
    words = page.words
    if not first or not (words[first].near or words[first].gap == ", "):
        return ""
    start = first
    while start and first - start < LONGEST_TITLE and _belongs(words[start - 1]):
        start -= 1
        if not words[start].near:
            break
    while start < first and words[start].low in LINKS:
        start += 1
    if start == first or (not words[first].near and not _introduced(words, start)):
        return ""
    return _written(page, start, first - 1)


def _introduced(words: list[Token], start: int) -> bool:
    """A title and a comma before a name are about it if someone's title is meant ("Sudan's de facto leader, ...")."""
    before = words[start - 1] if start else None
    return bool(before and (before.possessive or before.low in ARTICLES or before.low in demonyms()))


def _behind(page: Page, last: int) -> str:
    words = page.words
    index, reach = last + 1, last + LONGEST_TITLE
    if index >= len(words) or words[index].gap not in (", ", ","):
        return ""
    while index < min(reach, len(words)) and _leads_to_title(words[index]):
        index += 1
    stop, reach = index, index + LONGEST_TITLE
    while stop < min(reach, len(words)) and _belongs(words[stop]) and (stop == index or words[stop].near):
        stop += 1
    if stop < len(words) and words[stop].near and words[stop].capital and not words[stop].title:
        return ""
    return _written(page, index, stop - 1) if stop > index else ""


def _leads_to_title(word: Token) -> bool:
    return word.low in ARTICLES or word.low in demonyms() or word.possessive


def _written(page: Page, first: int, last: int) -> str:
    words = page.words[first : last + 1]
    if not any(word.title and (word.low in TITLES or "-" in word.low) for word in words):
        return ""
    while words[-1].low in TITLE_MODIFIERS - TITLES - PORTFOLIOS and len(words) > 1:
        words = words[:-1]
    title = " ".join(page.text[words[0].start : words[-1].end].split())
    if title.isupper() and len(title) > LONGEST_ACRONYM:
        return ""
    plural = len(words) == 1 and title.endswith("s") and words[0].low[:-1] in TITLES
    return title[:-1] if plural else title
