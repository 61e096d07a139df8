"""Who guesses has to wait: by account and by address, for as long as the page says; an administrator lets in again."""

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Act, User
from tests import factories

pytestmark = pytest.mark.django_db

PASSWORD = "lamp oil and salt water"
HERE, THERE = "192.0.2.7", "198.51.100.9"


@pytest.fixture
def editor() -> User:
    user = factories.person("editor", username="ingrid")
    user.set_password(PASSWORD)
    user.save()
    return user


def try_in(name: str, password: str = "wrong", address: str = HERE, **more: Any) -> Any:
    form = {"username": name, "password": password, "next": "/admin/"}
    return Client(REMOTE_ADDR=address).post(reverse("admin:login"), form, **more)


def guess(name: str, times: int, address: str = HERE) -> Any:
    return [try_in(name, address=address) for _ in range(times)][-1]


def test_the_fifth_wrong_password_locks_the_account_wherever_one_asks_from(editor: User) -> None:
    assert guess("ingrid", 4).status_code == 200
    page = guess("ingrid", 1)
    assert page.status_code == 429
    assert 890 <= int(page["Retry-After"]) <= 900
    assert "for 15 minutes more" in page.text
    assert try_in("ingrid", PASSWORD).status_code == 429
    assert try_in("ingrid", PASSWORD, THERE).status_code == 429


def test_the_page_is_the_same_for_a_name_that_nobody_has(editor: User) -> None:
    pages = [guess(name, 5, address).text for name, address in (("ingrid", HERE), ("nobody-here", THERE))]
    assert pages[0] == pages[1]


def test_an_address_is_locked_for_all_accounts_after_thirty(editor: User) -> None:
    for number in range(29):
        assert try_in(f"name-{number}").status_code == 200
    assert try_in("name-29").status_code == 429
    assert try_in("ingrid", PASSWORD).status_code == 429
    assert try_in("ingrid", PASSWORD, THERE).status_code == 302


def test_coming_in_forgives_ones_own_failures_alone(editor: User) -> None:
    """Else one with an account could guess at another's for ever, and log in in between."""
    guess("ingrid", 4)
    guess("henrik", 4)
    assert try_in("ingrid", PASSWORD).status_code == 302
    assert guess("ingrid", 4).status_code == 200
    assert guess("henrik", 1).status_code == 429


def test_asking_on_makes_it_no_longer(editor: User) -> None:
    guess("ingrid", 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert 30 < int(guess("ingrid", 20)["Retry-After"]) <= 60
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert try_in("ingrid", PASSWORD).status_code == 302


def test_what_a_stranger_says_of_their_address_counts_only_from_our_proxy(editor: User, settings: Any) -> None:
    for number in range(5):
        try_in("ingrid", headers={"X-Forwarded-For": f"203.0.113.{number}"})
    assert list(AccessAttempt.objects.values_list("ip_address", flat=True)) == [HERE]
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    try_in("maja", headers={"X-Forwarded-For": "10.9.9.9, 203.0.113.77"})
    assert AccessAttempt.objects.get(username="maja").ip_address == "203.0.113.77"
    assert try_in("oskar", headers={"X-Forwarded-For": "no address'; --"}).status_code == 200


def test_an_administrator_lets_them_in_again(editor: User, client: Client) -> None:
    guess("ingrid", 5)
    administrator = factories.person("administrator")
    client.force_login(administrator)
    form = {"action": "let_in", "_selected_action": [AccessAttempt.objects.get().pk]}
    client.post(reverse("admin:axes_accessattempt_changelist"), form)
    assert try_in("ingrid", PASSWORD).status_code == 302
    assert Act.objects.get(verb="let in again", title="ingrid").who == administrator


def test_others_cannot(client: Client, editor: User) -> None:
    guess("ingrid", 5)
    client.force_login(factories.person("publisher"))
    assert client.get(reverse("admin:axes_accessattempt_changelist")).status_code == 403


@pytest.mark.parametrize("who", ["ingrid", HERE])
def test_a_command_does_so_too(editor: User, who: str, capsys: pytest.CaptureFixture[str]) -> None:
    guess("ingrid", 5)
    call_command("let_in", who)
    assert capsys.readouterr().out == f"{who} is let in again.\n"
    assert try_in("ingrid", PASSWORD).status_code == 302


def test_the_acts_tell_of_it_once_and_never_the_password(editor: User) -> None:
    guess("ingrid", 9)
    try_in("x" * 200, "a secret of mine")
    verbs = [(act.verb, act.title) for act in Act.objects.filter(kind="user name").order_by("pk")]
    failed = ("failed to log in", "ingrid")
    assert verbs == [*[failed] * 4, ("locked out", "ingrid"), failed, ("failed to log in", "x" * 60)]
    kept = repr(list(Act.objects.values())) + repr(list(AccessAttempt.objects.values()))
    assert "a secret of mine" not in kept
    assert {act.after["from"] for act in Act.objects.filter(kind="user name")} == {"192.0.2.0/24"}


def test_guessing_keys_is_no_quicker(client: Client, settings: Any) -> None:
    settings.KEY_GUESSES = 3
    cache.clear()
    good = factories.key("drafts").secret

    def ask(secret: str, address: str = HERE) -> Any:
        path, headers = reverse("api-drafts"), {"Authorization": f"Bearer {secret}"}
        return client.get(path, headers=headers, REMOTE_ADDR=address)

    assert [ask(f"ng_{n}").status_code for n in range(4)] == [401, 401, 401, 429]
    refused = ask(good)
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 60
    assert "NUTGRAF_KEY_GUESSES" in refused.json()["detail"]
    assert ask(good, THERE).status_code == 200
    assert Act.objects.filter(verb="locked out", kind="key").count() == 1
