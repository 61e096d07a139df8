"""Where sources differ: decided by an editor, on the page and in the JSON, marked in the text, asked for by the gate."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import Act, User
from briefings import checklist, disputing, drafting
from briefings.models import Briefing, Edition
from briefings.publishing import Change, publish
from sources.comparing import ByHand, add_difference, compare_reports
from sources.models import Difference, Interview, SourceArticle
from sources.quoting import quote
from tests import factories
from tests.briefings.bridge import six_reports
from tests.briefings.test_citing import fields_of

pytestmark = pytest.mark.django_db

BODY = "A crack of 40 centimetres was found in a pillar of the Aller bridge.\n\nThe bridge carries 18,000 cars."


@pytest.fixture
def editor() -> User:
    return factories.person("editor")


@pytest.fixture
def reports() -> list[SourceArticle]:
    return six_reports()


@pytest.fixture
def briefing(reports: list[SourceArticle]) -> Briefing:
    briefing = factories.ready(reports[0], "mended twice", body=BODY, slug="bridge")
    assert briefing.story
    compare_reports(briefing.story)
    return briefing


@pytest.fixture
def row(briefing: Briefing) -> Difference:
    return Difference.objects.get(story=briefing.story, attribute="number")


def values(row: Difference) -> list[str]:
    return [value.value for value in row.values.all()]


def warnings(briefing: Briefing) -> list[str]:
    return [f.message for f in checklist.check(briefing, factories.NOW) if f.place == "differences" and not f.blocks]


def test_copies_are_not_compared_and_the_crack_differs(row: Difference) -> None:
    assert values(row) == ["40 centimetres", "55 centimetres"]
    assert (row.state, row.relation) == ("proposed", "differs")


def test_a_decision_stands_through_every_run_and_is_recorded(row: Difference, editor: User) -> None:
    second = row.values.all()[1]
    decisions = [
        lambda: row.keep(by=editor, label="Length of the crack"),
        lambda: row.resolve(second, by=editor, note=" A diver measured it. "),
        lambda: row.reopen(by=editor),
        lambda: row.dismiss(by=editor),
    ]
    for state, decide in zip(("kept", "resolved", "kept", "dismissed"), decisions, strict=True):
        decide()
        compare_reports(row.story)
        row = Difference.objects.get(pk=row.pk)
        assert (row.state, values(row)) == (state, ["40 centimetres", "55 centimetres"])
        assert row.uses == (second if state == "resolved" else None)
        assert row.label == "Length of the crack"
    verbs = Act.objects.of(row).order_by("pk").values_list("verb", flat=True)
    assert [verb.removesuffix(" a difference") for verb in verbs] == ["kept", "resolved", "reopened", "dismissed"]
    resolved = Act.objects.get(verb="resolved a difference")
    assert resolved.after == {"state": "resolved", "note": "A diver measured it.", "uses": "55 centimetres"}
    row.reopen(by=editor)
    assert row.state == "proposed", "it waits for a word again"


def test_what_cannot_be_decided_so(row: Difference, editor: User) -> None:
    other = Difference.objects.create(story=row.story, key="k", attribute="number", label="Other")
    with pytest.raises(ValidationError, match="no value of"):
        other.resolve(row.values.all()[0], by=editor, note="Because.")
    with pytest.raises(ValidationError, match="Say why"):
        row.resolve(row.values.all()[0], by=editor, note=" ")
    with pytest.raises(ValidationError, match="is proposed already"):
        row.reopen(by=editor)


def test_on_the_page_and_in_the_json(briefing: Briefing, row: Difference, editor: User) -> None:
    row.resolve(row.values.all()[1], by=editor, note="A diver measured it.", label="The crack")
    disputing.mark(briefing, by=editor)
    publish(briefing, Change(), by=factories.person("publisher"), at=factories.NOW)
    page = Client().get(reverse("briefing", args=["bridge"])).text
    table = page.partition('<table class="values"')[2].partition("</table>")[0]
    assert table.count('<tr class="value"') == 2
    assert "40 centimetres</th>" in table
    assert "credits Baltic Wire, which was not read; cites the Vessen Road Office; carried by 4 reports" in table
    assert "Origin: cites its own reporter" in table
    assert "We use <b>55 centimetres</b>. A diver measured it." in page
    [found] = Client().get(reverse("api-briefing", args=["bridge"])).json()["differences"]
    assert (found["status"], found["uses"], found["note"]) == ("resolved", "55 centimetres", "A diver measured it.")
    assert [(v["value"], v["origin"], v["used"]) for v in found["values"]] == [
        ("40 centimetres", "o1", False),
        ("55 centimetres", "o2", True),
    ]


def test_marks_stand_on_what_the_text_uses_and_are_made_once(briefing: Briefing, row: Difference, editor: User) -> None:
    assert disputing.mark(briefing, by=editor) == [], "readers do not see the row yet"
    row.keep(by=editor)
    [mark] = disputing.mark(briefing, by=editor)
    assert (mark.kind, mark.difference, mark.exact) == ("dispute", row, "40 centimetres")
    assert disputing.mark(briefing, by=editor) == []
    edition = publish(briefing, Change(), by=factories.person("publisher"), at=factories.NOW)
    notes = json.loads(bytes(Edition.objects.get(pk=edition.pk).document))["annotations"]
    assert [n["difference"] for n in notes if n["kind"] == "dispute"] == [f"d-{row.uid.hex[-12:]}"]


def test_the_desk_marks_what_was_typed(briefing: Briefing, row: Difference, editor: User) -> None:
    row.keep(by=editor)
    client = Client()
    client.force_login(editor)
    address = reverse("admin:briefings_briefing_change", args=[briefing.pk])
    assert 'value="mark"' in client.get(address).text
    typed = BODY.replace("A crack of 40", "In a pillar of the Aller bridge a crack, 55")
    answer = client.post(address, fields_of(briefing) | {"body": typed, "_continue": "mark"}, follow=True)
    assert "1 passage of the text marked" in answer.text
    assert briefing.annotations.get(kind="dispute").exact == "55 centimetres"


def test_a_draft_has_its_marks(row: Difference, editor: User) -> None:
    row.keep(by=editor)
    drafted = drafting.draft(row.story, by=editor)
    words = {mark.exact for mark in drafted.annotations.filter(kind="dispute")}
    text = disputing.plain(drafted)
    assert words == {value for value in values(row) if value in text}


def test_the_gate_asks_for_a_row_of_what_the_briefing_uses(briefing: Briefing, row: Difference, editor: User) -> None:
    [asked] = [said for said in warnings(briefing) if "another report says" in said]
    assert "The briefing says “40 centimetres”; another report says “55 centimetres” (Vessen Courier)" in asked
    client = Client()
    client.force_login(editor)
    page = client.get(reverse("admin:briefings_briefing_change", args=[briefing.pk])).text
    assert f"{asked} <a" in page.replace("\n", "").replace("&quot;", '"').replace("  ", " ")
    assert "#differ-h" in page
    row.keep(by=editor)
    assert not [said for said in warnings(briefing) if "another report says" in said]


def test_a_value_that_the_briefing_does_not_use_only_waits(briefing: Briefing, row: Difference) -> None:
    briefing.body = "The bridge is closed."
    assert warnings(briefing) == ["1 proposed difference waits for your word."]
    briefing.key_points.update(text="A crack of 55 centimetres was found in the pillar.")
    assert any("“55 centimetres”" in said for said in warnings(briefing))


# By hand


def test_by_hand_from_a_report_and_an_interview(editor: User) -> None:
    source = factories.article(factories.INTERVIEW, outlet="Gazette")
    interview = Interview.objects.get(article=source)
    interview.dispose("conducted by us", by=editor, at=factories.NOW)
    said, answered = quote(source, "The work took eleven weeks"), quote(source, "Eleven weeks, if nobody opens a door.")
    story = source.membership.story
    row = add_difference(
        story, "duration", "How long it took", [ByHand(said), ByHand(answered, "four days")], by=editor
    )
    assert (row.state, row.added_by) == ("kept", editor)
    briefing = factories.ready(source, factories.INTERVIEW_QUOTE, interview=interview, slug="organ")
    publish(briefing, Change(), by=factories.person("publisher"), at=factories.NOW)
    page = Client().get("/briefings/organ/").text
    assert "How long it took" in page
    assert "Eleven weeks, if nobody opens a door." in page
    compare_reports(story)
    assert Difference.objects.get() == row
    with pytest.raises(ValidationError, match="two passages"):
        add_difference(story, "duration", "One", [ByHand(said)], by=editor)


def test_by_hand_from_two_reports_and_from_one(reports: list[SourceArticle], editor: User) -> None:
    story = reports[0].membership.story
    two = [quote(reports[0], "until Friday"), quote(reports[4], "before spring")]
    one = [quote(reports[0], "built in 1931"), quote(reports[0], "mended twice")]
    for quotes in (two, one):
        row = add_difference(story, "wording", "In other words", [ByHand(one) for one in quotes], by=editor)
        assert values(row) == [each.exact for each in quotes]
        row.dismiss(by=editor)
        row.reopen(by=editor)
        assert row.state == "kept", "an editor made it: nothing proposes it"


# The project's own sample reports


def test_the_samples_show_a_number_and_a_date_that_differ(client: Client) -> None:
    call_command("demo", port="8000", stdout=StringIO())
    briefing = Briefing.objects.get(slug__startswith="norrvik", status="published")
    page = client.get(reverse("briefing", args=[briefing.slug])).text
    rows: list[dict[str, Any]] = client.get(reverse("api-briefing", args=[briefing.slug])).json()["differences"]
    told = {row["attribute"]: row for row in rows if row["relation"] == "differs"}
    assert {v["value"] for v in told["number"]["values"]} == {"412 passengers", "385 passengers"}
    assert {v["value"] for v in told["date"]["values"]} == {"Friday, 13 November 2026", "Saturday, 14 November 2026"}
    assert told["number"]["status"] == "resolved"
    assert f"We use <b>{told['number']['uses']}</b>." in page
    for row in told.values():
        for value in row["values"]:
            assert f">{value['value']}</th>" in page
