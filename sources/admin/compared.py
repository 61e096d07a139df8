"""Two reports side by side: what each says of itself, and what they are to each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.template.defaultfilters import pluralize
from django.utils.timesince import timesince
from django.utils.translation import get_language_info

from accounts.models import Act, User
from sources import deciding
from sources.models import Decision, Flag, SourceArticle
from sources.models.stories import COPIES
from sources.overlap import compare
from sources.overlap.types import Comparison, Report

HEAVY = ("raw__data", "raw__text", "raw__layout", "copy_of__body", "profile", "repairs")
PAIR_VERBS = (deciding.SAME_EVENT, deciding.OWN_STORY, deciding.COPY, deciding.NO_COPY)
FOUND = {"exact_copy": "exact copy", "near_copy": "near copy", "distinct": "distinct"}


@dataclass(frozen=True, slots=True)
class Pair:
    """`asked`: the report that is in question, and that moves; `other`: what it is compared with."""

    asked: SourceArticle
    other: SourceArticle

    @property
    def earlier(self) -> SourceArticle:
        """The one that came first."""
        return min(self.asked, self.other, key=lambda one: one.pk)

    @property
    def later(self) -> SourceArticle:
        return max(self.asked, self.other, key=lambda one: one.pk)

    @property
    def mover(self) -> SourceArticle:
        """The one that leaves when they are not the same: the one in question, or its copy, which would follow it."""
        stays = self.one_text and self.asked.copy_of_id is None
        return self.other if stays else self.asked

    @property
    def together(self) -> bool:
        """Whether they stand in one story."""
        return self.asked.membership.story_id == self.other.membership.story_id

    @property
    def one_text(self) -> bool:
        """Whether the one is linked as a copy of the other, or both of a third."""
        return self.asked.original == self.other.original


def pair(asked: int, other: int) -> Pair | None:
    """None where one of them is not there, or both are one."""
    needed = SourceArticle.objects.select_related("raw", "outlet", "copy_of", "membership__story")
    found = needed.select_related("membership__decided_by").defer(*HEAVY).in_bulk([asked, other])
    return Pair(found[asked], found[other]) if len(found) == 2 else None


# What each says of itself


@dataclass(frozen=True, slots=True)
class Fact:
    """`note`: in words, how the two go together; `differs`: whether that is worth a look."""

    label: str
    earlier: str
    later: str
    note: str
    differs: bool = False


def facts(both: Pair) -> tuple[Fact, ...]:
    """Without those that neither of the two has."""
    return tuple(fact for fact in _facts(both) if fact.earlier or fact.later)


def _facts(both: Pair) -> Iterator[Fact]:
    one, other, flags = both.earlier, both.later, _flags(both)
    yield _fact("Headline", one.headline, other.headline)
    yield _fact("Standfirst", one.standfirst, other.standfirst)
    yield _fact("Outlet", str(one.outlet or ""), str(other.outlet or ""))
    yield _fact("Credits", one.credited_to, other.credited_to)
    yield _fact("Byline", one.byline, other.byline)
    yield _fact("Dateline", one.dateline, other.dateline)
    yield _date(one, other)
    yield _received(one.raw.received_at, other.raw.received_at)
    yield _length(len(one.body.split()), len(other.body.split()))
    yield _fact("Language", _language(one.language), _language(other.language))
    yield _fact("Address", one.raw.url, other.raw.url)
    yield _fact("State", one.state, other.state)
    yield _fact("Flags", flags[one.pk], flags[other.pk])


def _fact(label: str, earlier: str, later: str) -> Fact:
    if earlier == later:
        return Fact(label, earlier, later, "the same")
    if earlier and later:
        return Fact(label, earlier, later, "differs", differs=True)
    return Fact(label, earlier, later, "earlier only" if earlier else "later only", differs=True)


def _date(one: SourceArticle, other: SourceArticle) -> Fact:
    if one.published_on and other.published_on:
        days = abs((one.published_on - other.published_on).days)
        note = f"{days} day{pluralize(days)} apart" if days else "the same day"
        return Fact("Date", one.dated(), other.dated(), note, differs=days > 0)
    both = one.published_on == other.published_on
    return Fact("Date", one.dated(), other.dated(), "both are undated" if both else "one is undated", differs=not both)


def _received(one: datetime, other: datetime) -> Fact:
    gap = timesince(one, other)
    note = "at the same time" if gap.startswith("0") else f"{gap} later"
    return Fact("Received", f"{one:%-d %B %Y, %H:%M} UTC", f"{other:%-d %B %Y, %H:%M} UTC", note)


def _length(one: int, other: int) -> Fact:
    more = other - one
    note = f"{abs(more):,} word{pluralize(abs(more))} {'longer' if more > 0 else 'shorter'}" if more else "the same"
    return Fact("Length", f"{one:,} word{pluralize(one)}", f"{other:,} word{pluralize(other)}", note)


def _language(code: str) -> str:
    try:
        return "" if code == "und" else str(get_language_info(code)["name"])
    except KeyError:
        return code


def _flags(both: Pair) -> dict[int, str]:
    """Article → the signals of its flags, each once."""
    signals: dict[int, dict[str, None]] = {both.asked.pk: {}, both.other.pk: {}}
    for article, signal in Flag.objects.filter(article__in=signals).values_list("article", "signal"):
        signals[article][signal] = None
    return {article: ", ".join(found) for article, found in signals.items()}


# What they are to each other


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kind`: one of `stories.VERDICTS`. `who` and `when` are empty where nobody decided: they are compared now."""

    kind: str
    words: str
    who: str
    when: datetime | None
    score: float | None
    reasons: tuple[str, ...]

    @property
    def copy(self) -> bool:
        return self.kind in COPIES


