"""Two actors become one, and two again.

A merge changes to whom rows point, and nothing else, so that undoing it is exact whatever else was edited since: each
row that still stands where the merge put it goes back, and one that somebody gave to another actor stays there.
A merge into an actor that was itself merged away since is undone after that one.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from accounts.models import Act, User
from accounts.models import Sequence as SequenceRow
from accounts.models.sequence import changed_beside_editions
from sources import alike
from sources.models import Actor, ActorDistinction, ActorMerge, ActorName, Mention
from sources.pipeline import PLACEMENT
from sources.text.names import fold
from sources.text.naming.meeting import is_full

MERGED, UNMERGED = "merged actors", "took a merge of actors back"


@dataclass(frozen=True, slots=True)
class Undone:
    """`stayed`: the kind of thing → how many of them somebody gave to another actor since, and so were left there."""

    merge: ActorMerge
    stayed: dict[str, int]

    def __str__(self) -> str:
        left = ", ".join(f"{count} of its {name}" for name, count in sorted(self.stayed.items()))
        back = f"“{self.merge.gone}” is an actor of its own again."
        return f"{back} Decided on since, and left as they are: {left}." if left else back


def links() -> list["models.ForeignKey[Any, Any]"]:
    """Every column that points to an actor and moves with a merge, whichever app's model it is on.

    A model whose rows are about the actor that was, such as the merge itself, says `stays_with_merged_actor = True`.
    """
    found = Actor._meta.get_fields(include_hidden=True)
    columns = [relation.field for relation in found if isinstance(relation, models.ManyToOneRel)]
    return sorted(
        (column for column in columns if not getattr(column.model, "stays_with_merged_actor", False)),
        key=lambda column: (column.model._meta.label_lower, column.name),
    )


def _label(column: "models.ForeignKey[Any, Any]") -> str:
    return f"{column.model._meta.label_lower}.{column.name}"


@transaction.atomic
def merge(kept: Actor, gone: Actor, *, by: User, reason: str = "") -> ActorMerge:
    """All that points to `gone` points to `kept` from now on. What `kept` has already, such as a name, stays behind."""
    SequenceRow.objects.lock(PLACEMENT)
    kept, gone = _fresh(kept), _fresh(gone)
    _refuse(kept, gone)
    state = gone.state
    row = ActorMerge(kept=kept, gone=gone, reason=reason, made_by=by, made_at=timezone.now())
    made = {"names": _own_name(kept, gone), "distinctions": _inherited(kept, gone)}
    row.moved = {"state": state, "newest": _newest_mention(), "made": made, "rows": {}}
    _gather(row)
    row.save()
    gone.state, gone.merged_into = "merged", kept
    gone.save(update_fields=["state", "merged_into"])
    alike.ask_anew([kept, gone])
    after = {"gone": str(gone.uid), "merge": row.pk}
    changed_beside_editions()
    Act.objects.record(MERGED, kept, by=by, reason=reason, before={"state": state}, after=after)
    return row


def _newest_mention() -> int:
    return Mention.objects.aggregate(newest=Max("pk"))["newest"] or 0


def _fresh(actor: Actor) -> Actor:
    return Actor.objects.select_for_update().get(pk=actor.pk)


def _refuse(kept: Actor, gone: Actor) -> None:
    if kept.pk == gone.pk:
        raise ValidationError("Choose two actors: one cannot be merged with itself.")
    for actor in (kept, gone):
        if actor.state == "merged":
            raise ValidationError(f"“{actor}” was merged into “{actor.survivor}” already. Choose that one.")
    said = ActorDistinction.objects.between(kept, gone)
    if said:
        raise ValidationError(f"{said.decided_by} said of “{kept}” and “{gone}”: {said.kind}. Take that back first.")


def _own_name(kept: Actor, gone: Actor) -> list[int]:
    """The name that `gone` goes by leads to `kept`, even if nobody wrote it among its names."""
    if ActorName.objects.filter(actor__in=[kept, gone], folded=fold(gone.name)[:300]).exists():
        return []
    return [ActorName.objects.create(actor=kept, name=gone.name, kind="alias").pk]


def _inherited(kept: Actor, gone: Actor) -> dict[str, str]:
    """From whom `gone` was told apart, `kept` is too. The keys of the new rows, each with its kind and time."""
    made = {}
    for said in ActorDistinction.objects.among([gone]):
        other = said.apart_from(gone)
        if other.pk != kept.pk and not ActorDistinction.objects.between(kept, other):
            one, two = sorted((kept, other), key=lambda actor: actor.pk)
            values = {"kind": said.kind, "reason": said.reason, "decided_by": said.decided_by}
            row = ActorDistinction.objects.create(one=one, other=two, decided_at=said.decided_at, **values)
            made[str(row.pk)] = _said(row)
    return made


def _said(row: ActorDistinction) -> str:
    return f"{row.kind}, {row.decided_at.isoformat()}"


def _gather(merge: ActorMerge) -> None:
    """Move what `gone` has, as far as `kept` can take it, and note it."""
    rows = merge.moved["rows"]
    for column in links():
        theirs = _rows(column).filter(**{column.name: merge.gone}).order_by("pk").values_list("pk", flat=True)
        moved = _move(column, list(theirs), merge.kept)
        rows[_label(column)] = sorted({*rows.get(_label(column), ()), *moved})


def _rows(column: "models.ForeignKey[Any, Any]") -> "QuerySet[Any]":
    return column.model._base_manager.all()


def _move(column: "models.ForeignKey[Any, Any]", keys: Sequence[Any], actor: Actor) -> list[Any]:
    """Point the rows to the actor, save those that the database's rules refuse there; the keys of those that went."""
    if not keys:
        return []
    try:
        with transaction.atomic():
            _rows(column).filter(pk__in=keys).update(**{column.name: actor})
    except IntegrityError:
        middle = len(keys) // 2
        return _move(column, keys[:middle], actor) + _move(column, keys[middle:], actor) if middle else []
    return list(keys)


