"""The desk's screens about one's own account: the second step, its codes, one's sessions, one's password."""

import io
import re
from typing import Any

import segno
from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from accounts import second_step
from accounts.models import Act

CODE_CHARS = 40
CODES = re.compile(rf"(?:[{second_step.ALPHABET}-]{{19}}\n?){{1,{second_step.CODES}}}")


class CodeForm(forms.Form):
    code = forms.CharField(
        max_length=CODE_CHARS,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "text", "autofocus": True}),
    )


class PasswordForm(forms.Form):
    password = forms.CharField(strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"}))

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = second_step.person(request)

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError("This is not your password.")
        return password


class PasswordChange(AdminPasswordChangeForm):
    def save(self, commit: bool = True) -> Any:
        user = super().save(commit)
        Act.objects.record("changed the password", user, by=user)
        return user


class AccountSite(AdminSite):
    """The admin, with one's own account; what stands on its index is the desk's."""

    def get_urls(self) -> list[URLPattern | URLResolver]:
        views = (
            ("account/", account, "account"),
            ("account/second-step/", set_up, "second_step_set_up"),
            ("account/second-step/qr.svg", qr, "second_step_qr"),
            ("account/second-step/verify/", verify, "second_step_verify"),
            ("account/second-step/codes/", new_codes, "second_step_codes"),
            ("account/second-step/codes.txt", download, "second_step_download"),
            ("account/second-step/off/", turn_off, "second_step_off"),
            ("account/sign-out/", sign_out, "sign_out"),
        )
        own = [path(at, self.admin_view(never_cache(view)), {"site": self}, name=name) for at, view, name in views]
        return own + super().get_urls()

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Django's, which leaves an act."""
        context = self.each_context(request) | (extra_context or {})
        done, template = reverse("admin:password_change_done"), "registration/password_change_form.html"
        request.current_app = self.name
        view = PasswordChangeView.as_view(
            form_class=PasswordChange, success_url=done, extra_context=context, template_name=template
        )
        return view(request)


def _screen(request: HttpRequest, site: AdminSite, name: str, **context: Any) -> HttpResponse:
    return render(request, f"admin/accounts/{name}.html", site.each_context(request) | context)


@require_GET
def account(request: HttpRequest, site: AdminSite) -> HttpResponse:
    user = second_step.person(request)
    return _screen(
        request, site, "account", title="Your account", device=second_step.device_of(user),
        left=second_step.codes_left(user), required=second_step.is_required(user),
        form=PasswordForm(request=request),
    )  # fmt: skip


def set_up(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """The picture and the key to copy; its first code turns it on, and the recovery codes are shown this once."""
    user, form = second_step.person(request), CodeForm(request.POST or None)
    if form.is_valid():
        codes = second_step.confirm(request, form.cleaned_data["code"])
        if codes:
            return _codes(request, site, codes)
        form.add_error("code", _wrong(request))
    device = second_step.begin(user)
    key = device.config_url.partition("secret=")[2].partition("&")[0]
    return _screen(
        request, site, "set_up", title="Set up the second step", form=form, key=_in_groups(key),
        must=second_step.is_required(user) and not second_step.device_of(user),
    )  # fmt: skip


@require_GET
def qr(request: HttpRequest, site: AdminSite) -> HttpResponse:
    picture = io.BytesIO()
    device = second_step.begin(second_step.person(request))
    segno.make(device.config_url).save(picture, kind="svg", scale=5, border=4, light="#fff", xmldecl=False)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


def verify(request: HttpRequest, site: AdminSite) -> HttpResponse:
    if request.session.get(second_step.KEY) != second_step.OWED:
        return redirect("admin:index")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if second_step.verify(request, form.cleaned_data["code"]):
            return redirect(_next(request))
        form.add_error("code", _wrong(request))
    return _screen(
        request, site, "verify", title="The second step", form=form, next=_next(request), has_permission=False
    )


@sensitive_post_parameters()
@require_POST
def new_codes(request: HttpRequest, site: AdminSite) -> HttpResponse:
    user, form = second_step.person(request), PasswordForm(request.POST, request=request)
    if not form.is_valid() or not second_step.device_of(user):
        messages.error(request, "Your password was wrong; the recovery codes are as they were.")
        return redirect("admin:account")
    return _codes(request, site, second_step.make_codes(user))


@require_POST
def download(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """The codes that the page sent back, as a file: nothing of them is kept here."""
    codes = request.POST.get("codes", "").replace("\r\n", "\n").strip()
    if not CODES.fullmatch(codes):
        messages.error(request, "These are no recovery codes.")
        return redirect("admin:account")
    headers = {"Content-Disposition": 'attachment; filename="recovery-codes.txt"'}
    return HttpResponse(codes + "\n", content_type="text/plain; charset=utf-8", headers=headers)


@sensitive_post_parameters()
@require_POST
def turn_off(request: HttpRequest, site: AdminSite) -> HttpResponse:
    form = PasswordForm(request.POST, request=request)
    if second_step.is_required(second_step.person(request)):
        messages.error(request, "Your role has to have a second step (NUTGRAF_SECOND_STEP); set up another instead.")
    elif not form.is_valid():
        messages.error(request, "Your password was wrong; the second step is still on.")
    else:
        second_step.turn_off(request)
        messages.success(request, "The second step is off, and your other sessions have ended.")
    return redirect("admin:account")


@require_POST
def sign_out(request: HttpRequest, site: AdminSite) -> HttpResponse:
    second_step.sign_out_elsewhere(request)
    messages.success(request, "All your other sessions have ended.")
    return redirect("admin:account")


def _codes(request: HttpRequest, site: AdminSite, codes: list[str]) -> HttpResponse:
    return _screen(request, site, "codes", title="Your recovery codes", codes=codes, text="\n".join(codes))


def _wrong(request: HttpRequest) -> str:
    until = second_step.waits_until(second_step.person(request))
    if until is None:
        return "This code is not right."
    seconds = max(1, round((until - timezone.now()).total_seconds()))
    return f"This code is not right. Wait {seconds} second{'' if seconds == 1 else 's'}, and type the next one."


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else reverse("admin:index")


def _in_groups(key: str) -> str:
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4))
