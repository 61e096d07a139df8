"""Interviews at the desk: entered, changed turn by turn, undone. Each change is a version that says who made it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Act, User
from sources import deciding
from sources.arrival import Delivery
from sources.models import Interview, SourceArticle, Story, Turn
from sources.models.interviews import InterviewVersion
from sources.pipeline import ingest_one
from sources.readers.items import from_text
from sources.text import given, types
from sources.text.transcripts.script import Parsed, Script, Voice, script_of
from sources.text.types import Hints

PASTED = "pasted interview"
AS_READ = "as it was read"
LONGEST_WHAT = 200


@dataclass(frozen=True, slots=True)
class Change:
    """`what` is done, in words; `make` does it, or raises ValueError.

    `touched`: the ids of the turns whose words an editor saw when writing it; `introduction`: whether it was that.
    """

    what: str
    make: Callable[[Script], Script]
    touched: frozenset[int] = frozenset()
    introduction: bool = False


class Overtaken(ValidationError):
    """Someone else changed the same words in between: both are to be shown, none is lost."""


@dataclass(frozen=True, slots=True)
class Entered:
    """An interview that comes from an editor's hands. `outlet` empty: it was conducted by us."""

    transcript: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: date | None = None
    conducted_by: str = ""
    conducted_how: str = ""

    @property
    def is_ours(self) -> bool:
        return not self.outlet

    def hints(self) -> Hints:
        authors = (self.conducted_by,) if self.conducted_by and self.is_ours else ()
        outlet = settings.SITE_NAME if self.is_ours else self.outlet
        return Hints(title=self.title, published=self.published, outlet=outlet, url=self.url, authors=authors)


def preview(transcript: str) -> Script:
    """The turns as they would be kept. Raises ValidationError when there are no words."""
    found = given.parse(transcript)
    if found is None:
        raise ValidationError("There are no words in it yet. Paste or type what was asked and answered.")
    return _script_of(transcript, found)


@transaction.atomic
def enter(entered: Entered, *, by: User, at: datetime) -> Interview:
    """Take the transcript in as a report of its own, and its turns as the preview showed them.

    Raises ValidationError when the text is here already, or holds no words.
    """
    seen = preview(entered.transcript)
    article = ingest_one(from_text(entered.transcript, PASTED, entered.hints()), Delivery("paste", by, at)).article
    assert article is not None
    interview = Interview.objects.filter(article=article).first()
    if interview and interview.versions.exists():
        raise ValidationError(f"This text is here already, as “{interview}”. Open that one, or paste another.")
    interview = interview or _given(article)
    if entered.is_ours:
        interview.conducted_by, interview.conducted_how = entered.conducted_by, entered.conducted_how
        interview.conducted_on = entered.published
    interview.current = interview.versions.create(number=0, state=seen.as_json(), what="entered", made_by=by)
    interview.save()
    if article.state == "inbox":
        article.accept(by=by)
    Act.objects.record("entered the interview", interview, by=by, after={"turns": len(seen.turns)})
    return interview


def place(interview: Interview, story: Story, *, by: User) -> None:
    """Into the story that it is about, where the briefings of that story find it."""
    if interview.article.membership.story_id != story.pk:
        deciding.same_event([interview.article], story, by=by, reason="its interview")


@transaction.atomic
def edit(interview: Interview, change: Change, *, seen: int, by: User) -> InterviewVersion | None:
    """Make a change to the interview as it is now; None when it changes nothing.

    `seen`: the number of the version that the editor saw, 0 before any. Raises ValidationError, and Overtaken when
    what was touched reads otherwise by now.
    """
    held = _held(interview)
    now = held.script()
    _refuse_overtaken(held, change, seen)
    try:
        made = change.make(now)
    except ValueError as error:
        raise ValidationError(str(error)) from error
    return None if made == now else _keep(held, made, change.what, by)


@transaction.atomic
def undo(interview: Interview, *, seen: int, by: User) -> str:
    """Back to what was before the latest change; answers what that was. Raises ValidationError, Overtaken."""
    held = _held(interview)
    latest = held.current
    if latest is None or latest.before is None:
        raise ValidationError("There is no change to undo.")
    if latest.number != seen:
        raise Overtaken(f"Not undone: {latest.made_by} has changed the interview since ({latest.what}). Look first.")
    held.current = latest.before
    held.save(update_fields=["current"])
    change = {"before": {"version": latest.number}, "after": {"version": latest.before.number}}
    Act.objects.record("undid a change of the interview", held, by=by, reason=latest.what, **change)
    return latest.what


def as_parsed(interview: Interview) -> Change:
    """Begin again from what the report says by now."""
    return Change("began again from the report", lambda _: interview.parsed())


def was_read_anew(interview: Interview) -> bool:
    """Whether the pipeline reads the report otherwise than it did when the first change was made."""
    first = first_version(interview)
    return first is not None and first.what == AS_READ and first.script() != interview.parsed()


def first_version(interview: Interview) -> InterviewVersion | None:
    """What the first change was made to."""
    return interview.versions.filter(number=0).first()


def _held(interview: Interview) -> Interview:
    Interview.objects.select_for_update().get(pk=interview.pk)
    return Interview.objects.for_desk().get(pk=interview.pk)


def _refuse_overtaken(held: Interview, change: Change, seen: int) -> None:
    version = held.versions.filter(number=seen).first()
    if held.current is None or version is None or version.pk == held.current.pk:
        return
    then, now = version.script(), held.current.script()
    changed = [id for id in change.touched if then.turn(id) != now.turn(id)]
    if changed or (change.introduction and then.introduction != now.introduction):
        raise Overtaken(
            f"{held.current.made_by} has changed the same words in the meantime ({held.current.what}). Yours are still "
            "in the form, and theirs beside it. Bring both together and save again."
        )


def _keep(held: Interview, made: Script, what: str, by: User) -> InterviewVersion:
    before = held.current or held.versions.create(number=0, state=held.parsed().as_json(), what=AS_READ)
    number = held.versions.order_by("-number").values_list("number", flat=True)[0] + 1
    state = replace(made, next_id=max(made.next_id, before.script().next_id)).as_json()
    version = held.versions.create(number=number, state=state, what=what[:LONGEST_WHAT], made_by=by, before=before)
    held.current = version
    held.save(update_fields=["current"])
    change = {"before": {"version": before.number}, "after": {"version": number}}
    Act.objects.record("changed the interview", held, by=by, reason=what, **change)
    return version


def _given(article: SourceArticle) -> Interview:
    """The interview of an article in which the pipeline saw none, although an editor says that there is one."""
    found = given.parse(article.raw.text)
    assert found is not None, "it has words, or the preview would have refused it"
    interview = Interview.objects.create(article=article, start=found.start, end=found.end)
    Turn.objects.bulk_create(
        Turn(
            interview=interview,
            number=turn.number,
            speaker=turn.speaker[:200],
            role=turn.role,
            section=turn.section or "",
            start=turn.start,
            end=turn.end,
            label_start=turn.label_start,
        )
        for turn in found.turns
    )
    return interview


def _script_of(text: str, found: types.Interview) -> Script:
    turns = (
        Parsed(
            Voice(turn.speaker, turn.role),
            turn.section or "",
            text[turn.start : turn.end],
            (turn.label_start, turn.end),
        )
        for turn in found.turns
    )
    return script_of(turns, given.introduction(text, found))
