"""Keys for programs: shown once, kept as a hash, held to scopes, time and their user."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.test import Client
from django.urls import reverse

from accounts.models import Act, ApiKey
from tests import factories
from tests.factories import HOUR, NOW

pytestmark = pytest.mark.django_db


def test_the_secret_is_long_and_nowhere_stored() -> None:
    issued = factories.key("ingest")
    row = ApiKey.objects.filter(pk=issued.key.pk).values().get()
    assert len(issued.secret) >= 43
    assert issued.secret not in repr(row)
    assert issued.secret not in repr(list(Act.objects.values()))
    assert row["digest"] != issued.secret
    assert issued.secret.startswith(row["prefix"])


def test_two_keys_differ() -> None:
    assert factories.key("read").secret != factories.key("read").secret


def test_a_key_is_found_by_its_secret_alone() -> None:
    issued = factories.key("ingest")
    assert ApiKey.objects.find(issued.secret, NOW) == issued.key
    for wrong in ("", issued.key.prefix, issued.key.digest, issued.secret + "x", issued.secret.upper()):
        assert ApiKey.objects.find(wrong, NOW) is None


def test_a_key_opens_its_scopes_and_no_others() -> None:
    key = factories.key("read", "ingest").key
    assert [scope for scope in ("read", "drafts", "ingest", "edit", "publish") if key.may(scope)] == ["read", "ingest"]


def test_an_unknown_scope_is_refused() -> None:
    with pytest.raises(ValidationError, match="Unknown scope rule"):
        factories.key("rule")


def test_a_key_for_nothing_is_refused() -> None:
    with pytest.raises(ValidationError, match="scopes"):
        factories.key()


def test_an_expired_key_opens_nothing() -> None:
    issued = factories.key("read", expires_at=NOW)
    assert ApiKey.objects.find(issued.secret, NOW - HOUR) == issued.key
    assert ApiKey.objects.find(issued.secret, NOW) is None


def test_a_revoked_key_opens_nothing_and_says_who_revoked_it() -> None:
    issued, administrator = factories.key("read"), factories.person("administrator")
    issued.key.revoke(by=administrator, at=NOW)
    assert ApiKey.objects.find(issued.secret, NOW) is None
    assert Act.objects.of(issued.key).get(verb="revoked a key").who == administrator


def test_a_key_of_someone_deactivated_opens_nothing() -> None:
    issued = factories.key("read")
    issued.key.user.is_active = False
    issued.key.user.save()
    assert ApiKey.objects.find(issued.secret, NOW) is None


def test_its_use_is_noted_at_most_once_a_minute() -> None:
    key = factories.key("read").key
    for seconds in (0, 30, 59):
        key.used(NOW + timedelta(seconds=seconds))
    assert ApiKey.objects.get(pk=key.pk).last_used_at == NOW
    key.used(NOW + timedelta(seconds=61))
    assert ApiKey.objects.get(pk=key.pk).last_used_at == NOW + timedelta(seconds=61)


def test_the_desk_shows_the_secret_once(client: Client) -> None:
    client.force_login(factories.person("administrator"))
    user = factories.person("author")
    form = {"user": user.pk, "name": "the wire", "scopes": ["ingest"], "expires_at_0": "", "expires_at_1": ""}
    page = client.post(reverse("admin:accounts_apikey_add"), form, follow=True)
    said = next(str(message) for message in page.context["messages"] if "The key is" in str(message))
    secret = said.removeprefix("The key is ").split()[0]
    key = ApiKey.objects.get(name="the wire")
    assert ApiKey.objects.find(secret, NOW) == key
    assert secret not in client.get(reverse("admin:accounts_apikey_changelist")).text
    assert secret not in repr(model_to_dict(key))
    assert ApiKey.objects.count() == 1
