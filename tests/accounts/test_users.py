"""People are deactivated, never deleted."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db


def test_deleting_someone_is_refused_with_the_way_out() -> None:
    with pytest.raises(ProtectedError, match="deactivate"):
        factories.person("author").delete()


def test_deleting_a_whole_set_is_refused_too() -> None:
    user = factories.person()
    with pytest.raises((ProtectedError, DatabaseError)), transaction.atomic():
        User.objects.filter(pk=user.pk).delete()
    assert User.objects.filter(pk=user.pk).exists()


def test_the_desk_offers_no_deleting(client: Client) -> None:
    client.force_login(factories.person("administrator"))
    user = factories.person("author")
    assert client.post(reverse("admin:accounts_user_delete", args=[user.pk]), {"post": "yes"}).status_code == 403
    actions = {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"}
    client.post(reverse("admin:accounts_user_changelist"), actions)
    assert User.objects.filter(pk=user.pk).exists()


@pytest.mark.parametrize(
    ("values", "byline"),
    [
        ({"byline_name": "M. Sand", "first_name": "Mira"}, "M. Sand"),
        ({"first_name": "Mira", "last_name": "Sand"}, "Mira Sand"),
        ({"username": "mira"}, "mira"),
    ],
)
def test_a_byline_is_the_best_name_there_is(values: dict[str, str], byline: str) -> None:
    assert factories.person(**values).byline == byline


@pytest.mark.parametrize(("zone", "known"), [("Europe/Berlin", True), ("", True), ("Berlin", False), ("+02:00", False)])
def test_a_time_zone_is_one_that_exists(zone: str, known: bool) -> None:
    user = factories.person(time_zone=zone)
    if known:
        user.clean_fields(exclude=["password"])
    else:
        with pytest.raises(ValidationError, match="not a known time zone"):
            user.clean_fields(exclude=["password"])
