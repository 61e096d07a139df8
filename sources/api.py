"""Reports come in as JSON."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api import IngestScope
from accounts.models import User
from sources.arrival import Delivery
from sources.pipeline import compare_stories, ingest_one
from sources.readers.items import from_text, hints_of
from sources.readers.types import UnreadableError
from sources.report import Report


class RawTextField(serializers.CharField):
    """Any text at all: what cannot be stored (U+0000, lone surrogates) is replaced later, one for one, not refused."""

    def run_validators(self, value: Any) -> None:
        return None


class ArticleIn(serializers.Serializer[Any]):
    """A raw report. Nothing is trimmed or translated on its way in."""

    id = serializers.CharField(required=False, max_length=500, help_text="Your own id of it.")
    text = RawTextField(trim_whitespace=False)
    title = serializers.CharField(required=False, allow_blank=True)
    published = serializers.CharField(required=False, allow_blank=True, help_text="ISO 8601 date or time.")
    lang = serializers.CharField(required=False, allow_blank=True, max_length=12)
    url = serializers.URLField(required=False, allow_blank=True, max_length=2000)
    outlet = serializers.CharField(required=False, allow_blank=True, max_length=200)


class ArticleOut(serializers.Serializer[Any]):
    """A line of the ingest report (docs/ingest-report.md)."""

    id = serializers.CharField()
    article = serializers.UUIDField()
    outcome = serializers.ChoiceField(["new", "known", "exact_copy", "near_copy", "new_version"])
    copy_of_article = serializers.UUIDField(allow_null=True)
    story = serializers.UUIDField()
    headline = serializers.CharField()
    flags = serializers.ListField(child=serializers.DictField())


class ArticleList(APIView):
    permission_classes = (IngestScope,)

    @extend_schema(operation_id="articles_create", request=ArticleIn, responses={200: ArticleOut, 201: ArticleOut})
    def post(self, request: Request) -> Response:
        """Take in one raw report. The same bytes from the same outlet and address answer 200 and change nothing."""
        given = ArticleIn(data=request.data)
        given.is_valid(raise_exception=True)
        try:
            hints = hints_of(given.validated_data)
        except ValueError as error:
            raise ValidationError({str(error).strip("“").partition("”")[0]: [str(error)]}) from error
        assert isinstance(request.user, User)
        item = from_text(given.validated_data["text"], given.validated_data.get("id", ""), hints)
        try:
            outcome = ingest_one(item, Delivery("api", request.user, timezone.now()))
        except UnreadableError as error:
            raise ValidationError({"text": [str(error)]}) from error
        assert outcome.article is not None
        compare_stories([outcome.article.membership.story_id])
        code = status.HTTP_200_OK if outcome.outcome == "known" else status.HTTP_201_CREATED
        return Response(Report().line(outcome), status=code)
