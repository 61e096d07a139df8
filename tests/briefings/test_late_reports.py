"""Reports that join a story after its briefing went out are suggested, never silently added."""

import json
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import Act
from briefings import late
from briefings.models import Briefing, Edition, EditionSource, LateAnswer
from briefings.publishing import announce, end_notice, retract
from sources.models import Difference, SourceArticle
from tests import factories
from tests.factories import HOUR, LIGHTHOUSE, NOW

pytestmark = pytest.mark.django_db

LATER = """Lamp of Stora Skar lit once more

By Birger Holm
4 October 2026

The lighthouse on Stora Skar burns again, pilot Henrik Aune said in Vessen. Engineer Maja Lindqvist counted 96 prisms on Stora Skar, of which five had to be cast anew.

The work on the lamp of Stora Skar cost 450,000 euros, Maja Lindqvist said. A second lamp is to follow on 12 December 2026.
"""


def live() -> Briefing:
    return Briefing.objects.get(
        pk=factories.published(factories.ready(factories.article(outlet="Gazette"))).briefing_id
    )


def joins(briefing: Briefing, text: str = LATER, **hints: Any) -> SourceArticle:
    """A report that comes in and stands in the briefing's story, wherever the machine would put it."""
    found = factories.article(text, **({"outlet": "Ledger"} | hints))
    found.membership.story = briefing.story  # type: ignore[misc]
    found.membership.save()
    return SourceArticle.objects.for_page().get(pk=found.pk)


def listed(edition: Edition) -> list[str]:
    return [source["uid"] for source in json.loads(bytes(edition.document))["sources"]]


def next_edition(briefing: Briefing, **change: Any) -> Edition:
    return factories.published(Briefing.objects.get(pk=briefing.pk), at=NOW + HOUR, **change)


def test_a_late_report_waits_and_is_not_in_the_next_edition() -> None:
    briefing = live()
    before = listed(briefing.live)  # type: ignore[arg-type]
    report = joins(briefing)
    assert [found.article for found in late.late_reports(briefing)] == [report]
    assert late.waiting_keys() == {briefing.pk: 1}
    assert report not in briefing.reports()
    second = next_edition(briefing)
    assert listed(second) == before
    assert late.waiting_keys() == {briefing.pk: 1}


def test_what_was_there_before_is_not_late_and_a_draft_takes_all() -> None:
    source = factories.article(outlet="Gazette")
    briefing = factories.ready(source)
    report = joins(briefing)
    assert late.waiting_keys() == {}
    assert report in briefing.reports()
    assert str(report.uid) in listed(factories.published(briefing))
    assert late.waiting_keys() == {}


def test_taken_up_it_counts_and_goes_out() -> None:
    briefing, editor = live(), factories.person("editor")
    report = joins(briefing)
    late.take_up(briefing, report, by=editor)
    assert late.waiting_keys() == {}
    assert late.taken_up(briefing) == [report]
    assert str(report.uid) in listed(next_edition(briefing))
    assert late.taken_up(Briefing.objects.get(pk=briefing.pk)) == []
    assert Act.objects.of(briefing).filter(verb="late report: taken up").get().who == editor


def test_not_relevant_is_remembered_and_can_be_taken_back() -> None:
    briefing, editor = live(), factories.person("editor")
    report = joins(briefing)
    late.set_aside(briefing, report, by=editor, reason="Another lamp.")
    assert late.late_reports(briefing) == []
    assert str(report.uid) not in listed(next_edition(briefing))
    factories.rerun(report)
    assert late.waiting_keys() == {}
    with pytest.raises(ValidationError, match="does not wait"):
        late.take_up(briefing, report, by=editor)
    late.ask_again(briefing, report, by=editor)
    assert late.waiting_keys() == {briefing.pk: 1}
    trace = Act.objects.of(briefing).filter(verb="took back the answer to a late report").get().before
    assert trace == {"article": str(report.uid), "answer": "not relevant", "reason": "Another lamp."}


def test_another_briefing_of_the_story_is_asked_for_itself() -> None:
    first = live()
    source = first.reports()[0]
    second = Briefing.objects.get(pk=factories.published(factories.ready(source)).briefing_id)
    report = joins(first)
    late.set_aside(first, report, by=factories.person("editor"))
    assert late.waiting_keys() == {second.pk: 1}


