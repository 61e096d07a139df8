"""Numbers without a gap, in commit order."""

import threading
import time

import pytest
from django.db import connection, transaction

from accounts.models import Sequence

NAME = "a test"


@pytest.mark.django_db
def test_numbers_start_at_one_and_leave_no_gap() -> None:
    assert [Sequence.objects.take(NAME) for _ in range(4)] == [1, 2, 3, 4]
    assert Sequence.objects.take("another") == 1


@pytest.mark.django_db
def test_what_is_rolled_back_takes_no_number() -> None:
    Sequence.objects.take(NAME)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Sequence.objects.take(NAME)
        raise ZeroDivisionError
    assert Sequence.objects.take(NAME) == 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_takers_at_once_get_each_number_once_in_commit_order() -> None:
    start, committed, lock = threading.Barrier(6, timeout=20), [], threading.Lock()

    def take() -> None:
        try:
            start.wait()
            with transaction.atomic():
                number = Sequence.objects.take(NAME)
                time.sleep(0.01)
                transaction.on_commit(lambda: record(number))
        finally:
            connection.close()

    def record(number: int) -> None:
        with lock:
            committed.append((number, Sequence.objects.get(name=NAME).value))

    takers = [threading.Thread(target=take) for _ in range(6)]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join()
    assert sorted(number for number, _ in committed) == [1, 2, 3, 4, 5, 6]
    assert all(seen >= number for number, seen in committed), "a number is seen before all smaller ones are committed"
