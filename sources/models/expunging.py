from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from accounts.models import Act, Identified, User
from sources.models.articles import RawText

RIGHT = "sources.expunge"
OUTCOMES = ["", "confirmed", "declined"]


class ExpungeRequestQuerySet(models.QuerySet["ExpungeRequest"]):
    def open(self) -> "ExpungeRequestQuerySet":
        return self.filter(outcome="")

    def of(self, raw: RawText) -> "ExpungeRequest | None":
        """The one that waits for an answer."""
        return self.open().select_related("raw", "asked_by").filter(raw=raw).first()

    @transaction.atomic
    def ask(self, raw: RawText, *, by: User, reason: str, at: datetime) -> "ExpungeRequest":
        _allowed(by)
        raw = RawText.objects.select_for_update().only("uid", "name", "url", "sha256", "expunged_at").get(pk=raw.pk)
        if raw.expunged_at:
            raise ValidationError("The text of this report was expunged already.")
        if not reason.strip():
            raise ValidationError("Expunging a text needs a reason: it is all that will be left to explain it.")
        if self.open().filter(raw=raw).exists():
            raise ValidationError("This was asked for already, and waits for a second administrator.")
        Act.objects.record("asked to expunge", raw, by=by, reason=reason)
        return self.create(raw=raw, asked_by=by, asked_at=at, reason=reason)


class ExpungeRequest(Identified):
    """One administrator asks that a text be taken away for good; another one confirms or declines."""

    raw = models.ForeignKey(RawText, models.PROTECT, related_name="expunge_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.TextField()
    outcome = models.CharField(max_length=9, choices=[(o, o) for o in OUTCOMES], blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = ExpungeRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["raw"], condition=Q(outcome=""), name="a_text_waits_once_to_be_expunged"),
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="an_expunge_request_has_a_known_outcome"),
            models.CheckConstraint(
                condition=Q(outcome="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(outcome="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="an_answer_to_an_expunge_request_is_somebodys",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="confirmed") | ~Q(answered_by=F("asked_by")),
                name="a_second_person_confirms_an_expunging",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_by}: {self.reason}"

    @transaction.atomic
    def confirm(self, *, by: User, at: datetime) -> None:
        """The text goes. Who asked has to have the right still: else declining it and asking anew is the way out."""
        _allowed(by)
        if not self.asked_by.has_perm(RIGHT):
            raise ValidationError(f"{self.asked_by} may not expunge any more. Decline this, and ask for it yourself.")
        self._answer("confirmed", by=by, at=at)
        self.raw.expunge(by=self.asked_by, with_consent_of=by, reason=self.reason, at=at)

    @transaction.atomic
    def decline(self, *, by: User, reason: str, at: datetime) -> None:
        """The text stays. Who asked may take it back in this way."""
        _allowed(by)
        if not reason.strip():
            raise ValidationError("Say why the text is to stay; whoever asked will read it.")
        self._answer("declined", by=by, at=at)
        Act.objects.record("declined to expunge", self.raw, by=by, reason=reason)

    def _answer(self, outcome: str, *, by: User, at: datetime) -> None:
        """The first answer holds: of two at one time the second is told."""
        if outcome == "confirmed" and by.pk == self.asked_by_id:
            raise PermissionDenied("A second person has to consent to expunging a text.")
        values = {"outcome": outcome, "answered_by": by, "answered_at": at}
        if not ExpungeRequest.objects.open().filter(pk=self.pk).update(**values):
            raise ValidationError("Somebody else has answered this in the meantime.")


def _allowed(user: User) -> None:
    if not user.has_perm(RIGHT):
        raise PermissionDenied("Expunging a text needs the right to.")
