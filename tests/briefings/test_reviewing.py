"""Review and four eyes: off until they are set, then held by the verbs, whoever calls them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Act, User
from briefings.models import Briefing
from briefings.publishing import Change, NotReady, open_scheduled, publish
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> User:
    return factories.person("publisher", username="the-writer")


@pytest.fixture
def other() -> User:
    return factories.person("publisher", username="another")


@pytest.fixture
def briefing(writer: User) -> Briefing:
    briefing = factories.ready()
    factories.save(briefing, writer)
    return fresh(briefing)


@pytest.fixture
def review(settings: Any) -> None:
    settings.REVIEW = True


@pytest.fixture
def four_eyes(settings: Any) -> None:
    settings.FOUR_EYES = True


def fresh(briefing: Briefing) -> Briefing:
    return Briefing.objects.get(pk=briefing.pk)


def refused(briefing: Briefing, by: User, words: str) -> None:
    with pytest.raises(NotReady, match=words):
        publish(briefing, Change(), by=by, at=NOW)
    with pytest.raises(ValidationError, match=words):
        fresh(briefing).schedule(NOW, by=by)


def test_without_either_a_publisher_publishes_in_one_step(briefing: Briefing, writer: User) -> None:
    assert publish(briefing, Change(), by=writer, at=NOW).number == 1


@pytest.mark.usefixtures("review")
def test_with_review_only_what_was_approved_goes_out(briefing: Briefing, writer: User) -> None:
    refused(briefing, writer, "NUTGRAF_REVIEW")
    briefing.submit(by=writer)
    refused(briefing, writer, "NUTGRAF_REVIEW")
    briefing = fresh(briefing)
    briefing.approve(by=writer, note="Fine.")
    assert publish(briefing, Change(), by=writer, at=NOW).number == 1
    assert [act.verb for act in Act.objects.of(briefing)] == ["published (first)", "approved", "in review"]


@pytest.mark.usefixtures("review")
@pytest.mark.parametrize("change", ["save", "mark", "send back"])
def test_an_approval_is_of_one_version(briefing: Briefing, writer: User, change: str) -> None:
    briefing.submit(by=writer)
    briefing.approve(by=writer)
    if change == "save":
        factories.save(fresh(briefing), writer)
    elif change == "mark":
        Act.objects.record("annotated", briefing, by=writer)
    else:
        fresh(briefing).send_back(by=writer, reason="The lamp is older.")
    refused(briefing, writer, "NUTGRAF_REVIEW")


@pytest.mark.usefixtures("review")
def test_changes_are_requested_with_a_reason(briefing: Briefing, writer: User) -> None:
    briefing.submit(by=writer)
    with pytest.raises(ValidationError, match="what is to be changed"):
        briefing.send_back(by=writer, reason=" ")
    briefing.send_back(by=writer, reason="Name the engineer.")
    act = Act.objects.of(briefing)[0]
    assert (act.verb, act.reason, briefing.status) == ("draft", "Name the engineer.", "draft")


@pytest.mark.usefixtures("review")
def test_changes_of_a_live_one_are_reviewed_as_well(briefing: Briefing, writer: User) -> None:
    briefing.submit(by=writer)
    briefing.approve(by=writer)
    publish(briefing, Change(), by=writer, at=NOW)
    briefing = fresh(briefing)
    factories.save(briefing, writer)
    refused(briefing, writer, "NUTGRAF_REVIEW")
    briefing = fresh(briefing)
    briefing.submit(by=writer)
    briefing.approve(by=writer)
    assert publish(briefing, Change(), by=writer, at=NOW).number == 2


@pytest.mark.usefixtures("four_eyes")
def test_who_wrote_last_does_not_publish_alone(briefing: Briefing, writer: User, other: User) -> None:
    refused(briefing, writer, "the-writer wrote last")
    assert publish(briefing, Change(), by=other, at=NOW).number == 1


@pytest.mark.usefixtures("four_eyes", "review")
@pytest.mark.parametrize(("approver", "publisher", "goes"), [("w", "w", False), ("o", "w", True), ("w", "o", True)])
def test_one_of_the_two_is_somebody_else(
    briefing: Briefing, writer: User, other: User, approver: str, publisher: str, goes: bool
) -> None:
    who = {"w": writer, "o": other}
    briefing.submit(by=writer)
    briefing.approve(by=who[approver])
    if goes:
        assert publish(briefing, Change(), by=who[publisher], at=NOW).number == 1
    else:
        refused(briefing, who[publisher], "NUTGRAF_FOUR_EYES")


@pytest.mark.usefixtures("four_eyes")
def test_at_its_time_the_eyes_are_those_of_who_scheduled(briefing: Briefing, other: User) -> None:
    briefing.schedule(NOW, by=other)
    assert open_scheduled(briefing, NOW)


@pytest.mark.usefixtures("review", "four_eyes")
def test_the_screen_says_so_and_has_the_buttons(briefing: Briefing, writer: User, other: User, client: Client) -> None:
    screen = reverse("admin:briefings_briefing_change", args=[briefing.pk])

    def do(verb: str, **fields: str) -> None:
        client.post(reverse("admin:briefings_do", args=[briefing.pk, verb]), fields)

    client.force_login(writer)
    assert "Send for review" in client.get(screen).content.decode()
    do("submit")
    shown = client.get(screen).content.decode()
    assert "the-writer wrote last" in shown
    assert 'href="#review-h"' in shown
    client.force_login(other)
    assert "Request changes" in client.get(screen).content.decode()
    do("send-back", reason="Name the engineer.")
    assert "Name the engineer." in client.get(screen).content.decode()
    do("submit")
    do("approve")
    assert "Approved by another" in client.get(screen).content.decode()
    client.force_login(writer)
    do("publish", kind="first")
    assert fresh(briefing).status == "published"


@pytest.mark.usefixtures("review")
def test_programs_are_held_to_it_too(briefing: Briefing, writer: User, client: Client) -> None:
    headers = {"Authorization": f"Bearer {factories.key('drafts', 'edit', 'publish', user=writer).secret}"}

    def send(verb: str, **body: Any) -> Any:
        address = reverse(f"api-draft-{verb}", args=[briefing.uid])
        return client.post(address, body, content_type="application/json", headers=headers)

    refusal = send("publish")
    assert refusal.status_code == 400
    assert "NUTGRAF_REVIEW" in refusal.content.decode()
    later = (timezone.now() + timedelta(hours=1)).isoformat()
    assert send("schedule", at=later).status_code == 400
    assert send("submit").json()["status"] == "in review"
    assert send("approve").json()["status"] == "approved"
    assert send("publish").status_code == 200
