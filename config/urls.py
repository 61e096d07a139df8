"""The table of contents."""

from django.contrib import admin
from django.urls import path

from briefings import api as briefings_api
from briefings import (
    browsing_api,
    browsing_views,
    drafts_api,
    feeds,
    parts_api,
    reading_views,
    reporting,
    root_api,
    search_api,
    shapes_api,
    sitemaps,
    sync_api,
    views,
)
from briefings.models.reader import STANDING
from operation import health, metrics
from sources import api as sources_api

urlpatterns = [
    path("", views.home, name="home"),
    path("briefings/<slug:slug>/", views.briefing, name="briefing"),
    path("briefings/<slug:slug>/editions/<int:number>/", views.edition, name="edition"),
    path(
        "briefings/<slug:slug>/changes/<int:older>..<int:newer>/",
        reading_views.changes,
        name="changes",
    ),
    path("sources/<uuid:uid>/", reading_views.source, name="source"),
    path("search/", reading_views.search, name="search"),
    path("report-an-error/", reporting.report_error, name="report-error"),
    path("report-an-error/thanks/", reporting.thanks, name="report-error-thanks"),
    path("feeds/", reading_views.feeds, name="feeds"),
    path(".well-known/security.txt", reading_views.security, name="security"),
    path("colours.css", reading_views.colours, name="colours"),
    *(path(f"{slug}/", reading_views.page, {"slug": slug}, name=slug) for slug in STANDING),
    path("actors/", browsing_views.actors, name="actors"),
    path("actors/<slug:slug>/", browsing_views.actor, name="actor"),
    path("topics/", browsing_views.topics, name="topics"),
    path("topics/<slug:slug>/", browsing_views.topic, name="topic"),
    path("outlets/", browsing_views.outlets, name="outlets"),
    path("outlets/<slug:slug>/", browsing_views.outlet, name="outlet"),
    path("archive/", browsing_views.archive, name="archive"),
    path("archive/<int:year>/<int:month>/", browsing_views.month, name="archive-month"),
    path("feeds/atom.xml", feeds.whole, {"form": "atom"}, name="atom"),
    path("feeds/rss.xml", feeds.whole, {"form": "rss"}, name="rss"),
    path("feeds/feed.json", feeds.whole, {"form": "json"}, name="json-feed"),
    *(
        path(f"feeds/{kind}s/<slug:slug>/{name}", feeds.entry, {"kind": kind, "form": form}, name=f"{kind}-{form}")
        for kind in ("topic", "actor", "outlet")
        for form, name in (("atom", "atom.xml"), ("rss", "rss.xml"), ("json", "feed.json"))
    ),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/<int:year>-<int:month>.xml", sitemaps.month, name="sitemap-month"),
    path("sitemaps/entries-<int:block>.xml", sitemaps.entries, name="sitemap-entries"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("api/v1/briefings/", briefings_api.BriefingList.as_view(), name="api-briefings"),
    path("api/v1/briefings/<slug:slug>/", briefings_api.BriefingDetail.as_view(), name="api-briefing"),
    path("api/v1/briefings/<slug:slug>.ninjs", shapes_api.Ninjs.as_view(), name="api-briefing-ninjs"),
    path("api/v1/briefings/<slug:slug>.jsonld", shapes_api.JsonLd.as_view(), name="api-briefing-jsonld"),
    path("api/v1/briefings/<slug:slug>.md", shapes_api.Markdown.as_view(), name="api-briefing-md"),
    path("api/v1/briefings/<slug:slug>.txt", shapes_api.PlainText.as_view(), name="api-briefing-txt"),
    path(
        "api/v1/briefings/<slug:slug>/editions/<int:number>/text/",
        shapes_api.BodyText.as_view(),
        name="api-edition-text",
    ),
    path(
        "api/v1/briefings/<slug:slug>/annotations/", shapes_api.AnnotationCollection.as_view(), name="api-annotations"
    ),
    path(
        "api/v1/briefings/<slug:slug>/annotations/<slug:annotation>/",
        shapes_api.Annotation.as_view(),
        name="api-annotation",
    ),
    *(
        path(f"api/v1/briefings/<slug:slug>/{part}", view.as_view(), name=name)
        for part, view, name in (
            ("editions/", parts_api.EditionList, "api-editions"),
            ("editions/<int:number>/", parts_api.EditionDetail, "api-edition"),
            ("editions/<int:number>.md", parts_api.EditionMarkdown, "api-edition-md"),
            ("editions/<int:number>.txt", parts_api.EditionText, "api-edition-txt"),
            ("sources/", parts_api.Sources, "api-sources"),
            ("differences/", parts_api.Differences, "api-differences"),
            ("interview/", parts_api.Interview, "api-interview"),
        )
    ),
    path("api/v1/search/", search_api.Search.as_view(), name="api-search"),
    path("api/v1/stories/", browsing_api.StoryList.as_view(), name="api-stories"),
    path("api/v1/stories/<uuid:uid>/", browsing_api.StoryDetail.as_view(), name="api-story"),
    path("api/v1/stories/<uuid:uid>/briefings/", browsing_api.StoryBriefings.as_view(), name="api-story-briefings"),
    path("api/v1/actors/", browsing_api.ActorList.as_view(), name="api-actors"),
    path("api/v1/actors/<uuid:uid>/", browsing_api.ActorDetail.as_view(), name="api-actor"),
    path("api/v1/actors/<uuid:uid>/briefings/", browsing_api.ActorBriefings.as_view(), name="api-actor-briefings"),
    path("api/v1/topics/", browsing_api.TopicList.as_view(), name="api-topics"),
    path("api/v1/topics/<slug:slug>/briefings/", browsing_api.TopicBriefings.as_view(), name="api-topic-briefings"),
    path("api/v1/outlets/", browsing_api.OutletList.as_view(), name="api-outlets"),
    path("api/v1/outlets/<slug:slug>/briefings/", browsing_api.OutletBriefings.as_view(), name="api-outlet-briefings"),
    path("api/v1/drafts/", drafts_api.DraftList.as_view(), name="api-drafts"),
    path("api/v1/drafts/<uuid:uid>/", drafts_api.DraftDetail.as_view(), name="api-draft"),
    *(
        path(f"api/v1/drafts/<uuid:uid>/{verb}/", view.as_view(), name=f"api-draft-{verb}")
        for verb, view in (
            ("submit", drafts_api.Submit),
            ("approve", drafts_api.Approve),
            ("send-back", drafts_api.SendBack),
            ("schedule", drafts_api.Schedule),
            ("publish", drafts_api.Publish),
            ("correct", drafts_api.Correct),
            ("retract", drafts_api.Retract),
        )
    ),
    path("api/v1/articles/", sources_api.ArticleList.as_view(), name="api-articles"),
    path("api/v1/ingest-jobs/<uuid:uid>/", sources_api.JobDetail.as_view(), name="api-ingest-job"),
    path("api/v1/ingest-jobs/<uuid:uid>/items/", sources_api.JobItems.as_view(), name="api-ingest-items"),
    path("api/v1/ingest-jobs/<uuid:uid>/retry/", sources_api.JobRetry.as_view(), name="api-ingest-retry"),
    path("api/v1/", root_api.RootView.as_view(), name="api-root"),
    path("api/v1/sync/", sync_api.Sync.as_view(), name="api-sync"),
    path("api/v1/schema/", root_api.Schema.as_view(), name="api-schema"),
    path("api/v1/docs/", root_api.Documentation.as_view(), name="api-docs"),
    path("admin/", admin.site.urls),
]

handler400 = "briefings.views.bad_request"
handler403 = "briefings.views.forbidden"
handler404 = "briefings.views.not_found"
handler500 = "briefings.views.server_error"
