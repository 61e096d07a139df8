from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from accounts.models import Identified


class OutletQuerySet(models.QuerySet["Outlet"]):
    def named(self, name: str) -> "Outlet | None":
        """The outlet of that name, made when it is new; None for an empty name."""
        name = " ".join(name.split())
        if not name:
            return None
        return self.filter(name__iexact=name).first() or self.create(name=name)

    def among(self, names: list[str]) -> set[str]:
        """Which of the names, in lower case, are outlets."""
        wanted = [name.lower() for name in names]
        return set(self.annotate(lower=Lower("name")).filter(lower__in=wanted).values_list("lower", flat=True))


class Outlet(Identified):
    """Who brings a report out: a newspaper, a site, an agency."""

    name = models.CharField(max_length=200)
    domain = models.CharField(max_length=200, blank=True)
    is_agency = models.BooleanField(default=False, help_text="A wire agency, whose texts others carry.")

    objects = OutletQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="an_outlet_has_one_name"),
            models.CheckConstraint(condition=~Q(name=""), name="an_outlet_is_named"),
        ]

    def __str__(self) -> str:
        return self.name
