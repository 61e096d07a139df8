"""Who wrote a report, by the line that says so."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from sources.text.dateline import LINES_REMEMBERED, dates, month_of
from sources.text.page.byline_words import (
    ABOUT_WORDS,
    AGENCIES,
    BY_WORDS,
    GENRES,
    NEWSROOM,
    PARTICLES,
    POSTS_BY,
    ROLES,
    WEAK_BY_WORDS,
)
from sources.text.page.debris import WORD, cues

STRONG = re.compile(
    rf"^(?:(?:ein|eine|an?|une?|un|una)?\s?(?:{GENRES})\s?[:,]?)?\s?(?:{BY_WORDS})(?:\s?[:：]\s*|\s+)(?P<rest>\S.*)$"
    r"|^[Bb]y(?P<glued>[A-ZÀ-Þ].+)$",
    re.IGNORECASE,
)
GLUED = re.compile(r"^[Bb]y(?=[A-ZÀ-Þ][a-zß-ÿ])")
WEAK = re.compile(rf"^(?:{WEAK_BY_WORDS})(?:\s?[:：]\s*|\s+)(?P<rest>\S.*)$", re.IGNORECASE)
ALONE = re.compile(rf"^(?:{BY_WORDS})\s?[:：]?$", re.IGNORECASE)
HEADS = frozenset(
    f"{word} "[:2] for word in (*f"{BY_WORDS}|{WEAK_BY_WORDS}|{GENRES}".split("|"), "ein", "a", "an", "un")
)
"""How every line begins that one of these patterns matches: looked up first, because the patterns are slow."""
ASIAN = re.compile(
    r"(?:作者|记者|記者|撰文|文)\s?[:：/／|｜]?\s?(?P<name>[\u4e00-\u9fff·]{2,4})(?![\u4e00-\u9fff])"
    r"|^(?P<named>[\u4e00-\u9fff]{2,4})\s?(?:記者|记者)$"
    r"|^(?P<spaced>[\u4e00-\u9fff]{1,4}[ \u3000][\u4e00-\u9fff]{1,4})$"
)
KOREAN = re.compile(r"(?P<name>[가-힣]{2,4})\s?(?:기자|특파원|논설위원|선임기자)(?![가-힣])")
BIO = re.compile(rf"^(?:{POSTS_BY})\s+(?P<name>.+?)\s*[→»›>]*$", re.IGNORECASE)
ABOUT = re.compile(rf"^(?:{ABOUT_WORDS})\s+(?:the author:?\s+)?(?P<name>.+)$", re.IGNORECASE)
ORGANISED = re.compile(rf"\b(?:{NEWSROOM})\b", re.IGNORECASE)
DIVIDED = re.compile(r"\s*(?:[|•·»›;]|\s[-–—/]\s|\s{3,}|\t)\s*")
SIMPLE = re.compile(r"[^\d|•·»›;(\[@/—–\t\xa0-]+")
"""A line of these characters alone has no dividers, dates or addresses to be taken out of it."""
JOINED = re.compile(r"\s*(?:[,&/]|\b(?:and|und|et|y|e|och|og|en|i|a|и|та|ve|dan|mit|with)\b)\s*")
CLOCK = r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?\s?(?:Uhr|h|[ap]\.?m\.?)?(?:\s[A-Z]{2,4}\b)?"
ASIDE = re.compile(
    rf"\([^)]*\)|\[[^\]]*\]|@\w+|[\w.+-]+@[\w.-]+|https?://\S+|{CLOCK}|\b(?:Uhr|updated|published|posted|on|am|um|at|le)\b\s*$",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"\s(?:for|in|on|am|at|um|aus|published|updated|posted|veröffentlicht|publié|publicado|aktualisiert|stand)\b.*$",
    re.IGNORECASE,
)
ROLE_GLUED = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ][a-zß-ÿ]+)")
DOMAIN = re.compile(r"\.(?:[a-z]{2,3}|info|news)$", re.IGNORECASE)
ARTICLES = frozenset(["the", "die", "das", "ein", "eine", "les", "los", "las", "our", "all", "new", "an", "recent"])
NOBODY = frozenset({"the author", "the authors", "this article", "our team"})
LONGEST = 140
LONGEST_NAME = 45
MOST_WORDS = 5


def byline(line: str, language: str = "") -> tuple[str, ...]:
    """The authors that a line names after "By" or its like; empty when it is no byline."""
    return _byline(line, language) if len(line) <= LONGEST else ()


@lru_cache(maxsize=LINES_REMEMBERED)
def _byline(line: str, language: str) -> tuple[str, ...]:
    if not line.isascii() and (match := ASIAN.search(line) or KOREAN.search(line)):
        return tuple(name for name in match.groupdict().values() if name)[:1]
    pieces = _pieces(line, language)
    for at, piece in enumerate(pieces):
        if piece[:2].casefold() not in HEADS:
            continue
        if match := STRONG.match(piece):
            return _people([match["rest"] or match["glued"], *pieces[at + 1 :]], trusted=True)
        if match := WEAK.match(piece):
            return _people([match["rest"]], trusted=False)
    return ()


def named(line: str, language: str = "") -> tuple[str, ...]:
    """The authors of a line that holds nothing but names, roles, single words (a weekday, a place) and a date."""
    if len(line) > LONGEST or STRONG.match(line) or line[:1] in "—–-":
        return ()
    pieces = [_without_role(name) for piece in _pieces(line, language) for name in JOINED.split(piece)]
    people = [piece for piece in pieces if len(piece.split()) > 1 or (piece and is_agency(piece))]
    return tuple(dict.fromkeys(people)) if all(map(_is_author, people)) else ()


def beside_date(line: str, language: str = "") -> tuple[str, ...]:
    """The authors named in a line that also says when the report was published."""
    pieces = [
        _without_role(name.strip(" 0123456789")) for piece in _pieces(line, language) for name in JOINED.split(piece)
    ]
    people = (name for name in pieces if name and _is_author(name) and not _labels(name))
    return tuple(dict.fromkeys(people))


def _labels(name: str) -> bool:
    """Whether words that look like a name are a label of the page: "Last Updated", "Middle East"."""
    return bool(cues(name, WORD.findall(name.casefold())) - {"bio"})


def stands_alone(line: str) -> bool:
    """Whether a line is only the word "By": the names follow on their own lines."""
    return len(line) < 20 and line[:2].casefold() in HEADS and ALONE.match(line) is not None


def biography(line: str) -> str:
    """The author that "View all posts by NAME" names."""
    match = BIO.match(line)
    return _plain_name(match["name"]) if match else ""


def about(line: str) -> str:
    """The person that a heading "About NAME" is about."""
    match = ABOUT.match(line)
    return _plain_name(match["name"]) if match else ""


def _plain_name(text: str) -> str:
    name = text.strip(" .→»›>:")
    return name if is_name(name) and not STRONG.match(name) and name.casefold() not in NOBODY else ""


def _pieces(line: str, language: str) -> list[str]:
    """A line's parts between its dividers, without dates, clock times, addresses and asides."""
    if SIMPLE.fullmatch(line):
        return [GLUED.sub("By ", line.strip(" ,.:–—-"))]
    kept = line
    for dated in reversed(dates(line, language)):
        kept = f"{kept[: dated.start]} | {kept[dated.end :]}"
    parts = DIVIDED.split(ASIDE.sub(" ", kept))
    return [piece for part in parts if (piece := GLUED.sub("By ", ASIDE.sub(" ", part).strip(" ,.:–—-")))]


