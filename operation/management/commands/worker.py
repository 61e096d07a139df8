import logging
import socket
import threading
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone
from django.utils.crypto import get_random_string

from operation import periodic
from operation.models import BEAT, Heartbeat
from operation.sweeping import Waiting, sweep

logger = logging.getLogger(__name__)

EVERY_SECONDS = 2.0
"""Looking costs 4 to 6 ms of processor time (seven statements, mostly their making): every two seconds, a quarter of a
percent of a core. What a person waits for is enqueued at once and does not wait for this."""
LOOK_SECONDS = 1.0
"""How often the queue in the database is looked at while it is empty."""
AWAY_SECONDS = 2.0
"""A database that is away is asked again after this."""


class Command(BaseCommand):
    help = "Works off tasks, looks for rows that are due, and says every ten seconds that it is there."

    def handle(self, *args: Any, **options: Any) -> None:
        name, stop = get_random_string(16), threading.Event()
        sweeper = threading.Thread(target=keep_sweeping, args=(name, stop), daemon=True)
        sweeper.start()
        try:
            work(name, options["verbosity"])
        finally:
            stop.set()
            sweeper.join(EVERY_SECONDS)
            end(name)


def work(name: str, verbosity: int) -> None:
    """Until it is told to stop; the task in hand is finished first. A database that goes away is waited for."""
    while True:
        try:
            run_engine(name, verbosity)
            return
        except (OperationalError, InterfaceError):
            logger.exception("The database is away; it is asked again in %s seconds", AWAY_SECONDS)
            connection.close()
            time.sleep(AWAY_SECONDS)


def run_engine(name: str, verbosity: int) -> None:
    """The worker that belongs to the engine in the settings."""
    if "django_tasks_rq" in settings.TASKS["default"]["BACKEND"]:
        # Not forking for each task: the sweeper's thread and its connection would not survive that.
        call_command("rqworker", "default", name=name, worker_class="rq.SimpleWorker", verbosity=verbosity)
    else:
        call_command("db_worker", interval=LOOK_SECONDS, worker_id=name, verbosity=verbosity, reload=False)


def keep_sweeping(name: str, stop: threading.Event) -> None:
    """A failing look (a busy or an absent database) is logged, and the next one comes soon."""
    waiting: Waiting = {}
    last_beat = float("-inf")
    while not stop.is_set():
        close_old_connections()
        try:
            if time.monotonic() - last_beat >= BEAT.total_seconds():
                beat(name)
                last_beat = time.monotonic()
            sweep(waiting)
        except Exception:
            logger.exception("Looking for due rows failed; it is tried again")
        stop.wait(EVERY_SECONDS)
    connection.close()


def beat(name: str) -> None:
    now = timezone.now()
    Heartbeat.objects.beat(name, socket.gethostname(), now)
    periodic.ensure(now)


def end(name: str) -> None:
    try:
        Heartbeat.objects.end(name)
    except (OperationalError, InterfaceError):
        logger.warning("The worker stops while the database is away")
