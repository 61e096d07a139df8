"""The archive as placement sees it: loaded for a whole batch of reports, answered in memory, written at the end.

Within a batch each report meets those before it just as if they had been placed one by one.
"""

from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from cachetools import LRUCache
from django.utils import timezone

from sources import bulk
from sources.cases import Case
from sources.hashes import COPIES, EVENTS, Counts, Nearby, Question
from sources.models import (
    Decision,
    EventKey,
    Fingerprint,
    SegmentCount,
    SourceArticle,
    Story,
    StoryMembership,
    TermCount,
)
from sources.overlap import events, sketch
from sources.overlap.types import Outline, Profile, WeightedTerm

OUTLINES: LRUCache[UUID, Outline] = LRUCache(maxsize=2000)
"""What articles are about is frozen when they come: kept for the batches that follow, some 4 kB each."""


@dataclass(frozen=True, slots=True)
class Member:
    """An original in a story."""

    pk: int
    uid: UUID
    published_on: date | None


class Archive:
    """What placement knows of other articles, and what it makes of those of the batch."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.cases: dict[int, Case] = {}
        self.copies, self.events = Nearby(COPIES), Nearby(EVENTS)
        self.terms, self.segments = Counts(TermCount), Counts(SegmentCount)
        self.decisions: list[Decision] = []
        self._articles: dict[int, SourceArticle] = {}
        self._digests: dict[str, list[int]] = {}
        self._story_of: dict[int, Story] = {}
        self._members: dict[UUID, list[Member]] = {}
        self._outlines: dict[UUID, Outline] = {}
        self._opened: list[Story] = []
        self._memberships: list[StoryMembership] = []
        Fingerprint.objects.filter(article__in=[case.article for case in cases if not case.is_new]).delete()
        prepared = [case.prepared for case in cases]
        self.terms.load({TermCount.ALL, *(term.key for one in prepared for term in one.terms)})
        self.segments.load({segment for one in prepared for segment in one.document.segments})
        self._load_digests({one.document.digest for one in prepared}, {case.article.pk for case in cases})

    def _load_digests(self, digests: set[str], own: set[int]) -> None:
        """Those of the cases themselves come when they are placed."""
        rows = SourceArticle.objects.filter(digest__in=digests).order_by("pk").values_list("digest", "pk")
        for digest, pk in rows:
            if pk not in own:
                self._digests.setdefault(digest, []).append(pk)

    def take(self, case: Case) -> None:
        """From now on the case is part of the archive, for those that come after it."""
        self.cases[case.article.pk] = case
        self._articles[case.article.pk] = case.article

    def index(self, case: Case) -> None:
        """From now on the case is found by what it shares."""
        assert case.document is not None
        case.new_rows = self.copies.add_telling(case.article.pk, case.document.sketch)

    # Articles

    def with_digest(self, digest: str) -> list[int]:
        return self._digests.get(digest, [])

    def articles_of(self, pks: Collection[int]) -> list[SourceArticle]:
        """The articles, the earliest first."""
        if missing := [pk for pk in pks if pk not in self._articles]:
            self._articles.update(SourceArticle.objects.for_comparison().in_bulk(missing))
        return [self._articles[pk] for pk in sorted(pks)]

    # Stories

    def load_near(self, questions: Iterable[Question], candidates: int, stories: int) -> None:
        """The stories of all candidates at once, and what the originals of the nearest are about."""
        near = [self.events.of(question, candidates) for question in questions]
        self.load_stories({pk for found in near for pk in found})
        wanted = {story.uid for found in near for story in self.stories_of(found, stories)}
        self.outlines_of([one for uid in sorted(wanted) for one in self._members[uid][-events.MOST_MEMBERS :]])

    def load_stories(self, pks: Iterable[int]) -> None:
        """The stories of the articles, with the originals in each and what these are about."""
        missing = [pk for pk in pks if pk not in self._story_of]
        rows = dict(StoryMembership.objects.filter(article__in=missing).values_list("article", "story"))
        known = {story.pk: story for story in self._story_of.values()}
        known |= Story.objects.in_bulk(set(rows.values()) - known.keys())
        self._story_of.update({article: known[story] for article, story in rows.items()})
        self._load_members([story for story in known.values() if story.uid not in self._members])

    def _load_members(self, stories: Sequence[Story]) -> None:
        self._members.update({story.uid: [] for story in stories})
        rows = StoryMembership.objects.filter(story__in=stories, article__copy_of__isnull=True)
        rows = rows.exclude(article__state="spiked").order_by("article")
        for story, pk, uid, day in rows.values_list("story__uid", "article", "article__uid", "article__published_on"):
            self._members[story].append(Member(pk, uid, day))

    def story_of(self, pk: int) -> Story:
        if pk not in self._story_of:
            self.load_stories([pk])
        return self._story_of[pk]

    def stories_of(self, pks: Iterable[int], limit: int) -> list[Story]:
        """The first distinct stories of these articles."""
        return list({story.uid: story for story in map(self.story_of, pks)}.values())[:limit]

    def members_of(self, story: Story) -> list[Member]:
        """The story's originals in the order they came."""
        return self._members[story.uid]

    def outlines_of(self, members: Sequence[Member]) -> list[Outline]:
        """Dated as the members are now."""
        known = {m.uid: OUTLINES[m.uid] for m in members if m.uid not in self._outlines and m.uid in OUTLINES}
        self._outlines.update(known)
        if missing := [member.pk for member in members if member.uid not in self._outlines]:
            for uid, stored in SourceArticle.objects.filter(pk__among=missing).values_list("uid", "profile"):
                self._outlines[uid] = OUTLINES[uid] = outline_of(stored)
        return [replace(self._outlines[m.uid], published=m.published_on) for m in members]

    def open_story(self, article: SourceArticle) -> Story:
        story = Story(title=str(article), last_report_at=article.raw.received_at)
        self._opened.append(story)
        self._members[story.uid] = []
        return story

    def place(self, case: Case, score: float | None, reasons: list[str]) -> None:
        """The case is in its story now."""
        article, story = case.article, case.story
        assert story is not None
        membership = case.membership or StoryMembership(article=article)
        membership.story, membership.score, membership.reasons = story, score, reasons
        self._memberships.append(membership)
        self._story_of[article.pk] = story
        self._outlines[article.uid] = OUTLINES[article.uid] = outline_of(article.profile)
        self._digests.setdefault(article.digest, []).append(article.pk)
        members = self._members.get(story.uid, [])
        if article.copy_of_id is None and all(member.pk != article.pk for member in members):
            members.append(Member(article.pk, article.uid, article.published_on))
        story.last_report_at = max(story.last_report_at, article.raw.received_at)

    # Writing

    def write(self) -> None:
        """All that became of the batch, table by table."""
        cases, now = list(self.cases.values()), timezone.now()
        for row in self._memberships:
            row.story.is_changed(now)
        Story.objects.bulk_create(self._opened)
        opened = {story.uid for story in self._opened}
        moved = {row.story.uid: row.story for row in self._memberships if row.story.uid not in opened}
        Story.objects.bulk_update(moved.values(), ["last_report_at", "due_at", "claimed_until"])
        for row in self._memberships:
            row.story_id = row.story.pk
        known = [row for row in self._memberships if row.pk is not None]
        StoryMembership.objects.bulk_create([row for row in self._memberships if row.pk is None])
        for row in known:
            row.save()
        placed = [(one.pk, one.copy_of_id, one.digest, one.profile) for one in (case.article for case in cases)]
        bulk.update(SourceArticle, ("copy_of", "digest", "profile"), placed)
        Decision.objects.bulk_create(self.decisions)
        self._write_hashes(cases)

    def _write_hashes(self, cases: Sequence[Case]) -> None:
        rows = [(one, sketch.SCHEME, case.article.pk) for case in cases for one in case.new_rows]
        bulk.insert(Fingerprint, ("hash", "scheme", "article"), rows)
        keys = [(key, c.day, c.article.pk) for c in cases for key in c.new_keys]
        bulk.insert(EventKey, ("hash", "day", "article"), keys)
        self.terms.write()
        self.segments.write()


Stored = Sequence[Sequence[Any]]
"""A profile's terms as an article keeps them."""


def outline_of(stored: Stored) -> Outline:
    return Outline(
        None, array("q", [term[0] for term in stored]), array("d", [term[3] for term in stored]), _years(stored)
    )


def stored_profile(article: SourceArticle) -> Profile:
    """The profile as it was kept."""
    terms = tuple(map(WeightedTerm._make, article.profile))
    keys = tuple(term.key for term in terms[: events.MOST_KEYS])
    return Profile(str(article.uid), article.published_on, terms, keys, _years(article.profile))


def _years(stored: Stored) -> frozenset[int]:
    return frozenset(int(text) for _, text, kind, *_ in stored if kind == "date" and text.isdigit())
