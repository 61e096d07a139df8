from datetime import datetime
from typing import Any

from django.db import models, transaction

from accounts.canonical import digest, moment
from accounts.guards import WriteOnce
from accounts.models.act import Act
from accounts.models.call import LONGEST_RUN
from accounts.models.identity import Identified
from accounts.models.sequence import Sequence

MOST = 5_000
"""The most that one seal holds: its list is then 350 kB, and its making holds the lock for a quarter of a second."""


class SealQuerySet(models.QuerySet["Seal"]):
    def newest(self) -> "Seal | None":
        return self.order_by("-number").first()

    def settled(self) -> int:
        """The key up to which no act can come any more.

        PostgreSQL hands out keys when a row is written and shows it when its transaction commits, so an act may appear
        behind a seal. No transaction lasts as long as LONGEST_RUN; what was open at the newest seal began after this.
        """
        newest = self.defer("acts").newest()
        older = newest and self.filter(at__lte=newest.at - LONGEST_RUN).defer("acts").newest()
        return older.reach if older else 0

    def waiting(self) -> list[Act]:
        """Acts in no seal yet, in the order of their keys; at most MOST."""
        settled = self.settled()
        held = {key for seal in self.filter(reach__gt=settled) for key in seal.held()}
        keys = Act.objects.filter(pk__gt=settled).order_by("pk").values_list("pk", flat=True)
        wanted = [key for key in keys.iterator() if key not in held][:MOST]
        return [act for _, act in sorted(Act.objects.in_bulk(wanted).items())]

    @transaction.atomic
    def seal(self, at: datetime) -> "Seal | None":
        """Seal what waits; one seal at a time, whoever asks. None: nothing waited."""
        Sequence.objects.lock("seals")
        acts = self.waiting()
        if not acts:
            return None
        before = self.newest() or self.model(reach=0)
        seal = self.model(number=Sequence.objects.take("seals"), at=at, previous=before.digest)
        seal.acts = [[act.pk, act.digest()] for act in acts]
        seal.first, seal.last, seal.count = acts[0].pk, acts[-1].pk, len(acts)
        seal.reach = max(seal.last, before.reach)
        seal.digest = seal.hash()
        seal.save(force_insert=True)
        return seal


class Seal(Identified):
    """A batch of acts under one hash, which holds the hash of the batch before.

    A chain of rows would put all writers in one queue; a chain of batches costs them nothing.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    first = models.PositiveBigIntegerField(help_text="The key of its first act.")
    last = models.PositiveBigIntegerField(help_text="The key of its last act.")
    count = models.PositiveIntegerField()
    reach = models.PositiveBigIntegerField(db_index=True, help_text="The highest key in this seal and all before.")
    acts = models.JSONField(help_text="[key, SHA-256 of the act's canonical bytes] of each act.")
    previous = models.CharField(max_length=64, blank=True, help_text="The hash of the seal before; empty: the first.")
    digest = models.CharField(max_length=64, unique=True)

    objects = SealQuerySet.as_manager()
    write_once = WriteOnce()

    def __str__(self) -> str:
        return f"seal {self.number}"

    def held(self) -> list[int]:
        return [key for key, _ in self.acts]

    def hash(self) -> str:
        """What `digest` has to be."""
        said: dict[str, Any] = {"seal": self.number, "at": moment(self.at), "previous": self.previous}
        counted = {"first": self.first, "last": self.last, "count": self.count, "reach": self.reach}
        return digest(said | counted | {"acts": self.acts})
