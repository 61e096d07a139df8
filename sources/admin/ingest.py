"""Reports come in at the desk: pasted, chosen, dropped."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from accounts.models import User
from sources.arrival import Delivery
from sources.jobs import open_job
from sources.models import SourceArticle
from sources.opening import intake
from sources.pipeline import Outcome, ingest
from sources.readers.documents import CONFINED
from sources.readers.formats import format_of
from sources.readers.items import LONGEST_HINTS, from_address, from_bytes, from_text, unpack_all
from sources.readers.types import Item
from sources.tasks import nudge
from sources.text.types import Hints

LONGEST_URL = LONGEST_HINTS["url"]


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files. An empty one is no error of the form: it is said of it when it is read."""

    widget = SeveralFiles

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, allow_empty_file=True)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(FilesField, self).clean(one, initial) for one in data or []]


class IngestForm(forms.Form):
    text = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="The whole page as you copied it: nothing has to be tidied first.",
    )
    files = FilesField(  # type: ignore[assignment]  # Form.files is the raw upload; the field of that name is ours
        required=False,
        widget=SeveralFiles(attrs={"multiple": True}),
        help_text="Web pages, Word, PDF, e-mail, ninjs, Markdown, plain text, JSON Lines, or a ZIP of them.",
    )
    folder = FilesField(required=False, widget=SeveralFiles(attrs={"multiple": True, "webkitdirectory": True}))
    addresses = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "inputmode": "url", "placeholder": "https://"}),
        help_text="Pages to fetch, one address a line.",
    )
    outlet = forms.CharField(required=False, max_length=200)
    url = forms.URLField(
        required=False,
        max_length=2000,
        assume_scheme="https",
        label="Address",
        help_text="Where the pasted text stood.",
    )
    published = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean_addresses(self) -> list[str]:
        given = str(self.cleaned_data["addresses"]).split()
        wrong = [one for one in given if not one.lower().startswith(("http://", "https://")) or len(one) > LONGEST_URL]
        if wrong:
            raise forms.ValidationError(f"{wrong[0][:200]} is no web address; it starts with http:// or https://.")
        return given

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not (values.get("text") or "").strip():
            values["text"] = ""
        if not any(values.get(name) for name in ("text", "files", "folder", "addresses")) and not self.errors:
            raise forms.ValidationError("Paste a text, choose a file or give an address.")
        return values

    def items(self) -> list[Item]:
        values = self.cleaned_data
        common = {"outlet": values["outlet"], "published": values["published"]}
        items = [from_text(values["text"], "pasted text", Hints(url=values["url"], **common))] if values["text"] else []
        files = [from_bytes(file.read(), file.name, Hints(**common)) for file in values["files"] + values["folder"]]
        items += unpack_all(files, intake(values["outlet"]))
        return items + [from_address(url, Hints(**common)) for url in values["addresses"]]

    def name(self) -> str:
        """What a job of this is called: its only file, or how many things there are."""
        values = self.cleaned_data
        names = [file.name for file in values["files"] + values["folder"]] + values["addresses"]
        if values["text"]:
            names.append("pasted text")
        return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def ingest_view(request: HttpRequest) -> HttpResponse:
    """Taken in at once and shown here; what is more, or has to be fetched, is left to the worker and its job shown."""
    assert isinstance(request.user, User)
    if not request.user.has_perm("sources.ingest"):
        raise PermissionDenied
    form = IngestForm(request.POST or None, request.FILES or None, initial=asked(request))
    outcomes: list[Outcome] = []
    if request.method == "POST" and form.is_valid():
        delivery, items = Delivery(_channel(form), request.user, timezone.now()), form.items()
        if len(items) > settings.INLINE_ITEMS or any(takes_long(item) for item in items):
            job = open_job(items, delivery, form.name())
            nudge()
            return redirect("admin:sources_ingestjob_change", job.pk)
        outcomes = list(ingest(items, delivery))
    context = {
        **admin.site.each_context(request),
        "title": "Add reports",
        "form": IngestForm(initial=asked(request)) if outcomes else form,
        "outcomes": outcomes,
        "opts": SourceArticle._meta,
        "max_bytes": settings.MAX_UPLOAD_BYTES,
    }
    return TemplateResponse(request, "admin/sources/ingest.html", context)


def takes_long(item: Item) -> bool:
    """What is fetched, and what is read in a child process, is not waited for."""
    return item.fetch or (not item.error and format_of(item) in CONFINED)


def asked(request: HttpRequest) -> dict[str, str]:
    """What a link to this page fills in."""
    return {name: request.GET[name] for name in ("outlet", "url", "addresses") if name in request.GET}


def _channel(form: IngestForm) -> str:
    values = form.cleaned_data
    if values["files"] or values["folder"]:
        return "upload"
    return "paste" if values["text"] else "url"
