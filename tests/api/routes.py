"""Every route of the site, as the resolver knows it, and a small world for their arguments."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from axes.models import AccessAttempt
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import Act
from briefings.models import Briefing, ErrorReport, StandingPage, Webhook
from operation.models import Periodic
from sources.arrival import Delivery
from sources.jobs import open_job
from sources.models import Actor, Expert, Feed, Interview
from sources.readers.items import from_text
from sources.tasks import read_due_articles
from tests import factories
from tests.factories import INTERVIEW, INTERVIEW_QUOTE, ORCHARD


@dataclass(frozen=True, slots=True)
class Route:
    """`name` with its namespace, or, where it has none, its pattern."""

    name: str
    pattern: str


def routes() -> list[Route]:
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, before: str, namespace: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, pattern, inner)
        elif isinstance(entry, URLPattern):
            yield Route(f"{namespace}{entry.name}" if entry.name else pattern, pattern)


def unlisted(table: Any) -> set[str]:
    return {route.name for route in routes()} - set(table)


def listed_in_vain(table: Any) -> set[str]:
    return set(table) - {route.name for route in routes()}


def world() -> dict[str, Any]:
    """One of everything that an address can name."""
    source = factories.article(INTERVIEW, outlet="Gazette")
    actor = Actor.objects.create(name="Ingrid Sele", kind="person")
    briefing = factories.ready(source, INTERVIEW_QUOTE, slug="world", topics=["Organs"])
    factories.mark(briefing, "Nobody", kind="actor", actor=actor, note="")
    hook = Webhook.objects.add("https://press.example/hook", by=factories.person("administrator"), at=factories.NOW)
    edition = factories.published(briefing)
    assert briefing.story
    story = briefing.story
    difference = story.differences.create(key="k", attribute="number", label="Weeks", added_by=edition.published_by)
    job = open_job([from_text("x", "x")], Delivery("api", edition.published_by, factories.NOW), "a job")
    feed = Feed.objects.add("https://gazette.example/feed", by=edition.published_by, at=factories.NOW, name="Gazette")
    return {
        "accounts_user": factories.person("author").pk,
        "auth_group": Group.objects.get(name="author").pk,
        "axes_accessattempt": AccessAttempt.objects.create(username="guessed", failures_since_start=1).pk,
        "accounts_apikey": factories.key("read").key.pk,
        "accounts_act": Act.objects.latest("pk").pk,
        "sources_outlet": source.outlet_id,
        "sources_sourcearticle": source.pk,
        "other_pk": factories.article(ORCHARD).pk,
        "sources_segment": source.segments.earliest("pk").pk,
        "sources_interview": Interview.objects.get().pk,
        "sources_expert": Expert.objects.create(name="Ruth Kessel").pk,
        "sources_actor": actor.pk,
        "actors slug": "ingrid-sele",
        "actors uid": actor.uid,
        "reports uid": source.uid,
        "briefings_errorreport": ErrorReport.objects.create(page="/", message="It burns.", sender="x").pk,
        "briefings_standingpage": StandingPage.objects.create(slug="about", title="About", body="x", html="x").pk,
        "topics slug": "organs",
        "outlets slug": "gazette",
        "stories uid": story.uid,
        "drafts uid": briefing.uid,
        "sources_story": story.pk,
        "sources_difference": difference.pk,
        "sources_ingestjob": job.pk,
        "uid": str(job.uid),
        "sources_feed": feed.pk,
        "operation_periodic": Periodic.objects.create(name="a", due_at=factories.NOW).pk,
        "briefings_briefing": briefing.pk,
        "briefings_edition": edition.pk,
        "briefings_webhook": hook.webhook.pk,
        "briefings_delivery": edition.deliveries.get().pk,
        "annotation": briefing.annotations.earliest("pk").dom_id,
        "django_tasks_database_dbtaskresult": read_due_articles.enqueue().id,
        "contenttype": ContentType.objects.get_for_model(Briefing).pk,
    }
