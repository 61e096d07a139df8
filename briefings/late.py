"""Reports that joined a story after its briefing went out: what is new in them, and what the desk makes of it.

Nothing of them enters the briefing by itself: an editor takes a report up, keeps a difference, or says that it is not
relevant, which is remembered.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import Act, User
from briefings.models import Briefing, LateAnswer
from sources.comparing import sentences_of
from sources.models import Difference, DifferenceValue, SourceArticle
from sources.overlap.statements import PROSE
from sources.text.claims import days, quantities
from sources.text.claims.days import Day
from sources.text.claims.quantities import Quantity
from sources.text.types import Sentence

MOST_NEWS = 5
"""Sentences with a new number or day that are shown of one report; the report itself is a click away."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A difference of the story: what the late report says, beside what the reports of the edition say."""

    row: Difference
    theirs: tuple[DifferenceValue, ...]
    used: tuple[DifferenceValue, ...]


@dataclass(frozen=True, slots=True)
class News:
    """A sentence of the late report with numbers or days that no report of the edition gives."""

    sentence: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LateReport:
    article: SourceArticle
    beside: tuple[Beside, ...]
    news: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the reports of the edition give: their quantities, and their days as they are written."""

    quantities: tuple[Quantity, ...]
    days: frozenset[str]


def waiting_keys() -> dict[int, int]:
    """The key of each live briefing with late reports → how many wait for an answer."""
    counts: dict[int, int] = {}
    for briefing in LateAnswer.objects.waiting().values_list("briefing", flat=True):
        counts[briefing] = counts.get(briefing, 0) + 1
    return counts


def late_reports(briefing: Briefing) -> list[LateReport]:
    """Those that wait for an answer, in the order they came, each with what it says that the edition does not."""
    waiting = LateAnswer.objects.waiting().filter(briefing=briefing.pk).values("article")
    found = list(SourceArticle.objects.for_page().filter(pk__in=waiting).prefetch_related("segments").order_by("pk"))
    if not found or briefing.story is None:
        return []
    used = list(briefing.reports())
    rows = [row for row in briefing.story.differences.shown() if row.state != "dismissed"]
    known = _known(used)
    return [_late_report(article, tuple(_beside(article, rows, used)), known) for article in found]


def _late_report(article: SourceArticle, beside: tuple[Beside, ...], known: _Known) -> LateReport:
    """What stands beside the edition's values already is not told twice."""
    told = {value.start for one in beside for value in one.theirs}
    news = _news([sentence for sentence in _prose(article) if sentence.start not in told], known)
    return LateReport(article, beside, news)


def _beside(article: SourceArticle, rows: Sequence[Difference], used: Sequence[SourceArticle]) -> Iterator[Beside]:
    keys = {report.pk for report in used}
    for row in rows:
        values = list(row.values.all())
        theirs = tuple(value for value in values if value.article_id == article.pk)
        if theirs:
            yield Beside(row, theirs, tuple(value for value in values if value.article_id in keys))


def _known(used: Sequence[SourceArticle]) -> _Known:
    told = [sentence.text for article in used for sentence in _prose(article)]
    return _Known(
        tuple(quantity for text in told for quantity in quantities.find(text)),
        frozenset(day.text.casefold() for text in told for day in _dates(text)),
    )


def _prose(article: SourceArticle) -> list[Sentence]:
    return [sentence for sentence in sentences_of(article) if sentence.segment_kind in PROSE]


def _news(sentences: Sequence[Sentence], known: _Known) -> tuple[News, ...]:
    found = []
    for sentence in sentences:
        text = " ".join(sentence.text.split())
        values = [text[q.start : q.end] for q in quantities.find(text) if not _is_known(q, known)]
        values += [day.text for day in _dates(text) if day.text.casefold() not in known.days]
        if values:
            found.append(News(text, tuple(dict.fromkeys(values))))
    return tuple(found[:MOST_NEWS])


def _dates(text: str) -> list[Day]:
    """Days with their month: "on Saturday" is another day in every report."""
    return [day for day in days.find(text) if day.month and not day.of_saying]


def _is_known(quantity: Quantity, known: _Known) -> bool:
    """Whether somebody gives that number of that thing already. Another number of the same thing is new."""
    return any(
        quantity.value == other.value and quantity.measure == other.measure and quantity.units & other.units
        for other in known.quantities
    )


def taken_up(briefing: Briefing) -> list[SourceArticle]:
    """Reports that go out with the next edition for the first time."""
    if briefing.live_id is None or briefing.status == "retracted":
        return []
    listed = set(briefing.live.sources.values_list("article", flat=True)) if briefing.live else set()
    return [article for article in briefing.reports() if article.pk not in listed]


def take_up(briefing: Briefing, article: SourceArticle, *, by: User) -> LateAnswer:
    """An update begins: the report counts among the briefing's reports from here on, and can be cited."""
    return _answer(briefing, article, "taken up", by=by)


def set_aside(briefing: Briefing, article: SourceArticle, *, by: User, reason: str = "") -> LateAnswer:
    """Not relevant to this briefing; remembered, and not asked again."""
    return _answer(briefing, article, "not relevant", by=by, reason=reason)


@transaction.atomic
def ask_again(briefing: Briefing, article: SourceArticle, *, by: User) -> None:
    """Take the answer back."""
    given = LateAnswer.objects.filter(briefing=briefing, article=article).first()
    if given is None:
        raise ValidationError(f"“{article}” has no answer to take back.")
    before = {"article": str(article.uid), "answer": given.answer, "reason": given.reason}
    given.delete()
    Act.objects.record("took back the answer to a late report", briefing, by=by, before=before)


@transaction.atomic
def _answer(briefing: Briefing, article: SourceArticle, answer: str, *, by: User, reason: str = "") -> LateAnswer:
    if not by.has_perm("briefings.change_briefing"):
        raise PermissionDenied("Answering a late report needs the right to change briefings.")
    if not LateAnswer.objects.waiting().filter(briefing=briefing.pk, article=article).exists():
        raise ValidationError(f"“{article}” does not wait for an answer any more. Look at the briefing again.")
    given = LateAnswer.objects.create(briefing=briefing, article=article, answer=answer, reason=reason.strip(), by=by)
    after = {"article": str(article.uid), "answer": answer}
    Act.objects.record(f"late report: {answer}", briefing, by=by, reason=reason.strip(), after=after)
    return given
