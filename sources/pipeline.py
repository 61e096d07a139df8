"""Raw text → article → story: the steps in order, for a batch of reports at once. Each can be run again."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Sequence as SequenceRow
from sources.archive import Archive
from sources.arrival import Arrival, Delivery, Read, known_among, receive
from sources.cases import Case
from sources.comparing import compare_stories
from sources.crew import ahead, crew
from sources.fetch import FetchError
from sources.grouping import CANDIDATES, MOST_STORIES, keys_now, place_story, question_of
from sources.linking import link
from sources.models import Decision, SourceArticle, StoryMembership
from sources.opening import Opened, open_item
from sources.placing import load_candidates, place_copy
from sources.preparing import Given, Prepared, prepare
from sources.readers.types import Item, UnreadableError
from sources.reading import fill, given_of, keep_readings
from sources.vouching import look_up_speakers

logger = logging.getLogger(__name__)

PLACEMENT = "placement"
BATCH = 50
"""Reports that are placed in one transaction. Larger batches bring nothing more; others wait for the lock as long."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item. `similarity` is the larger containment, 0 to 1, with the article it is a copy of."""

    item: Item
    outcome: str
    article: SourceArticle | None = None
    similarity: float | None = None
    cause: Exception | None = None

    @property
    def error(self) -> str:
        """Why it was rejected, for the one who sent it."""
        if self.cause is None or isinstance(self.cause, (UnreadableError, FetchError)):
            return str(self.cause or "")
        return f"{type(self.cause).__name__}: {self.cause}"

    @property
    def words(self) -> str:
        return self.outcome.replace("_", " ")


def place(cases: Sequence[Case]) -> None:
    """Every step for articles that are stored and read, in their order. Needs the placement lock."""
    keep_readings(cases)
    link(cases)
    archive = Archive(cases)
    _ask(cases, archive)
    for case in cases:
        place_copy(case, archive)
        archive.take(case)
        place_story(case, archive)
    archive.write()
    for case in cases:
        if case.prepared.reading.interview or not case.is_new:
            look_up_speakers(case.article)


def _ask(cases: Sequence[Case], archive: Archive) -> None:
    """Ask the database for the whole batch what its cases will most likely want to know, in few statements."""
    load_candidates([case.prepared.document for case in cases], archive)
    questions = [question_of(case, keys_now(case, archive)) for case in cases if not case.article.profile]
    archive.events.ask(questions)
    archive.load_near(questions, CANDIDATES, MOST_STORIES)


@transaction.atomic
def process(article: SourceArticle) -> None:
    """Read and place one stored article again, under the placement lock: one stream of reports has one outcome."""
    SequenceRow.objects.lock(PLACEMENT)
    article.refresh_from_db()
    prepared = prepare(given_of(article))
    fill(article, prepared)
    article.save()
    words = Decision.objects.editors_word(article)
    membership = StoryMembership.objects.filter(article=article).select_related("story").first()
    is_indexed = article.event_keys.exists()
    place([Case(article, prepared, is_new=False, is_indexed=is_indexed, words=words, membership=membership)])
    article.done()


def ingest(items: Iterable[Item], delivery: Delivery) -> Iterator[Outcome]:
    """Take each item in and say what became of it. One that fails stops no other.

    While a batch is placed, the next one is read, by a crew of processes if there is more than one batch.
    """
    stream = iter(items)
    first = list(islice(stream, BATCH))
    touched: set[int] = set()
    with crew(settings.INGEST_PROCESSES if len(first) == BATCH else 0) as readers:
        batches = (begin(batch, readers) for batch in chain([first], iter(lambda: list(islice(stream, BATCH)), [])))
        for batch in ahead(batches):
            for outcome in finish(batch, partial(take_in, delivery=delivery)):
                if outcome.article and outcome.outcome != "known":
                    touched.add(outcome.article.membership.story_id)
                yield outcome
        compare_stories(touched, readers)


