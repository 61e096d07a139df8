"""One stream has one outcome: twice, in batches of any size, by any number of workers, on both databases."""

import hashlib
import json
import threading
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from sources import bulk, hashes, pipeline
from sources.arrival import Delivery
from sources.comparing import compare_stories
from sources.crew import crew
from sources.hashes import COPIES, EVENTS, ROWS, SHARING, Index, Question, statement
from sources.jobs import open_job
from sources.models import Difference, DifferenceValue, Fingerprint, IngestJob, SourceArticle, Story
from sources.models.fingerprints import EventKey
from sources.overlap import sketch
from sources.pipeline import Outcome, ingest
from sources.tasks import take_in_due_items
from tests.sources import stream

OUTCOME = "f24377b862128bc1"
"""The hash of what becomes of the stream. It changes with the reading and the placing of reports, and with nothing else:
the same value stands for both databases."""


def delivery() -> Delivery:
    return Delivery("command", None, timezone.now())


def taken(batch: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[str, str, int]]:
    monkeypatch.setattr(pipeline, "BATCH", batch)
    with transaction.atomic():
        found = stream.outcome_of(ingest(stream.items(), delivery()))
        transaction.set_rollback(True)
    return found


def digest(found: dict[str, tuple[str, str, int]]) -> str:
    return hashlib.sha256(json.dumps(sorted(found.items())).encode()).hexdigest()[:16]


@pytest.mark.django_db
def test_the_size_of_a_batch_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    together, one_by_one = taken(50, monkeypatch), taken(1, monkeypatch)
    assert together == one_by_one
    assert {what for what, _, _ in together.values()} == {"new", "known", "exact_copy", "near_copy"}
    assert taken(7, monkeypatch) == together
    assert digest(together) == OUTCOME


@pytest.mark.django_db
def test_a_crew_of_processes_changes_nothing(monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    settings.INGEST_PROCESSES = 1  # type: ignore[attr-defined]
    assert digest(taken(10, monkeypatch)) == OUTCOME


@pytest.mark.django_db
def test_a_crew_finds_the_same_differences() -> None:
    def found() -> list[tuple[object, ...]]:
        rows = DifferenceValue.objects.order_by("difference__story", "difference__key", "article", "start")
        return list(rows.values_list("difference__story", "difference__key", "article", "value", "basis"))

    assert list(ingest(stream.items(), delivery()))
    alone = found()
    Difference.objects.all().delete()
    with crew(1) as readers:
        compare_stories(Story.objects.values_list("pk", flat=True), readers)
    assert found() == alone != []


def of_job(job: IngestJob) -> dict[str, tuple[str, str, int]]:
    rows = job.items.select_related("article__membership").order_by("position")
    return stream.outcome_of(
        Outcome(item, row.outcome, row.article) for item, row in zip(stream.items(), rows, strict=True)
    )


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_place_one_stream_as_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time, and its test database one connection")
    monkeypatch.setattr("sources.tasks.BATCH", 5)
    job = open_job(stream.items(), delivery(), "the stream")
    failures: list[BaseException] = []

    def work() -> None:
        try:
            take_in_due_items.call()
        except BaseException as error:
            failures.append(error)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert not failures
    assert job.progress().done == len(stream.items())
    known = job.items.filter(outcome="known").count()
    assert SourceArticle.objects.count() == len(stream.items()) - known
    assert digest(of_job(job)) == OUTCOME


@pytest.mark.django_db
def test_a_job_places_the_stream_as_the_command_does() -> None:
    job = open_job(stream.items(), delivery(), "the stream")
    while job.progress().waiting:
        take_in_due_items.call()
    assert digest(of_job(job)) == OUTCOME


def rows_left(batch: int, monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """Hash → how many rows the stream left for it; never too many, also once its articles were read again."""
    monkeypatch.setattr(pipeline, "BATCH", batch)
    with transaction.atomic():
        list(ingest(stream.items(), delivery()))
        left = Counter(Fingerprint.objects.values_list("hash", flat=True))
        for article in SourceArticle.objects.order_by("pk")[:20]:
            pipeline.process(article)
        again = Counter(Fingerprint.objects.values_list("hash", flat=True))
        assert max(again.values()) <= hashes.MOST_ROWS
        transaction.set_rollback(True)
    return left


@pytest.mark.django_db
def test_what_many_articles_share_leaves_no_more_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    assert max(rows_left(50, monkeypatch).values()) > 2
    monkeypatch.setattr(hashes, "MOST_ROWS", 2)
    together = rows_left(50, monkeypatch)
    assert max(together.values()) == 2
    assert rows_left(7, monkeypatch) == together


@pytest.fixture
def large_tables() -> Iterator[None]:
    """Enough rows that a database would notice a scan; they belong to no article, and are gone before anyone asks."""
    rows = range(40_000)
    bulk.insert(Fingerprint, ("hash", "scheme", "article"), [(n * 7, sketch.SCHEME, n // 50) for n in rows])
    bulk.insert(EventKey, ("hash", "day", "article"), [(n * 7, 740_000, n // 50) for n in rows])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    yield
    Fingerprint.objects.all().delete()
    EventKey.objects.all().delete()


@pytest.mark.django_db
@pytest.mark.usefixtures("large_tables")
@pytest.mark.parametrize("asking", [SHARING, ROWS], ids=["candidates", "rows"])
@pytest.mark.parametrize("index", [COPIES, EVENTS], ids=["copies", "events"])
def test_candidates_are_found_without_a_scan(index: Index, asking: str) -> None:
    asked = statement(index, [Question(tuple(range(0, 448, 7)), 739_990, 740_010)], asking)
    with connection.cursor() as cursor:
        cursor.execute(
            ("EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN ") + asked.sql, asked.values
        )
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
    if connection.vendor == "postgresql":
        assert "Index Only Scan" in plan or "Index Scan" in plan, plan
        assert "Seq Scan" not in plan, plan
    else:
        assert "SEARCH rows USING COVERING INDEX" in plan, plan
        assert "SCAN rows" not in plan, plan
