"""Errors of the JSON API as RFC 9457 problem documents."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

MEDIA_TYPE = "application/problem+json"


def problem(status: int, detail: str = "", errors: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """The document. `errors` names fields: {"pointer": "/title" (RFC 6901), "detail": "…"}."""
    body: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    if detail:
        body["detail"] = detail
    if errors:
        body["errors"] = errors
    return body


def pointers(data: Any, path: str = "") -> list[dict[str, str]]:
    """DRF's nested error lists, flattened to one entry a message with a JSON pointer."""
    if isinstance(data, dict):
        return [e for key, value in data.items() for e in pointers(value, path + _step(str(key)))]
    if isinstance(data, list):
        nested = any(isinstance(item, dict | list) for item in data)
        return [e for i, item in enumerate(data) for e in pointers(item, f"{path}/{i}" if nested else path)]
    return [{"pointer": path, "detail": str(data)}]


def _step(key: str) -> str:
    return "" if key == "non_field_errors" else "/" + key.replace("~", "~0").replace("/", "~1")


def handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: what it knows, as a problem document; model validation errors as 400."""
    if isinstance(error, ValidationError):
        error = exceptions.ValidationError(getattr(error, "message_dict", error.messages))
    response = exception_handler(error, context)
    if response is None:
        return None
    known = isinstance(error, exceptions.ValidationError)
    detail = "The request has errors." if known else _detail(error)
    response.data = problem(response.status_code, detail, pointers(response.data) if known else None)
    response.content_type = MEDIA_TYPE
    return response


def _detail(error: Exception) -> str:
    if isinstance(error, Http404):
        return "There is nothing at this address."
    if isinstance(error, PermissionDenied):
        return "You may not do this."
    return str(getattr(error, "detail", ""))


def answer(status: int, detail: str) -> HttpResponse:
    return JsonResponse(problem(status, detail), status=status, content_type=MEDIA_TYPE)


def is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
