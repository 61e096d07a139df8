"""The partition of a raw text: which pieces are the report, and why the others are not.

Stages: units (`lines`) → their looks (`features`) → those that say themselves what they are (`rules`) → a score for the
others (`scoring`) → what stands above the first paragraph (`front`) → kinds. Of a file with a structure of its own
(`layout`) that structure decides where it can, and only the rest is scored.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sources.text import language
from sources.text.page import features, layout, rules, scoring
from sources.text.page.features import Look
from sources.text.page.front import Front, Page, front
from sources.text.page.lines import BULLET, Unit, units
from sources.text.page.rules import Verdict
from sources.text.types import Block, Hints, Segment

KEPT_FROM, PROSE_KEPT_FROM = -0.35, -0.65
"""Log-odds from which a unit, and one that reads like prose, is kept. Zero would weigh both errors alike, but a lost
paragraph costs a reader more than a stray line. Cross-validated by site on labelled pages: against zero these lose half
a point of F1, and spare a fifth of the documents that would lose over a tenth of their text."""
LIST_KEPT_FROM = -1.8
"""The same for the items of a list that prose opens. Short items score about -1, like links; on the labelled pages,
whose lists lost their bullets, this bar changes nothing."""
HEADING_KEPT_FROM = -1.0
"""The same for a short line without any cue between two paragraphs: of those that score about -1, two in five are
headings, and a lost heading is worse than a stray line."""
KEPT_FROM_PLAIN = -3.0
"""The same for a text in which nothing looks like page furniture: an article, a transcript, a release. Of 400
articles 5 then lose over a twentieth of their text (mostly their byline), with the bar of pages 11."""
SHORT = 3
BODY_KINDS = frozenset({"paragraph", "heading", "list", "table"})
FURNITURE = frozenset({"share", "comment", "newsletter", "related", "legal", "cookie", "menu", "media", "advert"})

KINDS = {
    "headline": "the report's headline",
    "standfirst": "the sentence or two under the headline",
    "byline": "who wrote the report",
    "dateline": "when, or where, it was written",
    "credit": "the outlet or agency that the report says it comes from",
    "paragraph": "a paragraph of the report",
    "heading": "a heading within the report",
    "list": "an item of a list",
    "table": "a row of a table",
    "turn": "a turn of an interview",
    **rules.REASONS,
    "blank": "nothing but white space",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A page with the rules' verdicts on its units (None where the score decides), its structure, and its front."""

    page: Page
    verdicts: Sequence[Verdict | None]
    told: Sequence[Block | None]
    front: Front


def segment(text: str, hints: Hints, blocks: Sequence[Block] = ()) -> tuple[Segment, ...]:
    """A full partition of the text; an empty text has none. What the file's structure says goes before the score."""
    found = units(text)
    if not found:
        return (Segment(0, len(text), "blank", False, "nothing but white space", "blank"),) if text else ()
    reading = _read(found, layout.told(found, blocks), hints)
    starts = [0, *(unit.start for unit in found[1:]), len(text)]
    return tuple(
        Segment(starts[at], starts[at + 1], verdict.kind, not verdict.reason, verdict.reason, verdict.rule)
        for at, verdict in enumerate(_verdict(reading, at) for at in range(len(found)))
    )


def _read(found: Sequence[Unit], told: Sequence[Block | None], hints: Hints) -> Reading:
    looks = features.looks(found, scored=any(block is None or block.kept is None for block in told))
    verdicts = list(map(layout.verdict, looks, rules.verdicts(looks), told))
    kept = _kept(looks, verdicts)
    tongue = language.of(" ".join(unit.text for unit, keep in zip(found, kept, strict=True) if keep), hints)
    headline = next((at for at, block in enumerate(told) if block and block.kind == "headline"), None)
    aside = [at for at, block in enumerate(told) if block and block.kept is False and block.kind in layout.ASIDE]
    page = Page(looks, kept, Hints(title=hints.title, language=tongue), headline, aside)
    return Reading(page, verdicts, told, front(page))


