"""Actors at the desk: their list, their record, and the doors to what is decided about them."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from accounts.admin import Desk
from accounts.models import Act, User
from sources import alike
from sources.admin import actor_queue, actor_verbs
from sources.admin.actor_files import CsvMixin
from sources.admin.actor_forms import ActorForm, NameInline, RoleInline, is_merged
from sources.admin.actor_page import page
from sources.knowing import key
from sources.models import Actor, ActorName

CHANGED, ADDED = "changed an actor's record", "added an actor"
COLUMNS = ("name", "kind", "wikidata", "note")


@admin.register(Actor)
class ActorDesk(CsvMixin, Desk):
    list_display = ("name", "kind", "state", "mention_count")
    list_filter = ("state", "kind")
    search_fields = ("name", "names__folded")
    form = ActorForm
    fields = (("name", "kind"), "note", "wikidata")
    inlines = (NameInline, RoleInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Actor]:
        rows: QuerySet[Actor] = super().get_queryset(request).annotate(mentioned=Count("mentions", distinct=True))
        return rows

    @admin.display(description="Mentions", ordering="mentioned")
    def mention_count(self, actor: Any) -> int:
        return int(actor.mentioned)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One that was merged is read alone: its names stand with the one it was merged into."""
        return bool(super().has_change_permission(request, obj)) and not is_merged(obj)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("queue/", view(actor_queue.queue_view), name="sources_actor_queue"),
            path("queue/decide/", view(require_POST(actor_queue.decide_view)), name="sources_actor_queue_decide"),
            path("<int:pk>/decide/", view(require_POST(actor_verbs.decide_view)), name="sources_actor_decide"),
            *super().get_urls(),
        ]

    def screen(self, request: HttpRequest, actor: Actor) -> dict[str, Any]:
        return page(actor, request)

    def save_model(self, request: HttpRequest, obj: Actor, form: Any, change: bool) -> None:
        """An actor that somebody adds by hand is one of the desk's."""
        form.before = _record(Actor.objects.get(pk=obj.pk)) if change else {}
        obj.state = obj.state if change else "confirmed"
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The name that it goes by is among its names; whom it is like is asked anew."""
        super().save_related(request, form, formsets, change)
        actor = form.instance
        if not any(name.folded == key(actor.name) for name in actor.names.all()):
            ActorName.objects.create(actor=actor, name=actor.name)
        after = _record(Actor.objects.get(pk=actor.pk))
        if form.before != after:
            assert isinstance(request.user, User)
            verb = CHANGED if change else ADDED
            Act.objects.record(verb, actor, by=request.user, **_difference(form.before, after))
            alike.ask_anew([actor])


def _record(actor: Actor) -> dict[str, Any]:
    """All that the form changes, as JSON."""
    roles = actor.roles.order_by("pk").values_list("title", "organisation", "starts_on", "ends_on")
    names = actor.names.order_by("pk").values_list("name", "kind", "language", "state")
    return {name: getattr(actor, name) for name in COLUMNS} | {
        "names": [list(row) for row in names],
        "roles": [[str(value or "") for value in row] for row in roles],
    }


def _difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, dict[str, Any]]:
    changed = [name for name in after if after[name] != before.get(name)]
    return {
        "before": {name: before[name] for name in changed if name in before},
        "after": {name: after[name] for name in changed},
    }
