"""`Idempotency-Key`: a request that is sent twice is done once, and answered alike."""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from typing import Any

from django.db import transaction
from django.utils import timezone
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import ApiKey
from accounts.models.call import Asked, IdempotentCall

HEADER = "Idempotency-Key"
LONGEST = 255

Post = Callable[..., Response]


class StillRunning(APIException):
    status_code = status.HTTP_409_CONFLICT
    default_detail = "The first request with this Idempotency-Key is still being worked on. Ask again in a moment."


class UsedForAnother(APIException):
    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_detail = "This Idempotency-Key was used for another request. Send this one under a new key."


def idempotent(post: Post) -> Post:
    """A view's method that a client may repeat. Errors are not remembered: a mended request may use the same key.

    The act and its answer are kept in one transaction: whoever is killed in between has done nothing.
    """
    return _once(post, lambda _: transaction.atomic())


def idempotent_but_for(is_long: Callable[[Request], bool]) -> Callable[[Post], Post]:
    """The same, where what takes too long for one transaction changes nothing when it is done again."""
    return lambda post: _once(post, lambda request: nullcontext() if is_long(request) else transaction.atomic())


def _once(post: Post, together: Callable[[Request], AbstractContextManager[Any]]) -> Post:
    @wraps(post)
    def once(view: Any, request: Request, **place: Any) -> Response:
        key = request.headers.get(HEADER)
        if key is None or not isinstance(request.auth, ApiKey):
            with together(request):
                return post(view, request, **place)
        if not 0 < len(key) <= LONGEST:
            raise ValidationError({HEADER: [f"An Idempotency-Key has 1 to {LONGEST} characters."]})
        asked = Asked(request.auth, key, _fingerprint(request))
        call = IdempotentCall.objects.begin(asked, timezone.now())
        if not call.is_mine:
            return _again(call, asked)
        try:
            with together(request):
                return _answered(call, post(view, request, **place))
        except BaseException:
            IdempotentCall.objects.unanswered(call).delete()
            raise

    return once


def _answered(call: IdempotentCall, response: Response) -> Response:
    """Raises StillRunning, and so undoes the act, when a repetition took the call over in the meantime."""
    location = response.get("Location", "")
    kept = IdempotentCall.objects.unanswered(call).update(
        status=response.status_code, body=response.data, location=location
    )
    if not kept:
        raise StillRunning
    return response


def _again(call: IdempotentCall, asked: Asked) -> Response:
    if call.fingerprint != asked.fingerprint:
        raise UsedForAnother
    if call.status is None:
        raise StillRunning
    headers = {"Idempotency-Replayed": "true"} | ({"Location": call.location} if call.location else {})
    return Response(call.body, status=call.status, headers=headers)


def _fingerprint(request: Request) -> str:
    asked = f"{request.method} {request.get_full_path()} {request.content_type}\n".encode()
    return hashlib.sha256(asked + request._request.body).hexdigest()
