"""Stored bytes to readers and programs alike: a strong ETag, and 304 for those who have them."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import condition

from briefings.models import Rendition


def serve(request: HttpRequest, rendition: Rendition, media_type: str) -> HttpResponse:
    def body(request: HttpRequest) -> HttpResponse:
        return HttpResponse(bytes(rendition.content), content_type=media_type)

    tagged = condition(etag_func=lambda request: f'"{rendition.etag}"')
    response = tagged(body)(request)
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response
