"""Lists of the desk that open at once, however long their tables are."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.utils.functional import cached_property


class BoundedPaginator(Paginator[Any]):
    """Counts and pages through no more than `NUTGRAF_MOST_LISTED` rows: a count reads every row it counts."""

    @cached_property
    def count(self) -> int:
        found: int = self.object_list.order_by()[: settings.MOST_LISTED + 1].count()  # type: ignore[attr-defined]  # of a query
        self.has_more = found > settings.MOST_LISTED
        return min(found, settings.MOST_LISTED)
