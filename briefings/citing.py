"""A quote becomes a citation under an annotation or a key point, with whose word it is: offered, and the editor's."""

from dataclasses import dataclass, replace

from briefings.models import Annotation, Citation, KeyPoint
from sources.models import SourceArticle
from sources.quoting import Quote, quote, sentence_around
from sources.text import attribution
from sources.text.types import Attribution

LONGEST_SOURCE = 300


@dataclass(frozen=True, slots=True)
class Offer:
    """Whose word a passage is, as the machine reads it; `rests_on`: the report's sentence that says so."""

    said: Attribution
    rests_on: str


def offer(article: SourceArticle, words: str) -> Offer:
    """For words that are to be cited. Raises ValidationError when they are not there, or stand there twice."""
    found = quote(article, words)
    return Offer(_fitting(found.said), sentence_around(article, found.start))


def offered(citation: Citation, article: SourceArticle) -> Offer:
    """For a passage that is cited already; `article` is its report, one object for all that are cited from it."""
    sentence = sentence_around(article, citation.start)
    return Offer(_fitting(attribution.find(sentence)), sentence)


def cite(article: SourceArticle, words: str, under: Annotation | KeyPoint, said: Attribution | None = None) -> Citation:
    """Cite the words of a report, beside what is cited there already. Raises ValidationError like `offer`.

    `said`: the editor's word on whose they are; None takes the offer.
    """
    return cite_passage(quote(article, words), under, said)


def cite_passage(found: Quote, under: Annotation | KeyPoint, said: Attribution | None = None) -> Citation:
    """As `cite`, for a passage whose place is known. One that is cited there already keeps what was saved."""
    place = {"article": found.article, "start": found.start, "end": found.end, "exact": found.exact}
    saved = under.citations.filter(**place).first()
    if saved:
        return attribute(saved, said) if said else saved
    said = said or _fitting(found.said)
    return under.citations.create(**place, attributed_to=said.attributed_to, basis=said.basis)


def attribute(citation: Citation, said: Attribution) -> Citation:
    """An editor's word on whose word the passage is."""
    citation.attributed_to, citation.basis = said.attributed_to, said.basis
    citation.save(update_fields=["attributed_to", "basis"])
    return citation


def _fitting(said: Attribution) -> Attribution:
    return replace(said, attributed_to=said.attributed_to[:LONGEST_SOURCE])
