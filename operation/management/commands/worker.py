import logging
import signal
import socket
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any, NoReturn

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
"""A queue that is away is asked again after this."""


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
    """Until it is told to stop; the task in hand is finished first. A queue that goes away is waited for."""
    run, away = engine(name, verbosity)
    while True:
        try:
            run()
            return
        except away:
            logger.exception("The queue is away; it is asked again in %s seconds", AWAY_SECONDS)
            connection.close()
            wait(AWAY_SECONDS)


def engine(name: str, verbosity: int) -> tuple[Callable[[], object], tuple[type[Exception], ...]]:
    """The worker that belongs to the engine in the settings, and what it raises while its queue is away."""
    away: tuple[type[Exception], ...] = (OperationalError, InterfaceError)
    if "django_tasks_rq" in settings.TASKS["default"]["BACKEND"]:
        from operation import on_redis  # noqa: PLC0415  # its packages are there with this setting alone

        return on_redis.run, (*away, on_redis.RedisAway)
    options = {"interval": LOOK_SECONDS, "worker_id": name, "verbosity": verbosity, "reload": False}
    return partial(call_command, "db_worker", **options), away


def wait(seconds: float) -> None:
    """Nothing is in hand meanwhile: who is told to stop, stops at once."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, leave)
    time.sleep(seconds)


def leave(*_: object) -> NoReturn:
    raise SystemExit(0)


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
