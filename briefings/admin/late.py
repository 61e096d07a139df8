"""New since the live edition: the composer's panel, and its buttons."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.models import User
from briefings import document, late
from briefings.models import Briefing
from sources.models import Difference, SourceArticle

Verb = Callable[[HttpRequest, Briefing, SourceArticle], str]


def late_context(briefing: Briefing) -> dict[str, Any]:
    return {
        "late": late.late_reports(briefing),
        "taken_up": late.taken_up(briefing),
        "answers": briefing.late_answers.select_related("article", "by").order_by("pk"),
        "notice": document.notice_of(briefing.live),
    }


def late_view(request: HttpRequest, pk: int, article: int) -> HttpResponse:
    """One of the buttons beside a late report."""
    verb = VERBS.get(request.POST.get("verb", ""))
    _allowed(request, "briefings.change_briefing")
    briefing, report = get_object_or_404(Briefing, pk=pk), get_object_or_404(SourceArticle, pk=article)
    try:
        if verb is None:
            raise ValidationError(f"Say what is to be done: one of {', '.join(VERBS)}.")
        with transaction.atomic():
            messages.success(request, verb(request, briefing, report))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(reverse("admin:briefings_briefing_change", args=[pk]) + "#late-h")


def _take_up(request: HttpRequest, briefing: Briefing, report: SourceArticle) -> str:
    late.take_up(briefing, report, by=_allowed(request, "briefings.change_briefing"))
    return (
        f"“{report}” can be cited now. It goes out with the next edition; write what it adds, then publish an update."
    )


def _set_aside(request: HttpRequest, briefing: Briefing, report: SourceArticle) -> str:
    by = _allowed(request, "briefings.change_briefing")
    late.set_aside(briefing, report, by=by, reason=request.POST.get("reason", ""))
    return f"“{report}” is not relevant here; it is not asked again."


def _ask_again(request: HttpRequest, briefing: Briefing, report: SourceArticle) -> str:
    late.ask_again(briefing, report, by=_allowed(request, "briefings.change_briefing"))
    return f"“{report}” waits for an answer again."


def _add_difference(request: HttpRequest, briefing: Briefing, report: SourceArticle) -> str:
    by = _allowed(request, "sources.decide")
    rows = Difference.objects.filter(story=briefing.story_id, values__article=report).distinct()
    row = get_object_or_404(rows, pk=request.POST.get("difference") or 0)
    row.keep(by=by)
    return f"“{row.label}” goes out with the next edition, and the report with it."


VERBS: dict[str, Verb] = {
    "update": _take_up,
    "not relevant": _set_aside,
    "ask again": _ask_again,
    "add difference": _add_difference,
}


def _allowed(request: HttpRequest, permission: str) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm(permission):
        raise PermissionDenied
    return request.user
