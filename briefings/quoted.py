"""The passages that a document quotes from its reports, each with the place in the briefing that rests on it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Quoted:
    """`passage` as the document has it; `anchor`: the id of the place that rests on it; `words`: what stands there."""

    passage: dict[str, Any]
    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Making:
    """What a briefing was made from, in numbers. `quoted`: passages, each counted once."""

    reports: int
    outlets: int
    origins: int
    copies: int
    quoted: int
    first_received: datetime
    last_received: datetime


def passages(doc: dict[str, Any]) -> Iterator[Quoted]:
    """All of them, in the order of the page; the same words may come more than once."""
    for point in doc["key_points"]:
        yield from (Quoted(cited, point["id"], point["text"]) for cited in point["citations"])
    for row in doc["differences"]:
        yield from (Quoted(value, row["id"], row["label"]) for value in row["values"])
    for note in doc["annotations"]:
        yield from (Quoted(cited, f"r-{note['id']}", note["selector"]["exact"]) for cited in note["citations"])


def counted(doc: dict[str, Any]) -> Counter[str]:
    """A report's uid → how many of its passages are quoted."""
    spans = {(q.passage["source"], q.passage["start"], q.passage["end"]) for q in passages(doc)}
    return Counter(source for source, _, _ in spans)


def making(doc: dict[str, Any]) -> Making | None:
    """None for a document without reports. Times are values by now (`rendering.with_times`)."""
    sources = doc["sources"]
    if not sources:
        return None
    return Making(
        reports=len(sources),
        outlets=len({source["outlet"].casefold() for source in sources if source["outlet"]}),
        origins=len(doc["origins"]),
        copies=sum(source["copy_of"] is not None for source in sources),
        quoted=sum(counted(doc).values()),
        first_received=min(source["received_at"] for source in sources),
        last_received=max(source["received_at"] for source in sources),
    )
