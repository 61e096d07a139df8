"""The buttons of an actor's screen: each is one decision, and each can be undone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.models import Act, User
from sources import assigning, distinguishing, merging, retracing, splitting, telling
from sources.admin.given import key_of
from sources.models import Actor, ActorRelation, Mention
from sources.models.actors import MentionQuerySet
from sources.splitting import Part
from sources.telling import Given

JUDGED = {
    "holds": "asserted",
    "dispute relation": "disputed",
    "reject relation": "rejected",
    "reopen relation": "proposed",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants done with an actor."""

    actor: Actor
    by: User
    given: QueryDict

    @property
    def reason(self) -> str:
        return self.given.get("reason", "").strip()

    def key(self, name: str) -> int:
        return key_of(self.given.get(name, ""))

    def keys(self, name: str) -> list[int]:
        return [key for words in self.given.getlist(name) if (key := key_of(words))]

    def other(self) -> Actor:
        found = Actor.objects.filter(pk=self.key("other")).first()
        if found is None:
            raise ValidationError("Find the other actor first, and choose it.")
        return found

    def marked(self) -> MentionQuerySet:
        keys = self.keys("mention")
        if not keys:
            raise ValidationError("Mark the mentions first that it is about.")
        return Mention.objects.filter(actor=self.actor, pk__in=keys)

    def relation(self) -> ActorRelation:
        found = ActorRelation.objects.of(self.actor).filter(pk=self.key("relation")).first()
        if found is None:
            raise ValidationError("This relation is not here any more. Load the page again.")
        return found

    def part(self) -> Part:
        """What is to be split off."""
        return Part(
            names=list(self.actor.names.filter(pk__in=self.keys("name"))),
            mentions=list(self.actor.mentions.filter(pk__in=self.keys("mention"))),
            called=self.given.get("called", ""),
        )

    def day(self, name: str) -> date | None:
        given = self.given.get(name, "").strip()
        try:
            return date.fromisoformat(given) if given else None
        except ValueError as error:
            raise ValidationError(f"“{given}” is no day; write it as 2026-10-05.") from error


@dataclass(frozen=True, slots=True)
class Answer:
    """What was done, in words; `actor`: whose screen to show then; `place`: where on it to look.

    `act`: what can be undone at once, where it is not the latest act on the actor.
    """

    words: str
    actor: Actor
    place: str = ""
    act: Act | None = None


def _confirm(asked: Asked) -> Answer:
    asked.actor.confirm(by=asked.by)
    return Answer(f"“{asked.actor}” is an actor of the desk.", asked.actor)


def _no_actor(asked: Asked) -> Answer:
    telling.no_actor(asked.actor, by=asked.by)
    return Answer(f"“{asked.actor}” is no actor: its mentions are rejected.", asked.actor)


def _merge(asked: Asked) -> Answer:
    other = asked.other()
    merging.merge(asked.actor, other, by=asked.by, reason=asked.reason)
    return Answer(f"“{other}” is one with “{asked.actor}” now.", asked.actor)


def _merge_away(asked: Asked) -> Answer:
    other = asked.other()
    merging.merge(other, asked.actor, by=asked.by, reason=asked.reason)
    return Answer(f"“{asked.actor}” is one with “{other}” now.", other)


def _apart(asked: Asked) -> Answer:
    other = asked.other()
    distinguishing.tell_apart(asked.actor, other, by=asked.by, reason=asked.reason)
    return Answer(f"“{asked.actor}” and “{other}” are two; it is not asked again.", asked.actor)


def _dispute(asked: Asked) -> Answer:
    other = asked.other()
    distinguishing.dispute(asked.actor, other, by=asked.by, reason=asked.reason)
    return Answer(f"Whether “{asked.actor}” is “{other}” is shown as disputed, with both.", asked.actor)


def _undo(asked: Asked) -> Answer:
    act = get_object_or_404(Act, pk=asked.key("act"))
    if act.verb not in assigning.DECISIONS:
        return Answer(retracing.undo(act, by=asked.by), asked.actor)
    for one in _pressed_at_once(act):
        assigning.take_back(one, by=asked.by)
    return Answer(f"Undone: {act.verb}.", asked.actor, "mentions-h")


def _pressed_at_once(act: Act) -> list[Act]:
    """The decisions of one press on the mentions of several reports, which the request ties together."""
    if not act.request_id:
        return [act]
    return list(Act.objects.filter(request_id=act.request_id, verb=act.verb, who=act.who).order_by("-pk"))


def _unmerge(asked: Asked) -> Answer:
    """By the merge itself: the act of one into this actor stands with the actor that was kept."""
    rows = asked.actor.merges.standing() | asked.actor.merged_away.standing()
    merge = rows.filter(pk=asked.key("merge")).first()
    if merge is None:
        raise ValidationError("This merge was undone already.")
    return Answer(str(merging.undo(merge, by=asked.by)), asked.actor)


