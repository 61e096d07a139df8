"""An edition is frozen: canonical bytes, their hash, and renditions that can be made anew and are the same."""

import hashlib
import json
from typing import Any

import pytest
import rfc8785
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from briefings.models import Briefing, Edition, Rendition
from briefings.publishing import retract
from sources.models import Actor, Expert, Interview, Outlet
from tests import factories
from tests.factories import INTERVIEW, INTERVIEW_QUOTE, NOW

pytestmark = pytest.mark.django_db


def full() -> Briefing:
    """A briefing with everything in it that an edition can hold."""
    editor = factories.person("editor", byline_name="E. Editor")
    source = factories.article(INTERVIEW, outlet="Gazette", url="https://gazette.example/organ")
    interview = Interview.objects.get(article=source)
    interview.flags.create(article=source, start=0, end=5, signal="echo", explanation="It repeats the report.")
    interview.dispose("republished, speaker unverified", by=editor, at=NOW, note="note-canary")
    briefing = factories.ready(source, INTERVIEW_QUOTE, interview=interview, topics=["Music"], not_known="- Who plays.")
    briefing.authors.add(editor)
    actor = Actor.objects.create(name="Ruth Kessel", kind="person", note="An organ builder.")
    factories.mark(briefing, "Nobody", kind="actor", actor=actor, note="")
    factories.mark(briefing, "keeps it", kind="definition", note="Pays for it & <b>cleans</b> it.")
    row = briefing.story.differences.create(key="k", attribute="number", label="Weeks", added_by=editor, state="kept")  # type: ignore[union-attr]
    start = source.raw.text.index("eleven weeks")
    row.values.create(article=source, value="11", start=start, end=start + 12, exact="eleven weeks")
    factories.mark(briefing, "on its island", kind="dispute", difference=row, note="They differ.")
    return briefing


def document(edition: Edition) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bytes(edition.document))
    return found


def test_the_bytes_are_canonical_and_hashed() -> None:
    edition = Edition.objects.get(pk=factories.published(full()).pk)
    stored = bytes(edition.document)
    assert rfc8785.dumps(json.loads(stored)) == stored
    assert hashlib.sha256(stored).hexdigest() == edition.sha256
    assert edition.is_intact


def test_the_document_holds_all_of_it() -> None:
    found = document(factories.published(full()))
    assert found["schema"] == 1
    assert found["not_known"] == ["Who plays."]
    assert found["authors"] == ["E. Editor"]
    assert [note["kind"] for note in found["annotations"]] == ["citation", "dispute", "actor", "definition"]
    assert len(found["differences"]) == len(found["sources"]) == len(found["key_points"]) == 1
    assert [turn["role"] for e in found["interview"]["exchanges"] for turn in e["turns"]] == [
        "interviewer",
        "interviewee",
    ] * 3
    text = found["body"]["text"]
    for note in found["annotations"]:
        place = note["selector"]
        assert text[place["start"] : place["end"]] == place["exact"]


def test_the_document_knows_no_host(settings: Any) -> None:
    settings.SITE_URL = "https://canary.example"
    edition = factories.published(full())
    assert b"canary.example" not in bytes(edition.document)
    assert b"canary.example" in bytes(edition.renditions.get(shape="json").content)


def test_an_unverified_speaker_is_disclosed_in_fixed_words() -> None:
    told = document(factories.published(full()))["interview"]["disclosure"]
    assert told.startswith(
        "This interview was not conducted by us. It is taken from report 1. We could not confirm that "
    )
    assert "exists. What our checks found: It repeats the report." in told


def test_an_answer_of_an_unverified_speaker_supports_nothing() -> None:
    briefing = full()
    source = briefing.reports()[0]
    point = briefing.key_points.get()
    point.citations.all().delete()
    factories.cite(source, "leather of nine valves", key_point=point)
    [found] = document(factories.published(briefing))["key_points"]
    assert (found["support"]["reports"], found["support"]["independent"]) == (0, 0)
    assert "could not verify" in " ".join(found["citations"][0]["notices"])


