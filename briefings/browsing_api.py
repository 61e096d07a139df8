"""Actors, topics and outlets of published briefings as JSON, each with its briefings."""

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers as s
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.doors import Door
from accounts.openapi import NewestFirst
from briefings import browsing, schema
from briefings.answering import digest, written
from briefings.formats.site import urn
from briefings.models import Appearance, Entry
from briefings.schema import SummaryPage
from sources.models.actors import KINDS


class NewestOfEntry(NewestFirst):
    ordering = "-first_seq"


class ListedEntry(s.Serializer[object]):
    id = s.CharField(help_text="Of an actor urn:uuid: and the uid; of others the address of their briefings.")
    slug = s.SlugField()
    name = s.CharField()
    url = s.URLField(help_text="Its page for readers.")
    briefings_url = s.URLField(help_text="Its briefings as JSON.")
    briefing_count = s.IntegerField()


class ListedActor(ListedEntry):
    uid = s.UUIDField()
    kind = s.ChoiceField(KINDS)
    api_url = s.URLField()


class ListedActorPage(s.Serializer[object]):
    next = s.URLField(allow_null=True)
    previous = s.URLField(allow_null=True)
    results = ListedActor(many=True)


class ListedEntryPage(s.Serializer[object]):
    next = s.URLField(allow_null=True)
    previous = s.URLField(allow_null=True)
    results = ListedEntry(many=True)


class ListedStory(s.Serializer[object]):
    uid = s.UUIDField()
    id = s.CharField(help_text="urn:uuid: and the uid.")
    name = s.CharField()
    uri = s.URLField()
    briefings_url = s.URLField(help_text="Its briefings as JSON.")
    briefing_count = s.IntegerField()


class ListedStoryPage(s.Serializer[object]):
    next = s.URLField(allow_null=True)
    previous = s.URLField(allow_null=True)
    results = ListedStory(many=True)


class CardRelation(schema.Relation):
    outlets = s.ListField(child=s.CharField(), help_text="Which outlets say so.")


class CardRole(schema.Role):
    outlets = s.ListField(child=s.CharField(), help_text="Which outlets say so.")


class ActorCard(schema.Actor):
    """As the newest edition that contains the actor has it."""

    roles = CardRole(many=True)
    relations = CardRelation(many=True)
    slug = s.SlugField()
    url = s.URLField()
    api_url = s.URLField()
    briefings_url = s.URLField()
    briefing_count = s.IntegerField()


ANSWERS = {304: OpenApiResponse(description="You have this."), 404: OpenApiTypes.OBJECT}
MOVED = {**ANSWERS, 302: OpenApiResponse(description="The actor was merged into another, who is here.")}
BRIEFINGS = {200: SummaryPage, **ANSWERS}
PAGED = [NewestFirst.parameter()]


@method_decorator(conditional_page, name="dispatch")
class Browsing(Door):
    """What readers look up, as far as listed editions contain it. `kind`: an entry's."""

    permission_classes = (AllowAny,)
    kind = ""

    def listed(self, request: Request, facet: str = "") -> Response:
        rows = Entry.objects.in_index(self.kind).narrowed(facet)
        paginator = NewestFirst()
        page = paginator.paginate_queryset(rows, request, self) or []
        return _fresh(paginator.get_paginated_response([row_of(entry) for entry in page]))

    def briefings(self, request: Request, entry: Entry) -> Response:
        refuse_unknown(request, NewestFirst.cursor_query_param)
        rows = Appearance.objects.under(entry.gathers()).summaries()
        paginator = NewestOfEntry()
        page = paginator.paginate_queryset(rows, request, self) or []
        return _fresh(paginator.get_paginated_response([json.loads(bytes(row["content"])) for row in page]))

    def public(self, **place: Any) -> Entry:
        found = Entry.objects.public().filter(kind=self.kind, **place).select_related("actor__merged_into").first()
        if found is None:
            raise NotFound
        return found


class ActorList(Browsing):
    kind = "actor"

    @extend_schema(
        operation_id="actors_list",
        responses={200: ListedActorPage, **ANSWERS},
        parameters=[*PAGED, OpenApiParameter("kind", str, enum=KINDS)],
    )
    def get(self, request: Request) -> Response:
        """Actors of published briefings, the newest here first."""
        refuse_unknown(request, NewestFirst.cursor_query_param, "kind")
        kind = request.query_params.get("kind", "")
        if "kind" in request.query_params and kind not in KINDS:
            raise ValidationError({"kind": [f"An actor is one of these: {', '.join(KINDS)}."]})
        return self.listed(request, kind)


