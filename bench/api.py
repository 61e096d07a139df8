"""What the API costs: stored bytes against plain nested serializers of the same data: `python -m bench.api [--sizes]`.

A scratch site (SQLite, or the database of `DATABASE_URL`) with copies of one annotated briefing. Each figure is CPU
time a request of this process (on PostgreSQL without the database's own), through the whole middleware, the ways in
turn within one run, the best of ROUNDS. What the process has at hand comes from there; NUTGRAF_PAGE_CACHE_BYTES=0 shows
what it costs to read it each time. The plain view reads the desk's rows, prefetched, and leaves out what it would have
to compute (support, differences, cards), so it does less.
"""

import argparse
import json
import os
import time
from datetime import timedelta
from io import BytesIO

os.environ.setdefault("NUTGRAF_API_RATE", "0")

from bench import scratch  # isort: skip


from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F
from django.urls import path
from rest_framework import serializers as s
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.pagination import CursorPagination
from rest_framework.permissions import AllowAny
from uuid6 import uuid7

from briefings.models import Annotation, Appearance, Briefing, Citation, Edition, Entry, KeyPoint, Rendition
from briefings.sync_api import Token
from config.urls import urlpatterns as site
from sources.models import SourceArticle
from tests import factories
from tests.briefings.test_frozen import full

ROUNDS, REQUESTS, PAGE = 5, 20, 20
CHUNK, WHOLE, FIRST = 2_000, 60, 1_000
"""Briefings that are added at once; of the last of a size, how many are whole; the number of the first change."""


class Article(s.ModelSerializer[SourceArticle]):
    outlet = s.CharField(source="outlet.name", default="")

    class Meta:
        model = SourceArticle
        fields = ("uid", "headline", "byline", "outlet", "language", "canonical_url")


class Cited(s.ModelSerializer[Citation]):
    article = Article()

    class Meta:
        model = Citation
        fields = ("uid", "article", "exact", "start", "end", "attributed_to", "basis")


class Point(s.ModelSerializer[KeyPoint]):
    citations = Cited(many=True)

    class Meta:
        model = KeyPoint
        fields = ("uid", "text", "citations")


class Mark(s.ModelSerializer[Annotation]):
    citations = Cited(many=True)

    class Meta:
        model = Annotation
        fields = ("uid", "kind", "exact", "prefix", "suffix", "start", "end", "note", "citations")


class Past(s.ModelSerializer[Edition]):
    class Meta:
        model = Edition
        fields = ("number", "kind", "note", "published_at", "sha256")


class Whole(s.ModelSerializer[Briefing]):
    key_points, annotations, editions = Point(many=True), Mark(many=True), Past(many=True)

    class Meta:
        model = Briefing
        fields = (
            *("uid", "headline", "slug", "standfirst", "body", "not_known", "topics", "language", "status"),
            *("key_points", "annotations", "editions"),
        )


ROWS = Briefing.objects.filter(live__isnull=False).prefetch_related(
    "editions", "key_points__citations__article__outlet", "annotations__citations__article__outlet"
)


class Pages(CursorPagination):
    page_size, ordering = PAGE, "-pk"


class PlainDetail(RetrieveAPIView[Briefing]):
    queryset, serializer_class, lookup_field, permission_classes = ROWS, Whole, "slug", (AllowAny,)


class PlainList(ListAPIView[Briefing]):
    queryset, serializer_class, pagination_class, permission_classes = ROWS, Whole, Pages, (AllowAny,)


urlpatterns = [*site, path("plain/", PlainList.as_view()), path("plain/<slug:slug>/", PlainDetail.as_view())]


def grow(template: Edition, have: int, want: int) -> None:
    """Copies of the template's edition, under all its entries. The last ones have whole JSON, and rows at the desk."""
    for start in range(have, want, CHUNK):
        numbers = range(start, min(start + CHUNK, want))
        with transaction.atomic():
            add(template, numbers, whole=set(numbers[-WHOLE:]) if numbers[-1] == want - 1 else set())