@transaction.atomic
def undo(merge: ActorMerge, *, by: User) -> Undone:
    """Every row back to where it was. Raises ValidationError when that was done, or the actor was merged away since."""
    SequenceRow.objects.lock(PLACEMENT)
    merge = ActorMerge.objects.select_for_update().select_related("kept", "gone").get(pk=merge.pk)
    kept, gone = merge.kept, merge.gone
    if merge.undone_at:
        raise ValidationError(f"This was undone already: {merge}.")
    if kept.state == "merged":
        raise ValidationError(f"“{kept}” was merged into “{kept.merged_into}” since. Undo that first.")
    gone.state, gone.merged_into = merge.moved["state"], None
    gone.save(update_fields=["state", "merged_into"])
    stayed = _return(merge)
    _unmake(merge)
    _let_follow(merge)
    for other in ActorMerge.objects.standing_into(kept).exclude(pk=merge.pk):
        _gather(other)
        other.save(update_fields=["moved"])
    merge.undone_by, merge.undone_at = by, timezone.now()
    merge.save(update_fields=["undone_by", "undone_at"])
    alike.ask_anew([kept, gone])
    after = {"gone": str(gone.uid), "merge": merge.pk, "stayed": stayed}
    changed_beside_editions()
    Act.objects.record(UNMERGED, kept, by=by, after=after)
    return Undone(merge, stayed)


def _return(merge: ActorMerge) -> dict[str, int]:
    """Rows that stand where the merge put them go back. What is left: how many of each kind, by its plural name."""
    stayed: Counter[str] = Counter()
    for column in links():
        keys = merge.moved["rows"].get(_label(column), [])
        here = _rows(column).filter(pk__in=keys, **{column.name: merge.kept}).order_by("pk")
        went = _move(column, list(here.values_list("pk", flat=True)), merge.gone)
        there = _rows(column).filter(pk__in=keys).count()
        stayed[str(column.model._meta.verbose_name_plural)] += there - len(went)
    return {name: count for name, count in stayed.items() if count}


def _unmake(merge: ActorMerge) -> None:
    """The rows that the merge itself made go, unless somebody changed them."""
    made = merge.moved["made"]
    name = merge.gone.name
    ActorName.objects.filter(pk__in=made["names"], actor=merge.kept, name=name, state="asserted").delete()
    rows = ActorDistinction.objects.filter(pk__in=map(int, made["distinctions"]))
    unchanged = [row.pk for row in rows if _said(row) == made["distinctions"][str(row.pk)]]
    ActorDistinction.objects.filter(pk__in=unchanged).delete()


def _let_follow(merge: ActorMerge) -> None:
    """What the machine linked since, by a full name that goes back, follows the name."""
    theirs, ours = _full_names(merge.gone), _full_names(merge.kept)
    since = merge.kept.mentions.filter(pk__gt=merge.moved["newest"], state="proposed")
    groups: dict[tuple[int, str], list[Mention]] = {}
    for mention in since:
        groups.setdefault((mention.article_id, mention.key), []).append(mention)
    for group in groups.values():
        named = {fold(mention.text) for mention in group}
        if named & theirs and not named & ours:
            Mention.objects.filter(pk__in=[mention.pk for mention in group]).update(actor=merge.gone)


def _full_names(actor: Actor) -> set[str]:
    names = actor.names.exclude(state="rejected")
    return {name.folded for name in names if is_full(name.name, actor.kind) or name.name == actor.name}
