"""Keyset pages of live editions, newest briefing first, from their stored summaries: one query."""

import json
from dataclasses import dataclass
from typing import Any

from django.core.paginator import InvalidPage

from accounts.openapi import is_key
from briefings.models import Edition
from briefings.rendering import with_times


@dataclass(frozen=True, slots=True)
class Page:
    """`next_before`: where the next page starts; empty on the last."""

    summaries: list[dict[str, Any]]
    next_before: str


def page(*, before: str, size: int) -> Page:
    """The page of briefings first published before the change number `before` (empty: the newest)."""
    rows = Edition.objects.summaries()
    if before:
        if not is_key(before):
            raise InvalidPage(f"{before!r} is no place in the list.")
        rows = rows.filter(first_seq__lt=int(before))
    found = list(rows[: size + 1])
    shown = found[:size]
    return Page(
        [with_times(json.loads(bytes(row["content"]))) for row in shown],
        str(shown[-1]["first_seq"]) if len(found) > size else "",
    )
