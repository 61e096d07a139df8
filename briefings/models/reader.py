"""What readers write to the desk, and what the desk writes for readers beside briefings."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Act, Identified, User
from briefings import markup
from briefings.models.briefing import Briefing

ANSWERS = ["corrected", "no error", "not usable"]
HOUR = timedelta(hours=1)
STANDING = {"about": "About", "principles": "Principles", "corrections": "Corrections"}


class ErrorReportQuerySet(models.QuerySet["ErrorReport"]):
    def open(self) -> "ErrorReportQuerySet":
        """Those that nobody answered, the oldest first."""
        return self.filter(answer="").order_by("at")

    def of_sender(self, sender: str, at: datetime) -> "ErrorReportQuerySet":
        """What one sender wrote within the hour before `at`."""
        return self.filter(sender=sender, at__gt=at - HOUR)


class ErrorReport(Identified):
    """A reader's word that something is wrong on a page. `sender`: a keyed hash that changes daily, no address."""

    page = models.CharField(max_length=300, help_text="The address of the page on this site.")
    briefing = models.ForeignKey(Briefing, models.PROTECT, null=True, blank=True, related_name="error_reports")
    passage = models.TextField(blank=True, help_text="The words that are wrong.")
    message = models.TextField()
    email = models.EmailField(blank=True, help_text="Where the reader wants the answer; never public.")
    sender = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=10, blank=True, choices=[(a, a) for a in ANSWERS])
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = "reader’s error report"
        verbose_name_plural = "errors that readers report"
        indexes = [models.Index(fields=["sender", "at"], name="error_report_by_sender")]
        constraints = [
            models.CheckConstraint(condition=Q(answer__in=["", *ANSWERS]), name="an_error_report_has_a_known_answer"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="an_answered_error_report_says_by_whom_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.message[:60]}"

    def settle(self, answer: str, *, by: User, at: datetime) -> None:
        """The desk's answer. Raises ValidationError for one that is none."""
        if answer not in ANSWERS:
            raise ValidationError(f"{answer!r} is no answer; use one of {', '.join(ANSWERS)}.")
        self.answer, self.answered_by, self.answered_at = answer, by, at
        self.save(update_fields=["answer", "answered_by", "answered_at"])
        Act.objects.record("answered an error report", self, by=by, after={"answer": answer})


class StandingPage(Identified):
    """A page that an editor writes and that stands as long as the site: about, principles, corrections."""

    slug = models.CharField(max_length=12, unique=True, choices=list(STANDING.items()))
    title = models.CharField(max_length=120)
    body = models.TextField(help_text="Markdown.")
    html = models.TextField(editable=False)
    language = models.CharField(max_length=12, default="en")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(slug__in=list(STANDING)), name="a_standing_page_is_a_known_one"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse(self.slug)

    def clean(self) -> None:
        """Raises ValidationError for a text that cannot be rendered."""
        try:
            self.html = markup.render(self.body, LIMITS)
        except markup.MarkupError as error:
            raise ValidationError({"body": str(error)}) from error


LIMITS = markup.Limits(settings.MAX_MARKDOWN_CHARS, settings.MARKDOWN_SECONDS)
