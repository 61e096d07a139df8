"""What a report says of itself: headline, standfirst, authors, date, source, language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sources.text import dateline, language
from sources.text.page import bylines, front, mojibake, rules
from sources.text.page.lines import BLANKS
from sources.text.types import Hints, Metadata, Segment

HINTED = "given with the text"
"""Where a hint stood that does not say so itself."""
AT_FRONT = 3
"""A located opening is looked for in so many first paragraphs."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value and where it was found, in words for an editor."""

    value: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class FoundDay:
    value: date | None = None
    where: str = ""


def find(text: str, segments: Sequence[Segment], hints: Hints) -> Metadata:
    """Hints come before anything found in the text; a date within a sentence is never the date of the report."""
    tongue = _language(text, segments, hints)
    headline = _given(hints, "title") or _first(text, segments, "headline")
    standfirst = _given(hints, "standfirst") or _first(text, segments, "standfirst")
    byline = _first(text, segments, "byline")
    writers = _given_authors(hints) or _authors(text, segments, tongue.value)
    opening = _opening(text, segments)
    given = hints.published or (hints.published_at.date() if hints.published_at else None)
    day = FoundDay(given, hinted(hints, "published")) if given else _published(text, segments, tongue.value)
    credit = _given(hints, "credited_to") or _credited(text, segments, opening)
    place = Found(opening.text, "the opening of the first paragraph") if opening else _first(text, segments, "dateline")
    fields = {
        "headline": headline.where, "standfirst": standfirst.where, "byline": byline.where, "authors": writers.where,
        "dateline": place.where, "published_on": day.where, "credited_to": credit.where, "language": tongue.where,
    }  # fmt: skip
    return Metadata(
        headline=headline.value,
        standfirst=standfirst.value,
        byline=byline.value,
        authors=tuple(writers.value.split("\n")) if writers.value else (),
        dateline=place.value,
        published_on=day.value,
        credited_to=credit.value,
        language=tongue.value,
        found={name: where for name, where in fields.items() if where},
    )


def hinted(hints: Hints, field: str) -> str:
    """Where the hint for a field stood."""
    return hints.where.get(field, HINTED)


def _given(hints: Hints, field: str) -> Found | None:
    value: str = getattr(hints, field)
    return Found(value, hinted(hints, field)) if value else None


def words(text: str, segment: Segment) -> str:
    """A segment's words on one line, as they read when mojibake in them is undone."""
    return mojibake.mended(" ".join(text[segment.start : segment.end].strip(BLANKS).split()))


def _first(text: str, segments: Sequence[Segment], kind: str) -> Found:
    found = next((words(text, one) for one in segments if one.kept and one.kind == kind), "")
    return Found(found, f"a line of the text read as {kind}") if found else Found()


def _language(text: str, segments: Sequence[Segment], hints: Hints) -> Found:
    body = " ".join(words(text, one) for one in segments if one.kept)
    code = language.of(body, hints)
    if code == language.UNKNOWN:
        return Found(code)
    return Found(
        code, hinted(hints, "language") if hints.language.lower().startswith(code) else "the look of the words"
    )


def _given_authors(hints: Hints) -> Found | None:
    return Found("\n".join(hints.authors), hinted(hints, "authors")) if hints.authors else None


def _authors(text: str, segments: Sequence[Segment], tongue: str) -> Found:
    lines = [words(text, one) for one in segments if one.kept and one.kind == "byline"]
    people = [name for line in lines for name in front.authors(line, tongue)]
    if people:
        return Found("\n".join(dict.fromkeys(people)), "the byline")
    for one in segments:
        if one.kind == "author bio":
            line = words(text, one)
            if person := bylines.biography(line) or bylines.about(line):
                return Found(person, "the note about the author")
    return Found()


def _opening(text: str, segments: Sequence[Segment]) -> dateline.Opening | None:
    paragraphs = [one for one in segments if one.kept and one.kind == "paragraph"][:AT_FRONT]
    found = (dateline.opening(words(text, one)) for one in paragraphs)
    return next((one for one in found if one), None)


def _credited(text: str, segments: Sequence[Segment], opening: dateline.Opening | None) -> Found:
    for one in segments:
        if one.kept and one.kind == "credit" and (who := rules.credited(words(text, one))):
            return Found(who, "the credit line")
    if opening and opening.agency:
        return Found(opening.agency, "the opening of the first paragraph")
    for one in segments:
        if one.kept and one.kind == "byline":
            line = words(text, one)
            for name in bylines.byline(line) or bylines.named(line):
                if bylines.is_agency(name):
                    return Found(name, "the byline")
    return Found()


def _published(text: str, segments: Sequence[Segment], tongue: str) -> FoundDay:
    found = list(_days(text, segments, tongue))
    return max(found, key=lambda one: one.worth).day if found else FoundDay()


@dataclass(frozen=True, slots=True)
class Candidate:
    day: FoundDay
    worth: float


def _days(text: str, segments: Sequence[Segment], tongue: str) -> Iterator[Candidate]:
    headline = next((at for at, one in enumerate(segments) if one.kind == "headline"), -1)
    for at, one in enumerate(segments):
        if not one.kept or one.kind not in ("dateline", "byline"):
            continue
        line = words(text, one)
        for place, dated in enumerate(dateline.dates(line, tongue)):
            before = line[max(0, dated.start - 30) : dated.start]
            worth = 2.0 * bool(front.PUBLISHED.search(before)) - 1.0 * bool(front.UPDATED.search(before)) - 0.1 * place
            worth -= 0.05 * abs(at - headline) + 0.6 * (at < headline) + (len(line) - dated.end + dated.start) / 60
            yield Candidate(FoundDay(dated.day, f"the {one.kind}: {line}"), worth)
