from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.forms import ModelForm, MultipleChoiceField
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.models import Act, ApiKey, User
from accounts.models.key import SCOPES

admin.site.unregister(Group)


class NoDelete:
    """Nothing at the desk is deleted: accounts are deactivated, keys revoked, texts spiked, briefings retracted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Desk(NoDelete, admin.ModelAdmin[Any]):
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
class UserDesk(NoDelete, UserAdmin[User]):
    list_display = ("username", "byline", "email", "is_active", "last_login")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "byline_name", "email", "time_zone", "language")}),
        ("What they may do", {"fields": ("is_active", "is_staff", "groups")}),
    )
    readonly_fields = ("last_login", "date_joined")


@admin.register(Group)
class RoleDesk(NoDelete, GroupAdmin):
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
class ApiKeyDesk(NoDelete, admin.ModelAdmin[ApiKey]):
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
class ActDesk(NoDelete, admin.ModelAdmin[Act]):
    list_display = ("at", "who", "verb", "title", "reason")
    list_filter = ("verb",)
    list_select_related = ("who",)
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
