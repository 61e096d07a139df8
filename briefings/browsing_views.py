"""Pages by which readers look briefings up: actors, topics, outlets, months. They show public editions alone."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from briefings import browsing
from briefings.browsing import Asked
from briefings.models import Entry
from briefings.rendering import site
from briefings.serving import kept
from sources.models.actors import KINDS

NAMES = {"actor": "actors", "topic": "topics", "outlet": "outlets", "month": "archive"}
"""An entry's kind → the address of its index, and the template of it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that narrows an index; `value` empty: all of it."""

    value: str
    url: str
    current: bool


def reader_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A list that anyone may read: asked for again with its ETag it is 304; what is not there is 404."""

    @login_not_required
    @require_safe
    @conditional_page
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except (InvalidPage, Entry.DoesNotExist) as error:
            raise Http404 from error
        response["Cache-Control"] = "public, max-age=0, must-revalidate"
        return response

    return answer


@reader_page
@kept("kind", "letter", "after")
def actors(request: HttpRequest) -> HttpResponse:
    return _index(request, "actor")


@reader_page
@kept("before")
def actor(request: HttpRequest, slug: str) -> HttpResponse:
    return _entry(request, "actor", slug)


@reader_page
@kept("kind", "letter", "after")
def topics(request: HttpRequest) -> HttpResponse:
    return _index(request, "topic")


@reader_page
@kept("before")
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    return _entry(request, "topic", slug)


@reader_page
@kept("kind", "letter", "after")
def outlets(request: HttpRequest) -> HttpResponse:
    return _index(request, "outlet")


@reader_page
@kept("before")
def outlet(request: HttpRequest, slug: str) -> HttpResponse:
    return _entry(request, "outlet", slug)


@reader_page
@kept("kind", "letter", "after")
def archive(request: HttpRequest) -> HttpResponse:
    return _index(request, "month")


@reader_page
@kept("before")
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    return _entry(request, "month", f"{year:04}-{month:02}")


def _index(request: HttpRequest, kind: str) -> HttpResponse:
    asked = Asked.by(kind, request.GET)
    found = browsing.index(asked)
    letters = [] if kind == "month" else Entry.objects.letters(kind)
    context = {
        "asked": asked,
        "rows": found.rows,
        "kinds": [_choice(asked, "facet", value) for value in ("", *KINDS)] if kind == "actor" else [],
        "letters": [_choice(asked, "letter", value) for value in ("", *letters)] if len(letters) > 1 else [],
        "next_url": _url(replace(asked, after=found.next_after)) if found.next_after else None,
        "here": reverse(NAMES[kind]),
        "site": site(),
    }
    return render(request, f"briefings/{NAMES[kind]}.html", context)


def _choice(asked: Asked, name: str, value: str) -> Choice:
    narrowed = replace(asked, after="", **{name: value})
    return Choice(value, _url(narrowed), getattr(asked, name) == value)


def _url(asked: Asked) -> str:
    given = {"kind": asked.facet, "letter": asked.letter, "after": asked.after}
    query = urlencode({name: value for name, value in given.items() if value})
    return f"{reverse(NAMES[asked.kind])}?{query}" if query else reverse(NAMES[asked.kind])


def _entry(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    entry = Entry.objects.at(kind, slug)
    kept = entry.stands_under()
    if kept != entry:
        return HttpResponseRedirect(kept.get_absolute_url())  # not for good: a merge can be undone
    found = browsing.find(entry, before=request.GET.get("before", ""), size=settings.API_PAGE_SIZE)
    here = entry.get_absolute_url()
    context = {
        "found": found,
        "is_first": "before" not in request.GET,
        "next_url": f"{here}?before={found.page.next_before}" if found.page.next_before else None,
        "here": here,
        "site": site(),
    }
    return render(request, f"briefings/{'archive_month' if kind == 'month' else kind}.html", context)
