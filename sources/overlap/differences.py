"""Where a story's reports differ, and according to whom: days, times, durations, numbers, roles, places, status.

Precision first: only statements about the same thing are compared, so that unlike things are not. Spelling variants of
names and titles belong to the actor's card and are no differences.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from sources.overlap import comparisons, offices, rows
from sources.overlap.offices import Office
from sources.overlap.rows import DIFFERS, Difference, Row, Told, Value
from sources.overlap.statements import PROSE, Reported, Statement, statements_of
from sources.text import attribution, sentences
from sources.text.claims import places
from sources.text.types import Attribution, Segment, Sentence

__all__ = ["Difference", "ReportFacts", "ReportText", "TitleUse", "Value", "find", "find_in"]


@dataclass(frozen=True, slots=True)
class TitleUse:
    """A title beside an actor's name, at `start:end` of the raw text. `actor`: a key, the same in all reports."""

    actor: str
    actor_name: str
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """`published_on` settles what day "Saturday" is. `titles`: the titles used in the report, by actor."""

    key: str
    published_on: date | None
    sentences: tuple[Sentence, ...]
    titles: Mapping[str, Sequence[TitleUse]]


@dataclass(frozen=True, slots=True)
class ReportText:
    """The same of a report whose raw text is not parted into sentences yet."""

    key: str
    published_on: date | None
    text: str
    segments: tuple[Segment, ...]
    titles: Mapping[str, Sequence[TitleUse]]

    def facts(self) -> ReportFacts:
        return ReportFacts(self.key, self.published_on, sentences.split(self.text, self.segments), self.titles)


@dataclass(frozen=True, slots=True)
class _Held:
    """An office as one report gives it to an actor."""

    report: ReportFacts
    use: TitleUse
    office: Office


def find_in(texts: Sequence[ReportText]) -> tuple[Difference, ...]:
    """The same, all of it: it may be done in another process."""
    return find([text.facts() for text in texts])


def find(reports: Sequence[ReportFacts]) -> tuple[Difference, ...]:
    """The rows, what differs before what agrees in other words; each with one passage a report."""
    statements = [statement for report in reports for statement in _statements(report)]
    found: list[Row] = [*_roles(reports)]
    found += rows.joined(comparisons.compare_days(statements))
    found += rows.joined(comparisons.compare_times(statements))
    found += rows.joined(comparisons.compare_places(_words(reports), statements))
    found += rows.joined(comparisons.compare_numbers(statements))
    found += rows.joined(comparisons.compare_statuses(statements))
    found += rows.joined(comparisons.compare_disclosure(statements))
    return rows.differences(found)


def _statements(report: ReportFacts) -> list[Statement]:
    prose = [sentence for sentence in report.sentences if sentence.segment_kind in PROSE and sentence.text.strip()]
    names = frozenset(use.actor_name for uses in report.titles.values() for use in uses)
    return statements_of(Reported(report.key, report.published_on, names), prose)


def _words(reports: Sequence[ReportFacts]) -> dict[str, frozenset[str]]:
    return {report.key: places.words(" ".join(one.text for one in report.sentences)) for report in reports}


def _roles(reports: Sequence[ReportFacts]) -> Iterator[Row]:
    """One row for each actor whom two reports give offices that cannot both be held."""
    by_actor: dict[str, list[_Held]] = defaultdict(list)
    for report in reports:
        for use in (use for uses in report.titles.values() for use in uses):
            by_actor[use.actor] += [_Held(report, use, office) for office in offices.read(use.title)]
    for actor, held in by_actor.items():
        if apart := _apart(held):
            label = f"Role of {max((one.use.actor_name for one in held), key=len)}"
            yield Row("role", label, DIFFERS, actor, tuple(_told(one) for one in apart))


def _sentence_of(report: ReportFacts, use: TitleUse) -> Sentence | None:
    return next((sentence for sentence in report.sentences if sentence.start <= use.start < sentence.end), None)


def _apart(held: Sequence[_Held]) -> list[_Held]:
    """The first conflicting office of each report; empty when the reports agree on one of them."""
    found: dict[str, _Held] = {}
    for one, other in combinations(held, 2):
        if one.report.key == other.report.key or not offices.conflict(one.office, other.office):
            continue
        if _agree_elsewhere(one, other, held):
            continue
        found.setdefault(one.report.key, one)
        found.setdefault(other.report.key, other)
    return list(found.values())


def _agree_elsewhere(one: _Held, other: _Held, held: Sequence[_Held]) -> bool:
    """Whether one report also gives an office of that kind that is no conflict: then it does not say otherwise."""
    family = one.office.family
    ours = [h.office for h in held if h.report.key == one.report.key and h.office.family == family]
    theirs = [h.office for h in held if h.report.key == other.report.key and h.office.family == family]
    return any(not offices.conflict(mine, yours) for mine in ours for yours in theirs)


def _told(held: _Held) -> Told:
    use = held.use
    around = _sentence_of(held.report, use)
    start, end = (around.start, around.end) if around else (use.start, use.end)
    said = attribution.find(around.text) if around else Attribution()
    value = Value(held.report.key, held.office.text, start, end, said)
    return Told(offices.plain_title(held.office.text), value)
