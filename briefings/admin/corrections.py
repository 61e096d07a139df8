"""Correct: a form that starts from the live edition, whatever the draft holds by now."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from briefings import clashing, correcting, markup, seconding
from briefings.admin.verbs import EDIT, PUBLISH, allowed
from briefings.clashing import Texts
from briefings.correcting import Corrected
from briefings.models import Briefing, ProposedCorrection
from briefings.publishing import NOTHING_LIVE, Change

TOLD = ("kind", "note", "passage", "was", "now", "how_found")
LINES = {"body": 20, "standfirst": 2, "not_known": 3}


class CorrectForm(forms.Form):
    """The live text, key point by key point, and what readers are told. Which key points there are is the edition's."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in correcting.KINDS], label="Kind of edition")
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}), label="Note for readers")
    passage = forms.CharField(required=False, label="The passage")
    was = forms.CharField(required=False, label="It was")
    now = forms.CharField(required=False, label="It is")
    how_found = forms.CharField(required=False, label="How it was found")

    def __init__(self, live: Texts, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = [f"point_{number}" for number in range(1, len(live.key_points) + 1)]
        self.fields["headline"] = forms.CharField(initial=live.headline, max_length=300)
        for name, lines in LINES.items():
            area = forms.Textarea(attrs={"rows": lines})
            value = getattr(live, name)
            self.fields[name] = forms.CharField(initial=value, widget=area, required=False, strip=name != "body")
        self.fields["not_known"].label = "What we do not know"
        for number, (name, words) in enumerate(zip(self.points, live.key_points, strict=True), start=1):
            area = forms.Textarea(attrs={"rows": 2})
            self.fields[name] = forms.CharField(initial=words, widget=area, label=f"Key point {number}")
        self.order_fields(["headline", "standfirst", *self.points, "body", "not_known"])

    def live_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("headline", "standfirst", *self.points, "body", "not_known")]

    def told_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in TOLD]

    def texts(self) -> Texts:
        values = {name: text.replace("\r\n", "\n") for name, text in self.cleaned_data.items()}
        points = tuple(values[name] for name in self.points)
        return Texts(**{name: values[name] for name in clashing.FIELDS}, key_points=points)

    def change(self) -> Change:
        return Change(**{name: self.cleaned_data[name] for name in TOLD})


def right_to_write() -> str:
    """Where two are to agree, an editor may write what a publisher agrees to."""
    return EDIT if correcting.takes_two() else PUBLISH


def correct(request: HttpRequest, pk: int) -> HttpResponse:
    user = allowed(request, right_to_write())
    briefing = get_object_or_404(Briefing.objects.for_desk(), pk=pk)
    if briefing.live is None or briefing.status == "retracted":
        messages.error(request, NOTHING_LIVE)
        return redirect("admin:briefings_briefing_change", pk)
    if request.method == "GET" and ProposedCorrection.objects.waiting_for(briefing):
        return redirect("admin:briefings_correction", pk)
    form = CorrectForm(clashing.texts_of(briefing.live), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if correcting.takes_two():
                seconding.propose(briefing, form.texts(), form.change(), by=user, at=timezone.now())
                messages.success(request, "Kept. Readers see it once another editor agrees.")
                return redirect("admin:briefings_correction", pk)
            done = correcting.correct(briefing, form.texts(), form.change(), by=user, at=timezone.now())
            return _done(request, briefing, done)
        except (ValidationError, markup.MarkupError) as error:
            form.add_error(None, getattr(error, "messages", [str(error)]))
    context = admin.site.each_context(request) | {
        "briefing": briefing,
        "form": form,
        "opts": Briefing._meta,
        "title": f"Correct “{briefing}”",
        "takes_two": correcting.takes_two(),
        "draft_differs": asdict(clashing.drafted(briefing)) != asdict(clashing.texts_of(briefing.live)),
    }
    return render(request, "admin/briefings/correct.html", context)


def second(request: HttpRequest, pk: int) -> HttpResponse:
    """A correction that waits: what would change, to be published or declined."""
    user = allowed(request, "briefings.view_briefing")
    briefing = get_object_or_404(Briefing.objects.for_desk(), pk=pk)
    row = ProposedCorrection.objects.waiting_for(briefing)
    if row is None:
        messages.info(request, "No correction of this briefing waits.")
        return redirect("admin:briefings_briefing_change", pk)
    if request.method == "POST":
        try:
            return _decided(request, briefing, row)
        except (ValidationError, markup.MarkupError) as error:
            for message in getattr(error, "messages", [str(error)]):
                messages.error(request, message)
    context = admin.site.each_context(request) | {
        "briefing": briefing,
        "row": row,
        "parts": seconding.changes(row),
        "opts": Briefing._meta,
        "title": f"A correction of “{briefing}”",
        "is_own": user == row.proposed_by,
        "may_publish": user.has_perm(PUBLISH) and not row.is_overtaken and seconding.may_second(row, user),
        "may_decline": user.has_perm(PUBLISH) or user == row.proposed_by,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "admin/briefings/correction.html", context)


def _decided(request: HttpRequest, briefing: Briefing, row: ProposedCorrection) -> HttpResponse:
    now = timezone.now()
    if "publish" in request.POST:
        return _done(request, briefing, seconding.second(row, by=allowed(request, PUBLISH), at=now))
    user = allowed(request, EDIT if request.user == row.proposed_by else PUBLISH)
    seconding.decline(row, by=user, at=now, reason=request.POST.get("reason", ""))
    messages.success(request, "Declined. Readers see what they saw before.")
    return redirect("admin:briefings_briefing_change", briefing.pk)


def _done(request: HttpRequest, briefing: Briefing, done: Corrected) -> HttpResponse:
    said = f"Published as edition {done.edition.number}. Of the draft nothing went out."
    messages.success(request, said if done.clashes else f"{said} The draft has the change as well.")
    if done.dropped:
        words = "; ".join(f"“{exact[:60]}”" for exact in done.dropped)
        messages.warning(request, f"Notes whose words went are not in the edition any more: {words}.")
    address = reverse("admin:briefings_briefing_change", args=[briefing.pk])
    if not done.clashes:
        return redirect(address)
    messages.warning(request, "The draft changes the same words in another way. See both below, then save.")
    return redirect(f"{address}?corrected=1#theirs-h")
