from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from accounts.models import Act, Due, Identified, User
from accounts.models.due import DueQuerySet
from sources.models import Difference, DifferenceValue, Interview, SourceArticle, Story
from sources.models.articles import SourceArticleQuerySet

STATUSES = ["draft", "in review", "approved", "scheduled", "published", "retracted"]


ENDS_APPROVAL = ("draft", "in review", "annotated", "dropped a mark", "attached a mark anew")
"""Acts after which a version is another one, besides saving, which counts the lock version on."""
UNREVIEWED = "Review is on (NUTGRAF_REVIEW): send it for review, and have this version approved."
ONE_PAIR_OF_EYES = (
    "Four eyes are asked for (NUTGRAF_FOUR_EYES): {who} wrote last. Somebody else is to approve or publish it."
)


class StaleCopy(ValidationError):
    """Someone saved in between: both texts are to be shown, none is lost."""


class BriefingQuerySet(DueQuerySet):
    def for_desk(self) -> "BriefingQuerySet":
        return self.select_related("live", "story", "interview").order_by("-updated_at", "-pk")

    def at(self, slug: str) -> "Briefing | None":
        """The published one at an address, retracted or not."""
        return self.filter(live__isnull=False, slug=slug).first()

    def in_state(self, status: str = "") -> "BriefingQuerySet":
        """Those with a status, or all: for programs, which page by the key."""
        return self.select_related("live").filter(**({"status": status} if status else {}))

    def strayed(self, at: datetime) -> "BriefingQuerySet":
        """None: an editor says when one is due, however far ahead."""
        return self.none()

    def shaken(self) -> "BriefingQuerySet":
        """Live ones that cite a report which was withdrawn or expunged since."""
        return self.live_citing(SourceArticle.objects.no_longer_there())

    def live_citing(self, articles: models.QuerySet[SourceArticle]) -> "BriefingQuerySet":
        keys = articles.values("pk")
        in_text = Q(annotations__citations__article__in=keys)
        live = self.filter(live__isnull=False).exclude(status="retracted")
        return live.filter(in_text | Q(key_points__citations__article__in=keys)).distinct()


