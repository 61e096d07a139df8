from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from accounts.admin import Desk
from accounts.models import Act, User
from sources.admin.inbox import decide_view as inbox_decide_view
from sources.admin.inbox import inbox_view
from sources.admin.story_verbs import decide_view
from sources.admin.storypage import page
from sources.comparing import add_difference
from sources.deciding import where_it_went
from sources.models import Difference, SourceArticle, Story
from sources.models.differences import ATTRIBUTES
from sources.quoting import Quote, quote


class BriefingFilter(admin.SimpleListFilter):
    title = "briefing"
    parameter_name = "briefing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "none yet"), ("yes", "has one")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Story]) -> QuerySet[Story]:
        if self.value() is None:
            return queryset
        return queryset.filter(briefings__isnull=self.value() == "no").distinct()


class DifferenceForm(forms.Form):
    """A difference by hand: two passages, of two reports or of one."""

    label = forms.CharField(max_length=300, label="What is compared")
    attribute = forms.ChoiceField(choices=[(a, a) for a in ATTRIBUTES], label="Kind")
    one = forms.ModelChoiceField(SourceArticle.objects.none(), label="Report")
    one_says = forms.CharField(strip=False, label="says")
    other = forms.ModelChoiceField(SourceArticle.objects.none(), label="Report")
    other_says = forms.CharField(strip=False, label="says")

    def __init__(self, story: Story, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        for name in ("one", "other"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = story.articles()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors:
            self.quotes()
        return values

    def quotes(self) -> list[Quote]:
        values = self.cleaned_data
        return [quote(values[name], values[f"{name}_says"]) for name in ("one", "other")]


@admin.register(Story)
class StoryDesk(Desk):
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
            path("inbox/", view(inbox_view), name="sources_inbox"),
            path("inbox/decide/", view(require_POST(inbox_decide_view)), name="sources_inbox_decide"),
            path("<int:pk>/decide/", view(require_POST(decide_view)), name="sources_story_decide"),
            path("<int:pk>/differ/", view(require_POST(self.add_difference)), name="sources_difference_add"),
            path("difference/<int:pk>/", view(require_POST(self.decide_difference)), name="sources_difference_decide"),
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
            "difference_form": DifferenceForm(story),
        }

    def add_difference(self, request: HttpRequest, pk: int) -> HttpResponse:
        by = _decider(request)
        story = get_object_or_404(Story, pk=pk)
        form = DifferenceForm(story, request.POST)
        if form.is_valid():
            add_difference(story, form.cleaned_data["attribute"], form.cleaned_data["label"], form.quotes(), by=by)
            messages.success(request, "The difference is on the list, and kept.")
        for errors in form.errors.values():
            for error in errors:
                messages.error(request, str(error))
        return redirect("admin:sources_story_change", pk)

    def decide_difference(self, request: HttpRequest, pk: int) -> HttpResponse:
        by = _decider(request)
        row = get_object_or_404(Difference, pk=pk)
        note = request.POST.get("note")
        if request.POST.get("verb") == "keep":
            row.keep(by=by, note=note, label=request.POST.get("label", ""))
        else:
            row.dismiss(by=by, note=note)
        messages.success(request, f"“{row.label}” is {row.state}.")
        return redirect(reverse("admin:sources_story_change", args=[row.story_id]) + "#differ-h")


def _decider(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    if not request.user.has_perm("sources.decide"):
        raise PermissionDenied
    return request.user
