"""Editors' decisions on reports and stories. Each is one act that holds all its undoing needs, and outlives re-runs.

Copies stand where their original stands: whatever moves, accepts, spikes or pins a report does it to its copies too.
The versions of one report that share a story move together as well.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Act, Identified, User
from accounts.models import Sequence as SequenceRow
from sources import families
from sources.comparing import compare_stories
from sources.models import Decision, Difference, SourceArticle, Story, StoryMembership
from sources.models.stories import COPIES
from sources.pipeline import PLACEMENT
from sources.undoing import Changes, changed_since, moved_to, pair_key, place, restored

SAME_EVENT, OWN_STORY, MERGED = "called one event", "gave a story of its own", "merged stories"
COPY, NO_COPY, PINNED = "called a copy", "called no copy", "confirmed where it stands"
ACCEPTED, SPIKED, UNSPIKED = "accepted reports", "spiked reports", "brought reports back"
APART, GONE = "kept two stories apart", "was merged into another story"
UNDID = "took a decision back"
VERBS = (SAME_EVENT, OWN_STORY, MERGED, COPY, NO_COPY, PINNED, ACCEPTED, SPIKED, UNSPIKED, APART)

BECOMES = {ACCEPTED: "accepted", SPIKED: "spiked", UNSPIKED: "inbox"}
FROM = {ACCEPTED: ("inbox", "spiked"), SPIKED: ("inbox", "accepted"), UNSPIKED: ("spiked",)}

MOST_ACTS = 50
"""Of one's acts, so many are looked back through for one that still stands."""


@dataclass(slots=True)
class Word:
    """A decision being made."""

    verb: str
    by: User
    reason: str = ""
    changes: Changes = field(default_factory=Changes)
    after: dict[str, Any] = field(default_factory=dict)

    def move(self, articles: Collection[SourceArticle], story: Story) -> None:
        """Into a story, for good; those that are there already stay, for good. None is distinct from its companions."""
        reasons = [self.reason or f"{self.by} {self.verb}"]
        rows = StoryMembership.objects.filter(article__in=[article.pk for article in articles])
        self.changes.put("memberships", {str(row.article_id): self._place(row, story, reasons) for row in rows})
        self.settle(families.distinct_pairs(articles, story), "same event")
        self.after["story"] = str(story.uid)

    def _place(self, row: StoryMembership, story: Story, reasons: list[str]) -> dict[str, Any]:
        if row.story_id == story.pk:
            return place(story, self.by, row.reasons, row.score)
        return place(story, self.by, reasons)

    def settle(self, pairs: Iterable[str], verdict: str) -> None:
        """Say what pairs are, whatever was said before."""
        told = {"verdict": verdict, "decided_by": self.by.pk, "score": None, "decided_at": timezone.now().isoformat()}
        self.changes.put("decisions", {pair: {**told, "reasons": [self.reason or self.verb]} for pair in pairs})

    def record(self, subject: Identified) -> Act:
        """Leave no story with a briefing and without a report; keep the act."""
        _hold_briefings(self.changes)
        self.changes.tidy()
        if not self.changes.after:
            raise ValidationError(f"Nothing changed: “{subject}” is so already.")
        kept = {"before": self.changes.before, "after": self.changes.after | self.after}
        return Act.objects.record(self.verb, subject, by=self.by, reason=self.reason, **kept)


@contextmanager
def _deciding(word: Word) -> Iterator[Word]:
    """One transaction under the placement lock; the stories that it touched are then compared anew."""
    with transaction.atomic():
        SequenceRow.objects.lock(PLACEMENT)
        yield word
        touched = word.changes.stories()
    compare_stories(touched)


def same_event(articles: Iterable[SourceArticle], story: Story, *, by: User, reason: str = "") -> Act:
    """The reports belong to the story, beside its first one. A copy takes its original with it."""
    with _deciding(Word(SAME_EVENT, by, reason)) as word:
        named = families.fresh(articles)
        moved = families.whole(named)
        anchor = families.anchor(story, moved)
        word.move([*moved, *families.whole([anchor])] if anchor else moved, story)
        if anchor:
            word.settle(families.no_copies(families.originals(moved), anchor), "same event")
        return word.record(_subject(named, story))


