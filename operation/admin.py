"""One page at the desk: what is due, failing and done."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.admin import Desk
from accounts.models import User
from operation.models import Periodic
from operation.overview import kind_called, overview


@admin.register(Periodic)
class PeriodicDesk(Desk):
    """Its list is the page. The rows themselves are the worker's: nobody adds or changes one."""

    readonly_fields = ("name", "due_at", "done_at", "outcome", "attempts", "last_error")
    fields = readonly_fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        try_now, do_now = (self.admin_site.admin_view(require_POST(view)) for view in (self.try_now, self.do_now))
        return [
            path("try/<slug:kind>/", try_now, name="operation_try"),
            path("<int:pk>/do/", do_now, name="operation_do"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = overview(timezone.now())
        context = {**self.admin_site.each_context(request), "title": "Work", "work": found, "opts": self.opts}
        return TemplateResponse(request, "admin/operation/work.html", context)

    def try_now(self, request: HttpRequest, kind: str) -> HttpResponse:
        """What failed of a kind is tried again at once."""
        _operator(request)
        found = kind_called(kind)
        if not found:
            raise Http404
        count = found.model.objects.try_now(timezone.now())
        messages.success(request, f"{found.words}: {count} tried again now." if count else "Nothing was put off.")
        return redirect("admin:operation_periodic_changelist")

    def do_now(self, request: HttpRequest, pk: int) -> HttpResponse:
        user, row = _operator(request), get_object_or_404(Periodic, pk=pk)
        row.do_now(by=user, at=timezone.now())
        messages.success(request, f"“{row}” is done as soon as a worker is free.")
        return redirect("admin:operation_periodic_changelist")


def _operator(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    if not request.user.has_perm("operation.change_periodic"):
        raise PermissionDenied
    return request.user
