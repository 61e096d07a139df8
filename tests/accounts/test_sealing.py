"""Acts are sealed in a chain of batches: what was edited, removed, put in or reordered afterwards is found and named."""

import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.serializers.python import Deserializer, Serializer
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import canonical, guards
from accounts.models import Act, Seal
from accounts.models.act import NOTHING
from accounts.models.call import LONGEST_RUN
from accounts.sealing import Finding, seal_waiting, verify
from operation import periodic
from operation.models import Periodic
from tests import factories
from tests.factories import HOUR, NOW

pytestmark = pytest.mark.django_db


def did(number: int, **more: Any) -> Act:
    return Act.objects.note("did", f"thing {number}", by=None, **more)


def chain(batches: int = 3, each: int = 4) -> list[Act]:
    """So many seals of so many acts, an hour after one another."""
    acts = []
    for batch in range(batches):
        acts += [did(batch * each + n, after={"n": n}) for n in range(each)]
        assert Seal.objects.seal(NOW + batch * HOUR)
    return acts


def tamper(*statements: str) -> None:
    """With the guards taken away, as one would who may do anything in the database."""
    guards.remove(connection)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def first() -> Finding:
    return next(verify())


def test_an_untouched_chain_holds() -> None:
    acts = chain()
    assert list(verify()) == []
    assert [seal.held() for seal in Seal.objects.order_by("number")] == [
        [act.pk for act in acts[n : n + 4]] for n in (0, 4, 8)
    ]


def test_a_seal_holds_the_hash_of_the_one_before() -> None:
    chain()
    one, two, three = Seal.objects.order_by("number")
    assert (one.previous, two.previous, three.previous) == ("", one.digest, two.digest)


COLUMNS = {
    "verb": "'undid'", "kind": "'other'", "title": "'another thing'", "reason": "'why not'", "request_id": "'x'",
    "before": "'{\"n\": 1}'", "after": "'{\"n\": 99}'", "at": "'2020-01-01 00:00:00+00'",
    "uid": "'0192d3b0-0000-7000-8000-000000000000'", "subject": "'0192d3b0-0000-7000-8000-000000000000'", "who_id": "{who}",
}  # fmt: skip


def test_every_column_of_an_act_is_sealed() -> None:
    names = {field.column for field in Act._meta.concrete_fields} - {"id"}
    assert names == set(COLUMNS)


@pytest.mark.parametrize("column", COLUMNS)
def test_an_edited_act_is_named(column: str) -> None:
    act = chain()[6]
    value = COLUMNS[column].replace("{who}", str(factories.person().pk))
    tamper(f"UPDATE accounts_act SET {column} = {value} WHERE id = {act.pk}")
    [found] = verify()
    assert (found.act, found.seal) == (act.pk, 2)


def test_a_removed_act_is_named() -> None:
    acts = chain()
    tamper(f"DELETE FROM accounts_act WHERE id IN ({acts[5].pk}, {acts[9].pk})")
    assert [found.act for found in verify()] == [acts[5].pk, acts[9].pk]
    assert first().says == f"Act {acts[5].pk} of seal 2 is missing."


def test_two_acts_that_changed_places_are_named() -> None:
    one, two = chain()[5:7]
    swap = "UPDATE accounts_act SET id = {} WHERE id = {}"
    tamper(swap.format(900_000, one.pk), swap.format(one.pk, two.pk), swap.format(two.pk, 900_000))
    assert [found.act for found in verify()] == [one.pk, two.pk]


def test_two_seals_that_changed_places_are_named() -> None:
    chain()
    swap = "UPDATE accounts_seal SET number = {} WHERE number = {}"
    tamper(swap.format(99, 1), swap.format(1, 2), swap.format(2, 99))
    assert first().seal == 1


def test_an_act_that_was_put_in_behind_is_named() -> None:
    acts = chain()
    tamper(f"DELETE FROM accounts_act WHERE id = {acts[2].pk}")
    Act.objects.create(pk=acts[2].pk, verb="did", subject=NOTHING, title="a better thing")
    assert first().act == acts[2].pk
    Act.objects.create(pk=acts[0].pk - 1, verb="did", subject=NOTHING, title="an older thing")
    assert acts[0].pk - 1 in [found.act for found in verify()]
    did(50)
    Seal.objects.seal(NOW + 9 * HOUR)
    newest = Seal.objects.newest()
    assert newest
    assert acts[0].pk - 1 not in newest.held()


@pytest.mark.parametrize("column", ["digest", "previous", "count", "first", "last", "reach", "at", "acts"])
def test_an_edited_seal_is_named(column: str) -> None:
    chain()
    changed = {"digest": "'0'", "previous": "'0'", "at": "'2020-01-01 00:00:00+00'", "acts": "'[]'"}
    tamper(f"UPDATE accounts_seal SET {column} = {changed.get(column, '77')} WHERE number = 2")
    assert first().seal == 2


def test_a_removed_seal_is_named_be_it_the_last() -> None:
    chain()
    tamper("DELETE FROM accounts_seal WHERE number = 3")
    assert first().says == "The chain ends with seal 2, but 3 were made."
    tamper("DELETE FROM accounts_seal WHERE number = 1")
    assert first().says == "Seal 1 is missing; the next is 2."


def test_a_chain_that_was_made_anew_lacks_the_head_that_was_written_down() -> None:
    acts = chain()
    head = Seal.objects.get(number=3).digest
    assert list(verify(head)) == []
    tamper(
        "DELETE FROM accounts_seal WHERE number = 3",
        "UPDATE accounts_sequence SET value = 2 WHERE name = 'seals'",
        f"UPDATE accounts_act SET title = 'another' WHERE id = {acts[10].pk}",
    )
    Seal.objects.seal(NOW + 2 * HOUR)
    assert list(verify()) == [], "what no chain can know"
    assert [head in found.says for found in verify(head)] == [True]


