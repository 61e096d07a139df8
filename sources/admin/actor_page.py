"""What an actor's screen shows beside its record: where it is named, with whom, and what was said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Min, Q
from django.http import HttpRequest

from accounts.models import Act
from sources import assigning, retracing
from sources.admin import pictures
from sources.admin.contexts import HEAVY, Quoted, in_context, without_texts
from sources.admin.given import key_of
from sources.finding import actors_called
from sources.models import Actor, ActorDistinction, ActorMerge, ActorRelation, Mention, Namesakes, SourceArticle
from sources.models.relations import RELATION_KINDS

A_PAGE = 20
"""Mentions on a page of the screen."""
MOST_CO_ACTORS = 16
MOST_TOGETHER = 300
"""Reports that are looked through for them, the latest: a state is named in every third."""
MOST_REPORTS = 24
"""Of the timeline: the latest. More cannot be told apart in the picture; all of them are among the mentions."""
MOST_RELATIONS = 60
MOST_ASKED = 12
MOST_ACTS = 12


@dataclass(frozen=True, slots=True)
class Facts:
    mentions: int
    open: int
    reports: int
    first: Any
    last: Any


@dataclass(frozen=True, slots=True)
class Numbered:
    """A report with its number on the page, and how often it names the actor."""

    number: int
    article: SourceArticle
    times: int


@dataclass(frozen=True, slots=True)
class Told:
    """A relation in words, from the actor's side: "leads", "is led by". `other` is the one at the far end."""

    relation: ActorRelation
    other: Actor
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who may be the same actor."""

    question: Namesakes
    other: Actor


@dataclass(frozen=True, slots=True)
class CoActor:
    """`together`: how many reports name both."""

    actor: Actor
    together: int


@dataclass(frozen=True, slots=True)
class Done:
    act: Act
    can_undo: bool


SEEN_FROM_THERE = {"leads": "is led by", "member of": "has as a member"}


def page(actor: Actor, request: HttpRequest) -> dict[str, Any]:
    """The number of queries does not grow with the actor."""
    find = request.GET.get("find", "")
    return {
        "actor": actor,
        "survivor": actor.survivor if actor.merged_into else None,
        "facts": facts(actor),
        "disputes": [(row, row.apart_from(actor)) for row in ActorDistinction.objects.disputes_of(actor)],
        "apart": _apart(actor),
        "asked": [Asked(row, _far_end(actor, row.one, row.other)) for row in _questions(actor)],
        "relations": relations(actor),
        "relation_kinds": RELATION_KINDS,
        "co_actors": co_actors(actor),
        "merges": list(ActorMerge.objects.standing_into(actor)),
        "merged_here": ActorMerge.objects.standing().filter(gone=actor).first(),
        "done": _done(actor),
        "just_done": _just_done(request),
        "find": find,
        "found": [other for other in actors_called(find) if other.pk != actor.pk],
        **_timeline(actor),
        **_mentions(actor, request.GET.get("page", "")),
    }


def facts(actor: Actor) -> Facts:
    standing = Mention.objects.filter(actor=actor).exclude(state="rejected")
    counted = standing.aggregate(
        mentions=Count("pk"),
        open=Count("pk", filter=Q(state="proposed")),
        reports=Count("article", distinct=True),
        first=Min("article__published_on"),
        last=Max("article__published_on"),
    )
    return Facts(**counted)


def _questions(actor: Actor) -> list[Namesakes]:
    return list(Namesakes.objects.open().of(actor)[:MOST_ASKED])


def _far_end(actor: Actor, one: Actor, other: Actor) -> Actor:
    return other if one.pk == actor.pk else one


def _apart(actor: Actor) -> list[tuple[ActorDistinction, Actor]]:
    rows = ActorDistinction.objects.among([actor]).filter(kind="not the same").order_by("-decided_at")
    return [(row, row.apart_from(actor)) for row in rows[:MOST_ASKED]]


def relations(actor: Actor) -> list[Told]:
    """Those that nobody rejected first, then the rejected ones."""
    rows = ActorRelation.objects.of(actor).select_related(
        "actor", "other", "added_by", "article__outlet", "article__raw"
    )
    light = rows.defer(*(f"article__{name}" for name in HEAVY))
    shown = [_told(actor, row) for row in light.order_by("kind", "pk")[:MOST_RELATIONS]]
    return sorted(shown, key=lambda one: one.relation.state == "rejected")


def _told(actor: Actor, row: ActorRelation) -> Told:
    if row.actor_id == actor.pk:
        return Told(row, row.other, row.kind)
    return Told(row, row.actor, SEEN_FROM_THERE.get(row.kind, row.kind))


def co_actors(actor: Actor) -> list[CoActor]:
    """Those whom the latest reports that name the actor name as well."""
    standing = Mention.objects.exclude(state="rejected").order_by()
    here = standing.filter(actor=actor).values("article").distinct().order_by("-article")[:MOST_TOGETHER]
    others = standing.filter(article__in=list(here.values_list("article", flat=True)), actor__isnull=False)
    counted = others.exclude(actor=actor).exclude(actor__kind="place").values_list("actor")
    most = counted.annotate(together=Count("article", distinct=True)).order_by("-together", "actor")[:MOST_CO_ACTORS]
    times = dict(most)
    found = Actor.objects.in_bulk(times)
    return [CoActor(found[pk], together) for pk, together in times.items()]


def _timeline(actor: Actor) -> dict[str, Any]:
    times = dict(
        Mention.objects.filter(actor=actor)
        .exclude(state="rejected")
        .values_list("article")
        .annotate(times=Count("pk"))
        .order_by("-article__published_on", "-article")[:MOST_REPORTS]
    )
    articles = list(without_texts(SourceArticle.objects.filter(pk__in=times)).order_by("published_on", "pk"))
    numbers = {article.pk: number for number, article in enumerate(articles, start=1)}
    return {
        "timeline": pictures.timeline(articles, numbers) if articles else None,
        "listed": [Numbered(numbers[article.pk], article, times[article.pk]) for article in articles],
    }


def _mentions(actor: Actor, number: str) -> dict[str, Any]:
    rows = Mention.objects.filter(actor=actor).order_by("-article", "start")
    pages: Paginator[Mention] = Paginator(rows, A_PAGE)
    here: Page[Mention] = pages.get_page(number)
    keys = [mention.pk for mention in here.object_list]
    return {"mention_page": here, "mentions": _in_order(keys)}


def _in_order(keys: Sequence[int]) -> list[Quoted]:
    found = {one.mention.pk: one for one in in_context(Mention.objects.filter(pk__in=keys))}
    return [found[key] for key in keys]


def _just_done(request: HttpRequest) -> Act | None:
    """What the user did a moment ago, while it can be undone."""
    act = Act.objects.filter(pk=key_of(request.GET.get("done", "")), who=request.user.pk).first()
    if act is None or act.verb in assigning.DECISIONS:
        return act
    return act if act.pk in retracing.standing([act]) else None


def _done(actor: Actor) -> list[Done]:
    acts = list(Act.objects.of(actor)[: 4 * MOST_ACTS])
    stand = retracing.standing(acts)
    return [Done(act, act.pk in stand) for act in acts[:MOST_ACTS]]
