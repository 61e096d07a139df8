"""What search engines may find: a sitemap of months and of entries, each small, whatever the site holds."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from briefings.browsing_views import reader_page
from briefings.models import Appearance, Entry

BLOCK = 10_000
"""Numbers of entries in one file; a sitemap may hold 50,000 addresses."""
KINDS = ("actor", "topic", "outlet")
SHUT = ("/admin/",)


@reader_page
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in SHUT)]
    lines += ["", f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@reader_page
def index(request: HttpRequest) -> HttpResponse:
    months = Entry.objects.in_index("month").sorted("month")
    paths = [reverse("sitemap-month", args=month.key.split("-")) for month in months]
    paths += [reverse("sitemap-entries", args=[block]) for block in Entry.objects.blocks(KINDS, BLOCK)]
    return _xml(request, "sitemap_index.xml", [settings.SITE_URL + path for path in paths])


@reader_page
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The briefings that were first published in a month."""
    entry = Entry.objects.at("month", f"{year:04}-{month:02}")
    rows = [
        {"address": settings.SITE_URL + reverse("briefing", args=[slug]), "changed": at}
        for slug, at in Appearance.objects.under([entry]).addresses()
    ]
    if not rows:
        raise Entry.DoesNotExist
    return _xml(request, "sitemap.xml", rows)


@reader_page
def entries(request: HttpRequest, block: int) -> HttpResponse:
    rows: list[dict[str, Any]] = [
        {"address": settings.SITE_URL + entry.get_absolute_url()}
        for kind in KINDS
        for entry in Entry.objects.in_index(kind).within(block * BLOCK, (block + 1) * BLOCK)
    ]
    if not rows:
        raise Http404
    return _xml(request, "sitemap.xml", rows)


def _xml(request: HttpRequest, template: str, rows: list[Any]) -> HttpResponse:
    return render(request, template, {"rows": rows}, content_type="application/xml; charset=utf-8")
