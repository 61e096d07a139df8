"""Editors say whom mentions name. Names that are learned on the way come with their passage, and go with an undoing."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Act, User
from sources import alike
from sources.models import Actor, ActorMerge, ActorName, Mention
from sources.models.actors import MentionQuerySet
from sources.text.names import fold

ASSIGNED = "assigned mentions"
DECISIONS = ("confirmed mentions", "rejected mentions", "reopened mentions", ASSIGNED)


@transaction.atomic
def assign(mentions: MentionQuerySet, actor: Actor, *, by: User) -> list[Act]:
    """They name this actor, confirmed; a spelling that it did not have becomes its alias. One act for each report."""
    if actor.state == "merged":
        raise ValidationError(f"“{actor}” was merged into “{actor.survivor}”. Choose that one.")
    named = list(mentions.order_by("pk"))
    acts = Mention.objects.filter(pk__in=[one.pk for one in named]).decide(
        ASSIGNED, by=by, state="confirmed", actor_id=actor.pk
    )
    ActorMerge.objects.forget("sources.mention.actor", [mention.pk for mention in named], into=actor)
    if _teach(named, actor):
        alike.ask_anew([actor])
    return acts


def _teach(mentions: Iterable[Mention], actor: Actor) -> list[ActorName]:
    known = set(actor.names.values_list("folded", flat=True))
    learned = []
    for mention in mentions:
        name = " ".join(mention.text.split())
        if fold(name) not in known:
            known.add(fold(name))
            place = {"article_id": mention.article_id, "start": mention.start, "end": mention.end}
            learned.append(ActorName.objects.create(actor=actor, name=name, kind="alias", **place))
    return learned


@transaction.atomic
def take_back(act: Act, *, by: User) -> Act:
    """Undo one decision on mentions. Raises ValidationError when somebody decided on all of them since."""
    if act.verb not in DECISIONS:
        raise ValidationError(f"“{act.verb}” is not undone here.")
    undone = Mention.objects.put_back(act, by=by)
    if act.verb == ASSIGNED:
        _forget(act)
    return undone


def _forget(act: Act) -> None:
    """The names that came by the passages alone, and that no other mention bears out, go again."""
    for mention in Mention.objects.filter(pk__in=map(int, act.after)).select_related("article"):
        held = act.after[str(mention.pk)]["actor"]
        passage = {"article_id": mention.article_id, "start": mention.start, "end": mention.end}
        learned = ActorName.objects.filter(actor=held, kind="alias", state="asserted", **passage)
        elsewhere = Mention.objects.filter(actor=held, text=mention.text).exclude(pk=mention.pk)
        if mention.actor_id != held and not elsewhere.exists() and learned.delete()[0]:
            alike.ask_anew([held])
