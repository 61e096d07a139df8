from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from accounts.models import Act, Identified, User
from briefings.anchoring import Edit, Selector
from briefings.models.anchored import STATES, Anchored
from briefings.models.briefing import Briefing

LONGEST = 5_000
"""Characters of one comment: two pages. What is longer is a text of its own."""


class CommentQuerySet(models.QuerySet["Comment"]):
    def threads(self) -> "CommentQuerySet":
        """The first comment of each, in the order of the text, open ones first; its answers are `replies`."""
        rows = self.filter(parent=None).select_related("by", "resolved_by").prefetch_related("replies__by")
        return rows.order_by(models.F("resolved_at").asc(nulls_first=True), "start", "pk")

    def open(self) -> "CommentQuerySet":
        """Threads that nobody resolved."""
        return self.filter(parent=None, resolved_at=None)

    @transaction.atomic
    def start(self, briefing: Briefing, text: str, place: Selector | None, *, by: User) -> "Comment":
        """On words of the text, or (None) on the whole briefing."""
        words = {name: getattr(place, name) for name in ("exact", "prefix", "suffix", "start", "end")} if place else {}
        row = self.create(briefing=briefing, by=by, text=said(text), **words)
        Act.objects.record("commented", briefing, by=by, after={"words": row.exact, "comment": row.text})
        return row

    def placed(self, briefing: Briefing, edit: Edit, seen_at: datetime | None) -> list["Comment"]:
        """Open threads on words with their places after an edit; nothing is stored. `seen_at`: the last revision's."""
        rows = list(self.open().filter(briefing=briefing).exclude(exact=""))
        for row in rows:
            row.settle(edit, is_seen=bool(seen_at and row.at <= seen_at))
        return rows


class Comment(Identified, Anchored):
    """What one editor says to another about a passage. It stays at the desk: no public output reads it."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    exact = models.TextField(blank=True, help_text="The words that it is about; none: the whole briefing.")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["briefing", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_comment_says_something"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="a_comment_is_in_a_known_state"),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="who_resolved_a_comment_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @transaction.atomic
    def reply(self, text: str, *, by: User) -> "Comment":
        """Under the first comment of its thread."""
        row = Comment.objects.create(briefing=self.briefing, parent=self.parent or self, text=said(text), by=by)
        Act.objects.record("replied to a comment", self.briefing, by=by, after={"comment": row.text})
        return row

    def resolve(self, *, by: User, at: datetime) -> None:
        self._settle_thread("resolved a comment", by, at, by)

    def reopen(self, *, by: User) -> None:
        self._settle_thread("reopened a comment", None, None, by)

    @transaction.atomic
    def _settle_thread(self, verb: str, resolved_by: User | None, at: datetime | None, by: User) -> None:
        if bool(self.resolved_at) == bool(at):
            raise ValidationError("Somebody did so before you.")
        self.resolved_by, self.resolved_at = resolved_by, at
        self.save(update_fields=["resolved_by", "resolved_at"])
        Act.objects.record(verb, self.briefing, by=by, after={"comment": self.text})


def said(text: str) -> str:
    """Raises ValidationError."""
    text = text.strip()
    if not text:
        raise ValidationError("Write the comment first.")
    if len(text) > LONGEST:
        raise ValidationError(f"A comment has at most {LONGEST:,} characters; this one has {len(text):,}.")
    return text
