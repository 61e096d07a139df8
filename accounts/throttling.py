"""How often a program may ask, and try keys: so many times a minute, counted by key, or by address without one."""

import time
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from accounts.models import ApiKey

if TYPE_CHECKING:
    from rest_framework.views import APIView

WINDOW = 60
"""Seconds. Windows begin with the minute, so that one number a client is all that is kept."""


def address_of(request: HttpRequest | Request) -> str | None:
    """Where a request comes from, as our proxy says if we stand behind one; None: what it says is no address."""
    said = BaseThrottle().get_ident(request) or ""  # type: ignore[arg-type]  # it reads META alone, of either
    return said if is_address(said) else None


def is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return "%" not in text  # a zone, which no column holds


@dataclass(frozen=True, slots=True)
class Spent:
    """What is left of a window: `limit` requests of which `left` remain, for `seconds` more."""

    limit: int
    left: int
    seconds: int

    @property
    def headers(self) -> dict[str, str]:
        """draft-ietf-httpapi-ratelimit-headers."""
        return {
            "RateLimit-Policy": f'"minute";q={self.limit};w={WINDOW}',
            "RateLimit": f'"minute";r={max(self.left, 0)};t={self.seconds}',
        }


class ByTheMinute(BaseThrottle):
    """`NUTGRAF_API_RATE` a minute by address, `NUTGRAF_API_KEY_RATE` by key; 0: as often as one likes."""

    spent: Spent | None = None

    def allow_request(self, request: Request, view: "APIView") -> bool:
        key = request.auth if isinstance(request.auth, ApiKey) else None
        limit = settings.API_KEY_RATE if key else settings.API_RATE
        if not limit:
            return True
        minute, second = divmod(int(time.time()), WINDOW)
        who = f"key {key.pk}" if key else f"address {self.get_ident(request)}"
        self.spent = Spent(limit, limit - _counted(f"rate {minute} {who}".replace(" ", "-")), WINDOW - second)
        request._request.spent = self.spent  # type: ignore[attr-defined]  # read by Door, which writes the headers
        return self.spent.left >= 0

    def wait(self) -> float | None:
        return float(self.spent.seconds) if self.spent else None


class Guesses:
    """Wrong keys of one address in this minute: after `NUTGRAF_KEY_GUESSES` none is looked at; 0: no limit."""

    def __init__(self, request: Request) -> None:
        minute, second = divmod(int(time.time()), WINDOW)
        self.name, self.seconds = f"guesses-{minute}-{address_of(request)}", WINDOW - second

    def refuse_more(self) -> None:
        """Raises Throttled."""
        if settings.KEY_GUESSES and cache.get(self.name, 0) >= settings.KEY_GUESSES:
            raise Throttled(self.seconds, "Too many wrong keys came from your address (NUTGRAF_KEY_GUESSES).")

    def wrong(self) -> bool:
        """Count one more; whether it was the last that is let through."""
        return _counted(self.name) == settings.KEY_GUESSES


def _counted(name: str) -> int:
    cache.add(name, 0, WINDOW + 1)
    try:
        return cache.incr(name)
    except ValueError:  # it was dropped in between
        return 1
