"""The actors of a story and what they are to one another: the rows of a table, and their picture."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, IntegerField, Value, When

from sources.admin.actor_picture import MOST_ACTORS, picture
from sources.admin.contexts import HEAVY
from sources.models import Actor, ActorRelation, SourceArticle

MOST_RELATIONS = 60


def related(articles: Sequence[SourceArticle]) -> dict[str, Any]:
    """What nobody rejected between two actors that the reports name; what these reports say stands first."""
    acting = Actor.objects.acting_in(articles).values("pk")
    rows = ActorRelation.objects.standing().filter(actor__in=acting, other__in=acting)
    here = Case(When(article__in=articles, then=Value(0)), default=Value(1), output_field=IntegerField())
    light = rows.select_related("article__raw").defer(*(f"article__{name}" for name in HEAVY))
    shown = list(light.order_by(here, "pk")[:MOST_RELATIONS])
    drawn = picture(shown)
    actors = {key for row in shown for key in (row.actor_id, row.other_id)}
    return {"relations": shown, "relation_picture": drawn, "left_off": max(len(actors) - MOST_ACTORS, 0)}
