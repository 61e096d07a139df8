"""Rows of hashes, asked for a whole batch of reports at once: which articles share them, and how often they were seen.

What is added since counts in the answers that follow, so that the size of a batch changes no outcome.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections, router

from sources import bulk
from sources.models import EventKey, Fingerprint, SegmentCount, TermCount
from sources.overlap import sketch

AT_LEAST = 2
"""So many shared rows make two articles candidates, for a copy and for one event."""

UNDATED = 0

MOST_ROWS = 100
"""A shingle that so many articles have is a phrase and tells nothing: later articles leave no row for it. So what a
look-up reads is bounded, however large the archive. Decision 0009 has the figures."""


class Counts:
    """How often hashes were seen before: the counts of those that were loaded, and what is added to them."""

    def __init__(self, model: type[TermCount] | type[SegmentCount]) -> None:
        self._model = model
        self.seen: dict[int, int] = {}
        self._changed: set[int] = set()

    def load(self, hashes: Collection[int]) -> None:
        fresh = [one for one in hashes if one not in self.seen]
        if not fresh:
            return
        self.seen.update(dict.fromkeys(fresh, 0))
        self.seen.update(self._model._default_manager.filter(hash__among=fresh).values_list("hash", "count"))

    def of(self, one: int) -> int:
        return self.seen[one]

    def add(self, hashes: Iterable[int]) -> None:
        for one in hashes:
            self.seen[one] += 1
            self._changed.add(one)

    def write(self) -> None:
        rows = [(one, self.seen[one]) for one in sorted(self._changed)]
        bulk.insert(self._model, ("hash", "count"), rows, update="count")
        self._changed.clear()


@dataclass(frozen=True, slots=True)
class Question:
    """Which articles share rows with these hashes? Dated ones only from `first` to `last` (ordinal days), if given."""

    hashes: tuple[int, ...]
    first: int = 0
    last: int = 0


class Nearby:
    """Articles that share rows of a table with a report: those of the database, and those added since."""

    def __init__(self, index: "Index") -> None:
        self._index = index
        self._answers: dict[Question, Counter[int]] = {}
        self._added: dict[int, list[int]] = {}
        self._rows: dict[int, int] = {}
        self._days: dict[int, int] = {}

    def ask(self, questions: Collection[Question]) -> None:
        """Ask the database all of them in one statement; the answers are kept."""
        fresh = [question for question in dict.fromkeys(questions) if question not in self._answers]
        if not fresh:
            return
        answers: list[Counter[int]] = [Counter() for _ in fresh]
        for number, article, shared in sharing(self._index, fresh):
            answers[number][article] = shared
        self._answers.update(zip(fresh, answers, strict=True))

    def add(self, article: int, hashes: Iterable[int], day: int = UNDATED) -> None:
        self._days[article] = day
        for one in hashes:
            self._added.setdefault(one, []).append(article)

    def add_telling(self, article: int, hashes: Collection[int]) -> list[int]:
        """The same for those of the hashes that leave a row; these are answered."""
        self.count(hashes)
        telling = [one for one in hashes if self._rows[one] + len(self._added.get(one, ())) < MOST_ROWS]
        self.add(article, telling)
        return telling

    def count(self, hashes: Iterable[int]) -> None:
        """Ask the database at once how many rows the hashes have."""
        if fresh := [one for one in hashes if one not in self._rows]:
            self._rows.update(dict.fromkeys(fresh, 0))
            self._rows.update(rows_of(self._index, fresh))

    def of(self, question: Question, limit: int) -> list[int]:
        """Those that share at least two rows, those with most first, then the earliest."""
        self.ask([question])
        shared = Counter(article for one in question.hashes for article in self._added.get(one, ()))
        added = {a: n for a, n in shared.items() if n >= AT_LEAST and self._in_window(a, question)}
        found = self._answers[question] | Counter(added)
        return sorted(found, key=lambda article: (-found[article], article))[:limit]

    def _in_window(self, article: int, question: Question) -> bool:
        day = self._days[article]
        return not question.last or day == UNDATED or question.first <= day <= question.last


SHARING = """
    SELECT asked.number, rows.article_id, COUNT(*) FROM {asked} CROSS JOIN {rows}
    GROUP BY asked.number, rows.article_id HAVING COUNT(*) >= {at_least}
"""
ROWS = """
    SELECT rows.hash, COUNT(*) FROM {asked} CROSS JOIN {rows} GROUP BY rows.hash
"""
ROWS_SQLITE = "{table} AS rows WHERE rows.hash = asked.hash AND {condition}"
ROWS_POSTGRESQL = """
    LATERAL (SELECT rows.* FROM {table} AS rows WHERE rows.hash = asked.hash AND {condition} OFFSET 0) AS rows
"""
"""The offset that is none has each hash looked up. Without it a table of less than some 100,000 rows is read whole."""
ASKED_SQLITE = """(
    SELECT json_extract(value, '$[0]') AS number, json_extract(value, '$[1]') AS first,
        json_extract(value, '$[2]') AS last, json_extract(value, '$[3]') AS hash
    FROM json_each(%s) LIMIT -1
) AS asked"""
"""The limit that is none has each line read once. Without it SQLite reads it again for every row that it looks at."""
ASKED_POSTGRESQL = "unnest(%s::int[], %s::int[], %s::int[], %s::bigint[]) AS asked(number, first, last, hash)"


@dataclass(frozen=True, slots=True)
class Statement:
    sql: str
    values: Sequence[Any]


def sharing(index: "Index", questions: Sequence[Question]) -> list[tuple[int, int, int]]:
    """(number of the question, article, rows shared) of all candidates: one statement, answered from the key alone."""
    return _answer(statement(index, questions), index)


def rows_of(index: "Index", hashes: Sequence[int]) -> list[tuple[int, int]]:
    """(hash, how many rows it has), for those that have any."""
    return _answer(statement(index, [Question(tuple(hashes))], ROWS), index)


def _answer(asked: Statement, index: "Index") -> list[Any]:
    with connections[router.db_for_read(index.model)].cursor() as cursor:
        cursor.execute(asked.sql, asked.values)
        rows: list[Any] = cursor.fetchall()
        return rows


def statement(index: "Index", questions: Sequence[Question], asking: str = SHARING) -> Statement:
    """The statement and its values, in the words of the index's database."""
    connection = connections[router.db_for_read(index.model)]
    on_postgresql = connection.vendor == "postgresql"
    rows = (ROWS_POSTGRESQL if on_postgresql else ROWS_SQLITE).format(
        table=connection.ops.quote_name(index.model._meta.db_table), condition=index.condition
    )
    asked = ASKED_POSTGRESQL if on_postgresql else ASKED_SQLITE
    sql = asking.format(asked=asked, rows=rows, at_least=AT_LEAST)
    lines = [(number, q.first, q.last, one) for number, q in enumerate(questions) for one in q.hashes]
    return Statement(sql, _columns(lines) if on_postgresql else [json.dumps(lines)])


def _columns(lines: Sequence[tuple[int, ...]]) -> list[list[int]]:
    return [list(column) for column in zip(*lines, strict=True)] or [[], [], [], []]


@dataclass(frozen=True, slots=True)
class Index:
    """A table that leads from hashes to articles, and which of its rows count."""

    model: type[Fingerprint] | type[EventKey]
    condition: str


COPIES = Index(Fingerprint, f"rows.scheme = {sketch.SCHEME}")
EVENTS = Index(EventKey, "(asked.last = 0 OR rows.day = 0 OR rows.day BETWEEN asked.first AND asked.last)")
