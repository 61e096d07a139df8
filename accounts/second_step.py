"""The second step of log-in: a code of an app on one's phone (RFC 6238), or one of ten recovery codes.

A session says itself how far it is: `owed` from log-in on where the account has a second step, `done` after it. Setting
one up or taking it away ends all other sessions, so no session can be older than the step that it owes.
"""

import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import django_otp
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import urlencode
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import Act, User

KEY, OWED, DONE = "second_step", "owed", "done"
CODES = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another on paper."""
GROUPS, GROUP = 4, 4
"""A code is sixteen letters, 79 bits: so many that the hashes that we keep cannot be turned back."""
STORED_CHARS = 16
"""Of the hash in hexadecimal, which is what django-otp's column holds."""
OPEN_WHILE_OWED = ("second_step_verify", "logout")
OPEN_WHILE_MISSING = ("second_step_set_up", "second_step_qr", "second_step_download", "logout", "jsi18n")


def device_of(user: User) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def codes_left(user: User) -> int:
    return sum(device.token_set.count() for device in StaticDevice.objects.filter(user=user))


def is_required(user: User) -> bool:
    """Whether a role of theirs has to have one (`NUTGRAF_SECOND_STEP`)."""
    roles = settings.SECOND_STEP
    return bool(roles) and (user.is_superuser or user.groups.filter(name__in=roles).exists())


def owe(request: HttpRequest, user: User) -> None:
    """After the password: note in the session what is still to come."""
    if device_of(user):
        request.session[KEY] = OWED


class Required:
    """Leads who owes the second step to it, and who has to set one up there, before anything else behind the log-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        name = request.resolver_match.url_name if request.resolver_match else ""
        step = self._missing(request)
        if step is None or name in step.open:
            return None
        return redirect(f"{resolve_url(step.page)}?{urlencode({'next': request.get_full_path()})}")

    def _missing(self, request: HttpRequest) -> "Step | None":
        state = request.session.get(KEY)
        if state == OWED:
            return VERIFY
        return SET_UP if state != DONE and isinstance(request.user, User) and is_required(request.user) else None


@dataclass(frozen=True, slots=True)
class Step:
    page: str
    open: tuple[str, ...]


VERIFY = Step("admin:second_step_verify", OPEN_WHILE_OWED)
SET_UP = Step("admin:second_step_set_up", OPEN_WHILE_MISSING)


def begin(user: User) -> TOTPDevice:
    """The device that is being set up: made once, and there until its first code confirms it."""
    device, _ = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "app"})
    return device


@transaction.atomic
def confirm(request: HttpRequest, code: str) -> list[str]:
    """Its first code: from now on codes are asked for, other sessions end. Answers recovery codes; none: wrong."""
    user = person(request)
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
    if device is None or not device.verify_token(tidy(code)):
        return []
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    _end_other_sessions(request, DONE)
    Act.objects.record("set up the second step", user, by=user)
    return make_codes(user)


@transaction.atomic
def make_codes(user: User) -> list[str]:
    """Ten new recovery codes, told once and kept as hashes; the old ones are void."""
    codes = [_code() for _ in range(CODES)]
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery codes")
    for code in codes:
        device.token_set.create(token=_hashed(user, tidy(code)))
    Act.objects.record("made recovery codes", user, by=user)
    return codes


def turn_off(request: HttpRequest) -> None:
    user = person(request)
    _remove(user)
    _end_other_sessions(request, None)
    Act.objects.record("turned off the second step", user, by=user)


@transaction.atomic
def reset(user: User, *, by: User | None) -> None:
    """Somebody lost phone and codes: an administrator takes their second step away, and their sessions end."""
    _remove(user)
    user.end_sessions()
    Act.objects.record("reset the second step", user, by=by)


def verify(request: HttpRequest, code: str) -> bool:
    """A code of the app or a recovery code. A wrong one makes the next wait: 1, 2, 4 … seconds (django-otp)."""
    user, code = person(request), tidy(code)
    device, given = device_of(user), code
    if not re.fullmatch(r"\d{6}", code):
        device, given = StaticDevice.objects.filter(user=user).first(), _hashed(user, code)
    if device is None or not django_otp.verify_token(user, device.persistent_id, given):
        Act.objects.record("gave a wrong code", user, by=user)
        return False
    request.session.cycle_key()
    request.session[KEY] = DONE
    used = "used a recovery code" if isinstance(device, StaticDevice) else "gave the second step"
    Act.objects.record(used, user, by=user)
    return True


def waits_until(user: User) -> datetime | None:
    """Until when no code of theirs is looked at."""
    devices = [*TOTPDevice.objects.filter(user=user), *StaticDevice.objects.filter(user=user)]
    waits = [
        more["locked_until"] for allowed, more in (device.verify_is_allowed() for device in devices) if not allowed
    ]
    return max(waits, default=None)


def person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def tidy(code: str) -> str:
    """As it is compared: without the spaces and dashes that people type."""
    return re.sub(r"[\s-]", "", code).lower()


def sign_out_elsewhere(request: HttpRequest) -> None:
    """Every other session of this account ends; this one stays."""
    user = person(request)
    _end_other_sessions(request, request.session.get(KEY))
    Act.objects.record("signed out everywhere else", user, by=user)


def sign_out(user: User, *, by: User) -> None:
    """Every session of that account ends."""
    user.end_sessions()
    Act.objects.record("signed out everywhere", user, by=by)


def _end_other_sessions(request: HttpRequest, state: str | None) -> None:
    user = person(request)
    user.end_sessions()
    update_session_auth_hash(request, user)
    if state:
        request.session[KEY] = state
    else:
        request.session.pop(KEY, None)


def _remove(user: User) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _code() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))


def _hashed(user: User, code: str) -> str:
    return hashlib.sha256(f"{user.uid} {code}".encode()).hexdigest()[:STORED_CHARS]
