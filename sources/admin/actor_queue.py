"""Actors to look at: who may be one, and which new names are actors; one press an answer, each with its undoing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from accounts.models import Act, User
from sources import distinguishing, merging, retracing, telling
from sources.admin.contexts import Quoted, in_context
from sources.admin.given import key_of
from sources.admin.mentions import allowed
from sources.finding import new_names
from sources.models import Actor, Mention, Namesakes

ROWS = 20
"""Questions on the screen at once; what is answered makes room for the next."""
SHOWS = {"all": "All", "new": "New names", "same": "The same actor?"}
MOST_NAMES = 5
MOST_DONE = 8


@dataclass(frozen=True, slots=True)
class Side:
    """An actor as a question shows it. `quoted`: its latest mention."""

    actor: Actor
    others: tuple[str, ...]
    mentions: int
    reports: int
    quoted: Quoted | None


@dataclass(frozen=True, slots=True)
class Row:
    """A question. `kept`: who would be kept, were they one; without `other`: whether a new name is an actor."""

    key: str
    kept: Side
    other: Side | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    new: int
    same: int

    @property
    def all(self) -> int:
        return self.new + self.same


@dataclass(frozen=True, slots=True)
class Answer:
    words: str
    failed: bool = False


def counts() -> Counts:
    return Counts(new_names().count(), Namesakes.objects.open().count())


def rows(show: str) -> list[Row]:
    """New names first. The number of queries does not grow with the rows."""
    offered = list(new_names()[:ROWS]) if show != "same" else []
    pairs = list(Namesakes.objects.open()[: ROWS - len(offered)]) if show != "new" else []
    sides = _sides({*(actor.pk for actor in offered), *(key for pair in pairs for key in (pair.one_id, pair.other_id))})
    new = [Row(f"new-{actor.pk}", sides[actor.pk]) for actor in offered]
    return new + [_pair(pair, sides[pair.one_id], sides[pair.other_id]) for pair in pairs]


def _pair(pair: Namesakes, one: Side, other: Side) -> Row:
    """Kept is the one that an editor has confirmed, or that more mentions name, or that came first."""
    kept, gone = sorted((one, other), key=lambda s: (s.actor.state == "proposed", -s.mentions, s.actor.pk))
    return Row(f"same-{pair.pk}", kept, gone, pair.reason)


def _sides(keys: Iterable[int]) -> dict[int, Side]:
    """By the actors' keys."""
    standing = ~Q(mentions__state="rejected")
    actors = (
        Actor.objects.filter(pk__in=keys)
        .prefetch_related("names")
        .annotate(
            mentioned=Count("mentions", filter=standing),
            reports=Count("mentions__article", filter=standing, distinct=True),
        )
    )
    found = {actor.pk: actor for actor in actors}
    quotes = _quotes(found)
    return {pk: _side(actor, quotes.get(pk)) for pk, actor in found.items()}


def _side(actor: Any, quoted: Quoted | None) -> Side:
    others = tuple(actor.also_written()[:MOST_NAMES])
    return Side(actor, others, actor.mentioned, actor.reports, quoted)


def _quotes(keys: Iterable[int]) -> dict[int, Quoted]:
    """Actor → its latest mention."""
    standing = Mention.objects.filter(actor__in=list(keys)).exclude(state="rejected").order_by()
    latest = [pk for _, pk in standing.values_list("actor").annotate(latest=Max("pk"))]
    return {one.mention.actor_id or 0: one for one in in_context(Mention.objects.filter(pk__in=latest))}


# Answers


@dataclass(frozen=True, slots=True)
class Press:
    """A button: "verb:same-12" or "verb:new-45", as its row is named."""

    verb: str
    kind: str
    key: int
    by: User

    @staticmethod
    def of(form: QueryDict, by: User) -> "Press":
        verb, _, row = form.get("do", "").partition(":")
        kind, _, key = row.partition("-")
        return Press(verb, kind, key_of(key), by)

    def pair(self) -> Row:
        found = Namesakes.objects.open().filter(pk=self.key).first()
        if self.kind != "same" or found is None:
            raise ValidationError("This was answered since. The list is drawn anew.")
        sides = _sides({found.one_id, found.other_id})
        return _pair(found, sides[found.one_id], sides[found.other_id])

    def offered(self) -> Actor:
        found = Actor.objects.filter(pk=self.key).first()
        if self.kind != "new" or found is None:
            raise ValidationError("This name is not here any more. The list is drawn anew.")
        return found


