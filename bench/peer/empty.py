"""The least that Django does: an empty view with the middleware of a new project. No database is asked."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

from peer.usual import USUAL


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nothing")


urlpatterns = [path("empty/", empty)]
settings.configure(
    ROOT_URLCONF=__name__, SECRET_KEY="bench-only", ALLOWED_HOSTS=["*"], MIDDLEWARE=USUAL,
    INSTALLED_APPS=[f"django.contrib.{app}" for app in ("auth", "contenttypes", "sessions", "messages")],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)  # fmt: skip
application = get_wsgi_application()
