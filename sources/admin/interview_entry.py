"""An interview is entered at the desk: typed, or pasted, and shown as it was read before it is kept."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from accounts.models import User
from sources import interviewing
from sources.interviewing import Entered
from sources.models import Interview, Story
from sources.readers.items import LONGEST_HINTS
from sources.text.transcripts.script import Script

OURS, THEIRS = "ours", "theirs"


class EntryForm(forms.Form):
    transcript = forms.CharField(
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        label="Questions and answers",
        help_text="Begin each turn with the speaker’s name and a colon. What stands before the first introduces it.",
    )
    title = forms.CharField(required=False, max_length=300, help_text="Such as: Interview with Ruth Kessel.")
    provenance = forms.ChoiceField(
        choices=[(OURS, "Conducted by us"), (THEIRS, "Published elsewhere")],
        initial=OURS,
        widget=forms.RadioSelect,
        label="Where it comes from",
    )
    conducted_by = forms.CharField(required=False, max_length=200, label="Who asked")
    conducted_how = forms.CharField(required=False, max_length=200, label="How", help_text="By telephone, in writing …")
    outlet = forms.CharField(required=False, max_length=LONGEST_HINTS["outlet"], help_text="Who published it.")
    url = forms.URLField(required=False, max_length=2000, assume_scheme="https", label="Address")
    published = forms.DateField(required=False, label="On", widget=forms.DateInput(attrs={"type": "date"}))
    story = forms.ModelChoiceField(Story.objects.all(), required=False, widget=forms.HiddenInput)

    def clean_transcript(self) -> str:
        """As it came; a limit of the setting is said by its name."""
        text = str(self.cleaned_data["transcript"])
        if len(text) > settings.MAX_TEXT_CHARS:
            raise ValidationError(
                f"It has {len(text):,} characters; NUTGRAF_MAX_TEXT_CHARS allows {settings.MAX_TEXT_CHARS:,}. "
                "Enter it in parts."
            )
        return text

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("provenance") == THEIRS and not values.get("outlet"):
            self.add_error("outlet", "Say who published it. Readers are told where it is taken from.")
        return values

    def entered(self) -> Entered:
        values = self.cleaned_data
        named = ("transcript", "title", "published", "conducted_by", "conducted_how")
        where = {name: values[name] for name in ("outlet", "url")} if values["provenance"] == THEIRS else {}
        return Entered(**{name: values[name] for name in named}, **where)


def entry_view(request: HttpRequest) -> HttpResponse:
    """Shown as it was read, and kept when that was confirmed."""
    user = request.user
    if not isinstance(user, User) or not user.has_perm("sources.change_interview"):
        raise PermissionDenied
    form = EntryForm(request.POST or None, initial={"story": request.GET.get("story")})
    script: Script | None = None
    if request.method == "POST" and form.is_valid():
        try:
            if "keep" in request.POST:
                return _kept(request, form, user)
            script = interviewing.preview(form.cleaned_data["transcript"])
        except ValidationError as error:
            form.add_error(None, error)
    context = {
        **admin.site.each_context(request),
        "title": "Enter an interview",
        "form": form,
        "script": script,
        "opts": Interview._meta,
    }
    return TemplateResponse(request, "admin/sources/interview/enter.html", context)


def _kept(request: HttpRequest, form: EntryForm, user: User) -> HttpResponse:
    interview = interviewing.enter(form.entered(), by=user, at=timezone.now())
    if form.cleaned_data["story"]:
        interviewing.place(interview, form.cleaned_data["story"], by=user)
    messages.success(request, "Kept. Correct its turns here, say what the desk makes of it, and attach it.")
    return redirect("admin:sources_interview_change", interview.pk)
