"""What readers wrote to the desk, and the pages that the desk writes for readers beside the briefings."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.admin import DeskModel
from accounts.models import Act, User
from accounts.models.sequence import changed_beside_editions
from briefings.models import ErrorReport, StandingPage
from briefings.models.reader import ANSWERS


class Answered(admin.SimpleListFilter):
    title = "answer"
    parameter_name = "answer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "open"), *((answer, answer) for answer in ANSWERS)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        return queryset.filter(answer="" if self.value() == "open" else self.value())


@admin.register(ErrorReport)
class ErrorReportDesk(DeskModel, admin.ModelAdmin[ErrorReport]):
    """A report stays as it was written; the desk gives it an answer."""

    list_display = ("page", "message", "at", "answer", "answered_by")
    list_filter = (Answered,)
    list_select_related = ("answered_by",)
    search_fields = ("page", "message", "passage")
    fields = ("page", "briefing", "passage", "message", "email", "at", "answer", "answered_by", "answered_at")
    readonly_fields = tuple(name for name in fields if name != "answer")
    actions = ("corrected", "no_error", "not_usable")
    ordering = ("answer", "-at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: ErrorReport, form: Any, change: bool) -> None:
        if obj.answer:
            assert isinstance(request.user, User)
            obj.settle(obj.answer, by=request.user, at=timezone.now())

    @admin.action(description="It was an error: corrected", permissions=["change"])
    def corrected(self, request: HttpRequest, queryset: QuerySet[ErrorReport]) -> None:
        self._settle(request, queryset, "corrected")

    @admin.action(description="It was no error", permissions=["change"])
    def no_error(self, request: HttpRequest, queryset: QuerySet[ErrorReport]) -> None:
        self._settle(request, queryset, "no error")

    @admin.action(description="Nothing can be made of it", permissions=["change"])
    def not_usable(self, request: HttpRequest, queryset: QuerySet[ErrorReport]) -> None:
        self._settle(request, queryset, "not usable")

    def _settle(self, request: HttpRequest, queryset: QuerySet[ErrorReport], answer: str) -> None:
        assert isinstance(request.user, User)
        for report in queryset:
            report.settle(answer, by=request.user, at=timezone.now())
        messages.success(request, f"Answered: {answer}.")


@admin.register(StandingPage)
class StandingPageDesk(DeskModel, admin.ModelAdmin[StandingPage]):
    list_display = ("title", "slug", "updated_at")
    fields = ("slug", "title", "language", "body")

    def save_model(self, request: HttpRequest, obj: StandingPage, form: Any, change: bool) -> None:
        assert isinstance(request.user, User)
        super().save_model(request, obj, form, change)
        Act.objects.record("wrote a page", obj, by=request.user)
        changed_beside_editions()
