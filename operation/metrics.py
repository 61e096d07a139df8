"""Figures for Prometheus: what readers asked, and what is due. Every web process counts in files that a scrape adds up.

The files lie in `PROMETHEUS_MULTIPROC_DIR` (config/settings.py), one folder for each running server, so that a scrape
tells of all processes, whichever of them answers it. Without NUTGRAF_METRICS_TOKEN nothing is counted.
"""

import secrets
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector

from accounts.models import Sequence
from briefings import shelf
from briefings.models.edition import PUBLIC_CHANGES
from operation.models import Heartbeat
from operation.sweeping import DUE

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Seconds: a stored page takes less than the first, a render in a child some tenths."""

REQUESTS = Histogram(
    "nutgraf_request_seconds", "Time to answer.", ["route", "method", "status"], buckets=BUCKETS, registry=None
)
SHELF = Gauge(
    "nutgraf_shelf_answers", "Stored pages asked for, since the server began.", ["found"],
    registry=None, multiprocess_mode="sum",
)  # fmt: skip


def count(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(route_of(request), method, response.status_code).observe(seconds)


def route_of(request: HttpRequest) -> str:
    """The route's name, of which there are some hundred: never the address, of which there is no end."""
    match = request.resolver_match
    return (match.view_name or match.route) if match else "none"


def is_ours(request: HttpRequest) -> bool:
    """Whoever asks has the token. Never, where none is set."""
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    return bool(token) and secrets.compare_digest(given.encode(), token.encode())


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For those with the token; for all others there is nothing here."""
    if not is_ours(request):
        raise Http404
    for found, number in (("at hand", shelf.SHELF.hits), ("loaded", shelf.SHELF.misses)):
        SHELF.labels(found).set(number)
    return HttpResponse(generate_latest(registry()), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def registry() -> CollectorRegistry:
    """Of one scrape: the requests of all processes, and the house as it is now."""
    found = CollectorRegistry()
    if settings.METRICS_DIR:
        MultiProcessCollector(found, str(settings.METRICS_DIR))  # type: ignore[no-untyped-call]  # as it comes
    found.register(House())
    return found


class House:
    """What the database says. While it is away, that alone."""

    def collect(self) -> Iterator[Metric]:
        try:
            found, up = list(_house()), 1
        except DatabaseError:
            found, up = [], 0
        yield GaugeMetricFamily("nutgraf_database_up", "Whether the database answered.", value=up)
        yield from found


def _house() -> Iterator[Metric]:
    now = timezone.now()
    rows = GaugeMetricFamily("nutgraf_due_rows", "Rows that something is to be done with.", labels=["kind", "state"])
    for kind in DUE:
        name, objects = kind.model._meta.model_name, kind.model.objects
        rows.add_metric([name, "due"], objects.due(now).count())
        rows.add_metric([name, "claimed"], objects.held(now).count())
        rows.add_metric([name, "failing"], objects.to_try_again().count())
    yield rows
    yield GaugeMetricFamily("nutgraf_workers", "Workers alive.", value=Heartbeat.objects.alive(now).count())
    if seen := Heartbeat.objects.last_seen():
        age = (now - seen).total_seconds()
        yield GaugeMetricFamily("nutgraf_heartbeat_age_seconds", "Since a worker was last seen.", value=age)
    last = Sequence.objects.reached(PUBLIC_CHANGES)
    yield GaugeMetricFamily("nutgraf_last_seq", "The number of the last public change.", value=last)
