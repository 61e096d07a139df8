"""An edition in other shapes, by suffix or by what the client accepts: the same stored bytes either way."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import APIException, NotAcceptable, NotFound, ValidationError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from accounts.doors import Door
from briefings import formats, shelf
from briefings.browsing_api import refuse_unknown
from briefings.formats import Shape, parts
from briefings.models import Edition, SlugRedirect
from briefings.rendering import facts
from briefings.serving import serve
from briefings.shelf import Stored

JSON = "application/json"
NEGOTIATED = {JSON: "json"} | {shape.media_type: shape.name for shape in formats.SUFFIXED}
"""Media type → shape, of the detail; the first is what those get who take anything."""

View = TypeVar("View", bound=Callable[..., Any])

RESOURCE = '<http://www.w3.org/ns/ldp#Resource>; rel="type"'
CONTAINER = (
    '<http://www.w3.org/ns/ldp#BasicContainer>; rel="type", '
    '<http://www.w3.org/TR/annotation-protocol/>; rel="http://www.w3.org/ns/ldp#constrainedBy"'
)
PREFERENCES = {
    "http://www.w3.org/ns/ldp#PreferMinimalContainer": "?minimal=1",
    "http://www.w3.org/ns/oa#PreferContainedIRIs": "?iris=1",
}
"""Web Annotation Protocol 4.2; without one the container comes with its first page of whole annotations."""


class Gone(APIException):
    status_code = 410
    default_detail = "This briefing was retracted. Its own address says when and why."
    default_code = "gone"


class Negotiated(BaseContentNegotiation):
    """What is stored is chosen by the view; errors are JSON whatever the client accepts."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


@dataclass(frozen=True, slots=True)
class Place:
    """A briefing's live edition, or the one with a number."""

    slug: str
    number: int | None = None

    def stored(self, shape: str) -> Stored | None:
        if self.number is None:
            return shelf.live(self.slug, shape)
        return shelf.of_edition(self.slug, self.number, shape)

    def at(self, shape: str) -> str:
        """Where the shape is by its suffix; of one edition they have no suffixes but these of text."""
        site = facts()
        if self.number is None:
            return site.shape(self.slug, shape)
        return f"{site.edition(self.slug, self.number).rstrip('/')}.{shape}"

    def elsewhere(self, request: HttpRequest) -> HttpResponse:
        """Where it went. Raises Gone when it was retracted, NotFound when it never was."""
        if Edition.objects.retraction_of(self.slug).exists():
            raise Gone
        moved = SlugRedirect.objects.public().filter(slug=self.slug).first()
        match = request.resolver_match
        if moved is None or match is None:
            raise NotFound
        path = reverse(match.view_name, kwargs=match.kwargs | {"slug": moved.briefing.slug})
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def negotiated(request: HttpRequest, place: Place) -> HttpResponse:
    """The shape that the client likes best. Raises NotAcceptable when there is none."""
    anything = request.META.get("HTTP_ACCEPT", "*/*") in ("*/*", JSON)  # what programs send, and quicker told
    media_type = JSON if anything else request.get_preferred_type(list(NEGOTIATED))
    if media_type is None:
        raise NotAcceptable(f"This is there as {', '.join(NEGOTIATED)}.")
    shape = NEGOTIATED[media_type]
    stored = place.stored(shape)
    response = serve(request, stored, media_type) if stored else place.elsewhere(request)
    patch_vary_headers(response, ["Accept"])
    if stored and shape != "json":
        response["Content-Location"] = place.at(shape)
    return response


ANSWERS = {
    301: OpenApiResponse(description="The briefing has another address now."),
    304: OpenApiResponse(description="You have this."),
    404: OpenApiTypes.OBJECT,
    410: OpenApiTypes.OBJECT,
}


def described(shape: Shape, operation_id: str) -> Callable[[View], View]:
    """What the API's schema says of a shape."""
    media_type = shape.media_type.partition(";")[0]
    kind = OpenApiTypes.OBJECT if "json" in media_type else OpenApiTypes.STR
    return extend_schema(operation_id=operation_id, responses={(200, media_type): kind, **ANSWERS})


class ShapeView(Door):
    """One shape of an edition, as it is stored."""

    permission_classes = (AllowAny,)
    content_negotiation_class = Negotiated

    def answer(self, request: Request, place: Place, shape: Shape) -> HttpResponse:
        refuse_unknown(request)
        stored = place.stored(shape.name)
        if stored is None:
            return place.elsewhere(request._request)
        return serve(request._request, stored, shape.media_type)


