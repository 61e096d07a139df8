"""The briefing's screen: write, annotate, look, publish."""

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.admin import Desk
from accounts.listing import OneChoice
from accounts.models import Act, User
from briefings import checklist, clashing, composing, disputing, drafting, markup, saving
from briefings.admin import composer, corrections, verbs, versions
from briefings.admin.clashes import clashes, clashes_with, with_gone_rows
from briefings.admin.forms import (
    AnnotationForm,
    BriefingForm,
    KeyPointForm,
    OfferForm,
    PublishForm,
    ScheduleForm,
    SupportForm,
    shown_once,
)
from briefings.admin.late import late_context, late_view
from briefings.admin.verbs import allowed, typed_key
from briefings.evidence import Evidence
from briefings.models import Annotation, Briefing, KeyPoint, LateAnswer, ProposedCorrection, RollingDraft
from briefings.supporting import Suggestion
from briefings.versions import unpublished
from sources.models import Actor, Difference, SourceArticle, Story


def evidence_of(request: HttpRequest, briefing: Briefing) -> Evidence:
    """Gathered once for all parts of a screen: a story may have hundreds of reports."""
    gathered: dict[int, Evidence] = request.__dict__.setdefault("evidence", {})
    if briefing.pk not in gathered:
        gathered[briefing.pk] = Evidence(briefing.reports())
    return gathered[briefing.pk]


class CitingInline:
    """Offers the briefing's own reports, actors and differences in its rows."""

    extra = 1

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)  # type: ignore[misc]
        evidence = evidence_of(request, obj) if obj else Evidence([])
        offered: dict[str, Any] = {"reports": SourceArticle.objects.filter(pk__in=evidence.by_pk)}
        if obj:
            offered["actors"] = Actor.objects.acting_in(offered["reports"])
            offered["differences"] = obj.story.differences.kept() if obj.story else Difference.objects.none()
        offered["shown"] = {
            name: shown_once(evidence.articles if name == "reports" else rows) for name, rows in offered.items()
        }
        offered["evidence"] = evidence
        formset.form = type("Offering", (formset.form,), offered)
        return formset


class KeyPointInline(CitingInline, admin.StackedInline[KeyPoint, Briefing]):
    model = KeyPoint
    form = KeyPointForm
    template = "admin/briefings/key_points.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[KeyPoint]:
        return super().get_queryset(request).prefetch_related("citations__article__raw", "citations__article__outlet")


class AnnotationInline(CitingInline, admin.StackedInline[Annotation, Briefing]):
    model = Annotation
    form = AnnotationForm
    template = "admin/briefings/annotations.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Annotation]:
        return super().get_queryset(request).prefetch_related("citations__article__raw", "citations__article__outlet")


