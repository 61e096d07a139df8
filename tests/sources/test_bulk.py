"""Many values in one statement, on both databases."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources.models import Actor, ActorName, TermCount
from sources.overlap.shingles import hash64

MANY = 100_000
"""More than either database takes as parameters of one statement."""


@pytest.mark.django_db
def test_any_number_of_hashes_is_one_statement_with_one_value() -> None:
    hashes = [hash64(f"word {number}") for number in range(MANY)]
    TermCount.objects.bulk_create([TermCount(hash=one, count=3) for one in (hashes[0], hashes[-1])])
    with CaptureQueriesContext(connection) as asked:
        found = set(TermCount.objects.filter(hash__among=hashes).values_list("hash", flat=True))
    assert found == {hashes[0], hashes[-1]}
    assert len(asked) == 1
    with CaptureQueriesContext(connection) as asked:
        assert not TermCount.objects.filter(hash__among=[]).exists()
    assert len(asked) == 0


@pytest.mark.django_db
def test_words_are_taken_as_they_are_written() -> None:
    strange = 'a "quoted" {name}, \\ with 100 % of it'
    actor = Actor.objects.create(name="One", kind="person")
    ActorName.objects.create(actor=actor, name=strange, folded="")
    assert ActorName.objects.filter(name__among=[strange, "another"]).get().name == strange
