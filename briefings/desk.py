"""The desk: the admin's index says what came in, what waits for a decision, and what is out."""

from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse

from accounts.desk import AccountSite
from briefings.late import waiting_keys
from briefings.models import Briefing, ErrorReport, ProposedCorrection, Webhook
from sources.finding import new_names
from sources.models import ExpungeRequest, Feed, IngestJob, Interview, Namesakes, SourceArticle, Story
from sources.models.expunging import RIGHT

ROWS = 8


class DeskSite(AccountSite):
    site_header = "Nutgraf"
    site_title = "Nutgraf"
    index_title = "Desk"
    index_template = "admin/desk.html"
    enable_nav_sidebar = False

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        context = {
            "counts": [*counts(), *self.troubles(request.user)],
            "stories": open_stories(),
            "briefings": Briefing.objects.for_desk()[:ROWS],
            "late": late_briefings(),
        }
        return super().index(request, context | (extra_context or {}))

    def troubles(self, user: Any) -> list[dict[str, Any]]:
        """What goes wrong, or waits, for some alone to see to: shown to them, and only when there is any."""
        articles, webhooks = (
            reverse("admin:sources_sourcearticle_changelist"),
            reverse("admin:briefings_webhook_changelist"),
        )
        expunging, gone = ExpungeRequest.objects.open(), Webhook.objects.troubled()
        briefings, written = reverse("admin:briefings_briefing_changelist"), ProposedCorrection.objects.waiting()
        return [
            *trouble(user, "briefings.publish", "Corrections to agree to", written, f"{briefings}?correction=waiting"),
            *trouble(user, RIGHT, "Texts to be expunged or kept", expunging, f"{articles}?expunging=asked"),
            *trouble(user, "briefings.change_webhook", "Webhooks failing or gone", gone, f"{webhooks}?health=troubled"),
        ]


def trouble(user: Any, right: str, words: str, rows: Any, url: str) -> list[dict[str, Any]]:
    """A count for those who have the right, if it counts any."""
    count = rows.count() if user.has_perm(right) else 0
    return [{"words": words, "count": count, "url": url}] if count else []


def open_stories() -> list[Story]:
    """The latest stories without a briefing, the newest report first."""
    rows = (
        Story.objects.without_briefing().with_counts().newest_first().prefetch_related("memberships__article__outlet")
    )
    return list(rows[:ROWS])


def late_briefings() -> list[dict[str, Any]]:
    """Live briefings whose story has reports since their edition, those with most first."""
    waiting = waiting_keys()
    keys = sorted(waiting, key=lambda key: (-waiting[key], -key))
    rows = Briefing.objects.for_desk().in_bulk(keys[:ROWS])
    return [{"briefing": rows[key], "count": waiting[key]} for key in keys[:ROWS]]


def counts() -> list[dict[str, Any]]:
    """What waits, each with the list it leads to."""
    articles, briefings = (
        reverse("admin:sources_sourcearticle_changelist"),
        reverse("admin:briefings_briefing_changelist"),
    )
    stories = reverse("admin:sources_story_changelist")
    jobs, feeds = reverse("admin:sources_ingestjob_changelist"), reverse("admin:sources_feed_changelist")
    rows = [
        ("In the inbox", SourceArticle.objects.in_inbox().count(), reverse("admin:sources_inbox")),
        ("Stories without a briefing", Story.objects.without_briefing().count(), f"{stories}?briefing=no"),
        (
            "Interviews to dispose of",
            Interview.objects.undisposed().count(),
            reverse("admin:sources_interview_changelist"),
        ),
        (
            "Actors to look at",
            new_names().count() + Namesakes.objects.open().count(),
            reverse("admin:sources_actor_queue"),
        ),
        ("Drafts", Briefing.objects.filter(status="draft").count(), f"{briefings}?status__exact=draft"),
        ("In review", Briefing.objects.filter(status="in review").count(), f"{briefings}?status__exact=in+review"),
        ("Approved", Briefing.objects.filter(status="approved").count(), f"{briefings}?status__exact=approved"),
        ("Scheduled", Briefing.objects.filter(status="scheduled").count(), f"{briefings}?status__exact=scheduled"),
        ("Reading failed", SourceArticle.objects.failing().count(), f"{articles}?failing=yes"),
        ("Jobs with failed items", IngestJob.objects.failing().count(), f"{jobs}?progress=failed"),
        ("Feeds failing", Feed.objects.failing().count(), f"{feeds}?health=failing"),
        ("Live, with late reports", len(waiting_keys()), f"{briefings}?late=yes"),
        ("Live, but a cited report is gone", Briefing.objects.shaken().count(), f"{briefings}?shaken=yes"),
        (
            "Errors that readers reported",
            ErrorReport.objects.open().count(),
            reverse("admin:briefings_errorreport_changelist"),
        ),
        ("Published", Briefing.objects.filter(status="published").count(), f"{briefings}?status__exact=published"),
    ]
    return [{"words": words, "count": count, "url": url} for words, count, url in rows]
