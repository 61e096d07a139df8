import hashlib
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, Max, Min, OuterRef, Q, Subquery, Value, When

from accounts.guards import WriteOnce
from accounts.models import Identified
from briefings.models.briefing import Briefing

KINDS = ["first", "update", "correction", "clarification", "minor", "retraction"]
PUBLIC_CHANGES = "public changes"


class EditionQuerySet(models.QuerySet["Edition"]):
    def public(self) -> "EditionQuerySet":
        """The visibility gate: every public door begins here.

        All editions of a briefing that has a live one; of a retracted briefing the retraction alone.
        """
        retracted = Q(briefing__status="retracted")
        return self.filter(Q(briefing__live__isnull=False) & (~retracted | Q(kind="retraction")))

    def live(self) -> "EditionQuerySet":
        """Of the public editions the current one of each briefing."""
        return self.public().filter(live_of__isnull=False)

    def listed(self) -> "EditionQuerySet":
        """What lists show: live editions that are no retraction, the newest briefing first."""
        return self.live().exclude(kind="retraction").order_by("-first_seq")

    def rows(self) -> "EditionQuerySet":
        """What lists show, in no order yet: asked row by row, so that a page costs a page, whatever is behind it."""
        return self.filter(Exists(Edition.objects.listed().order_by().filter(pk=OuterRef("pk"))))

    def changes(self) -> "EditionQuerySet":
        """What feeds show: what changed last first."""
        return self.rows().order_by("-seq")

    def summaries(self) -> "models.QuerySet[Edition, Any]":
        """What lists show, the newest briefing first: `first_seq`, by which they are paged, and `content`."""
        return self.rows().order_by("-first_seq").values("first_seq", content=_stored("summary"))

    def all_of(self, slug: str) -> "EditionQuerySet":
        """The public editions of a briefing, the first one first."""
        return self.public().filter(briefing__slug=slug).order_by("number")

    def changes_from(self, seq: int, *, whole: bool) -> "models.QuerySet[Edition, Any]":
        """The last public change of each briefing from the number `seq` on, in order, with `content`.

        That is the stored summary, or with `whole` the document; of a retraction always the document, its notice.
        """
        live = Edition.objects.live().order_by().filter(pk=OuterRef("pk"))
        shown = Case(When(kind="retraction", then=Value("json")), default=Value("json" if whole else "summary"))
        stored = Rendition.objects.filter(edition=OuterRef("pk"), shape=OuterRef("wanted")).values("content")
        rows = self.filter(Exists(live), seq__gte=seq).order_by("seq").annotate(wanted=shown)
        return rows.values("seq", "kind", "published_at", "briefing__uid", content=Subquery(stored))

    def first_change_since(self, at: datetime) -> int:
        """The number of the first public change of then or later; after the last one if there is none."""
        found = self.filter(published_at__gte=at).aggregate(Min("seq"))["seq__min"]
        return int(found or (self.aggregate(Max("seq"))["seq__max"] or 0) + 1)

    def retractions(self) -> "EditionQuerySet":
        """The notices of retracted briefings, the newest first."""
        live = Edition.objects.live().filter(pk=OuterRef("pk"))
        return self.filter(Exists(live), kind="retraction").order_by("-seq")

    def contents(self, shape: str) -> "models.QuerySet[Edition, Any]":
        """The stored bytes of each in a shape."""
        return self.values_list(_stored(shape), flat=True)

    def with_contents(self, shape: str) -> "models.QuerySet[Edition, Any]":
        """(key, stored bytes in a shape) of each."""
        return self.values_list("pk", _stored(shape))

    def of_briefing(self, slug: str, numbers: list[int]) -> "EditionQuerySet":
        """Its public editions with these numbers, unless it was retracted."""
        rows = self.public().exclude(kind="retraction").filter(briefing__slug=slug, number__in=numbers)
        return rows.select_related("briefing").order_by("number")

    def citing(self, source: str) -> "EditionQuerySet":
        """Of each briefing that is public and not retracted, the newest edition that rests on the report with the uid;
        what changed last first. A report that later editions left out keeps its record.
        """
        rows = self.public().exclude(kind="retraction").filter(sources__article__uid=source)
        newer = rows.order_by().filter(briefing=OuterRef("briefing"), number__gt=OuterRef("number"))
        return rows.filter(~Exists(newer)).select_related("briefing").order_by("-seq")

    def corrections(self) -> "EditionQuerySet":
        """Corrections, clarifications and retractions that are public, the newest first."""
        rows = self.public().filter(kind__in=["correction", "clarification", "retraction"])
        return rows.select_related("briefing").order_by("-seq")

    def retraction_of(self, slug: str) -> "EditionQuerySet":
        """The notice that stands at an address, if the briefing there was retracted."""
        return self.live().filter(briefing__slug=slug, kind="retraction")


