"""Nudges for what is due on the desk."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_tasks import task

from briefings import webhooks
from briefings.models import Briefing
from briefings.publishing import open_scheduled

logger = logging.getLogger(__name__)


@task()
def open_due_briefings() -> int:
    """Publish what is scheduled and due; answers how many were opened."""
    now = timezone.now()
    return sum(_open(briefing) for briefing in Briefing.objects.claim(now, seconds=settings.CLAIM_SECONDS))


@task()
def send_due_deliveries() -> int:
    """Tell webhooks what changed, a minute at a time, so that other tasks have their turn; answers how many tries."""
    return webhooks.send_due(timezone.now() + timedelta(seconds=settings.CLAIM_SECONDS))


def _open(briefing: Briefing) -> int:
    try:
        return int(open_scheduled(briefing, timezone.now()) is not None)
    except Exception as error:  # whatever it is, it stays on the row, is shown at the desk and stops no other briefing
        reason = "; ".join(error.messages) if isinstance(error, ValidationError) else f"{type(error).__name__}: {error}"
        logger.warning("Briefing %s is due, and was not opened: %s", briefing.uid, reason)
        briefing.failed(reason, timezone.now())
        return 0
