from typing import Any

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


class Outlet(Identified):
    """Who brings a report out: a newspaper, a site, an agency."""

    name = models.CharField(max_length=200)
    domain = models.CharField(max_length=200, blank=True)
    is_agency = models.BooleanField(default=False, help_text="A wire agency, whose texts others carry.")

    objects = OutletQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints: list[Any] = [
            models.UniqueConstraint(Lower("name"), name="an_outlet_has_one_name"),
            models.CheckConstraint(condition=~Q(name=""), name="an_outlet_is_named"),
        ]

    def __str__(self) -> str:
        return self.name