def own_story(articles: Iterable[SourceArticle], *, by: User, reason: str = "") -> Act:
    """The reports go to a new story together and are of another event than those they leave."""
    with _deciding(Word(OWN_STORY, by, reason)) as word:
        named = families.fresh(articles)
        moved = families.with_versions(named)
        parted = families.across(moved, families.companions(moved))
        if not parted:
            raise ValidationError(f"Nothing changed: “{named[0]}” has a story of its own already.")
        _cut(word, moved)
        first = moved[0]
        story = Story.objects.create(title=str(first), last_report_at=first.raw.received_at)
        word.move(moved, story)
        word.settle(parted, "distinct")
        return word.record(_subject(named, story))


def merge(stories: Iterable[Story], *, by: User, reason: str = "") -> Act:
    """Into the one that has a briefing, or else the earliest report. What was decided of differences comes along."""
    with _deciding(Word(MERGED, by, reason)) as word:
        ordered = families.by_first_report(stories)
        kept = families.one_to_keep(ordered)
        others = [story for story in ordered if story != kept]
        anchors = [anchor for story in others if (anchor := families.anchor(story))]
        first = families.anchor(kept)
        word.move(list(families.placed().filter(membership__story__in=ordered)), kept)
        if first:
            word.settle(families.no_copies(anchors, first), "same event")
        _carry_differences(word, others, kept)
        act = word.record(kept)
        for story in others:
            Act.objects.record(GONE, story, by=by, after={"story": str(kept.uid)})
        return act


def keep_apart(one: SourceArticle, other: SourceArticle, *, by: User, reason: str = "") -> Act:
    """ "No": the two are not of one event, and their stories are not suggested to be one again."""
    with _deciding(Word(APART, by, reason)) as word:
        word.settle([pair_key(one.pk, other.pk)], "distinct")
        return word.record(one)


def where_it_went(story: Story) -> Story | None:
    """The story that an empty one was merged into, if it was."""
    act = Act.objects.filter(subject=story.uid, verb=GONE).order_by("pk").last()
    return Story.objects.shown().filter(uid=act.after["story"]).first() if act else None


def copy_of(article: SourceArticle, original: SourceArticle, *, by: User, reason: str = "") -> Act:
    """The two are one text: the later is a copy of the earlier, or of what the earlier is a copy of."""
    with _deciding(Word(COPY, by, reason)) as word:
        earlier, later = _pair(article, original)
        root = earlier.original
        if root == later.original:
            _pin_link(word, later if later.copy_of_id else earlier)
            return word.record(later)
        linked = families.with_copies([later])
        word.changes.put("originals", {str(one.pk): root.pk for one in linked})
        _place_beside(word, linked, root)
        verdict = "exact copy" if later.digest and later.digest == earlier.digest else "near copy"
        word.settle({pair_key(earlier.pk, later.pk), pair_key(root.pk, later.pk)}, verdict)
        return word.record(later)


def no_copy(article: SourceArticle, other: SourceArticle, *, by: User, reason: str = "") -> Act:
    """The one is no copy of the other, though it stays a report of its event where they share a story."""
    with _deciding(Word(NO_COPY, by, reason)) as word:
        earlier, later = _pair(article, other)
        if earlier.original != later.original:
            together = earlier.membership.story_id == later.membership.story_id
            word.settle([pair_key(earlier.pk, later.pk)], "same event" if together else "distinct")
            return word.record(later)
        freed = later if later.copy_of_id else earlier
        family = [one for one in families.with_copies([earlier.original]) if one != freed]
        word.changes.put("originals", {str(freed.pk): None})
        reasons = [reason or "the same event, and no copy"]
        word.changes.put("memberships", {str(freed.pk): place(freed.membership.story, by, reasons)})
        word.settle([pair_key(freed.pk, one.pk) for one in family], "same event")
        return word.record(freed)


def accept(articles: Iterable[SourceArticle], *, by: User) -> Act:
    return _put_state(Word(ACCEPTED, by), articles)


