"""The gate: what blocks publishing, and what deserves a second look, each with where to mend it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from accounts.models import User
from briefings import clashing, disputing, markup, quotations
from briefings.models import Briefing, Citation, ProposedCorrection
from briefings.models.briefing import ONE_PAIR_OF_EYES, UNREVIEWED
from sources.models import Flag, SourceArticle

FLAGGED = "holds a passage that may be made up"


@dataclass(frozen=True, slots=True)
class Finding:
    """`place`: the part of the briefing's form where it is mended."""

    message: str
    place: str
    blocks: bool


def check(
    briefing: Briefing, at: datetime, by: User | None = None, reports: list[SourceArticle] | None = None
) -> list[Finding]:
    """Everything that stands between this draft and its readers, were `by` to publish it; blocking findings first.

    `reports`: its reports, where somebody has them already.
    """
    reports = briefing.reports() if reports is None else reports
    findings = [
        *_missing(briefing, reports),
        *_held_back(briefing, at),
        *_proposed(briefing),
        *_reviewed(briefing, by),
        *_undone(briefing),
        *_quotes(briefing, reports),
        *_interview(briefing),
        *_quotations(briefing, reports),
        *_warnings(briefing, reports),
    ]
    return sorted(findings, key=lambda finding: not finding.blocks)


def _block(message: str, place: str) -> Finding:
    return Finding(message, place, blocks=True)


def _missing(briefing: Briefing, reports: list[SourceArticle]) -> Iterator[Finding]:
    if not briefing.headline.strip():
        yield _block("The headline is missing.", "headline")
    if not briefing.standfirst.strip():
        yield _block("The standfirst is missing: one or two sentences on why this matters.", "standfirst")
    if not reports:
        yield _block("No report stands behind this briefing. Cite one, or draft from a story.", "key_points")


def _held_back(briefing: Briefing, at: datetime) -> Iterator[Finding]:
    if briefing.embargo_until and at < briefing.embargo_until:
        yield _block(f"The embargo holds until {briefing.embargo_until:%-d %B %Y, %H:%M} UTC.", "embargo_until")


def _proposed(briefing: Briefing) -> Iterator[Finding]:
    count = briefing.proposed.count()
    if count:
        some = "1 sentence is" if count == 1 else f"{count} sentences are"
        yield _block(f"{some} still proposed by the machine. Accept, rewrite or reject each.", "proposed")


def _reviewed(briefing: Briefing, by: User | None) -> Iterator[Finding]:
    if settings.REVIEW and not briefing.approval():
        yield _block(UNREVIEWED, "review")
    if briefing.lacks_other_eyes(by):
        said = ONE_PAIR_OF_EYES.format(who=briefing.last_writer())
        yield Finding(said, "review", blocks=by is not None)


def _undone(briefing: Briefing) -> Iterator[Finding]:
    clash = clashing.waiting(briefing)
    if clash:
        said = f"The correction of edition {clash.edition.number} is not in the draft: the next edition would undo it."
        yield _block(said, "correction")
    proposed = ProposedCorrection.objects.waiting_for(briefing)
    if proposed:
        said = (
            f"A correction by {proposed.proposed_by} waits for another editor’s look. This edition would overtake it."
        )
        yield Finding(said, "seconding", blocks=False)


def citations_of(briefing: Briefing) -> list[Citation]:
    of_points = Citation.objects.filter(key_point__briefing=briefing)
    of_text = Citation.objects.filter(annotation__briefing=briefing)
    return list((of_points | of_text).select_related("article__raw", "annotation", "key_point"))


def _quotes(briefing: Briefing, reports: list[SourceArticle]) -> Iterator[Finding]:
    for article in reports:
        if article.state == "spiked":
            yield _block(f"“{article}” is quoted, and was spiked. Quote another report, or accept this one.", "sources")
    for citation in citations_of(briefing):
        place = "key_points" if citation.key_point_id else "annotations"
        if citation.is_broken:
            words = citation.exact[:80]
            yield _block(f"The citation “{words}” is broken: these words are not at their place in the source.", place)
        if citation.article.state == "withdrawn":
            yield Finding(f"“{citation.article}” is cited, and was withdrawn by its outlet.", place, blocks=False)
    for annotation in briefing.annotations.prefetch_related("citations"):
        if annotation.state == "orphaned":
            yield _block(f"“{annotation.exact[:80]}” is marked, but no longer in the text.", "annotations")
        elif annotation.state == "needs review":
            yield _block(f"The text marked as “{annotation.exact[:80]}” was edited. Look at the mark.", "annotations")
        elif annotation.kind == "citation" and not annotation.citations.all():
            yield _block(f"The mark on “{annotation.exact[:80]}” cites nothing.", "annotations")
    for point in briefing.key_points.prefetch_related("citations"):
        if not point.citations.all():
            yield _block(f"The key point “{point.text[:80]}” rests on no passage.", "key_points")


def _quotations(briefing: Briefing, reports: list[SourceArticle]) -> Iterator[Finding]:
    try:
        found = quotations.unfounded(briefing, list(briefing.annotations.prefetch_related("citations")), reports)
    except markup.MarkupError as error:
        yield _block(str(error), "body")
        return
    for one in found:
        yield Finding(f"{one} Quote exactly, or say it in your own words.", "body", blocks=False)


def _interview(briefing: Briefing) -> Iterator[Finding]:
    interview = briefing.interview
    if interview is None:
        return
    if not interview.disposition:
        signals = sorted({flag.signal for flag in interview.flags.all()})
        found = f" Its flags: {', '.join(signals)}." if signals else ""
        yield _block(f"The interview has no disposition.{found} Dispose of it, or publish without it.", "interview")
        return
    if interview.disposition == "left out":
        yield _block("The interview was left out, but is attached. Detach it.", "interview")
    yield from (_block(words, "interview") for words in interview.obstacles())


def _warnings(briefing: Briefing, reports: list[SourceArticle]) -> Iterator[Finding]:
    yield from _differences(briefing)
    flagged = set(Flag.objects.filter(article__in=reports).values_list("article", flat=True))
    for article in reports:
        if article.pk in flagged:
            yield Finding(f"“{article}” {FLAGGED}.", "sources", blocks=False)
    if len([a for a in reports if a.copy_of_id is None]) == 1:
        yield Finding("Everything rests on a single report.", "sources", blocks=False)


def _differences(briefing: Briefing) -> Iterator[Finding]:
    """Proposed rows: first those whose value the briefing gives as if nobody said otherwise, each by itself."""
    rows = list(briefing.story.differences.proposed().shown()) if briefing.story else []
    in_use = disputing.used_in(briefing, [row for row in rows if row.relation == "differs"])
    given = {found.row.pk: found for found in reversed(in_use)}
    for found in given.values():
        others = [value for value in found.row.values.all() if value.value != found.value.value]
        told = " and ".join(f"“{value.value}” ({value.article.outlet or value.article})" for value in others)
        yield Finding(
            f"The briefing says “{found.words}”; another report says {told}. Keep or dismiss “{found.row.label}”.",
            "differences",
            blocks=False,
        )
    waiting = len(rows) - len(given)
    if waiting:
        some = "1 proposed difference waits" if waiting == 1 else f"{waiting} proposed differences wait"
        yield Finding(f"{some} for your word.", "differences", blocks=False)
