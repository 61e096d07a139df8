"""Pages to clean, and the words of the tests that clean them."""

from typing import Any

from django.test import Client

from accounts.models import User
from sources import cleaning
from sources.cleaning import Ruling, Span
from sources.models import Segment, SourceArticle
from tests.factories import LIGHTHOUSE

PAGE = LIGHTHOUSE + "\nShare this article: Facebook | X\n\nLeave a Reply\n\nYour email address will not be published.\n"
CREDITED = LIGHTHOUSE + "\nOriginal Source: Vessen Gazette\n"
DAMAGED = LIGHTHOUSE.replace("anew. The", "anew.The").replace("\n", "\r\n")


def spans(*segments: Segment) -> tuple[Span, ...]:
    return tuple(Span(segment.start, segment.end) for segment in segments)


def place(source: SourceArticle, words: str) -> Span:
    start = source.raw.text.index(words)
    return Span(start, start + len(words))


def strip(source: SourceArticle, *places: Span, by: User, kind: str = "") -> None:
    cleaning.decide(source, Ruling(places, kept=False, kind=kind), by=by)


def restore(source: SourceArticle, *places: Span, by: User) -> None:
    cleaning.decide(source, Ruling(places, kept=True), by=by)


def tiles(source: SourceArticle) -> list[tuple[Any, ...]]:
    return list(source.segments.values_list("start", "end", "kind", "kept", "reason", "decided_by"))


def holding(source: SourceArticle, words: str) -> Segment:
    return source.segments.get(start__lte=place(source, words).start, end__gt=place(source, words).start)


def assert_tiled(source: SourceArticle) -> None:
    at = 0
    for start, end, *_ in tiles(source):
        assert start == at
        at = end
    assert at == len(source.raw.text)


def at_desk(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
