"""Finding what may be a speaker's label: before a line, on a line of its own, or inside a running paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sources.text.transcripts.transcript import Line
from sources.text.transcripts.transcript_words import ABBREVIATIONS, NO_SPEAKERS, PARTICLES

# A label longer than this is a sentence. The longest offices of parliamentary records stay below 80 characters.
LONGEST_LABEL = 80
MOST_NAME_WORDS = 9

_FIELD_PHRASES = frozenset(
    (
        "date of birth",
        "file photo",
        "for immediate release",
        "further reading",
        "media contact",
        "notes to editors",
        "photo by",
        "place of birth",
        "read more",
        "running time",
        "survived by",
        "table of contents",
        "time code",
    )
)

_CLOCK = r"\\?[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?\\?[\])]?"
_LEAD = re.compile(rf"(?:>\s{{0,3}})?[*_]{{0,3}}(?:{_CLOCK}[ \t:–—-]{{1,4}})?[*_]{{0,3}}")
_COLON = re.compile(r"\s{0,2}[*_]{0,3}\s?[:：]\s?[*_]{0,3}")
_ASKS = re.compile(
    r"(Q|A|Question|Answer|QUESTION|ANSWER)\s?(?:\d{1,3})?(?:\s?[.:)\]]|\s{0,2}[–—-]|\s{2,})[*_]{0,3}(?=\s|$)|"
    r"(Q) (?=[A-Z])"
)
_BRACKET = re.compile(r"[\[<]([^\[\]<>]{1,60})[\]>][*_]{0,3}\s?:?\s")
_STAMPED = re.compile(rf"(.{{1,60}}?)\s{{1,4}}{_CLOCK}[*_]{{0,3}}:?$")
_ONLY_CLOCK = re.compile(rf"{_CLOCK}$")
_DASHED = re.compile(r"([^–—:]{1,60}?)\s?[*_]{0,3}\s?[–—]\s[*_]{0,3}")
_INNER_COLON = re.compile(r"\s?[*_]{0,3}[:：][*_]{0,3}(?=\s)")
_WORD = re.compile(r"\S+")
_BROKEN_NAME = re.compile(r"[/@=%$;?!\"“”«»#{}|~^+<>\\]|\d")
# Without one of these marks, or in front of a line Q or A or a name in capitals, there is no label.
_MAY_LEAD = re.compile(r"[:：\[<–—]|^(?:[>*_]|Q\b|A\b|QUESTION|ANSWER|Question|Answer|[QA]\d)")
_ANY_COLON = re.compile(r"[:：]")
_CLOCK_AHEAD = re.compile(r"\d:\d")
_NUMBERED = re.compile(
    r"(?:Speaker|Person|Voice|Interviewer|Interviewee|Participant|Respondent|Panelist|Panellist) ?\d{1,2}$"
)
_PARENTHESES = re.compile(r"\s*\(([^()]{1,60})\)\s*")


@dataclass(frozen=True, slots=True)
class Label:
    """A possible label. `start:end` spans it with its dressing (emphasis, time stamp, colon); words follow at `end`.

    `style` is how it is dressed: colon, asks (Q or A), bracket, stamped, dash, alone, inner.
    `cased` is false where the capitals of a name are missing: then it counts only beside its right spelling.
    """

    start: int
    end: int
    name: str
    style: str
    line: int
    cased: bool = True


def may_lead(text: str) -> bool:
    """Whether a line can begin with a label at all: few can."""
    return _MAY_LEAD.search(text, 0, 2 * LONGEST_LABEL) is not None or text.isupper()


def leading(line: Line, index: int) -> Label | None:
    """The label that a line begins with, if any."""
    if not may_lead(line.text):
        return None
    lead = _LEAD.match(line.text)
    rest_at = lead.end() if lead else 0
    rest = line.text[rest_at:]
    for read in (_asking, _coloned, _bracketed, _stamped, _dashed, _alone):
        found = read(rest, line.text[:rest_at])
        if found is not None:
            end = line.start + rest_at + found.end
            return Label(line.start, end, found.name, found.style, index, found.style == "asks" or is_name(found.name))
    return None


@dataclass(frozen=True, slots=True)
class _Read:
    name: str
    end: int
    style: str


def _asking(rest: str, _lead: str) -> _Read | None:
    match = _ASKS.match(rest)
    if not match:
        return None
    return _Read(match[1] or match[2], match.end(), "asks")


def _coloned(rest: str, _lead: str) -> _Read | None:
    at = _ANY_COLON.search(rest, 0, LONGEST_LABEL + 8)
    if not at:
        return None
    name_end = len(rest[: at.start()].rstrip().rstrip("*_").rstrip())
    name = rest[:name_end]
    match = _COLON.match(rest, name_end)
    if not match or not may_be_name(name):
        return None
    after = rest[match.end() :]
    if after and not after[0].isspace() and match[0][-1] not in " *_:：":
        return None
    if after and after[0].isalnum() and match[0][-1] == ":":
        return None
    stamp = _ONLY_CLOCK.match(after.strip().strip("*_"))
    return _Read(name, len(rest) if stamp else match.end(), "colon")


def _bracketed(rest: str, _lead: str) -> _Read | None:
    match = _BRACKET.match(rest + " ")
    if not match or not is_name(match[1]):
        return None
    return _Read(match[1], min(match.end(), len(rest)), "bracket")


def _stamped(rest: str, lead: str) -> _Read | None:
    """A name beside a time stamp, on a line of its own."""
    match = _STAMPED.match(rest)
    if match and is_name(match[1].strip("*_ ")):
        return _Read(match[1].strip("*_ "), len(rest), "stamped")
    name = rest.strip("*_ ")
    if _CLOCK_AHEAD.search(lead) and is_name(name):
        return _Read(name, len(rest), "stamped")
    return None


def _dashed(rest: str, lead: str) -> _Read | None:
    match = _DASHED.match(rest)
    if not match or not (lead.strip() or match[1].isupper()) or not is_name(match[1].rstrip("*_ ")):
        return None
    return _Read(match[1].rstrip("*_ "), match.end(), "dash")


def _alone(rest: str, lead: str) -> _Read | None:
    """A bold name, or one in capitals, on a line of its own and without a colon."""
    name = rest.rstrip("*_ ")
    if len(name) > LONGEST_LABEL or not (lead.strip() or name.isupper()) or not is_name(name):
        return None
    return _Read(name, len(rest), "alone")


def is_name(text: str) -> bool:
    """Whether the words can be a person, an office or an outlet."""
    return may_be_name(text) and (bool(_NUMBERED.match(text.strip())) or _cased(bare(text).split()))


def may_be_name(text: str) -> bool:
    """The same, where capitals may be lost (`Dr. Amina diallo`)."""
    text = text.strip()
    if not 0 < len(text) <= LONGEST_LABEL:
        return False
    if _NUMBERED.match(text):
        return True
    core = bare(text)
    words = core.split()
    if not words or len(words) > MOST_NAME_WORDS or _BROKEN_NAME.search(core) or core.casefold() in _FIELD_PHRASES:
        return False
    if words[0].casefold().strip(".,") in NO_SPEAKERS:
        return False
    return words[0][0].isalpha() and not any(_stops(word) for word in words[:-1])


def _cased(words: list[str]) -> bool:
    """Capital letters where a name has them, small words aside; scripts without case pass when short."""
    if not any(char.isupper() or char.islower() for char in "".join(words)):
        return len(words) <= 4
    proper = [word for word in words if not (word.islower() and word.strip(".") in PARTICLES)]
    return bool(proper) and all(_capital(word) for word in proper)


def _capital(word: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    return bool(letters) and (letters[0].isupper() or (word[:3].casefold() in ("al-", "el-") and word[3:4].isupper()))


def _stops(word: str) -> bool:
    """Whether a word ends a sentence: a full stop that is no abbreviation's and no initial's."""
    if not word.endswith("."):
        return word.endswith((",.", "?", "!"))
    stem = word[:-1]
    return len(stem.replace(".", "")) > 2 and stem.casefold() not in ABBREVIATIONS


def bare(label: str) -> str:
    """A label without what is added to the name: `Ruth Obi (RO)`, `Ruth Obi, Guest`."""
    return _PARENTHESES.sub(" ", label).split(",")[0].strip() or label.strip()


def addition(label: str) -> str:
    """What is added to the name: in parentheses, or after a comma."""
    inside = _PARENTHESES.search(label)
    if inside:
        return inside[1].strip()
    return label.partition(",")[2].strip()


def inner(line: Line, index: int) -> Iterator[Label]:
    """Labels inside a running paragraph: a name and a colon behind the end of a sentence."""
    if not has_colon(line.text):
        return
    passed = 0
    for colon in _INNER_COLON.finditer(line.text):
        window_at = max(passed, colon.start() - LONGEST_LABEL)
        passed = colon.end()
        words = list(_WORD.finditer(line.text, window_at, colon.start()))
        first = _first_word(words)
        if first is None or not line.text[: min(first.start(), 4)].strip("-•*– "):
            continue
        name = line.text[first.start() : colon.start()].strip("*_ ")
        if is_name(name) and breaks_before(line.text, first.start()):
            yield Label(line.start + first.start(), line.start + colon.end(), name, "inner", index)


def has_colon(text: str) -> bool:
    return ":" in text or "：" in text


def _first_word(words: list[re.Match[str]]) -> re.Match[str] | None:
    """The first word of the name that ends the list."""
    first = None
    for match in reversed(words[-MOST_NAME_WORDS:]):
        word = match[0].strip("*_")
        if (first is not None and _stops(word)) or not word:
            break
        if word.casefold() not in PARTICLES and not _capital(word):
            break
        first = match
    return first


def breaks_before(text: str, at: int) -> bool:
    """Whether a sentence ends before this place; `June.Amina:` (a lost space) counts."""
    before = text[max(0, at - 6) : at].rstrip().rstrip("*_")
    return not before or before[-1] in '.?!…:;"”’»)]—–-'
