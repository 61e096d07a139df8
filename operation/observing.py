"""Every request is timed once: for the log, and for the metrics of an installation that has them."""

import logging
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from operation import metrics
from operation.logs import current_request

logger = logging.getLogger("nutgraf.requests")

GetResponse = Callable[[HttpRequest], HttpResponse]


def observed(get_response: GetResponse) -> GetResponse:
    """A line at INFO for each request (NUTGRAF_LOG_LEVEL), and a count with NUTGRAF_METRICS_TOKEN."""
    counted = bool(settings.METRICS_TOKEN)

    def middleware(request: HttpRequest) -> HttpResponse:
        token, start = current_request.set(request), perf_counter()
        try:
            response = get_response(request)
            seconds = perf_counter() - start
            if counted:
                metrics.count(request, response, seconds)
            if logger.isEnabledFor(logging.INFO):
                milliseconds = round(1000 * seconds, 1)
                logger.info("answered", extra={"status": response.status_code, "milliseconds": milliseconds})
        finally:
            current_request.reset(token)
        return response

    return middleware
