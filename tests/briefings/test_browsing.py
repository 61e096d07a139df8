"""What readers look briefings up by: made from what is published, gone with what is retracted, flat to page through."""

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from briefings import browsing, indexing
from briefings.browsing import Asked
from briefings.models import Appearance, Briefing, Edition, Entry
from briefings.publishing import announce, rename, retract
from sources.models import Actor, ActorDistinction, ActorRelation, ActorRole
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def actor(name: str, kind: str = "person", **values: Any) -> Actor:
    return Actor.objects.create(name=name, kind=kind, **values)


def with_actors(*actors: Actor, source: Any = None, **values: Any) -> Briefing:
    """A briefing, not yet published, that marks the actors."""
    words = [f"Word{number}." for number in range(len(actors))]
    body = f"The lamp burns **again** on its island.\n\n{' '.join(words)}"
    briefing = factories.ready(source, body=body, **values)
    for word, who in zip(words, actors, strict=True):
        factories.mark(briefing, word, kind="actor", actor=who, note="")
    return briefing


def take_back(briefing: Briefing) -> None:
    retract(briefing, reason="It was made up.", by=factories.person("publisher"), at=NOW)


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def names(kind: str, **asked: str) -> list[str]:
    return [row.entry.name for row in browsing.index(Asked(kind, **asked)).rows]


def snapshot() -> list[Any]:
    fields = ("kind", "key", "slug", "name", "sort", "initial", "facet", "card", "briefings")
    shown = Entry.objects.order_by("kind", "key").values_list(*fields)
    return [*shown, *Appearance.objects.order_by("edition", "entry__key").values_list("edition", "entry__key", "seq")]


def test_nothing_is_looked_up_before_it_is_published(client: Client) -> None:
    briefing = with_actors(actor("Ingrid Sele"), topics=["Lamps"])
    assert not Entry.objects.exists()
    assert page(client, "/actors/ingrid-sele/", 404)
    factories.published(briefing)
    for path in ("/actors/ingrid-sele/", "/topics/lamps/", "/archive/2026/10/"):
        assert briefing.headline in page(client, path)


def test_an_update_replaces_what_the_briefing_is_looked_up_by(client: Client) -> None:
    sele, lie = actor("Ingrid Sele"), actor("Torvald Lie")
    briefing = with_actors(sele, lie, topics=["Lamps", "Islands"])
    factories.published(briefing)
    briefing.annotations.filter(actor=lie).delete()
    Briefing.objects.filter(pk=briefing.pk).update(topics=["Lamps"])
    factories.published(Briefing.objects.get(pk=briefing.pk))
    assert names("actor") == ["Ingrid Sele"]
    assert names("topic") == ["Lamps"]
    assert [row.briefings for row in browsing.index(Asked("topic")).rows] == [1]
    page(client, "/actors/torvald-lie/", 404)


def test_a_retraction_takes_it_away_everywhere_and_the_card_is_another_editions(client: Client) -> None:
    source = factories.article()
    sele = actor("Ingrid Sele", note="The first note.")
    first = with_actors(sele, source=source, topics=["Lamps"])
    factories.published(first)
    Actor.objects.filter(pk=sele.pk).update(note="The second note.")
    second = with_actors(Actor.objects.get(pk=sele.pk), source=source, topics=["Lamps", "Islands"])
    factories.published(second)
    assert "The second note." in page(client, "/actors/ingrid-sele/")
    take_back(second)
    text = page(client, "/actors/ingrid-sele/")
    assert "The first note." in text
    assert "The second note." not in text
    assert second.headline not in text
    assert names("topic") == ["Lamps"]
    take_back(first)
    for kind in ("actor", "topic", "outlet", "month"):
        assert names(kind) == []
    assert [entry.card for entry in Entry.objects.filter(kind="actor")] == [{}]


def test_a_notice_above_the_live_edition_changes_nothing_but_its_number() -> None:
    edition = factories.published(with_actors(actor("Ingrid Sele")))
    announce(edition.briefing, by=factories.person("publisher"), at=NOW)
    assert [row.edition.number for row in Appearance.objects.filter(entry__kind="actor")] == [2]


def test_an_address_is_given_once_and_stays(client: Client) -> None:
    source = factories.article()
    one, other = actor("Ingrid Sele"), actor("Íngrid Sele")
    factories.published(with_actors(one, source=source))
    factories.published(with_actors(other, source=source))
    assert [Actor.objects.get(pk=who.pk).slug for who in (one, other)] == ["ingrid-sele", "ingrid-sele-2"]
    Actor.objects.filter(pk=one.pk).update(name="Ingrid Berg")
    factories.published(with_actors(Actor.objects.get(pk=one.pk), source=source))
    assert "<bdi>Ingrid Berg</bdi></h1>" in page(client, "/actors/ingrid-sele/")
    assert Entry.objects.get(actor=one).initial == "I"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300).filter(str.strip))
