"""Feeds at the desk: how each is, in words, and what it brought."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.admin import Desk
from accounts.models import Act, User
from sources.fetch import FetchError, checked_url
from sources.models import Feed
from sources.models.feeds import FeedQuerySet
from sources.opening import policy
from sources.text.following import followable

ROWS = 20


class HealthFilter(admin.SimpleListFilter):
    title = "health"
    parameter_name = "health"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("failing", "failing"), ("silent", "silent for a week or more"), ("paused", "paused")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Feed]) -> QuerySet[Feed]:
        assert isinstance(queryset, FeedQuerySet)
        match self.value():
            case "failing":
                return queryset.failing()
            case "silent":
                return queryset.silent(timezone.now())
            case "paused":
                return queryset.paused()
        return queryset


class FeedForm(forms.ModelForm[Feed]):
    url = forms.CharField(
        max_length=2000,
        label="Address",
        help_text="Of the feed itself: RSS, Atom or JSON Feed.",
        error_messages={"unique": "This address is polled already."},
    )

    class Meta:
        model = Feed
        fields = ("url", "name", "outlet", "follow", "minutes")

    def clean_url(self) -> str:
        given = self.cleaned_data["url"]
        try:
            return str(checked_url(given if "://" in given else f"https://{given}", policy().ports))
        except FetchError as error:
            raise ValidationError(str(error)) from None


@admin.register(Feed)
class FeedDesk(Desk):
    form = FeedForm
    list_display = ("__str__", "how_it_is", "outlet", "polled", "fresh", "brought")
    list_filter = (HealthFilter,)
    list_select_related = ("outlet",)
    search_fields = ("name", "url")
    change_form_template = "admin/sources/feed.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Feed]:
        return Feed.objects.with_reports()

    @admin.display(description="How it is")
    def how_it_is(self, feed: Feed) -> str:
        return feed.health(timezone.now()).words

    @admin.display(description="Answered", ordering="polled_at")
    def polled(self, feed: Feed) -> str:
        return _short(feed.polled_at)

    @admin.display(description="Last news", ordering="fresh_at")
    def fresh(self, feed: Feed) -> str:
        return _short(feed.fresh_at)

    @admin.display(description="Reports", ordering="reports")
    def brought(self, feed: Any) -> int:
        return int(feed.reports)

    def get_urls(self) -> list[URLPattern]:
        act = self.admin_site.admin_view(require_POST(self.act))
        return [path("<int:pk>/act/", act, name="sources_feed_act"), *super().get_urls()]

    def screen(self, request: HttpRequest, feed: Feed) -> dict[str, Any]:
        return {
            "feed": feed,
            "link": followable(feed.url),
            "health": feed.health(timezone.now()),
            "jobs": feed.jobs()[:ROWS],
            "articles": feed.articles()[:ROWS],
            "acts": Act.objects.of(feed)[:ROWS],
        }

    def save_model(self, request: HttpRequest, obj: Feed, form: Any, change: bool) -> None:
        assert isinstance(request.user, User)
        now, changed = timezone.now(), form.changed_data
        if not change:
            values = {name: form.cleaned_data[name] for name in form.Meta.fields}
            obj.pk = Feed.objects.add(by=request.user, at=now, **values).pk
        elif changed:
            before = Feed.objects.get(pk=obj.pk)
            obj.edit({name: getattr(before, name) for name in changed}, by=request.user, at=now)

    def act(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Poll now, pause or resume."""
        assert isinstance(request.user, User)
        if not request.user.has_perm("sources.change_feed"):
            raise PermissionDenied
        feed = get_object_or_404(Feed, pk=pk)
        try:
            messages.success(request, _do(request.POST, feed, request.user))
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect("admin:sources_feed_change", pk)


def _short(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%-d %b, %H:%M}" if at else ""


def _do(given: Any, feed: Feed, by: User) -> str:
    """Answers what was done, in words. Raises ValidationError when it cannot be."""
    now = timezone.now()
    match given.get("verb"):
        case "poll":
            feed.poll_now(now)
            return f"“{feed}” is polled in a moment."
        case "pause":
            feed.pause(given.get("reason", "").strip(), by=by)
            return f"“{feed}” is paused."
        case "resume":
            feed.resume(by=by, at=now)
            return f"“{feed}” is polled again."
    raise ValidationError("Choose what to do: poll now, pause or resume.")
