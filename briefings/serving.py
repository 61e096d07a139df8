"""Stored bytes to readers and programs alike: strong ETags, 304 for those who have them, gzip for those who take it."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from briefings.shelf import Stored


def serve(request: HttpRequest, stored: Stored, media_type: str) -> HttpResponse:
    zipped = bool(stored.zipped) and "gzip" in request.headers.get("Accept-Encoding", "")
    etag = f'"{stored.etag}-gzip"' if zipped else f'"{stored.etag}"'
    changed = int(stored.changed_at.timestamp())
    response = HttpResponse(stored.zipped if zipped else stored.content, content_type=media_type)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed)
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    if zipped:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    return get_conditional_response(request, etag, changed, response) or response
