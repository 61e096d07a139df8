"""The interview's screen: its turns, who speaks, and what the desk makes of it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.admin import Desk
from accounts.models import Act, User
from sources import interviewing
from sources.admin.experts import DAY, ExpertDesk
from sources.admin.interview_edits import ADD, asked, change_of, opened, seen
from sources.admin.interview_entry import entry_view
from sources.admin.interview_screen import Asked, screen
from sources.interviewing import Overtaken
from sources.models import Interview
from sources.models.interviews import DISPOSITIONS

__all__ = ["ExpertDesk", "InterviewDesk"]


class DispositionForm(forms.Form):
    disposition = forms.ChoiceField(choices=DISPOSITIONS.items(), widget=forms.RadioSelect)
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}), label="Why, for the record")


@admin.register(Interview)
class InterviewDesk(Desk):
    formfield_overrides = {models.DateField: {"widget": DAY}}
    list_display = ("__str__", "outlet", "speaker", "disposition", "disposed_by", "disposed_at")
    list_filter = ("disposition",)
    search_fields = ("article__headline", "turns__speaker", "expert__name")
    fieldsets = (
        ("Who speaks", {"fields": ("expert",)}),
        ("On which terms", {"fields": ("terms", "described_as")}),
        ("If we conducted it", {"fields": ("conducted_by", "conducted_how", "conducted_on")}),
    )
    change_form_template = "admin/sources/interview/change_form.html"
    change_list_template = "admin/sources/interview/change_list.html"

    @admin.display(description="Taken from")
    def outlet(self, interview: Interview) -> str:
        return str(interview.article.outlet or "")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("sources.change_interview")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Interview]:
        rows = (
            super()
            .get_queryset(request)
            .select_related("article__raw", "article__outlet", "current", "disposed_by", "expert")
        )
        return rows.defer("article__raw__data", "article__raw__text", "article__raw__layout").prefetch_related("turns")

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return entry_view(request)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/edit/", view(require_POST(self.edit)), name="sources_interview_edit"),
            path("<int:pk>/dispose/", view(require_POST(self.dispose)), name="sources_interview_dispose"),
            *super().get_urls(),
        ]

    def screen(self, request: HttpRequest, interview: Interview) -> dict[str, Any]:
        turn = request.GET.get("turn", "")
        typed = request.session.pop(_typed(interview.pk), None)
        where = Asked(int(turn) if turn.isdecimal() and len(turn) < 10 else 0, typed)
        initial = {"disposition": interview.disposition, "note": interview.disposition_note}
        return screen(interview, where) | {
            "disposition_form": DispositionForm(initial=initial),
            "acts": Act.objects.of(interview)[:20],
            "may_edit": request.user.has_perm("sources.change_interview"),
        }

    def save_model(self, request: HttpRequest, obj: Interview, form: Any, change: bool) -> None:
        """Only what the form holds: its turns and its disposition may have changed since it was opened."""
        assert isinstance(request.user, User)
        if not form.changed_data:
            return
        obj.save(update_fields=form.changed_data)
        before = {name: str(form.initial.get(name) or "") for name in form.changed_data}
        after = {name: str(form.cleaned_data[name] or "") for name in form.changed_data}
        Act.objects.record("said who speaks", obj, by=request.user, before=before, after=after)

    def edit(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change the turns, or undo that. What is refused stays in its form."""
        user = _allowed(request, "sources.change_interview")
        interview = get_object_or_404(Interview.objects.for_desk(), pk=pk)
        try:
            place = _edited(request, interview, user)
        except ValidationError as error:
            (messages.warning if isinstance(error, Overtaken) else messages.error)(request, " ".join(error.messages))
            request.session[_typed(pk)] = request.POST.dict()
            place = _place(opened(request.POST), is_open=True)
        return redirect(reverse("admin:sources_interview_change", args=[pk]) + place)

    def dispose(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = _allowed(request, "sources.dispose")
        interview, form = get_object_or_404(Interview.objects.for_desk(), pk=pk), DispositionForm(request.POST)
        if form.is_valid():
            values = form.cleaned_data
            try:
                interview.dispose(values["disposition"], by=user, at=timezone.now(), note=values["note"])
                messages.success(request, f"Recorded: {DISPOSITIONS[values['disposition']]}.")
            except ValueError as error:
                messages.error(request, str(error))
        else:
            messages.error(request, "Choose one of the dispositions.")
        return redirect("admin:sources_interview_change", pk)


def _edited(request: HttpRequest, interview: Interview, user: User) -> str:
    """Do what a button asked for; answers the place on the screen to go on from."""
    (verb, id), at = asked(request.POST), seen(request.POST)
    if verb == "undo":
        messages.success(request, f"Undone: {interviewing.undo(interview, seen=at, by=user)}.")
        return "#script"
    now = interview.script()
    change = interviewing.as_parsed(interview) if verb == "restart" else change_of(request.POST, now)
    made = interviewing.edit(interview, change, seen=at, by=user)
    messages.success(request, f"{made.what[:1].upper()}{made.what[1:]}." if made else "Nothing changed.")
    if verb == ADD and made:
        new = {turn.id for turn in made.script().turns} - {turn.id for turn in now.turns}
        return _place(max(new), is_open=True)
    return _place(id or opened(request.POST))


def _place(id: int, is_open: bool = False) -> str:
    if not id:
        return "#script"
    return f"?turn={id}#turn-{id}" if is_open else f"#turn-{id}"


def _typed(pk: int) -> str:
    return f"interview-{pk}-typed"


def _allowed(request: HttpRequest, permission: str) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm(permission):
        raise PermissionDenied
    return request.user