class ActorDetail(Browsing):
    kind = "actor"

    @extend_schema(operation_id="actors_retrieve", responses={200: ActorCard, **MOVED})
    def get(self, request: Request, uid: UUID) -> HttpResponse:
        """The card of an actor, as the newest edition that contains the actor has it."""
        refuse_unknown(request)
        entry = self.public(key=str(uid))
        kept = entry.stands_under()
        if kept != entry:
            return redirect("api-actor", uid=kept.key)
        return _fresh(Response(row_of(entry) | entry.card | {"briefing_count": browsing.count_of(entry)}))


class ActorBriefings(Browsing):
    kind = "actor"

    @extend_schema(operation_id="actors_briefings_list", responses=BRIEFINGS, parameters=PAGED)
    def get(self, request: Request, uid: UUID) -> HttpResponse:
        """Briefings in which an actor appears, the newest first."""
        entry = self.public(key=str(uid))
        kept = entry.stands_under()
        if kept != entry:
            return redirect("api-actor-briefings", uid=kept.key)
        return self.briefings(request, entry)


class TopicList(Browsing):
    kind = "topic"

    @extend_schema(operation_id="topics_list", responses={200: ListedEntryPage, **ANSWERS}, parameters=PAGED)
    def get(self, request: Request) -> Response:
        """Topics of published briefings, the newest here first."""
        refuse_unknown(request, NewestFirst.cursor_query_param)
        return self.listed(request)


class TopicBriefings(Browsing):
    kind = "topic"

    @extend_schema(operation_id="topics_briefings_list", responses=BRIEFINGS, parameters=PAGED)
    def get(self, request: Request, slug: str) -> Response:
        """Briefings on a topic, the newest first."""
        return self.briefings(request, self.public(slug=slug))


class StoryList(Browsing):
    kind = "story"

    @extend_schema(operation_id="stories_list", responses={200: ListedStoryPage, **ANSWERS}, parameters=PAGED)
    def get(self, request: Request) -> Response:
        """Stories that published briefings tell, the newest here first. A story goes by its newest headline."""
        refuse_unknown(request, NewestFirst.cursor_query_param)
        return self.listed(request)


class StoryDetail(Browsing):
    kind = "story"

    @extend_schema(operation_id="stories_retrieve", responses={200: ListedStory, **ANSWERS})
    def get(self, request: Request, uid: UUID) -> Response:
        """A story as far as briefings tell it."""
        refuse_unknown(request)
        return _fresh(Response(row_of(self.public(key=str(uid)))))


class StoryBriefings(Browsing):
    kind = "story"

    @extend_schema(operation_id="stories_briefings_list", responses=BRIEFINGS, parameters=PAGED)
    def get(self, request: Request, uid: UUID) -> Response:
        """Briefings on a story, the newest first."""
        return self.briefings(request, self.public(key=str(uid)))


class OutletList(Browsing):
    kind = "outlet"

    @extend_schema(operation_id="outlets_list", responses={200: ListedEntryPage, **ANSWERS}, parameters=PAGED)
    def get(self, request: Request) -> Response:
        """Outlets whose reports published briefings rest on, the newest here first."""
        refuse_unknown(request, NewestFirst.cursor_query_param)
        return self.listed(request)


class OutletBriefings(Browsing):
    kind = "outlet"

    @extend_schema(operation_id="outlets_briefings_list", responses=BRIEFINGS, parameters=PAGED)
    def get(self, request: Request, slug: str) -> Response:
        """Briefings that rest on reports of an outlet, the newest first."""
        return self.briefings(request, self.public(slug=slug))


def refuse_unknown(request: Request, *known: str) -> None:
    unknown = set(request.query_params) - set(known)
    if unknown:
        raise ValidationError({name: ["This parameter is not known here."] for name in sorted(unknown)})


def row_of(entry: Entry) -> dict[str, Any]:
    """What a list shows of an entry."""
    if entry.kind == "story":
        return {
            "uid": entry.key,
            "id": urn(entry.key),
            "name": entry.name,
            "uri": settings.SITE_URL + reverse("api-story", args=[entry.key]),
            "briefings_url": settings.SITE_URL + reverse("api-story-briefings", args=[entry.key]),
            "briefing_count": entry.briefings,
        }
    row = {
        "slug": entry.slug,
        "name": entry.name,
        "url": settings.SITE_URL + entry.get_absolute_url(),
        "briefing_count": entry.briefings,
    }
    if entry.kind != "actor":
        there = settings.SITE_URL + reverse(f"api-{entry.kind}-briefings", args=[entry.slug])
        return row | {"id": there, "briefings_url": there}
    return row | {
        "id": urn(entry.key),
        "uid": entry.key,
        "kind": entry.facet,
        "api_url": settings.SITE_URL + reverse("api-actor", args=[entry.key]),
        "briefings_url": settings.SITE_URL + reverse("api-actor-briefings", args=[entry.key]),
    }


def _fresh(response: Response) -> Response:
    response["ETag"] = f'"{digest(written(response.data))}"'
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response
