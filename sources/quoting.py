"""A quote's one place in a report. Candidates are offered, never chosen."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from sources.models import SourceArticle
from sources.text import attribution
from sources.text.types import Attribution

CONTEXT_CHARS = 40


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
    start = text.find(words) if words else -1
    if start < 0:
        raise ValidationError(f"“{words[:80]}” is not in “{article}”. Copy the words from the report as it came.")
    second = text.find(words, start + 1)
    if second >= 0:
        places = " · ".join(f"…{text[max(0, at - CONTEXT_CHARS) : at + len(words)]}" for at in (start, second))
        raise ValidationError(f"“{words[:80]}” stands more than once: {places}. Quote more words, so that one fits.")
    return Quote(article, start, start + len(words), words, attribution.find(sentence_around(text, start)))


def sentence_around(text: str, at: int) -> str:
    """The part of a line around a place, from one full stop to the next."""
    start = max(text.rfind("\n", 0, at), text.rfind(". ", 0, at)) + 1
    ends = [end for end in (text.find("\n", at), text.find(". ", at)) if end >= 0]
    return text[start : min(ends, default=len(text))].strip()