class Briefing(Due, Identified):
    """What the desk works on. What readers see is never this row but its live edition."""

    headline = models.CharField(max_length=300)
    slug = models.SlugField(max_length=100, unique=True, help_text="Its address; frozen once it was published.")
    standfirst = models.TextField(blank=True, help_text="The nut graf: one or two sentences on why this matters.")
    body = models.TextField(blank=True, help_text="Markdown.")
    not_known = models.TextField(blank=True, help_text="What we do not know: one point a line.")
    topics = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=12, default="en")
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="briefings", blank=True)
    story = models.ForeignKey(Story, models.PROTECT, null=True, blank=True, related_name="briefings")
    interview = models.ForeignKey(Interview, models.PROTECT, null=True, blank=True, related_name="briefings")
    status = models.CharField(max_length=10, choices=[(s, s) for s in STATUSES], default="draft", editable=False)
    embargo_until = models.DateTimeField(null=True, blank=True)
    lock_version = models.PositiveIntegerField(default=0, editable=False)
    live = models.OneToOneField(
        "briefings.Edition", models.PROTECT, null=True, blank=True, related_name="live_of", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = BriefingQuerySet.as_manager()

    class Meta:
        permissions = [
            ("submit", "Can send for review"),
            ("approve", "Can approve what is in review"),
            ("publish", "Can publish, correct and retract"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="a_briefing_has_a_known_status"),
            models.CheckConstraint(
                condition=~Q(status__in=["published", "retracted"]) | Q(live__isnull=False),
                name="what_is_published_has_a_live_edition",
            ),
            models.CheckConstraint(
                condition=~Q(status="scheduled") | Q(due_at__isnull=False), name="what_is_scheduled_has_its_time"
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def reports(self) -> list[SourceArticle]:
        """The reports it rests on, as they came: the story's (see `_of_story`), and what it quotes.

        Quoted are those that are cited, stand behind a difference that was kept, or hold the interview.
        """
        articles = SourceArticle.objects.order_by()
        wanted = [articles.filter(citations__annotation__briefing=self)]
        wanted.append(articles.filter(citations__key_point__briefing=self))
        if self.interview_id:
            wanted.append(articles.filter(interview=self.interview_id))
        if self.story_id:
            kept = DifferenceValue.objects.for_readers().filter(difference__story=self.story_id)
            wanted.append(articles.filter(pk__in=kept.values("article")))
            wanted.append(self._of_story())
        first, *others = (rows.values_list("pk", flat=True) for rows in wanted)
        pks = list(first.union(*others))  # apart from their texts, which a DISTINCT would compare
        return list(SourceArticle.objects.for_page().filter(pk__in=pks).order_by("pk"))

    def _of_story(self) -> SourceArticleQuerySet:
        """The story's latest versions, less those spiked. Once there is an edition, only those that it rests on and
        those that an editor took up since, with their copies: what arrives late is suggested, never added by itself.
        """
        found = SourceArticle.objects.order_by().filter(membership__story=self.story_id).exclude(state="spiked")
        if self.live_id and self.status != "retracted":
            taken_up = Q(late_answers__briefing=self, late_answers__answer="taken up")
            settled = SourceArticle.objects.filter(Q(in_editions__edition=self.live_id) | taken_up).values("pk")
            found = found.filter(Q(pk__in=settled) | Q(copy_of__in=settled))
        return found.exclude(next_version__in=found.values("pk"))

    def differences(self) -> list[Difference]:
        """The rows an editor kept."""
        return list(self.story.differences.kept().shown()) if self.story else []

    def not_known_points(self) -> list[str]:
        return [line.strip(" -*\t") for line in self.not_known.splitlines() if line.strip(" -*\t")]

    def hold(self, expected: int) -> None:
        """Take the next lock version, or raise StaleCopy when `expected` is not the one on the row."""
        held = Briefing.objects.filter(pk=self.pk, lock_version=expected).update(lock_version=F("lock_version") + 1)
        if not held:
            raise StaleCopy(
                "Someone else saved this briefing in the meantime. Nothing of yours is lost: see both below."
            )
        self.lock_version = expected + 1

    @transaction.atomic
    def rename(self, slug: str, *, by: User) -> None:
        """A new address; after the first publication the old one redirects."""
        before = self.slug
        if self.editions.exists():
            SlugRedirect.objects.get_or_create(slug=before, defaults={"briefing": self})
            self.redirects.filter(slug=slug).delete()
        self.slug = slug
        self.save(update_fields=["slug"])
        Act.objects.record("renamed", self, by=by, before={"slug": before}, after={"slug": slug})

    def submit(self, *, by: User) -> None:
        """A live one as well: its changes are reviewed, readers see the live edition meanwhile."""
        self._move("in review", by=by, allowed=("draft", "published"))

    def approve(self, *, by: User, note: str = "") -> None:
        """This version may go out. An edit takes the approval back."""
        self._move("approved", by=by, reason=note, allowed=("in review", "approved"))

    def send_back(self, *, by: User, reason: str) -> None:
        """Changes are requested. Where review is on, the reason must say which."""
        if settings.REVIEW and self.status in ("in review", "approved") and not reason.strip():
            raise ValidationError("Say what is to be changed: who wrote it reads this.")
        self._move("draft", by=by, reason=reason, allowed=("in review", "approved", "scheduled"))

    def approval(self) -> Act | None:
        """The last word that this very version may go out; None when it was edited or sent back since."""
        moved = Act.objects.of(self).filter(verb__in=["approved", *ENDS_APPROVAL]).first()
        stands = moved and moved.verb == "approved" and moved.after.get("lock_version") == self.lock_version
        return moved if stands else None

    def last_writer(self) -> User | None:
        revision = self.revisions.select_related("by").order_by("-number").first()
        return revision.by if revision else None

    def lacks_other_eyes(self, by: User | None) -> bool:
        """Whether nobody but who wrote last has had a hand in this version, were `by` (None: anybody) to publish it."""
        writer, approval = self.last_writer(), self.approval()
        return bool(settings.FOUR_EYES and writer and not {by, approval and approval.who} - {writer, None})

    def schedule(self, at: datetime, *, by: User) -> None:
        """Publish at a time. The worker opens it then, after running the gate again."""
        if self.embargo_until and at < self.embargo_until:
            raise ValidationError(
                f"The embargo holds until {self.embargo_until:%-d %B %Y, %H:%M} UTC; choose a later time."
            )
        if settings.REVIEW and not self.approval():
            raise ValidationError(UNREVIEWED)
        if self.lacks_other_eyes(by):
            raise ValidationError(ONE_PAIR_OF_EYES.format(who=by))
        self.due_at = at
        self._move("scheduled", by=by, allowed=("draft", "in review", "approved", "scheduled"))

    def _move(self, status: str, *, by: User, allowed: tuple[str, ...], reason: str = "") -> None:
        if self.status not in allowed:
            raise ValidationError(f"A briefing that is {self.status} cannot become {status}.")
        before, self.status = self.status, status
        if status != "scheduled":
            self.due_at = None
        self.claimed_until, self.attempts, self.last_error = None, 0, ""
        due = ["due_at", "claimed_until", "attempts", "last_error"]
        self.save(update_fields=["status", "updated_at", *due])
        after = {"status": status, "lock_version": self.lock_version}
        change: dict[str, Any] = {"before": {"status": before}, "after": after}
        Act.objects.record(status, self, by=by, reason=reason, **change)


class SlugRedirectQuerySet(models.QuerySet["SlugRedirect"]):
    def public(self) -> "SlugRedirectQuerySet":
        """Redirects to briefings that have a live edition."""
        return self.filter(briefing__live__isnull=False).select_related("briefing")


class SlugRedirect(models.Model):
    """An address that was public once leads to where its briefing is now."""

    slug = models.SlugField(max_length=100, unique=True)
    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="redirects")

    objects = SlugRedirectQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.slug} → {self.briefing.slug}"
