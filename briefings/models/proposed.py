from collections.abc import Iterable

from django.db import models, transaction
from django.db.models import Q

from accounts.models import Act, User
from briefings import anchoring
from briefings.anchoring import Edit, Selector, Span
from briefings.models.annotation import KeyPoint
from briefings.models.briefing import Briefing

PARTS = ["standfirst", "key point", "body"]


class ProposedSentenceQuerySet(models.QuerySet["ProposedSentence"]):
    def numbered(self, numbers: Iterable[int]) -> "ProposedSentenceQuerySet":
        return self.filter(pk__in=numbers)

    @transaction.atomic
    def accept(self, briefing: Briefing, *, by: User) -> int:
        """An editor vouches for them: they are the desk's words from now on. How many they were."""
        words = [row.exact for row in self]
        if words:
            Act.objects.record("accepted proposed sentences", briefing, by=by, after={"sentences": words})
            self.model.objects.filter(pk__in=[row.pk for row in self]).delete()
        return len(words)

    def standing(self, briefing: Briefing, edit: Edit) -> list["ProposedSentence"]:
        """Those whose very words stand in the briefing as it is now, by the edit of its body. Nothing is stored."""
        head = Edit(briefing.standfirst, briefing.standfirst)
        rows = self.filter(briefing=briefing).select_related("key_point")
        return [row for row in rows if row.settle(edit if row.part == "body" else head)]

    @transaction.atomic
    def settle(self, briefing: Briefing, edit: Edit, *, by: User) -> None:
        """After an edit: those that stand keep their mark; who rewrote the others owns what they wrote."""
        kept = self.standing(briefing, edit)
        self.bulk_update(kept, ["exact", "prefix", "suffix", "start", "end"])
        gone = self.filter(briefing=briefing).exclude(pk__in=[row.pk for row in kept])
        words = list(gone.values_list("exact", flat=True))
        if words:
            Act.objects.record("rewrote proposed sentences", briefing, by=by, before={"sentences": words})
            gone.delete()


class ProposedSentence(models.Model):
    """A sentence that a machine made and no editor has accepted yet: the briefing does not publish with it.

    `start:end` count in the standfirst, in the key point, or in the rendered plain text of the body. It stays as long
    as its very words do: who rewrites them owns them.
    """

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="proposed")
    part = models.CharField(max_length=10, choices=[(p, p) for p in PARTS])
    key_point = models.ForeignKey(KeyPoint, models.CASCADE, null=True, blank=True, related_name="proposed")
    exact = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)

    objects = ProposedSentenceQuerySet.as_manager()

    class Meta:
        ordering = ["briefing", "-part", "key_point__position", "start", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(part__in=PARTS), name="a_proposed_sentence_stands_in_a_known_part"),
            models.CheckConstraint(
                condition=Q(part="key point", key_point__isnull=False) | (~Q(part="key point") & Q(key_point=None)),
                name="a_proposed_key_point_names_its_row",
            ),
            models.CheckConstraint(condition=~Q(exact=""), name="a_proposed_sentence_has_its_words"),
        ]

    def __str__(self) -> str:
        return self.exact[:80]

    @property
    def selector(self) -> Selector:
        return Selector(self.exact, self.prefix, self.suffix, self.start, self.end)

    def settle(self, edit: Edit) -> bool:
        """Find its place after an edit of its part; nothing is stored. Whether its very words still stand.

        A key point is one sentence: with more in it, it is another.
        """
        if self.key_point:
            return self.key_point.text.split() == self.exact.split()
        if self.selector.stands_in(edit.new):
            return True
        place = edit.follow(Span(self.start, self.end)) if self._stands(edit.old) else None
        found = anchoring.select(edit.new, *place.span) if place and self._reads(edit.new, place.span) else None
        found = found or anchoring.find(edit.new, self.selector)
        if found is None:
            return False
        self.exact, self.prefix, self.suffix = found.exact, found.prefix, found.suffix
        self.start, self.end = found.start, found.end
        return True

    def _stands(self, text: str) -> bool:
        return self._reads(text, Span(self.start, self.end))

    def _reads(self, text: str, span: Span) -> bool:
        return text[slice(*span)].split() == self.exact.split()
