"""Actors that an editor looks for by some words of a name, or is to look at."""

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Length

from sources.knowing import key
from sources.models import Actor, ActorName, Mention, SourceArticle
from sources.models.actors import ActorQuerySet

MOST_FOUND = 8
FEWEST_LETTERS = 2


def actors_called(words: str) -> list[Actor]:
    """Those with a name that has all of the words, as `mentioned` counts them: called exactly so first, then the
    shortest names. Nobody for less than two letters."""
    folded = key(words)
    if len(folded) < FEWEST_LETTERS:
        return []
    having = Q()
    for word in folded.split():
        having &= Q(folded__contains=word)
    named = ActorName.objects.standing().filter(having)
    exact = ActorName.objects.standing().filter(actor=OuterRef("pk"), folded=folded)
    rows = Actor.objects.standing().filter(pk__in=named.values("actor")).annotate(exact=Exists(exact))
    found = list(rows.order_by("-exact", Length("name"), "pk").values_list("pk", flat=True)[:MOST_FOUND])
    counted = Actor.objects.annotate(mentioned=Count("mentions")).in_bulk(found)
    return [counted[pk] for pk in found]


LATEST = 300
"""Reports that are looked through for new names: a day of a busy desk. Asking for every actor that was ever proposed
takes 12 µs each, 0.6 s where there are 50,000; this takes 18 ms, however many there are."""


def new_names() -> ActorQuerySet:
    """Of the names that the latest reports bring, those that are offered as new actors."""
    before = next(iter(SourceArticle.objects.order_by("-pk").values_list("pk", flat=True)[LATEST : LATEST + 1]), 0)
    fresh = Mention.objects.filter(article__gt=before, actor__state="proposed").order_by().values("actor").distinct()
    theirs = Mention.objects.filter(actor__in=fresh).order_by().values("actor")
    several = theirs.annotate(reports=Count("article", distinct=True)).filter(reports__gt=1)
    keys = list(several.values_list("actor", flat=True))
    return Actor.objects.offered().filter(pk__in=keys)
