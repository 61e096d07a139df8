"""Which reports belong together: a text with its copies, and the versions of one report."""

from collections.abc import Collection, Iterable, Sequence
from itertools import product

from django.core.exceptions import ValidationError
from django.db.models import F, Min, Q

from sources.models import Decision, SourceArticle, Story
from sources.models.articles import SourceArticleQuerySet
from sources.models.stories import COPIES
from sources.undoing import pair_key

HEAVY = ("body", "profile", "hints", "found", "repairs", "raw__text", "raw__data", "raw__layout")


def placed() -> SourceArticleQuerySet:
    """Reports that have a story, in the order they came, without their texts."""
    rows = SourceArticle.objects.filter(membership__isnull=False).select_related("raw", "copy_of", "membership__story")
    return rows.defer(*HEAVY, *(f"copy_of__{name}" for name in HEAVY[:5])).order_by("pk")


def fresh(articles: Iterable[SourceArticle]) -> list[SourceArticle]:
    """The same reports as they are now. Raises ValidationError when there is none, or one was not read yet."""
    keys = {article.pk: article for article in articles}
    found = list(placed().filter(pk__in=keys))
    for article in found:
        keys.pop(article.pk)
    if keys:
        raise ValidationError(f"“{next(iter(keys.values()))}” is still being read; try again in a moment.")
    if not found:
        raise ValidationError("No report was chosen.")
    return found


def with_copies(articles: Collection[SourceArticle]) -> list[SourceArticle]:
    """The reports and, of those that are originals, the copies."""
    keys = [article.pk for article in articles]
    return list(placed().filter(Q(pk__in=keys) | Q(copy_of__in=keys)))


def with_versions(articles: Collection[SourceArticle]) -> list[SourceArticle]:
    """The reports, their copies, and the other versions of each that stand in the same story, with theirs."""
    stories = {article.membership.story_id for article in articles}
    found = with_copies(articles)
    while True:
        keys = [article.pk for article in found]
        beside = Q(previous__in=keys) | Q(next_version__in=keys) | Q(copy_of__in=keys)
        more = placed().filter(Q(pk__in=keys) | beside, membership__story__in=stories)
        grown = list(more.distinct())
        if len(grown) == len(found):
            return found
        found = grown


def whole(articles: Collection[SourceArticle]) -> list[SourceArticle]:
    """The same, with the original of each copy."""
    found = with_versions(articles)
    while missing := {article.copy_of_id for article in found if article.copy_of_id} - {one.pk for one in found}:
        found = with_versions([*found, *placed().filter(pk__in=missing)])
    return found


def originals(articles: Iterable[SourceArticle]) -> list[SourceArticle]:
    return [article for article in articles if article.copy_of_id is None]


def companions(articles: Collection[SourceArticle]) -> list[SourceArticle]:
    """The other reports of their stories."""
    stories = {article.membership.story_id for article in articles}
    return list(placed().filter(membership__story__in=stories).exclude(pk__in=[one.pk for one in articles]))


def across(articles: Iterable[SourceArticle], others: Iterable[SourceArticle]) -> list[str]:
    """The pairs of the ones with the others that share their story."""
    pairs = product(articles, others)
    return [pair_key(a.pk, b.pk) for a, b in pairs if a.membership.story_id == b.membership.story_id]


def distinct_pairs(articles: Collection[SourceArticle], story: Story) -> list[str]:
    """The pairs of the reports with those of a story, or with each other, that were called distinct."""
    keys = [article.pk for article in articles]
    said = Decision.objects.filter(verdict="distinct")
    later = said.filter(earlier__in=keys, later__membership__story=story)
    earlier = said.filter(later__in=keys, earlier__membership__story=story)
    return [pair_key(*pair) for rows in (later, earlier) for pair in rows.values_list("earlier", "later")]


def no_copies(articles: Iterable[SourceArticle], anchor: SourceArticle) -> list[str]:
    """The pairs of the reports with one other that were not called copies."""
    pairs = {pair_key(article.pk, anchor.pk) for article in articles if article != anchor}
    said = Decision.objects.filter(Q(earlier=anchor) | Q(later=anchor), verdict__in=COPIES)
    return sorted(pairs - {pair_key(*pair) for pair in said.values_list("earlier", "later")})


def anchor(story: Story, without: Collection[SourceArticle] = ()) -> SourceArticle | None:
    """The story's first report that is no copy."""
    rows = placed().filter(membership__story=story, copy_of__isnull=True).exclude(state="spiked")
    found: SourceArticle | None = rows.exclude(pk__in=[article.pk for article in without]).first()
    return found


def by_first_report(stories: Iterable[Story]) -> list[Story]:
    """The stories that have reports, the one with the earliest first. Raises ValidationError when these are not two."""
    rows = Story.objects.filter(pk__in=[story.pk for story in stories]).annotate(first=Min("memberships__article"))
    found = list(rows.filter(first__isnull=False).order_by("first"))
    if len(found) < 2:
        raise ValidationError("Choose two stories or more: there is nothing to merge in one.")
    return found


def one_to_keep(stories: Sequence[Story]) -> Story:
    """Of stories that are one, the row that stays: the one with a briefing, or the first."""
    keys = [story.pk for story in stories]
    briefed = list(Story.objects.filter(pk__in=keys, briefings__isnull=False).distinct().order_by("pk"))
    if len(briefed) > 1:
        names = " and ".join(f"“{story}”" for story in briefed)
        raise ValidationError(
            f"{names} have a briefing each, and a briefing keeps its story. Move single reports from one to the other."
        )
    return briefed[0] if briefed else stories[0]


def torn(keys: Collection[int]) -> SourceArticle | None:
    """Of the reports with these keys and their copies, a copy of a copy, or one that stands apart from its original."""
    mine = placed().filter(Q(pk__in=keys) | Q(copy_of__in=keys), copy_of__isnull=False)
    for copy in mine.select_related("copy_of__membership"):
        original = copy.original
        if original.copy_of_id or original.membership.story_id != copy.membership.story_id:
            return SourceArticle.objects.get(pk=copy.pk)
    return None


def at_odds(keys: Collection[int]) -> Decision | None:
    """Of the pairs with one of the reports with these keys, one that was called distinct and is of one story."""
    together = Decision.objects.filter(verdict="distinct", earlier__membership__story=F("later__membership__story"))
    return together.filter(Q(earlier__in=keys) | Q(later__in=keys)).select_related("earlier", "later").first()
