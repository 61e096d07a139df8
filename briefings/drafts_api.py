"""Drafts, for programs whose key and user may: written, submitted, scheduled, published by the code the desk uses."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError as Refused
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers as s
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import Need, Needs
from accounts.doors import Door
from accounts.idempotency import HEADER, idempotent
from accounts.models import User
from accounts.openapi import NewestFirst
from briefings import checklist, correcting, drafting, publishing, seconding, writing
from briefings import drafts_schema as shapes
from briefings.markup import MarkupError
from briefings.models import Briefing, Edition, ProposedCorrection
from briefings.models.briefing import STATUSES, StaleCopy
from briefings.parameters import Parameters
from briefings.publishing import Change
from briefings.rendering import facts
from briefings.writing import Misplaced
from sources.models import Story

READ = Need("drafts", "briefings.view_briefing")
ADD = Need("edit", "briefings.add_briefing")
EDIT = Need("edit", "briefings.change_briefing")
SUBMIT = Need("edit", "briefings.submit")
APPROVE = Need("edit", "briefings.approve")
PUBLISH = Need("publish", "briefings.publish")

REPEATED = OpenApiParameter(HEADER, str, OpenApiParameter.HEADER, description="Repeated, it is done once.")
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="The ETag of the draft that you edit."
)
ERRORS = dict.fromkeys((400, 401, 403, 404, 409, 422), OpenApiTypes.OBJECT)


class NoCondition(APIException):
    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_detail = "Say which state you edit: send the draft's ETag as If-Match. So nobody's text is lost."


class Stale(APIException):
    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = "Someone saved this draft in between. Read it again, and bring both together."


class DraftParameters(Parameters):
    status = s.ChoiceField(STATUSES, required=False)
    cursor = s.CharField(required=False, help_text=NewestFirst.cursor_query_description)


class DraftList(Door):
    permission_classes = (Needs,)
    needs = {"GET": READ, "POST": ADD}

    @extend_schema(
        operation_id="drafts_list",
        parameters=[DraftParameters],
        responses={200: shapes.ListedDraftPage, **dict.fromkeys((400, 401, 403, 404), OpenApiTypes.OBJECT)},
    )
    def get(self, request: Request) -> Response:
        """All briefings of the desk, whatever their state; the newest first."""
        asked = DraftParameters.of(request)
        paginator = NewestFirst()
        rows = Briefing.objects.in_state(asked.validated_data.get("status", ""))
        found = paginator.paginate_queryset(rows, request, self) or []
        return paginator.get_paginated_response([listed(briefing) for briefing in found])

    @extend_schema(
        operation_id="drafts_create",
        request=shapes.DraftIn,
        parameters=[REPEATED],
        responses={201: shapes.DraftOut, **ERRORS},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """A new draft: written by you, or drafted from a story."""
        given = validated(shapes.DraftIn, request)
        with Explained():
            briefing = created(given, user_of(request))
        return answer(briefing, status.HTTP_201_CREATED)


def created(given: dict[str, Any], by: User) -> Briefing:
    if "from_story" in given:
        return drafting.draft(_story(given["from_story"], "from_story"), by=by)
    story = _story(given["story"], "story") if "story" in given else None
    return writing.create(given, story, by=by)


def _story(uid: UUID, name: str) -> Story:
    found: Story | None = Story.objects.filter(uid=uid).first()
    if found is None:
        raise ValidationError({name: ["There is no such story."]})
    return found


class DraftDetail(Door):
    permission_classes = (Needs,)
    needs = {"GET": READ, "PATCH": EDIT}

    @extend_schema(operation_id="drafts_retrieve", responses={200: shapes.DraftOut, **ERRORS})
    def get(self, request: Request, uid: UUID) -> Response:
        """A draft as it is now; its ETag is what editing asks for."""
        return answer(draft_of(uid))

    @extend_schema(
        operation_id="drafts_update",
        request=shapes.DraftEdit,
        parameters=[IF_MATCH, REPEATED],
        responses={200: shapes.DraftOut, **ERRORS, 412: OpenApiTypes.OBJECT, 428: OpenApiTypes.OBJECT},
    )
    @idempotent
    def patch(self, request: Request, uid: UUID) -> Response:
        """Edit a draft, as the composer does: annotations find their places, a revision is kept."""
        briefing = draft_of(uid)
        expected = expected_version(request, briefing)
        given = validated(shapes.DraftEdit, request)
        if "slug" in given and briefing.editions.exists():
            raise ValidationError({"slug": ["The address is frozen since the first edition."]})
        with Explained():
            return answer(writing.write(briefing, given, expected=expected, by=user_of(request)))


def expected_version(request: Request, briefing: Briefing) -> int:
    given = request.headers.get("If-Match")
    if given is None:
        raise NoCondition
    if given.strip() not in ("*", tag_of(briefing)):
        raise Stale
    return briefing.lock_version


CORRECTED = ("headline", "standfirst", "body", "not_known", "key_points")
"""The parts of a live edition that can be given in other words."""

View = TypeVar("View", bound=Callable[..., Any])


class Verb(Door):
    """One of the desk's verbs on a briefing."""

    permission_classes = (Needs,)
    serializer: type[s.Serializer[Any]] = s.Serializer

    def given(self, request: Request) -> dict[str, Any]:
        return validated(self.serializer, request)


