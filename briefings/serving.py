"""Stored bytes to readers and programs alike: strong ETags, 304 for those who have them, gzip for those who take it."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from briefings.shelf import Stored

CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")


def serve(request: HttpRequest, stored: Stored, media_type: str) -> HttpResponse:
    zipped = bool(stored.zipped) and "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    etag = f'"{stored.etag}-gzip"' if zipped else f'"{stored.etag}"'
    headers = {
        "Content-Type": media_type,
        "ETag": etag,
        "Last-Modified": stored.last_modified,
        "Cache-Control": "public, max-age=0, must-revalidate",
        "Vary": "Accept-Encoding",
    }
    if zipped:
        headers["Content-Encoding"] = "gzip"
    response = HttpResponse(stored.zipped if zipped else stored.content, headers=headers)
    if not any(name in request.META for name in CONDITIONS):
        return response
    changed = int(stored.changed_at.timestamp())
    return get_conditional_response(request, etag, changed, response) or response
