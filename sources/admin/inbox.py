"""The inbox: what waits, and every answer to it with one press. Works by forms; a script only spares reloads."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from sources import deciding, inbox
from sources.admin.inbox_verbs import VERBS, Press
from sources.inbox import Asked, Board, Cursor
from sources.models import Story

DONE = {
    deciding.SAME_EVENT: "Of one event",
    deciding.OWN_STORY: "Has a story of its own now",
    deciding.MERGED: "One story now",
    deciding.COPY: "A copy",
    deciding.NO_COPY: "No copy",
    deciding.ACCEPTED: "Accepted",
    deciding.SPIKED: "Spiked",
    deciding.UNSPIKED: "Back in the inbox",
    deciding.UNDID: "Undone",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was done, or why not, in words; `stories`: the keys of those that look different now."""

    words: str
    stories: frozenset[int] = frozenset()
    failed: bool = False
    undoable: bool = False


def inbox_view(request: HttpRequest) -> HttpResponse:
    user = _allowed(request, "sources.view_story")
    page = inbox.board(_asked(request.GET, user))
    return TemplateResponse(request, "admin/sources/inbox/inbox.html", _context(request, page))


def decide_view(request: HttpRequest) -> HttpResponse:
    """One press. A script gets the rows that changed; without one the page is shown again."""
    user = _allowed(request, "sources.decide")
    asked = _asked(request.POST, user)
    press = Press.of(request.POST, user)
    answer = _answer(press)
    if request.headers.get("X-Part") == "rows":
        rows = inbox.again(asked, answer.stories)
        page = Board(asked, rows, inbox.counts(user), None, deciding.latest_of(user))
        context = _context(request, page) | {"answer": answer, "touched": sorted(answer.stories)}
        return TemplateResponse(request, "admin/sources/inbox/answer.html", context)
    (messages.error if answer.failed else messages.success)(request, answer.words)
    return redirect(_back(asked, press))


def _answer(press: Press) -> Answer:
    verb = VERBS.get(press.verb)
    try:
        if verb is None:
            raise ValidationError("Nothing was asked for: press one of the buttons.")
        act = verb(press)
    except ValidationError as error:
        return Answer(" ".join(error.messages), press.about(), failed=True)
    if act is None:
        story = press.story()
        words = f"You have “{story}” now." if story.taken_by else f"“{story}” is free again."
        return Answer(words, frozenset({story.pk}))
    words, stories = f"{DONE[act.verb]}: “{act.title}”.", press.about() | deciding.stories_of(act)
    return Answer(words, stories, undoable=act.verb != deciding.UNDID)


def _asked(sent: QueryDict, user: User) -> Asked:
    show = sent.get("show", "")
    return Asked(user, show if show in inbox.SHOWS else "all", Cursor.parse(sent.get("after", "")))


def _context(request: HttpRequest, page: inbox.Board) -> dict[str, Any]:
    return {
        **admin.site.each_context(request),
        "title": "Inbox",
        "opts": Story._meta,
        "board": page,
        "shows": [(name, label, page.counts.get(name)) for name, label in inbox.SHOWS.items()],
        "can_decide": request.user.has_perm("sources.decide"),
    }


def _back(asked: Asked, press: Press) -> str:
    """The same page of the same list, at the row that was worked on."""
    given = {"show": "" if asked.show == "all" else asked.show, "after": str(asked.after or "")}
    query = urlencode({name: value for name, value in given.items() if value})
    row = next(iter(press.about()), "")
    return f"{reverse('admin:sources_inbox')}{f'?{query}' if query else ''}{f'#story-{row}' if row else ''}"


def _allowed(request: HttpRequest, permission: str) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm(permission):
        raise PermissionDenied
    return request.user
