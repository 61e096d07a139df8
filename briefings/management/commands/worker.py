import logging
import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from briefings.models import Briefing
from briefings.tasks import open_due_briefings
from sources.models import Feed, IngestItem, SourceArticle, Story
from sources.tasks import compare_due_stories, poll_due_feeds, read_due_articles, take_in_due_items

logger = logging.getLogger(__name__)

EVERY_SECONDS = 1.0

DUE = (
    (IngestItem, take_in_due_items),
    (SourceArticle, read_due_articles),
    (Story, compare_due_stories),
    (Feed, poll_due_feeds),
    (Briefing, open_due_briefings),
)


def sweep() -> list[str]:
    """Enqueue a nudge for each kind of row that is due and unclaimed; answers the names of the tasks."""
    now = timezone.now()
    nudged = []
    for model, task in DUE:
        if model.objects.due(now).exists():
            task.enqueue()
            nudged.append(task.name)
    return nudged


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
