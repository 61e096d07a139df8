import hashlib

from django.conf import settings
from django.db import models
from django.db.models import F, Q

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
    def is_intact(self) -> bool:
        return hashlib.sha256(bytes(self.document)).hexdigest() == self.sha256


class RenditionQuerySet(models.QuerySet["Rendition"]):
    def public(self, shape: str) -> "RenditionQuerySet":
        """Renditions of public editions, through the one gate."""
        return self.filter(edition__in=Edition.objects.public(), shape=shape)

    def live(self, slug: str, shape: str) -> "RenditionQuerySet":
        return self.public(shape).filter(edition__live_of__slug=slug)

    def of_edition(self, slug: str, number: int, shape: str) -> "RenditionQuerySet":
        return self.public(shape).filter(edition__briefing__slug=slug, edition__number=number)

    def listed(self, shape: str) -> "RenditionQuerySet":
        """With `first_seq`, by which they stand and are paged."""
        listed = self.filter(edition__in=Edition.objects.listed().order_by(), shape=shape)
        return listed.annotate(first_seq=F("edition__first_seq")).order_by("-first_seq")


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
