"""Step 1 of the pipeline: the text floor's answer becomes rows. Editors' decisions stand."""

from sources.models import Flag, Interview, Segment, SourceArticle, Turn
from sources.models.articles import place_at
from sources.text import reading
from sources.text import types as text


def read(article: SourceArticle) -> None:
    """Segments, metadata, body, interview and flags of one article, replaced as a whole."""
    raw = article.raw.text
    decided = [
        text.Segment(s.start, s.end, s.kind, s.kept, s.reason, s.rule)
        for s in article.segments.filter(decided_by__isnull=False)
    ]
    layout = [text.Block(*block) for block in article.raw.layout]
    result = reading.read(raw, text.Hints.of(article.hints), decided, layout)
    _keep_metadata(article, result)
    _keep_segments(article, result.segments)
    interview = _keep_interview(article, result.interview)
    article.flags.all().delete()
    Flag.objects.bulk_create(
        Flag(
            article=article,
            interview=interview if flag.on_interview else None,
            start=flag.start,
            end=flag.end,
            signal=flag.signal,
            explanation=flag.explanation,
        )
        for flag in result.flags
    )


def _keep_metadata(article: SourceArticle, result: reading.Reading) -> None:
    found = result.metadata
    article.headline, article.standfirst, article.byline = found.headline, found.standfirst, found.byline
    article.authors, article.dateline, article.language = list(found.authors), found.dateline, found.language
    article.credited_to, article.found = found.credited_to[:300], found.found
    article.published_on, article.published_at = found.published_on, text.Hints.of(article.hints).published_at
    article.published_precision = "minute" if article.published_at else "day" if found.published_on else ""
    article.place = place_at(article.canonical_url, article.outlet)
    article.body = result.body
    article.repairs = [[mend.start, mend.end, mend.replacement] for mend in result.repairs]
    article.save()


def _keep_segments(article: SourceArticle, segments: tuple[text.Segment, ...]) -> None:
    deciders = {(s.start, s.end): s.decided_by_id for s in article.segments.filter(decided_by__isnull=False)}
    article.segments.all().delete()
    Segment.objects.bulk_create(
        Segment(
            article=article,
            position=position,
            start=segment.start,
            end=segment.end,
            kind=segment.kind,
            kept=segment.kept,
            reason=segment.reason,
            rule=segment.rule,
            decided_by_id=deciders.get((segment.start, segment.end)),
        )
        for position, segment in enumerate(segments)
    )


def _keep_interview(article: SourceArticle, found: text.Interview | None) -> Interview | None:
    """The interview's row outlives re-runs once an editor disposed of it; its turns are replaced."""
    existing = Interview.objects.filter(article=article).first()
    if found is None:
        if existing and not existing.disposition and not existing.briefings.exists():
            existing.delete()
            return None
        return existing
    interview, _ = Interview.objects.update_or_create(
        article=article, defaults={"start": found.start, "end": found.end}
    )
    interview.turns.all().delete()
    Turn.objects.bulk_create(
        Turn(
            interview=interview,
            number=turn.number,
            speaker=turn.speaker[:200],
            role=turn.role,
            section=turn.section or "",
            start=turn.start,
            end=turn.end,
            label_start=turn.label_start,
        )
        for turn in found.turns
    )
    return interview
