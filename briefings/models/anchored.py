from django.db import models

from briefings import anchoring
from briefings.anchoring import Edit, Place, Selector, Span

STATES = ["anchored", "needs review", "orphaned"]


class Anchored(models.Model):
    """Something said of words of the briefing's rendered text, which finds them again when the text is edited."""

    exact = models.TextField(help_text="The marked words, as they read on the page.")
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField(default=0, editable=False)
    end = models.PositiveIntegerField(default=0, editable=False)
    state = models.CharField(max_length=12, choices=[(s, s) for s in STATES], default="anchored", editable=False)

    class Meta:
        abstract = True

    @property
    def selector(self) -> Selector:
        return Selector(self.exact, self.prefix, self.suffix, self.start, self.end)

    def settle(self, edit: Edit, *, is_seen: bool) -> None:
        """Find its place after an edit; nothing is stored. `is_seen`: its words are those of the last revision."""
        was = self.selector
        if self.state == "orphaned" and is_seen:
            found = anchoring.find_again(edit.new, was)
            place = Place(Span(found.start, found.end), certain=True) if found else None
        elif was.stands_in(edit.old) or (self.state == "needs review" and is_seen):
            place = edit.follow(Span(self.start, self.end))
        else:
            place = anchoring.find_anew(edit.new, was)
        self._stand(place, edit.new, is_seen=is_seen)

    def _stand(self, place: Place | None, text: str, *, is_seen: bool) -> None:
        if place is None:
            self.state = "orphaned"
            return
        self.start, self.end = place.span
        there = anchoring.select(text, *place.span)
        waits = (self.state == "needs review" and is_seen) or not place.certain
        if self.selector.stands_in(text):
            self._take(anchoring.select(text, self.start, self.start + len(self.exact)))
        elif waits or there.exact.split() != self.exact.split():
            self.state = "needs review"
        else:
            self._take(there)

    def _take(self, place: Selector) -> None:
        self.exact, self.prefix, self.suffix = place.exact, place.prefix, place.suffix
        self.start, self.end, self.state = place.start, place.end, "anchored"
