"""Saving a draft: rendered by the code that publishes, annotations find their places, a revision is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.models import User
from briefings import markup
from briefings.anchoring import Edit
from briefings.markup import Limits
from briefings.models import Annotation, Briefing, Comment, ProposedSentence, Revision

FIELDS = ("headline", "slug", "standfirst", "body", "not_known", "topics", "language")
PLACE = ["state", "exact", "prefix", "suffix", "start", "end"]
WRITTEN = (*FIELDS, "story", "interview", "embargo_until", "updated_at")
"""What saving writes. The row's status and live edition are the publisher's, and may have changed since it was read."""


def written(briefing: Briefing) -> list[str]:
    """The fields that saving writes: once there is an edition, not the address any more."""
    return [name for name in WRITTEN if name != "slug" or not briefing.editions.exists()]


def html_of(briefing: Briefing) -> str:
    """Raises markup.MarkupError when the Markdown cannot be rendered."""
    return markup.render(briefing.body, Limits(settings.MAX_MARKDOWN_CHARS, settings.MARKDOWN_SECONDS))


def anchor(briefing: Briefing) -> list[Annotation]:
    """Give each annotation its place in the text as it is now. Changed ones need review; lost ones are orphaned."""
    return _store(placed(briefing, since(briefing, markup.plain_text(html_of(briefing)))))


def _store(rows: list[Annotation]) -> list[Annotation]:
    Annotation.objects.bulk_update(rows, PLACE)
    return rows


@dataclass(frozen=True, slots=True)
class Since:
    """The edit of the rendered text since the last revision, of `at`. `seen`: the words of its marks, by uid."""

    edit: Edit
    seen: Mapping[str, str]
    at: datetime | None = None


def since(briefing: Briefing, text: str) -> Since:
    last = briefing.revisions.order_by("-number").first()
    if last is None:
        return Since(Edit("", text), {})
    seen = {row["uid"]: row["exact"] for row in last.state["annotations"]}
    return Since(Edit(_plain_text_of(last.state["body"], briefing, text), text), seen, last.at)


def placed(briefing: Briefing, change: Since) -> list[Annotation]:
    """The annotations with their states and places in the text as it is now; nothing is stored."""
    rows = list(briefing.annotations.prefetch_related("citations"))
    for row in rows:
        row.settle(change.edit, is_seen=change.seen.get(str(row.uid)) == row.exact)
    return rows


def _plain_text_of(body: str, briefing: Briefing, text: str) -> str:
    """Of an earlier body; none where it cannot be rendered any more."""
    if body == briefing.body:
        return text
    try:
        return markup.plain_text(html_of(Briefing(body=body)))
    except markup.MarkupError:
        return ""


@transaction.atomic
def save(briefing: Briefing, *, expected: int, by: User) -> Revision:
    """Save the whole state if nobody saved since `expected`. Raises StaleCopy, MarkupError; loses nothing."""
    briefing.hold(expected)
    briefing.save(update_fields=written(briefing))
    change = since(briefing, markup.plain_text(html_of(briefing)))
    _store(placed(briefing, change))
    ProposedSentence.objects.settle(briefing, change.edit, by=by)
    Comment.objects.bulk_update(Comment.objects.placed(briefing, change.edit, change.at), PLACE)
    number = briefing.revisions.count() + 1
    return Revision.objects.create(briefing=briefing, number=number, state=state_of(briefing), by=by)


def state_of(briefing: Briefing) -> dict[str, Any]:
    """All that an editor wrote, as one value."""
    state: dict[str, Any] = {name: getattr(briefing, name) for name in FIELDS}
    state["interview"] = str(briefing.interview.uid) if briefing.interview else None
    state["key_points"] = [
        {"text": point.text, "citations": [_cited(c) for c in point.citations.all()]}
        for point in briefing.key_points.prefetch_related("citations__article")
    ]
    state["annotations"] = [
        _annotated(a)
        for a in briefing.annotations.select_related("actor", "difference").prefetch_related("citations__article")
    ]
    state["proposed"] = [{"part": row.part, "exact": row.exact} for row in briefing.proposed.all()]
    return state


def _annotated(annotation: Annotation) -> dict[str, Any]:
    return {
        "uid": str(annotation.uid),
        "kind": annotation.kind,
        "exact": annotation.exact,
        "start": annotation.start,
        "note": annotation.note,
        "actor": str(annotation.actor.uid) if annotation.actor else None,
        "difference": str(annotation.difference.uid) if annotation.difference else None,
        "citations": [_cited(citation) for citation in annotation.citations.all()],
    }


def _cited(citation: Any) -> dict[str, Any]:
    return {
        "article": str(citation.article.uid),
        "start": citation.start,
        "end": citation.end,
        "exact": citation.exact,
        "attributed_to": citation.attributed_to,
        "basis": citation.basis,
    }