@dataclass(frozen=True, slots=True)
class Begun:
    """An item that is being read. `opened` and `reading` are missing where it could not be opened, or is known."""

    item: Item
    opened: Opened | None = None
    reading: "Future[Prepared] | None" = None
    cause: Exception | None = None


Batch = list[Begun]


def begin(items: Sequence[Item], readers: Executor) -> Batch:
    """Open the items, and have read what is not known yet."""
    begun = [_begun(item) for item in items]
    opened = [one.opened for one in begun if one.opened]
    known = dict(zip(map(id, opened), known_among(opened), strict=True))
    return [
        replace(one, reading=readers.submit(prepare, given_for(one.opened)))
        if one.opened and not known[id(one.opened)]
        else one
        for one in begun
    ]


def _begun(item: Item) -> Begun:
    try:
        return Begun(item, open_item(item))
    except Exception as error:  # whatever it is, it is this item's alone, and it is said
        return Begun(item, cause=error)


Placing = Callable[[Sequence[Read]], list[Outcome]]


def finish(batch: Batch, placing: Placing) -> list[Outcome]:
    """Place what was read, together; where that fails, one by one, so that what fails stops no other."""
    reads = [_read(one) for one in batch]
    good = [one for one in reads if isinstance(one, Read)]
    try:
        outcomes = placing(good)
    except Exception:
        if len(good) > 1:
            logger.exception("Placing a batch of %s failed; its items are placed one by one", len(good))
        outcomes = [_alone(one, placing) for one in good]
    placed = iter(outcomes)
    return [next(placed) if isinstance(one, Read) else one for one in reads]


def _read(begun: Begun) -> Read | Outcome:
    if begun.opened is None:
        assert begun.cause is not None
        return _rejected(begun.item, begun.cause)
    try:
        return Read(begun.opened, begun.reading.result() if begun.reading else None)
    except Exception as error:
        return _rejected(begun.item, error)


def _alone(read: Read, placing: Placing) -> Outcome:
    try:
        return placing([read])[0]
    except Exception as error:
        return _rejected(read.opened.item, error)


def _rejected(item: Item, cause: Exception) -> Outcome:
    """Nothing of it is stored, and it is said; what is a fault of ours is logged too."""
    if not isinstance(cause, (UnreadableError, FetchError)):
        logger.error("Taking in %s failed", item.id, exc_info=cause)
    return Outcome(item, "rejected", cause=cause)


def ingest_one(item: Item, delivery: Delivery) -> Outcome:
    """Raises UnreadableError or FetchError, and stores nothing, when the item cannot be fetched or read."""
    opened = open_item(item)
    prepared = None if known_among([opened])[0] else prepare(given_for(opened))
    return take_in([Read(opened, prepared)], delivery)[0]


def given_for(opened: Opened) -> Given:
    document = opened.document
    return Given(document.text, document.hints, document.layout)


@transaction.atomic
def take_in(batch: Sequence[Read], delivery: Delivery) -> list[Outcome]:
    """Store the items and run every step for them; what is known already changes nothing."""
    SequenceRow.objects.lock(PLACEMENT)
    arrivals = receive(batch, delivery)
    cases = {one.article.pk: Case(one.article, one.prepared) for one in arrivals if one.prepared}
    place(list(cases.values()))
    return [_outcome(read, arrival, cases) for read, arrival in zip(batch, arrivals, strict=True)]


def work_off(article: SourceArticle) -> None:
    """One due article, by the worker: done, or put off with its error."""
    try:
        process(article)
    except Exception as error:  # whatever it is, it stays on the row, is shown at the desk and is tried again
        article.refresh_from_db()
        article.failed(f"{type(error).__name__}: {error}", timezone.now())
        raise
    compare_stories([article.membership.story_id])


def _outcome(read: Read, arrival: Arrival, cases: Mapping[int, Case]) -> Outcome:
    item, article = read.opened.item, arrival.article
    if not arrival.is_new:
        return Outcome(item, "known", article)
    if article.copy_of:
        case = cases[article.pk]
        return Outcome(item, case.verdict, article, case.match_score)
    return Outcome(item, "new_version" if article.previous_id else "new", article)
