"""How much may be sent at a time."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts import problems

FORM_OVERHEAD = 100_000
"""Bytes that a form and the frames of its files may take beside what is sent."""

GetResponse = Callable[[HttpRequest], HttpResponse]


def body_size(get_response: GetResponse) -> GetResponse:
    """Refuses a request that is too large before anything of it is read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        most = settings.MAX_UPLOAD_BYTES + FORM_OVERHEAD
        if not length.isdecimal() or int(length) <= most:
            return get_response(request)
        limit = f"{settings.MAX_UPLOAD_BYTES:,} bytes (NUTGRAF_MAX_UPLOAD_BYTES)"
        detail = f"This is too much at a time: the limit is {limit}. Go back and send it in parts."
        if problems.is_api(request):
            return problems.answer(413, detail)
        return render(request, "413.html", {"detail": detail, "site": {"name": settings.SITE_NAME}}, status=413)

    return middleware
