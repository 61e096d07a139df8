"""Nudges for what is due on the desk."""

import logging

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_tasks import task

from briefings.models import Briefing
from briefings.publishing import open_scheduled

logger = logging.getLogger(__name__)


@task()
def open_due_briefings() -> int:
    """Publish what is scheduled and due; answers how many were opened."""
    now = timezone.now()
    return sum(_open(briefing) for briefing in Briefing.objects.claim(now, seconds=settings.CLAIM_SECONDS))


def _open(briefing: Briefing) -> int:
    try:
        open_scheduled(briefing, timezone.now())
    except ValidationError as error:
        logger.warning("Briefing %s is due, but the gate is shut: %s", briefing.uid, "; ".join(error.messages))
        briefing.failed("; ".join(error.messages), timezone.now())
        return 0
    return 1