def add(template: Edition, numbers: range, whole: set[int]) -> None:
    names = ("headline", "standfirst", "body", "not_known", "topics", "language", "story_id")
    texts = {name: getattr(template.briefing, name) for name in names}
    briefings = Briefing.objects.bulk_create(Briefing(slug=f"copy-{n}", **texts) for n in numbers)
    editions = Edition.objects.bulk_create(
        Edition(
            briefing=briefing, number=1, kind="first", seq=FIRST + n, first_seq=FIRST + n, document=b"{}",
            sha256="0" * 64, published_at=factories.NOW + timedelta(seconds=n),
        )
        for n, briefing in zip(numbers, briefings, strict=True)
    )  # fmt: skip
    for briefing, edition in zip(briefings, editions, strict=True):
        briefing.live, briefing.status = edition, "published"
    Briefing.objects.bulk_update(briefings, ["live", "status"], batch_size=500)
    _shapes(template, editions, [n in whole for n in numbers])
    entries = template.appearances.values_list("entry", flat=True)
    Appearance.objects.bulk_create(
        Appearance(
            entry_id=entry, edition=edition, seq=edition.seq, first_seq=edition.first_seq,
            published_at=edition.published_at, updated_at=edition.published_at,
        )
        for edition in editions
        for entry in entries
    )  # fmt: skip
    Entry.objects.filter(pk__in=entries).update(briefings=F("briefings") + len(editions))
    for briefing in (one for n, one in zip(numbers, briefings, strict=True) if n in whole):
        _rows(template.briefing, briefing)


def _shapes(template: Edition, editions: list[Edition], whole: list[bool]) -> None:
    stored = {row.shape: bytes(row.content) for row in template.renditions.filter(shape__in=("summary", "json"))}
    old = template.briefing.slug.encode()
    rows = []
    for edition, is_whole in zip(editions, whole, strict=True):
        for shape in ("summary", "json") if is_whole else ("summary",):
            content = stored[shape].replace(old, edition.briefing.slug.encode())
            rows.append(Rendition(edition=edition, shape=shape, renderer="b", content=content, etag=edition.uid.hex))
    Rendition.objects.bulk_create(rows, batch_size=500)


def _rows(source: Briefing, briefing: Briefing) -> None:
    """The desk's rows, as the plain view serializes them."""
    for kind in (KeyPoint, Annotation):
        for row in kind.objects.filter(briefing=source):
            cited = list(row.citations.all())
            row.pk, row.uid, row.briefing, row._state.adding = None, uuid7(), briefing, True
            row.save()
            for one in cited:
                one.pk, one.uid, one._state.adding = None, uuid7(), True
                one.annotation, one.key_point = (row, None) if kind is Annotation else (None, row)
                one.save()


HANDLER = WSGIHandler()


def ask(address: str) -> bytes:
    """Through everything. Raises when it is not 200."""
    where, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": where, "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "127.0.0.1", "wsgi.input": BytesIO(), "wsgi.url_scheme": "http",
    }  # fmt: skip
    statuses: list[str] = []
    answer = HANDLER(environ, lambda status, headers: statuses.append(status))
    body = b"".join(answer)
    answer.close()
    if not statuses[0].startswith("200"):
        raise SystemExit(f"{address}: {statuses[0]} {body[:200]!r}")
    return body


def cost(address: str) -> float:
    """CPU milliseconds a request."""
    began = time.process_time()
    for _ in range(REQUESTS):
        ask(address)
    return (time.process_time() - began) / REQUESTS * 1000


def measured(ways: dict[str, str]) -> dict[str, float]:
    for address in ways.values():
        ask(address)
    rounds = [{name: cost(address) for name, address in ways.items()} for _ in range(ROUNDS)]
    return {name: min(one[name] for one in rounds) for name in ways}


def report(size: int) -> None:
    slug = f"copy-{size - 1}"
    ways = {"plain detail": f"/plain/{slug}/", "plain list, whole": "/plain/"}
    ways |= {"detail": f"/api/v1/briefings/{slug}/", "list, whole": "/api/v1/briefings/?include=body"}
    ways |= {"list": "/api/v1/briefings/", "list, topic and language": "/api/v1/briefings/?topic=organs&language=en"}
    ways |= {"list, next page": "/api/v1/briefings/?" + json.loads(ask("/api/v1/briefings/"))["next"].split("?")[1]}
    ways |= {"sync": "/api/v1/sync/?sync_token=" + Token.of(FIRST + size - PAGE)}
    found = measured(ways)
    kept = "at hand" if settings.PAGE_CACHE_BYTES else "read each time"
    print(f"\n{size:,} editions, {connection.vendor}, {kept}")
    for name, milliseconds in found.items():
        plain = found.get(f"plain {name}")
        ratio = f"   {plain / milliseconds:5.1f} times less than the plain view" if plain else ""
        print(f"  {name:26} {milliseconds:8.2f} ms   {len(ask(ways[name])):9,} bytes{ratio}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000, 100_000])
    sizes = parser.parse_args().sizes
    assert scratch.FOLDER
    call_command("migrate", verbosity=0)
    settings.ROOT_URLCONF = __name__
    briefing = full()
    briefing.topics = ["Organs"]
    factories.save(briefing)
    template = factories.published(briefing)
    have = 0
    for size in sorted(sizes):
        grow(template, have, size)
        have = size
        if connection.vendor == "postgresql":
            connection.cursor().execute("ANALYZE")
        report(size)


if __name__ == "__main__":
    main()
