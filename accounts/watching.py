"""Who came and went: acts of log-in and log-out, of what was refused and of what was taken out as a file."""

import hashlib
from collections.abc import Callable
from ipaddress import ip_network
from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from accounts import second_step
from accounts.models import Act, ApiKey, User
from accounts.throttling import address_of

TYPED_CHARS = 60
"""What is kept of a name that somebody typed."""
REFUSAL_SECONDS = 60
"""The same refusal of the same person is kept once a minute, so that a program that loops fills no table."""
WATCHED = ("/admin/", "/api/")


def connect() -> None:
    """To the framework's hooks, which are all that it has for these."""
    user_logged_in.connect(logged_in, dispatch_uid="logged in")
    user_logged_out.connect(logged_out, dispatch_uid="logged out")
    user_login_failed.connect(log_in_failed, dispatch_uid="failed to log in")
    user_locked_out.connect(locked_out, dispatch_uid="locked out")


def network(request: HttpRequest | None) -> str:
    """The network that a request came from: enough to tell the office from elsewhere, and no one person's for ever."""
    address = address_of(request) if request else None
    if not address:
        return ""
    return str(ip_network((address, 48 if ":" in address else 24), strict=False))


def logged_in(request: HttpRequest, user: User, **_: Any) -> None:
    Act.objects.record("logged in", user, by=user, after={"from": network(request)})
    second_step.owe(request, user)


def logged_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        Act.objects.record("logged out", user, by=user)


def log_in_failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """The name as typed, and never the password. While a lock holds, attempts change nothing and are not kept."""
    failures = getattr(request, "axes_failures_since_start", None)
    if failures is None and getattr(request, "axes_locked_out", False):
        return
    typed = str(credentials.get("username", ""))[:TYPED_CHARS]
    Act.objects.note("failed to log in", typed, by=None, kind="user name", after={"from": network(request)})


def locked_out(request: HttpRequest, username: str | None, **_: Any) -> None:
    """Once, when the lock falls; axes tells of each attempt while it holds as well."""
    if getattr(request, "axes_failures_since_start", None) is not None:
        typed = str(username or "")[:TYPED_CHARS]
        Act.objects.note("locked out", typed, by=None, kind="user name", after={"from": network(request)})


def watched(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Keeps an act of each refusal (403) and of each file that is taken out, where it is known whose request it is."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith(WATCHED):
            if response.status_code == 403:
                _keep("was refused", request, once=True)
            elif response.headers.get("Content-Disposition", "").startswith("attachment"):
                _keep("exported", request)
        return response

    return middleware


def _keep(verb: str, request: HttpRequest, *, once: bool = False) -> None:
    if not isinstance(request.user, User):
        return
    what = f"{request.method} {request.path}"
    name = hashlib.sha256(f"{verb} {request.user.pk} {what}".encode()).hexdigest()
    if once and not cache.add(name, True, REFUSAL_SECONDS):
        return
    key = getattr(request, "auth", None)
    after = {"key": key.prefix} if isinstance(key, ApiKey) else {}
    Act.objects.note(verb, what, by=request.user, kind="request", after=after)
