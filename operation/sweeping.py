"""What is due, in all apps: the worker looks once a second and nudges."""

from django.utils import timezone

from briefings.models import Briefing
from briefings.tasks import open_due_briefings
from sources.models import Feed, IngestItem, SourceArticle, Story
from sources.tasks import compare_due_stories, poll_due_feeds, read_due_articles, take_in_due_items

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
