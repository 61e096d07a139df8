"""Step 4 of the pipeline: which event does the article report? The machine proposes; an editor's word stands."""

from dataclasses import dataclass, replace

from sources.archive import Archive, stored_profile
from sources.cases import Case
from sources.hashes import Question
from sources.models import Story, TermCount
from sources.overlap import events
from sources.overlap.shingles import segment_hash
from sources.overlap.types import Frequencies, Profile, Term
from sources.placing import boilerplate

CANDIDATES = 60
MOST_STORIES = 15


@dataclass(frozen=True, slots=True)
class Placement:
    """`story` empty: one of its own. `score` empty: not a matter of likeness."""

    story: Story | None = None
    score: float | None = None
    reasons: tuple[str, ...] = ()


def place_story(case: Case, archive: Archive) -> None:
    """Put the article into the story of its original or earlier version, of its nearest reports, or one of its own."""
    case.profile = _profile(case, archive)
    if case.membership and case.membership.decided_by_id:
        case.story = case.membership.story
    else:
        placement = _inherited(case, archive) or _nearest(case, archive)
        case.story = placement.story or _own_story(case, archive)
        archive.place(case, placement.score, list(placement.reasons))
    if case.is_original and not case.is_indexed and case.profile.keys:
        _count(case, archive)


def question_of(case: Case, keys: tuple[int, ...]) -> Question:
    """Dated reports look among those of their window and the undated, undated ones everywhere.

    Sorted, so that the same keys in another order are no other question.
    """
    day, keys = case.day, tuple(sorted(keys))
    return Question(keys, day - events.WINDOW_DAYS, day + events.WINDOW_DAYS) if day else Question(keys)


def _inherited(case: Case, archive: Archive) -> Placement | None:
    if case.article.copy_of_id:
        return Placement(archive.story_of(case.article.copy_of_id), None, ("a copy of a report",))
    if case.article.previous_id:
        return Placement(archive.story_of(case.article.previous_id), None, ("a later version",))
    return None


def _nearest(case: Case, archive: Archive) -> Placement:
    """The best story among those whose members share index terms, unless an editor said "not the same event"."""
    assert case.profile is not None
    near = archive.events.of(question_of(case, case.profile.keys), CANDIDATES)
    parted = {pk for pk, verdict in case.words.items() if verdict == "distinct"}
    best = Placement()
    for story in archive.stories_of([pk for pk in near if pk != case.article.pk], MOST_STORIES):
        members = [member for member in archive.members_of(story) if member.pk < case.article.pk]
        if any(member.pk in parted for member in members):
            continue
        verdict = events.judge(case.profile, archive.outlines_of(members[-events.MOST_MEMBERS :]))
        if verdict.same and (best.score is None or verdict.score > best.score):
            best = Placement(story, verdict.score, verdict.reasons)
    return best


def _own_story(case: Case, archive: Archive) -> Story:
    """A story of its own; on a re-run the one it has, if nobody else is in it."""
    if case.membership and not case.membership.story.memberships.exclude(article=case.article).exists():
        return case.membership.story
    return archive.open_story(case.article)


def _profile(case: Case, archive: Archive) -> Profile:
    """What the article is about, weighed by the archive as it was when it came; kept for re-runs."""
    article = case.article
    if article.profile:
        return stored_profile(article)
    found = terms_of(case, archive)
    profile = events.profile(case.prepared.report, found, _frequencies(archive))
    article.profile = [[t.key, t.text, t.kind, t.weight, t.rare] for t in profile.terms]
    return profile


def _count(case: Case, archive: Archive) -> None:
    """The archive has one more original: it can be found, and its terms and its segments were seen once more."""
    assert case.profile is not None
    case.new_keys = case.profile.keys
    archive.events.add(case.article.pk, case.profile.keys, case.day)
    archive.terms.add({TermCount.ALL, *(term.key for term in terms_of(case, archive))})
    archive.segments.add(case.prepared.document.segments)


def keys_now(case: Case, archive: Archive) -> tuple[int, ...]:
    """What the article will most likely be found by; the articles before it in its batch may change that."""
    found = terms_of(case, archive)
    return events.keys(found, _frequencies(archive))


def _frequencies(archive: Archive) -> Frequencies:
    return Frequencies(archive.terms.seen, archive.terms.of(TermCount.ALL))


def terms_of(case: Case, archive: Archive) -> tuple[Term, ...]:
    """What it speaks of outside of boilerplate."""
    often = boilerplate(case.prepared.document.segments, archive)
    if not often:
        return case.prepared.terms
    if case.terms_without.get(often) is None:
        report = case.prepared.report
        kept = tuple(part for part in report.paragraphs if segment_hash(part) not in often)
        case.terms_without[often] = events.terms(replace(report, paragraphs=kept))
        archive.terms.load([term.key for term in case.terms_without[often]])
    return case.terms_without[often]
