"""Lists of the desk that open at once, however long their tables are."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property


class BoundedPaginator(Paginator[Any]):
    """Counts and pages through no more than `NUTGRAF_MOST_LISTED` rows: a count reads every row it counts."""

    @cached_property
    def count(self) -> int:
        found: int = self.object_list.order_by()[: settings.MOST_LISTED + 1].count()  # type: ignore[attr-defined]  # of a query
        self.has_more = found > settings.MOST_LISTED
        return min(found, settings.MOST_LISTED)


class OneChoice(admin.SimpleListFilter):
    """All rows of a list, or those that one question picks. `choice`: its value in the address, and its words."""

    choice: tuple[str, str]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [self.choice]

    def chosen(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        raise NotImplementedError

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return self.chosen(queryset) if self.value() == self.choice[0] else queryset
