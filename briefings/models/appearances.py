"""What readers look briefings up by. All rows here are made from frozen documents, and can be made anew."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db import connections, models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.urls import reverse

from briefings.models.edition import Edition
from sources.models import Actor

ENTRY_KINDS = ["actor", "topic", "outlet", "month", "story", "list"]
"""A "list" is what the API's list is narrowed by and nothing has a page for: all, a language, with an interview …"""

LETTERS = """
WITH RECURSIVE letters(letter) AS (
    SELECT min(initial) FROM briefings_entry WHERE kind = %s
    UNION ALL
    SELECT (SELECT min(initial) FROM briefings_entry WHERE kind = %s AND initial > letter) FROM letters
    WHERE letter IS NOT NULL
)
SELECT letter FROM letters WHERE letter IS NOT NULL
"""


class EntryQuerySet(models.QuerySet["Entry"]):
    def public(self) -> "EntryQuerySet":
        """Those that a listed edition contains."""
        return self.filter(Exists(Appearance.objects.listed().filter(entry=OuterRef("pk"))))

    def at(self, kind: str, slug: str) -> "Entry":
        """The one at an address, whether anything shows it or not. Raises Entry.DoesNotExist."""
        return self.select_related("actor__merged_into").get(kind=kind, slug=slug)

    def in_use(self) -> "EntryQuerySet":
        """The same as it is counted, within the transaction that publishes: its edition is not live yet."""
        return self.filter(briefings__gt=0)

    def in_index(self, kind: str) -> "EntryQuerySet":
        """The public ones of a kind, less actors who were merged into one that is public as well."""
        rows = self.public().filter(kind=kind)
        if kind != "actor":
            return rows
        kept = Entry.objects.public().filter(actor=OuterRef("actor__merged_into"))
        return rows.exclude(Q(actor__merged_into__isnull=False) & Exists(kept))

    def narrowed(self, facet: str = "", letter: str = "") -> "EntryQuerySet":
        """To a kind of actor, or to a letter; empty: to none."""
        return self.filter(**{name: value for name, value in (("facet", facet), ("initial", letter)) if value})

    def letters(self, kind: str) -> list[str]:
        """Those that names of a kind begin with: one step in the index a letter, however many names there are."""
        with connections[self.db].cursor() as cursor:
            cursor.execute(LETTERS, [kind, kind])
            return [letter for (letter,) in cursor.fetchall()]

    def after(self, entry: "Entry") -> "EntryQuerySet":
        """Those that stand later in an index: months run backwards."""
        return self.filter(sort__lt=entry.sort) if entry.kind == "month" else self.filter(sort__gt=entry.sort)

    def sorted(self, kind: str) -> "EntryQuerySet":
        return self.order_by("-sort" if kind == "month" else "sort")

    def blocks(self, kinds: Collection[str], size: int) -> list[int]:
        """Which blocks of `size` numbers hold an entry of the kinds that is in use."""
        rows = self.in_use().filter(kind__in=kinds).values_list(F("id") / size, flat=True)
        return sorted(set(rows.distinct()))

    def within(self, start: int, end: int) -> "EntryQuerySet":
        """Those with a number from `start` to before `end`."""
        return self.filter(pk__gte=start, pk__lt=end).order_by("pk")

    def shared_by(self, editions: Collection[int], kinds: Collection[str]) -> "EntryQuerySet":
        """The topics or actors of more than one of the editions, those of most first."""
        rows = self.filter(kind__in=kinds, appearances__edition__in=editions)
        return rows.annotate(shared=Count("pk")).filter(shared__gt=1).order_by("-shared", "sort")

    def of_actors(self, actors: Collection[int]) -> "EntryQuerySet":
        return self.filter(kind="actor", actor__in=actors)

    def keyed(self, keys: Iterable[str]) -> "EntryQuerySet":
        return self.filter(key__in=set(keys)).select_related("actor")

    def headed(self, headings: Iterable["Sought"]) -> "EntryQuerySet":
        """Those that are sought, as far as they are there."""
        wanted = [Q(kind=one.kind, **{one.by: one.value}) for one in headings]
        return self.filter(reduce(or_, wanted)) if wanted else self.none()

    def counted(self, before: Collection[int], after: Collection[int]) -> None:
        """An edition came under `after` in the place of what stood under `before`."""
        self.filter(pk__in=set(after) - set(before)).update(briefings=F("briefings") + 1)
        self.filter(pk__in=set(before) - set(after)).update(briefings=F("briefings") - 1)


@dataclass(frozen=True, slots=True)
class Sought:
    """An entry that a list is narrowed to. `by`: "key" or "slug"."""

    kind: str
    by: str
    value: str


