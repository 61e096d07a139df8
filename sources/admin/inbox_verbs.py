"""The buttons of the inbox: "verb:target". A target is `marked`, or a word and the keys of what it is about."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from accounts.models import Act, User
from sources import deciding
from sources.models import SourceArticle, Story, StoryMembership


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed, and the form around it.

    Targets: `report-45`; `report-45-44`, a report and the one it is compared with; `row-12-99`, a story and the latest
    report that its row showed; `story-12-3`, a story and who had it, 0 for nobody; `act-7`; `marked`.
    """

    verb: str
    target: str
    keys: tuple[int, ...]
    form: QueryDict
    by: User

    @staticmethod
    def of(form: QueryDict, by: User) -> "Press":
        verb, _, rest = form.get("do", "").partition(":")
        target, _, keys = rest.partition("-")
        return Press(verb, target, _keys(keys), form, by)

    @property
    def reason(self) -> str:
        return self.form.get("reason", "").strip()

    def key(self, place: int) -> int:
        if place >= len(self.keys):
            raise ValidationError("This button does not say what it is about; load the page again.")
        return self.keys[place]

    def reports(self) -> list[SourceArticle]:
        match self.target:
            case "report":
                return [self.report(0)]
            case "row":
                return _drawn(self.key(0), self.key(1))
        return self.marked()

    def report(self, place: int) -> SourceArticle:
        found = SourceArticle.objects.for_page().filter(pk=self.key(place), membership__isnull=False).first()
        if not isinstance(found, SourceArticle):
            raise ValidationError("This report is not here any more.")
        return found

    def marked(self) -> list[SourceArticle]:
        rows = [_keys(value) for value in self.form.getlist("row")]
        found = {one.pk: one for row in rows if len(row) == 2 for one in _drawn(*row)}
        singly = [key for value in self.form.getlist("report") for key in _keys(value)]
        found |= {one.pk: one for one in SourceArticle.objects.filter(pk__in=singly)}
        if not found:
            raise ValidationError("Mark the stories or the reports first that it is about.")
        return [found[key] for key in sorted(found)]

    def story(self) -> Story:
        found: Story | None = Story.objects.select_related("taken_by").filter(pk=self.key(0)).first()
        if found is None:
            raise ValidationError("This story is not here any more.")
        return found

    def about(self) -> frozenset[int]:
        """The key of the story whose row the button stands in, if it stands in one."""
        if not self.keys or self.target not in ("row", "story", "report"):
            return frozenset()
        if self.target != "report":
            return frozenset(self.keys[:1])
        held = StoryMembership.objects.filter(article=self.keys[0])
        return frozenset(held.values_list("story", flat=True))


def _keys(words: str) -> tuple[int, ...]:
    return tuple(int(part) for part in words.split("-") if part.isascii() and part.isdecimal() and len(part) < 19)


def _drawn(story: int, latest: int) -> list[SourceArticle]:
    """The reports of a row as it was drawn: nobody decided on what came since."""
    rows = SourceArticle.objects.filter(membership__story=story, pk__lte=latest)
    return list(rows.exclude(state="spiked").order_by("pk"))


def _both(press: Press) -> list[SourceArticle]:
    """The report of a question and the one it is compared with, while they share a story."""
    report, other = press.report(0), press.report(1)
    if report.membership.story_id != other.membership.story_id:
        raise ValidationError(f"“{report}” was moved since this page was drawn; nothing was changed. Look again.")
    return [report, other]


def _same(press: Press) -> Act:
    report, other = _both(press)
    if report.original == other.original:
        return deciding.no_copy(report, other, by=press.by, reason=press.reason)
    return deciding.same_event([report], other.membership.story, by=press.by, reason=press.reason)


def _copy(press: Press) -> Act:
    report, other = _both(press)
    return deciding.copy_of(report, other, by=press.by, reason=press.reason)


def _own(press: Press) -> Act:
    return deciding.own_story(press.reports(), by=press.by, reason=press.reason)


def _one_event(press: Press) -> Act:
    """Whole stories merge; where single reports are marked, all that is marked goes to the story of the earliest."""
    marked = press.marked()
    stories = Story.objects.filter(memberships__article__in=marked).distinct()
    if not press.form.getlist("report"):
        return deciding.merge(stories, by=press.by, reason=press.reason)
    first = Story.objects.get(memberships__article=marked[0])
    return deciding.same_event(marked, first, by=press.by, reason=press.reason)


def _accept(press: Press) -> Act:
    return deciding.accept(press.reports(), by=press.by)


def _spike(press: Press) -> Act:
    return deciding.spike(press.reports(), by=press.by, reason=press.reason)


def _bring_back(press: Press) -> Act:
    return deciding.unspike(press.reports(), by=press.by, reason=press.reason)


def _take(press: Press) -> None:
    """Whose it was when the page was drawn is named: that it is taken from them was asked for."""
    holder = User.objects.filter(pk=press.key(1)).first()
    press.story().take(by=press.by, at=timezone.now(), instead_of=holder)


def _release(press: Press) -> None:
    press.story().release(by=press.by)


def _undo(press: Press) -> Act:
    """The act that the button names, or else the latest of one's own."""
    act = Act.objects.filter(pk=press.keys[0]).first() if press.keys else deciding.latest_of(press.by)
    if act is None:
        raise ValidationError("There is no decision of yours to undo.")
    return deciding.undo(act, by=press.by)


VERBS: dict[str, Callable[[Press], Act | None]] = {
    "same": _same,
    "copy": _copy,
    "own": _own,
    "one": _one_event,
    "accept": _accept,
    "spike": _spike,
    "unspike": _bring_back,
    "take": _take,
    "release": _release,
    "undo": _undo,
}
