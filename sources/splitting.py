"""One actor turns out to be two: some of its names and mentions go to a new one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from accounts.models import Act, User
from accounts.models import Sequence as SequenceRow
from sources import alike, distinguishing, merging
from sources.models import Actor, ActorDistinction, ActorMerge, ActorName, ActorRelation, ActorRole, Mention
from sources.pipeline import PLACEMENT
from sources.text.names import fold

SPLIT = "split an actor"


@dataclass(frozen=True, slots=True)
class Part:
    """What goes to the new actor, and what that is called; without `called`, like the first of the names.

    The mentions of a report that write one of the names go along, with those grouped with them.
    """

    names: Sequence[ActorName] = ()
    mentions: Sequence[Mention] = ()
    called: str = ""


@transaction.atomic
def split(actor: Actor, part: Part, *, by: User, reason: str = "") -> Actor:
    """The new actor. The two are told apart, so that nobody is asked whether they are one.

    What a report says of the actor (roles, relations) goes along where all of its mentions there go.
    """
    SequenceRow.objects.lock(PLACEMENT)
    actor = Actor.objects.select_for_update().get(pk=actor.pk)
    _refuse(actor, part)
    new = Actor.objects.create(name=_called(part), kind=actor.kind, state="confirmed")
    mentions = _mentions(actor, part)
    ActorName.objects.filter(pk__in=[name.pk for name in part.names]).update(actor=new)
    actor.mentions.filter(pk__in=mentions).update(actor=new)
    made = _own_name(new)
    _take_along(actor, new)
    distinguishing.tell_apart(actor, new, by=by, reason=reason or f"{by} split the one off the other")
    alike.ask_anew([actor, new])
    after = {"new": str(new.uid), "mentions": mentions, "names": [name.pk for name in part.names], "made": made}
    Act.objects.record(SPLIT, actor, by=by, reason=reason, after=after)
    return new


def _refuse(actor: Actor, part: Part) -> None:
    if actor.state == "merged":
        raise ValidationError(f"“{actor}” was merged into “{actor.survivor}”. Choose that one.")
    if not part.names and not part.mentions:
        raise ValidationError(f"Choose the names or mentions of “{actor}” that are somebody else's.")
    rows: list[ActorName | Mention] = [*part.names, *part.mentions]
    strange = next((row for row in rows if row.actor_id != actor.pk), None)
    if strange:
        raise ValidationError(f"“{strange}” is not of “{actor}”. Load the page again and choose anew.")
    if any(name.folded == fold(actor.name)[:300] for name in part.names):
        raise ValidationError(f"“{actor}” goes by that name. Give it another one first, or split off the rest.")


def _called(part: Part) -> str:
    first = next(iter((*part.names, *part.mentions)))
    return (part.called or str(first)).strip()[:300]


def _mentions(actor: Actor, part: Part) -> list[int]:
    """The chosen ones, and the groups of mentions in which one of the names is written."""
    chosen = Q(pk__in=[mention.pk for mention in part.mentions])
    written = actor.mentions.filter(text__in=[name.name for name in part.names])
    for article, key in written.values_list("article", "key").distinct():
        chosen |= Q(article=article, key=key)
    return list(actor.mentions.filter(chosen).order_by("pk").values_list("pk", flat=True))


def _own_name(new: Actor) -> list[int]:
    if new.names.filter(folded=fold(new.name)[:300]).exists():
        return []
    return [ActorName.objects.create(actor=new, name=new.name).pk]


def _take_along(actor: Actor, new: Actor) -> None:
    articles = new.mentions.exclude(article__in=actor.mentions.values("article")).values("article")
    ActorRole.objects.filter(actor=actor, article__in=articles).update(actor=new)
    ActorRelation.objects.filter(actor=actor, article__in=articles).exclude(other=new).update(actor=new)
    ActorRelation.objects.filter(other=actor, article__in=articles).exclude(actor=new).update(other=new)


@transaction.atomic
def undo(act: Act, *, by: User) -> ActorMerge:
    """The part goes back, with all that came to it since. Raises ValidationError where either was merged away."""
    actor, new = (Actor.objects.get(uid=uid) for uid in (act.subject, act.after["new"]))
    said = ActorDistinction.objects.between(actor, new)
    if said:
        distinguishing.take_back(said, by=by)
    ActorName.objects.filter(pk__in=act.after["made"], actor=new, name=new.name, state="asserted").delete()
    return merging.merge(actor, new, by=by, reason=f"took back: {act}")