def _undistinguish(asked: Asked) -> Answer:
    other = asked.other()
    row = (
        asked.actor.distinctions.filter(other=other).first()
        or asked.actor.distinctions_from_it.filter(one=other).first()
    )
    if row is None:
        raise ValidationError("This was taken back already.")
    distinguishing.take_back(row, by=asked.by)
    return Answer(f"Whether “{asked.actor}” and “{other}” are one is open again.", asked.actor)


def _split(asked: Asked) -> Answer:
    new = splitting.split(asked.actor, asked.part(), by=asked.by, reason=asked.reason)
    return Answer(f"“{new}” is an actor of its own now.", asked.actor)


def _confirm_mentions(asked: Asked) -> Answer:
    acts = asked.marked().confirm(by=asked.by)
    return _counted("Confirmed", acts, asked)


def _reject_mentions(asked: Asked) -> Answer:
    acts = asked.marked().reject(by=asked.by)
    return _counted("Rejected", acts, asked)


def _reopen_mentions(asked: Asked) -> Answer:
    acts = asked.marked().reopen(by=asked.by)
    return _counted("Open again", acts, asked)


def _assign_mentions(asked: Asked) -> Answer:
    rows, other = asked.marked(), asked.other()
    return _counted(f"Given to “{other}”", assigning.assign(rows, other, by=asked.by), asked)


def _counted(done: str, acts: list[Act], asked: Asked) -> Answer:
    if not acts:
        raise ValidationError("Nothing changed: these mentions are so already.")
    count = sum(len(act.after) for act in acts)
    where = "1 report" if len(acts) == 1 else f"{len(acts)} reports"
    words = f"{done}: {count} mention{'' if count == 1 else 's'} in {where}."
    return Answer(words, asked.actor, "mentions-h", acts[0])


def _relate(asked: Asked) -> Answer:
    other, kind = asked.other(), asked.given.get("kind", "")
    telling.relate(Given(asked.actor, kind, other, asked.day("starts_on"), asked.day("ends_on")), by=asked.by)
    return Answer(f"Kept: {asked.actor} {kind} {other}.", asked.actor, "relations-h")


def _judge(asked: Asked) -> Answer:
    relation, state = asked.relation(), JUDGED[asked.given.get("verb", "")]
    telling.judge(relation, state, by=asked.by)
    return Answer(f"{relation}: {state}.", asked.actor, "relations-h")


@dataclass(frozen=True, slots=True)
class Verb:
    do: Callable[[Asked], Answer]
    needs: str


VERBS: dict[str, Verb] = {
    "confirm": Verb(_confirm, "sources.change_actor"),
    "no actor": Verb(_no_actor, "sources.change_mention"),
    "merge": Verb(_merge, "sources.add_actormerge"),
    "merge away": Verb(_merge_away, "sources.add_actormerge"),
    "unmerge": Verb(_unmerge, "sources.change_actormerge"),
    "not the same": Verb(_apart, "sources.add_actordistinction"),
    "disputed": Verb(_dispute, "sources.add_actordistinction"),
    "take back": Verb(_undistinguish, "sources.delete_actordistinction"),
    "undo": Verb(_undo, "sources.change_actor"),
    "split": Verb(_split, "sources.change_actor"),
    "confirm mentions": Verb(_confirm_mentions, "sources.change_mention"),
    "reject mentions": Verb(_reject_mentions, "sources.change_mention"),
    "reopen mentions": Verb(_reopen_mentions, "sources.change_mention"),
    "assign mentions": Verb(_assign_mentions, "sources.change_mention"),
    "relate": Verb(_relate, "sources.add_actorrelation"),
    **dict.fromkeys(JUDGED, Verb(_judge, "sources.change_actorrelation")),
}


def decide_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One of the buttons; what is refused is said in words, and nothing is changed."""
    user = request.user
    if not isinstance(user, User) or not user.has_perm("sources.change_actor"):
        raise PermissionDenied
    asked = Asked(get_object_or_404(Actor, pk=pk), user, request.POST)
    try:
        answer = answered(asked)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return back_to(asked.actor)
    messages.success(request, answer.words)
    return back_to(answer.actor, answer.place, _undoable(asked, answer))


def answered(asked: Asked) -> Answer:
    """Do what the button says. Raises ValidationError, or PermissionDenied for what the user may not."""
    verb = VERBS.get(asked.given.get("verb", ""))
    if verb is None:
        raise ValidationError(f"Say what is to be done: one of {', '.join(VERBS)}.")
    if not asked.by.has_perm(verb.needs):
        raise PermissionDenied
    with transaction.atomic():
        return verb.do(asked)


def _undoable(asked: Asked, answer: Answer) -> Act | None:
    if asked.given.get("verb") == "undo":
        return None
    return answer.act or Act.objects.of(answer.actor).filter(who=asked.by).first()


def back_to(actor: Actor, place: str = "", act: Act | None = None) -> HttpResponse:
    """The screen, with an offer to undo what was just done."""
    address = reverse("admin:sources_actor_change", args=[actor.pk])
    return redirect(f"{address}{f'?done={act.pk}' if act else ''}{f'#{place}' if place else ''}")
