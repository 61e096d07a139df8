"""The buttons of the briefing's screen: one of the verbs; what it refuses is said, and nothing is lost."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from accounts.models import User
from briefings import composing, markup, proposing, publishing, versions
from briefings.admin.forms import PublishForm, ScheduleForm, validated_slug
from briefings.models import Briefing, Comment
from briefings.publishing import Change

EDIT = "briefings.change_briefing"
PUBLISH = "briefings.publish"
AnyForm = TypeVar("AnyForm", bound=Form)


def do(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    if verb not in VERBS:
        raise PermissionDenied
    try:
        with transaction.atomic():
            briefing = get_object_or_404(Briefing.objects.select_for_update(), pk=pk)
            messages.success(request, VERBS[verb](request, briefing))
    except (ValidationError, markup.MarkupError) as error:
        request.session[typed_key(pk)] = request.POST.dict()
        for message in getattr(error, "messages", [str(error)]):
            messages.error(request, message)
    return redirect("admin:briefings_briefing_change", pk)


def _publish(request: HttpRequest, briefing: Briefing) -> str:
    user = allowed(request, PUBLISH)
    form = _valid(PublishForm(briefing, request.POST))
    edition = publishing.publish(briefing, Change(**form.cleaned_data), by=user, at=timezone.now())
    return f"Published as edition {edition.number}."


def _retract(request: HttpRequest, briefing: Briefing) -> str:
    user = allowed(request, PUBLISH)
    publishing.retract(briefing, reason=request.POST.get("reason", ""), by=user, at=timezone.now())
    return "Retracted. The address stays and shows the notice."


def _schedule(request: HttpRequest, briefing: Briefing) -> str:
    user = allowed(request, PUBLISH)
    form = _valid(ScheduleForm(request.POST))
    briefing.schedule(form.cleaned_data["at"], by=user)
    return "Scheduled."


def _submit(request: HttpRequest, briefing: Briefing) -> str:
    briefing.submit(by=allowed(request, "briefings.submit"))
    return "In review."


def _send_back(request: HttpRequest, briefing: Briefing) -> str:
    user = allowed(request, PUBLISH if briefing.status == "scheduled" else EDIT)
    briefing.send_back(by=user, reason=request.POST.get("reason", ""))
    return "Back to draft."


def _approve(request: HttpRequest, briefing: Briefing) -> str:
    briefing.approve(by=allowed(request, "briefings.approve"), note=request.POST.get("note", ""))
    return "Approved, as it was last saved. An edit takes the approval back."


def _announce(request: HttpRequest, briefing: Briefing) -> str:
    edition = publishing.announce(briefing, by=allowed(request, PUBLISH), at=timezone.now())
    return f"Readers are told, by edition {edition.number}. The rest of it reads as before; the draft is untouched."


def _end_notice(request: HttpRequest, briefing: Briefing) -> str:
    edition = publishing.end_notice(briefing, by=allowed(request, PUBLISH), at=timezone.now())
    return f"The notice is off, by edition {edition.number}."


def _rename(request: HttpRequest, briefing: Briefing) -> str:
    user = allowed(request, PUBLISH)
    slug = validated_slug(request.POST.get("slug", ""))
    publishing.rename(briefing, slug, by=user, at=timezone.now())
    return "The address is changed; the old one leads to it."


def _accept(request: HttpRequest, briefing: Briefing) -> str:
    user = allowed(request, EDIT)
    count = briefing.proposed.numbered(_numbers(request, "sentence")).accept(briefing, by=user)
    return f"{count} sentence{'' if count == 1 else 's'} accepted."


def _reject(request: HttpRequest, briefing: Briefing) -> str:
    user = allowed(request, EDIT)
    rows = list(briefing.proposed.numbered(_numbers(request, "sentence")))
    proposing.reject(briefing, rows, by=user)
    return f"{len(rows)} sentence{'' if len(rows) == 1 else 's'} taken out."


def _restore(request: HttpRequest, briefing: Briefing) -> str:
    user, number = allowed(request, EDIT), request.POST.get("revision", "")
    made = versions.restore(briefing, int(number) if number.isdecimal() else 0, by=user)
    return f"Revision {number} is back, as revision {made.number}. What stood here before is kept as well."


def _comment(request: HttpRequest, briefing: Briefing) -> str:
    """From the form without script: on the words that were copied there, or on the whole."""
    user, words = allowed(request, EDIT), request.POST.get("words", "").strip()
    place = composing.place_of_words(briefing, words) if words else None
    Comment.objects.start(briefing, request.POST.get("text", ""), place, by=user)
    return "Commented."


def _reply(request: HttpRequest, briefing: Briefing) -> str:
    user = allowed(request, EDIT)
    thread_of(request, briefing).reply(request.POST.get("text", ""), by=user)
    return "Replied."


def _resolve(request: HttpRequest, briefing: Briefing) -> str:
    user = allowed(request, EDIT)
    thread_of(request, briefing).resolve(by=user, at=timezone.now())
    return "Resolved. It stays below, and can be opened again."


def _reopen(request: HttpRequest, briefing: Briefing) -> str:
    user = allowed(request, EDIT)
    thread_of(request, briefing).reopen(by=user)
    return "Open again."


def thread_of(request: HttpRequest, briefing: Briefing) -> Comment:
    """Raises ValidationError."""
    number = request.POST.get("thread", "")
    row = briefing.comments.threads().filter(pk=number).first() if number.isdecimal() else None
    if row is None:
        raise ValidationError("This comment is not there. Load the page again.")
    return row


VERBS: dict[str, Callable[[HttpRequest, Briefing], str]] = {
    "publish": _publish,
    "retract": _retract,
    "schedule": _schedule,
    "submit": _submit,
    "approve": _approve,
    "send-back": _send_back,
    "rename": _rename,
    "announce": _announce,
    "end-notice": _end_notice,
    "accept-proposed": _accept,
    "reject-proposed": _reject,
    "restore": _restore,
    "comment": _comment,
    "reply": _reply,
    "resolve": _resolve,
    "reopen": _reopen,
}


def _numbers(request: HttpRequest, name: str) -> list[int]:
    return [int(number) for number in request.POST.getlist(name) if number.isdecimal()]


def _valid(form: AnyForm) -> AnyForm:
    if not form.is_valid():
        raise ValidationError([message for errors in form.errors.values() for message in errors])
    return form


def typed_key(pk: int) -> str:
    """Where a refused act keeps what was typed, for the next look at the screen."""
    return f"typed for briefing {pk}"


def allowed(request: HttpRequest, permission: str) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm(permission):
        raise PermissionDenied
    return request.user
