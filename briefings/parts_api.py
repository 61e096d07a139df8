"""Parts of a briefing at addresses of their own: its editions, its sources, where they differ, the interview."""

import json
from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers as s
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from accounts.doors import Door
from briefings import formats, schema
from briefings.answering import JSON, digest, state_of_the_site, tagged, written
from briefings.models import Edition
from briefings.parameters import Nothing
from briefings.rendering import facts
from briefings.schema import BriefingDocument
from briefings.shapes_api import ANSWERS, Gone, Negotiated, Place, ShapeView, described, negotiated


class ListedEdition(schema.EditionInfo):
    sha256 = s.CharField(help_text="SHA-256 of the edition's canonical document (RFC 8785).")
    uri = s.URLField()
    url = s.URLField()


class EditionPage(s.Serializer[object]):
    results = ListedEdition(many=True)


class SourcePage(s.Serializer[object]):
    edition = s.IntegerField()
    results = schema.Source(many=True)
    origins = schema.Origin(many=True)


class DifferencePage(s.Serializer[object]):
    edition = s.IntegerField()
    results = schema.Difference(many=True)


class EditionList(Door):
    permission_classes = (AllowAny,)
    content_negotiation_class = Negotiated

    @extend_schema(operation_id="editions_list", responses={200: EditionPage, **ANSWERS, 400: OpenApiTypes.OBJECT})
    def get(self, request: Request, slug: str) -> HttpResponse:
        """All editions, the first one first; of a retracted briefing the retraction alone."""
        Nothing.of(request)
        found = list(Edition.objects.all_of(slug))
        if not found:
            return Place(slug).elsewhere(request._request)
        body = written({"results": [_listed(edition, slug) for edition in found]})
        tag = digest(state_of_the_site(), body)
        return tagged(request._request, tag, lambda: HttpResponse(body, content_type=JSON))


def _listed(edition: Edition, slug: str) -> dict[str, Any]:
    site = facts()
    return {
        "number": edition.number,
        "kind": edition.kind,
        "note": edition.note,
        "published_at": edition.published_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "sha256": edition.sha256,
        "uri": site.edition(slug, edition.number),
        "url": site.edition_page(slug, edition.number),
    }


class EditionDetail(Door):
    permission_classes = (AllowAny,)
    content_negotiation_class = Negotiated

    @extend_schema(
        operation_id="editions_retrieve",
        responses={
            (200, "application/json"): BriefingDocument,
            (200, "application/ld+json"): OpenApiTypes.OBJECT,
            (200, "text/markdown"): OpenApiTypes.STR,
            (200, "text/plain"): OpenApiTypes.STR,
            **ANSWERS,
            400: OpenApiTypes.OBJECT,
            406: OpenApiTypes.OBJECT,
        },
    )
    def get(self, request: Request, slug: str, number: int) -> HttpResponse:
        """One edition, as it was."""
        Nothing.of(request)
        return negotiated(request._request, Place(slug, number))


class EditionMarkdown(ShapeView):
    @described(formats.MARKDOWN, "editions_markdown")
    def get(self, request: Request, slug: str, number: int) -> HttpResponse:
        """One edition as Markdown."""
        return self.answer(request, Place(slug, number), formats.MARKDOWN)


class EditionText(ShapeView):
    @described(formats.TEXT, "editions_plain")
    def get(self, request: Request, slug: str, number: int) -> HttpResponse:
        """One edition as plain text, with all that the Markdown has."""
        return self.answer(request, Place(slug, number), formats.TEXT)


class PartView(Door):
    """A part of the live edition's JSON."""

    permission_classes = (AllowAny,)
    content_negotiation_class = Negotiated
    part = ""

    def answer(self, request: Request, slug: str) -> HttpResponse:
        Nothing.of(request)
        stored = Place(slug).stored("json")
        if stored is None:
            return Place(slug).elsewhere(request._request)
        tag = digest(stored.etag, self.part)
        return tagged(request._request, tag, lambda: self.of(json.loads(stored.content)))

    def of(self, doc: dict[str, Any]) -> HttpResponse:
        """Raises Gone for a retracted briefing, NotFound for what is not there."""
        if doc["status"] == "retracted":
            raise Gone
        return HttpResponse(written(self.picked(doc)), content_type=JSON)

    def picked(self, doc: dict[str, Any]) -> dict[str, Any]:
        return {"edition": doc["edition"]["number"], "results": doc[self.part]}


PART_ANSWERS = {**ANSWERS, 400: OpenApiTypes.OBJECT}


class Sources(PartView):
    part = "sources"

    @extend_schema(operation_id="sources_list", responses={200: SourcePage, **PART_ANSWERS})
    def get(self, request: Request, slug: str) -> HttpResponse:
        """The reports that the live edition rests on, and whose reporting they are."""
        return self.answer(request, slug)

    def picked(self, doc: dict[str, Any]) -> dict[str, Any]:
        return super().picked(doc) | {"origins": doc["origins"]}


class Differences(PartView):
    part = "differences"

    @extend_schema(operation_id="differences_list", responses={200: DifferencePage, **PART_ANSWERS})
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Where the sources differ, and according to whom."""
        return self.answer(request, slug)


class Interview(PartView):
    part = "interview"

    @extend_schema(
        operation_id="interview_retrieve",
        responses={
            200: schema.Interview,
            **PART_ANSWERS,
            404: OpenApiResponse(OpenApiTypes.OBJECT, description="No such briefing, or it has no interview."),
        },
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """The interview beside the text, with what readers are told of it."""
        return self.answer(request, slug)

    def picked(self, doc: dict[str, Any]) -> dict[str, Any]:
        if doc["interview"] is None:
            raise NotFound("This briefing has no interview.")
        found: dict[str, Any] = doc["interview"]
        return found
