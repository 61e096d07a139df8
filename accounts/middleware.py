"""Each request carries an id, which its acts and log lines repeat, and runs in its user's time zone."""

import logging
import re
from collections.abc import Callable
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from uuid6 import uuid7

GetResponse = Callable[[HttpRequest], HttpResponse]

current_request_id: ContextVar[str] = ContextVar("current_request_id", default="")
ACCEPTED_ID = re.compile(r"[A-Za-z0-9._-]{8,64}\Z")


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id.get() or "-"
        return True


def request_id(get_response: GetResponse) -> GetResponse:
    """Takes a sane X-Request-ID from the proxy or makes one, and answers with it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        token = current_request_id.set(given if ACCEPTED_ID.match(given) else uuid7().hex)
        try:
            response = get_response(request)
            response["X-Request-ID"] = current_request_id.get()
        finally:
            current_request_id.reset(token)
        return response

    return middleware


def time_zone(get_response: GetResponse) -> GetResponse:
    """A reader without a session is not asked who it is, so that one cached answer serves all (no `Vary: Cookie`)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        name = ""
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            name = getattr(request.user, "time_zone", "")
        with timezone.override(ZoneInfo(name or settings.DESK_TIME_ZONE)):
            return get_response(request)

    return middleware
