"""A quote's one place in a report. Candidates are offered, never chosen."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects

from sources.models import SourceArticle
from sources.text import attribution, sentences
from sources.text.types import Attribution, Segment

CONTEXT_CHARS = 40
LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Quote:
    """The exact words of a report, with whose word they are as the sentence around them says."""

    article: SourceArticle
    start: int
    end: int
    exact: str
    said: Attribution


def quote(article: SourceArticle, words: str) -> Quote:
    """Raises ValidationError when the words are not in the raw text, or stand there more than once."""
    text = article.raw.text
    words = _as_it_stands(text, words)
    start = text.find(words) if words else -1
    if start < 0:
        raise ValidationError(f"“{words[:80]}” is not in “{article}”. Copy the words from the report as it came.")
    second = text.find(words, start + 1)
    if second >= 0:
        places = " · ".join(f"…{text[max(0, at - CONTEXT_CHARS) : at + len(words)]}" for at in (start, second))
        raise ValidationError(f"“{words[:80]}” stands more than once: {places}. Quote more words, so that one fits.")
    return Quote(article, start, start + len(words), words, attribution.find(sentence_around(article, start)))


def _as_it_stands(text: str, words: str) -> str:
    """With the line ends of the text: browsers send a form's as CR LF, whatever was copied into it."""
    forms = (words, *(LINE_END.sub(end, words) for end in ("\n", "\r\n", "\r")))
    return next((form for form in forms if form in text), words)


def sentence_around(article: SourceArticle, at: int) -> str:
    """The sentence of the report in which a place lies, as it stands; of a stripped piece the line around it."""
    text = article.raw.text
    prefetch_related_objects([article], "segments")
    piece = next((one for one in article.segments.all() if one.kept and one.start <= at < one.end), None)
    start = piece.start if piece else text.rfind("\n", 0, at) + 1
    line_end = text.find("\n", at)
    end = piece.end if piece else line_end if line_end >= 0 else len(text)
    words = text[start:end]
    found = sentences.split(words, [Segment(0, len(words), "paragraph")])
    around = next((words[one.start : one.end] for one in found if start + one.end > at), words)
    return " ".join(around.split())
