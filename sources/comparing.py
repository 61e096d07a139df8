"""Step 5 of the pipeline: where the reports of a story differ. Rows that an editor decided stand as they are."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import datetime
from hashlib import shake_128
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from accounts.models import Act, User
from sources.crew import Inline, ahead
from sources.models import Difference, DifferenceValue, Mention, SourceArticle, Story
from sources.overlap import differences
from sources.overlap.differences import Difference as FoundDifference
from sources.overlap.differences import ReportText, TitleUse
from sources.quoting import Quote
from sources.text import sentences
from sources.text import types as text

logger = logging.getLogger(__name__)

STORIES_AT_ONCE = 50
MOST_REPORTS = 12
"""Reports of one story that are compared: its latest originals, for they bring what is new."""


def compare_reports(story: Story) -> None:
    """Propose the differences between the story's original reports; earlier proposals that no longer hold go."""
    compare_stories([story.pk])


def compare_stories(keys: Iterable[int], readers: Executor | None = None) -> None:
    """The same for many stories, a few statements for a handful of them. `readers` find the differences."""
    stream = iter(sorted(keys))
    handfuls = iter(lambda: list(islice(stream, STORIES_AT_ONCE)), [])
    for one in ahead(_begin(some, readers or Inline()) for some in handfuls):
        found = dict(_found(one))
        with transaction.atomic():
            for story in Story.objects.filter(pk__in=one.stories).prefetch_related("differences").order_by("pk"):
                _keep(story, found.get(story.pk, ()), one.reports.get(story.pk, ()))
            Story.objects.filter(pk__in=one.stories).compared(one.began)


@dataclass(frozen=True, slots=True)
class Begun:
    """Stories whose reports are being compared."""

    stories: Sequence[int]
    began: datetime
    reports: Mapping[int, Sequence[SourceArticle]]
    asked: "dict[int, Future[tuple[FoundDifference, ...]]]"


def _begin(stories: list[int], readers: Executor) -> Begun:
    began, reports = timezone.now(), _originals(stories)
    asked = {key: readers.submit(differences.find_in, texts_of(told)) for key, told in reports.items()}
    return Begun(stories, began, reports, asked)


def _found(begun: Begun) -> Iterator[tuple[int, Sequence[FoundDifference]]]:
    """Story → its differences. Rather than wait, this process takes the last of those that nobody has begun yet."""
    for key, asked in reversed(begun.asked.items()):
        if asked.cancel():
            yield key, differences.find_in(texts_of(begun.reports[key]))
    yield from ((key, asked.result()) for key, asked in begun.asked.items() if not asked.cancelled())


def compare_due(at: datetime, *, seconds: int) -> int:
    """Those whose comparison was begun by somebody who died of it; answers how many were compared."""
    claimed = Story.objects.claim(at, seconds=seconds)
    for story in claimed:
        try:
            compare_stories([story.pk])
        except Exception as error:  # whatever it is, it stays on the row and is tried again
            story.failed(f"{type(error).__name__}: {error}", timezone.now())
            logger.exception("Comparing the reports of story %s failed; it is tried again", story.uid)
    return len(claimed)


def _originals(stories: list[int]) -> dict[int, list[SourceArticle]]:
    """Story → its latest originals; most stories have one, and are left out."""
    titled = Prefetch("mentions", Mention.objects.titled().select_related("actor"), to_attr="titled")
    articles: dict[int, list[SourceArticle]] = {}
    for article in SourceArticle.objects.originals_of(stories).prefetch_related("segments", titled):
        articles.setdefault(article.membership.story_id, []).append(article)
    return {story: found[-MOST_REPORTS:] for story, found in articles.items()}


def _keep(story: Story, differences: Sequence[FoundDifference], articles: Sequence[SourceArticle]) -> None:
    by_uid = {str(article.uid): article for article in articles}
    found = {row.key: row for row in differences}
    machine = [row for row in story.differences.all() if row.state == "proposed" and row.added_by_id is None]
    if gone := [row.pk for row in machine if row.key not in found]:
        Difference.objects.filter(pk__in=gone).delete()
    proposed = {row.key for row in machine}
    decided = {row.key for row in story.differences.all()} - proposed
    for position, row in enumerate(found.values()):
        if row.key not in decided:
            _propose(story, position, row, by_uid)


def _propose(story: Story, position: int, found: FoundDifference, articles: dict[str, SourceArticle]) -> None:
    values = {
        "attribute": found.attribute,
        "label": found.label[:300],
        "relation": found.relation,
        "position": position,
    }
    row, is_new = Difference.objects.update_or_create(story=story, key=found.key, defaults=values)
    if not is_new:
        row.values.all().delete()
    DifferenceValue.objects.bulk_create(
        DifferenceValue(
            difference=row,
            article=articles[value.report],
            value=value.value,
            start=value.start,
            end=value.end,
            exact=articles[value.report].quote(value.start, value.end),
            attributed_to=value.attribution.attributed_to[:300],
            basis=value.attribution.basis,
        )
        for value in found.values
    )


@dataclass(frozen=True, slots=True)
class ByHand:
    """A passage that an editor selected, and what it comes to in a word or two (empty: the passage itself)."""

    quote: Quote
    value: str = ""


@transaction.atomic
def add_difference(story: Story, attribute: str, label: str, told: Sequence[ByHand], *, by: User) -> Difference:
    """A row by hand, from passages that an editor selected: of two reports, of one, or of a report and an interview.

    It is kept at once. Raises ValidationError for fewer than two.
    """
    if len(told) < 2:
        raise ValidationError("A difference needs two passages.")
    quotes = [one.quote for one in told]
    key = shake_128("\n".join(f"{q.article.uid} {q.start} {q.end}" for q in quotes).encode()).hexdigest(16)
    values = {"attribute": attribute, "label": label, "state": "kept", "added_by": by, "position": 1000}
    row, _ = Difference.objects.update_or_create(story=story, key=key, defaults=values)
    row.values.all().delete()
    for one, said in zip(told, quotes, strict=True):
        row.values.create(
            article=said.article,
            value=one.value.strip() or said.exact,
            start=said.start,
            end=said.end,
            exact=said.exact,
            attributed_to=said.said.attributed_to[:300],
            basis=said.said.basis,
        )
    Act.objects.record("added a difference", row, by=by)
    return row


def sentences_of(article: SourceArticle) -> tuple[text.Sentence, ...]:
    """The sentences of the article's kept text, with their places in the raw text."""
    return sentences.split(article.raw.text, segments_of(article))


def segments_of(article: SourceArticle) -> list[text.Segment]:
    return [text.Segment(s.start, s.end, s.kind, s.kept, s.reason, s.rule) for s in article.segments.all()]


def texts_of(articles: Sequence[SourceArticle]) -> list[ReportText]:
    """Of articles that `_originals` brought."""
    return [_text_of(article) for article in articles]


def _text_of(article: SourceArticle) -> ReportText:
    titles: dict[str, list[TitleUse]] = {}
    for mention in article.titled:  # type: ignore[attr-defined]
        actor = mention.actor
        uses = titles.setdefault(str(actor.uid), [])
        for title in mention.title.split(", "):
            uses.append(TitleUse(str(actor.uid), actor.name, title, mention.start, mention.end))
    return ReportText(str(article.uid), article.published_on, article.raw.text, tuple(segments_of(article)), titles)
