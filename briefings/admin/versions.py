"""Any two revisions or editions of a briefing side by side, and the way back to an old one."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from briefings import versions
from briefings.admin.verbs import EDIT, allowed
from briefings.models import Briefing


def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Without a choice: the last revision beside what it began with."""
    allowed(request, "briefings.view_briefing")
    briefing = get_object_or_404(Briefing.objects.for_desk(), pk=pk)
    rows = versions.versions(briefing)
    by_key = {version.key: version for version in rows}
    newer = by_key.get(request.GET.get("newer", "")) or (rows[0] if rows else None)
    older = by_key.get(request.GET.get("older", "")) or (rows[min(1, len(rows) - 1)] if rows else None)
    context = admin.site.each_context(request) | {
        "briefing": briefing,
        "opts": Briefing._meta,
        "title": f"Versions of “{briefing}”",
        "versions": rows,
        "older": older,
        "newer": newer,
        "parts": versions.compare(briefing, older, newer) if older and newer else [],
        "may_restore": request.user.has_perm(EDIT) and briefing.status != "retracted",
    }
    return render(request, "admin/briefings/versions.html", context)
