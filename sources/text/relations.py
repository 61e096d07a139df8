"""What a sentence says that one actor is to another: leads, is a member of, fights, is allied with, meets.

Only the few words between two names, or right before the first, are read, and only as whole phrases: what is planned,
denied, asked, over, or said of something else in between proposes nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sources.text.naming.known_names import ARMED_GROUP, ORGANISATION, PERSON, PLACE, STATE
from sources.text.sentences import split
from sources.text.types import Mention, Segment, Sentence

LEADS, MEMBER, FIGHTS, ALLIED, MEETS = "leads", "member of", "fights", "allied with", "meets"
MUTUAL = frozenset((FIGHTS, ALLIED, MEETS))
LONGEST_BETWEEN = 90
"""Characters between two names that are read. The longest phrase below has fewer; the rest speaks of something else."""

GROUPS = frozenset((ORGANISATION, ARMED_GROUP))
LED = GROUPS | {STATE}
ANY = LED | {PERSON}


@dataclass(frozen=True, slots=True)
class Relation:
    """`actor` and `other` are the keys of the mentions. `start:end` spans the sentence that says so."""

    actor: str
    kind: str
    other: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words between two names, and before the first, that make a relation of kinds. `turned`: of the second to the
    first."""

    kind: str
    between: re.Pattern[str]
    ones: frozenset[str]
    others: frozenset[str]
    before: re.Pattern[str] | None = None
    turned: bool = False


def _whole(pattern: str) -> re.Pattern[str]:
    """Any white space for a space, and none needed at the ends."""
    loose = pattern.replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.compile(rf"\s*(?:{loose})\s*", re.IGNORECASE)


LEADING = (
    "(?:leader|head|chief|chairman|chairwoman|chair|president|founder and leader|commander-in-chief|prime minister|"
    "secretary-general|secretary general|director-general|executive director|chief executive)"
)
RANKS = r"(?: (?:gen|lt gen|maj gen|general|lieutenant general|major general|col|colonel|marshal|mr|ms|dr)\.?)*"
KEEN = "(?:(?:de facto|supreme|overall|top|military|political|current|transitional|interim) )*"
THE = "(?:the |its |their )?"
SINCE = r"(?: (?:again|on \w+|this week|for (?:weeks|months|years)|openly|yesterday|today))?"
BE = "(?:is|are|was|were|has been|have been)"


def _between(nouns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{nouns})\s+between\s+(?:the\s+)?$", re.IGNORECASE)


