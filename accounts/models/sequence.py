from django.db import models, transaction

BESIDE_EDITIONS = "changes beside editions"
"""The sequence that counts what readers see anew without a public change: pages rendered again, actors merged."""


class SequenceQuerySet(models.QuerySet["Sequence"]):
    def lock(self, name: str) -> "Sequence":
        """Hold the named row until the transaction ends: whoever comes next waits, on both databases."""
        self.get_or_create(name=name)
        return self.select_for_update().get(name=name)

    def reached(self, name: str) -> int:
        """The last number that the named sequence gave; 0: none yet."""
        return self.filter(name=name).values_list("value", flat=True).first() or 0

    def take(self, name: str) -> int:
        """The next number of the named sequence, from 1, without gaps and in commit order."""
        row = self.lock(name)
        row.value += 1
        row.save(update_fields=["value"])
        return row.value


class Sequence(models.Model):
    """One row a sequence; its row lock is what puts writers in order."""

    name = models.CharField(max_length=40, primary_key=True)
    value = models.PositiveBigIntegerField(default=0)

    objects = SequenceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name} at {self.value}"


@transaction.atomic
def changed_beside_editions() -> None:
    """Pages that are kept at hand are forgotten, in every process."""
    Sequence.objects.take(BESIDE_EDITIONS)
