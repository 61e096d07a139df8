"""Published briefings as JSON: stored renditions of public editions, never the draft."""

import json

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.openapi import NewestFirst
from briefings.models import Edition
from briefings.schema import BriefingDocument, SummaryPage
from briefings.shapes_api import Negotiated, Place, negotiated


class NewestBriefings(NewestFirst):
    ordering = "-first_seq"


class BriefingList(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="briefings_list", responses=SummaryPage, parameters=[NewestBriefings.parameter()])
    def get(self, request: Request) -> Response:
        """Summaries of published briefings, newest first."""
        unknown = set(request.query_params) - {NewestBriefings.cursor_query_param}
        if unknown:
            raise ValidationError({name: ["This parameter is not known here."] for name in sorted(unknown)})
        paginator = NewestBriefings()
        rows = paginator.paginate_queryset(Edition.objects.summaries(), request, self) or []
        return paginator.get_paginated_response([json.loads(bytes(row["content"])) for row in rows])


class BriefingDetail(APIView):
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
        return negotiated(request._request, Place(slug))
