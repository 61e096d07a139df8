"""Whether a process lives, and whether the installation is fit to serve. Strangers are told yes or no, and no more."""

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from operation.metrics import is_ours
from operation.models import Heartbeat

logger = logging.getLogger(__name__)


class Unfit(Exception):
    """Why not, in a sentence for whoever runs the installation."""


@dataclass(frozen=True, slots=True)
class Finding:
    name: str
    well: bool
    words: str


@login_not_required
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """This process answers: nothing else is asked, the database neither."""
    return _plain("alive", 200)


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200, or 503 when something that readers or editors need is not there; the token brings what it is."""
    findings = look()
    well = all(finding.well for finding in findings)
    status = 200 if well else 503
    if not is_ours(request):
        return _plain("ready" if well else "not ready", status)
    found = {one.name: {"well": one.well, "words": one.words} for one in findings}
    return _uncached(JsonResponse({"ready": well, "checks": found}, status=status))


def look() -> list[Finding]:
    return [_find(name, check) for name, check in CHECKS.items()]


def _find(name: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, check())
    except Unfit as error:
        return Finding(name, False, str(error))
    except Exception as error:  # whatever it is, the answer is no
        logger.warning("Not ready: %s: %s: %s", name, type(error).__name__, error)
        return Finding(name, False, f"{type(error).__name__}: {error}")


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "answers"


def migrations() -> str:
    """Raises Unfit while this version's migrations are not applied."""
    return _all_applied()


@cache
def _all_applied() -> str:
    """Once they are, they stay: a later version's come on top. What raises is not remembered."""
    executor = MigrationExecutor(connection)
    left = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if left:
        names = ", ".join(f"{migration.app_label}.{migration.name}" for migration, _ in left[:5])
        raise Unfit(f"{len(left)} migrations are not applied ({names}); run manage.py migrate.")
    return "all applied"


def worker() -> str:
    now = timezone.now()
    alive = Heartbeat.objects.alive(now).count()
    if not alive:
        seen = Heartbeat.objects.last_seen()
        last = f"the last was seen {(now - seen).total_seconds():.0f} seconds ago" if seen else "none was ever seen"
        raise Unfit(f"No worker is alive; {last}. Start manage.py worker.")
    return f"{alive} alive"


def disk() -> str:
    free, least = shutil.disk_usage(settings.VAR_DIR).free, settings.DISK_FREE_BYTES
    if free < least:
        raise Unfit(f"{free:,} bytes are free in NUTGRAF_VAR; at least {least:,} are wanted (NUTGRAF_DISK_FREE_BYTES).")
    return f"{free:,} bytes free"


CHECKS: dict[str, Callable[[], str]] = {
    "database": database,
    "migrations": migrations,
    "worker": worker,
    "disk": disk,
}


def _plain(words: str, status: int) -> HttpResponse:
    return _uncached(HttpResponse(words, status=status, content_type="text/plain; charset=utf-8"))


def _uncached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
