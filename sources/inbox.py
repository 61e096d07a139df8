"""What waits for an editor's word: a row a story, what the machine is unsure of first."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Substr

from accounts.models import Act, User
from sources import deciding
from sources.families import HEAVY
from sources.models import Decision, SourceArticle, Story, StoryMembership
from sources.models.stories import StoryQuerySet
from sources.text import sentences
from sources.text.types import Segment

SHOWS = {"all": "All", "undecided": "Undecided", "mine": "Mine", "taken": "Taken", "spiked": "Spiked"}

ROWS_A_PAGE = 50
MOST_REPORTS = 30
"""Reports listed under one row, the newest: more are on the story's page."""
OPENING = 600
"""Characters read of a report to find its first sentence."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: after this row."""

    asks: bool
    at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{int(self.asks)}_{self.at.astimezone(UTC):%Y%m%dT%H%M%S.%f}_{self.pk}"

    @staticmethod
    def parse(words: str) -> "Cursor | None":
        """None for what is no cursor."""
        try:
            asks, at, pk = words.split("_")
            return Cursor(asks == "1", datetime.strptime(at, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC), int(pk))
        except ValueError:
            return None

    def rest(self) -> Q:
        below = Q(last_report_at__lt=self.at) | Q(last_report_at=self.at, pk__lt=self.pk)
        return Q(asks=False) | Q(below, asks=True) if self.asks else Q(below, asks=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see. `show`: of SHOWS."""

    user: User
    show: str = "all"
    after: Cursor | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What the machine is unsure of: that `article` is a copy of `other`, or a report of its event. `score`: 0 to 1."""

    article: SourceArticle
    other: SourceArticle
    is_copy: bool
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report with its copies folded. `place`: what put it into its story."""

    article: SourceArticle
    copies: tuple[SourceArticle, ...]
    first_sentence: str
    place: StoryMembership
    questions: tuple[Question, ...]

    @property
    def all(self) -> tuple[SourceArticle, ...]:
        return (self.article, *self.copies)


@dataclass(frozen=True, slots=True)
class Row:
    """A story of the inbox. `reports`: newest first."""

    story: Story
    reports: tuple[Report, ...]
    briefings: tuple[Any, ...]

    @property
    def articles(self) -> list[SourceArticle]:
        return [article for report in self.reports for article in report.all]

    @property
    def newest(self) -> SourceArticle:
        return self.reports[0].article

    @property
    def latest(self) -> int:
        """The key of the latest report that is shown: a button of this row does nothing to what came later."""
        return max(article.pk for article in self.articles)

    @property
    def outlets(self) -> list[str]:
        return list(dict.fromkeys(str(one.outlet) for one in self.articles if one.outlet))

    @property
    def copies(self) -> int:
        return sum(len(report.copies) for report in self.reports)

    @property
    def waiting(self) -> int:
        return sum(article.state == "inbox" for article in self.articles)

    @property
    def is_new(self) -> bool:
        """Nobody accepted any of it yet."""
        return bool(self.waiting) and all(article.state in ("inbox", "spiked") for article in self.articles)

    @property
    def live(self) -> Any | None:
        """The live briefing that a waiting report joined."""
        return next((one for one in self.briefings if one.live_id), None) if self.waiting else None

    @property
    def shown(self) -> tuple[Report, ...]:
        return self.reports[:MOST_REPORTS]

    @property
    def questions(self) -> list[Question]:
        return [question for report in self.reports for question in report.questions]


@dataclass(frozen=True, slots=True)
class Board:
    """A page of the inbox. `counts`: of SHOWS, how many rows each has; `last`: what `undo` would take back."""

    asked: Asked
    rows: tuple[Row, ...]
    counts: dict[str, int]
    next: Cursor | None
    last: Act | None


def board(asked: Asked) -> Board:
    """A page, in eight queries at most."""
    stories = asked_for(asked)
    if asked.after:
        stories = stories.filter(asked.after.rest())
    found = list(stories[: ROWS_A_PAGE + 1])
    page = found[:ROWS_A_PAGE]
    more = Cursor(page[-1].asks, page[-1].last_report_at, page[-1].pk) if len(found) > ROWS_A_PAGE else None
    last = deciding.latest_of(asked.user)
    return Board(asked, rows(page, spiked=asked.show == "spiked"), counts(asked.user), more, last)


def asked_for(asked: Asked) -> Any:
    """The stories of a filter, in the inbox's order."""
    stories: Any = Story.objects.select_related("taken_by").prefetch_related("briefings")
    return _of(stories, asked).unsettled_first()


def again(asked: Asked, keys: Collection[int]) -> tuple[Row, ...]:
    """Of these stories the rows that the filter still shows. A row that asks no more stays until the page is loaded."""
    show = "all" if asked.show == "undecided" else asked.show
    stories = asked_for(replace(asked, show=show)).filter(pk__in=keys)
    return rows(list(stories), spiked=show == "spiked")


def _of(stories: StoryQuerySet, asked: Asked) -> StoryQuerySet:
    match asked.show:
        case "undecided":
            return stories.waiting().asking()
        case "mine":
            return stories.taken(asked.user)
        case "taken":
            return stories.taken()
        case "spiked":
            return stories.with_spiked()
    return stories.waiting()


def counts(user: User) -> dict[str, int]:
    waiting = Story.objects.waiting().unsettled_first()
    taken = Story.objects.taken()
    ours = taken.aggregate(mine=Count("pk", filter=Q(taken_by=user)), taken=Count("pk"))
    return waiting.aggregate(all=Count("pk"), undecided=Count("pk", filter=Q(asks=True))) | ours


def rows(stories: Collection[Story], *, spiked: bool = False) -> tuple[Row, ...]:
    """Each story with its reports and what is asked of them; `spiked`: with the spiked ones alone."""
    found: dict[int, list[Any]] = {story.pk: [] for story in stories}
    for article in _articles(found, spiked):
        found[article.membership.story_id].append(article)
    doubts = _doubts(found)
    made = (Row(story, tuple(_reports(found[story.pk], doubts)), _briefings(story)) for story in stories)
    return tuple(row for row in made if row.reports)


def _briefings(story: Any) -> tuple[Any, ...]:
    return tuple(story.briefings.all())


def _articles(stories: Iterable[int], spiked: bool) -> Any:
    """The reports of some stories as they came, with their openings in place of their texts."""
    mine = SourceArticle.objects.filter(membership__story__in=list(stories))
    mine = mine.filter(state="spiked") if spiked else mine.exclude(state="spiked")
    unsure = Exists(StoryMembership.objects.unsure().filter(article=OuterRef("pk")))
    shown = mine.select_related("raw", "outlet", "membership__decided_by").defer(*HEAVY).order_by("pk")
    return shown.annotate(opening=Substr("body", 1, OPENING), asks=unsure)


def _doubts(stories: Iterable[int]) -> dict[int, Decision]:
    """Copy → what the machine found of it and is unsure of."""
    unsure = Decision.objects.unsure().filter(later__membership__story__in=list(stories)).order_by("score")
    return {decision.later_id: decision for decision in unsure}


def _reports(articles: Sequence[Any], doubts: dict[int, Decision]) -> list[Report]:
    """The originals with their copies, newest first; a copy whose original is not among them stands for itself."""
    known = {article.pk: article for article in articles}
    heads = [article for article in articles if article.copy_of_id not in known]
    copies: dict[int, list[Any]] = {head.pk: [] for head in heads}
    for article in articles:
        if article.copy_of_id in copies:
            copies[article.copy_of_id].append(article)
    return [_report(head, copies[head.pk], Known(known, heads[0], doubts)) for head in reversed(heads)]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known around a report: its story's reports by their keys, the first of them, and the doubts."""

    articles: dict[int, Any]
    first: Any
    doubts: dict[int, Decision]


def _report(head: Any, copies: Sequence[Any], known: Known) -> Report:
    place: StoryMembership = head.membership
    asked = [_of_copy(copy, known) for copy in copies if copy.pk in known.doubts]
    if head.asks and head != known.first:
        asked.insert(0, Question(head, known.first, False, place.score or 0.0, tuple(place.reasons)))
    return Report(head, tuple(copies), first_sentence(head), place, tuple(asked))


def _of_copy(copy: Any, known: Known) -> Question:
    doubt = known.doubts[copy.pk]
    other = known.articles.get(doubt.earlier_id) or known.articles[copy.copy_of_id]
    return Question(copy, other, True, doubt.score or 0.0, tuple(doubt.reasons))


def first_sentence(article: Any) -> str:
    """Of the standfirst, or of the text."""
    opening = str(article.standfirst or article.opening).partition("\n\n")[0]
    found = sentences.split(opening, [Segment(0, len(opening), "paragraph")]) if opening else ()
    return found[0].text if found else ""