def test_an_act_that_is_seen_late_is_sealed_late_and_once() -> None:
    """PostgreSQL hands out keys before it shows rows: number 2 commits after number 3 was sealed."""
    one, late, three = did(1), did(2), did(3)
    tamper(f"DELETE FROM accounts_act WHERE id = {late.pk}")
    Seal.objects.seal(NOW)
    Act.objects.bulk_create([late])
    Seal.objects.seal(NOW + timedelta(days=3))
    did(4)
    Seal.objects.seal(NOW + timedelta(days=4))
    held = [seal.held() for seal in Seal.objects.order_by("number")]
    assert held[:2] == [[one.pk, three.pk], [late.pk]]
    assert list(verify()) == []


def test_what_hashes_is_the_same_after_the_databases_had_it() -> None:
    """Numbers, order and depth that PostgreSQL's jsonb and SQLite's text keep each in its own way."""
    odd = {
        "z": [1.0, 1e22, 1.5e300, -0.0, 0.1, 1e-7, 2**60 + 1, 12345678901234567890, True, None],
        "a": {"ü": "e\u0301", "emoji": "🏮", "b": {"d": 1, "c": [[], {}]}},
    }
    act = did(1, before=odd, reason="línea\n\ttab “quoted”")
    before = act.digest()
    act.refresh_from_db()
    assert act.digest() == before
    assert canonical.digest(odd) == "774a832c470349ce47d4cf4aa1943a0bbaf1f7a831de2fb7188c4d5b0b065cf6"


def test_acts_restored_from_a_dump_hold() -> None:
    chain()
    acts, seals = (Serializer().serialize(model.objects.order_by("pk")) for model in (Act, Seal))
    tamper("DELETE FROM accounts_act", "DELETE FROM accounts_seal")
    for row in [*Deserializer(acts), *Deserializer(seals)]:
        row.save()
    assert list(verify()) == []


def test_the_worker_seals() -> None:
    did(1)
    periodic.ensure(timezone.now())
    assert periodic.do_due() == len(periodic.PERIODIC)
    assert Periodic.objects.get(name="seal the acts").outcome == "1 sealed"
    assert list(verify()) == []


def test_a_broken_chain_stands_at_the_desk_until_it_holds(client: Client) -> None:
    """The worker walks it by itself; who runs the house is told, and others are not."""
    act = chain()[4]
    periodic.ensure(timezone.now())
    periodic.do_due()
    assert Periodic.objects.get(name="walk the chain of seals").outcome == "all 3 seals hold"
    tamper(f"UPDATE accounts_act SET reason = 'x' WHERE id = {act.pk}")
    Periodic.objects.update(due_at=timezone.now())
    periodic.do_due()
    assert f"Act {act.pk} of seal" in Periodic.objects.get(name="walk the chain of seals").last_error
    for role, seen in (("author", False), ("publisher", True)):
        client.force_login(factories.person(role))
        assert ("Work of the house failing" in client.get(reverse("admin:index")).text) is seen, role
    assert f"Act {act.pk} of seal" in client.get(reverse("admin:operation_periodic_changelist")).text
    tamper(f"UPDATE accounts_act SET reason = '{act.reason}' WHERE id = {act.pk}")
    Periodic.objects.update(due_at=timezone.now())
    periodic.do_due()
    assert "Work of the house failing" not in client.get(reverse("admin:index")).text


def test_a_long_backlog_is_sealed_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.models.seal.MOST", 3)
    for number in range(8):
        did(number)
    assert seal_waiting(NOW) == "8 sealed"
    assert [seal.count for seal in Seal.objects.order_by("number")] == [3, 3, 2]


def test_the_command_says_that_all_holds_or_names_the_first(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError, match="Nothing is sealed yet"):
        call_command("verify_acts")
    act = chain()[6]
    call_command("verify_acts")
    said = capsys.readouterr().out
    assert "All 3 seals hold." in said
    assert Seal.objects.get(number=3).digest in said
    assert Act.objects.filter(verb="verified the acts").latest("pk").after == {"holds": True}
    tamper(f"UPDATE accounts_act SET reason = 'x' WHERE id = {act.pk}")
    with pytest.raises(CommandError, match=f"Act {act.pk} of seal 2 was edited"):
        call_command("verify_acts")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's tests share one connection; it has one writer")
@pytest.mark.django_db(transaction=True)
def test_eight_workers_make_one_chain() -> None:
    """Each writes acts and seals, all at once."""

    def work(number: int) -> None:
        try:
            for turn in range(5):
                with transaction.atomic():
                    did(number * 10 + turn)
                    time.sleep(0.002 * number)  # so that keys are seen in another order than they were handed out
                Seal.objects.seal(timezone.now())
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    Seal.objects.seal(timezone.now())
    held = [key for seal in Seal.objects.all() for key in seal.held()]
    assert sorted(held) == sorted(Act.objects.values_list("pk", flat=True))
    assert len(held) == 40
    assert list(verify()) == []


def test_the_look_back_is_as_long_as_any_request() -> None:
    """Else an act of a slow request would be taken for one that was put in behind."""
    did(1)
    Seal.objects.seal(NOW)
    did(2)
    Seal.objects.seal(NOW + LONGEST_RUN - timedelta(seconds=1))
    assert Seal.objects.settled() == 0
    did(3)
    Seal.objects.seal(NOW + LONGEST_RUN)
    assert Seal.objects.settled() == Seal.objects.get(number=1).reach