def test_cited_or_behind_a_kept_difference_it_waits_no_more() -> None:
    briefing = live()
    cited = joins(briefing)
    factories.cite(cited, "five had to be cast anew", key_point=briefing.key_points.get())
    assert late.waiting_keys() == {}
    other = joins(briefing, LATER.replace("450,000", "470,000").replace("Lamp", "Light"), outlet="Post")
    if other.copy_of_id:
        SourceArticle.objects.filter(pk=other.pk).update(copy_of=None)
    assert late.waiting_keys() == {briefing.pk: 1}
    row = Difference.objects.create(story=briefing.story, key="k", attribute="number", label="Cost", state="kept")
    row.values.create(article=other, value="470,000", start=0, end=4, exact="Ligh")
    assert late.waiting_keys() == {}
    assert set(late.taken_up(briefing)) == {cited, other}


@pytest.mark.parametrize("state", ["spiked", "withdrawn"])
def test_spiked_and_withdrawn_reports_ask_nothing(state: str) -> None:
    briefing = live()
    report = joins(briefing)
    SourceArticle.objects.filter(pk=report.pk).update(state=state)
    assert late.waiting_keys() == {}


def test_a_copy_follows_its_original() -> None:
    briefing = live()
    copy = factories.article(LIGHTHOUSE, outlet="Mirror")
    assert copy.copy_of_id
    assert late.waiting_keys() == {}
    assert copy in briefing.reports()
    original = joins(briefing)
    of_late = factories.article(LATER, outlet="Post")
    assert of_late.copy_of == original
    assert late.waiting_keys() == {briefing.pk: 1}
    assert of_late not in briefing.reports()


def test_a_new_version_waits_and_the_old_one_stays_until_it_is_taken_up() -> None:
    address = {"outlet": "Gazette", "url": "https://gazette.example/lamp"}
    old = factories.article(**address)
    briefing = Briefing.objects.get(pk=factories.published(factories.ready(old)).briefing_id)
    briefing.key_points.all().delete()
    briefing.annotations.all().delete()
    new = factories.article(LIGHTHOUSE.replace("310,000", "320,000"), **address)
    assert new.previous == old
    assert briefing.reports() == [old]
    assert late.waiting_keys() == {briefing.pk: 1}
    late.take_up(briefing, new, by=factories.person("editor"))
    assert briefing.reports() == [new]


def test_a_retracted_briefing_asks_nothing() -> None:
    briefing = live()
    joins(briefing)
    retract(briefing, reason="made up", by=factories.person("publisher"), at=NOW)
    assert late.waiting_keys() == {}
    assert late.taken_up(Briefing.objects.get(pk=briefing.pk)) == []


def test_new_values_stand_beside_those_used() -> None:
    briefing = live()
    report = joins(briefing)
    old = briefing.reports()[0]
    row = Difference.objects.create(story=briefing.story, key="k", attribute="number", label="Cost of the work")
    for article, words in ((old, "310,000 euros"), (report, "450,000 euros")):
        start = article.raw.text.index(words)
        row.values.create(article=article, value=words, start=start, end=start + len(words), exact=words)
    found = late.late_reports(briefing)[0]
    beside = next(one for one in found.beside if one.row == row)
    assert [value.value for value in beside.theirs] == ["450,000 euros"]
    assert [value.value for value in beside.used] == ["310,000 euros"]
    told = {value for news in found.news for value in news.values}
    assert "12 December 2026" in told
    assert not any("96" in value for value in told), "the edition's report gives that number already"
    row.dismiss(by=factories.person("editor"))
    assert row not in [one.row for one in late.late_reports(briefing)[0].beside]


def test_a_notice_is_a_minor_edition_of_what_is_live_and_leaves_the_draft_alone() -> None:
    briefing, publisher = live(), factories.person("publisher")
    joins(briefing)
    was = json.loads(bytes(briefing.live.document))  # type: ignore[union-attr]
    briefing.headline = "A draft that is not ready"
    factories.save(briefing)
    edition = announce(briefing, by=publisher, at=NOW + HOUR)
    found = json.loads(bytes(edition.document))
    assert (edition.kind, edition.number, edition.is_intact) == ("minor", 2, True)
    assert found["notice"] == {"kind": "report being checked", "at": "2026-10-05T10:30:00Z"}
    changed = {name for name in found if found[name] != was.get(name)}
    assert changed == {"edition", "editions", "notice"}
    page = Client().get(reverse("briefing", args=[briefing.slug])).content.decode()
    assert "A new report is being checked since" in page
    assert "A draft that is not ready" not in page
    assert late.waiting_keys() == {briefing.pk: 1}
    with pytest.raises(ValidationError, match="told already"):
        announce(briefing, by=publisher, at=NOW + HOUR)


