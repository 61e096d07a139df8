"""The origins behind a story's reports: as the texts show them, and as editors have judged them."""

from collections.abc import Mapping, Sequence

from sources.comparing import sentences_of
from sources.models import OriginWord, SourceArticle
from sources.overlap import corroboration, independence
from sources.overlap.corroboration import Origin, ReportOrigin
from sources.overlap.independence import PairWord
from sources.text import attribution


def origins_of(articles: Sequence[SourceArticle]) -> tuple[Origin, ...]:
    """In the order of their first reports. Give the articles with their segments, in as few queries as can be."""
    return judged(articles, list(OriginWord.objects.among(articles)))


def judged(articles: Sequence[SourceArticle], words: Sequence[OriginWord]) -> tuple[Origin, ...]:
    reports = _facts(articles)
    given = [PairWord(str(w.earlier.uid), str(w.later.uid), w.verdict == "independent", w.reason) for w in words]
    return independence.judged(corroboration.origins(reports), reports, given)


def _facts(articles: Sequence[SourceArticle]) -> list[ReportOrigin]:
    by_pk = {article.pk: article for article in articles}
    return [_fact(article, by_pk) for article in articles]


def _fact(article: SourceArticle, by_pk: Mapping[int, SourceArticle]) -> ReportOrigin:
    original = article.copy_of or _first_version(article, by_pk)
    return ReportOrigin(
        key=str(article.uid),
        copy_of=str(original.uid) if original.pk != article.pk else None,
        credited_to=article.credited_to,
        outlet=article.outlet.name if article.outlet else "",
        basis_names=basis_names(article),
    )


def _first_version(article: SourceArticle, by_pk: Mapping[int, SourceArticle]) -> SourceArticle:
    """Of the versions at its address the first one. Those that are at hand cost no query."""
    first = article
    while first.previous_id:
        earlier = by_pk.get(first.previous_id) or first.previous
        assert earlier is not None
        first = earlier
    return first


def basis_names(article: SourceArticle) -> tuple[str, ...]:
    """The sources that the report's own text names, with their channels; its interview names none."""
    own_text = (sentence for sentence in sentences_of(article) if sentence.segment_kind != "turn")
    return corroboration.basis_names(attribution.find(sentence.text) for sentence in own_text)
