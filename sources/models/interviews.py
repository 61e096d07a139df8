from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q

from accounts.models import Act, Identified, User
from sources.models.articles import SourceArticle

DISPOSITIONS = {
    "conducted by us": "Conducted by us",
    "identity checked": "Republished; the speaker's identity was checked",
    "republished, speaker unverified": "Republished, speaker unverified",
    "left out": "Left out",
}
ROLES = ["interviewer", "interviewee", "unknown"]


class Expert(Identified):
    """The ledger of someone who is interviewed: how we know who it is. `private_contact` never leaves the desk."""

    name = models.CharField(max_length=200)
    credentials = models.TextField(blank=True)
    interests = models.TextField(blank=True, help_text="Interests that readers should know of.")
    consent = models.TextField(blank=True, help_text="What the expert agreed to, and the conditions.")
    identity_checked_how = models.TextField(blank=True)
    identity_checked_on = models.DateField(null=True, blank=True)
    identity_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    private_contact = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(identity_checked_how="", identity_checked_on=None, identity_checked_by=None)
                | (
                    ~Q(identity_checked_how="")
                    & Q(identity_checked_on__isnull=False, identity_checked_by__isnull=False)
                ),
                name="an_identity_check_says_how_when_and_by_whom",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_checked(self) -> bool:
        return bool(self.identity_checked_how)


class InterviewQuerySet(models.QuerySet["Interview"]):
    def undisposed(self) -> "InterviewQuerySet":
        """Those of latest versions that nobody has disposed of."""
        return self.filter(disposition="", article__next_version__isnull=True)


class Interview(Identified):
    """The questions and answers found in an article, held back until an editor disposed of its flags."""

    article = models.OneToOneField(SourceArticle, models.PROTECT, related_name="interview")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    expert = models.ForeignKey(Expert, models.PROTECT, null=True, blank=True, related_name="interviews")
    disposition = models.CharField(max_length=40, choices=list(DISPOSITIONS.items()), blank=True)
    disposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    disposed_at = models.DateTimeField(null=True, editable=False)
    disposition_note = models.TextField(blank=True)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        permissions = [("dispose", "Can dispose of an interview's flags")]
        constraints = [
            models.CheckConstraint(
                condition=Q(disposition__in=["", *DISPOSITIONS]), name="an_interview_has_a_known_disposition"
            ),
            models.CheckConstraint(
                condition=Q(disposition="") | Q(disposed_by__isnull=False, disposed_at__isnull=False),
                name="a_disposition_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Interview in {self.article}"

    @property
    def corroborates(self) -> bool:
        """Whether its answers may count: only when the desk knows who speaks."""
        return self.disposition in ("conducted by us", "identity checked") and self.is_backed

    @property
    def is_backed(self) -> bool:
        """Whether the ledger still says what the disposition claims."""
        return self.disposition != "identity checked" or bool(self.expert and self.expert.is_checked)

    @transaction.atomic
    def dispose(self, disposition: str, *, by: User, at: datetime, note: str = "") -> None:
        """Record what the desk makes of it. Raises ValueError when the word is unknown or nothing backs it."""
        if disposition not in DISPOSITIONS:
            raise ValueError(f"Unknown disposition {disposition!r}; use one of {', '.join(DISPOSITIONS)}.")
        if disposition == "identity checked" and not (self.expert and self.expert.is_checked):
            raise ValueError("“Identity checked” needs an expert whose ledger says how, when and by whom.")
        before = {"disposition": self.disposition}
        self.disposition, self.disposed_by, self.disposed_at, self.disposition_note = disposition, by, at, note
        self.save()
        Act.objects.record("disposed of the interview", self, by=by, before=before, after={"disposition": disposition})

    def speaker(self) -> str:
        """Who answers."""
        answers = (turn.speaker for turn in self.turns.all() if turn.role == "interviewee")
        return next(answers, "")


class Turn(models.Model):
    """One turn; `start:end` spans its words in the raw text, `label_start` is where its speaker's label begins."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="turns")
    number = models.PositiveIntegerField()
    speaker = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=12, choices=[(r, r) for r in ROLES])
    section = models.TextField(blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    label_start = models.PositiveIntegerField()

    class Meta:
        ordering = ["interview", "number"]
        constraints = [
            models.UniqueConstraint(fields=["interview", "number"], name="a_turn_has_its_own_number"),
            models.CheckConstraint(condition=Q(role__in=ROLES), name="a_turn_has_a_known_role"),
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="a_turn_does_not_run_backwards"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.speaker}"


class Flag(models.Model):
    """A passage that may be made up, with the reason in words. Never a score."""

    article = models.ForeignKey(SourceArticle, models.CASCADE, related_name="flags")
    interview = models.ForeignKey(Interview, models.CASCADE, null=True, related_name="flags")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    signal = models.CharField(max_length=40)
    explanation = models.TextField()

    class Meta:
        ordering = ["article", "start"]

    def __str__(self) -> str:
        return f"{self.signal}: {self.explanation}"