def test_renditions_made_anew_are_the_same() -> None:
    first = factories.published(full())
    second = factories.published(Briefing.objects.get(pk=first.briefing.pk), kind="correction", note="We erred.")
    retract(factories.published().briefing, reason="made up", by=factories.person("publisher"), at=NOW)
    before = list(Rendition.objects.order_by("pk").values("pk", "shape", "content", "etag", "renderer"))
    assert (Edition.objects.count(), len(before)) == (4, 3 * 9 + 5), "a retraction is its notice, in fewer shapes"
    Rendition.objects.filter(edition=second).update(content=b"", etag="")
    call_command("render", "--all", verbosity=0)
    assert list(Rendition.objects.order_by("pk").values("pk", "shape", "content", "etag", "renderer")) == before
    assert {row["etag"] == hashlib.sha256(bytes(row["content"])).hexdigest() for row in before} == {True}


def test_what_an_older_renderer_made_is_made_anew_without_being_asked_for_all() -> None:
    edition = factories.published()
    Rendition.objects.filter(edition=edition).update(content=b"", renderer="0")
    call_command("render", verbosity=0)
    assert all(bytes(row.content) for row in edition.renditions.all())


def test_later_edits_reach_no_reader(client: Client) -> None:
    briefing = full()
    edition = factories.published(briefing)
    urls = [reverse("briefing", args=[briefing.slug]), reverse("api-briefing", args=[briefing.slug]), reverse("home")]
    before = [client.get(url).content for url in [*urls, reverse("api-briefings"), reverse("atom")]]
    Briefing.objects.filter(pk=briefing.pk).update(
        headline="Canary", standfirst="Canary", body="Canary", topics=["Canary"]
    )
    Actor.objects.update(name="Canary", note="Canary")
    Outlet.objects.update(name="Canary")
    briefing.key_points.update(text="Canary")
    briefing.annotations.filter(kind="definition").update(note="Canary")
    briefing.story.differences.update(label="Canary")  # type: ignore[union-attr]
    call_command("render", "--all", verbosity=0)
    assert [client.get(url).content for url in [*urls, reverse("api-briefings"), reverse("atom")]] == before
    assert Edition.objects.get(pk=edition.pk).is_intact


def test_an_earlier_edition_keeps_its_page(client: Client) -> None:
    first = factories.published()
    url = reverse("edition", args=[first.briefing.slug, 1])
    headline = first.briefing.headline
    briefing = Briefing.objects.get(pk=first.briefing.pk)
    briefing.headline = "Quite another headline"
    factories.save(briefing)
    factories.published(briefing)
    assert headline in client.get(url).text
    assert "Quite another headline" in client.get(reverse("edition", args=[briefing.slug, 2])).text


PRIVATE = ("private_contact", "consent", "identity_checked_how")


def test_the_experts_private_fields_are_in_no_document() -> None:
    briefing, editor = full(), factories.person("editor", username="checker-canary")
    fields = {name: f"{name}-canary" for name in PRIVATE}
    expert = Expert.objects.create(
        name="Ruth Kessel",
        credentials="Organ builder",
        identity_checked_by=editor,
        identity_checked_on=NOW.date(),
        **fields,
    )
    Interview.objects.update(expert=expert)
    interview = Interview.objects.get()
    interview.dispose("identity checked", by=editor, at=NOW, note="note-canary")
    edition = factories.published(briefing)
    everything = [bytes(edition.document), *(bytes(row.content) for row in edition.renditions.all())]
    assert not [one for one in everything if b"canary" in one]
    assert "Organ builder" in document(edition)["interview"]["expert"]["credentials"]
    assert "We checked who Ruth Kessel is on 5 October 2026" in document(edition)["interview"]["disclosure"]


def test_a_retraction_keeps_the_address_and_nothing_of_the_content() -> None:
    briefing = full()
    factories.published(briefing)
    edition = retract(briefing, reason="The report was made up.", by=factories.person("publisher"), at=NOW)
    found = document(edition)
    assert found["retraction"] == {"reason": "The report was made up.", "at": "2026-10-05T09:30:00Z"}
    assert [past["kind"] for past in found["editions"]] == ["first", "retraction"]
    for gone in ("body", "standfirst", "key_points", "annotations", "sources", "actors", "differences", "interview"):
        assert gone not in found


def test_corrections_are_told_newest_first() -> None:
    briefing = factories.published().briefing
    for number, kind in enumerate(["correction", "minor", "clarification"], start=2):
        edition = factories.published(
            Briefing.objects.get(pk=briefing.pk), kind=kind, note=f"note {number}", was="w", now="n"
        )
    told = document(edition)["corrections"]
    assert [(row["edition"], row["kind"], row["note"]) for row in told] == [
        (4, "clarification", "note 4"), (2, "correction", "note 2"),
    ]  # fmt: skip
