"""Published briefings as JSON: stored renditions of public editions, never the draft."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers as s
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from accounts import paging
from accounts.doors import Door
from accounts.paging import Page
from briefings import schema
from briefings.answering import JSON, digest, state_of_the_site, tagged, written
from briefings.narrowing import ORDERS, narrow
from briefings.parameters import Nothing, Parameters, Several, Yes
from briefings.schema import BriefingDocument
from briefings.shapes_api import Negotiated, Place, negotiated

SHAPES = {"": "summary", "body": "json"}
KNOWN = {
    "summary": frozenset(schema.Summary().fields),
    "json": frozenset(schema.BriefingDocument().fields),
}
KEPT = {"summary": frozenset({"id", "status"}), "json": frozenset({"id", "status", "not_known"})}
"""Never left out, whatever `fields` names: a briefing's text does not go without what is not known."""


class ListParameters(Parameters):
    topic = s.SlugField(required=False, help_text="A topic's slug.")
    actor = s.UUIDField(required=False, help_text="An actor's uid.")
    outlet = s.SlugField(required=False, help_text="An outlet's slug.")
    story = s.UUIDField(required=False, help_text="A story's uid.")
    language = s.RegexField(r"^[A-Za-z0-9-]{1,12}\Z", required=False, help_text="Such as en.")
    published_since = s.DateTimeField(required=False, help_text="First published then or later (RFC 3339).")
    published_before = s.DateTimeField(required=False)
    updated_since = s.DateTimeField(required=False, help_text="With an edition of then or later.")
    updated_before = s.DateTimeField(required=False)
    has_interview = Yes(required=False)
    has_correction = Yes(required=False)
    ordering = s.ChoiceField(list(ORDERS), required=False, help_text="-published, unless one asks for updates.")
    include = s.ChoiceField(["body"], required=False, help_text="All that the detail has.")
    fields = Several(required=False, help_text="These alone of each item, with commas between them.")  # type: ignore[assignment]  # so named
    cursor = s.CharField(required=False, help_text="Where the page starts: taken from a Link.")

    @property
    def shape(self) -> str:
        return SHAPES[self.validated_data.get("include", "")]

    @property
    def order(self) -> paging.Order:
        given: dict[str, Any] = self.validated_data
        by_update = {"updated_since", "updated_before"} & set(given)
        by_publication = {"published_since", "published_before"} & set(given)
        usual = "-updated" if by_update and not by_publication else "-published"
        return ORDERS[given.get("ordering", usual)]

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        unknown = set(given.get("fields", ())) - KNOWN[SHAPES[given.get("include", "")]]
        if unknown:
            raise s.ValidationError({"fields": [f"There is no field {name} here." for name in sorted(unknown)]})
        return given


PAGE = {
    "type": "object",
    "required": ["next", "previous", "results"],
    "properties": {
        "next": {"type": ["string", "null"], "format": "uri"},
        "previous": {"type": ["string", "null"], "format": "uri"},
        "results": {
            "type": "array",
            "items": {
                "anyOf": [
                    {"$ref": "#/components/schemas/Summary"},
                    {"$ref": "#/components/schemas/BriefingDocument"},
                    {
                        "type": "object",
                        "description": "With `fields`: what was asked for.",
                        "required": ["id", "status"],
                        "properties": {"id": {"type": "string"}, "status": {"enum": ["published"]}},
                    },
                ]
            },
        },
    },
}


class BriefingList(Door):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="briefings_list",
        parameters=[ListParameters],
        responses={200: PAGE, 304: OpenApiResponse(description="You have this."), 400: OpenApiTypes.OBJECT},
    )
    def get(self, request: Request) -> HttpResponse:
        """Published briefings, the newest first: summaries, or with `include=body` all of each."""
        parts: list[object] = [state_of_the_site(), request.build_absolute_uri()]
        if "actor" in request.query_params:  # whose merges change no edition
            parts.append(narrow(ListParameters.of(request).validated_data))
        return tagged(request._request, digest(*parts), lambda: found(request))


def found(request: Request) -> HttpResponse:
    asked = ListParameters.of(request)
    given = asked.validated_data
    page = narrow(given).page(asked.shape, asked.order, given.get("cursor"), settings.API_PAGE_SIZE)
    return listed(request, page, lambda row: picked(bytes(row["content"]), asked))


def picked(content: bytes, asked: ListParameters) -> bytes:
    """Of an item what was asked for."""
    wanted = asked.validated_data.get("fields")
    if not wanted:
        return content
    whole = json.loads(content)
    kept = KEPT[asked.shape].union(wanted)
    return written({name: value for name, value in whole.items() if name in kept})


def listed(request: Request, page: Page, item: Callable[[Any], bytes]) -> HttpResponse:
    """A page of stored items, joined as they are, with Link headers."""
    following, preceding = (paging.address(request, cursor) for cursor in (page.next, page.previous))
    return joined((item(row) for row in page.rows), following, preceding)


def joined(items: Iterable[bytes], following: str | None, preceding: str | None) -> HttpResponse:
    """The envelope of a list around items; the addresses of the pages on either side, if there are any."""
    head = written({"next": following, "previous": preceding})[:-1]
    response = HttpResponse(b'%s,"results":[%s]}' % (head, b",".join(items)), content_type=JSON)
    links = paging.links(following, preceding)
    if links:
        response["Link"] = links
    return response


class BriefingDetail(Door):
    permission_classes = (AllowAny,)
    content_negotiation_class = Negotiated

    @extend_schema(
        operation_id="briefings_retrieve",
        responses={
            (200, "application/json"): BriefingDocument,
            (200, "application/ld+json"): OpenApiTypes.OBJECT,
            (200, "text/markdown"): OpenApiTypes.STR,
            (200, "text/plain"): OpenApiTypes.STR,
            301: OpenApiResponse(description="The briefing has another address now."),
            304: OpenApiResponse(description="You have this edition."),
            404: OpenApiTypes.OBJECT,
            406: OpenApiTypes.OBJECT,
            410: OpenApiTypes.OBJECT,
        },
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """The live edition: text, key points with their support, annotations, sources, differences, interview."""
        Nothing.of(request)
        return negotiated(request._request, Place(slug))
