"""Search over published briefings as JSON: summaries, and the words that were found, with no HTML around them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers as s
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from accounts.doors import Door
from accounts.openapi import NewestFirst
from briefings import searching
from briefings.answering import digest, state_of_the_site, tagged, written
from briefings.api import joined
from briefings.narrowing import Narrowing, narrow
from briefings.parameters import Parameters
from briefings.schema import Summary
from briefings.searching import LONGEST_QUESTION, MOST_WORDS, Piece


class SearchParameters(Parameters):
    q = s.CharField(max_length=LONGEST_QUESTION, help_text=f"Up to {MOST_WORDS} words; all of them are to be there.")
    topic = s.SlugField(required=False, help_text="A topic's slug.")
    actor = s.UUIDField(required=False, help_text="An actor's uid.")
    published_since = s.DateTimeField(required=False, help_text="First published then or later (RFC 3339).")
    published_before = s.DateTimeField(required=False)
    cursor = s.CharField(required=False, help_text=NewestFirst.cursor_query_description)

    def validate_q(self, given: str) -> list[str]:
        words = searching.words_of(given)
        if not words:
            raise s.ValidationError("There is no word in this to look for.")
        if len(words) > MOST_WORDS:
            raise s.ValidationError(f"These are {len(words)} words; {MOST_WORDS} are looked for at most.")
        return words


class Mark(s.Serializer[object]):
    start = s.IntegerField(help_text="Code points of the piece's text.")
    end = s.IntegerField()
    start_utf16 = s.IntegerField(help_text="The same in UTF-16 code units.")
    end_utf16 = s.IntegerField()


class Highlight(s.Serializer[object]):
    part = s.ChoiceField(["headline", "text"])
    text = s.CharField(help_text="A piece of it as plain text; … where it goes on.")
    marks = Mark(many=True)


class FoundBriefing(Summary):
    highlights = Highlight(many=True, help_text="None when the words stand only where none can be shown.")


class FoundPage(s.Serializer[object]):
    next = s.URLField(allow_null=True)
    previous = s.URLField(allow_null=True)
    results = FoundBriefing(many=True)


class Newest(NewestFirst):
    ordering = "-first_seq"


class Search(Door):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="search",
        parameters=[SearchParameters],
        responses={200: FoundPage, 304: OpenApiResponse(description="You have this."), 400: OpenApiTypes.OBJECT},
    )
    def get(self, request: Request) -> HttpResponse:
        """Published briefings whose live edition holds all the words, the newest first."""
        given = SearchParameters.of(request).validated_data
        by = narrow(given)  # an actor's groups change with merges, which change no edition
        tag = digest(state_of_the_site(), request.build_absolute_uri(), by.groups)
        return tagged(request._request, tag, lambda: found(request, given["q"], by))


def found(request: Request, words: list[str], by: Narrowing) -> HttpResponse:
    pages = Newest()
    rows = pages.paginate_queryset(searching.narrowed(words, by).with_summaries(), request) or []
    items = (_item(row, set(words)) for row in rows)
    return joined(items, pages.get_next_link(), pages.get_previous_link())


def _item(row: Any, words: set[str]) -> bytes:
    parts = (("headline", row.title), ("text", row.text))
    pieces = ((part, searching.excerpt(text, words)) for part, text in parts)
    highlights = [_highlight(part, shown) for part, shown in pieces if shown]
    return b'%s,"highlights":%s}' % (bytes(row.summary)[:-1], written(highlights))


def _highlight(part: str, pieces: list[Piece]) -> dict[str, Any]:
    return {"part": part, "text": "".join(piece.text for piece in pieces), "marks": list(_marks(pieces))}


def _marks(pieces: Iterable[Piece]) -> Iterator[dict[str, int]]:
    at = at_utf16 = 0
    for piece in pieces:
        end, end_utf16 = at + len(piece.text), at_utf16 + len(piece.text.encode("utf-16-le")) // 2
        if piece.found:
            yield {"start": at, "end": end, "start_utf16": at_utf16, "end_utf16": end_utf16}
        at, at_utf16 = end, end_utf16
