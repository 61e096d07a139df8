"""Answers of the API that are put together from stored bytes: a tag first, then the work."""

import hashlib
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cachetools import LRUCache
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import condition

from accounts.models import Sequence
from accounts.models.sequence import BESIDE_EDITIONS
from briefings.models.edition import PUBLIC_CHANGES

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Made:
    """An answer that was put together before."""

    content: bytes
    link: str

    @classmethod
    def of(cls, response: HttpResponse) -> "Made":
        return cls(response.content, response.get("Link", ""))

    def response(self) -> HttpResponse:
        found = HttpResponse(self.content, content_type=JSON)
        if self.link:
            found["Link"] = self.link
        return found


class AtHand:
    """The most used of them by their tags, which name all that they are made of, so that none is ever old."""

    def __init__(self, most_bytes: int) -> None:
        self._kept: LRUCache[str, Made] = LRUCache(maxsize=most_bytes, getsizeof=lambda made: len(made.content))
        self._lock = threading.Lock()

    def find(self, tag: str, make: Callable[[], HttpResponse]) -> HttpResponse:
        with self._lock:
            there = self._kept.get(tag)
        if there:
            return there.response()
        response = make()
        made = Made.of(response)
        if response.status_code == 200 and len(made.content) <= self._kept.maxsize:
            with self._lock:
                self._kept[tag] = made
        return response


AT_HAND = AtHand(settings.PAGE_CACHE_BYTES // 4)


def tagged(request: HttpRequest, tag: str, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer, kept at hand; or 304 before any of it is made, for those who have what the tag names."""
    conditional = condition(etag_func=lambda request: f'"{tag}"')
    response = conditional(lambda request: AT_HAND.find(tag, answer))(request)
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


def digest(*parts: object) -> str:
    """A tag of what an answer is made of."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def state_of_the_site() -> str:
    """Changes whenever what is public does, or was rendered anew. One query."""
    rows = Sequence.objects.filter(name__in=(PUBLIC_CHANGES, BESIDE_EDITIONS)).order_by("name")
    return digest(*rows.values_list("name", "value"))


def written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
