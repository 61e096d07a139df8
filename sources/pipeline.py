"""Raw text → article → story: the steps in order. Each replaces its own output and can be run again."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import Sequence
from sources.arrival import Arrival, Delivery, receive
from sources.comparing import compare_reports
from sources.fetch import FetchError
from sources.grouping import place_story
from sources.linking import link
from sources.models import Decision, SourceArticle, Story
from sources.opening import Opened, open_item
from sources.placing import place_copy
from sources.readers.types import Item, UnreadableError
from sources.reading import read
from sources.vouching import look_up_speakers

logger = logging.getLogger(__name__)

PLACEMENT = "placement"
STEPS = (read, link, place_copy, place_story, look_up_speakers)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item. `similarity` is the larger containment, 0 to 1, with the article it is a copy of."""

    item: Item
    outcome: str
    article: SourceArticle | None = None
    similarity: float | None = None
    error: str = ""

    @property
    def words(self) -> str:
        return self.outcome.replace("_", " ")


@transaction.atomic
def process(article: SourceArticle) -> None:
    """Run every step for one article, under the placement lock: one stream of reports has one outcome."""
    Sequence.objects.lock(PLACEMENT)
    article.refresh_from_db()
    for step in STEPS:
        step(article)
    article.done()


def ingest(items: Iterable[Item], delivery: Delivery) -> Iterator[Outcome]:
    """Take each item in and say what became of it. One that fails stops no other."""
    touched: set[int] = set()
    for item in items:
        outcome = _safely(item, delivery)
        if outcome.article and outcome.outcome != "known":
            touched.add(outcome.article.membership.story_id)
        yield outcome
    compare_stories(touched)


def _safely(item: Item, delivery: Delivery) -> Outcome:
    try:
        return ingest_one(item, delivery)
    except (UnreadableError, FetchError) as error:
        return Outcome(item, "rejected", error=str(error))
    except Exception as error:  # whatever it is, it is this item's alone: nothing of it is stored, and it is said
        logger.exception("Taking in %s failed", item.id)
        return Outcome(item, "rejected", error=f"{type(error).__name__}: {error}")


def ingest_one(item: Item, delivery: Delivery) -> Outcome:
    """Raises UnreadableError, and stores nothing, when the item cannot be fetched or read."""
    return take_in(open_item(item), delivery)


@transaction.atomic
def take_in(opened: Opened, delivery: Delivery) -> Outcome:
    """Store an opened item and run every step for it; what is known already changes nothing."""
    Sequence.objects.lock(PLACEMENT)
    arrival = receive(opened.item, opened.document, delivery)
    if arrival.is_new or arrival.article.due_at:
        process(arrival.article)
    return _outcome(opened.item, arrival)


def compare_stories(keys: Iterable[int]) -> None:
    """Look for differences in the stories that changed, each on its own."""
    for story in Story.objects.filter(pk__in=list(keys)).order_by("pk"):
        with transaction.atomic():
            compare_reports(story)


def work_off(article: SourceArticle) -> None:
    """One due article, by the worker: done, or put off with its error."""
    try:
        process(article)
    except Exception as error:  # whatever it is, it stays on the row, is shown at the desk and is tried again
        article.refresh_from_db()
        article.failed(f"{type(error).__name__}: {error}", timezone.now())
        raise
    compare_stories([article.membership.story_id])


def _outcome(item: Item, arrival: Arrival) -> Outcome:
    article = arrival.article
    if not arrival.is_new:
        return Outcome(item, "known", article)
    if article.copy_of:
        decision = (
            Decision.objects.filter(later=article, verdict__in=("exact copy", "near copy")).order_by("-score").first()
        )
        word = decision.verdict.replace(" ", "_") if decision else "near_copy"
        return Outcome(item, word, article, decision.score if decision else None)
    return Outcome(item, "new_version" if article.previous_id else "new", article)
