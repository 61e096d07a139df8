from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Lower, NullIf

from accounts.models import Act, Identified, User
from sources.models.articles import SourceArticle
from sources.text.fold import fold

KINDS = ["person", "organisation", "armed group", "state", "place"]
ACTOR_STATES = ["proposed", "confirmed", "disputed", "merged"]
NAME_KINDS = ["name", "alias", "acronym"]
NAME_STATES = ["asserted", "disputed", "rejected"]
MENTION_STATES = ["proposed", "confirmed", "rejected"]


class ActorQuerySet(models.QuerySet["Actor"]):
    def acting_in(self, articles: Iterable[SourceArticle]) -> "ActorQuerySet":
        """Those who are mentioned in the articles, by mentions that nobody rejected."""
        mentions = Mention.objects.filter(article__in=articles).exclude(state="rejected")
        return self.filter(pk__in=mentions.values("actor"))

    def for_card(self) -> "ActorQuerySet":
        return self.prefetch_related("names", "roles")

    def standing(self) -> "ActorQuerySet":
        """Without those that were merged into another."""
        return self.exclude(state="merged")

    def named(self, folded: str, kind: str) -> "ActorQuerySet":
        """Those of a kind that have a name with this folded form, in the order they came."""
        names = ActorName.objects.filter(folded=folded).exclude(state="rejected")
        return self.standing().filter(kind=kind, pk__in=names.values("actor")).order_by("pk")

    def offered(self) -> "ActorQuerySet":
        """New names that the originals of two origins share, latest first: offered as new actors.

        An origin is here the agency that a report credits, or else its outlet; copies are none.
        """
        mentions = Mention.objects.filter(actor=OuterRef("pk")).from_originals().order_by().values("actor")
        first, last = models.Min(ORIGIN), models.Max(ORIGIN)
        rows = self.filter(state="proposed").annotate(
            first_origin=Subquery(mentions.annotate(found=first).values("found")),
            last_origin=Subquery(mentions.annotate(found=last).values("found")),
        )
        return rows.filter(first_origin__lt=F("last_origin")).order_by("-pk")

    @transaction.atomic
    def confirm(self, *, by: User) -> int:
        """An editor's word that these are actors of our desk; tells how many were not so before."""
        rows = list(self.filter(state="proposed").select_for_update())
        for actor in rows:
            actor.confirm(by=by)
        return len(rows)


ORIGIN = Lower(Coalesce(NullIf("article__credited_to", models.Value("")), "article__outlet__name"))


class Actor(Identified):
    """Someone or something that acts: known by its names, met in its mentions."""

    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=[(k, k) for k in KINDS])
    state = models.CharField(max_length=10, choices=[(s, s) for s in ACTOR_STATES], default="proposed")
    wikidata = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True, help_text="For readers.")
    slug = models.SlugField(max_length=80, unique=True, null=True, blank=True, editable=False)
    """Its address for readers; given at its first publication, and never changed then."""
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", editable=False)

    stays_with_merged_actor = True

    objects = ActorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="an_actor_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(state__in=ACTOR_STATES), name="an_actor_is_in_a_known_state"),
            models.CheckConstraint(condition=~Q(name=""), name="an_actor_is_named"),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="a_merged_actor_says_into_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def survivor(self) -> "Actor":
        """Whom its names lead to: itself, or the one that it was merged into."""
        actor = self
        while actor.merged_into is not None:
            actor = actor.merged_into
        return actor

    @transaction.atomic
    def confirm(self, *, by: User) -> None:
        """An editor's word that this is an actor of our desk."""
        if self.state != "proposed":
            raise ValidationError(f"“{self}” is {self.state} already.")
        self.state = "confirmed"
        self.save(update_fields=["state"])
        Act.objects.record("confirmed an actor", self, by=by, before={"state": "proposed"}, after={"state": self.state})

    def also_written(self) -> list[str]:
        """Its other names, as a reader's card shows them: no parts of the name, and no slips of the shift key."""
        names = sorted(n.name for n in self.names.all() if n.state != "rejected")
        others = {name.casefold(): name for name in names if name.casefold() not in self.name.casefold()}
        return sorted(others.values(), key=str.casefold)


class ActorNameQuerySet(models.QuerySet["ActorName"]):
    def folded_in(self, folded: Iterable[str]) -> "ActorNameQuerySet":
        """With those that were rejected, in the order they came. What a merged actor still has, its survivor had."""
        return self.filter(folded__among=folded).exclude(actor__state="merged").select_related("actor").order_by("pk")

    def standing(self) -> "ActorNameQuerySet":
        """Those that nobody rejected, of actors that were not merged into another."""
        return self.exclude(state="rejected").exclude(actor__state="merged")


