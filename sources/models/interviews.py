import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.guards import WriteOnce
from accounts.models import Act, Identified, User
from sources.models.articles import SourceArticle
from sources.text.following import followable
from sources.text.transcripts import script
from sources.text.transcripts.script import Parsed, Script, Voice, script_of

DISPOSITIONS = {
    "conducted by us": "Conducted by us",
    "identity checked": "Republished; the speaker's identity was checked",
    "republished, speaker unverified": "Republished, speaker unverified",
    "left out": "Left out",
}
ROLES = list(script.ROLES)
ON_BACKGROUND, OFF_THE_RECORD = "on background", "off the record"
TERMS = {
    "": "Nothing was agreed",
    "on the record": "On the record: may be quoted by name",
    ON_BACKGROUND: "On background: may be quoted, not by name",
    OFF_THE_RECORD: "Off the record: may not be published",
}
PRIVATE = ("private_contact", "private_email", "private_phone", "consent", "identity_checked_how")
"""What the ledger keeps to the desk: no document, page, feed or JSON holds it."""

_NAME = re.compile(r"\b[^\W\d_][\w’'-]{2,}(?!\w|\.)")
"""A word of a name: not an initial, and not a title such as "Dr."."""


def _holds(text: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) is not None


class Expert(Identified):
    """The ledger of someone who is interviewed: how we know who it is. The fields of `PRIVATE` never leave the desk."""

    name = models.CharField(max_length=200)
    credentials = models.TextField(blank=True)
    links = models.TextField(blank=True, help_text="Where the credentials can be seen: one address a line.")
    interests = models.TextField(blank=True, help_text="Interests that readers should know of.")
    consent = models.TextField(blank=True, help_text="What the expert agreed to, when, and how we know.")
    identity_checked_how = models.TextField(blank=True)
    identity_checked_on = models.DateField(null=True, blank=True)
    identity_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    private_contact = models.TextField(blank=True)
    private_email = models.EmailField(blank=True)
    private_phone = models.CharField(max_length=60, blank=True)

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

    @property
    def addresses(self) -> list[str]:
        """Those of the web alone: readers may follow them."""
        lines = (line.strip() for line in self.links.split("\n"))
        return [line for line in lines if followable(line)]


class InterviewQuerySet(models.QuerySet["Interview"]):
    def undisposed(self) -> "InterviewQuerySet":
        """Those of latest versions that nobody has disposed of."""
        return self.filter(disposition="", article__next_version__isnull=True)

    def for_desk(self) -> "InterviewQuerySet":
        return self.select_related("expert", "current", "article__raw", "article__outlet").prefetch_related("turns")


