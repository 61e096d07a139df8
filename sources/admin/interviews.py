from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.admin import Desk, NoDelete
from accounts.models import User
from sources.models import Expert, Interview
from sources.models.interviews import DISPOSITIONS


class DispositionForm(forms.Form):
    disposition = forms.ChoiceField(choices=DISPOSITIONS.items(), widget=forms.RadioSelect)
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}), label="Why, for the record")


@admin.register(Expert)
class ExpertDesk(NoDelete, admin.ModelAdmin[Expert]):
    list_display = ("name", "is_checked", "identity_checked_on", "identity_checked_by")
    search_fields = ("name",)
    fieldsets = (
        (None, {"fields": ("name", "credentials", "interests", "consent")}),
        ("Identity", {"fields": ("identity_checked_how", "identity_checked_on", "identity_checked_by")}),
        ("Never published", {"fields": ("private_contact",)}),
    )

    @admin.display(boolean=True, description="Identity checked")
    def is_checked(self, expert: Expert) -> bool:
        return expert.is_checked


@admin.register(Interview)
class InterviewDesk(Desk):
    list_display = ("__str__", "speaker", "disposition", "disposed_by", "disposed_at")
    list_filter = ("disposition",)
    fields = ("expert",)
    change_form_template = "admin/sources/interview/change_form.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.dispose))
        return [path("<int:pk>/dispose/", view, name="sources_interview_dispose"), *super().get_urls()]

    def screen(self, request: HttpRequest, interview: Interview) -> dict[str, Any]:
        turns = [(turn, interview.article.quote_repaired(turn.start, turn.end)) for turn in interview.turns.all()]
        initial = {"disposition": interview.disposition, "note": interview.disposition_note}
        return {"turns": turns, "disposition_form": DispositionForm(initial=initial), "interview": interview}

    def dispose(self, request: HttpRequest, pk: int) -> HttpResponse:
        assert isinstance(request.user, User)
        if not request.user.has_perm("sources.dispose"):
            raise PermissionDenied
        interview, form = get_object_or_404(Interview, pk=pk), DispositionForm(request.POST)
        if form.is_valid():
            values = form.cleaned_data
            try:
                interview.dispose(values["disposition"], by=request.user, at=timezone.now(), note=values["note"])
                messages.success(request, f"Recorded: {DISPOSITIONS[values['disposition']]}.")
            except ValueError as error:
                messages.error(request, str(error))
        return redirect("admin:sources_interview_change", pk)