def described(operation_id: str, request: Any, answers: Any) -> Callable[[View], View]:
    """`answers`: the shape of a 200, or the shapes by their status."""
    told = answers if isinstance(answers, dict) else {200: answers}
    return extend_schema(
        operation_id=operation_id, request=request, parameters=[REPEATED], responses={**told, **ERRORS}
    )


class Submit(Verb):
    needs = {"POST": SUBMIT}

    @described("drafts_submit", None, shapes.DraftOut)
    @idempotent
    def post(self, request: Request, uid: UUID) -> Response:
        """Send a draft for review."""
        with Explained(), held(uid) as briefing:
            briefing.submit(by=user_of(request))
        return answer(briefing)


class Approve(Verb):
    needs = {"POST": APPROVE}

    @described("drafts_approve", None, shapes.DraftOut)
    @idempotent
    def post(self, request: Request, uid: UUID) -> Response:
        """This version may go out. An edit takes the approval back."""
        with Explained(), held(uid) as briefing:
            briefing.approve(by=user_of(request))
        return answer(briefing)


class SendBack(Verb):
    needs = {"POST": EDIT}
    serializer = shapes.SendBackIn

    @described("drafts_send_back", shapes.SendBackIn, shapes.DraftOut)
    @idempotent
    def post(self, request: Request, uid: UUID) -> Response:
        """Back to draft. What is scheduled is put off by those who may publish."""
        given = self.given(request)
        with Explained(), held(uid) as briefing:
            if briefing.status == "scheduled":
                PUBLISH.ask(request)
            briefing.send_back(by=user_of(request), reason=given.get("reason", ""))
        return answer(briefing)


class Schedule(Verb):
    needs = {"POST": PUBLISH}
    serializer = shapes.ScheduleIn

    @described("drafts_schedule", shapes.ScheduleIn, shapes.DraftOut)
    @idempotent
    def post(self, request: Request, uid: UUID) -> Response:
        """Publish at a time; the gate is run again then."""
        given = self.given(request)
        with Explained(), held(uid) as briefing:
            briefing.schedule(given["at"], by=user_of(request))
        return answer(briefing)


class Publish(Verb):
    needs = {"POST": PUBLISH}
    serializer = shapes.PublishIn

    @described("drafts_publish", shapes.PublishIn, shapes.Published)
    @idempotent
    def post(self, request: Request, uid: UUID) -> Response:
        """Make the next edition public. What blocks it is named."""
        briefing, given = draft_of(uid), self.given(request)
        with Explained():
            edition = publishing.publish(briefing, Change(**given), by=user_of(request), at=timezone.now())
        return published(edition)


class Correct(Verb):
    needs = {"POST": PUBLISH}
    serializer = shapes.CorrectIn

    @described("drafts_correct", shapes.CorrectIn, {200: shapes.Published, 202: shapes.Waiting})
    @idempotent
    def post(self, request: Request, uid: UUID) -> Response:
        """Publish the live edition in its right words, and bring them into the draft; without words, the mended draft.

        Where the draft has the same words in another way, its findings say so. Where nothing goes out by one person's
        word, the words wait for another editor (202), who sees them at the desk.
        """
        briefing, given = draft_of(uid), {"kind": "correction"} | self.given(request)
        words = {name: given.pop(name) for name in CORRECTED if name in given}
        change, by, at = Change(**given), user_of(request), timezone.now()
        with Explained():
            if not words:
                return published(publishing.publish(briefing, change, by=by, at=at))
            texts = correcting.with_words(briefing, words)
            if correcting.takes_two():
                return waiting(seconding.propose(briefing, texts, change, by=by, at=at))
            return published(correcting.correct(briefing, texts, change, by=by, at=at).edition)