class Entry(models.Model):
    """An actor, a topic, an outlet or a month that editions contain. Its address stays, also while nothing shows it."""

    kind = models.CharField(max_length=6, choices=[(k, k) for k in ENTRY_KINDS])
    key = models.CharField(max_length=300, help_text="An actor's uid; of a topic or an outlet the folded name.")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=300)
    sort = models.CharField(max_length=400, help_text="By which an index is ordered: the folded name, then the slug.")
    initial = models.CharField(max_length=8)
    facet = models.CharField(max_length=20, blank=True, help_text="What an index is narrowed by: an actor's kind.")
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, related_name="entries")
    card = models.JSONField(default=dict, help_text="As the newest listed edition that contains it has it.")
    briefings = models.PositiveIntegerField(default=0, help_text="How many listed editions contain it.")

    stays_with_merged_actor = True

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["kind", "-id"], name="entry_newest_first"),
            models.Index(fields=["kind", "initial", "sort"], name="entry_by_letter"),
            models.Index(fields=["kind", "facet", "sort"], name="entry_by_facet"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ENTRY_KINDS), name="an_entry_is_of_a_known_kind"),
            models.UniqueConstraint(fields=["kind", "key"], name="an_entry_is_made_once"),
            models.UniqueConstraint(fields=["kind", "slug"], name="an_entry_has_its_own_address"),
            models.UniqueConstraint(fields=["kind", "sort"], name="an_entry_has_its_own_place"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        if self.kind == "month":
            return reverse("archive-month", args=self.key.split("-"))
        return reverse(self.kind, args=[self.slug])

    @property
    def heading(self) -> str:
        """What it is, in one value."""
        return f"{self.kind} {self.key}"

    @property
    def month(self) -> date | None:
        return date.fromisoformat(f"{self.key}-01") if self.kind == "month" else None

    def stands_under(self) -> "Entry":
        """Itself; of an actor who was merged, the public entry of the one who was kept, if there is one."""
        found, actor = self, self.actor
        while actor and actor.merged_into:
            actor = actor.merged_into
            found = Entry.objects.public().of_actors([actor.pk]).select_related("actor").first() or found
        return found

    def gathers(self) -> "list[Entry]":
        """Itself, and the entries of actors who were merged into its own."""
        found: set[int] = set()
        layer = {self.actor_id} if self.actor_id else set()
        while layer:
            layer = set(Actor.objects.filter(merged_into__in=layer).values_list("pk", flat=True)) - found
            found |= layer
        return [self, *Entry.objects.of_actors(found)] if found else [self]


class AppearanceQuerySet(models.QuerySet["Appearance"]):
    def listed(self) -> "AppearanceQuerySet":
        """Those in editions that lists show: asked row by row, so that a page costs a page, whatever is behind it."""
        return self.filter(Exists(Edition.objects.listed().order_by().filter(pk=OuterRef("edition"))))

    def under(self, entries: Collection[Entry]) -> "AppearanceQuerySet":
        """The listed ones under any of the entries, an edition once, the newest briefing first."""
        keys = [entry.pk for entry in entries]
        if len(keys) == 1:
            return self.listed().filter(entry=keys[0]).order_by("-first_seq")
        earlier = Appearance.objects.filter(edition=OuterRef("edition"), entry__in=keys, entry__lt=OuterRef("entry"))
        return self.listed().filter(~Exists(earlier), entry__in=keys).order_by("-first_seq")

    def whole(self) -> "AppearanceQuerySet":
        """One of each listed edition."""
        return self.listed().filter(entry=Subquery(Entry.objects.filter(kind="list", key="all").values("pk")))

    def narrowed(self, groups: Iterable[Collection[int]]) -> "AppearanceQuerySet":
        """The listed ones of editions that stand under an entry of each group, an edition once.

        The first group leads: its rows are read in order, and the others are asked row by row.
        """
        first, *others = groups
        rows = self.listed().filter(entry__in=first) if len(first) > 1 else self.listed().filter(entry=min(first))
        if len(first) > 1:
            earlier = Appearance.objects.filter(entry__in=first, entry__lt=OuterRef("entry"))
            rows = rows.filter(~Exists(earlier.filter(edition=OuterRef("edition"))))
        for group in others:
            rows = rows.filter(Exists(Appearance.objects.filter(edition=OuterRef("edition"), entry__in=group)))
        return rows

    def stored(self, shape: str) -> "models.QuerySet[Appearance, Any]":
        """`content`: the stored bytes of the edition in a shape."""
        rows = self.filter(edition__renditions__shape=shape)
        return rows.annotate(content=F("edition__renditions__content"))

    def summaries(self) -> "models.QuerySet[Appearance, Any]":
        """`content`: the stored bytes of the edition's summary; `first_seq`."""
        rows = self.filter(edition__renditions__shape="summary")
        return rows.values("first_seq", content=F("edition__renditions__content"))

    def newest_changes(self) -> "models.QuerySet[Appearance, Any]":
        """The stored bytes of the summaries, the edition that was published last first."""
        rows = self.filter(edition__renditions__shape="summary").order_by("-seq")
        return rows.values_list("edition__renditions__content", flat=True)

    def addresses(self) -> "models.QuerySet[Appearance, Any]":
        """(slug, when it changed last) of each briefing."""
        return self.values_list("edition__briefing__slug", "edition__published_at")


class Appearance(models.Model):
    """That the live edition of a briefing contains it. Retracted ones contain nothing."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="appearances", db_index=False)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="appearances", db_index=False)
    seq = models.PositiveBigIntegerField(help_text="The edition's: the newest one's card is shown.")
    first_seq = models.PositiveBigIntegerField(help_text="The briefing's: by it lists stand and are paged.")
    published_at = models.DateTimeField(help_text="When the briefing was first published, as its document says.")
    updated_at = models.DateTimeField(help_text="When this edition was.")

    objects = AppearanceQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["entry", "-first_seq"], name="appearance_newest_first"),
            models.Index(fields=["entry", "seq"], name="appearance_by_change"),
            models.Index(fields=["entry", "published_at", "first_seq"], name="appearance_by_publication"),
            models.Index(fields=["entry", "updated_at", "seq"], name="appearance_by_update"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["edition", "entry"], name="an_edition_contains_an_entry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.entry} in {self.edition}"
