"""Mentions with the words around them, without loading the texts they stand in."""

from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.db.models.functions import Greatest, Least, Substr

from sources.models import Mention, SourceArticle

AROUND = 110
"""Characters before and after a mention that are shown: a line or two of it."""
HEAVY = ("body", "profile", "hints", "found", "repairs", "raw__data", "raw__text", "raw__layout")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A mention between the words around it."""

    mention: Mention
    before: str
    after: str


def without_texts(rows: "QuerySet[SourceArticle]") -> "QuerySet[SourceArticle]":
    """Reports as a list names them."""
    return rows.select_related("outlet", "raw", "copy_of").defer(
        *HEAVY, *(f"copy_of__{name}" for name in HEAVY if not name.startswith("raw"))
    )


def in_context(mentions: "QuerySet[Mention]") -> list[Quoted]:
    """In their order, each with its report as a list names it."""
    text = "article__raw__text"
    rows = mentions.select_related("article__outlet", "article__raw").defer(*(f"article__{name}" for name in HEAVY))
    around = rows.annotate(
        words_before=Substr(text, Greatest(F("start") - AROUND, 0) + 1, Least(F("start"), AROUND)),
        words_after=Substr(text, F("end") + 1, AROUND),
    )
    return [_quoted(row, row.words_before, row.words_after) for row in around]


def _quoted(row: Mention, before: str, after: str) -> Quoted:
    """Of a sentence or two; cut at words, with a mark where something is left out."""
    head = before if row.start <= AROUND else f"… {before.split(None, 1)[-1] if before.split(None, 1)[1:] else before}"
    tail = after if len(after) < AROUND else f"{after.rsplit(None, 1)[0]} …"
    return Quoted(row, _one_line(head, trailing=True), _one_line(tail, leading=True))


def _one_line(words: str, *, leading: bool = False, trailing: bool = False) -> str:
    """White space as single blanks; one beside the mention stays, if one was there."""
    line = " ".join(words.split())
    first = " " if leading and words[:1].isspace() else ""
    last = " " if trailing and words[-1:].isspace() else ""
    return f"{first}{line}{last}"
