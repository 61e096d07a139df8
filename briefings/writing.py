"""A draft written by a program: the fields, key points and marks of the composer's form, saved by the same code."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Act, User
from briefings import anchoring, citing, drafting, markup, proposing, saving
from briefings.anchoring import Selector
from briefings.models import Annotation, Briefing, KeyPoint
from sources.models import Actor, Difference, SourceArticle, Story
from sources.text.types import Attribution

FIELDS = ("headline", "slug", "standfirst", "body", "not_known", "topics", "language", "embargo_until")

Values = Mapping[str, Any]
"""What a program gives: FIELDS, `key_points` and `annotations`, each a row with its `citations`, and the sentences
that are still `proposed`."""


@transaction.atomic
def create(values: Values, story: Story | None, *, by: User) -> Briefing:
    """Raises ValidationError, by the place of the fault, and MarkupError."""
    headline = values["headline"]
    slug = values.get("slug") or drafting.free_slug(headline)
    briefing = Briefing.objects.create(headline=headline, slug=slug, story=story)
    briefing.authors.add(by)
    Act.objects.record("drafted", briefing, by=by, after={"story": str(story.uid) if story else None})
    return write(briefing, {**values, "slug": slug}, expected=0, by=by)


@transaction.atomic
def write(briefing: Briefing, values: Values, *, expected: int, by: User) -> Briefing:
    """What is given takes the place of what was; the rest stays. Raises StaleCopy besides."""
    held: Briefing = Briefing.objects.select_for_update().get(pk=briefing.pk)
    if held.status == "retracted":
        raise ValidationError("This briefing is retracted. Write a new one; this address keeps its notice.")
    for name in FIELDS:
        if name in values:
            setattr(held, name, values[name])
    if "key_points" in values:
        _key_points(held, values["key_points"])
    if "annotations" in values:
        _annotations(held, values["annotations"])
    if "proposed" in values:
        proposing.set_to(held, values["proposed"], by=by)
    saving.save(held, expected=expected, by=by)
    return held


class Desk:
    """What a briefing's rows may name: its own reports, those who act in them, its story's differences."""

    def __init__(self, briefing: Briefing) -> None:
        self.reports = {article.uid: article for article in briefing.reports()}
        acting = Actor.objects.acting_in(self.reports.values())
        self.actors = {actor.uid: actor for actor in acting}
        kept = briefing.story.differences.kept() if briefing.story else Difference.objects.none()
        self.differences = {row.uid: row for row in kept}

    def cite(self, under: Annotation | KeyPoint, rows: Sequence[Values]) -> None:
        """In the place of what is cited there."""
        under.citations.all().delete()
        for number, row in enumerate(rows):
            report: SourceArticle = self._known(self.reports, "article", row)
            with At("citations", number, "quote"):
                citing.cite(report, row["quote"].strip(), under, _said(row))

    def actor(self, row: Values) -> Actor | None:
        found: Actor | None = self._known(self.actors, "actor", row)
        return found

    def difference(self, row: Values) -> Difference | None:
        found: Difference | None = self._known(self.differences, "difference", row)
        return found

    def _known(self, there: Mapping[Any, Any], name: str, row: Values) -> Any:
        if row.get(name) is None:
            return None
        if row[name] not in there:
            raise ValidationError({name: [f"There is no {name} {row[name]} behind this briefing."]})
        return there[row[name]]


class At:
    """Says in a ValidationError where in the request it was raised."""

    def __init__(self, *place: str | int) -> None:
        self.place = place

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, ValidationError):
            raise Misplaced(self.place, error) from error


class Misplaced(ValidationError):
    """`errors`: as DRF nests them, by the names and numbers of the place."""

    def __init__(self, place: tuple[str | int, ...], error: ValidationError) -> None:
        super().__init__(error.messages)
        inner: Any = error.errors if isinstance(error, Misplaced) else getattr(error, "message_dict", error.messages)
        for step in reversed(place):
            inner = {str(step): inner}
        self.errors: Any = inner


def _said(row: Values) -> Attribution | None:
    """The word of who cites on whose words they are; None: as the report's sentence says."""
    return Attribution(row.get("attributed_to", ""), row["basis"]) if row.get("basis") else None


def _key_points(briefing: Briefing, rows: Sequence[Values]) -> None:
    desk = Desk(briefing)
    there: dict[Any, KeyPoint] = {point.uid: point for point in briefing.key_points.all()}
    kept = []
    for number, row in enumerate(rows):
        point = there.get(row.get("uid")) or KeyPoint(briefing=briefing)
        point.position, point.text = number, row["text"]
        point.save()
        kept.append(point.pk)
        if "citations" in row:
            with At("key_points", number):
                desk.cite(point, row["citations"])
    briefing.key_points.exclude(pk__in=kept).delete()


def _annotations(briefing: Briefing, rows: Sequence[Values]) -> None:
    desk = Desk(briefing)
    there: dict[Any, Annotation] = {mark.uid: mark for mark in briefing.annotations.all()}
    text = markup.plain_text(saving.html_of(briefing))
    kept = []
    for number, row in enumerate(rows):
        with At("annotations", number):
            mark = there.get(row.get("uid")) or Annotation(briefing=briefing)
            _mark(mark, row, desk, text)
        kept.append(mark.pk)
    briefing.annotations.exclude(pk__in=kept).delete()


def _mark(mark: Annotation, row: Values, desk: Desk, text: str) -> None:
    mark.kind, mark.note = row["kind"], row.get("note", "")
    mark.actor, mark.difference = desk.actor(row), desk.difference(row)
    _refuse_empty(mark, row)
    asked = Selector(row["exact"], row.get("prefix", ""), row.get("suffix", ""), row.get("start", 0), 0)
    place = anchoring.find(text, asked)
    if place is None:
        raise ValidationError(
            {"exact": ["These words do not stand in the text, or in several places: give a “prefix” and a “suffix”."]}
        )
    for name in ("exact", "prefix", "suffix", "start", "end"):
        setattr(mark, name, getattr(place, name))
    mark.state = "anchored"
    mark.save()
    if "citations" in row:
        desk.cite(mark, row["citations"])


def _refuse_empty(mark: Annotation, row: Values) -> None:
    if mark.kind == "actor" and not mark.actor:
        raise ValidationError({"actor": ["Say which actor this is."]})
    if mark.kind in ("context", "definition") and not mark.note:
        raise ValidationError({"note": ["Say what readers should know here."]})
    cited = row.get("citations") or (mark.pk and "citations" not in row and mark.citations.exists())
    if mark.kind == "citation" and not cited:
        raise ValidationError({"citations": ["Say which report says so, and in which words."]})
