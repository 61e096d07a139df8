"""How the JSON API looks to programs: the key in the schema, and the cursor envelope that every list wears."""

from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter
from rest_framework.pagination import CursorPagination


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

    @classmethod
    def parameter(cls) -> OpenApiParameter:
        return OpenApiParameter("cursor", str, description=cls.cursor_query_description)
