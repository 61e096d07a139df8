"""Step 1 of the pipeline: the text floor's answer becomes rows. Editors' decisions stand."""

from collections.abc import Iterator, Sequence
from typing import Any

from sources import bulk
from sources.cases import Case
from sources.models import Flag, Interview, Segment, SourceArticle, Turn
from sources.models.articles import place_at
from sources.preparing import Given, Prepared
from sources.text import types as text
from sources.text.types import Hints

SEGMENT = ("article", "position", "start", "end", "kind", "kept", "reason", "rule", "decided_by")
TURN = ("interview", "number", "speaker", "role", "section", "start", "end", "label_start")
FLAG = ("article", "interview", "start", "end", "signal", "explanation")


def given_of(article: SourceArticle) -> Given:
    """What a stored article is read from, anew."""
    decided = article.segments.filter(decided_by__isnull=False)
    return Given(
        text=article.raw.text,
        hints=Hints.of(article.hints),
        layout=tuple(text.Block(*block) for block in article.raw.layout),
        decided=tuple(text.Segment(s.start, s.end, s.kind, s.kept, s.reason, s.rule) for s in decided),
    )


def fill(article: SourceArticle, prepared: Prepared) -> None:
    """The article's own fields, as they were read."""
    found = prepared.reading.metadata
    article.headline, article.standfirst, article.byline = found.headline, found.standfirst, found.byline
    article.authors, article.dateline, article.language = list(found.authors), found.dateline, found.language
    article.credited_to, article.found = found.credited_to[:300], found.found
    article.published_on, article.published_at = found.published_on, Hints.of(article.hints).published_at
    article.published_precision = "minute" if article.published_at else "day" if found.published_on else ""
    article.body = prepared.reading.body
    article.repairs = [[mend.start, mend.end, mend.replacement] for mend in prepared.reading.repairs]
    article.place = place_at(article.canonical_url, article.outlet)
    article.digest = prepared.document.digest


def keep_readings(cases: Sequence[Case]) -> None:
    """Segments, interviews and flags of the articles, replaced as a whole."""
    deciders = {case.article.pk: {} if case.is_new else _clear(case.article) for case in cases}
    bulk.insert(Segment, SEGMENT, [row for case in cases for row in _segments(case, deciders[case.article.pk])])
    interviews = {case.article.pk: _interview(case) for case in cases}
    bulk.insert(Turn, TURN, [row for case in cases for row in _turns(case, interviews[case.article.pk])])
    bulk.insert(Flag, FLAG, [row for case in cases for row in _flags(case, interviews[case.article.pk])])


Deciders = dict[tuple[int, int], int | None]


def _clear(article: SourceArticle) -> Deciders:
    """Take away what an earlier run made, and tell who decided on which spans."""
    decided = article.segments.filter(decided_by__isnull=False)
    deciders = {(s.start, s.end): s.decided_by_id for s in decided}
    article.segments.all().delete()
    article.flags.all().delete()
    return deciders


def _segments(case: Case, deciders: Deciders) -> Iterator[tuple[Any, ...]]:
    for position, segment in enumerate(case.prepared.reading.segments):
        decider = deciders.get((segment.start, segment.end))
        span = (segment.start, segment.end)
        yield (case.article.pk, position, *span, segment.kind, segment.kept, segment.reason, segment.rule, decider)


def _interview(case: Case) -> Interview | None:
    """The interview's row outlives re-runs once an editor disposed of it; its turns are replaced."""
    found = case.prepared.reading.interview
    existing = None if case.is_new else Interview.objects.filter(article=case.article).first()
    if found is None:
        if existing and not existing.disposition and not existing.briefings.exists():
            existing.delete()
            return None
        return existing
    interview, _ = Interview.objects.update_or_create(
        article=case.article, defaults={"start": found.start, "end": found.end}
    )
    if existing:
        interview.turns.all().delete()
    return interview


def _turns(case: Case, interview: Interview | None) -> Iterator[tuple[Any, ...]]:
    found = case.prepared.reading.interview
    for turn in found.turns if found and interview else ():
        assert interview is not None
        said = (turn.number, turn.speaker[:200], turn.role, turn.section or "")
        yield (interview.pk, *said, turn.start, turn.end, turn.label_start)


def _flags(case: Case, interview: Interview | None) -> Iterator[tuple[Any, ...]]:
    for flag in case.prepared.reading.flags:
        on = interview.pk if interview and flag.on_interview else None
        yield (case.article.pk, on, flag.start, flag.end, flag.signal, flag.explanation)