def test_a_notice_stands_until_it_is_taken_off_or_nothing_waits() -> None:
    briefing, publisher = live(), factories.person("publisher")
    report = joins(briefing)
    announce(briefing, by=publisher, at=NOW)
    assert json.loads(bytes(next_edition(briefing).document))["notice"], "the report still waits"
    page = reverse("briefing", args=[briefing.slug])
    end_notice(briefing, by=publisher, at=NOW + 2 * HOUR)
    assert "being checked" not in Client().get(page).content.decode().split("</header>")[-2]
    announce(briefing, by=publisher, at=NOW + 2 * HOUR)
    late.set_aside(briefing, report, by=publisher)
    assert json.loads(bytes(next_edition(briefing).document))["notice"] is None
    with pytest.raises(ValidationError, match="no notice"):
        end_notice(briefing, by=publisher, at=NOW + 2 * HOUR)


def test_a_notice_needs_the_publisher_and_a_live_edition() -> None:
    briefing = live()
    with pytest.raises(PermissionDenied):
        announce(briefing, by=factories.person("editor"), at=NOW)
    with pytest.raises(ValidationError, match="has none"):
        announce(factories.ready(), by=factories.person("publisher"), at=NOW)


def test_a_scheduled_update_stays_scheduled_when_a_notice_goes_out() -> None:
    briefing, publisher = live(), factories.person("publisher")
    Briefing.objects.filter(pk=briefing.pk).update(status="scheduled", due_at=NOW + 5 * HOUR)
    announce(briefing, by=publisher, at=NOW)
    briefing.refresh_from_db()
    assert (briefing.status, briefing.due_at, briefing.live.number) == ("scheduled", NOW + 5 * HOUR, 2)  # type: ignore[union-attr]


def test_editions_from_before_get_their_rows() -> None:
    briefing = live()
    EditionSource.objects.all().delete()
    assert briefing.reports()[0] in [row.article for row in _rows_made_anew()]
    assert late.waiting_keys() == {}


def _rows_made_anew() -> list[EditionSource]:
    import_module("briefings.migrations.0002_late_reports").rows_of(apps, None)
    return list(EditionSource.objects.all())


def desk(role: str) -> Client:
    client = Client()
    client.force_login(factories.person(role))
    return client


def test_the_desk_and_the_composer_show_it_and_each_button_works() -> None:
    briefing, client = live(), desk("publisher")
    report = joins(briefing)
    index = client.get(reverse("admin:index")).content.decode()
    assert "New since a live edition" in index
    assert "1 report joined its story since edition 1" in index
    composer = reverse("admin:briefings_briefing_change", args=[briefing.pk])
    assert "New since edition 1" in client.get(composer).content.decode()
    button = reverse("admin:briefings_late", args=[briefing.pk, report.pk])
    client.post(button, {"verb": "not relevant", "reason": "Another lamp."})
    assert LateAnswer.objects.get().reason == "Another lamp."
    assert "New since a live edition" not in client.get(reverse("admin:index")).content.decode()
    assert "Another lamp." in client.get(composer).content.decode()
    client.post(button, {"verb": "ask again"})
    client.post(button, {"verb": "update"})
    assert LateAnswer.objects.get().answer == "taken up"
    assert "Goes out with the next edition" in client.get(composer).content.decode()
    client.post(button, {"verb": "ask again"})
    row = Difference.objects.create(story=briefing.story, key="k", attribute="number", label="Cost")
    row.values.create(article=report, value="450,000", start=0, end=4, exact="Lamp")
    client.post(button, {"verb": "add difference", "difference": row.pk})
    row.refresh_from_db()
    assert row.state == "kept"
    client.post(reverse("admin:briefings_do", args=[briefing.pk, "announce"]))
    assert briefing.editions.count() == 2
    client.post(reverse("admin:briefings_do", args=[briefing.pk, "end-notice"]))
    assert briefing.editions.count() == 3


def test_what_is_no_button_changes_nothing() -> None:
    briefing, client = live(), desk("editor")
    report = joins(briefing)
    button = reverse("admin:briefings_late", args=[briefing.pk, report.pk])
    assert "Say what is to be done" in client.post(button, {"verb": "x"}, follow=True).content.decode()
    other = Difference.objects.create(story=briefing.story, key="k", attribute="number", label="Of others")
    assert client.post(button, {"verb": "add difference", "difference": other.pk}).status_code == 404
    assert LateAnswer.objects.count() == 0
    other.refresh_from_db()
    assert other.state == "proposed"


def test_the_desk_costs_the_same_with_more_late_reports(django_assert_max_num_queries: Any) -> None:
    briefing = live()
    joins(briefing)
    with django_assert_max_num_queries(3):
        late.waiting_keys()
    joins(briefing, LATER.replace("lamp", "lantern").replace("Vessen", "Oskar"), outlet="Post")
    with django_assert_max_num_queries(1):
        assert late.waiting_keys()
