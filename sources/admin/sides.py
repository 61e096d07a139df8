"""The two sides of a report: its raw text in pieces, and the report as it reads."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django.utils.translation import get_language_info

from accounts.models import Act
from sources import cleaning
from sources.models import Flag, Interview, Segment, SourceArticle, Turn
from sources.text.body import BODY_KINDS
from sources.text.following import followable
from sources.text.page.lines import BLANKS
from sources.text.types import Repair

SHOWN_CHARS = 60
"""Of a mended place or of the words that an undo is about."""
PIECE_OF = {
    "headline": ("headline",),
    "standfirst": ("standfirst",),
    "byline": ("byline",),
    "authors": ("byline",),
    "dateline": ("dateline",),
    "published_on": ("dateline", "byline"),
    "credited_to": ("credit",),
}
"""The kinds of piece that a value stands in, likeliest first."""
HINT_OF = {"headline": "title", "published_on": "published", "authors": "authors", "language": "language"}


@dataclass(frozen=True, slots=True)
class Run:
    """Words that are shown in one manner. `mend`: what was mended, in words; `flag`: the number of a flag, or 0."""

    words: str
    mend: str = ""
    flag: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece as it reads in the body: of a turn its speaker's words, without the label before them."""

    kind: str
    runs: tuple[Run, ...]
    speaker: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment on the screen. `shown`: where its first shown character stands, white space before it left out.

    `flags` are the numbers of the flags in it, `decided` the act of an editor who decided on it.
    """

    number: int
    segment: Segment
    shown: int
    runs: tuple[Run, ...]
    flags: tuple[int, ...]
    decided: Act | None
    passage: Passage | None
    counterpart: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """Something that the report says of itself: where it was found, and the number of the piece it stands in, or 0."""

    name: str
    label: str
    value: str
    where: str
    piece: int

    @property
    def link(self) -> str:
        return followable(self.value) if self.name == "url" else ""


@dataclass(frozen=True, slots=True)
class Flagged:
    """A flag with its words; `piece` is the number of the piece in which it begins."""

    number: int
    flag: Flag
    words: str
    piece: int
    in_body: bool


@dataclass(frozen=True, slots=True)
class Mended:
    """A mended place: how it stood, how it reads, and its piece."""

    before: str
    after: str
    piece: int


@dataclass(frozen=True, slots=True)
class Sides:
    pieces: tuple[Piece, ...]
    values: tuple[Value, ...]
    flags: tuple[Flagged, ...]
    mended: tuple[Mended, ...]
    stripped: int


def sides(article: SourceArticle, acts: Sequence[Act]) -> Sides:
    """`acts`: the standing decisions, latest first. The number of queries does not grow with the text."""
    segments = list(article.segments.for_desk())
    maker = _Maker(article, list(article.flags.all()), _turns(article))
    acts_at = _acts_at(segments, acts)
    values = tuple(_values(article, segments))
    places = {value.piece: f"value-{value.name}" for value in reversed(values) if value.piece}
    made = (maker.piece(at, segment, acts_at.get(segment.start)) for at, segment in enumerate(segments, start=1))
    pieces = tuple(replace(piece, counterpart=_counterpart(piece, places)) for piece in made)
    return Sides(
        pieces=pieces,
        values=values,
        flags=tuple(maker.flagged(pieces)),
        mended=tuple(_mended(article, pieces)),
        stripped=sum(not segment.kept for segment in segments),
    )


def _counterpart(piece: Piece, places: Mapping[int, str]) -> str:
    """The id of what the piece became on the other side; empty when it became nothing."""
    return f"reads-{piece.number}" if piece.passage else places.get(piece.number, "")


def _turns(article: SourceArticle) -> list[Turn]:
    interview = Interview.objects.filter(article=article).first()
    return sorted(interview.turns.all(), key=lambda turn: turn.label_start) if interview else []


def _acts_at(segments: Sequence[Segment], acts: Sequence[Act]) -> dict[int, Act]:
    """Start of each decided segment → the latest act that decided it."""
    decided = cleaning.decisions(acts)
    exact = {(one.start, one.end): one.act for one in reversed(decided)}
    found = {}
    for segment in segments:
        if segment.decided_by_id is None:
            continue
        holding = (one.act for one in decided if one.start <= segment.start and segment.end <= one.end)
        if act := exact.get((segment.start, segment.end)) or next(holding, None):
            found[segment.start] = act
    return found


class _Maker:
    """Makes the pieces of one article."""

    def __init__(self, article: SourceArticle, flags: Sequence[Flag], turns: Sequence[Turn]) -> None:
        self.article, self.text, self.flags, self.turns = article, article.raw.text, flags, turns
        self.mends, self.labels = article.mends, [turn.label_start for turn in turns]
        self.mended_at = [mend.start for mend in self.mends]
        self.raw = self.text.replace("\r\n", " \n").replace("\r", "\n")  # as browsers take it, none longer or shorter

    def piece(self, number: int, segment: Segment, act: Act | None) -> Piece:
        words = self.text[segment.start : segment.end]
        start = segment.end - len(words.lstrip(BLANKS))
        end = segment.start + len(words.rstrip(BLANKS))
        runs = tuple(self._plain(start, end, self.raw)) if start < end else ()
        flags = tuple(sorted({run.flag for run in runs} - {0}))
        return Piece(number, segment, start, runs, flags, act, self._passage(segment, end))

    def _passage(self, segment: Segment, end: int) -> Passage | None:
        if not segment.kept or segment.kind not in BODY_KINDS:
            return None
        at = bisect_right(self.labels, segment.end - 1) - 1
        turn = self.turns[at] if at >= 0 and self.labels[at] >= segment.start else None
        start = turn.start if turn and turn.start < end else segment.start
        runs = tuple(self._runs(start, end, self._mends_in(start, segment.end)))
        if turn is None:
            return Passage(segment.kind, runs)
        return Passage(segment.kind, runs, turn.speaker or "?", turn.role)

    def _mends_in(self, start: int, end: int) -> Sequence[Repair]:
        first, last = bisect_right(self.mended_at, start - 1), bisect_right(self.mended_at, end - 1)
        return [mend for mend in self.mends[first:last] if mend.end <= end]

    def _runs(self, start: int, end: int, mends: Sequence[Repair]) -> Iterator[Run]:
        at = start
        for mend in mends:
            yield from self._plain(at, mend.start, self.text)
            yield Run(
                mend.replacement, _said(self.text[mend.start : mend.end], mend.replacement), self._flag(mend.start)
            )
            at = mend.end
        yield from self._plain(at, end, self.text)

    def _plain(self, start: int, end: int, text: str) -> Iterator[Run]:
        """The words of a text between two places, cut where flags begin and end."""
        ends = {place for flag in self.flags for place in (flag.start, flag.end) if start < place < end}
        cuts = [start, *sorted(ends), end]
        for one, other in pairwise(cuts):
            if one < other:
                yield Run(text[one:other], flag=self._flag(one))

    def _flag(self, place: int) -> int:
        covering = (at for at, flag in enumerate(self.flags, start=1) if flag.start <= place < flag.end)
        return next(covering, 0)

    def flagged(self, pieces: Sequence[Piece]) -> Iterator[Flagged]:
        starts = [piece.segment.start for piece in pieces]
        for number, flag in enumerate(self.flags, start=1):
            piece = pieces[max(bisect_right(starts, flag.start) - 1, 0)]
            words = self.text[flag.start : flag.end]
            yield Flagged(number, flag, words, piece.number, piece.passage is not None)


def _said(was: str, now: str) -> str:
    """What a mend did, in words."""
    if not was:
        return "A space was missing here."
    if now.startswith(" ") and now[1:].casefold() == was.casefold():
        return f"A space was missing here, and “{now[1:]}” was “{was}”."
    return f"It was “{was}”."


def _mended(article: SourceArticle, pieces: Sequence[Piece]) -> Iterator[Mended]:
    """Each mended place with the words around it."""
    starts = [piece.segment.start for piece in pieces]
    for mend in article.mends:
        piece = pieces[bisect_right(starts, mend.start) - 1]
        low = max(piece.shown, mend.start - SHOWN_CHARS // 2)
        high = min(piece.segment.end, mend.end + SHOWN_CHARS // 2)
        before, after = article.quote(low, mend.start), article.quote(mend.end, high)
        was = article.quote(mend.start, mend.end)
        yield Mended(f"{before}{was}{after}".strip(), f"{before}{mend.replacement}{after}".strip(), piece.number)


def _values(article: SourceArticle, segments: Sequence[Segment]) -> Iterator[Value]:
    numbers: dict[str, int] = {}
    for number, segment in enumerate(segments, start=1):
        if segment.kept:
            numbers.setdefault(segment.kind, number)
    for name, label, value in _said_of_itself(article):
        where = _where(article, name)
        kinds = PIECE_OF.get(name, ()) if "given" not in where else ()
        yield Value(name, label, value, where, next((numbers[kind] for kind in kinds if kind in numbers), 0))


def _said_of_itself(article: SourceArticle) -> list[tuple[str, str, str]]:
    """Name, label and value of what is shown; those that are always shown may be empty."""
    precision = {"day": " (to the day)", "minute": " (to the minute)"}
    moment = f"{article.published_at:%-d %B %Y, %H:%M} UTC" if article.published_at else article.dated()
    always = {"headline", "byline", "published_on", "outlet", "language"}
    rows = [
        ("headline", "Headline", article.headline),
        ("standfirst", "Standfirst", article.standfirst),
        ("byline", "Byline", article.byline),
        ("authors", "Authors", ", ".join(article.authors)),
        ("dateline", "Dateline", article.dateline),
        ("published_on", "Date", moment + precision.get(article.published_precision, "")),
        ("outlet", "Outlet", str(article.outlet or "")),
        ("credited_to", "Credits", article.credited_to),
        ("url", "Address", article.canonical_url),
        ("language", "Language", _language(article.language)),
    ]
    return [row for row in rows if row[2] or row[0] in always]


def _where(article: SourceArticle, name: str) -> str:
    """Where a value was found; what came beside the text says so itself."""
    hints: Mapping[str, Any] = article.hints
    hint = HINT_OF.get(name, name)
    if hints.get(hint) or (name == "published_on" and hints.get("published_at")):
        beside = hints.get("where", {}).get(hint) or hints.get("where", {}).get("published_at")
        return str(beside or article.found.get(name) or "given with the text")
    return str(article.found.get(name, ""))


def _language(code: str) -> str:
    """ "English (en)"; a code alone where its name is not known."""
    if code == "und":
        return ""
    try:
        return f"{get_language_info(code)['name']} ({code})"
    except KeyError:
        return code
