"""Names lead to the actors that the desk knows; what is doubtful is asked, never linked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from sources import alike, assigning, distinguishing
from sources.arrival import Delivery
from sources.models import Actor, ActorName, ActorRelation, Mention, Namesakes, SourceArticle
from sources.pipeline import ingest
from sources.readers.items import from_text
from sources.text.types import Hints
from tests import factories
from tests.sources import stream

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return factories.person("editor")


def report(*sentences: str, **hints: str) -> SourceArticle:
    number = next(factories.numbers)
    filler = f"The quay of Norrvik was mended with {number * 7} planks. Item {number} on the list was the crane."
    text = f"The quay of Norrvik, part {number}\n\n{' '.join(sentences)}\n\n{filler}\n"
    return factories.article(text, **{"outlet": f"Gazette {number}"} | hints)


def linked(source: SourceArticle, text: str) -> set[str | None]:
    """The names of the actors that the spelling leads to in the report."""
    found = source.mentions.filter(text=text)
    assert found, f"{text} is not among {list(source.mentions.values_list('text', flat=True))}"
    return {mention.actor.name if mention.actor else None for mention in found}


def known(name: str, *names: str, kind: str = "person", state: str = "confirmed") -> Actor:
    made = Actor.objects.create(name=name, kind=kind, state=state)
    for one in (name, *names):
        ActorName.objects.create(actor=made, name=one, kind="acronym" if one.isupper() else "name")
    return made


def asked() -> list[tuple[str, str, str]]:
    return [(pair.one.name, pair.other.name, pair.reason) for pair in alike.proposals(20)]


MET = "Pilot {} said on Monday that the quay would hold."


def test_a_full_name_links_whatever_its_accents_and_script() -> None:
    known("Søren Ødegård")
    assert linked(report(MET.format("Soren Odegard")), "Soren Odegard") == {"Søren Ødegård"}
    assert Actor.objects.filter(kind="person").count() == 1
    assert not asked()


def test_an_exact_spelling_goes_before_a_folded_one_and_an_own_name_before_an_alias() -> None:
    known("José Rojas"), known("Jose Rojas")
    assert linked(report(MET.format("Jose Rojas")), "Jose Rojas") == {"Jose Rojas"}
    known("Ada Maria Voss", "Ada Voss"), known("Ada Voss")
    assert linked(report(MET.format("Ada Voss")), "Ada Voss") == {"Ada Voss"}


def test_a_name_of_two_actors_is_left_to_an_editor(editor: User) -> None:
    one, other = known("Ada Voss"), known("Ada Voss")
    alike.ask({one.pk, other.pk})
    assert asked() == [("Ada Voss", "Ada Voss", "The same name: Ada Voss.")]
    distinguishing.tell_apart(one, other, by=editor)
    source = report(MET.format("Ada Voss"))
    assert linked(source, "Ada Voss") == {None}
    assert Actor.objects.filter(name="Ada Voss").count() == 2
    assigning.assign(source.mentions.filter(text="Ada Voss"), other, by=editor)
    assert {mention.actor for mention in source.mentions.filter(text="Ada Voss")} == {other}


@pytest.mark.parametrize("surname", ["al-Burhan", "Al Burhan", "Burhan"])
def test_a_bare_surname_never_links_across_reports(surname: str) -> None:
    report(MET.format("Abdel Fattah al-Burhan"), f"{surname} left at noon.")
    other = report(MET.format(surname))
    assert not other.mentions.filter(actor__kind="person").exists()
    assert Actor.objects.filter(kind="person").count() == 1


def test_an_acronym_is_asked_and_a_fuller_form_links_by_its_other_name() -> None:
    report("The Harbour Workers Union (HWU) met on Monday. The HWU elected a board.")
    short = report("The HWU called a strike on Monday, HWU members said.")
    assert linked(short, "HWU") == {"HWU"}
    assert asked() == [("Harbour Workers Union", "HWU", "HWU may be short for Harbour Workers Union.")]
    assert linked(report("The HWU met again, and the HWU voted."), "HWU") == {"HWU"}
    assert Actor.objects.filter(name="HWU").count() == 1


def test_two_full_names_with_one_acronym_are_not_asked() -> None:
    one = known("Rapid Support Forces", "RSF", kind="armed group")
    other = known("Reporters Sans Frontieres", "RSF", kind="organisation")
    alike.ask({one.pk, other.pk})
    assert not asked()


def test_another_spelling_is_asked_and_never_linked() -> None:
    report(MET.format("Mohamed Hamdan Dagalo"))
    assert linked(report(MET.format("Mohammed Hamdan Daglo")), "Mohammed Hamdan Daglo") == {"Mohammed Hamdan Daglo"}
    ((_, _, why),) = asked()
    assert why == "Alike: Mohamed Hamdan Dagalo, Mohammed Hamdan Daglo."
    pair = Namesakes.objects.get()
    assert pair.score >= alike.PROPOSED


def test_shared_surnames_are_not_asked() -> None:
    report(MET.format("Ilse Grau"), "Grau left.")
    report(MET.format("Nora Grau"), "Grau left.")
    assert not asked()


def test_a_rejected_name_leads_nowhere_and_stays_rejected() -> None:
    one = known("Ada Voss", "Ada Marlene Voss")
    one.names.filter(name="Ada Marlene Voss").update(state="rejected")
    assert linked(report(MET.format("Ada Marlene Voss")), "Ada Marlene Voss") == {"Ada Marlene Voss"}
    assert one.names.get(name="Ada Marlene Voss").state == "rejected"


def test_who_wrote_it_or_asked_is_no_actor_of_it() -> None:
    source = report("Reporter Nora Feld saw it.", MET.format("Henrik Aune"), authors=("Nora Feld",), outlet="Gazette")  # type: ignore[arg-type]
    assert not Actor.objects.filter(name="Nora Feld").exists()
    assert linked(source, "Henrik Aune") == {"Henrik Aune"}


def test_the_desks_own_table_finds_what_the_rules_do_not() -> None:
    known("Zorble", kind="organisation")
    source = report("On Monday Zorble paid for the planks.", "A zorble is a bird.")
    assert linked(source, "Zorble") == {"Zorble"}
    assert source.mentions.filter(text__iexact="zorble").count() == 1
    known("Quendel", kind="organisation", state="proposed")
    assert not report("On Monday Quendel paid.").mentions.filter(actor__name="Quendel").exists()


def test_a_name_and_a_role_say_where_they_stand() -> None:
    source = report("Mayor Tomas Brekke opened the quay on Monday.", "Brekke left at noon.")
    name = ActorName.objects.get(name="Tomas Brekke")
    assert source.raw.text[name.start : name.end] == "Tomas Brekke"
    assert (name.article, name.language) == (source, "en")
    assert [(role.title, role.article) for role in name.actor.roles.all()] == [("Mayor", source)]


def test_a_new_name_that_two_origins_share_is_offered(editor: User) -> None:
    report(MET.format("Henrik Aune"))
    assert not Actor.objects.offered()
    again = report(
        "Nobody had seen the ferry since Friday.",
        "Pilot Henrik Aune rowed out by himself, with two lamps and a flask of tea, and found it aground.",
        "The crew had slept through the tide, and the cook was baking bread.",
    )
    assert [actor.name for actor in Actor.objects.offered()] == ["Henrik Aune"]
    assert Actor.objects.filter(kind="person").confirm(by=editor) == 1
    assert not Actor.objects.offered()
    assert again.mentions.filter(actor__state="confirmed").exists()


def test_two_reports_with_one_credit_or_of_one_outlet_are_no_two_origins() -> None:
    for outlet in ("Gazette", "Post"):
        report(MET.format("Henrik Aune"), outlet=outlet, credited_to="Norrvik Wire")
    assert not Actor.objects.offered()


def test_relations_are_proposed_with_their_passage_and_a_no_stands(editor: User) -> None:
    words = "Henrik Aune met Petra Hummel on the ferry on Monday."
    source = report(words)
    found = ActorRelation.objects.get()
    assert {found.actor.name, found.other.name, found.kind} == {"Henrik Aune", "Petra Hummel", "meets"}
    assert (found.exact, source.raw.text[found.start : found.end], found.state) == (words, words, "proposed")
    factories.rerun(source)
    assert ActorRelation.objects.get().pk == found.pk
    ActorRelation.objects.update(state="rejected")
    factories.rerun(source)
    report(words)
    assert [row.state for row in ActorRelation.objects.all()] == ["rejected"]


def test_decided_mentions_outlive_a_rerun_and_are_taken_back(editor: User) -> None:
    source = report(MET.format("Henrik Aune"), "Aune left at noon.", "Aune came back.")
    other = known("Henrik Olsen Aune")
    mentions = list(source.mentions.filter(actor__name="Henrik Aune").order_by("start"))
    pick = [Mention.objects.filter(pk=mention.pk) for mention in mentions]
    (confirmed,) = pick[0].confirm(by=editor)
    pick[1].reject(by=editor)
    (assigned,) = assigning.assign(pick[2], other, by=editor)
    again = factories.rerun(source)
    decided = {m.pk: (m.state, m.actor.name if m.actor else "") for m in again.mentions.all()}
    assert [decided[mention.pk] for mention in mentions] == [
        ("confirmed", "Henrik Aune"),
        ("rejected", "Henrik Aune"),
        ("confirmed", "Henrik Olsen Aune"),
    ]
    assigning.take_back(assigned, by=editor)
    pick[1].reopen(by=editor)
    assigning.take_back(confirmed, by=editor)
    assert {(m.state, m.actor) for m in source.mentions.filter(pk__in=[m.pk for m in mentions])} == {
        ("proposed", mentions[0].actor)
    }
    assert not other.names.filter(name="Aune").exists()


def test_a_batch_is_linked_in_a_few_statements() -> None:
    delivery = Delivery("command", None, timezone.now())
    items = stream.items(events=24)[:50]

    def count(some: int) -> int:
        texts = [
            from_text(item.data.decode(), f"{some}-{n}", Hints(outlet="Post")) for n, item in enumerate(items[:some])
        ]
        with CaptureQueriesContext(
            connection,
        ) as seen:
            list(ingest(texts, delivery))
        return sum(any(name in query["sql"] for name in TABLES) for query in seen.captured_queries)

    few, many = count(5), count(50)
    assert many <= few + 3


TABLES = ("sources_actor", "sources_mention", "sources_namekey", "sources_namesakes")
