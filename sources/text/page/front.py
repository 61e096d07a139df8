"""What stands between a page's furniture and the first paragraph: headline, standfirst, byline and date line."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sources.text.dateline import dates
from sources.text.marks import normalised
from sources.text.page import bylines
from sources.text.page import headline as headlines
from sources.text.page.debris import WORD
from sources.text.page.features import Look
from sources.text.page.prose import small_word_share
from sources.text.types import Hints

REACH = 60
"""How many units above the first paragraph a headline is looked for."""
LONGEST_STANDFIRST = 420
SHORTEST_STANDFIRST, SURE_STANDFIRST = 35, 60
STANDFIRST_REACH = 6
NO_STANDFIRST = frozenset({"caption", "share", "comment", "cookie", "legal", "newsletter", "advert"})
LONGEST_DATE_LINE = 120
ABOVE, BELOW, AFTER = 8, 12, 10
"""So many units above the headline, below the first paragraph and after the last one may hold bylines and dates."""
MOST_AUTHORS = 9
NAME_REACH = 8
"""A line of nothing but names is a byline only within so many units of the headline or the first paragraph."""
QUOTED = re.compile(r"[\"“”„«»「」]")

FEWEST_IN_SENTENCE, SENTENCE_SHARE = 5, 0.3
"""Around a date, so many words with such a part of small ones among them make a sentence."""

PUBLISHED = re.compile(
    "publish|posted|veröff|erstellt|publi|pubbl|gepubl|opubl|zveřej|опубл|yayın|diterbit|"
    "発|配信|公開|등록|입력|发布|發布|نشر|פורסם",
    re.IGNORECASE,
)
UPDATED = re.compile(
    "updat|modif|aktual|mis à jour|actualiz|atualiz|aggiorn|bijgew|uppdat|oppdat|sist|opdat|päivit|"
    "обнов|оновл|güncel|更新|수정|עודכן|تحديث",
    re.IGNORECASE,
)


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
    """The looks of a text's units, and which of them are taken for parts of the report.

    `headline` is the one that the file's structure names; what stands in its menus and boxes (`aside`) is no byline.
    """

    looks: Sequence[Look]
    kept: Sequence[bool]
    hints: Hints
    headline: int | None = None
    aside: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """Where things stand that bylines stand beside."""

    headline: int
    body: int
    last: int
    dated: Sequence[int]

    def likely(self, at: int) -> bool:
        """Whether a line of nothing but names may be a byline here."""
        under = 0 < at - self.headline <= NAME_REACH and at <= self.body + 1
        return under or at == self.last + 1 or any(abs(at - other) <= 2 for other in self.dated)


def front(page: Page) -> Front:
    body = first_paragraph(page)
    headline = _headline(page, body)
    after = -1 if headline is None else headline
    region = _region(page, after, body)
    datelines = tuple(at for at in region if is_date_line(page.looks[at], page.hints.language))
    last = max((at for at, keep in enumerate(page.kept) if keep), default=-1)
    names = tuple(_bylines(page, region, Near(after, body, last, datelines)))
    found = Front(headline, (), names, datelines, body)
    standfirst = tuple(_standfirst(page, found))
    return replace(found, standfirst=standfirst, body=body + (body in standfirst))


def first_paragraph(page: Page) -> int:
    """The first kept prose unit; failing that the first kept unit."""
    prose = (at for at, look in enumerate(page.looks) if page.kept[at] and look.prose)
    kept = (at for at, keep in enumerate(page.kept) if keep)
    return next(prose, next(kept, len(page.looks)))


def _headline(page: Page, body: int) -> int | None:
    if page.headline is not None:
        return page.headline
    return _hinted(page) if page.hints.title else headlines.choose(page.looks, page.kept, body)


def _hinted(page: Page) -> int | None:
    title = squashed(page.hints.title)
    same = (
        at
        for at, look in enumerate(page.looks)
        if len(look.unit.text) <= 2 * len(title) and squashed(look.unit.text) == title
    )
    return next(same, None)


def squashed(text: str) -> str:
    return " ".join(normalised("NFKC", text).casefold().split())


def _region(page: Page, headline: int, body: int) -> list[int]:
    """Where bylines and date lines stand: from above the headline to below the first paragraph, and at the end."""
    last = max((at for at, keep in enumerate(page.kept) if keep), default=-1)
    low, high = max(0, headline - ABOVE), max(min(body, headline + REACH), headline + 1) + BELOW
    near = dict.fromkeys([*range(low, high), *range(last - 2, last + AFTER)])
    out = {headline, *page.aside}
    return [at for at in near if 0 <= at < len(page.looks) and at not in out and not page.looks[at].prose]


def is_date_line(look: Look, language: str = "") -> bool:
    """A short line with a whole date that is no part of a sentence."""
    text = look.unit.text
    if look.prose or len(text) > LONGEST_DATE_LINE or text[0].islower() or not (found := dates(text, language)):
        return False
    rest = WORD.findall((text[: found[0].start] + " " + text[found[-1].end :]).casefold())
    return "time" in look.cued or len(rest) < FEWEST_IN_SENTENCE or small_word_share(rest) < SENTENCE_SHARE


def authors(line: str, language: str = "") -> tuple[str, ...]:
    """The authors of a line that was taken for a byline."""
    found = bylines.byline(line, language) or bylines.named(line, language)
    return found or (bylines.beside_date(line, language) if dates(line, language) else ())


def _bylines(page: Page, region: Sequence[int], near: Near) -> Iterator[int]:
    """The line that says "By", or names someone beside the date, or holds only names; and lines of names under it."""
    tongue = page.hints.language
    said = [at for at in region if _says_by(page.looks[at], tongue)]
    beside = [at for at in near.dated if bylines.beside_date(_words(page, at), tongue)]
    bare = [at for at in region if _bare(page, at) and near.likely(at)]
    tail = range(near.last + 1, len(page.looks))
    found = said or beside or bare or [at for at in tail if _says_by(page.looks[at], tongue)]
    if not found:
        return
    best = min(found, key=lambda at: (at < near.headline, abs(at - near.headline)))
    yield best
    alone = bylines.stands_alone(_words(page, best))
    for at in range(best + 1, min(best + MOST_AUTHORS, len(page.looks))):
        if _bare(page, at) or (alone and bylines.named(_words(page, at), tongue)):
            yield at
        elif at not in near.dated:
            return


def _says_by(look: Look, tongue: str) -> bool:
    text = look.unit.text
    return look.size < 5 and (bool(bylines.byline(text, tongue)) or bylines.stands_alone(text))


def _words(page: Page, at: int) -> str:
    return page.looks[at].unit.text


def _bare(page: Page, at: int) -> bool:
    """Nothing but names, and of nobody that the report speaks of."""
    look = page.looks[at]
    if look.size >= 5 or look.ended or look.cued - {"bio", "time", "menu"}:
        return False
    people = bylines.named(look.unit.text, page.hints.language)
    if not people or ("menu" in look.cued and people[0] == look.unit.text):
        return False
    return not any(people[0].split()[-1].casefold() in other.content for other in page.looks if other.prose)


def _standfirst(page: Page, front: Front) -> Iterator[int]:
    """A sentence under the headline: above the byline or date line, or retold by the paragraph after it."""
    headline, taken = front.headline, {*front.bylines, *front.datelines}
    if headline is None:
        return
    for at in range(headline + 1, min(headline + STANDFIRST_REACH, front.body + 1, len(page.looks))):
        look = page.looks[at]
        if at in taken or not _may_be_standfirst(look):
            continue
        if any(other in taken for other in range(at + 1, at + STANDFIRST_REACH)) or (
            at < front.body and not page.kept[at]
        ):
            yield at
            return
    if front.body == headline + 1 and front.body < len(page.looks) and _retold(page, front.body):
        yield front.body


def _may_be_standfirst(look: Look) -> bool:
    sentence = look.ended or look.length >= SURE_STANDFIRST
    return SHORTEST_STANDFIRST <= look.length <= LONGEST_STANDFIRST and sentence and not look.cued & NO_STANDFIRST


def _retold(page: Page, at: int) -> bool:
    """Whether the paragraph after this one starts afresh: naming again, in full, whom this one has just named."""
    follow = next(
        (other for other in range(at + 1, len(page.looks)) if page.kept[other] and page.looks[other].prose), None
    )
    if follow is None or follow != at + 1:
        return False
    first, second = page.looks[at], page.looks[follow]
    if (
        first.length > LONGEST_STANDFIRST
        or first.length > 0.75 * second.length
        or QUOTED.search(first.unit.text)
        or dates(first.unit.text)
    ):
        return False
    shared = _full_names(first.unit.text) & _full_names(second.unit.text)
    return len(shared) >= 2


def _full_names(text: str) -> set[str]:
    """Neighbouring pairs of capitalised words."""
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    return {f"{a} {b}" for a, b in pairwise(words) if a[0].isupper() and (b[0].isupper() or "-" in b)}