class Interview(Identified):
    """The questions and answers of an article, held back until an editor disposed of its flags.

    `turns` are as the pipeline read them, and made anew by each run. What readers get is `script()`: those, until an
    editor has changed something; from then on the version that is current.
    """

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
    current = models.ForeignKey(
        "InterviewVersion", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    conducted_by = models.CharField(max_length=200, blank=True, help_text="Who asked, for us. Readers are told.")
    conducted_on = models.DateField(null=True, blank=True)
    conducted_how = models.CharField(
        max_length=200, blank=True, help_text="Readers are told: by telephone, in writing, in person in Vessen."
    )
    terms = models.CharField(
        max_length=20, choices=list(TERMS.items()), blank=True, help_text="What was agreed with the speaker."
    )
    described_as = models.CharField(
        max_length=200, blank=True, help_text="On background, readers see this for the name: a diplomat in Vessen."
    )

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
            models.CheckConstraint(condition=Q(terms__in=list(TERMS)), name="an_interview_is_on_known_terms"),
        ]

    def __str__(self) -> str:
        return f"Interview in {self.article}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """A run of the pipeline takes away what it finds no more, but nothing that an editor has worked on."""
        return (0, {}) if self.versions.exists() else super().delete(*args, **kwargs)

    def script(self) -> Script:
        """What readers get of it, once it is published."""
        return self.current.script() if self.current else self.parsed()

    def parsed(self) -> Script:
        """As the pipeline read it last."""
        quote = self.article.quote_repaired
        return script_of(
            Parsed(
                Voice(turn.speaker, turn.role), turn.section, quote(turn.start, turn.end), (turn.label_start, turn.end)
            )
            for turn in self.turns.all()
        )

    def speaker(self) -> str:
        """Who answers."""
        turns = self.current.script().turns if self.current else self.turns.all()
        return next((turn.speaker for turn in turns if turn.role == "interviewee"), "")

    @property
    def is_unnamed(self) -> bool:
        """Whether readers are not to know who speaks."""
        return self.terms == ON_BACKGROUND

    @property
    def name(self) -> str:
        """Who answers, for the desk: as the ledger has it, or the transcript."""
        return self.expert.name if self.expert else self.speaker()

    @property
    def public_name(self) -> str:
        return self.described_as if self.is_unnamed else self.name

    @property
    def corroborates(self) -> bool:
        """Whether its answers may count: only when the desk knows who speaks."""
        return self.disposition in ("conducted by us", "identity checked") and self.is_backed

    @property
    def is_backed(self) -> bool:
        """Whether the ledger and the terms still bear what the disposition claims."""
        return not self.obstacles()

    def obstacles(self) -> list[str]:
        """What keeps it from being published as it is disposed of, in words for an editor."""
        found = []
        if self.disposition == "identity checked" and not (self.expert and self.expert.is_checked):
            found.append("“Identity checked” needs an expert whose ledger says how, when and by whom.")
        if self.terms == OFF_THE_RECORD:
            found.append("It is off the record and cannot be published. Detach it, or agree on other terms.")
        if self.is_unnamed:
            found += self._naming()
        return found

    def _naming(self) -> list[str]:
        """Where an interview on background would give the name away."""
        if not self.described_as:
            return ["It is on background: say how readers see the speaker instead of the name."]
        names = sorted({name for name in _NAME.findall(self.name) if any(_holds(said, name) for said in self._said())})
        found = [f"It is on background, but “{name}” stands in it or above it. Cut or change that." for name in names]
        if self.article.citations.exists():
            found.append("It is on background, but cited, and a citation shows who said it. Cite nothing of it.")
        return found

    def _said(self) -> list[str]:
        """All words of it that readers would see."""
        script, article = self.script(), self.article
        above = [article.headline, article.standfirst, article.byline, *article.authors]
        turns = [words for turn in script.shown() for words in (turn.heading, *turn.paragraphs)]
        asking = [turn.speaker for turn in script.turns if turn.role == "interviewer"]
        return [self.described_as, self.conducted_by, script.introduction, *above, *turns, *asking]

    @transaction.atomic
    def dispose(self, disposition: str, *, by: User, at: datetime, note: str = "") -> None:
        """Record what the desk makes of it. Raises ValueError when the word is unknown or nothing backs it."""
        if disposition not in DISPOSITIONS:
            raise ValueError(f"Unknown disposition {disposition!r}; use one of {', '.join(DISPOSITIONS)}.")
        before = {"disposition": self.disposition}
        held = (self.disposition, self.disposed_by, self.disposed_at, self.disposition_note)
        self.disposition, self.disposed_by, self.disposed_at, self.disposition_note = disposition, by, at, note
        if disposition != "left out" and (obstacles := self.obstacles()):
            self.disposition, self.disposed_by, self.disposed_at, self.disposition_note = held
            raise ValueError(" ".join(obstacles))
        self.save()
        Act.objects.record("disposed of the interview", self, by=by, before=before, after={"disposition": disposition})

    def forget(self) -> None:
        """Its raw text was expunged: nothing that was read out of it, or made of that, stays."""
        self.turns.all().delete()
        self.versions.update(state={})


class InterviewVersion(Identified):
    """The whole interview after one change. All stay; undoing goes back to the one `before`.

    `number` 0 is what the first change was made to: as the pipeline had read it then, or as it was entered.
    """

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.JSONField(help_text="The script, as its `as_json` has it; empty once the text was expunged.")
    what = models.CharField(max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    before = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    write_once = WriteOnce(
        save_when="NEW.state = '{}' AND NEW.id = OLD.id AND NEW.uid = OLD.uid AND NEW.number = OLD.number "
        "AND NEW.interview_id = OLD.interview_id AND NEW.what = OLD.what AND NEW.made_at = OLD.made_at "
        "AND COALESCE(NEW.made_by_id, 0) = COALESCE(OLD.made_by_id, 0) "
        "AND COALESCE(NEW.before_id, 0) = COALESCE(OLD.before_id, 0)"
    )

    class Meta:
        ordering = ["interview", "number"]
        constraints = [
            models.UniqueConstraint(fields=["interview", "number"], name="an_interviews_version_has_its_own_number"),
            models.CheckConstraint(
                condition=Q(number=0, before__isnull=True) | Q(number__gt=0, before__isnull=False),
                name="only_an_interviews_first_version_follows_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.what}"

    def script(self) -> Script:
        return Script.of(self.state)


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
