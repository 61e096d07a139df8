"""The screen on which two reports stand side by side, and an editor decides what they are to each other."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from accounts.models import Act, User
from sources import deciding
from sources.admin import compared
from sources.admin.aligned import texts
from sources.admin.compared import Pair, paragraphs
from sources.models import SourceArticle

LONGEST_SEARCH = 200
DONE = {
    deciding.SAME_EVENT: "They are two reports of one event now.",
    deciding.NO_COPY: "Neither is a copy of the other now.",
    deciding.COPY: "The later is a copy of the earlier now.",
    deciding.OWN_STORY: "They stand in different stories now.",
    deciding.UNDID: "Undone.",
}


def compare_view(request: HttpRequest, pk: int, other_pk: int) -> HttpResponse:
    """Shows the two; by POST, keeps what an editor answers and shows them again."""
    user, back = _viewer(request), _back(request)
    both = compared.pair(pk, other_pk)
    if both is None:
        raise Http404("These are not two reports.")
    if request.method == "POST":
        _answer(request, both, user)
        here = reverse("admin:sources_compare", args=[pk, other_pk])
        return redirect(f"{here}?{urlencode({'next': back})}" if back else here)
    page = request.GET.get("page")
    context = {
        **admin.site.each_context(request),
        "title": "Two reports compared",
        "opts": SourceArticle._meta,
        "both": both,
        "back": back,
        "facts": compared.facts(both),
        "verdict": compared.verdict(both),
        "texts": texts(paragraphs(both.earlier), paragraphs(both.later), page),
        "last": compared.last_act(both, user),
    }
    return TemplateResponse(request, "admin/sources/compare/compare.html", context)


def compare_with_view(request: HttpRequest, pk: int) -> HttpResponse:
    """What a report may be compared with: the others of its story, and what a search finds."""
    _viewer(request)
    article = get_object_or_404(SourceArticle.objects.for_page(), pk=pk)
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    context = {
        **admin.site.each_context(request),
        "title": f"Compare “{article}” with …",
        "opts": SourceArticle._meta,
        "article": article,
        "words": words,
        "companions": compared.companions(article),
        "found": compared.search(article, words),
        "back": _back(request),
    }
    return TemplateResponse(request, "admin/sources/compare/choose.html", context)


def _answer(request: HttpRequest, both: Pair, by: User) -> None:
    if not by.has_perm("sources.decide"):
        raise PermissionDenied
    try:
        act = _decided(both, request.POST, by)
        messages.success(request, DONE[act.verb])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))


def _decided(both: Pair, sent: QueryDict, by: User) -> Act:
    said: dict[str, Any] = {"by": by, "reason": sent.get("reason", "").strip()}
    match sent.get("verb"):
        case "same-event" if both.one_text:
            return deciding.no_copy(both.later, both.earlier, **said)
        case "same-event":
            return deciding.same_event([both.asked], both.other.membership.story, **said)
        case "copy":
            return deciding.copy_of(both.later, both.earlier, **said)
        case "not-same" if both.together:
            return deciding.own_story([both.mover], **said)
        case "not-same":
            return deciding.no_copy(both.later, both.earlier, **said)
        case "undo" if act := compared.last_act(both, by):
            return deciding.undo(act, by=by)
    raise ValidationError("Nothing was decided: choose one of the answers, or undo a decision of yours.")


def _viewer(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm("sources.view_sourcearticle"):
        raise PermissionDenied
    return request.user


def _back(request: HttpRequest) -> str:
    """Where one came from, if it is a page of this site."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    hosts = {request.get_host()}
    return asked if url_has_allowed_host_and_scheme(asked, hosts, require_https=request.is_secure()) else ""
