from django.db import models

from briefings.models.edition import Edition


class Correction(models.Model):
    """What a correcting edition mends, in words for readers."""

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="correction")
    passage = models.TextField(blank=True)
    was = models.TextField(blank=True)
    now = models.TextField(blank=True)
    how_found = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.was} → {self.now}"
