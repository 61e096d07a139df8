from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q

from accounts.models import Identified
from sources.models.articles import SourceArticle

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

    def also_written(self) -> list[str]:
        """Its other names, as a reader's card shows them: no parts of the name, and no slips of the shift key."""
        names = sorted(n.name for n in self.names.all() if n.state != "rejected")
        others = {name.casefold(): name for name in names if name.casefold() not in self.name.casefold()}
        return sorted(others.values(), key=str.casefold)


class ActorNameQuerySet(models.QuerySet["ActorName"]):
    def folded_in(self, folded: set[str]) -> "ActorNameQuerySet":
        return self.filter(folded__in=folded).exclude(state="rejected").select_related("actor").order_by("pk")

    def rejected_in(self, folded: set[str]) -> "ActorNameQuerySet":
        return self.filter(folded__in=folded, state="rejected")


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