def test_any_name_has_an_address_and_a_place(name: str) -> None:
    slug = indexing._free_slug(indexing.Heading("topic", name.casefold(), name))
    place = indexing._place(name, slug)
    for field, value in {"slug": slug, **place}.items():
        Entry._meta.get_field(field).run_validators(value)
    assert 0 < len(place["sort"]) <= 400


def test_topics_are_one_whatever_their_case_and_spaces(client: Client) -> None:
    source = factories.article()
    for topics in (["Lamps "], ["lamps"], ["LAMPS", "Lamps"]):
        factories.published(factories.ready(source, topics=topics))
    assert Entry.objects.get(kind="topic").briefings == 3
    assert page(client, "/topics/lamps/").count("<article") == 3


def test_a_merged_actor_leads_to_the_one_who_was_kept_and_back_when_that_is_undone(client: Client) -> None:
    source = factories.article()
    kept, gone = actor("Mohamed Daglo"), actor("Hemetti")
    for who in (kept, gone):
        factories.published(with_actors(who, source=source))
    both = factories.published(with_actors(kept, gone, source=source))
    Actor.objects.filter(pk=gone.pk).update(state="merged", merged_into=kept)
    assert client.get("/actors/hemetti/").headers["Location"] == "/actors/mohamed-daglo/"
    assert client.get("/actors/hemetti/").status_code == 302
    text = page(client, "/actors/mohamed-daglo/")
    assert "Appears in 3 briefings" in text
    assert text.count("<article") == 3
    assert text.count(both.briefing.headline) == 1
    assert [(row.entry.name, row.briefings) for row in browsing.index(Asked("actor")).rows] == [("Mohamed Daglo", 3)]
    Actor.objects.filter(pk=gone.pk).update(state="confirmed", merged_into=None)
    assert names("actor") == ["Hemetti", "Mohamed Daglo"]
    assert "Appears in 2 briefings" in page(client, "/actors/hemetti/")


def test_a_merge_into_someone_who_is_not_public_shows_nobody_new(client: Client) -> None:
    gone = actor("Hemetti")
    factories.published(with_actors(gone))
    Actor.objects.filter(pk=gone.pk).update(state="merged", merged_into=actor("Canary of the desk"))
    assert "Canary" not in page(client, "/actors/hemetti/")
    assert names("actor") == ["Hemetti"]


def test_who_is_named_in_retracted_briefings_alone_does_not_come_back_by_a_merge(client: Client) -> None:
    source = factories.article()
    kept, gone = actor("Mohamed Daglo"), actor("Hemetti")
    once = with_actors(kept, source=source)
    for briefing in (once, with_actors(gone, source=source)):
        factories.published(briefing)
    take_back(once)
    Actor.objects.filter(pk=gone.pk).update(state="merged", merged_into=kept)
    page(client, "/actors/mohamed-daglo/", 404)
    assert "Daglo" not in page(client, "/actors/hemetti/")
    assert names("actor") == ["Hemetti"]


def test_the_card_says_what_an_editor_stands_by_and_who_says_so(client: Client) -> None:
    source = factories.article(outlet="Skar Gazette")
    elsewhere = factories.article(factories.ORCHARD, outlet="Canary Times")
    sele, guild, hidden = actor("Ingrid Sele", wikidata="Q42"), actor("Pilots’ guild", "organisation"), actor("Canary")
    ActorRole.objects.create(actor=sele, title="pilot", article=source, starts_on=date(2020, 5, 1))
    ActorRole.objects.create(actor=sele, title="keeper", article=elsewhere)
    sele.names.create(name="Inga", folded="inga")
    sele.names.create(name="The Owl", folded="owl", state="disputed")
    sele.names.create(name="Canary name", folded="canary name", state="rejected")
    for other, kind, state in (
        (guild, "leads", "asserted"),
        (guild, "fights", "proposed"),
        (hidden, "meets", "asserted"),
    ):
        ActorRelation.objects.create(actor=sele, kind=kind, other=other, state=state, article=source)
    editor = factories.person("editor")
    one, two = sorted((sele.pk, guild.pk))
    ActorDistinction.objects.create(
        one_id=one, other_id=two, kind="disputed identity", decided_by=editor, decided_at=timezone.now()
    )
    factories.published(with_actors(sele, guild, source=source))
    card = Entry.objects.get(slug="ingrid-sele").card
    assert (card["also_written"], card["disputed_names"], card["wikidata"]) == (["Inga"], ["The Owl"], "Q42")
    assert [(r["title"], r["starts_on"], r["outlets"]) for r in card["roles"]] == [
        ("keeper", None, []),
        ("pilot", "2020-05-01", ["Skar Gazette"]),
    ]
    assert [(r["kind"], r["way"], r["name"]) for r in card["relations"]] == [("leads", "to", "Pilots’ guild")]
    assert [r["way"] for r in Entry.objects.get(actor=guild).card["relations"]] == ["from"]
    text = page(client, "/actors/ingrid-sele/")
    assert 'href="https://www.wikidata.org/wiki/Q42"' in text
    assert 'Leads <a href="/actors/pilots-guild/">' in " ".join(text.split())
    assert "since 1 May 2020" in text
    assert "Perhaps the same" in text
    assert "Canary" not in text


