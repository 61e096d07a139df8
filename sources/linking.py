"""Step 2 of the pipeline: mentions become rows, and names that are known lead to their actors."""

from collections.abc import Sequence

from sources.models import Actor, ActorName, ActorRole, Mention, Outlet, SourceArticle
from sources.text import names
from sources.text import types as text
from sources.text.names import FoundActor, fold

MAX_NAME = 300


def link(article: SourceArticle) -> None:
    """Find who acts in the article. A name that is known exactly links; one that is not is proposed as a new actor.

    A bare surname or an acronym never links across articles; only a full name does.
    """
    segments = [text.Segment(s.start, s.end, s.kind, s.kept, s.reason, s.rule) for s in article.segments.all()]
    mentions = names.mentions(article.raw.text, segments, article.language)
    found = [actor for actor in names.actors(mentions) if _may_act(actor)]
    outlets = Outlet.objects.among([actor.name for actor in found])
    found = [actor for actor in found if actor.name.lower() not in outlets]
    before = {m.key: m.actor for m in article.mentions.select_related("actor") if m.actor}
    actors = _actors_of(found, article, before)
    article.mentions.filter(state="proposed").delete()
    settled = set(article.mentions.values_list("start", "end"))
    Mention.objects.bulk_create(
        Mention(
            article=article,
            actor=actors.get(mention.actor),
            key=mention.actor[:MAX_NAME],
            kind=mention.kind,
            text=mention.text[:MAX_NAME],
            title=mention.title[:200],
            start=mention.start,
            end=mention.end,
        )
        for mention in mentions
        if (mention.start, mention.end) not in settled
    )


def _may_act(actor: FoundActor) -> bool:
    """Whether a name is enough to know an actor by. A single word is not, unless it names a state or is an acronym:
    it may be a surname, a ship or a town, so it stays a mention for an editor to look at."""
    if actor.kind == "place":
        return False
    return actor.kind == "state" or len(actor.name.split()) > 1 or (actor.name.isupper() and len(actor.name) > 2)


def _actors_of(found: Sequence[FoundActor], article: SourceArticle, before: dict[str, Actor]) -> dict[str, Actor]:
    """The key of each found actor → its row, old or new, with the names and roles that this article adds.

    `before`: what an earlier run made of the keys; it stands, whatever an editor made of the actor since.
    """
    folded = {actor.key: fold(actor.name)[:MAX_NAME] for actor in found}
    known: dict[str, Actor] = {}
    for name in ActorName.objects.folded_in(set(folded.values())):
        if name.kind != "acronym":
            known.setdefault(f"{name.actor.kind} {name.folded}", name.actor)
    linked: dict[str, Actor] = {}
    for actor in found:
        place = f"{actor.kind} {folded[actor.key]}"
        known.setdefault(place, Actor(name=actor.name[:MAX_NAME], kind=actor.kind))
        linked[actor.key] = before.get(actor.key[:MAX_NAME]) or known[place]
    fresh = {id(actor): actor for actor in linked.values() if actor.pk is None}
    Actor.objects.bulk_create(fresh.values())
    _keep_names(found, linked, article)
    return linked


def _keep_names(found: Sequence[FoundActor], linked: dict[str, Actor], article: SourceArticle) -> None:
    names_, roles = [], []
    for actor in found:
        row = linked[actor.key]
        for name in dict.fromkeys((actor.name, *actor.aliases)):
            kind = "acronym" if name.isupper() and " " not in name and len(name) <= 6 else "name"
            kind = kind if name in (actor.name,) or kind == "acronym" else "alias"
            folded = fold(name)[:MAX_NAME]
            names_.append(ActorName(actor=row, name=name[:MAX_NAME], folded=folded, kind=kind, article=article))
        roles += [ActorRole(actor=row, title=title[:200], article=article) for title in actor.titles]
    ActorName.objects.bulk_create(names_, ignore_conflicts=True)
    ActorRole.objects.bulk_create(roles, ignore_conflicts=True)
