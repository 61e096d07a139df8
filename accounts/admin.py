from typing import Any

from axes.models import AccessAttempt
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import ModelForm, MultipleChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import lockout, second_step
from accounts.listing import BoundedPaginator
from accounts.models import Act, ApiKey, Seal, User
from accounts.models.key import SCOPES

admin.site.unregister(Group)
admin.site.unregister(TOTPDevice)  # their stock screens would show the keys
admin.site.unregister(StaticDevice)


class DeskModel:
    """Nothing at the desk is deleted: accounts are deactivated, keys revoked, texts spiked, briefings retracted.

    A list counts no further than `NUTGRAF_MOST_LISTED` rows, however many there are.
    """

    paginator: type[Paginator[Any]] = BoundedPaginator
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Django's looks for the row first, and so tells those who may not see it whether it is there."""
        if not self.has_view_or_change_permission(request):  # type: ignore[attr-defined]  # of the ModelAdmin beside it
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)  # type: ignore[misc,no-any-return]  # the same


class Desk(DeskModel, admin.ModelAdmin[Any]):
    """A change form with more on it than its fields: `screen` says what its template gets besides."""

    def screen(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        return {}

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = kwargs.get("obj")
        more = self.screen(request, obj) if obj else {}
        return super().render_change_form(request, context | more, *args, **kwargs)


@admin.register(User)
class UserDesk(DeskModel, UserAdmin[User]):
    """Each change of an account leaves an act with what it was before; one that is closed loses its sessions."""

    change_form_template = "admin/accounts/user.html"
    list_display = ("username", "byline", "email", "is_active", "last_login")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "byline_name", "email", "time_zone", "language")}),
        ("What they may do", {"fields": ("is_active", "is_staff", "groups")}),
    )
    readonly_fields = ("last_login", "date_joined")

    def get_urls(self) -> list[URLPattern]:
        act = self.admin_site.admin_view(require_POST(self.act))
        return [path("<int:pk>/act/", act, name="accounts_user_act"), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        user = kwargs.get("obj")
        more = {"device": second_step.device_of(user), "locked": lockout.is_counted(user.username)} if user else {}
        return super().render_change_form(request, context | more, *args, **kwargs)

    def act(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        user, by = get_object_or_404(User, pk=pk), second_step.person(request)
        if request.POST.get("verb") == "reset":
            second_step.reset(user, by=by)
        elif request.POST.get("verb") == "sign out":
            second_step.sign_out(user, by=by)
        messages.success(request, f"All sessions of {user} have ended.")
        return redirect("admin:accounts_user_change", pk)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        obj.was = User.objects.get(pk=obj.pk).standing() if change else {}  # type: ignore[attr-defined]  # for log_change
        super().save_model(request, obj, form, change)
        if change and not obj.is_active:
            obj.end_sessions()

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        Act.objects.record("opened the account", obj, by=second_step.person(request), after=obj.standing())
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Called for the form, and for a new password, which has no earlier state."""
        by, was = second_step.person(request), getattr(obj, "was", None)
        if was is None:
            Act.objects.record("set the password", obj, by=by)
        else:
            Act.objects.record("changed the account", obj, by=by, before=was, after=obj.standing())
        return super().log_change(request, obj, message)


@admin.register(AccessAttempt)
class LockDesk(DeskModel, admin.ModelAdmin[AccessAttempt]):
    """Wrong passwords that still count, by the name that was typed and the address that it came from."""

    list_display = ("username", "ip_address", "failures_since_start", "attempt_time")
    fields = readonly_fields = ("username", "ip_address", "failures_since_start", "attempt_time", "user_agent")
    search_fields = ("username", "ip_address")
    actions = ("let_in",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.action(description="Let these names and addresses in again", permissions=["view"])
    def let_in(self, request: HttpRequest, queryset: QuerySet[AccessAttempt]) -> None:
        rows = list(queryset)
        names, addresses = {row.username for row in rows}, {row.ip_address for row in rows if row.ip_address}
        lockout.let_in(names, addresses, by=second_step.person(request))
        messages.success(request, "They can log in again.")


@admin.register(Group)
class RoleDesk(DeskModel, GroupAdmin):
    """Roles come from accounts/roles.py, so that a test can hold them; here they can be read."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ApiKeyForm(ModelForm[ApiKey]):
    scopes = MultipleChoiceField(choices=[(name, f"{name}: {what}") for name, what in SCOPES.items()])

    class Meta:
        model = ApiKey
        fields = ("user", "name", "scopes", "expires_at")


@admin.register(ApiKey)
class ApiKeyDesk(DeskModel, admin.ModelAdmin[ApiKey]):
    form = ApiKeyForm
    list_display = ("name", "prefix", "user", "scopes", "last_used_at", "expires_at", "revoked_at")
    actions = ("revoke",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: ApiKey, form: Any, change: bool) -> None:
        assert isinstance(request.user, User)
        values = form.cleaned_data
        more = {"expires_at": values["expires_at"], "by": request.user}
        issued = ApiKey.objects.issue(values["user"], name=values["name"], scopes=values["scopes"], **more)
        obj.pk = issued.key.pk
        messages.success(request, f"The key is {issued.secret} — copy it now, it is not shown again.")

    @admin.action(description="Revoke the selected keys", permissions=["add"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiKey]) -> None:
        assert isinstance(request.user, User)
        for key in queryset:
            key.revoke(by=request.user, at=timezone.now())


@admin.register(Act)
class ActDesk(DeskModel, admin.ModelAdmin[Act]):
    change_list_template = "admin/accounts/acts.html"
    list_display = ("at", "who", "verb", "title", "reason")
    list_filter = ("verb",)
    list_select_related = ("who",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """When the acts were last sealed and verified stands over their list."""
        more = {"sealed": Seal.objects.newest(), "verified": Act.objects.last_verified()}
        return super().changelist_view(request, more | (extra_context or {}))
