"""How the JSON API looks to programs: the key in the schema, and the cursor envelope that every list wears."""

from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

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

    @classmethod
    def parameter(cls) -> OpenApiParameter:
        return OpenApiParameter("cursor", str, description=cls.cursor_query_description)
