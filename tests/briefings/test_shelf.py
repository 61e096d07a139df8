"""Pages that a process keeps at hand: never older than a second, never of what is not public."""

import gzip
from collections.abc import Iterator
from unittest import mock

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefings import shelf
from briefings.models import Briefing, Entry
from briefings.publishing import retract
from briefings.shelf import Shelf, Stored
from sources import merging
from sources.models import Actor
from tests import factories

pytestmark = pytest.mark.django_db


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept(clock: Clock) -> Iterator[Shelf]:
    """The shelf of one process of several: another one publishes."""
    ours = Shelf(1_000_000, clock)
    with mock.patch.object(shelf, "SHELF", ours):
        yield ours


@pytest.fixture
def briefing() -> Briefing:
    return factories.published().briefing


def queries(client: Client, path: str, **headers: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(path, headers=headers)
    return len(asked)


def test_a_warm_page_asks_nothing_in_any_form(client: Client, kept: Shelf, briefing: Briefing) -> None:
    path = f"/briefings/{briefing.slug}/"
    page = client.get(path)
    for headers in ({}, {"accept-encoding": "gzip"}, {"if-none-match": page["ETag"]}):
        assert queries(client, path, **headers) == 0
    with CaptureQueriesContext(connection) as asked:
        head = client.head(path)
    assert (len(asked), head.status_code, head.content, head["ETag"]) == (0, 200, b"", page["ETag"])
    assert queries(client, f"/api/v1/briefings/{briefing.slug}.md") == 1
    assert queries(client, f"/api/v1/briefings/{briefing.slug}.md") == 0


def test_the_compressed_page_is_the_page_and_has_its_own_tag(client: Client, kept: Shelf, briefing: Briefing) -> None:
    path = f"/briefings/{briefing.slug}/"
    plain, zipped = client.get(path), client.get(path, headers={"accept-encoding": "gzip, br"})
    assert gzip.decompress(zipped.content) == plain.content
    assert zipped["Content-Encoding"] == "gzip"
    assert zipped["ETag"] != plain["ETag"]
    assert plain["Vary"] == zipped["Vary"] == "Accept-Encoding"
    assert plain["Last-Modified"]
    again = client.get(path, headers={"accept-encoding": "gzip", "if-none-match": zipped["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(path, headers={"if-none-match": zipped["ETag"]}).status_code == 200


def test_what_another_process_publishes_or_retracts_shows_within_a_second(
    client: Client, kept: Shelf, clock: Clock, briefing: Briefing
) -> None:
    path = f"/briefings/{briefing.slug}/"
    before = client.get(path).content
    briefing.refresh_from_db()
    with mock.patch.object(shelf, "SHELF", Shelf(0)):
        retract(briefing, reason="The ferry never sailed.", by=factories.person("publisher"), at=factories.NOW)
    assert client.get(path).content == before
    clock.now += shelf.LOOK_AGAIN
    assert b"The ferry never sailed." in client.get(path).content


def test_pages_made_anew_are_shown(
    client: Client, kept: Shelf, clock: Clock, briefing: Briefing, settings: object
) -> None:
    path = f"/briefings/{briefing.slug}/"
    assert b"Harbour Herald" not in client.get(path).content
    settings.SITE_NAME = "Harbour Herald"  # type: ignore[attr-defined]
    call_command("render", "--all", verbosity=0)
    clock.now += shelf.LOOK_AGAIN
    assert b"Harbour Herald" in client.get(path).content


def test_what_was_read_before_a_change_is_not_kept_after_it(kept: Shelf, clock: Clock, briefing: Briefing) -> None:
    """One thread reads a page, another learns of a change and forgets everything, then the first one is done."""
    rows = shelf.Rendition.objects.live(briefing.slug, "page").for_shelf()

    def load() -> shelf.Rendition | None:
        found = rows.first()
        retract(briefing, reason="Wrong.", by=factories.person("publisher"), at=factories.NOW)
        clock.now += shelf.LOOK_AGAIN
        kept.find("another", lambda: None)
        return found

    assert kept.find("page", load)
    assert kept.find("page", lambda: None) is None


def test_it_holds_no_more_than_it_may(briefing: Briefing) -> None:
    rows = shelf.Rendition.objects.live(briefing.slug, "page").for_shelf()
    size = shelf.Stored.of(rows.get()).size
    small = Shelf(2 * size)
    for key in range(3):
        small.find(key, lambda: Stored.of(rows.get()))
    assert small.find(0, lambda: None) is None
    assert small.find(2, lambda: None) is not None


def test_warm_lists_and_written_pages_ask_nothing(client: Client, kept: Shelf, briefing: Briefing) -> None:
    month = Entry.objects.public().get(kind="month").get_absolute_url()
    for path in ["/", "/actors/", "/actors/?kind=person", "/archive/", month, "/about/", "/feeds/"]:
        page = client.get(path)
        assert page.status_code == 200
        assert queries(client, path) == 0
        assert client.get(path, headers={"if-none-match": page["ETag"]}).status_code == 304
    assert queries(client, "/?utm_source=elsewhere") > 0


def test_lists_change_with_what_is_public_and_with_what_editors_write(
    client: Client, kept: Shelf, clock: Clock, briefing: Briefing
) -> None:
    publisher = factories.person("publisher")
    assert briefing.headline in client.get("/").content.decode()
    retract(briefing, by=publisher, reason="It was wrong.", at=factories.NOW)
    clock.now += 1.01
    assert briefing.headline not in client.get("/").content.decode()
    before = client.get("/about/").content
    desk = Client()
    desk.force_login(publisher)
    page = {"slug": "about", "title": "Who we are", "language": "en", "body": "We read *everything*."}
    assert desk.post("/admin/briefings/standingpage/add/", page).status_code == 302
    assert client.get("/about/").content == before, "for a second"
    clock.now += 1.01
    assert "<em>everything</em>" in client.get("/about/").content.decode()


def test_a_merged_actors_page_leads_on_within_a_second(client: Client, kept: Shelf, clock: Clock) -> None:
    briefing = factories.ready(body="Sele saw Lie.")
    one, other = (Actor.objects.create(name=name, kind="person") for name in ("Ingrid Sele", "Torvald Lie"))
    for word, actor in (("Sele", one), ("Lie", other)):
        factories.mark(briefing, word, kind="actor", actor=actor, note="")
    factories.published(briefing)
    assert client.get("/actors/torvald-lie/").status_code == 200
    merging.merge(one, other, by=factories.person("editor"))
    assert client.get("/actors/torvald-lie/").status_code == 200
    clock.now += 1.01
    assert client.get("/actors/torvald-lie/").headers["Location"] == "/actors/ingrid-sele/"


def test_an_editors_time_zone_is_in_nobody_elses_page(client: Client, kept: Shelf, briefing: Briefing) -> None:
    editor = factories.person("editor")
    editor.time_zone = "Pacific/Kiritimati"
    editor.save()
    desk = Client()
    desk.force_login(editor)
    theirs = desk.get("/").content
    kept.clear()
    assert client.get("/").content == theirs
