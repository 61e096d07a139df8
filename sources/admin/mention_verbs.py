"""The buttons of a report's mentions: "verb", for the one that is asked about, or "verb:actor-45"."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.models import Act, User
from sources import alike, assigning
from sources.admin.given import key_of
from sources.knowing import MAX_NAME
from sources.models import Actor, ActorName, Mention, SourceArticle
from sources.models.actors import KINDS, MentionQuerySet

KNOWN = ("confirmed", "disputed")
"""States of an actor that an editor has vouched for."""
TAKEN_BACK = "took back a decision on mentions"
MOST_ACTS = 200
"""Of a report, that are looked through for the latest decision of somebody's: older ones are not undone by a key."""


@dataclass(frozen=True, slots=True)
class Press:
    article: SourceArticle
    form: QueryDict
    by: User

    @property
    def at(self) -> int:
        """The key of the mention that was asked about; 0 for none."""
        return key_of(self.form.get("mention", ""))

    @property
    def verb(self) -> str:
        return self.form.get("do", "").partition(":")[0]

    @property
    def target(self) -> str:
        return self.form.get("do", "").partition(":")[2]

    def mention(self) -> Mention:
        found: Mention | None = self.article.mentions.filter(pk=self.at).first()
        if found is None:
            raise ValidationError("This mention is not here any more. Load the page again.")
        return found

    def rows(self) -> MentionQuerySet:
        return Mention.objects.filter(article=self.article)

    def actor(self) -> Actor:
        found = Actor.objects.filter(pk=key_of(self.target.removeprefix("actor-"))).first()
        if found is None:
            raise ValidationError("Choose an actor first.")
        return found

    def alike(self) -> MentionQuerySet:
        """The mention, and if that was asked for, those of the report that are grouped with it and undecided."""
        mention = self.mention()
        rows = self.rows()
        if not self.form.get("alike"):
            return rows.filter(pk=mention.pk)
        return rows.filter(pk=mention.pk) | rows.filter(key=mention.key, actor=mention.actor, state="proposed")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was done, or why not, in words. `stays`: the mention to stay at, 0 to go on."""

    words: str
    failed: bool = False
    stays: int = 0


def answer(press: Press) -> Answer:
    """Raises ValidationError for what cannot be done."""
    verb = VERBS.get(press.verb)
    if verb is None:
        raise ValidationError("Nothing was asked for: press one of the buttons.")
    return verb(press)


def _confirm(press: Press) -> Answer:
    if press.target == "known":
        return _confirm_many(press.rows().filter(state="proposed", actor__state__in=KNOWN), "known actors", press.by)
    if press.target:
        actor = press.actor()
        return _confirm_many(press.rows().filter(state="proposed", actor=actor), f"“{actor}”", press.by)
    mention = press.mention()
    press.rows().filter(pk=mention.pk).confirm(by=press.by)
    return Answer(f"Confirmed: “{mention}” names {mention.actor}.")


def _confirm_many(rows: MentionQuerySet, whom: str, by: User) -> Answer:
    count = rows.count()
    if not count:
        raise ValidationError(f"No mention of {whom} waits here.")
    rows.confirm(by=by)
    return Answer(f"Confirmed: {count} mention{'s' if count > 1 else ''} of {whom}.")


def _reject(press: Press) -> Answer:
    if press.target:
        actor = press.actor()
        rows = press.rows().filter(state="proposed", actor=actor)
        count = rows.count()
        rows.reject(by=press.by)
        return Answer(f"Rejected: {count} mention{'s' if count > 1 else ''} of “{actor}”.")
    mention = press.mention()
    press.rows().filter(pk=mention.pk).reject(by=press.by)
    return Answer(f"Rejected: “{mention}” names no actor here.")


def _reopen(press: Press) -> Answer:
    mention = press.mention()
    press.rows().filter(pk=mention.pk).reopen(by=press.by)
    return Answer(f"“{mention}” is proposed again.", stays=mention.pk)


def _assign(press: Press) -> Answer:
    actor, mention, rows = press.actor(), press.mention(), press.alike()
    count = rows.count()
    assigning.assign(rows, actor, by=press.by)
    return Answer(f"“{mention}” names {actor}{f', {count} times' if count > 1 else ''}.")


def _name(press: Press) -> Answer:
    """A new actor, called like the mention."""
    mention = press.mention()
    if mention.kind not in KINDS:
        raise ValidationError(f"“{mention}” is of no kind that an actor can be: {', '.join(KINDS)}.")
    actor = Actor.objects.create(name=" ".join(mention.text.split())[:MAX_NAME], kind=mention.kind, state="confirmed")
    place = {"article": mention.article, "start": mention.start, "end": mention.end}
    ActorName.objects.create(actor=actor, name=actor.name, **place)
    Act.objects.record("added an actor", actor, by=press.by, after={"mention": mention.pk})
    assigning.assign(press.alike(), actor, by=press.by)
    alike.ask_anew([actor])
    return Answer(f"“{actor}” is an actor of the desk now, and this names it.")


def _undo(press: Press) -> Answer:
    act = latest_of(press.article, press.by)
    if act is None:
        raise ValidationError("There is no decision of yours on these mentions to undo.")
    assigning.take_back(act, by=press.by)
    back = press.rows().filter(pk__in=map(int, act.after)).order_by("start").first()
    return Answer(f"Undone: {act.verb}.", stays=back.pk if back else 0)


VERBS: dict[str, Callable[[Press], Answer]] = {
    "confirm": _confirm,
    "reject": _reject,
    "reopen": _reopen,
    "assign": _assign,
    "name": _name,
    "undo": _undo,
}


def latest_of(article: SourceArticle, user: User) -> Act | None:
    """The user's latest decision on the report's mentions that still stands."""
    verbs = (*assigning.DECISIONS, TAKEN_BACK)
    acts = Act.objects.of(article).filter(verb__in=verbs)[:MOST_ACTS]
    return next((act for act in standing(acts) if act.who_id == user.pk), None)


def standing(acts: Iterable[Act]) -> list[Act]:
    """Those decisions on a report's mentions that nobody took back, latest first. `acts`: latest first.

    An act that takes one back holds what that one had brought about.
    """
    stack: list[Act] = []
    for act in reversed([*acts]):
        if act.verb in assigning.DECISIONS:
            stack.append(act)
        elif undone := next((one for one in reversed(stack) if _answers(act, one)), None):
            stack.remove(undone)
    return stack[::-1]


def _answers(back: Act, act: Act) -> bool:
    return all(act.after.get(pk) == was and act.before[pk] == back.after[pk] for pk, was in back.before.items())