def _kept(looks: Sequence[Look], verdicts: Sequence[Verdict | None]) -> list[bool]:
    rest = [look for look, verdict in zip(looks, verdicts, strict=True) if verdict is None]
    scored = iter(scoring.scores(rest) if rest else ())
    bars = _bars(looks, verdicts) if rest else [KEPT_FROM] * len(looks)
    kept = [not verdict.reason if verdict else next(scored) > bar for verdict, bar in zip(verdicts, bars, strict=True)]
    return (
        kept if any(kept) else [look.prose and verdict is None for look, verdict in zip(looks, verdicts, strict=True)]
    )


def _bars(looks: Sequence[Look], verdicts: Sequence[Verdict | None]) -> list[float]:
    """What each unit must score to be kept."""
    if not _furnished(looks, verdicts):
        return [KEPT_FROM_PLAIN] * len(looks)
    rest = [at for at, verdict in enumerate(verdicts) if verdict is None]
    triples = zip(rest, rest[1:], rest[2:], strict=False)
    between = {at for before, at, after in triples if looks[before].prose and looks[after].prose}
    listed = _listed(looks, rest)
    return [
        PROSE_KEPT_FROM
        if look.prose
        else LIST_KEPT_FROM
        if at in listed
        else HEADING_KEPT_FROM
        if at in between and _may_be_heading(look)
        else KEPT_FROM
        for at, look in enumerate(looks)
    ]


def _listed(looks: Sequence[Look], rest: Sequence[int]) -> set[int]:
    """The items of lists that prose opens: two or more in a row, none of them cued as the page's own."""
    found: set[int] = set()
    opened = False
    for is_item, run in groupby(rest, key=lambda at: bool(BULLET.match(looks[at].unit.text))):
        items = list(run)
        if is_item and opened and len(items) > 1 and not any(looks[at].cued for at in items):
            found.update(items)
        opened = looks[items[-1]].prose
    return found


def _may_be_heading(look: Look) -> bool:
    return is_heading(look) and not look.cued and not look.again


def _furnished(looks: Sequence[Look], verdicts: Sequence[Verdict | None]) -> bool:
    """Whether short lines that no rule has named hint at a page around the report."""
    return any(
        look.size < SHORT and look.cued & FURNITURE and verdict is None and not look.ended
        for look, verdict in zip(looks, verdicts, strict=True)
    )


def _verdict(reading: Reading, at: int) -> Verdict:
    given = reading.verdicts[at]
    if kind := _front_kind(reading.front, at):
        return Verdict(kind, "", "front")
    if given is not None:
        return given if given.kind else replace(given, kind=_kept_kind(reading, at))
    if reading.page.kept[at]:
        return Verdict(_kept_kind(reading, at), "", "score")
    return rules.debris(reading.page.looks[at])


def _front_kind(front: Front, at: int) -> str:
    if at == front.headline:
        return "headline"
    if at in front.standfirst:
        return "standfirst"
    if at in front.bylines:
        return "byline"
    return "dateline" if at in front.datelines else ""


def _kept_kind(reading: Reading, at: int) -> str:
    block, look = reading.told[at], reading.page.looks[at]
    if block and block.kind in BODY_KINDS:
        return block.kind
    if look.unit.text.startswith("|") or look.unit.text.count("\t") > 1:
        return "table"
    if BULLET.match(look.unit.text) and look.unit.text[0] not in "—–" and not look.unit.text.startswith(">"):
        return "list"
    return "heading" if is_heading(look) and _prose_follows(reading.page.looks, at) else "paragraph"


def is_heading(look: Look) -> bool:
    return look.length <= 110 and not look.ended and look.unit.text[-1] not in ",;:" and not look.unit.text[0].islower()


def _prose_follows(looks: Sequence[Look], at: int) -> bool:
    return any(other.length > looks[at].length for other in looks[at + 1 : at + 3])
