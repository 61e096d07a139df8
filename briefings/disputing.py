"""Where a briefing uses what its sources differ about: the words of its text, and the marks that say so to readers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import Act, User
from briefings import anchoring, markup, saving
from briefings.models import Annotation, Briefing
from sources.models import Difference, DifferenceValue
from sources.text.claims import uses
from sources.text.claims.uses import ToldValue, Use
from sources.text.types import Sentence


@dataclass(frozen=True, slots=True)
class UsedValue:
    """A value of a row that a text gives."""

    row: Difference
    value: DifferenceValue
    use: Use

    @property
    def words(self) -> str:
        at = self.use.sentence.start
        return self.use.sentence.text[self.use.start - at : self.use.end - at]


def used(rows: Iterable[Difference], text: str) -> list[UsedValue]:
    """The values of these rows that a plain text gives, in the order of the rows."""
    told = uses.sentences_of(text)
    return [UsedValue(row, value, use) for row in rows for value in row.values.all() for use in _find(row, value, told)]


def used_in(briefing: Briefing, rows: Sequence[Difference]) -> list[UsedValue]:
    """Those that the briefing gives in its text, its standfirst or its key points."""
    if not rows:
        return []
    points = [point.text for point in briefing.key_points.all()]
    return used(rows, "\n\n".join([plain(briefing), briefing.standfirst, *points]))


@transaction.atomic
def mark(briefing: Briefing, *, by: User) -> list[Annotation]:
    """Dispute marks on the words of the text that give a value of a row that readers see; what is marked stays so."""
    there = list(briefing.annotations.exclude(difference=None))
    text = plain(briefing)
    made: list[Annotation] = []
    for found in used(briefing.differences(), text):
        if not any(_is_there(found, row) for row in (*there, *made)):
            made.append(_mark(briefing, found, anchoring.select(text, found.use.start, found.use.end)))
    if made:
        after = {"words": [row.exact for row in made]}
        Act.objects.record("marked what sources differ about", briefing, by=by, after=after)
    return made


def plain(briefing: Briefing) -> str:
    return markup.plain_text(saving.html_of(briefing))


def _find(row: Difference, value: DifferenceValue, told: Sequence[Sentence]) -> tuple[Use, ...]:
    published_on = value.article.published_on
    return uses.find(ToldValue(row.attribute, value.value, " ".join(value.exact.split()), published_on), told)


def _is_there(found: UsedValue, row: Annotation) -> bool:
    """Whether the sentence has a mark of that row already."""
    sentence = found.use.sentence
    return row.difference_id == found.row.pk and row.start < sentence.end and sentence.start < row.end


def _mark(briefing: Briefing, found: UsedValue, place: anchoring.Selector) -> Annotation:
    return Annotation.objects.create(
        briefing=briefing, kind="dispute", difference=found.row, exact=place.exact, prefix=place.prefix,
        suffix=place.suffix, start=place.start, end=place.end,
    )  # fmt: skip
