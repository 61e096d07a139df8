"""What an editor says of an actor from outside: names and offices, added to its record. Nothing is taken away."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Act, User
from sources.knowing import MAX_NAME, key
from sources.models import Actor, ActorName, ActorRole

ROLE = re.compile(r"(?P<title>[^@\[\]]+?)(?:\s*@\s*(?P<organisation>[^@\[\]]+?))?(?:\s*\[(?P<days>[^\]]*)\])?")
DAYS = re.compile(r"(?P<first>\d{4}-\d\d-\d\d)?\s*to\s*(?P<last>\d{4}-\d\d-\d\d)?")
SHAPE = "“title @ organisation [2019-08-01 to 2021-05-24]”, of which only the title is needed"
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Office:
    title: str
    organisation: str = ""
    starts_on: date | None = None
    ends_on: date | None = None

    def __str__(self) -> str:
        at = f" @ {self.organisation}" if self.organisation else ""
        known = self.starts_on or self.ends_on
        return f"{self.title}{at}" + (f" [{self.starts_on or ''} to {self.ends_on or ''}]" if known else "")


@dataclass(frozen=True, slots=True)
class Description:
    """Names beside the one that it goes by, and offices."""

    aliases: Sequence[str] = ()
    acronyms: Sequence[str] = ()
    offices: Sequence[Office] = ()


def office(text: str) -> Office:
    """Read what `str` of an office writes. Raises ValidationError that says how it is written."""
    found = ROLE.fullmatch(text.strip())
    days = DAYS.fullmatch((found["days"] or "").strip() or "to") if found else None
    if not found or not days:
        raise ValidationError(f"“{text}” is not written as {SHAPE}.")
    title, organisation = found["title"].strip(), (found["organisation"] or "").strip()
    if max(len(title), len(organisation)) > LONGEST:
        raise ValidationError(f"“{title[:40]}…” is too long: a title or organisation has {LONGEST} characters at most.")
    try:
        first, last = (date.fromisoformat(day) if day else None for day in days.groups())
    except ValueError as error:
        raise ValidationError(f"“{text}” has a day that does not exist.") from error
    if first and last and first > last:
        raise ValidationError(f"“{text}” ends before it starts.")
    return Office(title, organisation, first, last)


def offices_of(actor: Actor) -> list[Office]:
    """Each once, whichever reports give it."""
    rows = sorted(actor.roles.all(), key=lambda role: (role.title, role.organisation, str(role.starts_on)))
    return list(dict.fromkeys(Office(r.title, r.organisation, r.starts_on, r.ends_on) for r in rows))


def news_in(actor: Actor, told: Description) -> Description:
    """What of it the record does not have yet."""
    known = {name.folded for name in actor.names.all()} if actor.pk else set()
    acronyms = _unknown(told.acronyms, known)
    aliases = _unknown([actor.name, *told.aliases], known | {key(name) for name in acronyms})
    here = set(offices_of(actor)) if actor.pk else set()
    return Description(aliases, acronyms, [one for one in dict.fromkeys(told.offices) if one not in here])


def _unknown(names: Iterable[str], known: set[str]) -> list[str]:
    fresh = {key(name): name[:MAX_NAME] for name in reversed([*names]) if key(name) not in known}
    return list(fresh.values())[::-1]


@transaction.atomic
def describe(actor: Actor, told: Description, *, by: User) -> Act:
    """Add what is new of it. Whoever does this for many asks `alike` about them afterwards, once."""
    news = news_in(actor, told)
    for kind, names in (("alias", news.aliases), ("acronym", news.acronyms)):
        for name in names:
            ActorName.objects.create(actor=actor, name=name, kind="name" if name == actor.name else kind)
    for one in news.offices:
        days = {"starts_on": one.starts_on, "ends_on": one.ends_on}
        ActorRole.objects.create(actor=actor, title=one.title, organisation=one.organisation, **days)
    added = {"names": [*news.aliases, *news.acronyms], "roles": [str(one) for one in news.offices]}
    return Act.objects.record("described an actor", actor, by=by, after=added)
