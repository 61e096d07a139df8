"""The buttons of a story's screen: each is one decision, and each can be undone."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.models import Act, User
from sources import deciding
from sources.models import OriginWord, SourceArticle, Story
from sources.models.origins import ORIGIN_VERDICTS


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants done in a story."""

    story: Story
    by: User
    given: QueryDict

    @property
    def reason(self) -> str:
        return self.given.get("reason", "").strip()

    def report(self, name: str) -> SourceArticle:
        """One of the story's reports."""
        found = self._reports([self.given.get(name, "")])
        if not found:
            raise ValidationError("Choose a report of this story.")
        return found[0]

    def marked(self) -> list[SourceArticle]:
        found = self._reports(self.given.getlist("report"))
        if not found:
            raise ValidationError("Mark the reports first that it is about.")
        return found

    def _reports(self, keys: list[str]) -> list[SourceArticle]:
        return list(self.story.articles().filter(pk__in=[key for key in keys if key.isdecimal()]))

    def target(self) -> Story:
        key = self.given.get("story", "")
        others = Story.objects.filter(pk=key).exclude(pk=self.story.pk)
        found: Story | None = others.first() if key.isdecimal() else None
        if found is None:
            raise ValidationError("Find the other story first, and choose it.")
        return found


@dataclass(frozen=True, slots=True)
class Answer:
    """What was done, in words. `act`: what can be undone at once, `place`: where on the page to look."""

    words: str
    act: Act | None = None
    place: str = ""


def _own(asked: Asked) -> Answer:
    reports = asked.marked()
    act = deciding.own_story(reports, by=asked.by, reason=asked.reason)
    words = f"{len(reports)} reports have a story of their own now."
    return Answer(words if len(reports) > 1 else f"“{reports[0]}” has a story of its own now.", act)


def _move(asked: Asked) -> Answer:
    reports, story = asked.marked(), asked.target()
    act = deciding.same_event(reports, story, by=asked.by, reason=asked.reason)
    return Answer(f"Moved to “{story}”.", act)


def _merge(asked: Asked) -> Answer:
    other = asked.target()
    act = deciding.merge([asked.story, other], by=asked.by, reason=asked.reason)
    return Answer("The two stories are one now.", act)


def _pin(asked: Asked) -> Answer:
    reports = asked.marked()
    act = deciding.pin(reports, by=asked.by)
    return Answer("Confirmed: the machine moves them no more.", act)


def _copy(asked: Asked) -> Answer:
    report, original = asked.report("one"), asked.report("other")
    act = deciding.copy_of(report, original, by=asked.by, reason=asked.reason)
    return Answer(f"“{report}” and “{original}” are one text.", act)


def _no_copy(asked: Asked) -> Answer:
    report, original = asked.report("one"), asked.report("other")
    act = deciding.no_copy(report, original, by=asked.by, reason=asked.reason)
    return Answer(f"“{report}” is a report of its own now.", act)


def _apart(asked: Asked) -> Answer:
    ours = asked.report("one")
    theirs = get_object_or_404(SourceArticle, pk=asked.given.get("other") or 0)
    act = deciding.keep_apart(ours, theirs, by=asked.by, reason=asked.reason)
    return Answer("The two stories stay two; it is not asked again.", act)


def _undo(asked: Asked) -> Answer:
    act = get_object_or_404(Act, pk=asked.given.get("act") or 0)
    deciding.undo(act, by=asked.by)
    return Answer(f"Undone: {act.verb}, “{act.title}”.")


def _origin(asked: Asked) -> Answer:
    one, other, verdict = asked.report("one"), asked.report("other"), asked.given.get("verdict", "")
    if verdict not in ORIGIN_VERDICTS or one == other or not asked.reason:
        raise ValidationError("Choose two reports, what they are to each other, and say why.")
    if one.original == other.original:
        raise ValidationError("The two are one text, so they have one origin. Say first that the one is no copy.")
    OriginWord.objects.give(one, other, verdict=verdict, by=asked.by, reason=asked.reason)
    return Answer("Your word on the two origins stands, with its reason.", place="origins-h")


def _origin_back(asked: Asked) -> Answer:
    among = OriginWord.objects.among(asked.story.articles())
    word = get_object_or_404(among, pk=asked.given.get("word") or 0)
    word.take_back(by=asked.by)
    return Answer("Your word on the two origins is taken back.", place="origins-h")


VERBS: dict[str, Callable[[Asked], Answer]] = {
    "own": _own,
    "move": _move,
    "merge": _merge,
    "pin": _pin,
    "copy": _copy,
    "no copy": _no_copy,
    "apart": _apart,
    "undo": _undo,
    "origin": _origin,
    "origin back": _origin_back,
}


def decide_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One of the buttons; what is refused is said in words, and nothing is changed."""
    if not isinstance(request.user, User) or not request.user.has_perm("sources.decide"):
        raise PermissionDenied
    story = get_object_or_404(Story, pk=pk)
    verb = VERBS.get(request.POST.get("verb", ""))
    try:
        if verb is None:
            raise ValidationError(f"Say what is to be done: one of {', '.join(VERBS)}.")
        with transaction.atomic():
            answer = verb(Asked(story, request.user, request.POST))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("admin:sources_story_change", pk)
    messages.success(request, answer.words)
    return redirect(_where_to(story, answer))


def _where_to(story: Story, answer: Answer) -> str:
    """The story's screen; when its reports all went elsewhere, the screen of the story where they are."""
    if answer.act and not story.memberships.exists():
        story = Story.objects.filter(uid=answer.act.after.get("story")).first() or story
    address = reverse("admin:sources_story_change", args=[story.pk])
    query = f"?done={answer.act.pk}" if answer.act else ""
    return f"{address}{query}{f'#{answer.place}' if answer.place else ''}"
