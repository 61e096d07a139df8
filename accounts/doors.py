"""What every address of the JSON API says of itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.http import http_date
from rest_framework.request import Request
from rest_framework.views import APIView


@dataclass(frozen=True, slots=True)
class Deprecation:
    """That an address will go: since when it is called deprecated (RFC 9745), until when it stays (RFC 8594), and the
    page that says what takes its place.
    """

    since: datetime
    until: datetime
    page: str

    @property
    def headers(self) -> dict[str, str]:
        return {
            "Deprecation": f"@{int(self.since.timestamp())}",
            "Sunset": http_date(self.until.timestamp()),
            "Link": f'<{self.page}>; rel="deprecation"; type="text/html"',
        }


class Door(APIView):
    """Every address of the API: says how much may still be asked, and whether it will go."""

    deprecation: Deprecation | None = None

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)
        spent = getattr(request, "spent", None)
        for name, value in (spent.headers if spent else {}).items():
            answer[name] = value
        for name, value in (self.deprecation.headers if self.deprecation else {}).items():
            answer[name] = f"{answer[name]}, {value}" if name == "Link" and "Link" in answer else value
        return answer
