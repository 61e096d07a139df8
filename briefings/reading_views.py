"""Pages that stand around the briefings: records of reports, changes between editions, search, standing pages."""

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation

from briefings import changing, document, records, searching, standing
from briefings.browsing import summary_of
from briefings.browsing_views import reader_page
from briefings.models import Edition
from briefings.rendering import interface_language, site, with_times
from briefings.searching import Question
from briefings.serving import kept

LISTED_CORRECTIONS = 50


@reader_page
def source(request: HttpRequest, uid: UUID) -> HttpResponse:
    try:
        record = records.find(str(uid))
    except Edition.DoesNotExist as error:
        raise Http404 from error
    return render(request, "briefings/source.html", {"record": record, "site": site(), "here": request.path})


@reader_page
def changes(request: HttpRequest, slug: str, older: int, newer: int) -> HttpResponse:
    """Two editions of one briefing, the later one second."""
    editions = {edition.number: edition for edition in Edition.objects.of_briefing(slug, [older, newer])}
    if older >= newer or len(editions) < 2:
        raise Http404
    docs = [document.completed(json.loads(bytes(editions[number].document))) for number in (older, newer)]
    context = {
        "slug": slug,
        "older": with_times(docs[0]),
        "newer": with_times(docs[1]),
        "parts": changing.changes(*docs),
        "site": site(),
        "here": request.path,
    }
    with translation.override(interface_language(docs[1]["language"])):
        return render(request, "briefings/changes.html", context)


@reader_page
def search(request: HttpRequest) -> HttpResponse:
    question = Question.by(request.GET.dict())
    found = None if question.is_empty else searching.answer(question, settings.API_PAGE_SIZE)
    context = {
        "question": question,
        "found": found,
        "narrower": [(entry, question.url(**{entry.kind: entry.slug})) for entry in found.narrower] if found else [],
        "chosen": [(entry, question.url(**{entry.kind: ""})) for entry in found.chosen] if found else [],
        "site": site(),
    }
    return render(request, "briefings/search.html", context)


@reader_page
@kept()
def page(request: HttpRequest, slug: str) -> HttpResponse:
    context: dict[str, Any] = {"page": standing.find(slug), "site": site(), "here": request.path}
    if slug == "corrections":
        rows = Edition.objects.corrections().contents("summary")[:LISTED_CORRECTIONS]
        context["corrections"] = [summary_of(content) for content in rows]
    return render(request, "briefings/page.html", context)


@reader_page
@kept()
def feeds(request: HttpRequest) -> HttpResponse:
    return render(request, "briefings/feeds.html", {"site": site(), "here": request.path})


@reader_page
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116: whom to tell of a weakness. Without a contact there is none to be named."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = timezone.now().replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    expires = expires.replace(year=expires.year + 1)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {settings.LANGUAGE_CODE}",
        f"Canonical: {settings.SITE_URL}{reverse('security')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@reader_page
def colours(request: HttpRequest) -> HttpResponse:
    """The site's own colours over ours (`NUTGRAF_COLOURS`); an own file, since no style stands in a page."""
    chosen = settings.SITE_COLOURS.items()
    light = "".join(f"--{name}:{value};" for name, value in chosen if not name.startswith("dark-"))
    dark = "".join(f"--{name[5:]}:{value};" for name, value in chosen if name.startswith("dark-"))
    sheet = f":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    return HttpResponse(f"@media screen{{{sheet}}}\n", content_type="text/css; charset=utf-8")
