"""Step 4 of the pipeline: which event does the article report? The machine proposes; an editor's word stands."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from sources.models import Decision, EventKey, SegmentCount, SourceArticle, Story, StoryMembership, TermCount
from sources.overlap import events
from sources.overlap.types import Frequencies, Profile, Report, Term, WeightedTerm
from sources.placing import report_of, segment_hashes, without_boilerplate

SHARED_KEYS = 2
"""So many shared index terms make two articles candidates for one event."""
CANDIDATES = 60
MOST_STORIES = 15


@dataclass(frozen=True, slots=True)
class Placement:
    """`story` empty: one of its own. `score` empty: not a matter of likeness."""

    story: Story | None = None
    score: float | None = None
    reasons: tuple[str, ...] = ()


def place_story(article: SourceArticle) -> None:
    """Put the article into the story of its original or earlier version, of its nearest reports, or one of its own."""
    profile = _profile(article)
    membership = StoryMembership.objects.filter(article=article).select_related("story").first()
    if membership and membership.decided_by_id:
        return
    placement = _inherited(article) or _nearest(article, profile)
    story = placement.story or _own_story(article, membership)
    values = {"story": story, "score": placement.score, "reasons": list(placement.reasons)}
    StoryMembership.objects.update_or_create(article=article, defaults=values)
    received = article.raw.received_at
    Story.objects.filter(pk=story.pk, last_report_at__lt=received).update(last_report_at=received)


def _inherited(article: SourceArticle) -> Placement | None:
    if article.copy_of_id:
        return Placement(StoryMembership.objects.get(article=article.copy_of_id).story, None, ("a copy of a report",))
    if article.previous_id:
        return Placement(StoryMembership.objects.get(article=article.previous_id).story, None, ("a later version",))
    return None


def _nearest(article: SourceArticle, profile: Profile) -> Placement:
    """The best story among those whose members share index terms, unless an editor said "not the same event"."""
    keys = list(article.event_keys.values_list("hash", flat=True)) or list(profile.keys)
    shared = EventKey.objects.exclude(article=article).sharing(keys, at_least=SHARED_KEYS, limit=CANDIDATES)
    parted = {pk for pk, verdict in Decision.objects.editors_word(article).items() if verdict == "distinct"}
    best = Placement()
    for story, members in _members(_stories_of(shared), article).items():
        if parted & {member.pk for member in members}:
            continue
        verdict = events.judge(profile, [profile_of(member) for member in members[-events.MOST_MEMBERS :]])
        if verdict.same and (best.score is None or verdict.score > best.score):
            best = Placement(story, verdict.score, verdict.reasons)
    return best


def _stories_of(articles: list[int]) -> list[int]:
    """The stories of the articles, in their order, the nearest few."""
    story_of = dict(StoryMembership.objects.filter(article__in=articles).values_list("article", "story"))
    return list(dict.fromkeys(story_of[pk] for pk in articles if pk in story_of))[:MOST_STORIES]


def _members(stories: list[int], article: SourceArticle) -> dict[Story, list[SourceArticle]]:
    """Each story's originals that came before the article, in the order they came."""
    rows = StoryMembership.objects.filter(story__in=stories, article__pk__lt=article.pk, article__copy_of__isnull=True)
    grouped: dict[Story, list[SourceArticle]] = {}
    for row in rows.exclude(article__state="spiked").select_related("story", "article").order_by("article_id"):
        grouped.setdefault(row.story, []).append(row.article)
    return grouped


def _own_story(article: SourceArticle, membership: StoryMembership | None) -> Story:
    """A story of its own; on a re-run the one it has, if nobody else is in it."""
    if membership and not membership.story.memberships.exclude(article=article).exists():
        return membership.story
    return Story.objects.create(title=str(article), last_report_at=article.raw.received_at)


def _profile(article: SourceArticle) -> Profile:
    """What the article is about, weighed by the archive as it was when it came; kept for re-runs."""
    if article.profile:
        return profile_of(article)
    report = without_boilerplate(report_of(article))
    found = events.terms(report)
    profile = events.profile(report, found, _frequencies(found))
    article.profile = [[t.key, t.text, t.kind, t.weight, t.rare] for t in profile.terms]
    article.save(update_fields=["profile"])
    if article.copy_of_id is None and article.previous_id is None:
        EventKey.objects.bulk_create(EventKey(article=article, hash=key) for key in profile.keys)
        _count(report_of(article), found)
    return profile


def profile_of(article: SourceArticle) -> Profile:
    terms = tuple(WeightedTerm(*term) for term in article.profile)
    return Profile(str(article.pk), article.published_on, terms, ())


def _frequencies(found: tuple[Term, ...]) -> Frequencies:
    wanted = [TermCount.ALL, *(term.key for term in found)]
    counts = dict(TermCount.objects.filter(hash__in=wanted).values_list("hash", "count"))
    total = counts.pop(TermCount.ALL, 0)
    return Frequencies(counts, total)


def _count(report: Report, found: tuple[Term, ...]) -> None:
    """The archive has one more original: its terms and its segments were seen once more."""
    _increment(TermCount, {TermCount.ALL, *(term.key for term in found)})
    _increment(SegmentCount, segment_hashes(report))


def _increment(model: type[TermCount] | type[SegmentCount], hashes: set[int]) -> None:
    rows: Any = model._default_manager
    rows.bulk_create([model(hash=one) for one in sorted(hashes)], ignore_conflicts=True)
    rows.filter(hash__in=hashes).update(count=F("count") + 1)
