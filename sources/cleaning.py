"""An editor's word on a report: which pieces are the report, and what it says of itself. Re-runs respect both."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from accounts.models import Act, User
from accounts.models import Sequence as SequenceRow
from sources.comparing import compare_stories
from sources.models import Outlet, Segment, SourceArticle
from sources.models.segments import KEPT_KINDS, NO_KIND, RESTORED, STRIPPED, UNDID, Piece
from sources.pipeline import PLACEMENT, process
from sources.quoting import quote
from sources.text import clean
from sources.text.page.lines import BLANKS
from sources.text.page.rules import REASONS
from sources.text.types import Block, Hints


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an editor says of some spans of a raw text. `kind`: of `rules.REASONS`, why they are stripped, or empty."""

    spans: tuple[Span, ...]
    kept: bool
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What an editor says of a report, where the text does not, or says it wrongly. Empty: as the text says."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    outlet: str = ""
    standfirst: str = ""
    credited_to: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A standing decision on `start` to `end`."""

    act: Act
    start: int
    end: int


def decide(article: SourceArticle, ruling: Ruling, *, by: User) -> Act:
    """Strip the spans or put them back, and read the report again around that. Raises ValidationError."""
    with transaction.atomic():
        SequenceRow.objects.lock(PLACEMENT)
        pieces = list(_pieces(article, ruling))
        if not pieces:
            state = "in the report" if ruling.kept else "stripped"
            raise ValidationError(f"Nothing changed: these words are {state} already.")
        act = Segment.objects.lay(article, pieces, by=by)
        process(article)
    compare_stories([article.membership.story_id])
    return act


def undo(article: SourceArticle, *, by: User) -> Act:
    """Take back this editor's latest standing decision, and answer it. Raises ValidationError when there is none."""
    with transaction.atomic():
        SequenceRow.objects.lock(PLACEMENT)
        mine = latest_of(standing(article), by)
        if mine is None:
            raise ValidationError("There is no decision of yours on this report to undo.")
        Segment.objects.take_back(mine, article, by=by)
        process(article)
    compare_stories([article.membership.story_id])
    return mine


def give(article: SourceArticle, particulars: Particulars, *, by: User) -> None:
    """Keep an editor's particulars as hints, which go before anything found in the text, and read the report again."""
    with transaction.atomic():
        SequenceRow.objects.lock(PLACEMENT)
        article.refresh_from_db()
        before, hints = article.hints, Hints.of(article.hints)
        given = asdict(particulars)
        changed = {name: value for name, value in given.items() if value != getattr(hints, name)}
        if not changed:
            raise ValidationError("Nothing changed.")
        where = {name: words for name, words in hints.where.items() if name not in changed}
        where |= {name: f"given by {by}" for name, value in changed.items() if value}
        moment = None if "published" in changed else hints.published_at
        article.hints = replace(hints, **given, published_at=moment, where=where).kept()
        if "outlet" in changed:
            article.outlet = Outlet.objects.named(particulars.outlet)
        article.save(update_fields=["hints", "outlet"])
        Act.objects.record("gave particulars", article, by=by, before=before, after=article.hints)
        process(article)
    compare_stories([article.membership.story_id])


def place_of(article: SourceArticle, words: str) -> Span:
    """The one place of some words in the raw text. Raises ValidationError when there is none, or more than one."""
    found = quote(article, words.strip(BLANKS))
    return Span(found.start, found.end)


def standing(article: SourceArticle) -> list[Act]:
    """The decisions on its pieces that nobody has undone, latest first."""
    acts = list(Act.objects.of(article).filter(verb__in=(STRIPPED, RESTORED, UNDID)))
    undone = {act.after["undone"] for act in acts if act.verb == UNDID}
    return [act for act in acts if act.verb != UNDID and str(act.uid) not in undone]


def latest_of(acts: Sequence[Act], user: User) -> Act | None:
    return next((act for act in acts if act.who_id == user.pk), None)


def piece_of(article: SourceArticle, act: Act) -> int:
    """The number, from 1, of the piece in which a decision begins."""
    return article.segments.filter(start__lte=act.after["decided"][0]["start"]).count()


def decisions(acts: Sequence[Act]) -> list[Decided]:
    """Each piece of standing decisions with the act that decided it, in the order of the text, latest first."""
    found = [Decided(act, piece["start"], piece["end"]) for act in acts for piece in act.after["decided"]]
    return sorted(found, key=lambda one: one.start)


def original_of(article: SourceArticle) -> SourceArticle | None:
    """The report in the same story that comes from whom this one credits: then the original was read by us."""
    if not article.credited_to:
        return None
    named = Q(outlet__name__iexact=article.credited_to) | Q(outlet__domain__iexact=article.credited_to)
    others = SourceArticle.objects.filter(named, membership__story__memberships__article=article)
    return others.exclude(pk=article.pk).exclude(state="spiked").order_by("pk").first()


def _pieces(article: SourceArticle, ruling: Ruling) -> Iterator[Piece]:
    """The spans, cut where the pieces of the text end; those that are so already are left out."""
    tiles = _cut(article.raw.text, article.segments.pieces(), ruling.spans)
    if ruling.kept:
        stripped = [tile for tile in tiles if not tile.kept]
        kinds = _kinds(article, stripped) if stripped else []
        for tile, kind in zip(stripped, kinds, strict=True):
            yield replace(tile, kind=kind, kept=True, reason="", rule="")
        return
    reason = REASONS.get(ruling.kind, NO_KIND)
    for tile in tiles:
        if tile.kept or (ruling.kind and ruling.kind != tile.kind):
            yield replace(tile, kind=ruling.kind or tile.kind, kept=False, reason=reason, rule="")


def _kinds(article: SourceArticle, pieces: Sequence[Piece]) -> list[str]:
    """What each piece is when it is kept: what the machine takes it for where it would keep it, or a paragraph."""
    layout = [Block(*block) for block in article.raw.layout]
    machine = clean.segment(article.raw.text, Hints.of(article.hints), layout)
    starts = [one.start for one in machine]
    found = (machine[bisect_right(starts, piece.start) - 1].kind for piece in pieces)
    return [kind if kind in KEPT_KINDS else "paragraph" for kind in found]


def _cut(text: str, tiles: Sequence[Piece], spans: Sequence[Span]) -> list[Piece]:
    """The parts of the tiles that lie in the spans, none twice and none of white space alone."""
    starts = [tile.start for tile in tiles]
    found: list[Piece] = []
    for span in sorted(spans, key=lambda one: one.start):
        if not 0 <= span.start < span.end <= len(text):
            raise ValidationError(f"Characters {span.start} to {span.end} are no place in this text.")
        for tile in tiles[bisect_right(starts, span.start) - 1 :]:
            if tile.start >= span.end:
                break
            part = _part(text, tile, span)
            if part.start < part.end and (not found or part.start >= found[-1].end):
                found.append(part)
    return found


def _part(text: str, tile: Piece, span: Span) -> Piece:
    """What a span holds of a tile. White space goes with the words before it, as everywhere; empty if it is all."""
    start, end = max(tile.start, span.start), min(tile.end, span.end)
    while start < end and text[start] in BLANKS:
        start += 1
    if start == end:
        return replace(tile, start=end, end=end)
    while end < tile.end and text[end] in BLANKS:
        end += 1
    return replace(tile, start=tile.start if not text[tile.start : start].strip(BLANKS) else start, end=end)
