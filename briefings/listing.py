"""Keyset pages of live editions, newest briefing first, from their stored summaries: one query."""

import json
from dataclasses import dataclass
from typing import Any

from django.core.paginator import InvalidPage

from accounts.openapi import is_key
from briefings.models import Rendition
from briefings.rendering import with_times


@dataclass(frozen=True, slots=True)
class Page:
    """`next_before`: where the next page starts; empty on the last."""

    summaries: list[dict[str, Any]]
    next_before: str


def page(*, before: str, size: int) -> Page:
    """The page of briefings first published before the change number `before` (empty: the newest)."""
    rows = Rendition.objects.listed("summary")
    if before:
        if not is_key(before):
            raise InvalidPage(f"{before!r} is no place in the list.")
        rows = rows.filter(edition__first_seq__lt=int(before))
    found = list(rows.values_list("content", "edition__first_seq")[: size + 1])
    shown = found[:size]
    return Page(
        [with_times(json.loads(bytes(content))) for content, _ in shown],
        str(shown[-1][1]) if len(found) > size else "",
    )