def spike(articles: Iterable[SourceArticle], *, by: User, reason: str = "") -> Act:
    return _put_state(Word(SPIKED, by, reason), articles)


def unspike(articles: Iterable[SourceArticle], *, by: User, reason: str = "") -> Act:
    """Back into the inbox."""
    return _put_state(Word(UNSPIKED, by, reason), articles)


def pin(articles: Iterable[SourceArticle], *, by: User) -> Act:
    """Each stays in its story, and a copy a copy, whatever the machine finds later."""
    with _deciding(Word(PINNED, by)) as word:
        named = families.fresh(articles)
        rows = StoryMembership.objects.filter(article__in=[one.pk for one in families.whole(named)])
        pinned = {str(row.article_id): place(row.story, by, row.reasons, row.score) for row in rows}
        word.changes.put("memberships", pinned)
        for one in named:
            if one.copy_of_id:
                _pin_link(word, one)
        return word.record(_subject(named, named[0].membership.story))


def undo(act: Act, *, by: User) -> Act:
    """Exactly back. Raises ValidationError when it was undone already, or the same rows were decided on since."""
    with _deciding(Word(UNDID, by)) as word:
        if act.verb not in (*VERBS, UNDID):
            raise ValidationError(f"“{act.verb}” is not undone here.")
        if act not in standing(Act.objects.filter(subject=act.subject)):
            raise ValidationError(f"This was undone already: {act}.")
        _refuse_what_was_decided_since(act)
        word.changes = restored(act.before, act.after)
        word.after["undone"] = str(act.uid)
        _let_follow(word.changes)
        subject: Identified = apps.get_model(act.kind)._base_manager.get(uid=act.subject)
        return word.record(subject)


def standing(acts: Iterable[Act]) -> list[Act]:
    """Of all acts on one subject, the decisions that nobody undid, latest first. An undoing can be undone."""
    found, undone = [], set()
    for act in sorted(acts, key=lambda one: -one.pk):
        if str(act.uid) in undone:
            continue
        if act.verb == UNDID:
            undone.add(act.after["undone"])
        if act.verb in (*VERBS, UNDID):
            found.append(act)
    return found


def latest_of(user: User) -> Act | None:
    """The user's latest decision that still stands."""
    mine = list(Act.objects.filter(who=user, verb__in=VERBS).order_by("-pk")[:MOST_ACTS])
    undoings = Act.objects.filter(subject__in={act.subject for act in mine}, verb=UNDID)
    stands = standing([*mine, *undoings]) if mine else []
    return next((act for act in stands if act.who_id == user.pk and act.verb != UNDID), None)


def stories_of(act: Act) -> frozenset[int]:
    """The keys of the stories whose reports a decision changed."""
    return frozenset(Changes(act.before, act.after).stories())


def _subject(named: Collection[SourceArticle], story: Story) -> Identified:
    """What the act is about: the one report, or the story of several."""
    return next(iter(named)) if len(named) == 1 else story


def _put_state(word: Word, articles: Iterable[SourceArticle]) -> Act:
    with _deciding(word):
        named = families.fresh(articles)
        ready = [one for one in families.with_copies(named) if one.state in FROM[word.verb]]
        word.changes.put("states", {str(one.pk): BECOMES[word.verb] for one in ready})
        return word.record(_subject(named, named[0].membership.story))


def _pair(one: SourceArticle, other: SourceArticle) -> list[SourceArticle]:
    """The two in the order they came."""
    if one.pk == other.pk:
        raise ValidationError("Choose two reports: one is compared with another.")
    return families.fresh([one, other])


def _cut(word: Word, moved: Collection[SourceArticle]) -> None:
    """Copies that leave their original behind are none; the first is the original of the rest."""
    keys, first = {one.pk for one in moved}, dict[int, int]()
    for one in moved:
        if one.copy_of_id and one.copy_of_id not in keys:
            head = first.setdefault(one.copy_of_id, one.pk)
            word.changes.put("originals", {str(one.pk): None if head == one.pk else head})


