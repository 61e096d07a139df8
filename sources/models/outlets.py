from collections.abc import Collection

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from accounts.models import Identified


def folded(name: str) -> str:
    """A name without what does not tell outlets apart: case, and white space at its ends or doubled."""
    return " ".join(name.lower().split())


class OutletQuerySet(models.QuerySet["Outlet"]):
    def named(self, name: str) -> "Outlet | None":
        """The outlet of that name, made when it is new; None for an empty name."""
        name = " ".join(name.split())
        if not name:
            return None
        return self.filter(name__iexact=name).first() or self.create(name=name)

    def by_name(self, names: Collection[str]) -> "dict[str, Outlet]":
        """Those of the names that are known, by their folded name."""
        wanted = {folded(name) for name in names} - {""}
        rows = self.annotate(lower=Lower("name")).filter(lower__in=wanted) if wanted else ()
        return {folded(outlet.name): outlet for outlet in rows}

    def named_all(self, names: Collection[str]) -> "dict[str, Outlet]":
        """The outlets of the names by their folded name; new ones are made."""
        found = self.by_name(names)
        for name in sorted(names):
            if folded(name) and folded(name) not in found:
                outlet = self.named(name)
                assert outlet is not None
                found[folded(name)] = outlet
        return found


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
