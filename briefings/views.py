"""What readers see: stored renditions of public editions, nothing else."""

import sys

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import TooManyFilesSent
from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts import absence, problems
from briefings import listing, shelf
from briefings.models import Rendition, SlugRedirect
from briefings.rendering import site
from briefings.serving import HTML, keep, kept, serve


@login_not_required
@require_safe
def briefing(request: HttpRequest, slug: str) -> HttpResponse:
    stored = keep(request, request.path, lambda: shelf.first(Rendition.objects.live(slug, "page")))
    if stored:
        return serve(request, stored, HTML)
    moved = SlugRedirect.objects.public().filter(slug=slug).first()
    if moved:
        return HttpResponsePermanentRedirect(reverse("briefing", args=[moved.briefing.slug]))
    raise Http404


@login_not_required
@require_safe
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    stored = keep(request, request.path, lambda: shelf.first(Rendition.objects.of_edition(slug, number, "page")))
    if stored:
        return serve(request, stored, HTML)
    if Rendition.objects.live(slug, "page").filter(edition__kind="retraction").exists():
        return render(request, "410.html", {"site": site()}, status=410)
    moved = SlugRedirect.objects.public().filter(slug=slug).first()
    if moved:
        return HttpResponsePermanentRedirect(reverse("edition", args=[moved.briefing.slug, number]))
    raise Http404


@login_not_required
@require_safe
@kept("before")
def home(request: HttpRequest) -> HttpResponse:
    try:
        page = listing.page(before=request.GET.get("before", ""), size=settings.API_PAGE_SIZE)
    except InvalidPage as error:
        raise Http404 from error
    next_url = f"{reverse('home')}?before={page.next_before}" if page.next_before else None
    return render(request, "briefings/home.html", {"briefings": page.summaries, "site": site(), "next_url": next_url})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, TooManyFilesSent):
        limit = f"{settings.DATA_UPLOAD_MAX_NUMBER_FILES:,} files (NUTGRAF_MAX_ZIP_ENTRIES)"
        return _error(request, 400, f"These are too many files at a time: the limit is {limit}. Send them in parts.")
    return _error(request, 400, "The request could not be understood.")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 403, "You may not do this.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 404, "There is nothing at this address.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Called while the error is handled, wherever it was raised: a database that is away is no fault of the program."""
    away = absence.of(sys.exc_info()[1])
    if away:
        response = _error(request, away.status, away.words)
        response["Retry-After"] = absence.RETRY_AFTER
        response["Cache-Control"] = "no-store"
        return response
    return _error(request, 500, "Something went wrong here. It was logged.")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _error(request, 403, "The form was open too long or came from elsewhere. Go back, reload and send it again.")


def _error(request: HttpRequest, status: int, detail: str) -> HttpResponse:
    if problems.is_api(request):
        return problems.answer(status, detail)
    return render(request, f"{status}.html", {"site": site(), "detail": detail}, status=status)
