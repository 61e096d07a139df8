"""From a report's screen: one administrator asks to take its text away for good, a second confirms or declines."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone

from accounts.listing import OneChoice
from accounts.models import Act, User
from briefings.models import Briefing
from sources.admin.articles import ArticleDesk
from sources.models import ExpungeRequest, SourceArticle
from sources.models.expunging import RIGHT

admin.site.unregister(SourceArticle)


class AskedFilter(OneChoice):
    title, parameter_name, choice = "expunging", "expunging", ("asked", "waits for a second administrator")

    def chosen(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows & SourceArticle.objects.asked_to_expunge()


@admin.register(SourceArticle)
class ExpungingDesk(ArticleDesk):
    def get_urls(self) -> list[URLPattern]:
        own = path("<int:pk>/expunge/", self.admin_site.admin_view(expunge), name="briefings_expunge")
        return [own, *super().get_urls()]

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        found = list(super().get_list_filter(request))
        return [*found, AskedFilter] if request.user.has_perm(RIGHT) else found

    def screen(self, request: HttpRequest, article: SourceArticle) -> dict[str, Any]:
        if not request.user.has_perm(RIGHT):
            return super().screen(request, article)
        return super().screen(request, article) | {"expunge_asked": ExpungeRequest.objects.of(article.raw)}


def expunge(request: HttpRequest, pk: int) -> HttpResponse:
    user = request.user
    if not isinstance(user, User) or not user.has_perm(RIGHT):
        raise PermissionDenied
    article = get_object_or_404(SourceArticle.objects.for_page(), pk=pk)
    if request.method != "POST":
        return _screen(request, article)
    try:
        messages.success(request, _done(request, article, user))
    except ValidationError as error:
        return _screen(request, article, wrong=error.messages, typed=request.POST.get("reason", ""))
    return redirect("admin:briefings_expunge", pk)


def _done(request: HttpRequest, article: SourceArticle, user: User) -> str:
    verb, reason, now = request.POST.get("verb"), request.POST.get("reason", ""), timezone.now()
    if verb == "ask":
        ExpungeRequest.objects.ask(article.raw, by=user, reason=reason, at=now)
        return "Asked. Nothing is gone yet: a second administrator has to confirm it."
    asked = ExpungeRequest.objects.of(article.raw)
    if asked is None:
        raise ValidationError("Nothing waits to be answered here: somebody answered it, or nobody asked.")
    if verb == "confirm":
        asked.confirm(by=user, at=now)
        return "The text is gone for good. Its hash, this notice and the acts stay."
    if verb == "decline":
        asked.decline(by=user, reason=reason, at=now)
        return "Declined. The text stays as it was."
    raise ValidationError("Say what is to be done: one of ask, confirm, decline.")


def _screen(request: HttpRequest, article: SourceArticle, **more: Any) -> HttpResponse:
    asked = ExpungeRequest.objects.of(article.raw)
    context = admin.site.each_context(request) | {
        "article": article,
        "asked": asked,
        "mine": asked is not None and asked.asked_by_id == request.user.pk,
        "citing": Briefing.objects.live_citing(SourceArticle.objects.filter(pk=article.pk)).for_desk(),
        "acts": Act.objects.of(article.raw)[:20],
        "opts": SourceArticle._meta,
        "title": f"Expunge the text of “{article}”",
    }
    return render(request, "admin/briefings/expunge.html", context | more)