class LateFilter(OneChoice):
    title, parameter_name, choice = "late reports", "late", ("yes", "new since the live edition")

    def chosen(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(pk__in=LateAnswer.objects.waiting().order_by().values("briefing"))


class ShakenFilter(OneChoice):
    title, parameter_name, choice = "cited reports", "shaken", ("yes", "withdrawn or expunged")

    def chosen(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(pk__in=Briefing.objects.shaken().values("pk"))


class CorrectionFilter(OneChoice):
    title, parameter_name, choice = "correction", "correction", ("waiting", "waits for another editor")

    def chosen(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(pk__in=ProposedCorrection.objects.waiting().values("briefing"))


@admin.register(Briefing)
class BriefingDesk(Desk):
    form = BriefingForm
    list_display = ("headline", "status", "live_edition", "updated_at")
    list_filter = ("status", LateFilter, ShakenFilter, CorrectionFilter, "language")
    list_select_related = ("live",)
    search_fields = ("headline", "slug")
    ordering = ("-updated_at",)
    inlines = (KeyPointInline, AnnotationInline)
    prepopulated_fields = {"slug": ("headline",)}
    fieldsets = (
        (None, {"fields": ("seen_version", "seen_revision", "headline", "standfirst", "body")}),
        ("What we do not know", {"fields": ("not_known",)}),
        ("Interview", {"fields": ("interview",)}),
        ("Particulars", {"fields": ("slug", ("topics", "language"), "embargo_until", "authors")}),
    )
    change_form_template = "admin/briefings/briefing.html"

    @admin.display(description="Live")
    def live_edition(self, briefing: Briefing) -> str:
        return f"edition {briefing.live.number}" if briefing.live else "—"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("slug",) if obj and obj.editions.exists() else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else {"slug": ("headline",)}

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.status != "retracted")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("draft/<int:story>/", view(require_POST(self.draft)), name="briefings_draft"),
            path("offer/", view(require_GET(self.offer)), name="briefings_offer"),
            path("<int:pk>/support/", view(require_GET(self.support)), name="briefings_support"),
            path("<int:pk>/as-typed/", view(require_POST(composer.as_typed)), name="briefings_as_typed"),
            path("<int:pk>/kept/", view(require_POST(composer.keep)), name="briefings_keep"),
            path("<int:pk>/marks/<str:verb>/", view(require_POST(composer.marks)), name="briefings_marks"),
            path("<int:pk>/reports/<int:article>/", view(require_GET(composer.report)), name="briefings_report"),
            path("<int:pk>/late/<int:article>/", view(require_POST(late_view)), name="briefings_late"),
            path("<int:pk>/preview/", view(self.preview), name="briefings_preview"),
            path("<int:pk>/correct/", view(corrections.correct), name="briefings_correct"),
            path("<int:pk>/correction/", view(corrections.second), name="briefings_correction"),
            path("<int:pk>/versions/", view(require_GET(versions.compare)), name="briefings_versions"),
            path("<int:pk>/<str:verb>/do/", view(require_POST(verbs.do)), name="briefings_do"),
            *super().get_urls(),
        ]

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if "data" in kwargs and obj.pk and f"{prefix}-INITIAL_FORMS" in kwargs["data"]:
            there = kwargs["queryset"].filter(briefing=obj).values_list("pk", flat=True)
            kwargs["data"] = with_gone_rows(kwargs["data"], prefix, {str(pk) for pk in there})
        return kwargs

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        context["clashes"] = clashes(context["adminform"].form, formsets)
        waiting = clashing.waiting(context["original"]) if "corrected" in request.GET and not request.POST else None
        if waiting:
            context["clashes"] = clashes_with(context["adminform"].form, formsets, waiting)
            context["corrected"] = waiting.edition
        return super().render_change_form(request, context, *args, **kwargs)

    def screen(self, request: HttpRequest, briefing: Briefing) -> dict[str, Any]:
        evidence, user = evidence_of(request, briefing), allowed(request, "briefings.view_briefing")
        return {
            **composer.screen(request, briefing, evidence.articles),
            "briefing": briefing,
            "findings": checklist.check(briefing, timezone.now(), by=user, reports=evidence.articles),
            "differences": briefing.story.differences.shown() if briefing.story else [],
            "publish_form": PublishForm(briefing, initial=request.session.pop(typed_key(briefing.pk), None)),
            "schedule_form": ScheduleForm(),
            "proposed": briefing.proposed.select_related("key_point"),
            "acts": Act.objects.of(briefing)[:20],
            "editions": briefing.editions.order_by("-number"),
            "review_is_on": settings.REVIEW or settings.FOUR_EYES,
            "approval": briefing.approval(),
            "unpublished": unpublished(briefing, evidence),
            "last_writer": briefing.last_writer(),
            "may_approve": request.user.has_perm("briefings.approve"),
            "may_publish": request.user.has_perm("briefings.publish"),
            "may_correct": briefing.live and request.user.has_perm(corrections.right_to_write()),
            **late_context(briefing),
        }

    def save_model(self, request: HttpRequest, obj: Briefing, form: Any, change: bool) -> None:
        """Only what an editor writes: status and live edition may have changed since the form was opened."""
        if change:
            obj.save(update_fields=saving.written(obj))
        else:
            super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """After the rows: cite, anchor, keep a revision."""
        assert isinstance(request.user, User)
        super().save_related(request, form, formsets, change)
        for formset in formsets:
            for row in formset.forms:
                if row.instance.pk and row not in formset.deleted_forms:
                    row.cite(request.user)
        briefing = form.instance
        if request.POST.get("_continue") == "mark":
            count = len(disputing.mark(briefing, by=request.user))
            said = f"{count} passage{'' if count == 1 else 's'} of the text marked" if count else "Nothing new to mark"
            messages.info(request, f"{said}: where it gives a value that sources differ about.")
        saving.save(briefing, expected=Briefing.objects.get(pk=briefing.pk).lock_version, by=request.user)
        RollingDraft.objects.drop(briefing, request.user)
        lost = briefing.annotations.filter(state="orphaned").count()
        if lost:
            messages.warning(
                request, f"{lost} marked passage{'s' if lost > 1 else ''} left the text; see the checklist."
            )

    def draft(self, request: HttpRequest, story: int) -> HttpResponse:
        user = allowed(request, "briefings.add_briefing")
        try:
            briefing = drafting.draft(get_object_or_404(Story, pk=story), by=user)
        except (ValidationError, markup.MarkupError) as error:
            messages.error(request, "; ".join(getattr(error, "messages", [str(error)])))
            return redirect("admin:sources_story_change", story)
        messages.success(request, "Drafted from the story. Every key point quotes its report; rewrite freely.")
        return redirect("admin:briefings_briefing_change", briefing.pk)

    def offer(self, request: HttpRequest) -> HttpResponse:
        """Whose word a passage is, for a script that fills it in before the editor saves."""
        allowed(request, "briefings.change_briefing")
        form = OfferForm(request.GET)
        try:
            found = form.offer()
        except ValidationError as error:
            return JsonResponse({"error": " ".join(error.messages)})
        return JsonResponse({**asdict(found.said), "rests_on": found.rests_on})

    def support(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Passages of all its reports that say what some words of the briefing say, for a script that offers them."""
        allowed(request, "briefings.change_briefing")
        briefing = get_object_or_404(Briefing, pk=pk)
        try:
            found = SupportForm(request.GET).suggestions(briefing)
        except (ValidationError, markup.MarkupError) as error:
            return JsonResponse({"error": " ".join(getattr(error, "messages", [str(error)]))})
        return JsonResponse({"passages": [_shown(one) for one in found.found], "if_all_hold": found.if_all_hold})

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The draft as it was last saved, made by the very code that publishes."""
        allowed(request, "briefings.view_briefing")
        briefing = get_object_or_404(Briefing.objects.for_desk(), pk=pk)
        try:
            if not briefing.reports():
                raise ValidationError("There is nothing to show yet: no report stands behind this briefing.")
            return HttpResponse(composing.page(briefing, timezone.now()))
        except (ValidationError, markup.MarkupError) as error:
            messages.error(request, " ".join(getattr(error, "messages", [str(error)])))
            return redirect("admin:briefings_briefing_change", pk)


def _shown(found: Suggestion) -> dict[str, Any]:
    passage = found.passage
    return {
        "key": found.key,
        "report": f"Report {found.number}, {passage.article.outlet or passage.article}",
        "is_copy": passage.article.copy_of_id is not None,
        "exact": " ".join(passage.exact.split()),
        "missing": list(found.missing),
        **asdict(passage.said),
    }
