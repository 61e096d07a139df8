"""From an interview's screen to the briefings that it stands in."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from accounts.models import User
from briefings import interviewing, markup
from briefings.models import Briefing
from sources.admin.interviews import InterviewDesk
from sources.models import Interview

admin.site.unregister(Interview)


@admin.register(Interview)
class AttachingDesk(InterviewDesk):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = path("<int:pk>/attach/", view(require_POST(self.attach)), name="briefings_interview_attach")
        return [own, *super().get_urls()]

    def screen(self, request: HttpRequest, interview: Interview) -> dict[str, Any]:
        return super().screen(request, interview) | {
            "attached": interviewing.holding(interview),
            "attachable": interviewing.attachable(interview),
            "may_attach": request.user.has_perm("briefings.change_briefing"),
        }

    def attach(self, request: HttpRequest, pk: int) -> HttpResponse:
        """To the briefing that was chosen, or off the one whose button was pressed."""
        if not isinstance(request.user, User) or not request.user.has_perm("briefings.change_briefing"):
            raise PermissionDenied
        interview = get_object_or_404(Interview, pk=pk)
        try:
            messages.success(request, _attached(request, interview, request.user))
        except (ValidationError, markup.MarkupError) as error:
            messages.error(request, " ".join(getattr(error, "messages", [str(error)])))
        return redirect("admin:sources_interview_change", pk)


def _attached(request: HttpRequest, interview: Interview, user: User) -> str:
    asked = request.POST.get("detach") or request.POST.get("briefing", "")
    if not asked.isdecimal():
        raise ValidationError("Choose a briefing first.")
    briefing = get_object_or_404(Briefing.objects.for_desk(), pk=asked)
    if "detach" in request.POST:
        interviewing.detach(interview, briefing, by=user)
        return f"Detached from “{briefing}”. Its live edition stays as it is until the next one."
    interviewing.attach(interview, briefing, by=user)
    return f"Attached to “{briefing}”."
