"""A quote becomes a citation under an annotation or a key point."""

from briefings.models import Annotation, Citation, KeyPoint
from sources.models import SourceArticle
from sources.quoting import quote


def cite(article: SourceArticle, words: str, under: Annotation | KeyPoint) -> Citation:
    """Cite the words of a report. Raises ValidationError when they are not there, or stand there twice."""
    found = quote(article, words)
    fields = {
        "article": article,
        "start": found.start,
        "end": found.end,
        "exact": found.exact,
        "attributed_to": found.said.attributed_to[:300],
        "basis": found.said.basis,
    }
    if isinstance(under, KeyPoint):
        return Citation.objects.create(key_point=under, **fields)
    citation, _ = Citation.objects.update_or_create(annotation=under, defaults=fields)
    return citation
