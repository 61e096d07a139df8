"""Which passages of the reports support what a briefing says: proposed by the machine, confirmed by an editor."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import Act, User
from briefings import citing, markup, saving
from briefings.evidence import Evidence
from briefings.models import Annotation, Briefing, Citation, KeyPoint
from sources.comparing import sentences_of
from sources.models import SourceArticle
from sources.overlap.statements import PROSE
from sources.quoting import Quote
from sources.text import attribution, supporting
from sources.text.claims import uses
from sources.text.passages import ReportSentences
from sources.text.types import Sentence

ANSWERS = "turn"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Says so. `number`: its report's on the page. `missing`: names and numbers that it does not give."""

    passage: Quote
    number: int
    missing: tuple[str, ...]

    @property
    def key(self) -> str:
        """What a form sends back of it."""
        return f"{self.passage.article.pk}:{self.passage.start}:{self.passage.end}"


@dataclass(frozen=True, slots=True)
class Suggestions:
    """`if_all_hold`: what readers would be told if an editor confirmed every one."""

    found: tuple[Suggestion, ...]
    if_all_hold: str


def suggestions(briefing: Briefing, text: str) -> Suggestions:
    """For words of the briefing; where they are too few to tell, for the sentence of its text that they stand in."""
    evidence = Evidence(briefing.reports())
    reports = [report_sentences(article, _kinds(article, evidence)) for article in evidence.articles]
    found = supporting.find(text, reports) or supporting.find(_sentence_with(briefing, text), reports)
    by_uid = {str(article.uid): article for article in evidence.articles}
    proposed = tuple(_suggestion(one, by_uid[one.report], evidence) for one in found)
    cited = [_unsaved(one.passage) for one in proposed]
    return Suggestions(proposed, str(evidence.support(cited)["words"]) if cited else "")


@transaction.atomic
def confirm(under: Annotation | KeyPoint, passages: Sequence[Quote], *, by: User) -> list[Citation]:
    """An editor says that these passages support the words: each is cited, once."""
    cited = [citing.cite_passage(passage, under) for passage in passages]
    if cited:
        told = [f"{one.article}: “{one.exact}”" for one in cited]
        Act.objects.record("confirmed support", under.briefing, by=by, after={"words": str(under), "passages": told})
    return cited


def report_sentences(article: SourceArticle, kinds: frozenset[str] = frozenset()) -> ReportSentences:
    """The sentences of a report, those of some kinds of segment alone if they are given."""
    names = frozenset(article.mentions.exclude(state="rejected").values_list("text", flat=True))
    copy_of = str(article.copy_of.uid) if article.copy_of else None
    told = tuple(one for one in sentences_of(article) if not kinds or one.segment_kind in kinds)
    return ReportSentences(str(article.uid), told, copy_of, names)


def passage_at(article: SourceArticle, start: int, end: int) -> Quote:
    """The words of a report at a place, with whose they are."""
    exact = article.quote(start, end)
    return Quote(article, start, end, exact, attribution.find(" ".join(exact.split())))


def _kinds(article: SourceArticle, evidence: Evidence) -> frozenset[str]:
    """Answers are proposed only where they may count."""
    interview = evidence.interviews.get(article.pk)
    return PROSE | {ANSWERS} if interview and interview.corroborates else PROSE


def _sentence_with(briefing: Briefing, words: str) -> str:
    text = markup.plain_text(saving.html_of(briefing))
    at = text.find(words)
    around = (one.text for one in uses.sentences_of(text) if one.start <= at < one.end)
    return next(around, "")


def _suggestion(found: supporting.Supporting, article: SourceArticle, evidence: Evidence) -> Suggestion:
    passage = passage_at(article, found.sentence.start, _end(article, found.sentence))
    return Suggestion(passage, evidence.numbers[article.pk], found.missing)


def _end(article: SourceArticle, sentence: Sentence) -> int:
    return sentence.start + len(article.quote(sentence.start, sentence.end).rstrip())


def _unsaved(passage: Quote) -> Citation:
    said = passage.said
    return Citation(
        article=passage.article, start=passage.start, end=passage.end, exact=passage.exact,
        attributed_to=said.attributed_to, basis=said.basis,
    )  # fmt: skip
