"""Who guesses passwords has to wait: counted by account and by address, in the database (django-axes)."""

from datetime import datetime
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username, get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.models import Act, User


class Handler(AxesDatabaseHandler):  # type: ignore[misc]  # the library has no types
    """Axes', with a limit of its own for addresses: a whole newsroom may stand behind one."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """The failures of the account, or of its address brought to the same measure, whichever are more."""
        by_name, by_address = _counted(request, credentials)
        scaled = by_address * settings.AXES_FAILURE_LIMIT // settings.LOCKOUT_ADDRESS_ATTEMPTS
        return int(max(by_name, scaled))

    def reset_user_attempts(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Who came in is forgiven their own failures, and not those that others had from the same address."""
        forgiven = AccessAttempt.objects.filter(username=get_client_username(request, credentials))
        return int(forgiven.delete()[0])


def _attempts(request: HttpRequest) -> Any:
    return AccessAttempt.objects.filter(attempt_time__gte=get_cool_off_threshold(request))


def _of(request: HttpRequest, credentials: dict[str, Any] | None) -> list[Q]:
    """Those of the account, and those of the address; without a known address there are none of it."""
    address = request.axes_ip_address  # type: ignore[attr-defined]  # axes' handler puts it there
    of_address = Q(ip_address=address) if address else Q(pk__in=[])
    return [Q(username=get_client_username(request, credentials)), of_address]


def _counted(request: HttpRequest, credentials: dict[str, Any] | None) -> list[int]:
    attempts = _attempts(request)
    sums = (attempts.filter(which).aggregate(n=Sum("failures_since_start"))["n"] for which in _of(request, credentials))
    return [found or 0 for found in sums]


def ends(request: HttpRequest, credentials: dict[str, Any] | None, at: datetime) -> datetime:
    """When the lock of this account and address opens at the latest."""
    by_name, by_address = _of(request, credentials)
    last: datetime | None = _attempts(request).filter(by_name | by_address).aggregate(n=Max("attempt_time"))["n"]
    ends_at: datetime = (last or at) + get_cool_off(request)
    return ends_at


def is_counted(name: str) -> bool:
    """Whether wrong passwords of this account still count."""
    return bool(AccessAttempt.objects.filter(username=name).exists())


def let_in(names: set[str], addresses: set[str], *, by: User | None) -> int:
    """Forget the failures of these accounts and addresses; answers how many rows went. Leaves an act for each."""
    gone, _ = AccessAttempt.objects.filter(Q(username__in=names) | Q(ip_address__in=addresses)).delete()
    for title in sorted(names | addresses) if gone else ():
        Act.objects.note("let in again", title, by=by, kind="lock")
    return int(gone)


def page(request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None) -> HttpResponse:
    """What somebody sees who is locked out: how long, and what to do. The same for names that nobody has."""
    now = timezone.now()
    seconds = max(1, int((ends(request, credentials, now) - now).total_seconds()))
    context = {"minutes": -(-seconds // 60), "site_title": "Nutgraf", "site_header": "Nutgraf", "title": "Locked out"}
    answer = render(request, "admin/accounts/locked_out.html", context, status=429)
    answer["Retry-After"] = str(seconds)
    return answer
