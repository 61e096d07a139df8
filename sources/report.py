"""The ingest report: one JSON object an item. A public contract (docs/ingest-report.md)."""

from dataclasses import dataclass, field
from typing import Any

from sources.models import Interview, SourceArticle
from sources.pipeline import Outcome


@dataclass(slots=True)
class Report:
    """Lines of one run. Remembers which item made which article, so that `copy_of` can name items of the run."""

    dry_run: bool = False
    _ids: dict[int, str] = field(default_factory=dict)

    def line(self, outcome: Outcome) -> dict[str, Any]:
        article = outcome.article
        if article is None:
            return EMPTY | {"id": outcome.item.id, "outcome": outcome.outcome, "error": outcome.error}
        known = outcome.outcome == "known"
        original = self._ids.get(article.pk) if known else None
        if article.copy_of and not known:
            original = self._ids.get(article.copy_of.pk)
        stored = article if known else article.copy_of
        line = EMPTY | {
            "id": outcome.item.id,
            "article": None if self.dry_run else str(article.uid),
            "outcome": outcome.outcome,
            "copy_of": original,
            "copy_of_article": str(stored.uid) if stored and original is None else None,
            "previous": self._name(article.previous),
            "similarity": 1.0 if known else outcome.similarity,
        }
        self._ids.setdefault(article.pk, outcome.item.id)
        return line | _content(article)

    def _name(self, article: SourceArticle | None) -> str | None:
        return (self._ids.get(article.pk) or str(article.uid)) if article else None


def _content(article: SourceArticle) -> dict[str, Any]:
    membership = article.membership
    return {
        "story": str(membership.story.uid),
        "reasons": membership.reasons,
        "headline": article.headline,
        "standfirst": article.standfirst,
        "byline": article.byline,
        "authors": article.authors,
        "outlet": article.outlet.name if article.outlet else "",
        "credited_to": article.credited_to,
        "dateline": article.dateline,
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "language": article.language,
        "body": article.body,
        "segments": list(article.segments.values("start", "end", "kind", "kept", "reason")),
        "interview": _interview(article),
        "mentions": list(_mentions(article)),
        "flags": list(article.flags.values("start", "end", "signal", "explanation")),
        "error": "",
    }


def _mentions(article: SourceArticle) -> list[dict[str, Any]]:
    rows = article.mentions.exclude(state="rejected").values("start", "end", "text", "key", "actor__uid", "kind")
    return [
        {
            "start": row["start"],
            "end": row["end"],
            "text": row["text"],
            "actor": str(row["actor__uid"] or row["key"]),
            "kind": row["kind"],
        }
        for row in rows
    ]


def _interview(article: SourceArticle) -> dict[str, Any] | None:
    interview = Interview.objects.filter(article=article).first()
    if interview is None:
        return None
    turns = [
        {
            "speaker": turn.speaker,
            "role": turn.role,
            "section": turn.section or None,
            "text": article.quote(turn.start, turn.end),
        }
        for turn in interview.turns.all()
    ]
    flags = list(interview.flags.values("start", "end", "signal", "explanation"))
    return {"turns": turns, "flags": flags}


EMPTY: dict[str, Any] = {
    "id": "",
    "article": None,
    "outcome": "rejected",
    "copy_of": None,
    "copy_of_article": None,
    "previous": None,
    "similarity": None,
    "story": None,
    "reasons": [],
    "headline": "",
    "standfirst": "",
    "byline": "",
    "authors": [],
    "outlet": "",
    "credited_to": "",
    "dateline": "",
    "published_on": None,
    "language": "und",
    "body": "",
    "segments": [],
    "interview": None,
    "mentions": [],
    "flags": [],
    "error": "",
}
