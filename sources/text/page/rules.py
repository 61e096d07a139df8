"""What needs no score: lines that say themselves what they are, and what the stripped ones are called."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sources.text.page import bylines, rule_words
from sources.text.page.debris import WORD, cues
from sources.text.page.features import SHORT_LINE, SHORT_LINES, Look

REASONS = {
    "navigation": "a link or label of the page: not part of the report",
    "share prompt": "a prompt to share or save the page",
    "related links": "a link to other pages",
    "newsletter": "an invitation to subscribe, sign in or give",
    "comment form": "comments and their form: nothing to do with the report",
    "author bio": "about the author, not about the news",
    "cookie notice": "a cookie or browser notice",
    "copyright": "a legal notice of the site",
    "advertisement": "an advertisement or the label of one",
    "dead contents list": "a table of contents whose links are gone",
    "generator leftover": "a sentence that a text generator left about its own output",
    "caption": "a caption or picture credit",
    "media player": "a label of a video or audio player",
    "time stamp": "a time stamp of the page",
    "table rule": "a line that only draws the table",
    "rule": "a line that only parts two sections",
    "running head": "a line that stands at the edge of every page",
    "page number": "a page number",
    "quoted message": "a quoted message: somebody else's words, sent before",
    "signature": "the sender's signature",
    "forwarding head": "the head of a forwarded message",
}
CUE_KINDS = (
    ("cookie", "cookie notice"),
    ("legal", "copyright"),
    ("comment", "comment form"),
    ("bio", "author bio"),
    ("newsletter", "newsletter"),
    ("advert", "advertisement"),
    ("share", "share prompt"),
    ("caption", "caption"),
    ("related", "related links"),
    ("media", "media player"),
    ("time", "time stamp"),
    ("menu", "navigation"),
)
DRAWN, RULED = "|+-—–_=:*·.~# ", frozenset("|+-—–_=*~#·")
FEWEST_RULED = 2
CONTENTS = re.compile(rf"^(?:{rule_words.CONTENTS})\s*:?$", re.IGNORECASE)
CREDIT = re.compile(
    rf"^\(?(?:{rule_words.ORIGINALS})\s*[:：\-–—]?\s+(?P<who>\S.{{1,80}}?)\)?\.?$"
    r"|^(?:来源|文章来源|來源|出典|出处)\s*[:：]\s*(?P<asian>\S.{0,40})$",
    re.IGNORECASE,
)
FORM = re.compile(rf"^(?:{rule_words.FORM_LINES})\s*\*?$", re.IGNORECASE)
MORE = re.compile(rf"^(?:{rule_words.MORE_LINES})$", re.IGNORECASE)
SPEAKER = re.compile(r"(?P<label>[^\W\d_a-z][^:：.!?|]{0,40})[:：.]\s+\S")
FEWEST_SPEECHES, LONG_SPEECH = 2, 70
LONGEST_BIO = 900
BIO_WORDS = re.compile(rf"\b(?:{rule_words.BIO_WORDS})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a unit is; kept if `reason` is empty. `rule` names what decided."""

    kind: str
    reason: str
    rule: str


def _stripped(kind: str, rule: str) -> Verdict:
    return Verdict(kind, REASONS[kind], rule)


def verdicts(looks: Sequence[Look]) -> list[Verdict | None]:
    """The verdict on each unit that says itself what it is; None where the score must decide."""
    found = [
        (_short if len(look.unit.text) <= SHORT_LINE else _alone)(look.unit.text, look.length, look.leftover)
        for look in looks
    ]
    for at in _biographies(looks):
        found[at] = _stripped("author bio", "about the author")
    for at in _speeches(looks):
        found[at] = found[at] or Verdict("paragraph", "", "speaker label")
    return found


def _speeches(looks: Sequence[Look]) -> list[int]:
    """Lines of a conversation: they open with a label that opens others too, some of them at length."""
    labels = {
        at: match["label"].casefold() for at, look in enumerate(looks) if (match := SPEAKER.match(look.unit.text))
    }
    times = Counter(labels.values())
    long = {label for at, label in labels.items() if looks[at].length >= LONG_SPEECH}
    spoken = {label for label in long if times[label] >= FEWEST_SPEECHES and _may_be_speaker(label)}
    return [at for at, label in labels.items() if label in spoken] if len(spoken) > 1 else []


def _may_be_speaker(label: str) -> bool:
    return not cues(label, WORD.findall(label)) - {"bio"}


@lru_cache(maxsize=SHORT_LINES)
def _short(text: str, length: int, leftover: bool) -> Verdict | None:
    return _alone(text, length, leftover)


def _alone(text: str, length: int, leftover: bool) -> Verdict | None:
    if leftover and length < 600:
        return _stripped("generator leftover", "leftover")
    if _is_drawn(text):
        return _stripped("table rule" if "|" in text or "+" in text else "rule", "drawn line")
    if length > 320:
        return None
    if CONTENTS.match(text):
        return _stripped("dead contents list", "contents heading")
    if FORM.match(text):
        return _stripped("comment form", "comment form")
    if MORE.match(text):
        return _stripped("related links", "call to read more")
    if bylines.biography(text):
        return _stripped("author bio", "posts by")
    if text.startswith("|") and text.endswith("|") and text.count("|") > 2:
        return Verdict("table", "", "table row")
    return Verdict("credit", "", "credit line") if credited(text) else None


def _is_drawn(text: str) -> bool:
    """Made of strokes alone: a table's rule, three asterisks."""
    return not text.strip(DRAWN) and sum(char in RULED for char in text) >= FEWEST_RULED


def credited(text: str) -> str:
    """Whom a credit line names: "Original Source: example.org" → "example.org"; empty if it is no credit line."""
    match = CREDIT.match(text) if len(text) < 140 else None
    return (match["who"] or match["asian"] or "").strip(" .") if match else ""


def _biographies(looks: Sequence[Look]) -> Iterator[int]:
    """A heading "About NAME" and the paragraphs under it that speak of that person."""
    for at, look in enumerate(looks):
        name = bylines.about(look.unit.text) if look.length < 80 and not look.ended else ""
        if not name or at + 1 == len(looks):
            continue
        follow = looks[at + 1]
        if (
            follow.length <= LONGEST_BIO
            and (name.split()[-1] in follow.unit.text)
            and BIO_WORDS.search(follow.unit.text)
        ):
            yield from (at, at + 1)


def debris(look: Look) -> Verdict:
    """What a unit that was scored out of the report is called."""
    for cue, kind in CUE_KINDS:
        if cue in look.cued:
            return _stripped(kind, f"scored out, cue: {cue}")
    return _stripped("navigation", "scored out")
