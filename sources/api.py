"""Reports come in as JSON."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer, extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import IngestScope, JSONBody
from accounts.doors import Door
from accounts.idempotency import HEADER, idempotent_but_for
from accounts.models import User
from accounts.openapi import NewestFirst
from sources.arrival import Delivery
from sources.comparing import compare_stories
from sources.jobs import open_job
from sources.models import IngestItem, IngestJob
from sources.models.jobs import IngestItemQuerySet
from sources.opening import intake
from sources.pipeline import ingest_one
from sources.readers.items import from_address, from_bytes, from_text, hints_of, unpack_all
from sources.readers.types import Item, UnreadableError
from sources.report import Report
from sources.tasks import nudge
from sources.text.types import Hints


class RawTextField(serializers.CharField):
    """Any text at all: what cannot be stored (U+0000, lone surrogates) is replaced later, one for one, not refused."""

    def run_validators(self, value: Any) -> None:
        return None


class ArticleIn(serializers.Serializer[Any]):
    """A raw report: its text, or the address of a page to fetch. Nothing is trimmed or translated on its way in."""

    id = serializers.CharField(required=False, max_length=500, help_text="Your own id of it.")
    text = RawTextField(required=False, trim_whitespace=False)
    title = serializers.CharField(required=False, allow_blank=True)
    published = serializers.CharField(required=False, allow_blank=True, help_text="ISO 8601 date or time.")
    lang = serializers.CharField(required=False, allow_blank=True, max_length=12)
    url = serializers.URLField(required=False, allow_blank=True, max_length=2000)
    outlet = serializers.CharField(required=False, allow_blank=True, max_length=200)

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        if "text" not in given and not given.get("url"):
            raise ValidationError({"text": ["Give a “text”, or a “url” to fetch."]})
        return given

    def item(self) -> Item:
        """Raises ValidationError, naming the field, for a hint that is none."""
        given = self.validated_data
        try:
            hints = hints_of(given)
        except ValueError as error:
            raise ValidationError({str(error).strip("“").partition("”")[0]: [str(error)]}) from error
        if "text" in given:
            return from_text(given["text"], given.get("id", ""), hints)
        return replace(from_address(given["url"], hints), id=given.get("id", given["url"]))


class FilesIn(serializers.Serializer[Any]):
    """Files of any format that is read, or ZIPs of them."""

    files = serializers.ListField(child=serializers.FileField(allow_empty_file=True), allow_empty=False)
    outlet = serializers.CharField(required=False, allow_blank=True, max_length=200)

    def items(self) -> list[Item]:
        given = self.validated_data
        outlet = given.get("outlet", "")
        files = (from_bytes(file.read(), file.name, Hints(outlet=outlet)) for file in given["files"])
        return list(unpack_all(files, intake(outlet)))


class ArticleOut(serializers.Serializer[Any]):
    """A line of the ingest report (docs/ingest-report.md)."""

    id = serializers.CharField()
    article = serializers.UUIDField()
    outcome = serializers.ChoiceField(["new", "known", "exact_copy", "near_copy", "new_version"])
    copy_of_article = serializers.UUIDField(allow_null=True)
    story = serializers.UUIDField()
    headline = serializers.CharField()
    flags = serializers.ListField(child=serializers.DictField())


class JobOut(serializers.Serializer[Any]):
    """How far a job is. It is finished when nothing waits any more."""

    uid = serializers.UUIDField()
    name = serializers.CharField()
    received_at = serializers.DateTimeField()
    total = serializers.IntegerField()
    done = serializers.IntegerField()
    failed = serializers.IntegerField()
    waiting = serializers.IntegerField()
    finished = serializers.BooleanField()
    url = serializers.CharField()
    items = serializers.CharField(help_text="Where its items are listed.")


class JobItemOut(serializers.Serializer[Any]):
    """What became of one item, and why."""

    position = serializers.IntegerField()
    id = serializers.CharField(source="key")
    name = serializers.CharField()
    state = serializers.ChoiceField(["waiting", "done", "failed"])
    outcome = serializers.CharField()
    error = serializers.SerializerMethodField()
    article = serializers.UUIDField(source="article.uid", allow_null=True, default=None)
    copy_of_article = serializers.UUIDField(source="article.copy_of.uid", allow_null=True, default=None)
    story = serializers.UUIDField(source="article.membership.story.uid", allow_null=True, default=None)

    def get_error(self, row: IngestItem) -> str:
        """Of a waiting item: what it failed of the last time."""
        return row.error or row.last_error


SINGLE_OR_MANY = PolymorphicProxySerializer(
    component_name="ArticleOrArticles",
    serializers=[ArticleIn, ArticleIn(many=True)],
    resource_type_field_name=None,
    many=False,
)


def is_read_at_once(request: Request) -> bool:
    """One report's text is read while its sender waits; all else is opened as a job."""
    return not request.FILES and isinstance(request.data, dict) and bool(request.data.get("text"))