def test_the_index_is_narrowed_by_kind_and_letter(client: Client) -> None:
    people = [actor("Ada Berg"), actor("Åsa Dahl"), actor("Bo Ek")]
    factories.published(with_actors(*people, actor("Bergen", "place"), actor("4th Guild", "organisation")))
    assert names("actor") == ["4th Guild", "Ada Berg", "Åsa Dahl", "Bergen", "Bo Ek"]
    assert names("actor", facet="person", letter="B") == ["Bo Ek"]
    assert Entry.objects.letters("actor") == ["#", "A", "B"]
    assert Entry.objects.letters("topic") == []
    assert "Bergen" not in page(client, "/actors/?kind=person")
    page(client, "/actors/?letter=Z")
    for query in ("kind=ship", "after=nobody", "after=", "letter=%00"):
        assert client.get(f"/actors/?{query}").status_code in (200, 404), query


def test_pages_lead_on_without_gap_or_double(settings: Any, client: Client) -> None:
    source = factories.article()
    topics = [f"Topic {number:02}" for number in range(7)]
    factories.published(factories.ready(source, topics=topics))
    seen, after = [], ""
    while True:
        found = browsing.index(Asked("topic", after=after), size=3)
        seen += [row.entry.name for row in found.rows]
        after = found.next_after
        if not after:
            break
    assert seen == topics


def test_briefings_of_an_entry_lead_on_without_gap_or_double(client: Client) -> None:
    source = factories.article()
    published = [factories.published(factories.ready(source, topics=["Lamps"])) for _ in range(5)]
    entry = Entry.objects.get(kind="topic")
    seen, before = [], ""
    while True:
        found = browsing.find(entry, before=before, size=2)
        seen += [summary["headline"] for summary in found.page.summaries]
        before = found.page.next_before
        if not before:
            break
    assert seen == [edition.briefing.headline for edition in reversed(published)]
    for before in ("0", "nonsense", "9" * 30, "²"):
        page(client, f"/topics/lamps/?before={before}", 404)


def test_months_stand_newest_first(client: Client) -> None:
    source = factories.article()
    for month in (3, 11):
        factories.published(factories.ready(source), at=NOW.replace(year=2027, month=month))
    factories.published(factories.ready(source))
    text = page(client, "/archive/")
    places = [text.index(month) for month in ("November 2027", "March 2027", "October 2026")]
    assert places == sorted(places)
    assert "/archive/2027/03/" in text
    for path in ("/archive/2027/12/", "/archive/99999999999999999999/1/"):
        page(client, path, 404)


def test_the_rows_can_be_made_anew(client: Client) -> None:
    source = factories.article()
    sele, lie = actor("Ingrid Sele"), actor("Torvald Lie")
    first = factories.published(with_actors(sele, source=source, topics=["Lamps"])).briefing
    factories.published(with_actors(sele, lie, source=source, topics=["Lamps", "Boats"]))
    gone = with_actors(lie, source=source, topics=["Gone"])
    factories.published(gone)
    take_back(gone)
    factories.published(Briefing.objects.get(pk=first.pk))
    before = [row for row in snapshot() if "gone" not in row]
    Entry.objects.all().delete()
    page(client, "/topics/lamps/", 404)
    call_command("render", all=True)
    assert snapshot() == before
    call_command("render", all=True)
    assert snapshot() == before


def test_a_page_links_to_what_it_names(client: Client) -> None:
    source = factories.article(outlet="Skar Gazette")
    edition = factories.published(with_actors(actor("Ingrid Sele"), source=source, topics=["Lamps"]))
    for _ in range(2):
        text = page(client, f"/briefings/{edition.briefing.slug}/")
        for path in ("/actors/ingrid-sele/", "/topics/lamps/", "/outlets/skar-gazette/"):
            assert f'href="{path}"' in text
            page(client, path)
        rename(edition.briefing, "another", by=factories.person("publisher"), at=NOW)
        edition = Edition.objects.get(pk=edition.pk)
    assert "/briefings/another/" in page(client, "/topics/lamps/")


def test_a_list_that_the_reader_has_is_not_sent_again(client: Client) -> None:
    factories.published(with_actors(actor("Ingrid Sele")))
    for path in ("/actors/", "/actors/ingrid-sele/", "/api/v1/actors/"):
        answer = client.get(path)
        assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
        again = client.get(path, headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert client.head(path).status_code == 200
