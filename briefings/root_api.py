"""The API's front page, its schema and its documentation."""

from typing import Any

from csp.utils import build_policy
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework import serializers as s
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.doors import Door
from briefings.answering import JSON, digest, tagged, written
from briefings.parameters import Nothing

READING = {
    "briefings": "api-briefings",
    "sync": "api-sync",
    "actors": "api-actors",
    "topics": "api-topics",
    "outlets": "api-outlets",
    "stories": "api-stories",
    "schema": "api-schema",
    "documentation": "api-docs",
    "atom": "atom",
    "rss": "rss",
    "json_feed": "json-feed",
}
WRITING = {"articles": "api-articles", "drafts": "api-drafts"}
OF_A_BRIEFING = ("ninjs", "jsonld", "md", "txt")
PARTS = ("editions", "annotations", "sources", "differences", "interview")


class Root(s.Serializer[object]):
    """Addresses; those of a briefing hold `{slug}`, the search `{q}` (RFC 6570)."""

    name = s.CharField()
    reading = s.DictField(child=s.CharField())
    writing = s.DictField(child=s.CharField(), help_text="With a key whose scopes allow it.")
    briefing = s.DictField(child=s.CharField())


class RootView(Door):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="root",
        responses={200: Root, 304: OpenApiResponse(description="You have this."), 400: OpenApiTypes.OBJECT},
    )
    def get(self, request: Request) -> HttpResponse:
        """Where everything is."""
        Nothing.of(request)
        body = written(contents())
        response = tagged(request._request, digest(body), lambda: HttpResponse(body, content_type=JSON))
        schema, docs = (settings.SITE_URL + reverse(name) for name in ("api-schema", "api-docs"))
        response["Link"] = f'<{schema}>; rel="service-desc", <{docs}>; rel="service-doc"'
        return response


def contents() -> dict[str, Any]:
    def at(names: dict[str, str]) -> dict[str, str]:
        return {word: settings.SITE_URL + reverse(name) for word, name in names.items()}

    one = settings.SITE_URL + reverse("api-briefings") + "{slug}"
    shapes = {shape: f"{one}.{shape}" for shape in OF_A_BRIEFING} | {part: f"{one}/{part}/" for part in PARTS}
    return {
        "name": settings.SITE_NAME,
        "reading": at(READING) | {"search": settings.SITE_URL + reverse("api-search") + "?q={q}"},
        "writing": at(WRITING),
        "briefing": {"json": f"{one}/", **shapes, "edition": f"{one}/editions/{{number}}/"},
    }


class Schema(Door, SpectacularAPIView):
    """The schema itself (OpenAPI 3.1), as YAML or JSON."""


class Documentation(Door, SpectacularSwaggerSplitView):
    """The schema as a page, of files that are here. Its viewer has small pictures in its style sheet."""

    url_name = "api-schema"

    def finalize_response(self, *args: Any, **kwargs: Any) -> Response:
        response: Response = super().finalize_response(*args, **kwargs)
        response["Content-Security-Policy"] = build_policy(update={"img-src": ["data:"]})
        return response
