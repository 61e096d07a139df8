"""A reader reports an error: a small form, a limit an hour for each sender, a trap for programs that fill in all."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from briefings.models import Briefing, ErrorReport
from briefings.models.reader import STANDING
from briefings.rendering import site

LONGEST = 4000
"""Characters of a report: a page of text."""
PAGES = ("briefing", "edition", "changes", "source", "actor", "topic", "outlet", "home", *STANDING)
"""Names of the routes that something can be reported of."""


class ErrorReportForm(forms.ModelForm[ErrorReport]):
    website = forms.CharField(
        required=False,
        label=_("Leave this field empty"),
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )
    """The trap: no reader sees it."""

    class Meta:
        model = ErrorReport
        fields = ("page", "passage", "message", "email")
        labels = {
            "passage": _("The words that are wrong"),
            "message": _("What is wrong with them, and how you know"),
            "email": _("Your e-mail address, if you want an answer"),
        }
        help_texts = {"passage": "", "email": ""}
        widgets = {
            "page": forms.HiddenInput,
            "passage": forms.Textarea({"rows": 2, "maxlength": LONGEST}),
            "message": forms.Textarea({"rows": 5, "maxlength": LONGEST}),
            "email": forms.EmailInput({"autocomplete": "email"}),
        }

    def clean_page(self) -> str:
        """One of our readers' pages; anything else is none."""
        page: str = self.cleaned_data["page"]
        try:
            known = resolve(page).url_name in PAGES
        except Resolver404:
            known = False
        if not known:
            raise forms.ValidationError(_("This page is none of ours. Open “Report an error” on the page itself."))
        return page

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for name in ("passage", "message"):
            if len(found.get(name, "")) > LONGEST:
                self.add_error(name, _("This is longer than %(limit)s characters.") % {"limit": f"{LONGEST:,}"})
        return found


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request: HttpRequest) -> HttpResponse:
    form = ErrorReportForm(request.POST or None, initial={"page": request.GET.get("page", reverse("home"))})
    sender, now = _sender(request), timezone.now()
    if request.method != "POST" or not form.is_valid():
        return _form(request, form, 200 if request.method != "POST" else 422)
    if form.cleaned_data["website"]:
        return HttpResponseRedirect(reverse("report-error-thanks"))
    if ErrorReport.objects.of_sender(sender, now).count() >= settings.ERROR_REPORTS_AN_HOUR:
        words = _("You have sent %(limit)s reports within an hour, which is the limit. Send the next one later.")
        form.add_error(None, words % {"limit": settings.ERROR_REPORTS_AN_HOUR})
        return _form(request, form, 429)
    report = form.save(commit=False)
    report.sender, report.at, report.briefing = sender, now, _briefing_of(report.page)
    report.save()
    return HttpResponseRedirect(reverse("report-error-thanks"))


@login_not_required
@require_http_methods(["GET", "HEAD"])
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "briefings/report_thanks.html", {"site": site()})


def _form(request: HttpRequest, form: ErrorReportForm, status: int) -> HttpResponse:
    context = {"form": form, "about": form["page"].value(), "site": site()}
    return render(request, "briefings/report_error.html", context, status=status)


def _briefing_of(page: str) -> Briefing | None:
    slug = resolve(page).kwargs.get("slug", "")
    return Briefing.objects.at(slug) if resolve(page).url_name in ("briefing", "edition", "changes") else None


def _sender(request: HttpRequest) -> str:
    """Who sends, for counting: a hash with today's date in it, from which no address can be had back."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    address = forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    return salted_hmac(f"error report {timezone.now():%Y-%m-%d}", address, algorithm="sha256").hexdigest()