def _place_beside(word: Word, copies: Collection[SourceArticle], root: SourceArticle) -> None:
    """Copies stand where their original stands, decided on or not; their other versions come along."""
    held = StoryMembership.objects.select_related("story", "decided_by").get(article=root)
    versions = [one for one in families.with_versions(copies) if one.membership.story_id != held.story_id]
    row = place(held.story, held.decided_by, [word.reason or f"{word.by} {word.verb}"])
    word.changes.put("memberships", {str(one.pk): row for one in [*copies, *versions]})
    word.settle(families.distinct_pairs([*copies, *versions], held.story), "same event")
    word.after["story"] = str(held.story.uid)


def _pin_link(word: Word, copy: SourceArticle) -> None:
    """What the machine said of a copy stands from now on as the editor's word, with its score and reasons."""
    said = Decision.objects.filter(Q(earlier=copy.original) | Q(earlier__copy_of=copy.original), later=copy)
    rows = list(said.filter(verdict__in=COPIES))
    now = timezone.now().isoformat()
    kept = {
        pair_key(row.earlier_id, row.later_id): {
            "verdict": row.verdict,
            "decided_by": word.by.pk,
            "reasons": row.reasons,
            "score": row.score,
            "decided_at": now,
        }
        for row in rows
    }
    word.changes.put("decisions", kept)
    if not rows:
        word.settle([pair_key(copy.original.pk, copy.pk)], "near copy")


def _carry_differences(word: Word, others: Collection[Story], kept: Story) -> None:
    """What editors decided on or added by hand goes to the story that stays; what it has already stays behind."""
    there = kept.differences.values("key")
    decided = Difference.objects.filter(story__in=others).exclude(state="proposed", added_by=None)
    first = {row.key: row.pk for row in decided.exclude(key__in=there).order_by("-pk")}
    word.changes.put("differences", {str(pk): kept.pk for pk in first.values()})


def _hold_briefings(changes: Changes) -> None:
    story = Story.objects.filter(pk__in=changes.left(), memberships=None, briefings__isnull=False).first()
    if story:
        raise ValidationError(
            f"“{story}” has a briefing and would have no report left. Merge the stories instead: its own stays."
        )


def _refuse_what_was_decided_since(act: Act) -> None:
    changed = changed_since(act.after)
    if not changed:
        return
    since = Act.objects.filter(pk__gt=act.pk, verb__in=(*VERBS, UNDID)).select_related("who").order_by("-pk")
    for later in since.iterator():
        if any(keys & later.after.get(kind, {}).keys() for kind, keys in changed.items()):
            raise ValidationError(f"Somebody decided on the same reports since: {later}. Undo that first.")
    raise ValidationError(f"What this changed was changed again since, so it cannot be undone: {act}.")


def _let_follow(changes: Changes) -> None:
    """Copies and versions that came since go back with their report. Raises ValidationError where that tears a copy, or
    brings together what is of two events."""
    for key, original in list(changes.after.get("originals", {}).items()):
        if original:
            copies = SourceArticle.objects.filter(copy_of=int(key)).values_list("pk", flat=True)
            changes.put("originals", {str(pk): original for pk in copies})
    back = changes.after.get("memberships", {})
    waiting = list(back)
    while waiting:
        key = waiting.pop()
        came_from, story = changes.before["memberships"][key]["story"], back[key]["story"]
        joined = StoryMembership.objects.filter(Q(article__copy_of=key) | Q(article__previous=key), story=came_from)
        fresh = [row for row in joined if str(row.article_id) not in back and came_from != story]
        rows = {str(row.article_id): row for row in fresh}
        changes.put("memberships", {one: moved_to(story, row) for one, row in rows.items()})
        waiting += rows
    lost = families.torn(changes.articles())
    if lost:
        raise ValidationError(f"“{lost}” or its original was decided on since; undo that first.")
    pair = families.at_odds(changes.articles() | changes.compared())
    if pair:
        told = f"“{pair.earlier}” and “{pair.later}” would be of two events in one story"
        raise ValidationError(f"{told}; undo first what was decided on them since.")
