"""The progress of many items at once, and what became of each."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.admin import Desk
from sources.models import IngestJob
from sources.models.jobs import IngestJobQuerySet, Progress
from sources.tasks import nudge

ITEMS_A_PAGE = 100


class ProgressFilter(admin.SimpleListFilter):
    title = "progress"
    parameter_name = "progress"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "still running"), ("failed", "with failed items")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[IngestJob]) -> QuerySet[IngestJob]:
        assert isinstance(queryset, IngestJobQuerySet)
        if self.value() == "open":
            return queryset.unfinished()
        return queryset.failing() if self.value() == "failed" else queryset


@admin.register(IngestJob)
class IngestJobDesk(Desk):
    list_display = ("name", "channel", "received_at", "received_by", "progress")
    list_filter = (ProgressFilter, "channel")
    list_select_related = ("received_by",)
    change_form_template = "admin/sources/job.html"
    fields = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[IngestJob]:
        return IngestJob.objects.with_progress()

    @admin.display(description="Progress")
    def progress(self, job: Any) -> str:
        words = f"{job.done + job.failed} of {job.total}"
        return f"{words}, {job.failed} failed" if job.failed else words

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/progress/", view(self.progress_view), name="sources_ingestjob_progress"),
            path("<int:pk>/retry/", view(require_POST(self.retry)), name="sources_ingestjob_retry"),
            *super().get_urls(),
        ]

    def screen(self, request: HttpRequest, job: IngestJob) -> dict[str, Any]:
        return board(request, job)

    def progress_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The part of the page that moves, for the script that asks for it."""
        if not request.user.has_perm("sources.view_ingestjob"):
            raise PermissionDenied
        job = get_object_or_404(IngestJob, pk=pk)
        return TemplateResponse(request, "admin/sources/job_board.html", board(request, job))

    def retry(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Try the failed items again: one of them, or all."""
        if not request.user.has_perm("sources.ingest"):
            raise PermissionDenied
        job = get_object_or_404(IngestJob, pk=pk)
        again = job.retry(timezone.now(), only=request.POST.get("item", ""))
        if again:
            nudge()
            messages.success(request, f"{again} {'is' if again == 1 else 'are'} tried again.")
        else:
            messages.error(request, "None can be tried again: what could not be opened has to be sent anew.")
        return redirect("admin:sources_ingestjob_change", pk)


def board(request: HttpRequest, job: IngestJob) -> dict[str, Any]:
    """The job's numbers, and a page of its items, those that failed first."""
    progress: Progress = job.progress()
    page = Paginator(job.items.for_page().worst_first(), ITEMS_A_PAGE).get_page(request.GET.get("page"))
    return {
        "job": job,
        "progress": progress,
        "page": page,
        "can_retry": request.user.has_perm("sources.ingest"),
    }
