from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from accounts.admin import Desk
from accounts.models import Act, User
from sources.admin.ingest import ingest_view
from sources.models import Segment, SourceArticle
from sources.pipeline import process


class FailingFilter(admin.SimpleListFilter):
    title = "reading"
    parameter_name = "failing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "failed, tried again")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[SourceArticle]) -> QuerySet[SourceArticle]:
        return queryset.exclude(last_error="") if self.value() == "yes" else queryset


@admin.register(SourceArticle)
class ArticleDesk(Desk):
    list_display = ("__str__", "outlet", "what_it_is", "state", "dated", "received")
    list_filter = ("state", FailingFilter, "language")
    list_select_related = ("outlet", "raw", "copy_of", "previous")
    search_fields = ("headline",)
    ordering = ("-id",)
    show_full_result_count = False
    change_form_template = "admin/sources/article.html"
    change_list_template = "admin/sources/articles.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="What it is")
    def what_it_is(self, article: SourceArticle) -> str:
        if article.copy_of:
            return f"copy of “{article.copy_of}”"
        return "later version" if article.previous else "report"

    @admin.display(description="Received", ordering="id")
    def received(self, article: SourceArticle) -> Any:
        return article.raw.received_at

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("ingest/", view(ingest_view), name="sources_ingest"),
            path("<int:pk>/act/", view(require_POST(self.act)), name="sources_article_act"),
            path("segments/<int:pk>/", view(require_POST(self.decide_segment)), name="sources_segment_decide"),
            *super().get_urls(),
        ]

    def screen(self, request: HttpRequest, article: SourceArticle) -> dict[str, Any]:
        segments = [(segment, article.quote(segment.start, segment.end)) for segment in article.segments.all()]
        return {
            "article": article,
            "segments": segments,
            "flags": [(flag, article.quote(flag.start, flag.end)) for flag in article.flags.all()],
            "actors": article.mentions.select_related("actor").order_by("actor__name", "start"),
            "acts": Act.objects.of(article)[:20],
            "can_edit": request.user.has_perm("sources.change_segment"),
        }

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("state",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("state",)

    def act(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Accept, spike or withdraw."""
        assert isinstance(request.user, User)
        if not request.user.has_perm("sources.decide"):
            raise PermissionDenied
        article = get_object_or_404(SourceArticle, pk=pk)
        reason = request.POST.get("reason", "")
        match request.POST.get("verb"):
            case "accept":
                article.accept(by=request.user)
            case "spike":
                article.spike(by=request.user, reason=reason)
            case "withdraw":
                article.withdraw(by=request.user, reason=reason)
        messages.success(request, f"“{article}” is {article.state}.")
        return redirect("admin:sources_sourcearticle_change", pk)

    def decide_segment(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put a piece back or strip it; the article is read again around the decision."""
        assert isinstance(request.user, User)
        if not request.user.has_perm("sources.change_segment"):
            raise PermissionDenied
        segment = get_object_or_404(Segment.objects.select_related("article__raw"), pk=pk)
        if segment.kept:
            segment.strip(by=request.user, reason=request.POST.get("reason", ""))
        else:
            segment.restore(by=request.user)
        process(segment.article)
        messages.success(request, "Put back." if segment.kept else "Stripped.")
        return redirect(
            reverse("admin:sources_sourcearticle_change", args=[segment.article_id]) + f"#piece-{segment.position + 1}"
        )