class Ninjs(ShapeView):
    @described(formats.NINJS, "briefings_ninjs")
    def get(self, request: Request, slug: str) -> HttpResponse:
        """The live edition as an IPTC ninjs 3.1 item; that of a retracted briefing is canceled."""
        return self.answer(request, Place(slug), formats.NINJS)


class JsonLd(ShapeView):
    @described(formats.JSONLD, "briefings_jsonld")
    def get(self, request: Request, slug: str) -> HttpResponse:
        """The live edition as schema.org JSON-LD, as its page holds it."""
        return self.answer(request, Place(slug), formats.JSONLD)


class Markdown(ShapeView):
    @described(formats.MARKDOWN, "briefings_markdown")
    def get(self, request: Request, slug: str) -> HttpResponse:
        """The live edition as Markdown: with support, what is not known, and what readers are told of interviews."""
        return self.answer(request, Place(slug), formats.MARKDOWN)


class PlainText(ShapeView):
    @described(formats.TEXT, "briefings_text")
    def get(self, request: Request, slug: str) -> HttpResponse:
        """The live edition as plain text, with all that the Markdown has."""
        return self.answer(request, Place(slug), formats.TEXT)


class BodyText(ShapeView):
    @described(formats.BODY, "editions_text")
    def get(self, request: Request, slug: str, number: int) -> HttpResponse:
        """The text of one edition and nothing else: what the selectors of its annotations point into."""
        return self.answer(request, Place(slug, number), formats.BODY)


@dataclass(frozen=True, slots=True)
class Part:
    """A resource below the collection: its key among those that are stored, and its own headers."""

    key: str
    link: str = ""
    location: str = ""


class AnnotationView(Door):
    """Annotations by the Web Annotation Protocol, for reading: nobody posts, so nothing says what may be posted."""

    permission_classes = (AllowAny,)
    content_negotiation_class = Negotiated

    def answer(self, request: HttpRequest, place: Place, part: Part) -> HttpResponse:
        stored = place.stored(formats.ANNOTATIONS.name)
        if stored is None:
            return place.elsewhere(request)
        content = parts.pick(stored.content, part.key)
        if content is None:
            raise NotFound
        one = replace(stored, content=content, zipped=b"", etag=hashlib.sha256(content).hexdigest())
        response = serve(request, one, formats.ANNOTATIONS.media_type)
        if part.link:
            response["Link"] = part.link
        if part.location:
            response["Content-Location"] = part.location
        return response


class AnnotationCollection(AnnotationView):
    @extend_schema(
        operation_id="annotations_list",
        responses={(200, "application/ld+json"): OpenApiTypes.OBJECT, **ANSWERS, 400: OpenApiTypes.OBJECT},
        parameters=[
            OpenApiParameter("page", int, description="A page of the collection, from 0."),
            OpenApiParameter("iris", int, enum=[0, 1], description="1: addresses of annotations alone."),
            OpenApiParameter("minimal", int, enum=[0, 1], description="1: the collection without its first page."),
        ],
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """The annotations of the live edition: a W3C AnnotationCollection, or one of its pages."""
        key = _key(request)
        part = Part(key) if "page=" in key else Part(key, CONTAINER, facts().annotations(slug) + key)
        response = self.answer(request._request, Place(slug), part)
        patch_vary_headers(response, ["Accept", "Prefer"])
        return response


class Annotation(AnnotationView):
    @extend_schema(
        operation_id="annotations_retrieve",
        responses={(200, "application/ld+json"): OpenApiTypes.OBJECT, **ANSWERS},
    )
    def get(self, request: Request, slug: str, annotation: str) -> HttpResponse:
        """One annotation of the live edition. Its id is that of its note on the page."""
        refuse_unknown(request)
        response = self.answer(request._request, Place(slug), Part(annotation, RESOURCE))
        patch_vary_headers(response, ["Accept"])
        return response


def _key(request: Request) -> str:
    """Which representation of the collection is asked for, by its address or by a preference (RFC 7240)."""
    refuse_unknown(request, "page", "iris", "minimal")
    given = {name: request.query_params[name] for name in ("minimal", "iris", "page") if name in request.query_params}
    wrong = {name: ["This is a whole number from 0."] for name, value in given.items() if not _is_number(value)}
    if wrong:
        raise ValidationError(wrong)
    asked = {name: int(value) for name, value in given.items() if name == "page" or int(value)}
    if asked:
        return f"?{urlencode(asked)}"
    preferred = request.headers.get("Prefer", "")
    return next((key for name, key in PREFERENCES.items() if name in preferred), "")


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 10
