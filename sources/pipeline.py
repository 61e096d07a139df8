"""Raw text → article → story: the steps in order. Each replaces its own output and can be run again."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Sequence
from sources.arrival import Arrival, Delivery, receive
from sources.comparing import compare_reports
from sources.grouping import place_story
from sources.linking import link
from sources.models import Decision, SourceArticle, Story
from sources.placing import place_copy
from sources.readers.items import Item
from sources.reading import read

logger = logging.getLogger(__name__)

PLACEMENT = "placement"
STEPS = (read, link, place_copy, place_story)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item. `similarity` is the larger containment, 0 to 1, with the article it is a copy of."""

    item: Item
    outcome: str
    article: SourceArticle | None = None
    similarity: float | None = None
    error: str = ""


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
    except Exception as error:  # whatever it is, it is this item's alone: nothing of it is stored, and it is said
        logger.exception("Taking in %s failed", item.id)
        return Outcome(item, "rejected", error=f"{type(error).__name__}: {error}")


def ingest_one(item: Item, delivery: Delivery) -> Outcome:
    error = item.error or _refusal(item)
    if error:
        return Outcome(item, "rejected", error=error)
    with transaction.atomic():
        Sequence.objects.lock(PLACEMENT)
        arrival = receive(item, delivery)
        if arrival.is_new or arrival.article.due_at:
            process(arrival.article)
    return _outcome(item, arrival)


def compare_stories(keys: Iterable[int]) -> None:
    """Look for differences in the stories that changed, each on its own."""
    for story in Story.objects.filter(pk__in=list(keys)).order_by("pk"):
        with transaction.atomic():
            compare_reports(story)


def queue(items: Iterable[Item], delivery: Delivery) -> list[Outcome]:
    """Store the items now and leave the reading to the worker: their rows are due."""
    outcomes = []
    for item in items:
        error = item.error or _refusal(item)
        if error:
            outcomes.append(Outcome(item, "rejected", error=error))
            continue
        with transaction.atomic():
            Sequence.objects.lock(PLACEMENT)
            arrival = receive(item, delivery)
        outcomes.append(Outcome(item, "new" if arrival.is_new else "known", arrival.article))
    return outcomes


def work_off(article: SourceArticle) -> None:
    """One due article, by the worker: done, or put off with its error."""
    try:
        process(article)
    except Exception as error:  # whatever it is, it stays on the row, is shown at the desk and is tried again
        article.refresh_from_db()
        article.failed(f"{type(error).__name__}: {error}", timezone.now())
        raise
    compare_stories([article.membership.story_id])


def _refusal(item: Item) -> str:
    length, name = len(item.decoded.text), item.id or "The text"
    if not item.decoded.text.strip():
        return f"{name} is empty."
    if length > settings.MAX_TEXT_CHARS:
        limit = f"{settings.MAX_TEXT_CHARS:,} (NUTGRAF_MAX_TEXT_CHARS)"
        return f"{name} has {length:,} characters; the limit is {limit}. Split it into its reports."
    return ""


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
