"""Reports come in at the desk: pasted, chosen, dropped."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from accounts.models import User
from sources.arrival import Delivery
from sources.jobs import open_job
from sources.models import SourceArticle
from sources.opening import intake
from sources.pipeline import Outcome, ingest
from sources.readers.items import from_bytes, from_text, unpack
from sources.readers.types import Item
from sources.tasks import nudge
from sources.text.types import Hints


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(FilesField, self).clean(one, initial) for one in data or []]


class IngestForm(forms.Form):
    text = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="The whole page as you copied it: nothing has to be tidied first.",
    )
    files = FilesField(  # type: ignore[assignment]  # Form.files is the raw upload; the field of that name is ours
        required=False, help_text="Plain text or Markdown; several at once."
    )
    outlet = forms.CharField(required=False, max_length=200)
    url = forms.URLField(required=False, max_length=2000, assume_scheme="https", label="Address")
    published = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not (values.get("text") or "").strip() and not values.get("files"):
            raise forms.ValidationError("Paste a text or choose a file.")
        return values

    def items(self) -> list[Item]:
        values = self.cleaned_data
        common = {"outlet": values["outlet"], "published": values["published"]}
        items = [from_text(values["text"], "pasted text", Hints(url=values["url"], **common))] if values["text"] else []
        files = [from_bytes(file.read(), file.name, Hints(**common)) for file in values["files"]]
        return items + [item for file in files for item in unpack(file, intake(values["outlet"]))]


def ingest_view(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    if not request.user.has_perm("sources.ingest"):
        raise PermissionDenied
    form = IngestForm(request.POST or None, request.FILES or None)
    outcomes = take_in(form, request.user) if request.method == "POST" and form.is_valid() else []
    context = {
        **admin.site.each_context(request),
        "title": "Add reports",
        "form": IngestForm() if outcomes else form,
        "outcomes": outcomes,
        "opts": SourceArticle._meta,
    }
    return TemplateResponse(request, "admin/sources/ingest.html", context)


def take_in(form: IngestForm, by: User) -> list[Outcome]:
    """A handful is read at once; more is stored now and read by the worker."""
    delivery = Delivery("upload" if form.cleaned_data["files"] else "paste", by, timezone.now())
    items = form.items()
    if len(items) <= settings.INLINE_ITEMS:
        return list(ingest(items, delivery))
    open_job(items, delivery, f"{len(items)} files")
    nudge()
    return []
