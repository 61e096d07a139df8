"""The interview as readers get it: what the desk made of it, and nothing that it keeps to itself."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import Act
from briefings import checklist, interviewing
from briefings.models import Briefing, Edition
from sources import interviewing as at_the_desk
from sources.interviewing import Change
from sources.models import Expert, Interview
from sources.models.interviews import PRIVATE
from sources.text.transcripts.script import Voice, Wording
from tests import factories
from tests.factories import INTERVIEW, INTERVIEW_QUOTE, NOW

pytestmark = pytest.mark.django_db
ANSWERS = Voice("Dr. Ruth Kessel", "interviewee")


@pytest.fixture
def briefing() -> Briefing:
    source = factories.article(INTERVIEW, outlet="Gazette")
    return factories.ready(source, INTERVIEW_QUOTE, interview=source.interview, slug="organ")


def document(edition: Edition) -> Any:
    return json.loads(bytes(edition.document))


def everything(edition: Edition, client: Client) -> bytes:
    """All that anybody can get of an edition."""
    shapes = [bytes(row.content) for row in edition.renditions.all()]
    pages = [client.get(reverse(name)).content for name in ("home", "atom", "api-briefings")]
    slug = edition.briefing.slug
    pages += [client.get(reverse(name, args=[slug])).content for name in ("briefing", "api-briefing")]
    return b"".join([bytes(edition.document), *shapes, *pages])


def edit(interview: Interview, change: Change) -> None:
    seen = interview.versions.count() and interview.versions.order_by("-number")[0].number
    at_the_desk.edit(interview, change, seen=seen, by=factories.person("editor"))


def test_readers_get_the_turns_as_the_desk_has_them(briefing: Briefing) -> None:
    interview = Interview.objects.get()
    said = Wording("Eleven weeks.[[ If nobody opens a door.]]\n---\nAnd it was cold.", ANSWERS, "In the nave")
    edit(interview, Change("corrected", lambda now: now.corrected(2, said).introduced("We met her.").cut(5).cut(6)))
    interview = Interview.objects.get()
    interview.dispose("republished, speaker unverified", by=factories.person("editor"), at=NOW)
    found = document(factories.published(Briefing.objects.get(pk=briefing.pk)))["interview"]
    assert found["introduction"] == "We met her."
    assert [(e["section"], [(t["id"], t["number"]) for t in e["turns"]]) for e in found["exchanges"]] == [
        ("Interview with Dr. Ruth Kessel", [("q1", 1)]),
        ("In the nave", [("q2", 2), ("q7", 3), ("q3", 4), ("q4", 5), ("q5", 6)]),
    ]
    turns = found["exchanges"][1]["turns"]
    assert [turns[0]["paragraphs"], turns[1]["paragraphs"]] == [["Eleven weeks.[…]"], ["And it was cold."]]
    assert (turns[-1]["paragraphs"], turns[-1]["role"]) == (["[…]"], "unknown")
    assert "opens a door" not in json.dumps(found)


def test_what_the_desk_keeps_to_itself_is_in_nothing_public(briefing: Briefing, client: Client) -> None:
    interview, editor = Interview.objects.get(), factories.person("editor", username="checker-canary")
    names = {f.name for f in Expert._meta.get_fields() if f.name.startswith("private_")} | set(PRIVATE)
    ledger = {name: f"{name}-canary@example.org" for name in names}
    assert len(ledger) == 5
    interview.expert = Expert.objects.create(
        name="Ruth Kessel", identity_checked_by=editor, identity_checked_on=NOW.date(), **ledger
    )
    interview.terms = "on the record"
    edit(interview, Change("corrected", lambda now: now.corrected(2, Wording("Eleven. [[cut-canary]]", ANSWERS))))
    interview.current = Interview.objects.get().current
    interview.save()
    interview.dispose("identity checked", by=editor, at=NOW, note="note-canary")
    edition = factories.published(Briefing.objects.get(pk=briefing.pk))
    found = everything(edition, client)
    assert b"canary" not in found
    assert b"Eleven. [" in found


def test_on_background_nothing_tells_who_spoke(client: Client) -> None:
    given = at_the_desk.Entered(
        "Q: Who plays first?\n\nZora Canary: Nobody has decided. I would like somebody young.\n",
        title="The organ of Vessen",
        conducted_by="Ada Brun",
    )
    editor = factories.person("editor")
    interview = at_the_desk.enter(given, by=editor, at=NOW)
    interview.terms, interview.described_as = "on background", "an organ builder"
    interview.expert = Expert.objects.create(
        name="Zora Canary", credentials="Canary Chair", links="https://canary.example"
    )
    interview.save()
    interview.dispose("conducted by us", by=editor, at=NOW)
    briefing = factories.ready(interview=interview, slug="organ")
    found = everything(factories.published(briefing), client)
    assert b"anary" not in found
    assert b"an organ builder" in found
    assert b"The name is known to us and was not to be published." in found
    factories.cite(interview.article, "Nobody has decided", key_point=briefing.key_points.get())
    assert "a citation shows who said it" in " ".join(Interview.objects.get().obstacles())


def test_it_is_attached_and_detached_and_that_is_recorded(briefing: Briefing) -> None:
    editor, interview = factories.person("editor"), Interview.objects.get()
    other = factories.ready(slug="lamp")
    assert other in interviewing.attachable(interview)
    interviewing.attach(interview, other, by=editor)
    assert set(interviewing.holding(interview)) == {briefing, other}
    assert other.revisions.latest("pk").state["interview"] == str(interview.uid)
    assert [f.place for f in checklist.check(other, NOW) if f.blocks] == ["interview"]
    interviewing.detach(interview, other, by=editor)
    assert Briefing.objects.get(pk=other.pk).interview is None
    verbs = list(Act.objects.of(other).values_list("verb", flat=True))
    assert verbs[:2] == ["detached the interview", "attached the interview"]
    with pytest.raises(ValidationError, match="does not hold"):
        interviewing.detach(interview, other, by=editor)


def test_another_interview_is_not_pushed_out(briefing: Briefing) -> None:
    editor = factories.person("editor")
    second = at_the_desk.enter(at_the_desk.Entered("Q: Why?\n\nA: Mice.\n"), by=editor, at=NOW)
    with pytest.raises(ValidationError, match="has another interview"):
        interviewing.attach(second, briefing, by=editor)


def test_from_its_screen(briefing: Briefing, client: Client) -> None:
    client.force_login(factories.person("author"))
    interview, other = Interview.objects.get(), factories.ready(slug="lamp")
    address = reverse("admin:briefings_interview_attach", args=[interview.pk])
    assert "Attached to" in client.post(address, {"briefing": other.pk}, follow=True).text
    assert "Detached from" in client.post(address, {"detach": other.pk}, follow=True).text
    assert "Choose a briefing first" in client.post(address, follow=True).text


def test_what_it_says_is_gone_from_the_gate_when_the_terms_change(briefing: Briefing) -> None:
    interview = Interview.objects.get()
    interview.dispose("conducted by us", by=factories.person("editor"), at=NOW)
    assert not [f for f in checklist.check(Briefing.objects.get(pk=briefing.pk), NOW) if f.blocks]
    Interview.objects.update(terms="off the record")
    assert [f.place for f in checklist.check(Briefing.objects.get(pk=briefing.pk), NOW) if f.blocks] == ["interview"]
