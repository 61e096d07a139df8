from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from accounts.admin import NoDelete
from sources.admin.actor_files import CsvMixin
from sources.models import Actor, ActorName, ActorRole
from sources.text.names import fold


class NameInline(admin.TabularInline[ActorName, Actor]):
    model = ActorName
    fields = ("name", "kind", "language", "state", "article")
    raw_id_fields = ("article",)
    extra = 0
    can_delete = False


class RoleInline(admin.TabularInline[ActorRole, Actor]):
    model = ActorRole
    fields = ("title", "organisation", "starts_on", "ends_on", "article")
    raw_id_fields = ("article",)
    extra = 0
    can_delete = False


@admin.register(Actor)
class ActorDesk(CsvMixin, NoDelete, admin.ModelAdmin[Actor]):
    list_display = ("name", "kind", "state", "mention_count")
    list_filter = ("state", "kind")
    search_fields = ("name", "names__folded")
    fields = (("name", "kind", "state"), "note", "wikidata")
    inlines = (NameInline, RoleInline)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Actor]:
        return super().get_queryset(request).annotate(mentioned=Count("mentions", distinct=True))

    @admin.display(description="Mentions", ordering="mentioned")
    def mention_count(self, actor: Any) -> int:
        return int(actor.mentioned)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for row in formset.save(commit=False):
            if isinstance(row, ActorName):
                row.folded = fold(row.name)
            row.save()
        formset.save_m2m()
