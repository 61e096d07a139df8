"""The table of contents."""

from django.contrib import admin
from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from briefings import api as briefings_api
from briefings import feeds, views
from sources import api as sources_api

urlpatterns = [
    path("", views.home, name="home"),
    path("briefings/<slug:slug>/", views.briefing, name="briefing"),
    path("briefings/<slug:slug>/editions/<int:number>/", views.edition, name="edition"),
    path("feeds/atom.xml", feeds.atom, name="atom"),
    path("api/v1/briefings/", briefings_api.BriefingList.as_view(), name="api-briefings"),
    path("api/v1/briefings/<slug:slug>/", briefings_api.BriefingDetail.as_view(), name="api-briefing"),
    path("api/v1/articles/", sources_api.ArticleList.as_view(), name="api-articles"),
    path("api/v1/ingest-jobs/<uuid:uid>/", sources_api.JobDetail.as_view(), name="api-ingest-job"),
    path("api/v1/ingest-jobs/<uuid:uid>/items/", sources_api.JobItems.as_view(), name="api-ingest-items"),
    path("api/v1/ingest-jobs/<uuid:uid>/retry/", sources_api.JobRetry.as_view(), name="api-ingest-retry"),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("admin/", admin.site.urls),
]

handler400 = "briefings.views.bad_request"
handler403 = "briefings.views.forbidden"
handler404 = "briefings.views.not_found"
handler500 = "briefings.views.server_error"
