"""Nothing becomes public by the clock alone: a scheduled edition is opened by the worker, through the gate."""

from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Act, User
from briefings.models import Briefing, Citation, Edition
from briefings.publishing import open_scheduled
from briefings.tasks import open_due_briefings
from tests import factories
from tests.factories import HOUR

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher() -> User:
    return factories.person("publisher")


def scheduled(publisher: User, at: datetime | None = None) -> Briefing:
    briefing = factories.ready()
    briefing.schedule(at or timezone.now(), by=publisher)
    return briefing


def fresh(briefing: Briefing) -> Briefing:
    return Briefing.objects.get(pk=briefing.pk)


def test_the_clock_alone_opens_nothing(publisher: User, client: Client) -> None:
    briefing = scheduled(publisher, timezone.now() - HOUR)
    assert client.get(reverse("briefing", args=[briefing.slug])).status_code == 404
    assert client.get(reverse("api-briefing", args=[briefing.slug])).status_code == 404
    assert briefing.headline not in client.get(reverse("home")).text
    assert not Edition.objects.exists()


def test_the_worker_opens_what_is_due_as_the_scheduler(publisher: User, client: Client) -> None:
    briefing = scheduled(publisher)
    later = scheduled(publisher, timezone.now() + HOUR)
    assert open_due_briefings.call() == 1
    edition = Edition.objects.get()
    assert (edition.briefing, edition.published_by) == (briefing, publisher)
    assert client.get(reverse("briefing", args=[briefing.slug])).status_code == 200
    assert fresh(later).status == "scheduled"
    assert open_due_briefings.call() == 0


def test_the_gate_is_run_again(publisher: User) -> None:
    briefing, good = scheduled(publisher), scheduled(publisher)
    Citation.objects.filter(key_point__briefing=briefing).update(exact="words that are not there")
    assert open_due_briefings.call() == 1
    briefing = fresh(briefing)
    assert briefing.status == "scheduled"
    assert "words that are not there” is broken" in briefing.last_error
    assert briefing.due_at
    assert briefing.due_at > timezone.now()
    assert fresh(good).status == "published"


def test_once_mended_it_opens_and_forgets_the_error(publisher: User) -> None:
    briefing = scheduled(publisher)
    Citation.objects.filter(key_point__briefing=briefing).update(exact="words that are not there")
    open_due_briefings.call()
    Citation.objects.filter(key_point__briefing=briefing).delete()
    factories.cite(briefing.reports()[0], factories.LIGHTHOUSE_QUOTE, key_point=briefing.key_points.get())
    Briefing.objects.update(due_at=timezone.now())
    assert open_due_briefings.call() == 1
    briefing = fresh(briefing)
    assert (briefing.last_error, briefing.attempts, briefing.claimed_until, briefing.due_at) == ("", 0, None, None)


def test_a_scheduler_who_lost_the_right_opens_nothing_and_stops_no_other(publisher: User) -> None:
    leaver = factories.person("publisher")
    briefing, good = scheduled(leaver), scheduled(publisher)
    leaver.is_active = False
    leaver.save()
    assert open_due_briefings.call() == 1
    assert fresh(good).status == "published"
    assert (fresh(briefing).status, fresh(briefing).live) == ("scheduled", None)
    assert "publisher" in fresh(briefing).last_error


def test_a_text_that_cannot_be_rendered_stops_no_other(publisher: User) -> None:
    briefing, good = scheduled(publisher), scheduled(publisher)
    Briefing.objects.filter(pk=briefing.pk).update(body="x" * 300_000)
    assert open_due_briefings.call() == 1
    assert fresh(good).status == "published"
    assert "the limit is" in fresh(briefing).last_error


def test_an_embargo_holds_against_the_schedule(publisher: User) -> None:
    briefing = factories.ready(embargo_until=timezone.now() + HOUR)
    with pytest.raises(ValidationError, match="embargo holds until"):
        briefing.schedule(timezone.now(), by=publisher)
    later = scheduled(publisher)
    Briefing.objects.filter(pk=later.pk).update(embargo_until=timezone.now() + HOUR)
    assert open_due_briefings.call() == 0
    assert "embargo" in fresh(later).last_error


def test_what_was_sent_back_after_the_claim_is_not_opened(publisher: User) -> None:
    briefing = scheduled(publisher)
    [claimed] = Briefing.objects.claim(timezone.now(), seconds=60)
    fresh(briefing).send_back(by=publisher, reason="not yet")
    assert open_scheduled(claimed, timezone.now()) is None
    assert fresh(briefing).status == "draft"
    assert not Edition.objects.exists()


def test_what_was_put_off_after_the_claim_is_not_opened(publisher: User) -> None:
    briefing = scheduled(publisher)
    [claimed] = Briefing.objects.claim(timezone.now(), seconds=60)
    fresh(briefing).schedule(timezone.now() + HOUR, by=publisher)
    assert open_scheduled(claimed, timezone.now()) is None
    assert fresh(briefing).status == "scheduled"
    assert not Edition.objects.exists()


def test_a_new_time_begins_anew(publisher: User) -> None:
    """Neither an old claim nor an old failure delays it."""
    briefing = scheduled(publisher)
    Citation.objects.filter(key_point__briefing=briefing).update(exact="words that are not there")
    open_due_briefings.call()
    Briefing.objects.claim(timezone.now() + HOUR, seconds=7200)
    fresh(briefing).schedule(timezone.now(), by=publisher)
    briefing = fresh(briefing)
    assert (briefing.attempts, briefing.claimed_until, briefing.last_error) == (0, None, "")


def test_what_is_published_by_hand_is_no_longer_due(publisher: User) -> None:
    briefing = scheduled(publisher)
    factories.published(fresh(briefing), by=publisher)
    assert open_due_briefings.call() == 0
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    ("verb", "allowed"), [("approve", "in review"), ("schedule", "draft"), ("send_back", "scheduled")]
)
def test_a_state_that_cannot_be_left_that_way_says_so(publisher: User, verb: str, allowed: str) -> None:
    briefing = fresh(factories.published().briefing)
    values = {"approve": {}, "schedule": {"at": timezone.now()}, "send_back": {"reason": "x"}}[verb]
    with pytest.raises(ValidationError, match="is published cannot become"):
        getattr(briefing, verb)(by=publisher, **values)
    assert fresh(briefing).status == "published"
    assert not Act.objects.of(briefing).exclude(verb__startswith="published").exists()


def test_the_desk_refuses_a_time_that_has_passed(publisher: User, client: Client) -> None:
    client.force_login(publisher)
    briefing = factories.ready()
    url = reverse("admin:briefings_do", args=[briefing.pk, "schedule"])
    client.post(url, {"at": "2020-01-01T10:00"})
    assert fresh(briefing).status == "draft"
    client.post(url, {"at": "2199-01-01T10:00"})
    assert fresh(briefing).status == "scheduled"


@pytest.mark.django_db(transaction=True)
def test_the_worker_opens_it_outside_of_any_transaction() -> None:
    """As it runs: locks need a transaction of their own."""
    scheduled(factories.person("publisher"))
    assert open_due_briefings.call() == 1
    assert Edition.objects.count() == 1


def test_what_was_changed_after_it_was_scheduled_waits(publisher: User) -> None:
    briefing = scheduled(publisher)
    changed = fresh(briefing)
    changed.headline = "Nobody looked at this"
    factories.save(changed)
    assert open_due_briefings.call() == 0
    assert "changed after it was scheduled" in fresh(briefing).last_error
    assert not Edition.objects.exists()
