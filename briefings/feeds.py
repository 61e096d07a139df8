"""Feeds of public editions: of the whole site, of a topic, an actor or an outlet. What changed last stands first."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from briefings.browsing_views import reader_page
from briefings.formats import feed as formats
from briefings.formats.feed import Feed
from briefings.models import Appearance, Edition, Entry

ENTRIES = 30


@dataclass(frozen=True, slots=True)
class Format:
    media_type: str
    write: Callable[[Feed], bytes]


FORMATS = {
    "atom": Format("application/atom+xml; charset=utf-8", formats.atom),
    "rss": Format("application/rss+xml; charset=utf-8", formats.rss),
    "json": Format(
        "application/feed+json; charset=utf-8",
        lambda feed: json.dumps(formats.json_feed(feed), ensure_ascii=False).encode(),
    ),
}


@reader_page
def whole(request: HttpRequest, form: str) -> HttpResponse:
    """The newest briefings. An entry keeps its id (`urn:uuid`) and is updated by each edition."""
    rows = Edition.objects.changes().contents("summary")
    return _answer(form, _feed(request, rows, settings.SITE_NAME, reverse("home")))


@reader_page
def entry(request: HttpRequest, form: str, kind: str, slug: str) -> HttpResponse:
    """The same of one entry. Retractions are those of the whole site: what is gone is in no entry any more."""
    asked = Entry.objects.at(kind, slug)
    kept = asked.stands_under()
    if kept != asked:
        return HttpResponseRedirect(reverse(f"{kind}-{form}", args=[kept.slug]))
    rows = Appearance.objects.under(asked.gathers()).newest_changes()
    feed = _feed(request, rows, f"{asked.name} · {settings.SITE_NAME}", asked.get_absolute_url())
    if not feed.entries:
        raise Entry.DoesNotExist
    return _answer(form, feed)


def _feed(request: HttpRequest, rows: Any, title: str, home: str) -> Feed:
    gone = Edition.objects.retractions().contents("summary")
    return Feed(
        title=title,
        description=settings.SITE_TAGLINE,
        language=settings.LANGUAGE_CODE,
        home=settings.SITE_URL + home,
        address=settings.SITE_URL + request.path,
        publisher=settings.SITE_NAME,
        entries=_read(rows[:ENTRIES]),
        gone=_read(gone[:ENTRIES]),
    )


def _read(contents: Iterable[Any]) -> list[dict[str, Any]]:
    return [json.loads(bytes(content)) for content in contents]


def _answer(form: str, feed: Feed) -> HttpResponse:
    return HttpResponse(FORMATS[form].write(feed), content_type=FORMATS[form].media_type)
