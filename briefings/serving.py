"""Stored bytes to readers and programs alike: strong ETags, 304 for those who have them, gzip for those who take it."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from briefings import shelf
from briefings.shelf import Stored

HTML = "text/html; charset=utf-8"
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")


def serve(request: HttpRequest, stored: Stored, media_type: str) -> HttpResponse:
    zipped = bool(stored.zipped) and "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    etag = f'"{stored.etag}-gzip"' if zipped else f'"{stored.etag}"'
    headers = {
        "Content-Type": media_type,
        "ETag": etag,
        "Cache-Control": "public, max-age=0, must-revalidate",
        "Vary": "Accept-Encoding",
    }
    if stored.last_modified:
        headers["Last-Modified"] = stored.last_modified
    if zipped:
        headers["Content-Encoding"] = "gzip"
    response = HttpResponse(stored.zipped if zipped else stored.content, headers=headers)
    if not any(name in request.META for name in CONDITIONS):
        return response
    changed = int(stored.changed_at.timestamp()) if stored.changed_at else None
    return get_conditional_response(request, etag, changed, response) or response


def kept(*given: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A list of what is public stays at hand until something public changes. It depends on its address alone, and of
    what the address asks on `given`; asked for anything else, it is made each time."""

    def keep(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            made: list[HttpResponse] = []

            def make() -> Stored | None:
                with timezone.override(ZoneInfo(settings.DESK_TIME_ZONE)):  # whoever asks first may be an editor
                    made.append(view(request, *args, **kwargs))
                return Stored.made(made[0].content) if made[0].status_code == 200 else None

            if not set(request.GET) <= set(given):
                return view(request, *args, **kwargs)
            key = (request.path, *(request.GET.get(name, "") for name in given))
            stored = shelf.SHELF.find(key, make)
            return serve(request, stored, HTML) if stored else made[0]

        return answer

    return keep