class ActorName(models.Model):
    """One way to write an actor's name, and the passage it came from (code points into the article's raw text)."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="names")
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, db_index=True, editable=False)
    language = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=10, choices=[(k, k) for k in NAME_KINDS], default="name")
    state = models.CharField(max_length=10, choices=[(s, s) for s in NAME_STATES], default="asserted")
    article = models.ForeignKey(SourceArticle, models.PROTECT, null=True, blank=True, related_name="+")
    start = models.PositiveIntegerField(null=True, blank=True, editable=False)
    end = models.PositiveIntegerField(null=True, blank=True, editable=False)

    objects = ActorNameQuerySet.as_manager()

    class Meta:
        ordering = ["actor", "name"]
        constraints = [
            models.UniqueConstraint(fields=["actor", "name"], name="an_actor_has_each_name_once"),
            models.CheckConstraint(condition=Q(kind__in=NAME_KINDS), name="a_name_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(state__in=NAME_STATES), name="a_name_is_in_a_known_state"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The folded form follows the name."""
        self.folded = fold(self.name)[:300]
        super().save(*args, **kwargs)


class ActorRole(models.Model):
    """An office or title, with the report that gives it."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="roles")
    title = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    article = models.ForeignKey(SourceArticle, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["actor", "title"]
        constraints = [
            models.UniqueConstraint(fields=["actor", "title", "article"], name="a_report_gives_a_role_once"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(starts_on__lte=F("ends_on")),
                name="a_role_does_not_end_before_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MentionQuerySet(models.QuerySet["Mention"]):
    def titled(self) -> "MentionQuerySet":
        """Those of known actors with an office or rank beside them, which nobody rejected."""
        return self.filter(actor__isnull=False).exclude(title="").exclude(state="rejected")

    def from_originals(self) -> "MentionQuerySet":
        """Those in reports that are no copies and were not spiked, which nobody rejected."""
        rows = self.filter(article__copy_of__isnull=True).exclude(article__state="spiked")
        return rows.exclude(state="rejected")

    def confirm(self, *, by: User) -> list[Act]:
        """They name whom they are said to name. Raises ValidationError where one names nobody yet."""
        nameless = self.filter(actor__isnull=True).first()
        if nameless:
            raise ValidationError(f"Nobody has said whom “{nameless}” names. Choose an actor for it.")
        return self.decide("confirmed mentions", by=by, state="confirmed")

    def reject(self, *, by: User) -> list[Act]:
        """They name no actor."""
        return self.decide("rejected mentions", by=by, state="rejected")

    def reopen(self, *, by: User) -> list[Act]:
        """They are the machine's proposals again."""
        return self.decide("reopened mentions", by=by, state="proposed")

    @transaction.atomic
    def decide(self, verb: str, *, by: User, **values: Any) -> list[Act]:
        """One act for each report, with what its mentions were before; those that are so already are left out."""
        rows = self.select_related("article__raw").select_for_update(of=["self"]).order_by("pk")
        changed = [row for row in rows if any(getattr(row, name) != value for name, value in values.items())]
        before: dict[SourceArticle, dict[str, Any]] = {}
        for row in changed:
            before.setdefault(row.article, {})[str(row.pk)] = row.decided()
            for name, value in values.items():
                setattr(row, name, value)
        self.model.objects.bulk_update(changed, ["state", "actor"], batch_size=500)
        after = {str(row.pk): row.decided() for row in changed}
        return [
            Act.objects.record(verb, article, by=by, before=kept, after={pk: after[pk] for pk in kept})
            for article, kept in before.items()
        ]

    @transaction.atomic
    def put_back(self, act: Act, *, by: User) -> Act:
        """Undo one decision on mentions exactly; those that somebody decided on since stay as they are."""
        rows = self.filter(pk__in=map(int, act.after)).select_related("article__raw").select_for_update(of=["self"])
        same = [row for row in rows if act.after[str(row.pk)] == row.decided()]
        if not same:
            raise ValidationError(f"These mentions were decided on since, so this cannot be undone: {act}.")
        before = {str(row.pk): row.decided() for row in same}
        for row in same:
            held = act.before[str(row.pk)]
            row.state, row.actor_id = held["state"], held["actor"]
        self.model.objects.bulk_update(same, ["state", "actor"], batch_size=500)
        after = {str(row.pk): row.decided() for row in same}
        changed = {"before": before, "after": after}
        return Act.objects.record("took back a decision on mentions", same[0].article, by=by, **changed)


class Mention(models.Model):
    """A name in an article; proposed by the machine until an editor confirms or rejects it."""

    article = models.ForeignKey(SourceArticle, models.CASCADE, related_name="mentions")
    actor = models.ForeignKey(Actor, models.SET_NULL, null=True, blank=True, related_name="mentions")
    key = models.CharField(max_length=300, help_text="Groups the mentions of one actor in this article.")
    kind = models.CharField(max_length=20)
    text = models.CharField(max_length=300)
    title = models.CharField(max_length=200, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=[(s, s) for s in MENTION_STATES], default="proposed")

    objects = MentionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MENTION_STATES), name="a_mention_is_in_a_known_state"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="a_mention_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.text

    def decided(self) -> dict[str, Any]:
        """What an editor decides of it."""
        return {"state": self.state, "actor": self.actor_id}
