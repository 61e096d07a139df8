from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from accounts.admin import NoDelete
from accounts.models import User
from sources.models import Difference, SourceArticle, Story


class BriefingFilter(admin.SimpleListFilter):
    title = "briefing"
    parameter_name = "briefing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "none yet"), ("yes", "has one")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Story]) -> QuerySet[Story]:
        if self.value() is None:
            return queryset
        return queryset.filter(briefings__isnull=self.value() == "no").distinct()


@admin.register(Story)
class StoryDesk(NoDelete, admin.ModelAdmin[Story]):
    list_display = ("title", "report_count", "copy_count", "last_report_at")
    list_filter = (BriefingFilter,)
    search_fields = ("title",)
    fields = ("title",)
    show_full_result_count = False
    change_form_template = "admin/sources/story.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Story]:
        return Story.objects.with_counts().newest_first()

    @admin.display(description="Reports", ordering="reports")
    def report_count(self, story: Any) -> int:
        return int(story.reports)

    @admin.display(description="Of these copies", ordering="copies")
    def copy_count(self, story: Any) -> int:
        return int(story.copies)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/part/<int:article>/", view(require_POST(self.part)), name="sources_story_part"),
            path("difference/<int:pk>/", view(require_POST(self.decide_difference)), name="sources_difference_decide"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        story = get_object_or_404(Story, pk=object_id)
        context = {
            "story": story,
            "articles": story.articles(),
            "differences": story.differences.shown(),  # type: ignore[attr-defined]
            "briefings": story.briefings.all(),
        }
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def part(self, request: HttpRequest, pk: int, article: int) -> HttpResponse:
        by = _decider(request)
        story, report = get_object_or_404(Story, pk=pk), get_object_or_404(SourceArticle, pk=article)
        own = story.part_with(report, by=by, reason=request.POST.get("reason") or "not the same event")
        messages.success(request, f"“{report}” has a story of its own now.")
        return redirect("admin:sources_story_change", own.pk)

    def decide_difference(self, request: HttpRequest, pk: int) -> HttpResponse:
        by = _decider(request)
        row = get_object_or_404(Difference, pk=pk)
        note = request.POST.get("note")
        if request.POST.get("verb") == "keep":
            row.keep(by=by, note=note)
        else:
            row.dismiss(by=by, note=note)
        return redirect("admin:sources_story_change", row.story_id)


def _decider(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    if not request.user.has_perm("sources.decide"):
        raise PermissionDenied
    return request.user
