"""What the tests of editors' decisions look at."""

from typing import Any

from sources.models import Decision, Difference, SourceArticle, Story, StoryMembership
from tests.factories import LIGHTHOUSE

LATER = LIGHTHOUSE.replace("310,000", "330,000")


def fresh(source: SourceArticle) -> SourceArticle:
    return SourceArticle.objects.for_page().get(pk=source.pk)


def story_of(source: SourceArticle) -> Story:
    return Story.objects.get(memberships__article=source)


def verdict(one: SourceArticle, other: SourceArticle) -> str | None:
    pair = Decision.objects.filter(earlier__in=[one, other], later__in=[one, other]).first()
    return pair.verdict if pair else None


def everything() -> dict[str, Any]:
    """All that decisions may change. Empty stories are not seen."""
    return {
        "places": list(
            StoryMembership.objects.order_by("article").values_list(
                "article", "story", "decided_by", "reasons", "score"
            )
        ),
        "pairs": list(
            Decision.objects.order_by("earlier", "later").values_list(
                "earlier", "later", "verdict", "decided_by", "reasons", "score", "decided_at"
            )
        ),
        "articles": list(SourceArticle.objects.order_by("pk").values_list("pk", "state", "copy_of")),
        "stories": list(Story.objects.shown().order_by("pk").values_list("pk", "title", "last_report_at")),
        "differences": list(
            Difference.objects.exclude(state="proposed", added_by=None).order_by("pk").values_list("pk", "story")
        ),
    }
