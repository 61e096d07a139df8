"""The mentions of a report in its kept text, to be confirmed, rejected or given to somebody else. Works by forms; a
script spares reloads and takes keys."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from sources.admin import mention_verbs
from sources.admin.given import key_of
from sources.admin.mention_verbs import Answer, Press
from sources.finding import actors_called
from sources.models import Actor, Mention, SourceArticle
from sources.text.page.lines import BLANKS

PLACE = "place"
"""A name of a place leads to no actor: it is shown, and waits for nobody."""
OUTSIDE = "outside the kept text"


@dataclass(frozen=True, slots=True)
class Spot:
    """Some words of the text; those of a mention, or between two."""

    words: str
    mention: Mention | None = None

    @property
    def who(self) -> str:
        """Whom the mention names, in words."""
        mention = self.mention
        if mention is None:
            return ""
        if mention.actor:
            return f"names {mention.actor}, {mention.actor.kind}"
        if mention.kind == PLACE:
            return "is a place"
        return f"names nobody yet; it looks like {'an' if mention.kind[0] in 'ao' else 'a'} {mention.kind}"

    @property
    def look(self) -> str:
        """How it is marked: by its state; a place that leads to nobody has none."""
        return PLACE if self.mention and not waits_for_somebody(self.mention) else getattr(self.mention, "state", "")


@dataclass(frozen=True, slots=True)
class Passage:
    """A kept piece of the text; at the end, as `OUTSIDE`, the mentions that stand in none."""

    kind: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The mentions that name one actor, or, without one, those of one key. `open`: how many of them are proposed."""

    actor: Actor | None
    name: str
    mentions: tuple[Mention, ...]
    open: int


@dataclass(frozen=True, slots=True)
class Screen:
    """`here`: the mention that is asked about. `known`: how many of the proposed name an actor that an editor has
    confirmed."""

    passages: tuple[Passage, ...]
    groups: tuple[Group, ...]
    here: Spot | None
    open: int
    known: int


@dataclass(frozen=True, slots=True)
class Where:
    """What the screen is opened at: the key of a mention, or a place in the text; 0: the first that is open."""

    mention: int = 0
    start: int = 0

    @staticmethod
    def of(asked: Mapping[str, Any]) -> "Where":
        return Where(*(key_of(str(asked.get(name, ""))) for name in ("at", "start")))

    def among(self, mentions: Sequence[Mention]) -> Mention | None:
        if self.mention:
            return next((one for one in mentions if one.pk == self.mention), None)
        return next((one for one in mentions if one.start >= self.start), None) if self.start else None


def screen(article: SourceArticle, where: Where) -> Screen:
    """The number of queries does not grow with the text."""
    mentions = list(article.mentions.select_related("actor").order_by("start", "-end", "pk"))
    passages = [*_passages(article, mentions)]
    shown = {spot.mention.pk for passage in passages for spot in passage.spots if spot.mention}
    strays = [Spot(f"{one} ", one) for one in mentions if one.pk not in shown]
    passages += [Passage(OUTSIDE, tuple(strays))] if strays else []
    waiting = [mention for mention in mentions if is_open(mention)]
    here = where.among(mentions) or next(iter(waiting or mentions), None)
    known = sum(one.actor is not None and one.actor.state in mention_verbs.KNOWN for one in waiting)
    spot = Spot(here.text, here) if here else None
    return Screen(tuple(passages), tuple(_groups(mentions)), spot, len(waiting), known)


def is_open(mention: Mention) -> bool:
    return mention.state == "proposed" and waits_for_somebody(mention)


def waits_for_somebody(mention: Mention) -> bool:
    return mention.kind != PLACE or mention.actor_id is not None


def _passages(article: SourceArticle, mentions: Sequence[Mention]) -> Iterator[Passage]:
    raw = article.raw.text.replace("\r\n", " \n").replace("\r", "\n")
    starts = [mention.start for mention in mentions]
    for segment in article.segments.for_desk():
        words = raw[segment.start : segment.end]
        if not segment.kept or not words.strip(BLANKS):
            continue
        start = segment.end - len(words.lstrip(BLANKS))
        end = segment.start + len(words.rstrip(BLANKS))
        inside = mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        yield Passage(segment.kind, tuple(_spots(raw, start, end, inside)))


