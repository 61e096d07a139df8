"""What stands between a page's furniture and the first paragraph: headline, standfirst, byline and date line."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sources.text import bylines
from sources.text.dateline import dates
from sources.text.debris import UNSPACED
from sources.text.features import Look
from sources.text.types import Hints

REACH = 60
"""How many units above the first paragraph a headline is looked for."""
SHORTEST_HEADLINE, LONGEST_HEADLINE = 12, 240
LONGEST_STANDFIRST = 420
SHORTEST_STANDFIRST = 35
LONGEST_DATE_LINE = 120
ABOVE, BELOW, AFTER = 8, 7, 10
"""How many units above the headline, below the first paragraph and after the last one bylines and dates are looked for."""
MOST_AUTHORS = 9
BREADCRUMB = re.compile(r"\S\s*[›»>/]\s*\S")
NAME_REACH = 8
"""A line of nothing but names is a byline only within so many units of the headline or the first paragraph."""
QUOTED = re.compile(r"[\"“”„«»「」]")

PUBLISHED = re.compile(r"publish|posted|veröff|erstellt|publi|pubbl|gepubl|opubl|zveřej|опубл|yayın|diterbit|発|配信|公開|등록|입력|发布|發布|نشر|פורסם|first", re.IGNORECASE)  # fmt: skip
UPDATED = re.compile(r"updat|modif|aktual|mis à jour|actualiz|atualiz|aggiorn|bijgew|uppdat|oppdat|sist|opdat|päivit|обнов|оновл|güncel|更新|수정|עודכן|تحديث", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Front:
    """Positions among a text's units; `body` is the first paragraph of the report (the number of units if none)."""

    headline: int | None
    standfirst: tuple[int, ...]
    bylines: tuple[int, ...]
    datelines: tuple[int, ...]
    body: int


@dataclass(frozen=True, slots=True)
class Page:
    """The looks of a text's units, and which of them are taken for parts of the report."""

    looks: Sequence[Look]
    kept: Sequence[bool]
    hints: Hints


def front(page: Page) -> Front:
    body = first_paragraph(page)
    headline = _headline(page, body)
    after = -1 if headline is None else headline
    region = _region(page, after, body)
    datelines = tuple(at for at in region if is_date_line(page.looks[at], page.hints.language))
    names = tuple(_bylines(page, region, after, datelines))
    standfirst = tuple(_standfirst(page, after, body, {*datelines, *names})) if headline is not None else ()
    while body in standfirst:
        body += 1
    return Front(headline, standfirst, names, datelines, body)


def first_paragraph(page: Page) -> int:
    """The first kept prose unit; failing that the first kept unit."""
    prose = (at for at, look in enumerate(page.looks) if page.kept[at] and look.prose)
    kept = (at for at, keep in enumerate(page.kept) if keep)
    return next(prose, next(kept, len(page.looks)))


def _headline(page: Page, body: int) -> int | None:
    if page.hints.title:
        return _hinted(page)
    vocabulary = _vocabulary(page)
    best, best_at = 0.0, None
    for at in range(max(0, body - REACH), min(body + 1, len(page.looks))):
        worth = _headline_worth(page, at, body, vocabulary)
        if worth > best:
            best, best_at = worth, at
    return best_at


def _hinted(page: Page) -> int | None:
    title = squashed(page.hints.title)
    same = (at for at, look in enumerate(page.looks) if look.length <= 2 * LONGEST_HEADLINE and squashed(look.unit.text) == title)
    return next(same, None)


def squashed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _vocabulary(page: Page) -> Counter[str]:
    """How often the words of the report's paragraphs occur in them."""
    counted: Counter[str] = Counter()
    for at, look in enumerate(page.looks):
        if page.kept[at] and look.prose:
            counted.update(look.content)
    return counted


def _headline_worth(page: Page, at: int, body: int, vocabulary: Counter[str]) -> float:
    """More than 0 if a unit may be the headline; the greatest is it."""
    look = page.looks[at]
    text = look.unit.text
    if not SHORTEST_HEADLINE <= look.length <= LONGEST_HEADLINE or look.leftover or bylines.STRONG.match(text):
        return 0.0
    if look.prose and (at == body or look.length > LONGEST_HEADLINE * 0.75):
        return 0.0
    words = look.content
    shared = sum(word in vocabulary for word in words) / (len(words) or 1)
    worth = 0.6 + 2.5 * shared * min(1.0, len(words) / 4) - 0.03 * (body - at) - 0.4 * len(look.cued - {"caption"})
    worth += 0.6 * (28 <= look.length <= 130) + 1.0 * _repeated(page, at)
    worth -= 1.2 * text.endswith((".", ":", ";", ",")) + 0.6 * (len(text.split()) < 3 and not UNSPACED.search(text))
    worth -= 1.5 * (look.length < 60 and bool(dates(text, page.hints.language)))
    worth -= 0.8 * text[0].islower() + 1.0 * ("caption" in look.cued) + 1.2 * bool(BREADCRUMB.search(text))
    return worth + 0.7 * any(_signs(page, other) for other in range(at + 1, min(at + 6, len(page.looks))))


