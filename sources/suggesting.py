"""What the machine would look at again in a story: another that may be of the same event, a report that hardly fits.

Read from what is stored, and only suggested: an editor merges, splits, or says no, which is remembered.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from sources.archive import stored_profile
from sources.hashes import EVENTS, Nearby, Question
from sources.models import Decision, SourceArticle, Story, StoryMembership
from sources.overlap import events
from sources.overlap.types import Profile

MERGE_FROM = 0.35
"""Score of its closest report from which another story is worth a look. On 1,014 stories of a labelled stream 2 of 5
such pairs were one event; from .25 on it was 1 of 3, and half of all stories would ask."""
SPLIT_BELOW = events.SAME_EVENT
"""Score of a report against all others of its story under which it is asked whether it belongs there: nobody would put
it there today. Of the labelled members that score less 2 of 5 belong elsewhere."""
CANDIDATES = 20
MOST_STORIES = 12
MOST_SUGGESTED = 3
MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Merge:
    """Another story whose closest report, `theirs`, scores just under what makes two reports one event. `ours`: the
    report of this story that it is likest to.
    """

    story: Story
    score: float
    ours: SourceArticle
    theirs: SourceArticle
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """A report that hardly resembles the others of its story."""

    article: SourceArticle
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    merges: tuple[Merge, ...]
    splits: tuple[Split, ...]


def suggestions(story: Story, articles: Sequence[SourceArticle]) -> Suggestions:
    """`articles`: the story's reports. Four queries, however large the story and the archive."""
    originals = [article for article in articles if article.copy_of_id is None and article.profile]
    return Suggestions(tuple(_merges(story, originals)[:MOST_SUGGESTED]), tuple(_splits(originals)[:MOST_SUGGESTED]))


def _splits(originals: Sequence[SourceArticle]) -> list[Split]:
    """Of two reports neither is the odd one out; the place that an editor confirmed stands."""
    if len(originals) < 3:
        return []
    profiles = {article.pk: stored_profile(article) for article in originals}
    found = []
    for article in originals:
        rest = [profiles[other.pk] for other in originals if other != article and other.previous_id != article.pk]
        score = events.judge(profiles[article.pk], rest).score if rest else 1.0
        if score < SPLIT_BELOW and article.membership.decided_by_id is None and article.previous_id is None:
            found.append(Split(article, score, _in_common([profiles[article.pk]], rest)))
    return sorted(found, key=lambda split: split.score)


def _merges(story: Story, originals: Sequence[SourceArticle]) -> list[Merge]:
    members = originals[-events.MOST_MEMBERS :]
    near = _near(story, members)
    if not near:
        return []
    mine = [stored_profile(member) for member in members]
    found = [_merge(other, theirs, members, mine) for other, theirs in near.items()]
    return sorted((one for one in found if one.score >= MERGE_FROM), key=lambda one: -one.score)


def _merge(
    story: Story, theirs: Sequence[SourceArticle], members: Sequence[SourceArticle], mine: Sequence[Profile]
) -> Merge:
    scored = [(events.judge(stored_profile(article), mine).score, article) for article in theirs]
    score, best = max(scored, key=lambda entry: (entry[0], -entry[1].pk))
    profile = stored_profile(best)
    closest = max(range(len(mine)), key=lambda at: events.judge(profile, mine[at : at + 1]).score)
    return Merge(story, score, members[closest], best, _in_common([profile], [mine[closest]]))


def _near(story: Story, members: Sequence[SourceArticle]) -> dict[Story, list[SourceArticle]]:
    """Stories whose originals share index terms with these members, unless an editor parted the two."""
    questions = [_question(stored_profile(member)) for member in members]
    archive = Nearby(EVENTS)
    archive.ask(questions)
    near = dict.fromkeys(pk for question in questions for pk in archive.of(question, CANDIDATES))
    return _grouped(list(near), _parted(members) | {story.pk}) if near else {}


def _question(profile: Profile) -> Question:
    """As when a report is placed: a dated one looks in its window, an undated one everywhere."""
    if profile.published is None:
        return Question(profile.keys)
    day = profile.published.toordinal()
    return Question(profile.keys, day - events.WINDOW_DAYS, day + events.WINDOW_DAYS)


def _grouped(keys: Sequence[int], parted: set[int]) -> dict[Story, list[SourceArticle]]:
    """The articles by story, best candidates first, without the stories that an editor parted from ours."""
    rows = StoryMembership.objects.filter(article__in=keys, article__copy_of__isnull=True)
    rows = rows.exclude(article__state="spiked").exclude(story__in=parted).select_related("story", "article__outlet")
    place = {key: at for at, key in enumerate(keys)}
    grouped: dict[Story, list[SourceArticle]] = {}
    for row in sorted(rows, key=lambda row: place[row.article_id]):
        grouped.setdefault(row.story, []).append(row.article)
    return dict(list(grouped.items())[:MOST_STORIES])


def _parted(members: Sequence[SourceArticle]) -> set[int]:
    """The stories with a report of which an editor said that it is not of one of these members' event."""
    keys = [member.pk for member in members]
    told = Decision.objects.filter(Q(earlier__in=keys) | Q(later__in=keys), verdict="distinct").exclude(decided_by=None)
    pairs = told.values_list("earlier__membership__story", "later__membership__story")
    return {story for pair in pairs for story in pair}


def _in_common(one: Sequence[Profile], other: Sequence[Profile]) -> tuple[str, ...]:
    """What both sides speak of and hardly any other report does; and the days between them."""
    theirs = {term.key for profile in other for term in profile.terms}
    shared = [term for profile in one for term in profile.terms if term.key in theirs and term.kind != "word"]
    telling = dict.fromkeys(term.text for term in sorted(shared, key=lambda term: (not term.rare, -term.weight)))
    whole = [text for text in telling if not any(f" {text} " in f" {other} " for other in telling if other != text)]
    named = ", ".join(whole[:MOST_NAMED])
    lines = (f"both name {named}" if named else "they name nothing in common", _days(one, other))
    return tuple(line for line in lines if line)


def _days(one: Sequence[Profile], other: Sequence[Profile]) -> str:
    apart = [abs((a.published - b.published).days) for a in one for b in other if a.published and b.published]
    if not apart or not min(apart):
        return ""
    return f"{min(apart)} day{'s' if min(apart) > 1 else ''} apart"