NEEDS = {
    "one": "sources.add_actormerge",
    "turned": "sources.add_actormerge",
    "apart": "sources.add_actordistinction",
    "disputed": "sources.add_actordistinction",
    "actor": "sources.change_actor",
    "nobody": "sources.change_mention",
    "undo": "sources.change_actor",
}


@transaction.atomic
def _answer(press: Press) -> str:
    """What was done, in words. Raises ValidationError."""
    match press.verb:
        case "one" | "turned":
            return _merge(press)
        case "apart" | "disputed":
            return _tell(press)
        case "actor":
            actor = press.offered()
            actor.confirm(by=press.by)
            return f"“{actor}” is an actor of the desk."
        case "nobody":
            actor = press.offered()
            telling.no_actor(actor, by=press.by)
            return f"“{actor}” is no actor: its mentions are rejected."
    return _undo(press)


def _merge(press: Press) -> str:
    row = press.pair()
    assert row.other
    kept, gone = (row.kept.actor, row.other.actor)[:: -1 if press.verb == "turned" else 1]
    merging.merge(kept, gone, by=press.by, reason=row.why)
    return f"“{gone}” is one with “{kept}” now."


def _tell(press: Press) -> str:
    row = press.pair()
    assert row.other
    one, other = row.kept.actor, row.other.actor
    if press.verb == "disputed":
        distinguishing.dispute(one, other, by=press.by)
        return f"Whether “{one}” is “{other}” is shown as disputed, with both."
    distinguishing.tell_apart(one, other, by=press.by)
    return f"“{one}” and “{other}” are two; it is not asked again."


def _undo(press: Press) -> str:
    act = Act.objects.filter(pk=press.key).first() if press.kind == "act" else None
    act = act or next(iter(retracing.latest_of(press.by)), None)
    if act is None:
        raise ValidationError("There is no decision of yours to undo.")
    return retracing.undo(act, by=press.by)


# Doors


def queue_view(request: HttpRequest) -> HttpResponse:
    user = allowed(request, "sources.view_actor")
    return TemplateResponse(request, "admin/sources/actor/queue.html", _context(request, user, request.GET))


def decide_view(request: HttpRequest) -> HttpResponse:
    """One press. A script gets the rows drawn anew; without one the page is shown again."""
    press = Press.of(request.POST, allowed(request, "sources.change_actor"))
    answer = _answered(press)
    if request.headers.get("X-Part") == "queue":
        context = _context(request, press.by, request.POST) | {"answer": answer}
        return TemplateResponse(request, "admin/sources/actor/queue_part.html", context)
    (messages.error if answer.failed else messages.success)(request, answer.words)
    show = request.POST.get("show", "")
    query = f"?show={show}" if show in SHOWS and show != "all" else ""
    return redirect(f"{reverse('admin:sources_actor_queue')}{query}")


def _answered(press: Press) -> Answer:
    if press.verb not in NEEDS:
        return Answer("Nothing was asked for: press one of the buttons.", failed=True)
    if not press.by.has_perm(NEEDS[press.verb]):
        return Answer(f"This needs the right {NEEDS[press.verb]}.", failed=True)
    try:
        return Answer(_answer(press))
    except ValidationError as error:
        return Answer(" ".join(error.messages), failed=True)


def _context(request: HttpRequest, user: User, asked: QueryDict) -> dict[str, Any]:
    show = asked.get("show", "")
    show = show if show in SHOWS else "all"
    waiting = counts()
    return {
        **admin.site.each_context(request),
        "title": "Actors to look at",
        "opts": Actor._meta,
        "show": show,
        "shows": [(name, label, getattr(waiting, name)) for name, label in SHOWS.items()],
        "rows": rows(show),
        "can_edit": user.has_perm("sources.change_actor"),
        "done": _done(user),
    }


def _done(user: User) -> Sequence[Act]:
    return retracing.latest_of(user)[:MOST_DONE] if user.has_perm("sources.change_actor") else []
