"""The second step: set up, asked for, worn out by guessing, lost and reset; and sessions that end when they should."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import second_step
from accounts.models import Act, User
from tests import factories

pytestmark = pytest.mark.django_db

PASSWORD = "lamp oil and salt water"
VERIFY, SET_UP, INDEX = (f"admin:{name}" for name in ("second_step_verify", "second_step_set_up", "index"))


def person(role: str = "publisher") -> User:
    user = factories.person(role)
    user.set_password(PASSWORD)
    user.save()
    return user


def logged_in(user: User) -> Client:
    client = Client()
    client.post(reverse("admin:login"), {"username": user.username, "password": PASSWORD})
    return client


def code(user: User, steps: int = 0) -> str:
    device = TOTPDevice.objects.filter(user=user).latest("pk")
    return f"{totp(device.bin_key, t0=-30 * steps):06}"


def forget_time(user: User) -> None:
    """As if the last code had been given long ago."""
    TOTPDevice.objects.filter(user=user).update(last_t=-1, throttling_failure_count=0)
    StaticDevice.objects.filter(user=user).update(throttling_failure_count=0)


def set_up(user: User, client: Client | None = None) -> list[str]:
    client = client or logged_in(user)
    client.get(reverse(SET_UP))
    page = client.post(reverse(SET_UP), {"code": code(user)})
    forget_time(user)
    return re.findall(r"<li><code>(.*?)</code>", page.text)


def is_in(client: Client) -> bool:
    return client.get(reverse(INDEX)).status_code == 200


def give(client: Client, given: str) -> Any:
    return client.post(reverse(VERIFY), {"code": given, "next": "/admin/sources/story/"})


def test_without_one_the_password_is_enough() -> None:
    assert is_in(logged_in(person()))


def test_with_one_the_password_opens_nothing_but_the_second_step() -> None:
    user = person()
    set_up(user)
    client = logged_in(user)
    answer = client.get(reverse("admin:sources_story_changelist"))
    assert (answer.status_code, answer["Location"]) == (
        302, reverse(VERIFY) + "?next=%2Fadmin%2Fsources%2Fstory%2F"
    )  # fmt: skip
    for name in ("account", "second_step_set_up", "second_step_qr", "password_change"):
        assert client.get(reverse(f"admin:{name}"))["Location"].startswith(reverse(VERIFY)), name
    for name in ("second_step_off", "second_step_codes", "sign_out"):
        assert client.post(reverse(f"admin:{name}"), {"password": PASSWORD})["Location"].startswith(reverse(VERIFY))
    assert give(client, code(user))["Location"] == "/admin/sources/story/"
    assert is_in(client)


def test_a_code_holds_once() -> None:
    user = person()
    set_up(user)
    given = code(user)
    give(logged_in(user), given)
    again = logged_in(user)
    assert "not right" in give(again, given).text
    assert not is_in(again)


def test_each_recovery_code_holds_once_however_it_is_typed() -> None:
    user = person()
    codes = set_up(user)
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"(?:[a-z2-9]{4}-){3}[a-z2-9]{4}", one) for one in codes)
    client = logged_in(user)
    give(client, codes[3].upper().replace("-", " "))
    assert is_in(client)
    assert second_step.codes_left(user) == 9
    again = logged_in(user)
    give(again, codes[3])
    assert not is_in(again)


def test_recovery_codes_are_kept_as_hashes_of_their_own_account() -> None:
    user, other = person(), person()
    codes, others = set_up(user), set_up(other)
    stored = set(StaticToken.objects.values_list("token", flat=True))
    assert len(stored) == 20
    assert not stored & {second_step.tidy(one) for one in codes + others}
    client = logged_in(user)
    give(client, others[0])
    assert not is_in(client)


def test_guessing_is_slowed_until_it_is_hopeless() -> None:
    user = person()
    codes = set_up(user)
    client = logged_in(user)
    for _ in range(3):
        page = give(client, "000000")
        TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now() - timedelta(minutes=5))
    give(client, "000000")
    page = give(client, code(user))
    assert "Wait 8 seconds" in page.text or "Wait 7 seconds" in page.text
    assert not is_in(client), "while one waits, not even the right code is looked at"
    for _ in range(2):
        give(client, "aaaa-aaaa-aaaa-aaaa")
    assert StaticDevice.objects.get(user=user).throttling_failure_count == 1
    give(client, codes[0])
    assert not is_in(client)
    assert Act.objects.filter(who=user, verb="gave a wrong code").count() == 8


def test_a_role_that_has_to_have_one_is_led_to_it(settings: Any) -> None:
    settings.SECOND_STEP = ["publisher"]
    user, client = person(), logged_in(person("editor"))
    assert is_in(client)
    client = logged_in(user)
    assert client.get(reverse(INDEX))["Location"] == reverse(SET_UP) + "?next=%2Fadmin%2F"
    assert client.get(reverse(VERIFY))["Location"].startswith(reverse(SET_UP))
    assert "has to have a second step" in client.get(reverse(SET_UP)).text
    set_up(user, client)
    assert is_in(client)
    client.post(reverse("admin:second_step_off"), {"password": PASSWORD})
    assert second_step.device_of(user)


def test_setting_it_up_ends_all_other_sessions() -> None:
    user = person()
    here, there = logged_in(user), logged_in(user)
    set_up(user, here)
    assert is_in(here)
    assert not is_in(there)


def test_a_wrong_first_code_turns_nothing_on() -> None:
    user, client = person(), logged_in(person())
    client.get(reverse(SET_UP))
    assert "not right" in client.post(reverse(SET_UP), {"code": "000000"}).text
    assert second_step.device_of(user) is None


def test_the_picture_holds_the_key_and_is_not_kept_by_the_browser() -> None:
    client = logged_in(person())
    answer = client.get(reverse("admin:second_step_qr"))
    assert (answer["Content-Type"], "no-store" in answer["Cache-Control"]) == ("image/svg+xml", True)
    assert b"<script" not in answer.content


def test_it_is_turned_off_with_the_password_alone() -> None:
    user = person()
    client = logged_in(user)
    set_up(user, client)
    client.post(reverse("admin:second_step_off"), {"password": "wrong"})
    assert second_step.device_of(user)
    other = logged_in(user)
    client.post(reverse("admin:second_step_off"), {"password": PASSWORD})
    assert second_step.device_of(user) is None
    assert is_in(client)
    assert not is_in(other)
    assert is_in(logged_in(user))


def test_new_codes_void_the_old_ones() -> None:
    user = person()
    client = logged_in(user)
    old = set_up(user, client)
    page = client.post(reverse("admin:second_step_codes"), {"password": PASSWORD}).text
    new = re.findall(r"<li><code>(.*?)</code>", page)
    assert len(new) == 10
    stranger = logged_in(user)
    give(stranger, old[0])
    assert not is_in(stranger)
    forget_time(user)
    give(stranger, new[0])
    assert is_in(stranger)


def test_codes_can_be_downloaded_and_nothing_else_can() -> None:
    user = person()
    client = logged_in(user)
    codes = "\n".join(set_up(user, client))
    file = client.post(reverse("admin:second_step_download"), {"codes": codes})
    assert file.text == codes + "\n"
    assert file["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    for other in ("", "<script>", codes + "\nhello", codes + "\n" + codes):
        assert client.post(reverse("admin:second_step_download"), {"codes": other}).status_code == 302


def test_an_administrator_resets_anothers() -> None:
    user, administrator = person(), person("administrator")
    client = logged_in(user)
    set_up(user, client)
    path = reverse("admin:accounts_user_act", args=[user.pk])
    assert logged_in(person("publisher")).post(path, {"verb": "reset"}).status_code == 403
    assert logged_in(administrator).post(path, {"verb": "reset"}).status_code == 302
    assert not is_in(client)
    assert is_in(logged_in(user))
    assert Act.objects.of(user).get(verb="reset the second step").who == administrator


def test_sessions_end_with_the_password_the_account_and_on_demand() -> None:
    user, administrator = person("editor"), logged_in(person("administrator"))
    here, there = logged_in(user), logged_in(user)
    here.post(reverse("admin:sign_out"))
    assert (is_in(here), is_in(there)) == (True, False)
    there = logged_in(user)
    new = "a harbour without a light"
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    here.post(reverse("admin:password_change"), form)
    assert (is_in(here), is_in(there)) == (True, False)
    administrator.post(reverse("admin:accounts_user_act", args=[user.pk]), {"verb": "sign out"})
    assert not is_in(here)


def test_a_session_does_not_come_back_when_a_closed_account_is_opened_again() -> None:
    user, administrator = person("editor"), logged_in(person("administrator"))
    client = logged_in(user)
    path, form = reverse("admin:accounts_user_change", args=[user.pk]), {"username": user.username, "is_staff": "on"}
    assert administrator.post(path, form).status_code == 302
    assert not is_in(client)
    administrator.post(path, form | {"is_active": "on"})
    assert User.objects.get(pk=user.pk).is_active
    assert not is_in(client)


def test_nobody_is_sent_to_another_site() -> None:
    user = person()
    set_up(user)
    client = logged_in(user)
    answer = client.post(reverse(VERIFY), {"code": code(user), "next": "https://elsewhere.example/"})
    assert answer["Location"] == reverse(INDEX)


def test_readers_pages_ask_for_no_second_step() -> None:
    user = person()
    set_up(user)
    assert logged_in(user).get("/").status_code == 200


def test_every_form_of_these_screens_carries_its_token() -> None:
    user = person()
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    for screen in (SET_UP, "admin:account"):
        forms = re.findall(r"<form.*?</form>", client.get(reverse(screen)).text, re.DOTALL)
        assert forms
        assert all("csrfmiddlewaretoken" in form for form in forms if 'method="post"' in form), screen
    set_up(user)
    client.force_login(User.objects.get(pk=user.pk))
    assert client.get(reverse(VERIFY)).text.count("csrfmiddlewaretoken") == 2
