"""Log lines as JSON: who asked for what, under which id, and never a secret.

Development keeps the readable line of config/settings.py.
"""

import logging
import re
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest
from django.utils.functional import LazyObject
from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from accounts.middleware import current_request_id

current_request: ContextVar[HttpRequest | None] = ContextVar("current_request", default=None)

LEFT_OUT = ("request", "response", "server_time", "request_id", "args")
"""What Django hangs on its records: a request's repr has the whole address, with what stands in its query."""
HIDDEN = "[hidden]"
SECRETS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<kept>\b(?:proxy-)?authorization\b\W{1,4}(?:(?:bearer|basic|token)\s+)?)[^\s'\",;]+",
        r"(?P<kept>\b(?:bearer|basic)\s+)[\w.~+/=-]{6,}",
        r"(?P<kept>\b(?:set-)?cookie\b\W{1,4})[^\r\n'\"]+",
        r"(?P<kept>\b[\w-]*(?:password|passwd|secret|token|api[_-]?key|sessionid|csrf\w*|signature|otp)\b['\"]?\s*[=:]\s*"
        r"['\"]?)[^\s'\"&,;)}\]]+",
        r"(?P<kept>://[^/\s:@]*:)[^@\s/]+(?=@)",
    )
)


def without_secrets(text: str) -> str:
    """What looks like a password, a key, a cookie or a token is hidden, wherever in a line it stands."""
    for pattern in SECRETS:
        text = pattern.sub(lambda found: found["kept"] + HIDDEN, text)
    return text


class JsonLines(JsonFormatter):
    """One object a line: at, level, logger, message, request_id; in a request: method, path, route, object, user."""

    def __init__(self) -> None:
        super().__init__(
            "{asctime}{levelname}{name}{message}",
            style="{",
            rename_fields={"asctime": "at", "levelname": "level", "name": "logger"},
            datefmt="%Y-%m-%dT%H:%M:%S%z",
            reserved_attrs=[*RESERVED_ATTRS, *LEFT_OUT],
        )

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        super().add_fields(log_data, record, message_dict)
        if request_id := current_request_id.get():
            log_data["request_id"] = request_id
        if request := current_request.get():
            log_data |= context(request)

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        return {name: without_secrets(value) if isinstance(value, str) else value for name, value in log_data.items()}


def context(request: HttpRequest) -> dict[str, Any]:
    """What a line says of the request it belongs to. The address goes without its query; nobody's session is opened."""
    said: dict[str, Any] = {"method": request.method, "path": request.path}
    if match := request.resolver_match:
        said["route"] = match.view_name or match.route
        said["object"] = " ".join(f"{name}={value}" for name, value in match.kwargs.items())
    said["user"] = getattr(_known_user(request), "pk", None)
    return {name: value for name, value in said.items() if value not in (None, "")}


def _known_user(request: HttpRequest) -> Any:
    """Who asks, if that was looked up anyway: by Django for the desk, by DRF for a key."""
    user = request.__dict__.get("user")
    return request.__dict__.get("_cached_user") if isinstance(user, LazyObject) else user
