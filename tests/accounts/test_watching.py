"""Acts of who came and went, what was refused, what was taken out, and which key was used."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import Act, User
from tests import factories
from tests.factories import HOUR, NOW

pytestmark = pytest.mark.django_db

PASSWORD = "lamp oil and salt water"


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    cache.clear()


def verbs(user: User) -> list[str]:
    return [act.verb for act in Act.objects.filter(who=user).order_by("pk")]


def test_coming_and_going(client: Client) -> None:
    user = factories.person("editor", username="ingrid")
    user.set_password(PASSWORD)
    user.save()
    client.post(reverse("admin:login"), {"username": "ingrid", "password": PASSWORD})
    client.post(reverse("admin:logout"))
    assert verbs(user) == ["logged in", "logged out"]
    assert Act.objects.filter(verb="logged in").get().after == {"from": "127.0.0.0/24"}


def test_a_refusal_at_the_desk_is_kept_once_a_minute(client: Client) -> None:
    author = factories.person("author")
    client.force_login(author)
    for _ in range(3):
        client.get(reverse("admin:accounts_act_changelist"), {"q": "what was searched for"})
    [act] = Act.objects.filter(verb="was refused")
    assert (act.who, act.title) == (author, "GET /admin/accounts/act/")
    client.get(reverse("admin:accounts_user_changelist"))
    assert Act.objects.filter(verb="was refused").count() == 2


def test_a_refusal_of_the_api_names_the_key(client: Client) -> None:
    issued = factories.key("read")
    client.post(reverse("api-articles"), headers={"Authorization": f"Bearer {issued.secret}"})
    act = Act.objects.get(verb="was refused")
    assert (act.who, act.title, act.after) == (issued.key.user, "POST /api/v1/articles/", {"key": issued.key.prefix})
    assert issued.secret not in repr(list(Act.objects.values()))


def test_strangers_fill_no_table(client: Client) -> None:
    before = Act.objects.count()
    client.get(reverse("admin:accounts_act_changelist"))
    client.get(reverse("api-drafts"))
    client.get("/api/v1/nothing/")
    assert Act.objects.count() == before


def test_what_is_taken_out_as_a_file_is_kept_each_time(client: Client) -> None:
    editor = factories.person("editor")
    client.force_login(editor)
    factories.article()
    for _ in range(2):
        answer = client.post(reverse("admin:sources_actor_export"), {"format": "0", "resource": ""})
    assert answer["Content-Disposition"].startswith("attachment")
    assert [(act.who, act.title) for act in Act.objects.filter(verb="exported")] == [
        (editor, "POST /admin/sources/actor/export/")
    ] * 2


def test_a_keys_use_is_kept_once_an_hour() -> None:
    key = factories.key("read").key
    for minutes in (0, 5, 29, 31, 60):  # from half past nine
        key.used(NOW + timedelta(minutes=minutes))
    key.used(NOW + 24 * HOUR)
    used = Act.objects.of(key).filter(verb="used a key")
    assert used.count() == 3
    assert {act.who for act in used} == {key.user}


def test_an_account_that_changes_says_what_it_was(client: Client) -> None:
    administrator, other = factories.person("administrator"), factories.person("author", username="oskar")
    client.force_login(administrator)
    form = {"username": "oskar", "is_active": "", "is_staff": "on", "groups": [], "time_zone": "", "language": ""}
    assert client.post(reverse("admin:accounts_user_change", args=[other.pk]), form).status_code == 302
    act = Act.objects.of(other).get(verb="changed the account")
    assert act.who == administrator
    assert act.before == {"name": "oskar", "open": True, "desk": True, "roles": ["author"]}
    assert act.after == {"name": "oskar", "open": False, "desk": True, "roles": []}


def test_new_passwords_leave_acts_and_are_in_none(client: Client) -> None:
    administrator, other = factories.person("administrator"), factories.person("author")
    administrator.set_password(PASSWORD)
    administrator.save()
    client.force_login(administrator)
    new = "a harbour without a light"
    form = {"usable_password": "true", "password1": new, "password2": new}
    client.post(reverse("admin:auth_user_password_change", args=[other.pk]), form)
    own = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post(reverse("admin:password_change"), own).status_code == 302
    assert Act.objects.of(other).get(verb="set the password").who == administrator
    assert Act.objects.of(administrator).get(verb="changed the password").who == administrator
    assert new not in repr(list(Act.objects.values()))


def test_the_list_of_acts_says_when_it_was_sealed(client: Client) -> None:
    client.force_login(factories.person("administrator"))
    assert "Nothing is sealed yet" in client.get(reverse("admin:accounts_act_changelist")).text
