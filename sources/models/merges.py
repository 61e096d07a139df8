from collections.abc import Collection, Iterable

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sources.models.actors import Actor

NOT_THE_SAME, DISPUTED = "not the same", "disputed identity"
DISTINCTIONS = [NOT_THE_SAME, DISPUTED]


class ActorMergeQuerySet(models.QuerySet["ActorMerge"]):
    def standing(self) -> "ActorMergeQuerySet":
        return self.filter(undone_at__isnull=True).select_related("kept", "gone", "made_by")

    def standing_into(self, actor: Actor) -> "ActorMergeQuerySet":
        return self.standing().filter(kept=actor)

    def forget(self, column: str, keys: Collection[int], *, into: Actor) -> None:
        """Somebody gave these rows to the actor by hand: undoing a merge into it leaves them there."""
        for merge in self.standing_into(into):
            moved = merge.moved["rows"].get(column, [])
            if not set(keys).isdisjoint(moved):
                merge.moved["rows"][column] = [key for key in moved if key not in keys]
                merge.save(update_fields=["moved"])


class ActorMerge(models.Model):
    """Two actors became one. `moved` says which rows changed hands, so that undoing it gives back exactly those."""

    kept = models.ForeignKey(Actor, models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Actor, models.PROTECT, related_name="merged_away")
    moved = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    stays_with_merged_actor = True

    objects = ActorMergeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="an_actor_is_not_merged_with_itself"),
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at__isnull=True), name="an_actor_is_merged_away_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"


class ActorDistinctionQuerySet(models.QuerySet["ActorDistinction"]):
    def among(self, actors: Iterable[Actor | int]) -> "ActorDistinctionQuerySet":
        keys = [actor if isinstance(actor, int) else actor.pk for actor in actors]
        return self.filter(Q(one__in=keys) | Q(other__in=keys)).select_related("one", "other", "decided_by")

    def between(self, one: Actor, other: Actor) -> "ActorDistinction | None":
        first, second = sorted((one.pk, other.pk))
        return self.select_related("decided_by").filter(one=first, other=second).first()

    def disputes_of(self, actor: Actor) -> "ActorDistinctionQuerySet":
        """Whose identity with whom is disputed, as both of their pages show it."""
        standing = self.among([actor]).filter(kind=DISPUTED)
        return standing.exclude(one__state="merged").exclude(other__state="merged")


class ActorDistinction(models.Model):
    """An editor's word on two actors whose names are alike: they are not the same, or nobody knows. It stops proposals.

    The pair is ordered by key.
    """

    one = models.ForeignKey(Actor, models.CASCADE, related_name="distinctions")
    other = models.ForeignKey(Actor, models.CASCADE, related_name="distinctions_from_it")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in DISTINCTIONS])
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    stays_with_merged_actor = True

    objects = ActorDistinctionQuerySet.as_manager()

    class Meta:
        ordering = ["one", "other"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="two_actors_are_told_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="told_apart_actors_are_ordered_by_key"),
            models.CheckConstraint(condition=Q(kind__in=DISTINCTIONS), name="a_distinction_is_of_a_known_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.one} / {self.other}: {self.kind}"

    def apart_from(self, actor: Actor) -> Actor:
        """The other one of the pair."""
        return self.other if self.one_id == actor.pk else self.one
