"""Pages, and Wagtail's API v2 with JSON alone."""

from django.urls import include, path
from rest_framework.renderers import JSONRenderer
from wagtail import urls as pages
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet


class Pages(PagesAPIViewSet):
    renderer_classes = [JSONRenderer]


router = WagtailAPIRouter("api")
router.register_endpoint("pages", Pages)
urlpatterns = [path("api/v2/", router.urls), path("", include(pages))]
