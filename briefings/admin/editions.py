from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.admin import DeskModel
from briefings.models import Edition


@admin.register(Edition)
class EditionDesk(DeskModel, admin.ModelAdmin[Edition]):
    """What was published; written once, so there is nothing to change here."""

    list_display = ("briefing", "number", "kind", "published_at", "published_by", "seq")
    list_filter = ("kind",)
    list_select_related = ("briefing", "published_by")
    fields = ("briefing", "number", "kind", "note", "published_at", "published_by", "seq", "sha256", "is_intact")
    readonly_fields = ("is_intact",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