class ArticleList(Door):
    permission_classes = (IngestScope,)
    parser_classes = (JSONBody, MultiPartParser)

    @extend_schema(
        operation_id="articles_create",
        request={"application/json": SINGLE_OR_MANY, "multipart/form-data": FilesIn},
        responses={200: ArticleOut, 201: ArticleOut, 202: JobOut},
        parameters=[OpenApiParameter(HEADER, str, OpenApiParameter.HEADER, description="Repeated, it is done once.")],
    )
    @idempotent_but_for(is_read_at_once)
    def post(self, request: Request) -> Response:
        """Take in one raw report. The same bytes from the same outlet and address answer 200 and change nothing.

        A list of reports, files, and pages to fetch become a job (202), whose progress stands at its `Location`.
        """
        assert isinstance(request.user, User)
        delivery = Delivery("api", request.user, timezone.now())
        if request.FILES:
            files = FilesIn(data=request.data)
            files.is_valid(raise_exception=True)
            return accepted(files.items(), delivery, ", ".join(file.name for file in files.validated_data["files"]))
        if isinstance(request.data, list):
            return accepted(many(request.data), delivery, f"{len(request.data)} reports")
        given = ArticleIn(data=request.data)
        given.is_valid(raise_exception=True)
        item = given.item()
        return accepted([item], delivery, item.id) if item.fetch else taken_in(item, delivery)


def many(data: list[Any]) -> list[Item]:
    """Raises ValidationError, with the place in the list, when one of them is no report; then none is taken."""
    if not 0 < len(data) <= settings.MAX_BATCH_ITEMS:
        raise ValidationError(
            f"A list has 1 to {settings.MAX_BATCH_ITEMS:,} reports (NUTGRAF_MAX_BATCH_ITEMS); this has {len(data):,}."
        )
    given = [ArticleIn(data=one) for one in data]
    errors = {str(at): one.errors for at, one in enumerate(given) if not one.is_valid()}
    if errors:
        raise ValidationError(errors)
    return [one.item() for one in given]


def taken_in(item: Item, delivery: Delivery) -> Response:
    try:
        outcome = ingest_one(item, delivery)
    except UnreadableError as error:
        raise ValidationError({"text": [str(error)]}) from error
    assert outcome.article is not None
    compare_stories([outcome.article.membership.story_id])
    code = status.HTTP_200_OK if outcome.outcome == "known" else status.HTTP_201_CREATED
    return Response(Report().line(outcome), status=code)


def accepted(items: list[Item], delivery: Delivery, name: str) -> Response:
    job = open_job(items, delivery, name)
    nudge()
    told = progress_of(job)
    return Response(told, status=status.HTTP_202_ACCEPTED, headers={"Location": told["url"]})


def progress_of(job: IngestJob) -> dict[str, Any]:
    progress = job.progress()
    url = reverse("api-ingest-job", args=[job.uid])
    numbers = {name: getattr(progress, name) for name in ("total", "done", "failed", "waiting", "finished")}
    return {
        "uid": str(job.uid),
        "name": job.name,
        "received_at": job.received_at.isoformat(),
        **numbers,
        "url": url,
        "items": reverse("api-ingest-items", args=[job.uid]),
    }


def job_of(request: Request, uid: UUID) -> IngestJob:
    """A job of the asker's own; there are no others for them."""
    return get_object_or_404(IngestJob, uid=uid, received_by=request.user)


class JobDetail(Door):
    permission_classes = (IngestScope,)

    @extend_schema(operation_id="ingest_job", responses=JobOut)
    def get(self, request: Request, uid: UUID) -> Response:
        return Response(progress_of(job_of(request, uid)))


class JobRetry(Door):
    permission_classes = (IngestScope,)

    @extend_schema(operation_id="ingest_job_retry", request=None, responses={202: JobOut})
    def post(self, request: Request, uid: UUID) -> Response:
        """Try the failed items again."""
        job = job_of(request, uid)
        if job.retry(timezone.now()):
            nudge()
        return Response(progress_of(job), status=status.HTTP_202_ACCEPTED)


class InOrder(NewestFirst):
    ordering = "position"


class JobItems(Door, ListAPIView[IngestItem]):
    """The items of a job in their order, with what became of each."""

    permission_classes = (IngestScope,)
    serializer_class = JobItemOut
    pagination_class = InOrder

    def get_queryset(self) -> IngestItemQuerySet:
        if getattr(self, "swagger_fake_view", False):
            return IngestItem.objects.none()
        return job_of(self.request, self.kwargs["uid"]).items.for_page()