def _spots(raw: str, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[Spot]:
    """One that begins inside another, or reaches beyond the piece, is left out here."""
    at = start
    for mention in mentions:
        if mention.start < at or mention.end > end:
            continue
        if at < mention.start:
            yield Spot(raw[at : mention.start])
        yield Spot(raw[mention.start : mention.end], mention)
        at = mention.end
    if at < end:
        yield Spot(raw[at:end])


def _groups(mentions: Sequence[Mention]) -> Iterator[Group]:
    """Those with something to decide first, by how often they are named; places without an actor are left out."""
    by_whom: dict[Any, list[Mention]] = {}
    for mention in mentions:
        if mention.actor or mention.kind != PLACE:
            by_whom.setdefault(mention.actor_id or mention.key, []).append(mention)
    groups = [_group(some) for some in by_whom.values()]
    yield from sorted(groups, key=lambda one: (not one.open, -len(one.mentions), one.name))


def _group(mentions: Sequence[Mention]) -> Group:
    actor = mentions[0].actor
    name = actor.name if actor else max((one.text for one in mentions), key=len)
    return Group(actor, name, tuple(mentions), sum(one.state == "proposed" for one in mentions))


def mentions_view(request: HttpRequest, pk: int) -> HttpResponse:
    allowed(request, "sources.view_mention")
    article = _article(pk)
    if request.headers.get("X-Part") == "found":
        context = {"found": actors_called(request.GET.get("find", "")), "find": request.GET.get("find", "")}
        return TemplateResponse(request, "admin/sources/mentions/found.html", context)
    return TemplateResponse(request, "admin/sources/mentions/mentions.html", _context(request, article, request.GET))


def decide_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One press. A script gets the part that changed; without one the page is shown again, at what comes next."""
    user = allowed(request, "sources.change_mention")
    article = _article(pk)
    press = Press(article, request.POST, user)
    answer = _answered(press)
    at = _next(article, press, answer)
    if request.headers.get("X-Part") == "mentions":
        context = _context(request, article, {"at": str(at)}) | {"answer": answer}
        return TemplateResponse(request, "admin/sources/mentions/part.html", context)
    (messages.error if answer.failed else messages.success)(request, answer.words)
    address = reverse("admin:sources_mentions", args=[pk])
    return redirect(f"{address}?{urlencode({'at': at})}#mention-{at}" if at else address)


def _answered(press: Press) -> Answer:
    try:
        return mention_verbs.answer(press)
    except ValidationError as error:
        return Answer(" ".join(error.messages), failed=True)


def _next(article: SourceArticle, press: Press, answer: Answer) -> int:
    """The key of the mention to ask about now: what an undo brought back, or the next open one; 0 for none."""
    if answer.failed or answer.stays:
        return answer.stays or press.at
    waiting = [one for one in article.mentions.order_by("start", "pk") if is_open(one)]
    start = article.mentions.filter(pk=press.at).values_list("start", flat=True).first() or 0
    following = next((one for one in waiting if one.start > start), next(iter(waiting), None))
    return following.pk if following else press.at


def _article(pk: int) -> SourceArticle:
    found: SourceArticle = get_object_or_404(SourceArticle.objects.for_page(), pk=pk)
    return found


def _context(request: HttpRequest, article: SourceArticle, asked: Mapping[str, Any]) -> dict[str, Any]:
    assert isinstance(request.user, User)
    find = str(asked.get("find", ""))
    may_edit = request.user.has_perm("sources.change_mention")
    return {
        **admin.site.each_context(request),
        "title": "Mentions",
        "opts": SourceArticle._meta,
        "article": article,
        "screen": screen(article, Where.of(asked)),
        "can_edit": may_edit,
        "last": mention_verbs.latest_of(article, request.user) if may_edit else None,
        "find": find,
        "found": actors_called(find),
    }


def allowed(request: HttpRequest, permission: str) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm(permission):
        raise PermissionDenied
    return request.user
