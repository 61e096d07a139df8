"""What a reader's request costs, in processor time: `python -m bench.pages [--editions 1000]`.

In one process and without a server, so that only our own work is measured: the WSGI application is called as a server
would call it. Each page is compared with an empty Django view behind the same middleware, in the same run. The
database is a scratch one (SQLite in a temporary folder, or `DATABASE_URL`), filled with the demo's briefings and
editions of them.
"""

import argparse
import gc
import io
import time
from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from bench import scratch
from briefings.models import Entry, Rendition

ROUNDS, REQUESTS = 7, 300
"""The best of so many rounds of so many requests counts: others on the machine only make it slower."""

Headers = dict[str, str]


@login_not_required
def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nothing")


urlpatterns = [path("empty/", empty), path("", include(settings.ROOT_URLCONF))]


def answer(application: Callable[..., Iterable[bytes]], where: str, headers: Headers) -> SimpleNamespace:
    environ: dict[str, Any] = {"PATH_INFO": where, "QUERY_STRING": "", "wsgi.input": io.BytesIO(), **headers}
    setup_testing_defaults(environ)
    seen = SimpleNamespace(status="", headers={})

    def start(status: str, given: list[tuple[str, str]], *_: Any) -> None:
        seen.status, seen.headers = status, dict(given)

    result = application(environ, start)
    seen.body = b"".join(result)
    if close := getattr(result, "close", None):
        close()
    return seen


def milliseconds(application: Callable[..., Iterable[bytes]], where: str, headers: Headers) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        gc.collect()
        start = time.process_time()
        for _ in range(REQUESTS):
            answer(application, where, headers)
        best = min(best, time.process_time() - start)
    return 1000 * best / REQUESTS


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    call_command("migrate", verbosity=0)
    call_command("demo", verbosity=0, stdout=io.StringIO())
    settings.ROOT_URLCONF, settings.ALLOWED_HOSTS, settings.API_RATE = __name__, ["*"], 0
    application = get_wsgi_application()
    slug = Rendition.objects.filter(shape="page").order_by("-edition__seq").values_list("edition__briefing__slug")[0][0]
    page, detail = f"/briefings/{slug}/", f"/api/v1/briefings/{slug}/"
    actor, topic = (Entry.objects.public().filter(kind=kind)[0].get_absolute_url() for kind in ("actor", "topic"))
    etag = answer(application, page, {}).headers["ETag"]
    asked: list[tuple[str, str, Headers]] = [
        ("an empty view", "/empty/", {}),
        ("a briefing's page", page, {}),
        ("compressed", page, {"HTTP_ACCEPT_ENCODING": "gzip"}),
        ("its 304", page, {"HTTP_IF_NONE_MATCH": etag}),
        ("the JSON of it", detail, {}),
        ("home", "/", {}),
        ("the actors", "/actors/", {}),
        ("an actor", actor, {}),
        ("a topic", topic, {}),
        ("the list in JSON", "/api/v1/briefings/", {}),
    ]
    print(f"in {scratch.FOLDER.name}, if it is SQLite")
    base = 0.0
    for name, where, headers in asked:
        status = answer(application, where, headers).status
        took = milliseconds(application, where, headers)
        base = base or took
        print(f"{name:22}{status:20}{took:8.3f} ms{base / took:8.2f} of the empty view's speed", flush=True)


if __name__ == "__main__":
    main()
