from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from sources.models.actors import Actor, ActorName
from sources.models.merges import ActorDistinction


class NameKeyQuerySet(models.QuerySet["NameKey"]):
    def sharing(self, hashes: Iterable[int]) -> Iterator[tuple[Any, ...]]:
        """(hash, name's key, actor's key, kind, name, actor's own name) of standing names that have these keys."""
        rows = self.filter(hash__among=hashes).exclude(name__state="rejected").exclude(name__actor__state="merged")
        columns = ("hash", "name", "name__actor", "name__actor__kind", "name__name", "name__actor__name")
        return rows.order_by("hash", "name").values_list(*columns).iterator()


class NameKey(models.Model):
    """A key under which an actor's name meets other spellings of it: how actors that may be one find each other."""

    pk = models.CompositePrimaryKey("hash", "name_id")
    hash = models.BigIntegerField()
    name = models.ForeignKey(ActorName, models.CASCADE, related_name="keys")

    objects = NameKeyQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.hash)


class NamesakesQuerySet(models.QuerySet["Namesakes"]):
    def open(self) -> "NamesakesQuerySet":
        """Those that nobody has decided on, the likest first."""
        decided = ActorDistinction.objects.filter(one=OuterRef("one"), other=OuterRef("other"))
        rows = self.exclude(one__state="merged").exclude(other__state="merged").exclude(Exists(decided))
        return rows.select_related("one", "other").order_by("-score", "-pk")

    def of(self, actor: Actor) -> "NamesakesQuerySet":
        return self.filter(Q(one=actor) | Q(other=actor))


class Namesakes(models.Model):
    """Two actors whose names are alike: the machine asks whether they are one. Derived from the names, made anew with
    them; what an editor says of the pair is a merge or a distinction. The pair is ordered by key.

    `score`: 0.5 to 1, the likeness of the two closest names. `reason`: in words for an editor.
    """

    one = models.ForeignKey(Actor, models.CASCADE, related_name="namesakes")
    other = models.ForeignKey(Actor, models.CASCADE, related_name="namesakes_before_it")
    score = models.FloatField()
    reason = models.CharField(max_length=700)

    stays_with_merged_actor = True

    objects = NamesakesQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="two_actors_are_namesakes_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="namesakes_are_ordered_by_key"),
        ]
        indexes = [models.Index(fields=["-score", "-id"], name="namesakes_by_score")]

    def __str__(self) -> str:
        return f"{self.one} / {self.other}: {self.reason}"
