"""Stored bytes to readers and programs alike: strong ETags, 304 for those who have them, gzip for those who take it."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import get_conditional_response

from briefings import shelf
from briefings.shelf import Stored

HTML = "text/html; charset=utf-8"
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")


def at_hand(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Pages that are kept under their address are answered before sessions, users and views, which they do not need.

    It stands behind the middleware that says what every answer says, and does itself what all the rest would do for a
    page: the host is checked, the length told, the route named for the log. Half of what it costs otherwise.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.META.get("QUERY_STRING") or request.method not in ("GET", "HEAD"):
            return get_response(request)
        stored = shelf.SHELF.at_hand(request.path)
        if stored is None:
            return get_response(request)
        request.get_host()
        request.resolver_match = stored.route
        response = serve(request, stored, HTML)
        if response.status_code == 200:
            response["Content-Length"] = len(response.content)
        return response

    return middleware


def keep(request: HttpRequest, key: Hashable, load: Callable[[], Stored | None]) -> Stored | None:
    """What is on the shelf under the key, or what is loaded; under an address alone `at_hand` finds it."""

    def routed() -> Stored | None:
        stored = load()
        return replace(stored, route=request.resolver_match) if stored else None

    return shelf.SHELF.find(key, routed)


def serve(request: HttpRequest, stored: Stored, media_type: str) -> HttpResponse:
    zipped = bool(stored.zipped) and "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    etag = f'"{stored.etag}-gzip"' if zipped else f'"{stored.etag}"'
    headers = {"ETag": etag, "Cache-Control": "public, max-age=0, must-revalidate", "Vary": "Accept-Encoding"}
    if stored.last_modified:
        headers["Last-Modified"] = stored.last_modified
    asked = [name for name in CONDITIONS if name in request.META]
    if asked == ["HTTP_IF_NONE_MATCH"] and request.META["HTTP_IF_NONE_MATCH"] == etag:
        return HttpResponseNotModified(headers=headers)
    headers["Content-Type"] = media_type
    if zipped:
        headers["Content-Encoding"] = "gzip"
    response = HttpResponse(stored.zipped if zipped else stored.content, headers=headers)
    if not asked:
        return response
    changed = int(stored.changed_at.timestamp()) if stored.changed_at else None
    return get_conditional_response(request, etag, changed, response) or response


def kept(*given: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A list of what is public stays at hand until something public changes. It depends on its address alone, and of
    what the address asks on `given`; asked for anything else, it is made each time."""

    def wrapped(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            made: list[HttpResponse] = []

            def make() -> Stored | None:
                with timezone.override(ZoneInfo(settings.DESK_TIME_ZONE)):  # whoever asks first may be an editor
                    made.append(view(request, *args, **kwargs))
                return Stored.made(made[0].content) if made[0].status_code == 200 else None

            if not set(request.GET) <= set(given):
                return view(request, *args, **kwargs)
            values = [request.GET.get(name, "") for name in given]
            stored = keep(request, (request.path, *values) if any(values) else request.path, make)
            return serve(request, stored, HTML) if stored else made[0]

        return answer

    return wrapped
