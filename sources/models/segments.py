from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from accounts.models import Act, User
from sources.models.articles import SourceArticle
from sources.text import partition
from sources.text import types as text
from sources.text.clean import KINDS
from sources.text.page.rules import REASONS

STRIPPED, RESTORED, UNDID = "stripped words", "put words back", "undid a decision"
NO_KIND = "not part of the report"
"""The reason of an editor who gives none of the list."""
KEPT_KINDS = frozenset(KINDS) - frozenset(REASONS) - {"blank"}


@dataclass(frozen=True, slots=True)
class Piece(text.Segment):
    """A segment and who decided on it: a user's key, None for the machine."""

    by: int | None = None


class SegmentQuerySet(models.QuerySet["Segment"]):
    def pieces(self) -> list[Piece]:
        return [Piece(*values) for values in self.order_by("position").values_list(*PIECE)]

    def decided(self) -> "SegmentQuerySet":
        return self.filter(decided_by__isnull=False)

    def for_desk(self) -> "SegmentQuerySet":
        return self.select_related("decided_by").order_by("position")

    @transaction.atomic
    def lay(self, article: SourceArticle, pieces: Sequence[Piece], *, by: User) -> Act:
        """Lay an editor's pieces, all kept or all stripped, over the tiling; pieces that they reach into are cut."""
        pieces = [replace(piece, by=by.pk) for piece in pieces]
        tiles = article.segments.pieces()
        before = _touching([tile for tile in tiles if tile.by], pieces)
        self._tile(article, partition.overlay(tiles, pieces))
        verb = RESTORED if pieces[0].kept else STRIPPED
        change = {"before": _decided(before), "after": _decided(pieces)}
        return Act.objects.record(verb, article, by=by, **change)

    @transaction.atomic
    def take_back(self, act: Act, article: SourceArticle, *, by: User) -> Act:
        """Undo what `lay` did: what an editor had decided before stands again, the rest is the machine's.

        The machine's own verdict is back once the article was read again. Raises ValidationError when somebody has
        decided otherwise since.
        """
        before = [Piece(**piece) for piece in act.before["decided"]]
        left = partition.overlay(before, [Piece(**piece) for piece in act.after["decided"]])
        tiles = article.segments.pieces()
        if _touching([tile for tile in tiles if tile.by], left) != list(left):
            raise ValidationError(
                "Somebody has decided on this passage since, so nothing was undone. Strip it or put it back instead."
            )
        freed = set(left)
        tiles = [replace(tile, by=None) if tile in freed else tile for tile in tiles]
        self._tile(article, partition.overlay(tiles, before))
        return Act.objects.record(UNDID, article, by=by, after={"undone": str(act.uid)})

    def _tile(self, article: SourceArticle, pieces: Iterable[text.Segment]) -> None:
        article.segments.all().delete()
        self.bulk_create(
            Segment(
                article=article,
                position=position,
                start=piece.start,
                end=piece.end,
                kind=piece.kind,
                kept=piece.kept,
                reason=piece.reason,
                rule=piece.rule,
                decided_by_id=piece.by if isinstance(piece, Piece) else None,
            )
            for position, piece in enumerate(pieces)
        )


class Segment(models.Model):
    """One piece of a raw text, kept or stripped with its reason. The segments of an article tile its raw text."""

    article = models.ForeignKey(SourceArticle, models.CASCADE, related_name="segments")
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    kept = models.BooleanField()
    reason = models.CharField(max_length=200, blank=True)
    rule = models.CharField(max_length=80, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = SegmentQuerySet.as_manager()

    class Meta:
        ordering = ["article", "position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="a_segment_has_its_own_place"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="a_segment_is_not_empty"),
            models.CheckConstraint(condition=Q(kept=True) | ~Q(reason=""), name="nothing_is_stripped_without_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.start}–{self.end}"

    def restore(self, *, by: User) -> None:
        kind = self.kind if self.kind in KEPT_KINDS else "paragraph"
        self._decide(Piece(self.start, self.end, kind), by)

    def strip(self, *, by: User, reason: str) -> None:
        self._decide(Piece(self.start, self.end, self.kind, kept=False, reason=reason or NO_KIND), by)

    def _decide(self, piece: Piece, by: User) -> None:
        Segment.objects.lay(self.article, [piece], by=by)


PIECE = ("start", "end", "kind", "kept", "reason", "rule", "decided_by")


def _touching(pieces: Sequence[Piece], spans: Sequence[text.Segment]) -> list[Piece]:
    """The pieces that share words with one of the spans; both are in order and overlap nothing of their own."""
    starts = [span.start for span in spans]

    def touches(piece: Piece) -> bool:
        at = bisect_right(starts, piece.end - 1) - 1
        return at >= 0 and spans[at].end > piece.start

    return [piece for piece in pieces if touches(piece)]


def _decided(pieces: Sequence[Piece]) -> dict[str, object]:
    return {"decided": [asdict(piece) for piece in pieces]}
