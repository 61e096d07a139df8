from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from accounts.admin import Desk
from accounts.models import Act
from sources.admin import differing
from sources.admin.inbox import decide_view as inbox_decide_view
from sources.admin.inbox import inbox_view
from sources.admin.story_verbs import decide_view
from sources.admin.storypage import page
from sources.deciding import where_it_went
from sources.models import Story


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
class StoryDesk(Desk):
    list_display = ("title", "report_count", "copy_count", "last_report_at")
    list_filter = (BriefingFilter,)
    search_fields = ("title",)
    fields = ("title",)
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
            path("inbox/", view(inbox_view), name="sources_inbox"),
            path("inbox/decide/", view(require_POST(inbox_decide_view)), name="sources_inbox_decide"),
            path("<int:pk>/decide/", view(require_POST(decide_view)), name="sources_story_decide"),
            path("<int:pk>/differ/", view(require_POST(differing.add_view)), name="sources_difference_add"),
            path("difference/<int:pk>/", view(require_POST(differing.decide_view)), name="sources_difference_decide"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A story that was merged away leads to the one it is in now: addresses are kept in mails and notes."""
        story = Story.objects.empty().in_bulk([int(object_id)]).get(int(object_id)) if object_id.isdecimal() else None
        if story and (now := where_it_went(story)):
            messages.info(request, f"“{story}” was merged into this story.")
            return redirect("admin:sources_story_change", now.pk)
        return super().change_view(request, object_id, form_url, extra_context)

    def screen(self, request: HttpRequest, story: Story) -> dict[str, Any]:
        done = request.GET.get("done", "")
        return {
            **page(story, find=request.GET.get("find", "")),
            "just_done": Act.objects.filter(pk=done).first() if done.isdecimal() else None,
            "differences": story.differences.shown(),
            "briefings": story.briefings.select_related("live"),
            "difference_form": differing.DifferenceForm(story),
        }