def _people(pieces: Sequence[str], trusted: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_each_person(pieces, trusted)))


def _each_person(pieces: Sequence[str], trusted: bool) -> Iterator[str]:
    """Names, up to the first piece that is none. After a clear "By" one capitalised word is a name too."""
    first = True
    for part in pieces:
        for piece in JOINED.split(TAIL.sub("", part)):
            name = _without_role(piece.strip(" .:,;-–—"))
            if not name:
                continue
            if not (_is_author(name) or (trusted and first and _could_be_pen_name(name))):
                return
            first = False
            yield name


def _could_be_pen_name(name: str) -> bool:
    words = name.split()
    capital = all(word[0].isupper() or word.casefold() in PARTICLES for word in words) and words[0][0].isupper()
    return capital and len(words) <= 3 and len(name) <= LONGEST_NAME and not any(map(str.isdigit, name))


def _is_author(name: str) -> bool:
    return is_name(name) or is_agency(name)


def _without_role(piece: str) -> str:
    """ "Richard Adams Education editor" is Richard Adams; "Political Correspondent" alone is nobody."""
    words = piece.split()
    if len(words) > 2 and words[-1].casefold() in ROLES:
        words = ROLE_GLUED.sub(" ", piece).split()
    roles = [at for at, word in enumerate(words) if word.casefold().strip(".,") in ROLES]
    if not roles:
        return piece
    if roles[0] < 2:
        return piece if is_agency(piece) and len(roles) < len(words) else ""
    return " ".join(words[: roles[0]])


def is_agency(text: str) -> bool:
    """Whether a byline's piece is a newsroom or an agency rather than a person."""
    words = WORD.findall(text.casefold())
    return 0 < len(words) <= 4 and (words[0] in AGENCIES or (ORGANISED.search(text) is not None and text[0].isupper()))


def is_name(text: str) -> bool:
    """Whether a text looks like a person's name: two to five capitalised words, particles aside."""
    words = text.replace(".", ". ").split()
    if (
        not 2 <= len(words) <= MOST_WORDS
        or not words[0][0].isupper()
        or words[0].casefold() in ARTICLES
        or len(text) > LONGEST_NAME
        or DOMAIN.search(text)
    ):
        return False
    solid = [word for word in words if word.casefold() not in PARTICLES]
    if len(solid) < 2 or not all(word[0].isupper() or word[0] in "'’" for word in solid):
        return False
    plain = all(char.isalpha() or char in " .'’-‘´" for char in text)
    return plain and not any(month_of(word) for word in solid)
