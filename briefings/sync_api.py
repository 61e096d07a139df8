"""Sync: every public change in the order of its number. Who follows it from the beginning has what the site has."""

import base64
import binascii
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers as s
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from accounts import paging
from accounts.doors import Door
from accounts.openapi import is_key
from briefings.answering import JSON, digest, state_of_the_site, tagged, written
from briefings.models import Edition
from briefings.parameters import Parameters

CHANGES = {
    "first": "published",
    "update": "updated",
    "minor": "updated",
    "correction": "corrected",
    "clarification": "corrected",
    "retraction": "retracted",
}


class Token(s.CharField):
    """The number of a public change, as clients hold it: they keep it and give it back, and read nothing from it."""

    @staticmethod
    def of(seq: int) -> str:
        return base64.urlsafe_b64encode(f"change {seq}".encode()).decode()

    def to_internal_value(self, data: Any) -> Any:
        try:
            word, _, seq = base64.urlsafe_b64decode(str(data).encode()).decode().partition(" ")
        except (ValueError, binascii.Error):
            word, seq = "", ""
        if word != "change" or not is_key(seq):
            raise s.ValidationError("This token was never given out. Start without one.")
        return int(seq)


class SyncParameters(Parameters):
    sync_token = Token(required=False, help_text="From the answer before. None: from the beginning.")
    updated_since = s.DateTimeField(
        required=False, help_text="Starts a walk at what changed then or later; go on with the token."
    )
    include = s.ChoiceField(["body"], required=False, help_text="All that the detail has.")

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        if {"sync_token", "updated_since"} <= set(given):
            raise s.ValidationError({"updated_since": ["This starts a walk; with a sync_token you are on one."]})
        return given

    def start(self) -> int:
        """The number of the change to begin with."""
        given = self.validated_data
        if "updated_since" in given:
            return Edition.objects.first_change_since(given["updated_since"])
        return int(given.get("sync_token", 0))


ITEM = {
    "type": "object",
    "required": ["change", "id", "uid", "at", "briefing"],
    "properties": {
        "change": {"enum": sorted(set(CHANGES.values())), "description": "What happened to it last."},
        "id": {"type": "string"},
        "uid": {"type": "string", "format": "uuid"},
        "at": {"type": "string", "format": "date-time"},
        "briefing": {
            "description": "As it is now: a summary, or all of it with `include=body`; of a retracted one the notice.",
            "anyOf": [{"$ref": "#/components/schemas/Summary"}, {"$ref": "#/components/schemas/BriefingDocument"}],
        },
    },
}
PAGE = {
    "type": "object",
    "required": ["sync_token", "more", "next", "results"],
    "properties": {
        "sync_token": {"type": "string", "description": "Keep this, and ask with it next time."},
        "more": {"type": "boolean", "description": "Whether there are further changes now."},
        "next": {"type": ["string", "null"], "format": "uri"},
        "results": {"type": "array", "items": ITEM},
    },
}


class Sync(Door):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="sync",
        parameters=[SyncParameters],
        responses={200: PAGE, 304: OpenApiResponse(description="Nothing changed."), 400: OpenApiTypes.OBJECT},
    )
    def get(self, request: Request) -> HttpResponse:
        """Briefings in the order of their last public change, retracted ones as well: replace what you have by `id`.

        The token is inclusive: the change that it was given with comes again, so that none is missed.
        """
        tag = digest(state_of_the_site(), request.build_absolute_uri())
        return tagged(request._request, tag, lambda: changes(request, SyncParameters.of(request)))


def changes(request: Request, asked: SyncParameters) -> HttpResponse:
    start = asked.start()
    whole = asked.validated_data.get("include") == "body"
    rows: QuerySet[Any, Any] = Edition.objects.changes_from(start, whole=whole)
    found = list(rows[: settings.API_SYNC_SIZE + 1])
    shown, more = found[: settings.API_SYNC_SIZE], len(found) > settings.API_SYNC_SIZE
    token = Token.of(shown[-1]["seq"] if shown else start)
    following = _next(request, token) if more else None
    head = written({"sync_token": token, "more": more, "next": following})[:-1]
    body = b'%s,"results":[%s]}' % (head, b",".join(map(_item, shown)))
    response = HttpResponse(body, content_type=JSON)
    if following:
        response["Link"] = paging.links(following, None)
    return response


def _next(request: Request, token: str) -> str:
    include = request.query_params.get("include")
    address = request.build_absolute_uri(reverse("api-sync")) + f"?sync_token={token}"
    return f"{address}&include={include}" if include else address


def _item(row: dict[str, Any]) -> bytes:
    uid = str(row["briefing__uid"])
    about = {"change": CHANGES[row["kind"]], "id": f"urn:uuid:{uid}", "uid": uid}
    head = written(about | {"at": row["published_at"].isoformat().replace("+00:00", "Z")})[:-1]
    return b'%s,"briefing":%s}' % (head, bytes(row["content"]))
