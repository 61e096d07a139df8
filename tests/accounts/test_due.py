"""Rows that say themselves when something is to be done: claimed once, put off on failure, never lost."""

import threading
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection, transaction

from accounts.models.due import MAX_BACK_OFF
from sources.models import SourceArticle
from tests import factories
from tests.factories import HOUR, NOW

SECOND = timedelta(seconds=1)


def due(count: int = 1) -> list[SourceArticle]:
    rows = [factories.article(f"Note {n}\n\nThe pump of well {n} was mended on Monday.") for n in range(count)]
    SourceArticle.objects.filter(pk__in=[row.pk for row in rows]).update(due_at=NOW)
    return rows


def claim(at_seconds: int = 0, **values: int) -> list[SourceArticle]:
    return SourceArticle.objects.claim(NOW + at_seconds * SECOND, **({"seconds": 60} | values))


@pytest.mark.django_db
def test_what_is_not_due_is_not_claimed() -> None:
    due()
    assert claim(-1) == []
    assert len(claim()) == 1


@pytest.mark.django_db
def test_what_was_done_is_not_due() -> None:
    factories.article()
    assert claim() == []


@pytest.mark.django_db
def test_what_is_claimed_is_not_claimed_again_until_the_claim_runs_out() -> None:
    due()
    assert len(claim()) == 1
    assert claim(59) == []
    assert [row.attempts for row in claim(60)] == [2]


@pytest.mark.django_db
def test_a_claim_takes_the_longest_due_first_and_no_more_than_asked() -> None:
    rows = due(3)
    SourceArticle.objects.filter(pk=rows[2].pk).update(due_at=NOW - HOUR)
    assert [row.pk for row in claim(limit=2)] == [rows[2].pk, rows[0].pk]
    assert [row.pk for row in claim(limit=2)] == [rows[1].pk]


@pytest.mark.django_db
def test_a_failure_is_put_off_with_its_error() -> None:
    due()
    row = claim()[0]
    row.failed("ValueError: no", NOW)
    row.refresh_from_db()
    assert (row.due_at, row.claimed_until, row.last_error) == (NOW + 10 * SECOND, None, "ValueError: no")
    assert list(SourceArticle.objects.failing()) == [row]


@pytest.mark.django_db
def test_the_wait_doubles_and_ends_at_six_hours() -> None:
    due()
    waits, at = [], NOW
    for _ in range(14):
        row = SourceArticle.objects.claim(at, seconds=60)[0]
        row.failed("no", at)
        assert row.due_at
        waits.append(row.due_at - at)
        at = row.due_at
    assert all(later == 2 * earlier for earlier, later in pairwise(waits[:8]))
    assert waits[-1] == MAX_BACK_OFF == 6 * HOUR


@pytest.mark.django_db
def test_a_row_that_failed_very_often_still_has_a_time() -> None:
    row = due()[0]
    row.attempts = 32_000
    row.failed("no", NOW)
    assert row.due_at == NOW + MAX_BACK_OFF


@pytest.mark.django_db
def test_done_forgets_the_failure() -> None:
    due()
    row = claim()[0]
    row.failed("no", NOW)
    row.done()
    row.refresh_from_db()
    assert (row.due_at, row.attempts, row.last_error) == (None, 0, "")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_never_take_the_same_row() -> None:
    """The second claims while the first still holds its transaction open: it skips the locked rows and does not wait."""
    due(6)
    both, taken = threading.Barrier(2, timeout=20), {}

    def work(name: str) -> None:
        try:
            with transaction.atomic():
                taken[name] = {row.pk for row in claim(limit=3)}
                both.wait()
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=(name,)) for name in ("one", "two")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(taken["one"]) == len(taken["two"]) == 3
    assert not taken["one"] & taken["two"]
