"""A quote becomes a citation: exact words at their one place in the report. Candidates are offered, never chosen."""

from django.core.exceptions import ValidationError

from briefings.models import Annotation, Citation, KeyPoint
from sources.models import SourceArticle
from sources.text import attribution

CONTEXT_CHARS = 40


def cite(article: SourceArticle, quote: str, under: Annotation | KeyPoint) -> Citation:
    """Cite the words under an annotation or a key point. Raises ValidationError when they are not there, or twice."""
    start = place_of(article, quote)
    said = attribution.find(sentence_around(article.raw.text, start))
    fields = {
        "article": article,
        "start": start,
        "end": start + len(quote),
        "exact": quote,
        "attributed_to": said.attributed_to[:300],
        "basis": said.basis,
    }
    if isinstance(under, KeyPoint):
        return Citation.objects.create(key_point=under, **fields)
    citation, _ = Citation.objects.update_or_create(annotation=under, defaults=fields)
    return citation


def place_of(article: SourceArticle, quote: str) -> int:
    text = article.raw.text
    first = text.find(quote) if quote else -1
    if first < 0:
        raise ValidationError(f"“{quote[:80]}” is not in “{article}”. Copy the words from the report as it came.")
    second = text.find(quote, first + 1)
    if second >= 0:
        places = " · ".join(f"…{text[max(0, at - CONTEXT_CHARS) : at + len(quote)]}" for at in (first, second))
        raise ValidationError(
            f"“{quote[:80]}” stands more than once: {places}. Quote more words, so that one place fits."
        )
    return first


def sentence_around(text: str, at: int) -> str:
    """The line's part around a place, from one full stop to the next."""
    start = max(text.rfind("\n", 0, at), text.rfind(". ", 0, at)) + 1
    ends = [end for end in (text.find("\n", at), text.find(". ", at)) if end >= 0]
    return text[start : min(ends, default=len(text))].strip()