def _repeated(page: Page, at: int) -> bool:
    """Whether the words of a unit stand elsewhere on the page as well: in a crumb trail, a tab's title, a share link."""
    if page.looks[at].again:
        return True
    text = page.looks[at].unit.text
    near = range(max(0, at - REACH), min(len(page.looks), at + REACH))
    return any(text in page.looks[other].unit.text for other in near if other != at and not page.looks[other].prose)


def _signs(page: Page, at: int) -> bool:
    text = page.looks[at].unit.text
    return len(text) <= LONGEST_DATE_LINE and bool(bylines.byline(text) or dates(text))


def _region(page: Page, headline: int, body: int) -> list[int]:
    """Where bylines and date lines stand: around the headline, down to a little below the first paragraph, and at the end."""
    last = max((at for at, keep in enumerate(page.kept) if keep), default=-1)
    low, high = max(0, headline - ABOVE), max(min(body, headline + REACH), headline + 1) + BELOW
    near = dict.fromkeys([*range(low, high), *range(last - 2, last + AFTER)])
    return [at for at in near if 0 <= at < len(page.looks) and at != headline and not page.looks[at].prose]


def is_date_line(look: Look, language: str = "") -> bool:
    text = look.unit.text
    return len(text) <= LONGEST_DATE_LINE and any(map(str.isdigit, text)) and bool(dates(text, language)) and not look.prose


def authors(line: str, language: str = "") -> tuple[str, ...]:
    """The authors of a line that was taken for a byline."""
    found = bylines.byline(line, language) or bylines.named(line, language)
    return found or (bylines.beside_date(line, language) if dates(line, language) else ())


def _bylines(page: Page, region: Sequence[int], headline: int, dated: Sequence[int]) -> Iterator[int]:
    """The line that says "By", or names someone beside the date, or holds nothing but names; and lines of names under it."""
    tongue = page.hints.language
    bare = [at for at in region if _bare(page, at)]
    likely = [at for at in bare if 0 < at - headline <= NAME_REACH or any(abs(at - other) <= 2 for other in dated)]
    said = [at for at in region if bylines.byline(_words(page, at), tongue) or bylines.stands_alone(_words(page, at))]
    beside = [at for at in dated if bylines.beside_date(_words(page, at), tongue)]
    if not (said or beside or likely):
        return
    best = min(said or beside or likely, key=lambda at: (at < headline, abs(at - headline)))
    yield best
    for at in range(best + 1, best + MOST_AUTHORS):
        if at in bare:
            yield at
        elif at not in dated:
            return


def _words(page: Page, at: int) -> str:
    return page.looks[at].unit.text


def _bare(page: Page, at: int) -> bool:
    """Nothing but names, and of nobody that the report speaks of."""
    look = page.looks[at]
    if look.size >= 5 or look.ended or look.cued - {"bio", "time"}:
        return False
    people = bylines.named(look.unit.text, page.hints.language)
    return bool(people) and not any(people[0].split()[-1].casefold() in other.content for other in page.looks if other.prose)


def _standfirst(page: Page, headline: int, body: int, taken: set[int]) -> Iterator[int]:
    """Sentences under the headline: those above byline or date line, or a first paragraph that the second one retells."""
    for at in range(headline + 1, min(headline + 6, body)):
        look = page.looks[at]
        if at not in taken and _may_be_standfirst(look) and not look.cued & {"caption", "share", "comment", "cookie", "legal"}:
            yield at
            return
    if body == headline + 1 and body < len(page.looks) and _retold(page, body):
        yield body


def _may_be_standfirst(look: Look) -> bool:
    return SHORTEST_STANDFIRST <= look.length <= LONGEST_STANDFIRST and (look.ended or look.length >= 60)


def _retold(page: Page, at: int) -> bool:
    """Whether the paragraph after this one starts afresh: naming again, in full, whom this one has just named."""
    follow = next((other for other in range(at + 1, len(page.looks)) if page.kept[other] and page.looks[other].prose), None)
    if follow is None or follow != at + 1:
        return False
    first, second = page.looks[at], page.looks[follow]
    if first.length > LONGEST_STANDFIRST or first.length > 0.75 * second.length or QUOTED.search(first.unit.text) or dates(first.unit.text):
        return False
    shared = _full_names(first.unit.text) & _full_names(second.unit.text)
    return len(shared) >= 2


def _full_names(text: str) -> set[str]:
    """Neighbouring pairs of capitalised words."""
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    return {f"{a} {b}" for a, b in zip(words, words[1:], strict=False) if a[0].isupper() and (b[0].isupper() or "-" in b)}
