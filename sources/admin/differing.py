"""Where a story's reports differ, at the desk: the editor's word on a row, and rows added by hand."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.models import User
from sources.comparing import ByHand, add_difference
from sources.models import Difference, SourceArticle, Story
from sources.models.differences import ATTRIBUTES
from sources.quoting import quote


class DifferenceForm(forms.Form):
    """A difference by hand: two passages, of two reports or of one, each with what it comes to in a word or two."""

    label = forms.CharField(max_length=300, label="What is compared")
    attribute = forms.ChoiceField(choices=[(a, a) for a in ATTRIBUTES], label="Kind")
    one = forms.ModelChoiceField(SourceArticle.objects.none(), label="Report")
    one_says = forms.CharField(strip=False, label="says")
    one_value = forms.CharField(max_length=200, required=False, label="in short")
    other = forms.ModelChoiceField(SourceArticle.objects.none(), label="Report")
    other_says = forms.CharField(strip=False, label="says")
    other_value = forms.CharField(max_length=200, required=False, label="in short")

    def __init__(self, story: Story, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        for name in ("one", "other"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = story.articles()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors:
            self.told()
        return values

    def told(self) -> list[ByHand]:
        values = self.cleaned_data
        return [
            ByHand(quote(values[name], values[f"{name}_says"]), values[f"{name}_value"]) for name in ("one", "other")
        ]


def add_view(request: HttpRequest, pk: int) -> HttpResponse:
    by = _decider(request)
    story = get_object_or_404(Story, pk=pk)
    form = DifferenceForm(story, request.POST)
    if form.is_valid():
        add_difference(story, form.cleaned_data["attribute"], form.cleaned_data["label"], form.told(), by=by)
        messages.success(request, "The difference is on the list, and readers will see it.")
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, str(error))
    return redirect("admin:sources_story_change", pk)


def decide_view(request: HttpRequest, pk: int) -> HttpResponse:
    by = _decider(request)
    row = get_object_or_404(Difference, pk=pk)
    try:
        _decide(row, request.POST, by)
        messages.success(request, f"“{row.label}”: {row.standing}.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(reverse("admin:sources_story_change", args=[row.story_id]) + "#differ-h")


def _decide(row: Difference, given: Any, by: User) -> None:
    """Kept with a value that holds, a row is resolved; without, it is open."""
    verb, note, label = given.get("verb", ""), given.get("note"), given.get("label", "")
    if verb == "reopen":
        row.reopen(by=by)
    elif verb == "dismiss":
        row.dismiss(by=by, note=note)
    elif verb != "keep":
        raise ValidationError("Say what is to be done: keep, dismiss or reopen.")
    elif uses := given.get("uses"):
        row.resolve(get_object_or_404(row.values, pk=uses), by=by, note=note or "", label=label)
    else:
        row.keep(by=by, note=note, label=label)


def _decider(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    if not request.user.has_perm("sources.decide"):
        raise PermissionDenied
    return request.user
