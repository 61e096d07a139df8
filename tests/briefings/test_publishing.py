"""Draft → edition: kinds, numbers, the site-wide sequence, and what each change leaves behind."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client

from accounts.models import Act
from briefings.models import Briefing, Correction, Edition
from briefings.publishing import Change, publish, rename, retract
from tests import factories
from tests.factories import HOUR, NOW

CORRECTION = Change("correction", "We had the island wrong.", "island", "was", "now", "A reader wrote.")


@pytest.mark.django_db
def test_a_life_in_editions() -> None:
    briefing, publisher = factories.ready(), factories.person("publisher")
    other = factories.published()
    changes = [Change(), Change(), CORRECTION, Change("clarification", "Clearer."), Change("minor")]
    for hour, change in enumerate(changes):
        publish(Briefing.objects.get(pk=briefing.pk), change, by=publisher, at=NOW + hour * HOUR)
    retract(briefing, reason="The report was made up.", by=publisher, at=NOW + 6 * HOUR)
    rows = list(briefing.editions.order_by("number"))
    kinds = ["first", "update", "correction", "clarification", "minor", "retraction"]
    assert [row.kind for row in rows] == kinds
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6]
    assert [row.seq for row in rows] == [other.seq + n for n in range(1, 7)]
    assert {row.first_seq for row in rows} == {rows[0].seq}
    assert {row.published_by for row in rows} == {publisher}
    briefing.refresh_from_db()
    assert (briefing.live, briefing.status) == (rows[-1], "retracted")
    assert [act.verb for act in Act.objects.of(briefing)] == [
        "retracted", "published (minor)", "published (clarification)", "published (correction)",
        "published (update)", "published (first)",
    ]  # fmt: skip
    assert Act.objects.of(briefing)[0].after == {"edition": 6, "seq": rows[-1].seq, "sha256": rows[-1].sha256}


@pytest.mark.django_db
def test_a_correction_is_kept_with_its_words() -> None:
    edition = factories.published()
    second = publish(edition.briefing, CORRECTION, by=factories.person("publisher"), at=NOW)
    row = Correction.objects.get()
    assert (row.edition, row.passage, row.was, row.now, row.how_found) == (
        second,
        "island",
        "was",
        "now",
        "A reader wrote.",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change("correction"), "needs a note"),
        (Change("clarification", "  "), "needs a note"),
        (Change("first"), "first edition comes first"),
        (Change("rewrite"), "no kind of edition"),
    ],
)
def test_a_wrong_kind_is_refused(change: Change, words: str) -> None:
    edition = factories.published()
    with pytest.raises(ValidationError, match=words):
        publish(edition.briefing, change, by=factories.person("publisher"), at=NOW)
    assert Edition.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["update", "correction", "minor"])
def test_the_first_edition_comes_first(kind: str) -> None:
    with pytest.raises(ValidationError, match="first edition comes first"):
        publish(factories.ready(), Change(kind, "note"), by=factories.person("publisher"), at=NOW)


@pytest.mark.django_db
def test_a_retraction_is_no_way_to_publish() -> None:
    edition = factories.published()
    with pytest.raises(ValidationError):
        publish(edition.briefing, Change("retraction", "because"), by=factories.person("publisher"), at=NOW)
    assert Edition.objects.count() == 1


@pytest.mark.django_db
def test_what_is_retracted_stays_so() -> None:
    edition, publisher = factories.published(), factories.person("publisher")
    retract(edition.briefing, reason="made up", by=publisher, at=NOW)
    for act in (
        lambda: publish(edition.briefing, Change(), by=publisher, at=NOW),
        lambda: retract(edition.briefing, reason="again", by=publisher, at=NOW),
    ):
        with pytest.raises(ValidationError, match="is retracted"):
            act()
    assert Edition.objects.count() == 2


@pytest.mark.django_db
def test_only_what_is_live_can_be_retracted_and_never_without_a_reason() -> None:
    publisher = factories.person("publisher")
    with pytest.raises(ValidationError):
        retract(factories.ready(), reason="made up", by=publisher, at=NOW)
    edition = factories.published()
    with pytest.raises(ValidationError, match="needs a note"):
        retract(edition.briefing, reason="  ", by=publisher, at=NOW)
    with pytest.raises(PermissionDenied):
        retract(edition.briefing, reason="made up", by=factories.person("editor"), at=NOW)


@pytest.mark.django_db
def test_the_database_refuses_a_number_twice_and_a_late_first() -> None:
    edition = factories.published()
    values = {
        "briefing": edition.briefing,
        "document": b"",
        "sha256": "",
        "seq": 99,
        "first_seq": 1,
        "published_at": NOW,
    }
    for wrong in ({"number": 1, "kind": "first"}, {"number": 2, "kind": "first"}, {"number": 2, "kind": "correction"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Edition.objects.create(**values, **wrong)


@pytest.mark.django_db
def test_saving_a_copy_read_before_publication_does_not_take_it_offline() -> None:
    """A writer who holds the row as it was saves words, and not what the publisher did since."""
    briefing = factories.ready()
    held = Briefing.objects.get(pk=briefing.pk)
    edition = factories.published(briefing)
    held.standfirst = "Another sentence."
    factories.save(held)
    fresh = Briefing.objects.get(pk=briefing.pk)
    assert (fresh.status, fresh.live, fresh.standfirst) == ("published", edition, "Another sentence.")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_publishers_at_once_get_each_number_once() -> None:
    briefings, publisher = [factories.ready() for _ in range(4)], factories.person("publisher")
    start = threading.Barrier(4, timeout=30)

    def act(briefing: Briefing) -> int:
        try:
            start.wait()
            return publish(briefing, Change(), by=publisher, at=NOW).seq
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(act, briefings)) == [1, 2, 3, 4]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_two_publishers_of_one_briefing_make_a_first_and_refuse_the_second() -> None:
    briefing, publisher = factories.ready(), factories.person("publisher")
    start = threading.Barrier(2, timeout=30)

    def act(_: int) -> str:
        try:
            start.wait()
            return publish(briefing, Change("first"), by=publisher, at=NOW).kind
        except ValidationError:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(act, range(2))) == ["first", "refused"]
    assert Edition.objects.count() == 1


@pytest.mark.django_db
def test_a_new_address_is_in_the_page_and_the_old_one_leads_to_it(client: Client) -> None:
    briefing = factories.published().briefing
    old, document = briefing.slug, bytes(briefing.editions.get().document)
    rename(briefing, "a-new-address", by=factories.person("publisher"), at=NOW)
    assert client.get(f"/briefings/{old}/").headers["Location"] == "/briefings/a-new-address/"
    page = client.get("/briefings/a-new-address/").content.decode()
    assert "/briefings/a-new-address/" in page
    assert f"/briefings/{old}/" not in page
    assert client.get("/api/v1/briefings/a-new-address/").json()["slug"] == "a-new-address"
    assert bytes(briefing.editions.get(number=1).document) == document
    with pytest.raises(PermissionDenied):
        rename(briefing, "another", by=factories.person("editor"), at=NOW)


@pytest.mark.django_db
def test_a_live_briefing_whose_report_is_withdrawn_stands_on_the_desk() -> None:
    briefing = factories.published().briefing
    assert not Briefing.objects.shaken()
    [report] = briefing.reports()
    report.withdraw(by=factories.person("editor"), reason="The outlet took it back.")
    assert list(Briefing.objects.shaken()) == [briefing]
