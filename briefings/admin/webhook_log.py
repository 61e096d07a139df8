"""What webhooks were told, attempt by attempt, and once more."""

import json
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.admin import Desk
from accounts.models import User
from briefings.models import Delivery
from briefings.webhooks import payload


@admin.register(Delivery)
class DeliveryDesk(Desk):
    list_display = ("made", "event", "about", "webhook", "went", "attempts", "next_try")
    list_filter = ("state", "event", ("webhook", admin.RelatedOnlyFieldListFilter))
    change_form_template = "admin/briefings/webhook_delivery.html"
    fields = ()
    actions = ("replay_selected",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        return Delivery.objects.for_log()

    @admin.display(description="When", ordering="created_at")
    def made(self, row: Delivery) -> str:
        return f"{timezone.localtime(row.created_at):%-d %b, %H:%M:%S}"

    @admin.display(description="Briefing")
    def about(self, row: Delivery) -> str:
        return str(row.edition) if row.edition else ""

    @admin.display(description="How it went", ordering="state")
    def went(self, row: Delivery) -> str:
        return row.words

    @admin.display(description="Next attempt", ordering="due_at")
    def next_try(self, row: Delivery) -> str:
        return f"{timezone.localtime(row.due_at):%-d %b, %H:%M:%S}" if row.due_at else ""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_replay_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("briefings.change_webhook")

    def get_urls(self) -> list[URLPattern]:
        replay = self.admin_site.admin_view(require_POST(self.replay))
        return [path("<int:pk>/replay/", replay, name="briefings_delivery_replay"), *super().get_urls()]

    def screen(self, request: HttpRequest, row: Delivery) -> dict[str, Any]:
        body = payload(row)
        return {
            "row": row,
            "replays": row.replays.for_log(),
            "body": json.dumps(json.loads(body), indent=2, ensure_ascii=False) if body else "",
            "may_replay": self.has_replay_permission(request),
        }

    @admin.action(description="Replay the selected deliveries", permissions=["replay"])
    def replay_selected(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        for row in queryset.order_by("pk"):
            _replay(request, row)

    def replay(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_replay_permission(request):
            raise PermissionDenied
        again = _replay(request, get_object_or_404(Delivery.objects.for_log(), pk=pk))
        return redirect("admin:briefings_delivery_change", again.pk if again else pk)


def _replay(request: HttpRequest, row: Delivery) -> Delivery | None:
    assert isinstance(request.user, User)
    try:
        again = row.replay(by=request.user, at=timezone.now())
    except ValidationError as error:
        messages.error(request, f"{row}: {error.messages[0]}")
        return None
    messages.success(request, f"“{row.event}” is on its way again to {row.webhook}.")
    return again
