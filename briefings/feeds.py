"""Feeds of public editions. Atom is RFC 4287."""

import re
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from briefings import listing

ENTRIES = 30
NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold at all, not even escaped (section 2.2)."""


@login_not_required
@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """The newest briefings. An entry keeps its id (`urn:uuid`) and is updated by each edition."""
    feed = Atom1Feed(
        title=settings.SITE_NAME,
        link=settings.SITE_URL + reverse("home"),
        description=settings.SITE_TAGLINE,
        subtitle=settings.SITE_TAGLINE,
        feed_url=settings.SITE_URL + reverse("atom"),
        language=settings.LANGUAGE_CODE,
    )
    for entry in map(_writable, listing.page(before="", size=ENTRIES).summaries):
        feed.add_item(
            title=entry["headline"],
            link=entry["url"],
            description=entry["standfirst"],
            unique_id=f"urn:uuid:{entry['uid']}",
            author_name=", ".join(entry["authors"]) or settings.SITE_NAME,
            pubdate=entry["first_published_at"],
            updateddate=entry["edition"]["published_at"],
            categories=entry["topics"],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _writable(value: Any) -> Any:
    """The same with U+FFFD for whatever would leave the whole feed ill formed."""
    if isinstance(value, dict):
        return {name: _writable(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_writable(inner) for inner in value]
    return NO_XML.sub("\ufffd", value) if isinstance(value, str) else value
