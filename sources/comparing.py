"""Step 5 of the pipeline: where the reports of a story differ. Rows that an editor decided stand as they are."""

from collections.abc import Iterable, Sequence
from hashlib import shake_128
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch

from accounts.models import Act, User
from sources.models import Difference, DifferenceValue, Mention, SourceArticle, Story
from sources.overlap import differences
from sources.overlap.differences import Difference as FoundDifference
from sources.overlap.differences import ReportFacts, TitleUse
from sources.quoting import Quote
from sources.text import sentences
from sources.text import types as text

STORIES_AT_ONCE = 50
MOST_REPORTS = 12
"""Reports of one story that are compared: its latest originals, for they bring what is new."""


def compare_reports(story: Story) -> None:
    """Propose the differences between the story's original reports; earlier proposals that no longer hold go."""
    compare_stories([story.pk])


def compare_stories(keys: Iterable[int]) -> None:
    """The same for many stories, a few statements for a handful of them."""
    stream = iter(sorted(keys))
    while some := list(islice(stream, STORIES_AT_ONCE)):
        with transaction.atomic():
            for story, articles in _originals(some):
                _compare(story, articles)


def _originals(stories: list[int]) -> list[tuple[Story, list[SourceArticle]]]:
    """Each story with its originals, and with its machine-made differences."""
    titled = Prefetch("mentions", Mention.objects.titled().select_related("actor"), to_attr="titled")
    several = SourceArticle.objects.originals_of(stories).prefetch_related("segments", titled)
    articles: dict[int, list[SourceArticle]] = {}
    for article in several:
        articles.setdefault(article.membership.story_id, []).append(article)
    rows = Story.objects.filter(pk__in=stories).prefetch_related("differences").order_by("pk")
    return [(story, articles.get(story.pk, [])[-MOST_REPORTS:]) for story in rows]


def _compare(story: Story, articles: Sequence[SourceArticle]) -> None:
    by_uid = {str(article.uid): article for article in articles}
    found = {row.key: row for row in differences.find([facts_of(a) for a in articles])} if len(articles) > 1 else {}
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


@transaction.atomic
def add_difference(story: Story, attribute: str, label: str, quotes: Sequence[Quote], *, by: User) -> Difference:
    """A row by hand, from passages that an editor selected: of two reports, of one, or of a report and an interview.

    It is kept at once. Raises ValidationError for fewer than two.
    """
    if len(quotes) < 2:
        raise ValidationError("A difference needs two passages.")
    key = shake_128("\n".join(f"{q.article.uid} {q.start} {q.end}" for q in quotes).encode()).hexdigest(16)
    values = {"attribute": attribute, "label": label, "state": "kept", "added_by": by, "position": 1000}
    row, _ = Difference.objects.update_or_create(story=story, key=key, defaults=values)
    row.values.all().delete()
    for quote in quotes:
        row.values.create(
            article=quote.article,
            value=quote.exact,
            start=quote.start,
            end=quote.end,
            exact=quote.exact,
            attributed_to=quote.said.attributed_to[:300],
            basis=quote.said.basis,
        )
    Act.objects.record("added a difference", row, by=by)
    return row


def sentences_of(article: SourceArticle) -> tuple[text.Sentence, ...]:
    """The sentences of the article's kept text, with their places in the raw text."""
    return sentences.split(article.raw.text, segments_of(article))


def segments_of(article: SourceArticle) -> list[text.Segment]:
    return [text.Segment(s.start, s.end, s.kind, s.kept, s.reason, s.rule) for s in article.segments.all()]


def facts_of(article: SourceArticle) -> ReportFacts:
    """Of an article that `_originals` brought."""
    titles: dict[str, list[TitleUse]] = {}
    for mention in article.titled:  # type: ignore[attr-defined]
        actor = mention.actor
        uses = titles.setdefault(str(actor.uid), [])
        for title in mention.title.split(", "):
            uses.append(TitleUse(str(actor.uid), actor.name, title, mention.start, mention.end))
    return ReportFacts(str(article.uid), article.published_on, sentences_of(article), titles)
