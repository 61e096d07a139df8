"""What the composer's script asks for: a look at what is typed, marks on selected words, a report's text, a safe place.

Each answers with JSON. What is refused answers {"error": …} in words for the editor, with status 200: nothing failed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from briefings import composing, markup, proposing, saving
from briefings.admin import verbs
from briefings.admin.composer_forms import MarkForm, PlaceForm, TypedForm
from briefings.models import Annotation, Briefing, Comment, ProposedSentence, RollingDraft
from briefings.models.annotation import KINDS
from briefings.models.briefing import StaleCopy
from briefings.models.rolling import LARGEST
from sources.models import Actor, Segment, SourceArticle

CHANGE = "briefings.change_briefing"
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of the attached interview, with its words."""

    speaker: str
    role: str
    words: str


def screen(request: HttpRequest, briefing: Briefing, reports: Sequence[SourceArticle]) -> Answer:
    """What the composer's panes show besides the form."""
    marks = list(briefing.annotations.all())
    waiting = RollingDraft.objects.of(briefing, request.user) if isinstance(request.user, User) else None
    return {
        "reports": reports,
        "marks": marks,
        "lost": [row for row in marks if row.state != "anchored"],
        "turns": _turns(briefing),
        "threads": briefing.comments.threads(),
        "open_threads": briefing.comments.open().count(),
        "may_comment": request.user.has_perm(CHANGE),
        "kinds": KINDS,
        "mark_actors": Actor.objects.acting_in(reports).order_by("name"),
        "mark_differences": briefing.differences(),
        "typed": markup.data_block(waiting.as_typed()) if waiting else "",
    }


def _turns(briefing: Briefing) -> list[Turn]:
    if briefing.interview is None:
        return []
    article = briefing.interview.article
    rows = briefing.interview.turns.all()
    return [Turn(one.speaker, one.role, article.quote(one.start, one.end)) for one in rows]


def as_typed(request: HttpRequest, pk: int) -> JsonResponse:
    """The typed text as it would go out: its body with the marks; the whole page or its faults where that is asked."""
    _allowed(request)
    briefing = _typed(request, pk)
    wanted = {"page": _page, "faults": _faults}.get(request.POST.get("wanted", ""), _body)
    return _answer(lambda: wanted(briefing))


def _body(briefing: Briefing) -> Answer:
    return {"body": composing.body(briefing)}


def _page(briefing: Briefing) -> Answer:
    return {"page": composing.page(briefing, timezone.now())}


def _faults(briefing: Briefing) -> Answer:
    """Quotations whose words are not in their source, each with its place as the page counts it."""
    text = composing.plain(briefing)
    faults = [(one.quotation, str(one)) for one in composing.unfounded(briefing)]
    places = [composing.inked(text, quotation.start, quotation.end) for quotation, _ in faults]
    told = [words for _, words in faults]
    return {"faults": [{"start": p.start, "end": p.end, "words": w} for p, w in zip(places, told, strict=True)]}


def keep(request: HttpRequest, pk: int) -> JsonResponse:
    """What was typed so far, in the one rolling draft of this person; `drop` takes it away."""
    user, briefing = _allowed(request), get_object_or_404(Briefing, pk=pk)
    fields = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    at = timezone.now()
    if "drop" in fields:
        RollingDraft.objects.drop(briefing, user)
    elif sum(len(value) for values in fields.values() for value in values) > LARGEST:
        return JsonResponse({"error": f"The form holds more than {LARGEST:,} characters; it is kept in this browser."})
    else:
        RollingDraft.objects.keep(briefing, fields, by=user, at=at)
    return JsonResponse({"at": round(at.timestamp() * 1000), "version": briefing.lock_version})


def marks(request: HttpRequest, pk: int, verb: str) -> JsonResponse:
    """Set a mark on selected words, attach one whose words were lost, or drop one that was just set."""
    user = _allowed(request)
    if verb not in VERBS:
        raise PermissionDenied
    briefing = _typed(request, pk)
    return _answer(lambda: VERBS[verb](request, briefing, user))


def _set(request: HttpRequest, briefing: Briefing, user: User) -> Answer:
    form = MarkForm(briefing, request.POST)
    mark = form.mark()
    row = composing.annotate(briefing, composing.place_of(briefing, _chosen(request)), mark, by=user)
    return _told(row)


def _attach(request: HttpRequest, briefing: Briefing, user: User) -> Answer:
    """To selected words, or (`stay`) to those where it stands now. The form that is open goes on from here: nobody
    else's may save over it."""
    row = _row(request, briefing)
    stays = "stay" in request.POST
    chosen = composing.where_it_stands(row, briefing) if stays else composing.place_of(briefing, _chosen(request))
    with transaction.atomic():
        briefing.hold(_seen(request))
        row.reattach(chosen, by=user)
    return _told(row) | {"version": briefing.lock_version}


def _drop(request: HttpRequest, briefing: Briefing, user: User) -> Answer:
    row = _row(request, briefing)
    dropped = row.dom_id
    row.drop(by=user)
    return {"dropped": dropped}