PEOPLE, NATIONS, AND = frozenset((PERSON,)), frozenset((STATE, ORGANISATION)), _whole("and (?:the )?")
PHRASES = (
    Phrase(LEADS, _whole(rf", (?:the )?{KEEN}(?:{LEADING}|commander) (?:of|of the|at|at the)"), PEOPLE, LED),
    Phrase(LEADS, _whole(rf"(?:,? ?who )?(?:leads|heads|commands|chairs) {THE}"), PEOPLE, LED),
    Phrase(LEADS, _whole(rf"(?:'s|’s)? ?{KEEN}{LEADING},?{RANKS}"), LED, PEOPLE, turned=True),
    Phrase(LEADS, _whole(rf",? ?(?:which {BE} )?(?:led|headed|commanded|chaired) by{RANKS}"), LED, PEOPLE, turned=True),
    Phrase(
        MEMBER,
        _whole(rf",? ?(?:{BE} )?an? (?:(?:senior|leading|founding) )?(?:member|fighter) (?:of|in|with) {THE}"),
        PEOPLE,
        GROUPS,
    ),
    Phrase(MEMBER, _whole(rf",? ?(?:{BE} )?a (?:founding )?member (?:state )?of {THE}"), NATIONS, GROUPS),
    Phrase(MEMBER, _whole(rf"(?:has |have )?joined {THE}"), PEOPLE | {STATE}, GROUPS),
    Phrase(
        FIGHTS,
        _whole(
            rf"(?:fights|fought|{BE} (?:fighting|battling|at war with)|battled|attacked|"
            rf"(?:has |have )?clashed{SINCE} with|(?:has |have )?declared war on) {THE}"
        ),
        ANY,
        ANY,
    ),
    Phrase(FIGHTS, AND, LED, LED, before=_between("war|wars|fighting|clashes|battles|battle|hostilities")),
    Phrase(
        ALLIED,
        _whole(rf",? ?(?:{BE} )?(?:(?:an?|a close|a key|the) ally of|(?:closely )?allied (?:with|to)) {THE}"),
        ANY,
        ANY,
    ),
    Phrase(ALLIED, AND, ANY, ANY, before=_between("alliance|pact")),
    Phrase(
        MEETS,
        _whole(
            rf"(?:met|(?:has |have )?held (?:\w+ )?(?:talks|a meeting)|(?:was|were) received by|sat down){SINCE}"
            rf"(?: with)? ?{THE}(?:[a-z]+ (?:counterpart|president|leader|minister),?)?{RANKS}"
        ),
        PEOPLE,
        PEOPLE,
    ),
    Phrase(MEETS, AND, PEOPLE, PEOPLE, before=_between("talks|meeting|summit")),
)
DOUBT = re.compile(
    r"\b(?:not|never|no|denie[sd]|deny|if|whether|would|could|might|may|will|shall|plans?|planned|refus\w+|hopes?|"
    r"expected|due|former|formerly|ex|once|then|until|alleg\w*|accus\w+|claim\w*|reportedly|rumou?r\w*|the late|"
    r"If|Whether|Would|Could|Former|Ex|Once|Until|Will)\b|n[’']t\b|\?\W*$"
)
"""Anywhere in the sentence: who reads so few words of it leaves it when it doubts, plans or looks back. "May" is a
month."""
SOMEONE_OF = re.compile(r"(?:\bof\s+(?:the\s+)?|['’]s\s+)$")
ONE_OF_MANY = re.compile(r"\b(?:an?|another|local|several|two)\s+$", re.IGNORECASE)
SOMETHING_OF = re.compile(r"['’]s\b|-\w")
LOOK_BACK = 40


def find(text: str, segments: Sequence[Segment], mentions: Sequence[Mention]) -> tuple[Relation, ...]:
    """What the kept text says, in its order; each relation once."""
    named = sorted((one for one in mentions if one.kind != PLACE), key=lambda one: one.start)
    pairs = [pair for pair in pairwise(named) if 0 <= pair[1].start - pair[0].end <= LONGEST_BETWEEN]
    hits = [(one, other, phrase) for one, other in pairs if (phrase := _phrase(text, one, other))]
    sentences = split(text, segments) if hits else ()
    found: dict[tuple[str, ...], Relation] = {}
    for one, other, phrase in hits:
        around = next((s for s in sentences if s.start <= one.start and other.end <= s.end), None)
        if around and not DOUBT.search(text, around.start, around.end):
            relation = _relation(around, phrase, one, other)
            pair = (relation.actor, relation.other)
            found.setdefault((relation.kind, *(sorted(pair) if relation.kind in MUTUAL else pair)), relation)
    return tuple(found.values())


def _phrase(text: str, one: Mention, other: Mention) -> Phrase | None:
    if one.actor == other.actor or SOMETHING_OF.match(text, other.end):
        return None
    between = text[one.end : other.start]
    fitting = (p for p in PHRASES if one.kind in p.ones and other.kind in p.others)
    return next((p for p in fitting if p.between.fullmatch(between) and _opens(text, one, p)), None)


def _opens(text: str, one: Mention, phrase: Phrase) -> bool:
    """Whether the words before the first name let the phrase be of it: not "the son of ...", nor "a ... leader"."""
    start = max(0, one.start - LOOK_BACK)
    if phrase.before:
        return bool(phrase.before.search(text, start, one.start))
    unfit = ONE_OF_MANY if phrase.turned else SOMEONE_OF
    return not unfit.search(text, start, one.start)


def _relation(around: Sentence, phrase: Phrase, one: Mention, other: Mention) -> Relation:
    first, second = (other, one) if phrase.turned else (one, other)
    return Relation(first.actor, phrase.kind, second.actor, around.start, around.end)
