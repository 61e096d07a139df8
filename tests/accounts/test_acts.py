"""What was done is kept: who, what, before and after, why, and in which request."""

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from accounts.models import Act, User
from briefings.models import Briefing
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_act_says_all_of_it() -> None:
    editor, source = factories.person("editor"), factories.article()
    source.spike(by=editor, reason="an advertisement")
    act = Act.objects.of(source).get()
    assert (act.who, act.verb, act.kind) == (editor, "spiked", "sources.sourcearticle")
    assert (act.before, act.after, act.reason) == ({"state": "inbox"}, {"state": "spiked"}, "an advertisement")
    assert act.title == str(source)


def test_an_act_repeats_the_request_id(client: Client) -> None:
    client.force_login(factories.person("editor"))
    source = factories.article()
    url = reverse("admin:sources_article_act", args=[source.pk])
    answer = client.post(url, {"verb": "accept"}, headers={"X-Request-ID": "proxy-12345"})
    assert answer["X-Request-ID"] == "proxy-12345"
    assert Act.objects.of(source).get().request_id == "proxy-12345"


def test_outside_a_request_there_is_no_id() -> None:
    source = factories.article()
    source.accept(by=None)
    assert Act.objects.of(source).get().request_id == ""


def test_nothing_done_is_nothing_recorded() -> None:
    source = factories.article()
    source.accept(by=None)
    source.accept(by=None)
    assert Act.objects.of(source).count() == 1


def test_acts_stand_newest_first() -> None:
    editor, briefing = factories.person("editor"), factories.ready()
    briefing.submit(by=editor)
    briefing.send_back(by=editor, reason="too short")
    assert [act.verb for act in Act.objects.of(briefing)] == ["draft", "in review"]


def test_a_long_title_fits() -> None:
    story = factories.article().membership.story
    briefing = Briefing.objects.create(headline="x" * 300, slug="long", story=story)
    assert Act.objects.record("looked at", briefing, by=None).title == "x" * 200


def test_one_who_acted_cannot_be_deleted() -> None:
    editor = factories.person("editor")
    factories.article().accept(by=editor)
    with pytest.raises(ProtectedError):
        User.objects.filter(pk=editor.pk).delete()
