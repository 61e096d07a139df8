"""An address that was public once leads to its briefing for good."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Act
from briefings.models import Briefing, SlugRedirect
from tests import factories

pytestmark = pytest.mark.django_db


def renamed(*slugs: str) -> Briefing:
    briefing = factories.published(factories.ready(slug="first")).briefing
    for slug in slugs:
        Briefing.objects.get(pk=briefing.pk).rename(slug, by=factories.person("publisher"))
    return Briefing.objects.get(pk=briefing.pk)


@pytest.mark.parametrize("name", ["briefing", "api-briefing"])
def test_old_addresses_lead_to_the_new_one(client: Client, name: str) -> None:
    renamed("second", "third")
    for slug in ("first", "second"):
        answer = client.get(reverse(name, args=[slug]))
        assert (answer.status_code, answer["Location"]) == (301, reverse(name, args=["third"]))
    assert client.get(reverse(name, args=["third"])).status_code == 200


def test_a_way_back_leaves_no_circle(client: Client) -> None:
    renamed("second", "first")
    assert client.get(reverse("briefing", args=["first"])).status_code == 200
    assert client.get(reverse("briefing", args=["second"]))["Location"] == reverse("briefing", args=["first"])


def test_before_publication_there_is_nothing_to_lead_anywhere(client: Client) -> None:
    briefing = factories.ready(slug="first")
    briefing.rename("second", by=factories.person("editor"))
    assert not SlugRedirect.objects.exists()
    assert client.get(reverse("briefing", args=["first"])).status_code == 404


def test_renaming_leaves_an_act() -> None:
    act = Act.objects.of(renamed("second")).get(verb="renamed")
    assert (act.before, act.after) == ({"slug": "first"}, {"slug": "second"})


def test_the_desk_does_not_change_the_address_of_what_was_published(client: Client) -> None:
    client.force_login(factories.person("publisher"))
    briefing = factories.published(factories.ready(slug="first")).briefing
    client.post(reverse("admin:briefings_briefing_change", args=[briefing.pk]), {"slug": "other"})
    assert Briefing.objects.get(pk=briefing.pk).slug == "first"
