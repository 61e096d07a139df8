"""What a story's screen shows: its reports with their copies folded, two pictures, origins, suggestions, decisions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from accounts.models import Act
from sources import deciding
from sources.admin import pictures
from sources.admin.story_actors import related
from sources.models import Actor, OriginWord, SourceArticle, Story
from sources.origins import judged
from sources.overlap.corroboration import Origin, trust_line
from sources.sharing import MOST_COMPARED, shares
from sources.suggesting import suggestions

MOST_ACTORS = 24
MOST_ACTS = 12
MOST_FOUND = 8


@dataclass(frozen=True, slots=True)
class Listed:
    """A report with the number that the page gives it, and its copies below it."""

    number: int
    article: SourceArticle
    copies: tuple["Listed", ...] = ()

    @property
    def carriers(self) -> list[str]:
        """The outlets of its copies, each once."""
        return list(dict.fromkeys(copy.article.outlet.name for copy in self.copies if copy.article.outlet))


@dataclass(frozen=True, slots=True)
class OriginRow:
    """`state` in a word: established, shared or unknown."""

    reports: tuple[Listed, ...]
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Given:
    """An editor's word on two reports, by their numbers on the page."""

    word: OriginWord
    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Done:
    """An act of the story or of one of its reports."""

    act: Act
    can_undo: bool


def page(story: Story, *, find: str) -> dict[str, Any]:
    """The number of queries does not grow with the story. `find`: words of another story's title."""
    articles = list(story.articles().select_related("membership__decided_by").prefetch_related("segments"))
    numbers = {article.pk: number for number, article in enumerate(articles, start=1)}
    listed = [Listed(numbers[article.pk], article) for article in articles]
    shared = shares(articles)
    words = list(OriginWord.objects.among(articles))
    origins = judged(articles, words)
    return {
        "story": story,
        "reports": folded(listed),
        "listed": listed,
        "originals": [one for one in listed if one.article.copy_of_id not in numbers],
        "facts": facts(articles, origins),
        "timeline": pictures.timeline(articles, numbers) if articles else None,
        "matrix": pictures.matrix(shared.of, articles, numbers),
        "left_out": shared.left_out,
        "most_compared": MOST_COMPARED,
        "origins": [_origin_row(origin, listed) for origin in origins],
        "given": [Given(word, numbers[word.earlier_id], numbers[word.later_id]) for word in words],
        "suggested": suggestions(story, articles),
        "actors": actors_in(articles),
        **related(articles),
        "done": done(story, articles),
        "find": find,
        "found": found(story, find),
    }


def folded(listed: Sequence[Listed]) -> list[Listed]:
    """The originals in the order they came, each with its copies; a copy whose original is elsewhere stands alone."""
    here = {one.article.pk for one in listed}
    copies: dict[int, list[Listed]] = {}
    for one in listed:
        if one.article.copy_of_id in here:
            copies.setdefault(one.article.copy_of_id or 0, []).append(one)
    alone = [one for one in listed if one.article.copy_of_id not in here]
    return [Listed(one.number, one.article, tuple(copies.get(one.article.pk, ()))) for one in alone]


@dataclass(frozen=True, slots=True)
class Facts:
    reports: int
    copies: int
    outlets: int
    origins: int
    trust: str


def facts(articles: Sequence[SourceArticle], origins: Sequence[Origin]) -> Facts:
    outlets = {article.outlet_id for article in articles if article.outlet_id}
    copies = sum(article.copy_of_id is not None for article in articles)
    return Facts(len(articles), copies, len(outlets), len(origins), trust_line(origins) if articles else "")


def _origin_row(origin: Origin, listed: Sequence[Listed]) -> OriginRow:
    reports = tuple(one for one in listed if str(one.article.uid) in origin.reports)
    state = "established" if origin.established else "shared" if len(reports) > 1 else "unknown"
    return OriginRow(reports, state, origin.why)


def actors_in(articles: Sequence[SourceArticle]) -> list[Actor]:
    """Those whom most of the reports name, with `reports`: how many do."""
    named = Actor.objects.filter(mentions__article__in=articles).exclude(mentions__state="rejected")
    rows = named.exclude(kind="place").annotate(reports=Count("mentions__article", distinct=True))
    return list(rows.order_by("-reports", "name")[:MOST_ACTORS])


def done(story: Story, articles: Sequence[SourceArticle]) -> list[Done]:
    """The latest acts on the story and its reports. What nobody undid can be undone."""
    subjects = [story.uid, *(article.uid for article in articles)]
    acts = list(Act.objects.filter(subject__in=subjects).select_related("who").order_by("-pk")[: 4 * MOST_ACTS])
    undoable = set(_standing(acts))
    return [Done(act, act.pk in undoable) for act in acts[:MOST_ACTS]]


def _standing(acts: Sequence[Act]) -> Iterator[int]:
    by_subject: dict[Any, list[Act]] = {}
    for act in acts:
        by_subject.setdefault(act.subject, []).append(act)
    for together in by_subject.values():
        yield from (act.pk for act in deciding.standing(together) if act.verb in deciding.VERBS)


def found(story: Story, words: str) -> list[Story]:
    """Other stories with the words in their title, the newest first."""
    rows = Story.objects.with_counts().exclude(pk=story.pk).newest_first()
    for word in words.split():
        rows = rows.filter(title__icontains=word)
    return list(rows[:MOST_FOUND]) if words.split() else []
