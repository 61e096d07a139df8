"""What needs no score: lines that say themselves what they are, and what the stripped ones are called."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sources.text import bylines
from sources.text.debris import WORD, cues
from sources.text.features import Look

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
DRAWN = re.compile(r"^[|+\-—–_=:*·.~#\s]*[|+\-—–_=*~#·]{2}[|+\-—–_=:*·.~#\s]*$")
CONTENTS = re.compile(r"^(?:table of contents|contents|inhaltsverzeichnis|sommaire|table des matières|índice|tabla de contenidos|indice|inhoudsopgave|spis treści|obsah|cuprins|содержание|içindekiler|目次|目录|daftar isi|mục lục)\s*:?$", re.IGNORECASE)  # fmt: skip
CREDIT = re.compile(
    r"^\(?(?:original(?:ly published)? (?:source|article|story|on|by|at|in)|source|sources|quelle|originalquelle|fuente|fonte|bron|źródło|zdroj|källa|kilde|lähde|forrás|sursa|источник|джерело|извор|izvor|kaynak|sumber|nguồn|πηγή|المصدر|منبع|מקור|来源|文章来源|來源|出典|via|"
    r"this (?:article|story|report) (?:was )?(?:first|originally) (?:published|appeared) (?:on|in|by|at)|read the original (?:article|story) (?:on|at)|with (?:material|reporting|files) from|mit material von)"
    r"\s*[:：\-–—]?\s+(?P<who>[^\s].{1,80}?)\)?\.?$|^(?:来源|文章来源|來源|出典|出处)\s*[:：]\s*(?P<asian>\S.{0,40})$",
    re.IGNORECASE,
)
FORM = re.compile(
    r"^(?:leave a (?:reply|comment)|post a comment|(?:your )?e-?mail address will not be published\b.*|required fields are marked.*|"
    r"(?:what are your thoughts|what do you think)\b.{0,120}\?.{0,20}(?:share|tell|let us|comment|leave|join).*|"
    r"(?:share|leave|drop|post|tell us|let us know) (?:your |us )?(?:views|thoughts|opinions?|comments?|what you think).{0,60}(?:comments?|below).*|"
    r"deine e-mail-adresse wird nicht veröffentlicht.*|schreibe einen kommentar|laisser un commentaire|votre adresse e-mail ne sera pas publiée.*|"
    r"deja (?:un comentario|una respuesta)|tu dirección de correo electrónico no será publicada.*|lascia un commento|deixe um comentário|"
    r"cancel reply|notify me of (?:new|follow-?up).*|save my name, e-?mail.*)\s*\*?$",
    re.IGNORECASE,
)
MORE = re.compile(
    r"^(?:for (?:more|further|additional|deeper) (?:insights?|information|details|news|updates|coverage|reading|stories|on)\b.{0,200}\b(?:explore|visit|see|read|check|click|follow|browse|discover)\b.*|"
    r"(?:read|see|watch|check) (?:also|more|next|out)\s*[:：|].+|"
    r"(?:lesen sie auch|lire aussi|à lire aussi|lea también|lee también|leia também|leggi anche|lees ook|läs också|les også|læs også|czytaj też|czytaj także|zobacz też|читайте также|читайте також|baca juga|xem thêm|διαβάστε επίσης)\b.{0,200})$",
    re.IGNORECASE,
)
SPEAKER = re.compile(r"(?P<label>[^\W\d_a-z][^:：.!?|]{0,40})[:：.]\s+\S")
FEWEST_SPEECHES, LONG_SPEECH = 2, 70
LONGEST_BIO = 900
BIO_WORDS = re.compile(r"\b(?:journalist|reporter|correspondent|editor|writer|author|columnist|contributor|blogger|analyst|freelance\w*|graduate|experience|covers|writes|redakteur\w*|journaliste|periodista|jornalista|giornalista|autor\w*|redacteur|dziennikar\w*|журналист\w*|автор\w*|degree|passion\w*)\b", re.IGNORECASE)  # fmt: skip


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
    found = [_alone(look) for look in looks]
    for at in _biographies(looks):
        found[at] = _stripped("author bio", "about the author")
    for at in _speeches(looks):
        found[at] = found[at] or Verdict("paragraph", "", "speaker label")
    return found


def _speeches(looks: Sequence[Look]) -> list[int]:
    """Lines of a conversation: they open with a label that opens others too, some of them at length."""
    labelled = [(at, match["label"].casefold()) for at, look in enumerate(looks) if (match := SPEAKER.match(look.unit.text))]
    times = Counter(label for _, label in labelled)
    long = {label for at, label in labelled if looks[at].length >= LONG_SPEECH}
    spoken = {label for label in long if times[label] >= FEWEST_SPEECHES and not cues(label, WORD.findall(label)) - {"bio"}}
    return [at for at, label in labelled if label in spoken] if len(spoken) > 1 else []


def _alone(look: Look) -> Verdict | None:
    text = look.unit.text
    if look.leftover and look.length < 600:
        return _stripped("generator leftover", "leftover")
    if DRAWN.match(text):
        return _stripped("table rule" if "|" in text or "+" in text else "rule", "drawn line")
    if look.length > 320:
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
        if follow.length <= LONGEST_BIO and (name.split()[-1] in follow.unit.text) and BIO_WORDS.search(follow.unit.text):
            yield from (at, at + 1)


def debris(look: Look) -> Verdict:
    """What a unit that was scored out of the report is called."""
    for cue, kind in CUE_KINDS:
        if cue in look.cued:
            return _stripped(kind, f"scored out, cue: {cue}")
    return _stripped("navigation", "scored out")
