"""Webhooks at the desk: how each is, what is done with it, and what it was last told."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.admin import Desk
from accounts.models import Act, User
from briefings.models import Webhook
from briefings.models.webhook import EVENTS, ROTATION, WebhookQuerySet
from sources.fetch import FetchError, reachable
from sources.opening import policy

ROWS = 20


class HealthFilter(admin.SimpleListFilter):
    title = "health"
    parameter_name = "health"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("troubled", "failing or gone"), ("disabled", "disabled")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Webhook]) -> QuerySet[Webhook]:
        assert isinstance(queryset, WebhookQuerySet)
        match self.value():
            case "troubled":
                return queryset.troubled()
            case "disabled":
                return queryset.disabled()
        return queryset


class WebhookForm(forms.ModelForm[Webhook]):
    address = forms.CharField(
        max_length=2000, help_text="Where we send to by POST: a public address; answer with any status from 200 to 299."
    )
    events = forms.MultipleChoiceField(
        choices=[(event, event) for event in EVENTS], widget=forms.CheckboxSelectMultiple, initial=EVENTS
    )

    class Meta:
        model = Webhook
        fields = ("address", "events", "note")

    def clean_address(self) -> str:
        given = self.cleaned_data["address"]
        try:
            return reachable(given if "://" in given else f"https://{given}", policy())
        except FetchError as error:
            raise ValidationError(str(error)) from None


@admin.register(Webhook)
class WebhookDesk(Desk):
    form = WebhookForm
    list_display = ("__str__", "how_it_is", "told_of", "last_sent", "on_their_way", "note")
    list_filter = (HealthFilter,)
    search_fields = ("address", "note")
    change_form_template = "admin/briefings/webhook.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Webhook]:
        return Webhook.objects.with_waiting()

    @admin.display(description="How it is")
    def how_it_is(self, hook: Webhook) -> str:
        return hook.health().words

    @admin.display(description="Events")
    def told_of(self, hook: Webhook) -> str:
        return "all" if set(hook.events) == set(EVENTS) else ", ".join(hook.events).replace("briefing.", "")

    @admin.display(description="Last taken", ordering="sent_at")
    def last_sent(self, hook: Webhook) -> str:
        return _short(hook.sent_at)

    @admin.display(description="Waiting", ordering="waiting")
    def on_their_way(self, hook: Any) -> int:
        return int(hook.waiting)

    def get_urls(self) -> list[URLPattern]:
        act = self.admin_site.admin_view(require_POST(self.act))
        return [path("<int:pk>/act/", act, name="briefings_webhook_act"), *super().get_urls()]

    def screen(self, request: HttpRequest, hook: Webhook) -> dict[str, Any]:
        now = timezone.now()
        return {
            "hook": hook,
            "health": hook.health(),
            "both_until": hook.old_secret_until if len(hook.signs_with(now)) > 1 else None,
            "hours": int(ROTATION.total_seconds() // 3600),
            "deliveries": hook.deliveries.for_log()[:ROWS],
            "acts": Act.objects.of(hook)[:ROWS],
        }

    def save_model(self, request: HttpRequest, obj: Webhook, form: Any, change: bool) -> None:
        assert isinstance(request.user, User)
        values = form.cleaned_data
        if not change:
            more = {"events": values["events"], "note": values["note"]}
            added = Webhook.objects.add(values["address"], by=request.user, at=timezone.now(), **more)
            obj.pk = added.webhook.pk
            _show_once(request, added.secret)
        elif form.changed_data:
            before = Webhook.objects.get(pk=obj.pk)
            obj.edit({name: getattr(before, name) for name in form.changed_data}, by=request.user)

    def act(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Rotate the secret, send a test event, disable or enable."""
        if not request.user.has_perm("briefings.change_webhook"):
            raise PermissionDenied
        hook = get_object_or_404(Webhook, pk=pk)
        try:
            _do(request, hook)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect("admin:briefings_webhook_change", pk)


def _do(request: HttpRequest, hook: Webhook) -> None:
    """Raises ValidationError when it cannot be done."""
    assert isinstance(request.user, User)
    by, now = request.user, timezone.now()
    match request.POST.get("verb"):
        case "rotate":
            _show_once(request, hook.rotate(by=by, at=now).secret)
        case "ping":
            hook.ping(by=by, at=now)
            messages.success(request, "A test event is on its way; what comes of it stands in the log in a moment.")
        case "disable":
            hook.disable(request.POST.get("reason", "").strip(), by=by)
            messages.success(request, "It is disabled, and told nothing any more.")
        case "enable":
            hook.enable(by=by)
            messages.success(request, "It is enabled, and told of what changes from now on.")
        case _:
            raise ValidationError("Choose what to do: rotate, send a test event, disable or enable.")


def _show_once(request: HttpRequest, secret: str) -> None:
    messages.success(request, f"The secret is {secret} — copy it now, it is not shown again.")


def _short(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%-d %b, %H:%M}" if at else ""
