"""Answers of the API that are put together from stored bytes: a tag first, then the work."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import condition

from accounts.models import Sequence
from briefings import shelf
from briefings.models.edition import PUBLIC_CHANGES

JSON = "application/json"


def tagged(request: HttpRequest, tag: str, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer, or 304 before any of it is made, for those who have what the tag names."""
    conditional = condition(etag_func=lambda request: f'"{tag}"')
    response = conditional(lambda request: answer())(request)
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


def digest(*parts: object) -> str:
    """A tag of what an answer is made of."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def state_of_the_site() -> str:
    """Changes whenever what is public does, or was rendered anew. One query."""
    rows = Sequence.objects.filter(name__in=(PUBLIC_CHANGES, shelf.RENDITIONS)).order_by("name")
    return digest(*rows.values_list("name", "value"))


def written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
