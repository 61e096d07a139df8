"""How the JSON API looks to programs: the key in the schema, and the cursor envelope that every list wears."""

from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response

LONGEST_KEY = 18
"""Digits of the largest whole number that both databases hold for certain (64 bits)."""


def is_key(value: str) -> bool:
    """Whether a text from outside can be a row's number."""
    return value.isdecimal() and len(value) <= LONGEST_KEY


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "accounts.api.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


PROBLEM = {
    "type": "object",
    "description": "RFC 9457.",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {
                    "pointer": {"type": "string", "description": "A field or a parameter (RFC 6901)."},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
ANYWHERE = {
    "400": "The request has errors.",
    "401": "The key is not known, has expired or was revoked; or one is needed.",
    "404": "There is nothing at this address.",
    "406": "It is not there in a form that is accepted.",
    "429": "Too often. Retry-After says when to come again.",
}
WITH_A_BODY = {"413": "This is too much at a time.", "415": "This kind of content is not read here."}


def with_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A hook of the schema's maker: every operation names the errors that any of them may give, and their shape."""
    result["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for operations in result["paths"].values():
        for operation in operations.values():
            usual = ANYWHERE | (WITH_A_BODY if "requestBody" in operation else {})
            answers = operation["responses"]
            for code, words in usual.items():
                answers.setdefault(code, {"description": words})
            for code, response in answers.items():
                if int(code) >= 400:
                    response["content"] = content
                    response["description"] = response["description"] or usual.get(code, "")
            operation["responses"] = dict(sorted(answers.items()))
    return result


class NewestFirst(CursorPagination):
    """Keyset pages: `results`, `next`, `previous`; no total, so that page 90,000 costs what page 1 does."""

    page_size = settings.API_PAGE_SIZE
    ordering = "-pk"
    cursor_query_description = "Where the page starts: an opaque value taken from `next` or `previous`."

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Positions are whole numbers here; a cursor of one's own making is not found, and no fault of ours."""
        cursor: Cursor | None = super().decode_cursor(request)
        if cursor and cursor.position is not None and not is_key(str(cursor.position)):
            raise NotFound(self.invalid_cursor_message)
        return cursor

    def get_paginated_response(self, data: Any) -> Response:
        response = super().get_paginated_response(data)
        links = (("next", response.data["next"]), ("prev", response.data["previous"]))
        value = ", ".join(f'<{address}>; rel="{name}"' for name, address in links if address)
        return Response(response.data, headers={"Link": value} if value else None)

    @classmethod
    def parameter(cls) -> OpenApiParameter:
        return OpenApiParameter("cursor", str, description=cls.cursor_query_description)