def verdict(both: Pair) -> Verdict:
    row = Decision.objects.filter(earlier=both.earlier, later=both.later).select_related("decided_by").first()
    if row is None:
        return _found_now(both)
    who = str(row.decided_by or "the machine")
    measured = row.reasons if row.score is not None else (*row.reasons, *_compared(both).reasons)
    return Verdict(row.verdict, _words(both, row.verdict), who, row.decided_at, row.score, tuple(measured))


def _found_now(both: Pair) -> Verdict:
    """Two reports that are no copies are of one event where they share a story."""
    found = _compared(both)
    kind = FOUND[found.verdict]
    kind = "same event" if kind == "distinct" and both.together else kind
    return Verdict(kind, _words(both, kind), "", None, found.score, found.reasons)


def _compared(both: Pair) -> Comparison:
    return compare.compare(compare.document(_report(both.later)), compare.document(_report(both.earlier)))


def _report(article: SourceArticle) -> Report:
    return Report(str(article.pk), article.headline, paragraphs(article), published=article.published_on)


def paragraphs(article: SourceArticle) -> tuple[str, ...]:
    """Those that were kept, as they read."""
    return tuple(part for part in article.body.split("\n\n") if part.strip())


def _words(both: Pair, kind: str) -> str:
    match kind:
        case "exact copy":
            return "The later is a copy of the earlier, word for word."
        case "near copy":
            return "The later is an edited copy of the earlier."
        case "same event":
            return "Two reports of one event, each with a text of its own."
    return "Not the same: no copy, and not one event."


def last_act(both: Pair, user: User) -> Act | None:
    """The user's latest decision on either that still stands."""
    acts = Act.objects.filter(subject__in=[both.asked.uid, both.other.uid]).select_related("who")
    mine = (act for act in deciding.standing(acts) if act.who_id == user.pk and act.verb in PAIR_VERBS)
    return next(mine, None)


# What else there is to compare with

MOST_FOUND = 20


def companions(article: SourceArticle) -> list[SourceArticle]:
    """The other reports of its story."""
    return [one for one in article.membership.story.articles().defer(*HEAVY) if one.pk != article.pk]


def search(article: SourceArticle, words: str) -> list[SourceArticle]:
    """Other reports with these words in their headline or the name of their outlet, the newest first."""
    named = Q(headline__icontains=words) | Q(outlet__name__icontains=words)
    found = SourceArticle.objects.for_page().filter(named).exclude(pk=article.pk)
    return list(found.defer(*HEAVY).order_by("-pk")[:MOST_FOUND]) if words else []
