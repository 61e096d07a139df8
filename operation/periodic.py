"""What is done again and again, without cron: one line here, and every period some worker does it once."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from accounts import sealing
from operation.cleaning import bring_back, clean_up, give_up_lost_tasks
from operation.models import Periodic

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Work:
    """`do` gets the time and answers in a few words what came of it."""

    name: str
    every: timedelta
    do: Callable[[datetime], str]


PERIODIC = (
    Work("forget what is over", timedelta(hours=1), clean_up),
    Work("give up the tasks of lost workers", timedelta(minutes=1), give_up_lost_tasks),
    Work("bring back what a leap of the clock put off", timedelta(hours=1), bring_back),
    Work("seal the acts", sealing.EVERY, sealing.seal_waiting),
    Work("walk the chain of seals", sealing.LOOKED_OVER_EVERY, sealing.look_over_daily),
)


def ensure(at: datetime) -> None:
    Periodic.objects.ensure([work.name for work in PERIODIC], at)


def do_due() -> int:
    """Do what is due; answers how much of it went well. What fails is tried again later, and stops nothing else.

    All of it may be begun twice, and is: when its worker is killed, or takes longer than its claim.
    """
    works, done = {work.name: work for work in PERIODIC}, 0
    while rows := Periodic.objects.claim(timezone.now(), seconds=settings.CLAIM_SECONDS, limit=1):
        done += sum(_do(row, works.get(row.name)) for row in rows)
    return done


def _do(row: Periodic, work: Work | None) -> bool:
    try:
        if work is None:
            raise LookupError(f"This version knows no periodic work “{row.name}”.")
        row.ended(work.do(timezone.now()), timezone.now(), work.every)
    except Exception as error:
        logger.exception("“%s” failed; it is tried again", row.name)
        row.failed(f"{type(error).__name__}: {error}", timezone.now())
        return False
    return True
