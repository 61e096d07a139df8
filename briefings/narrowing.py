"""The list that programs ask for: which of the listed briefings, in which order, and what of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from accounts.paging import Order, Page, page
from briefings import indexing
from briefings.models import Appearance, Entry
from briefings.models.appearances import Sought

ORDERS = {
    name: Order(name, time, tie)
    for word, time, tie in (("published", "published_at", "first_seq"), ("updated", "updated_at", "seq"))
    for name in (f"-{word}", word)
}
RANGES = {
    "published_since": "published_at__gte",
    "published_before": "published_at__lt",
    "updated_since": "updated_at__gte",
    "updated_before": "updated_at__lt",
}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """`groups`: numbers of entries; an edition stands under one of each. The rarest leads. None: the whole list."""

    groups: tuple[tuple[int, ...], ...]
    times: tuple[tuple[str, Any], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Something was sought that no listed edition contains."""
        return not all(self.groups)

    def page(self, shape: str, order: Order, cursor: str | None, size: int) -> Page:
        """Rows with `content`: an edition's bytes in the shape."""
        if self.is_empty:
            return page(Appearance.objects.none().values(order.time, order.tie), order, cursor, size)
        found = Appearance.objects.narrowed(self.groups) if self.groups else Appearance.objects.whole()
        rows = found.filter(**dict(self.times)).stored(shape)
        return page(rows.values(order.time, order.tie, "content"), order, cursor, size)


def narrow(query: Mapping[str, Any]) -> Narrowing:
    """By validated parameters of the list."""
    times = tuple((RANGES[name], query[name]) for name in RANGES if name in query)
    return Narrowing(groups_of(list(_sought(query))), times)


def _sought(query: Mapping[str, Any]) -> Iterable[Sought]:
    for kind, by in (("topic", "slug"), ("outlet", "slug"), ("actor", "key"), ("story", "key")):
        if kind in query:
            yield Sought(kind, by, str(query[kind]))
    if "language" in query:
        yield Sought("list", "key", indexing.in_language(query["language"]))
    for name, key_of in (("has_interview", indexing.with_interview), ("has_correction", indexing.corrected)):
        if name in query:
            yield Sought("list", "key", key_of(query[name]))


def groups_of(sought: list[Sought]) -> tuple[tuple[int, ...], ...]:
    """Entries that are sought, the rarest first; of an actor also those who were merged into it."""
    found = list(Entry.objects.headed(sought).select_related("actor"))
    if len(found) < len(sought):
        return ((),)
    return tuple(tuple(e.pk for e in entry.gathers()) for entry in sorted(found, key=lambda entry: entry.briefings))
