"""Keyset pages over a time and the number that tells rows of one time apart. A page costs a page, wherever it is."""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.utils.urls import remove_query_param, replace_query_param

from accounts.openapi import is_key

PARAMETER = "cursor"


@dataclass(frozen=True, slots=True)
class Order:
    """`name` as a client gives it, with "-" where the newest stands first; `time` and `tie`: columns."""

    name: str
    time: str
    tie: str

    def columns(self, *, backwards: bool) -> list[str]:
        sign = "-" if self.descends(backwards=backwards) else ""
        return [sign + self.time, sign + self.tie]

    def descends(self, *, backwards: bool) -> bool:
        return self.name.startswith("-") != backwards


@dataclass(frozen=True, slots=True)
class Place:
    """Between two rows: after the one with this time and tie, or before it."""

    order: str
    backwards: bool
    at: datetime
    tie: int

    def written(self) -> str:
        parts = (self.order, "b" if self.backwards else "f", self.at.isoformat(), str(self.tie))
        return base64.urlsafe_b64encode("|".join(parts).encode()).decode()

    @classmethod
    def read(cls, text: str, order: Order) -> "Place":
        """Raises NotFound for what was never given out, or for another order."""
        try:
            name, way, at, tie = base64.urlsafe_b64decode(text.encode()).decode().split("|")
            place = cls(name, way == "b", datetime.fromisoformat(at), int(tie) if is_key(tie) else -1)
        except (ValueError, binascii.Error) as error:
            raise NotFound("This cursor was never given out.") from error
        if name != order.name or way not in ("b", "f") or place.tie < 0 or place.at.tzinfo is None:
            raise NotFound("This cursor was never given out, or for another order of the list.")
        return place


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in the order that was asked for; `next` and `previous`: cursors, empty at the ends."""

    rows: list[Any]
    next: str
    previous: str


def page(rows: "QuerySet[Any, Any]", order: Order, cursor: str | None, size: int) -> Page:
    """Of rows that are dictionaries with the order's columns. Raises NotFound for a cursor of one's own making."""
    place = Place.read(cursor, order) if cursor is not None else None
    backwards = bool(place and place.backwards)
    if place:
        rows = rows.filter(_beyond(place, order))
    found = list(rows.order_by(*order.columns(backwards=backwards))[: size + 1])
    shown, more = found[:size], len(found) > size
    if backwards:
        shown.reverse()
    has_next, has_previous = (True, more) if backwards else (more, place is not None)
    return Page(
        shown,
        _at(shown[-1], order, backwards=False) if shown and has_next else "",
        _at(shown[0], order, backwards=True) if shown and has_previous else "",
    )


def _beyond(place: Place, order: Order) -> Q:
    sign = "lt" if order.descends(backwards=place.backwards) else "gt"
    later = Q(**{f"{order.time}__{sign}": place.at}) | Q(**{f"{order.tie}__{sign}": place.tie})
    return Q(**{f"{order.time}__{sign}e": place.at}) & later


def _at(row: dict[str, Any], order: Order, *, backwards: bool) -> str:
    return Place(order.name, backwards, row[order.time], row[order.tie]).written()


def address(request: Request, cursor: str) -> str | None:
    """Of the same list at a cursor; None for none."""
    if not cursor:
        return None
    here = request.build_absolute_uri()
    return str(replace_query_param(remove_query_param(here, PARAMETER), PARAMETER, cursor))


def links(following: str | None, preceding: str | None) -> str:
    """The value of a Link header (RFC 8288)."""
    both = (("next", following), ("prev", preceding))
    return ", ".join(f'<{where}>; rel="{name}"' for name, where in both if where)