def _accept(request: HttpRequest, briefing: Briefing, user: User) -> Answer:
    row = _sentence(request, briefing)
    briefing.proposed.numbered([row.pk]).accept(briefing, by=user)
    return {"accepted": row.exact}


def _reject(request: HttpRequest, briefing: Briefing, user: User) -> Answer:
    """The typed text without the sentence: it is taken out where it is typed, and goes with the next save."""
    row = _sentence(request, briefing)
    change = saving.since(briefing, composing.plain(briefing))
    found = next((one for one in ProposedSentence.objects.standing(briefing, change.edit) if one.pk == row.pk), None)
    if found is None:
        raise ValidationError("This sentence is not in the text any more.")
    if found.key_point_id:
        return {"key_point": found.key_point_id}
    return {"field": found.part, "text": proposing.without(briefing, found)}


def _sentence(request: HttpRequest, briefing: Briefing) -> ProposedSentence:
    number = request.POST.get("sentence", "")
    row = briefing.proposed.numbered([int(number)]).first() if number.isdecimal() else None
    if row is None:
        raise ValidationError("This sentence does not wait any more: somebody answered. Load the page again.")
    return row


def _comment(request: HttpRequest, briefing: Briefing, user: User) -> Answer:
    """On selected words of the typed text."""
    place = composing.place_of(briefing, _chosen(request))
    Comment.objects.start(briefing, request.POST.get("text", ""), place, by=user)
    return _threads(request, briefing)


def _threads(request: HttpRequest, briefing: Briefing) -> Answer:
    context = {"briefing": briefing, "threads": briefing.comments.threads(), "may_comment": True}
    html = render_to_string("admin/briefings/composer/threads.html", context, request)
    return {"threads": html, "open": briefing.comments.open().count()}


def _of_thread(verb: str) -> Callable[[HttpRequest, Briefing, User], Answer]:
    """One of the buttons of a thread, answered with the threads as they are then."""

    def act(request: HttpRequest, briefing: Briefing, _: User) -> Answer:
        verbs.VERBS[verb](request, briefing)
        return _threads(request, briefing)

    return act


VERBS: dict[str, Callable[[HttpRequest, Briefing, User], Answer]] = {
    "set": _set,
    "attach": _attach,
    "drop": _drop,
    "accept": _accept,
    "reject": _reject,
    "comment": _comment,
    "reply": _of_thread("reply"),
    "resolve": _of_thread("resolve"),
    "reopen": _of_thread("reopen"),
}


def report(request: HttpRequest, pk: int, article: int) -> JsonResponse:
    """A report's pieces, sign by sign as they came, each with its place in the raw text."""
    _allowed(request)
    briefing = get_object_or_404(Briefing, pk=pk)
    found = next((one for one in briefing.reports() if one.pk == article), None)
    if found is None:
        return JsonResponse({"error": "This report does not stand behind the briefing any more."})
    pieces = [_piece(one, found.quote(one.start, one.end)) for one in found.segments.all()]
    return JsonResponse({"pieces": [piece for piece in pieces if piece["text"].strip()]})


def _piece(segment: Segment, text: str) -> Answer:
    return {"start": segment.start, "kind": segment.kind, "kept": segment.kept, "text": text}


def _answer(ask: Callable[[], Answer]) -> JsonResponse:
    try:
        return JsonResponse(ask())
    except (ValidationError, markup.MarkupError) as error:
        stale = {"stale": True} if isinstance(error, StaleCopy) else {}
        return JsonResponse({"error": " ".join(getattr(error, "messages", [str(error)]))} | stale)


def _typed(request: HttpRequest, pk: int) -> Briefing:
    """The briefing with the text of the form, which is not saved."""
    briefing: Briefing = get_object_or_404(Briefing.objects.for_desk(), pk=pk)
    form = TypedForm(request.POST)
    if form.is_valid():
        for name, value in form.cleaned_data.items():
            if name in request.POST:
                setattr(briefing, name, value)
    return briefing


def _chosen(request: HttpRequest) -> composing.Span | composing.Written:
    form = PlaceForm(request.POST)
    if not form.is_valid():
        raise ValidationError("Select words in the preview or in the text first.")
    return form.chosen()


def _row(request: HttpRequest, briefing: Briefing) -> Annotation:
    number = request.POST.get("mark", "")
    row = briefing.annotations.filter(pk=number).first() if number.isdecimal() else None
    if row is None:
        raise ValidationError("This mark is not there any more: somebody took it away. Load the page again.")
    return row


def _seen(request: HttpRequest) -> int:
    seen = request.POST.get("seen_version", "")
    return int(seen) if seen.isdecimal() else -1


def _told(row: Annotation) -> Answer:
    return {"mark": {"pk": row.pk, "id": row.dom_id, "kind": row.kind, "exact": row.exact}}


def _allowed(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm(CHANGE):
        raise PermissionDenied
    return request.user