def _stored(shape: str) -> Subquery:
    """An edition's bytes in a shape. A subquery and no join, which SQLite would begin at the renditions."""
    return Subquery(Rendition.objects.filter(edition=OuterRef("pk"), shape=shape).values("content"))


class Edition(Identified):
    """A frozen publication: the whole graph as canonical JSON (RFC 8785), with its hash. Written once."""

    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=14, choices=[(k, k) for k in KINDS])
    note = models.TextField(blank=True)
    document = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    seq = models.PositiveBigIntegerField(unique=True, help_text="The site-wide number of this public change.")
    first_seq = models.PositiveBigIntegerField(db_index=True, help_text="That of the briefing's first edition.")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = EditionQuerySet.as_manager()
    write_once = WriteOnce()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "-seq"], name="edition_by_kind"),
            models.Index(fields=["published_at", "seq"], name="edition_by_time"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["briefing", "number"], name="an_edition_has_its_own_number"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="an_edition_is_of_a_known_kind"),
            models.CheckConstraint(
                condition=(Q(kind="first") & Q(number=1)) | (~Q(kind="first") & Q(number__gt=1)),
                name="the_first_edition_is_number_one",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["first", "update", "minor"]) | ~Q(note=""), name="a_correction_says_what_it_is"
            ),
        ]

    def __str__(self) -> str:
        return f"Edition {self.number} of {self.briefing}"

    @property
    def is_superseded(self) -> bool:
        """Whether the briefing has a newer edition."""
        return self.briefing.editions.filter(number__gt=self.number).exists()

    @property
    def is_intact(self) -> bool:
        return hashlib.sha256(bytes(self.document)).hexdigest() == self.sha256


class RenditionQuerySet(models.QuerySet["Rendition"]):
    def public(self, shape: str) -> "RenditionQuerySet":
        """Renditions of public editions, through the one gate."""
        return self.of(Edition.objects.public(), shape)

    def of(self, editions: EditionQuerySet, shape: str) -> "RenditionQuerySet":
        """Those of the editions, asked row by row, so that one costs one, however many editions there are."""
        return self.filter(Exists(editions.order_by().filter(pk=OuterRef("edition"))), shape=shape)

    def for_shelf(self) -> "RenditionQuerySet":
        """With what goes over the wire, and no more."""
        return self.select_related("edition").only("content", "etag", "edition__published_at")

    def live(self, slug: str, shape: str) -> "RenditionQuerySet":
        return self.public(shape).filter(edition__live_of__slug=slug)

    def of_edition(self, slug: str, number: int, shape: str) -> "RenditionQuerySet":
        return self.public(shape).filter(edition__briefing__slug=slug, edition__number=number)


class Rendition(models.Model):
    """An edition in one shape (page, json, summary …), made at publication and made anew when the renderer changes."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="renditions")
    shape = models.CharField(max_length=20)
    renderer = models.CharField(max_length=20)
    content = models.BinaryField()
    etag = models.CharField(max_length=64)

    objects = RenditionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "shape"], name="an_edition_has_each_shape_once")]

    def __str__(self) -> str:
        return f"{self.shape} of {self.edition}"