class Retract(Verb):
    needs = {"POST": PUBLISH}
    serializer = shapes.RetractIn

    @described("drafts_retract", shapes.RetractIn, shapes.Published)
    @idempotent
    def post(self, request: Request, uid: UUID) -> Response:
        """Take the content back. The address stays, and shows the notice with the reason."""
        briefing, given = draft_of(uid), self.given(request)
        if not briefing.live_id:
            raise ValidationError("This was never published; there is nothing to retract.")
        with Explained():
            edition = publishing.retract(briefing, **given, by=user_of(request), at=timezone.now())
        return published(edition)


class Explained:
    """What the flows refuse, as the API's errors with their places."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, StaleCopy):
            raise Stale from error
        if isinstance(error, Misplaced):
            raise ValidationError(error.errors) from error
        if isinstance(error, MarkupError):
            raise ValidationError({"body": [str(error)]}) from error
        if isinstance(error, Refused):
            raise ValidationError(getattr(error, "message_dict", error.messages)) from error


def validated(serializer: type[s.Serializer[Any]], request: Request) -> dict[str, Any]:
    asked = serializer(data=request.data)
    asked.is_valid(raise_exception=True)
    found: dict[str, Any] = asked.validated_data
    return found


def user_of(request: Request) -> User:
    assert isinstance(request.user, User)
    return request.user


def draft_of(uid: UUID) -> Briefing:
    found: Briefing = get_object_or_404(Briefing.objects.for_desk(), uid=uid)
    return found


@contextmanager
def held(uid: UUID) -> Iterator[Briefing]:
    """The same, locked while it moves."""
    with transaction.atomic():
        found: Briefing = get_object_or_404(Briefing.objects.select_for_update(), uid=uid)
        yield found


def tag_of(briefing: Briefing) -> str:
    return f'"{briefing.uid.hex}-{briefing.lock_version}"'


def answer(briefing: Briefing, code: int = status.HTTP_200_OK) -> Response:
    headers = {"ETag": tag_of(briefing), "Cache-Control": "private, no-store"}
    shown = described_in_full(draft_of(briefing.uid))
    return Response(shown, status=code, headers=headers | ({"Location": shown["uri"]} if code == 201 else {}))


def listed(briefing: Briefing) -> dict[str, Any]:
    return {
        "uid": str(briefing.uid),
        "uri": settings.SITE_URL + reverse("api-draft", args=[briefing.uid]),
        "status": briefing.status,
        "headline": briefing.headline,
        "slug": briefing.slug,
        "updated_at": briefing.updated_at.isoformat(),
        "edition": briefing.live.number if briefing.live else None,
    }


def described_in_full(briefing: Briefing) -> dict[str, Any]:
    scheduled = briefing.due_at if briefing.status == "scheduled" else None
    reports = briefing.reports()
    return listed(briefing) | {
        **{name: getattr(briefing, name) for name in ("standfirst", "body", "topics", "language", "embargo_until")},
        "not_known": briefing.not_known_points(),
        "scheduled_for": scheduled,
        "story": str(briefing.story.uid) if briefing.story else None,
        "interview": str(briefing.interview.uid) if briefing.interview else None,
        "reports": [str(article.uid) for article in reports],
        "key_points": shapes.key_points(briefing),
        "annotations": shapes.annotations(briefing),
        "proposed": [row.exact for row in briefing.proposed.all()],
        "findings": [asdict(finding) for finding in checklist.check(briefing, timezone.now(), reports=reports)],
    }


def published(edition: Edition) -> Response:
    slug = edition.briefing.slug
    return Response(
        {
            "uid": str(edition.briefing.uid),
            "status": edition.briefing.status,
            "edition": edition.number,
            "kind": edition.kind,
            "uri": facts().api(slug),
            "url": facts().page(slug),
        }
    )


def waiting(row: ProposedCorrection) -> Response:
    told = {
        "uid": str(row.briefing.uid),
        "status": "waiting",
        "edition": row.edition.number,
        "by": str(row.proposed_by),
    }
    return Response(told, status=status.HTTP_202_ACCEPTED)
