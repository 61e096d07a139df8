"""What reports say that actors are to one another, as proposals. An editor's yes or no stands on every re-run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sources.cases import Case
from sources.models import Actor, ActorRelation
from sources.models.relations import MUTUAL
from sources.text import relations
from sources.text import types as text


@dataclass(frozen=True, slots=True)
class Told:
    """The mentions of a report, and the actor of each key."""

    case: Case
    mentions: Sequence[text.Mention]
    actors: Mapping[str, Actor]


def propose(told: Sequence[Told]) -> None:
    """Keep what the reports say, each relation once for a report; earlier proposals that no longer hold go.

    What an editor rejected is not asked again for another report.
    """
    found = {_mark(row): row for one in told for row in _said(one)}
    again = [one.case.article.pk for one in told if not one.case.is_new]
    if again:
        _drop_stale(again, set(found))
    if found:
        rejected = _rejected(list(found.values()))
        rows = [row for mark, row in found.items() if mark[:3] not in rejected]
        ActorRelation.objects.bulk_create(rows, ignore_conflicts=True)


Mark = tuple[int, str, int, int | None]


def _mark(row: ActorRelation) -> Mark:
    return row.actor_id, row.kind, row.other_id, row.article_id


def _said(told: Told) -> Iterator[ActorRelation]:
    case = told.case
    raw = case.article.raw.text
    for said in relations.find(raw, case.prepared.reading.segments, told.mentions):
        one, other = told.actors.get(said.actor), told.actors.get(said.other)
        if one and other and one.pk != other.pk:
            if said.kind in MUTUAL:
                one, other = sorted((one, other), key=lambda actor: actor.pk)
            passage = {"exact": raw[said.start : said.end], "start": said.start, "end": said.end}
            yield ActorRelation(actor=one, kind=said.kind, other=other, article=case.article, **passage)


def _drop_stale(articles: Sequence[int], found: set[Mark]) -> None:
    machine = ActorRelation.objects.filter(article__in=articles, state="proposed", added_by=None)
    ActorRelation.objects.filter(pk__in=[row.pk for row in machine if _mark(row) not in found]).delete()


def _rejected(rows: Sequence[ActorRelation]) -> set[tuple[int, str, int]]:
    said = ActorRelation.objects.filter(state="rejected", actor__in={row.actor_id for row in rows})
    return set(said.values_list("actor", "kind", "other"))
