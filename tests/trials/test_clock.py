"""The clock jumps over an embargo, forth and back: the briefing opens once, never before its time, and nothing is lost."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import permutations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models.due import FURTHEST, MAX_BACK_OFF
from briefings.models import Briefing, Edition
from briefings.models.delivery import LONGEST_ASKED, WAITS
from briefings.tasks import open_due_briefings
from operation import periodic
from operation.models import Periodic
from sources import jobs
from sources.models import Feed, SourceArticle
from tests import factories
from tests.factories import HOUR, NOW
from tests.trials.form import times

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
MOMENTS = {"before": NOW - HOUR, "long before": NOW - 400 * DAY, "after": NOW + 2 * HOUR, "long after": NOW + 400 * DAY}
"""Of the worker's looks; the briefing is due at NOW + HOUR."""
LOOKS = times(3, 4)


Clock = Callable[[datetime], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets what the time is for all that asks Django for it."""
    return lambda at: monkeypatch.setattr(timezone, "now", lambda: at)


def scheduled() -> Briefing:
    briefing = factories.ready(embargo_until=NOW + HOUR)
    briefing.schedule(NOW + HOUR, by=factories.person("publisher"))
    return briefing


@pytest.mark.parametrize("order", list(permutations(MOMENTS, LOOKS)), ids="-".join)
def test_it_opens_once_whatever_the_clock_does(order: tuple[str, ...], clock: Clock) -> None:
    clock(NOW)
    briefing, opened = scheduled(), False
    for moment in order:
        clock(MOMENTS[moment])
        made = open_due_briefings.call()
        assert made == (0 if opened or "before" in moment else 1), moment
        opened = opened or bool(made)
        status = Client().get(reverse("briefing", args=[briefing.slug])).status_code
        assert status == (200 if opened else 404), moment
    assert Edition.objects.filter(briefing=briefing).count() == int(opened)


def test_a_worker_that_died_after_a_jump_does_not_hold_it_for_ever(clock: Clock) -> None:
    """It claimed the row while the clock was a year ahead, and so its claim ends a year from now."""
    clock(NOW)
    briefing = scheduled()
    assert Briefing.objects.claim(NOW + 400 * DAY, seconds=45) == [briefing]
    assert open_due_briefings.call() == 0
    clock(NOW + 2 * HOUR)
    assert open_due_briefings.call() == 1


def test_what_was_put_off_while_the_clock_was_ahead_is_due_once_it_is_right(clock: Clock) -> None:
    """A feed that was asked, work that was done, and a report that failed, all a year from now."""
    ahead = NOW + 400 * DAY
    feed = Feed.objects.add("https://gazette.example/feed", by=None, at=NOW)
    broken = Feed.objects.add("https://herald.example/feed", by=None, at=NOW)
    article = factories.article()
    briefing = factories.ready()
    clock(ahead)
    periodic.ensure(ahead)
    assert periodic.do_due() == len(periodic.PERIODIC)
    feed.polled(ahead)
    broken.failed("It is away.", ahead)
    assert max(MAX_BACK_OFF, *WAITS, LONGEST_ASKED, jobs.LONGEST_WAIT) * 1.5 < FURTHEST, "what waits has not strayed"
    article.failed("It broke.", ahead)
    briefing.schedule(NOW + 30 * DAY, by=factories.person("publisher"))

    clock(NOW)
    assert not SourceArticle.objects.due(NOW).exists()
    periodic.ensure(NOW)
    assert periodic.do_due() == len(periodic.PERIODIC)
    assert {feed, broken} == set(Feed.objects.due(NOW))
    assert list(SourceArticle.objects.due(NOW)) == [article]
    assert not Briefing.objects.due(NOW).exists(), "an editor said when"
    periodic.ensure(NOW + timedelta(seconds=10))
    assert not Periodic.objects.due(NOW + timedelta(seconds=10)).exists(), "nothing is brought back twice"
