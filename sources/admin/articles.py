from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from accounts.admin import Desk
from accounts.listing import OneChoice
from accounts.models import Act, User
from sources import cleaning
from sources.admin.cleaning import ParticularsForm, ruling
from sources.admin.compare import compare_view, compare_with_view
from sources.admin.ingest import ingest_view
from sources.admin.mentions import decide_view as decide_mentions_view
from sources.admin.mentions import mentions_view
from sources.admin.sides import sides
from sources.models import SourceArticle
from sources.text.page.rules import REASONS


class FailingFilter(OneChoice):
    title, parameter_name, choice = "reading", "failing", ("yes", "failed, tried again")

    def chosen(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.exclude(last_error="")


class LanguageFilter(admin.SimpleListFilter):
    """Of the languages of the latest reports: to ask for all would read the whole table."""

    title = "language"
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        latest = SourceArticle.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        rows = SourceArticle.objects.filter(pk__gt=latest - settings.MOST_LISTED).exclude(language="")
        return [(one, one) for one in rows.order_by("language").values_list("language", flat=True).distinct()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[SourceArticle]) -> QuerySet[SourceArticle]:
        return queryset.filter(language=self.value()) if self.value() else queryset


@admin.register(SourceArticle)
class ArticleDesk(Desk):
    list_display = ("__str__", "outlet", "what_it_is", "state", "dated", "received")
    list_filter = ("state", FailingFilter, LanguageFilter)
    list_select_related = ("outlet", "raw", "copy_of__raw")
    search_fields = ("headline",)
    ordering = ("-id",)
    change_form_template = "admin/sources/article.html"
    change_list_template = "admin/sources/articles.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="What it is")
    def what_it_is(self, article: SourceArticle) -> str:
        if article.copy_of:
            return f"copy of “{article.copy_of}”"
        return "later version" if article.previous_id else "report"

    @admin.display(description="Received", ordering="id")
    def received(self, article: SourceArticle) -> Any:
        return article.raw.received_at

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceArticle]:
        """Without the texts, which may be a megabyte a row: a list shows none."""
        texts = ("raw__data", "raw__text", "raw__layout", "body", "profile")
        return super().get_queryset(request).defer(*texts, *(f"copy_of__{text}" for text in texts))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("ingest/", view(ingest_view), name="sources_ingest"),
            path("<int:pk>/compare/", view(compare_with_view), name="sources_compare_with"),
            path("<int:pk>/compare/<int:other_pk>/", view(compare_view), name="sources_compare"),
            path("<int:pk>/mentions/", view(mentions_view), name="sources_mentions"),
            path("<int:pk>/mentions/decide/", view(require_POST(decide_mentions_view)), name="sources_mentions_decide"),
            path("<int:pk>/act/", view(require_POST(self.act)), name="sources_article_act"),
            path("<int:pk>/clean/", view(require_POST(self.clean)), name="sources_article_clean"),
            path("<int:pk>/particulars/", view(require_POST(self.give)), name="sources_article_give"),
            *super().get_urls(),
        ]

    def screen(self, request: HttpRequest, article: SourceArticle) -> dict[str, Any]:
        return {
            **sides_of(article, request),
            "actors": article.mentions.select_related("actor").order_by("actor__name", "start"),
            "acts": Act.objects.of(article)[:20],
            "particulars": ParticularsForm(article),
        }

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("state",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("state",)

    def act(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Accept, spike or withdraw."""
        user = _allowed(request, "sources.decide")
        article = get_object_or_404(SourceArticle, pk=pk)
        reason = request.POST.get("reason", "")
        match request.POST.get("verb"):
            case "accept":
                article.accept(by=user)
            case "spike":
                article.spike(by=user, reason=reason)
            case "withdraw":
                article.withdraw(by=user, reason=reason)
        messages.success(request, f"“{article}” is {article.state}.")
        return redirect("admin:sources_sourcearticle_change", pk)

    def clean(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Strip pieces, put them back, or undo that. A script gets the two sides alone, drawn anew."""
        user = _allowed(request, "sources.change_segment")
        article = get_object_or_404(SourceArticle.objects.select_related("raw", "outlet"), pk=pk)
        answer = _cleaned(request, article, user)
        if request.headers.get("X-Part") == "sides":
            shown = {**sides_of(article, request), "answer": answer}
            return TemplateResponse(request, "admin/sources/report/sides.html", shown)
        (messages.error if answer.failed else messages.success)(request, answer.words)
        return redirect(reverse("admin:sources_sourcearticle_change", args=[pk]) + f"#{answer.place}")

    def give(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Particulars that an editor knows better than the text."""
        user = _allowed(request, "sources.change_sourcearticle")
        article = get_object_or_404(SourceArticle.objects.select_related("raw", "outlet"), pk=pk)
        form = ParticularsForm(article, request.POST)
        try:
            if not form.is_valid():
                raise ValidationError([message for errors in form.errors.values() for message in errors])
            cleaning.give(article, form.particulars(), by=user)
            messages.success(request, "Kept, and the report was read again.")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("admin:sources_sourcearticle_change", pk)


def sides_of(article: SourceArticle, request: HttpRequest) -> dict[str, Any]:
    """What the two sides of the screen show."""
    assert isinstance(request.user, User)
    acts = cleaning.standing(article)
    return {
        "article": article,
        "sides": sides(article, acts),
        "credited": cleaning.original_of(article),
        "mine": cleaning.latest_of(acts, request.user),
        "reasons": REASONS,
        "can_edit": request.user.has_perm("sources.change_segment"),
        "can_ingest": request.user.has_perm("sources.ingest"),
    }


@dataclass(frozen=True, slots=True)
class Answer:
    """What was done, or why it was not, in words; `place` is the id on the page where it was done."""

    words: str
    place: str = "sides"
    failed: bool = False


def _cleaned(request: HttpRequest, article: SourceArticle, by: User) -> Answer:
    try:
        if "undo" in request.POST:
            act, words = cleaning.undo(article, by=by), "Undone."
        else:
            asked = ruling(article, request.POST)
            act, words = cleaning.decide(article, asked, by=by), "Put back." if asked.kept else "Stripped."
    except ValidationError as error:
        return Answer(" ".join(error.messages), failed=True)
    return Answer(words, f"piece-{cleaning.piece_of(article, act)}")


def _allowed(request: HttpRequest, permission: str) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm(permission):
        raise PermissionDenied
    return request.user
