import logging
import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from operation.sweeping import sweep

logger = logging.getLogger(__name__)

EVERY_SECONDS = 1.0


class Command(BaseCommand):
    help = "Works off tasks, and looks once a second for rows that are due."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        sweeper = threading.Thread(target=self.keep_sweeping, args=(stop,), daemon=True)
        sweeper.start()
        try:
            call_command("db_worker", interval=0.5, verbosity=options["verbosity"], reload=False)
        finally:
            stop.set()

    def keep_sweeping(self, stop: threading.Event) -> None:
        """A failing look (a busy or an absent database) is logged, and the next one comes in a second."""
        while not stop.wait(EVERY_SECONDS):
            close_old_connections()
            try:
                sweep()
            except Exception:
                logger.exception("Looking for due rows failed; it is tried again")
