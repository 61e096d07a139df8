"""What a briefing was: its revisions and editions side by side, and an old revision brought back as a new one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Act, User
from briefings import anchoring, changing, markup, proposing, saving
from briefings.anchoring import Selector
from briefings.changing import Part
from briefings.evidence import Evidence
from briefings.interviewing import interview_of
from briefings.models import Annotation, Briefing, Citation, Edition, KeyPoint, Revision
from sources.models import Actor, Difference, Interview, SourceArticle

Parts = dict[str, list[str]]
REVISION, EDITION = "r", "e"


@dataclass(frozen=True, slots=True)
class Version:
    """A revision or an edition. `key`: r12 or e3."""

    key: str
    name: str
    at: datetime
    by: User | None
    row: Revision | Edition


def versions(briefing: Briefing) -> list[Version]:
    """The newest first."""
    revisions = briefing.revisions.select_related("by").defer("state")
    editions = briefing.editions.select_related("published_by").defer("document")
    found = [Version(f"{REVISION}{one.number}", f"Revision {one.number}", one.at, one.by, one) for one in revisions]
    found += [
        Version(f"{EDITION}{one.number}", f"Edition {one.number}, {one.kind}", one.published_at, one.published_by, one)
        for one in editions
    ]
    return sorted(found, key=lambda version: version.at, reverse=True)


def compare(briefing: Briefing, older: Version, newer: Version) -> list[Part]:
    """What differs, part by part and word by word."""
    evidence = Evidence(briefing.reports())
    return changing.compared(parts_of(older, evidence), parts_of(newer, evidence))


@dataclass(frozen=True, slots=True)
class Unpublished:
    """What the draft has that readers do not: paragraphs, notes and citations that differ from the live edition."""

    count: int
    older: str
    newer: str


def unpublished(briefing: Briefing, evidence: Evidence) -> Unpublished | None:
    last = briefing.revisions.order_by("-number").first()
    if briefing.live is None or briefing.status == "retracted" or last is None:
        return None
    now = _of_revision(last.state, evidence)
    parts = changing.compared(_of_edition(json.loads(bytes(briefing.live.document))), now)
    count = sum(len(part.paragraphs) for part in parts)
    return Unpublished(count, f"{EDITION}{briefing.live.number}", f"{REVISION}{last.number}") if count else None


def parts_of(version: Version, evidence: Evidence) -> Parts:
    """Its parts in paragraphs, the same ones of both kinds."""
    if isinstance(version.row, Edition):
        return _of_edition(json.loads(bytes(version.row.document)))
    return _of_revision(version.row.state, evidence)


def _of_edition(doc: dict[str, Any]) -> Parts:
    """Of a retraction the headline alone is there."""
    outlets = {source["uid"]: source["outlet"] for source in doc.get("sources", [])}
    points, notes = doc.get("key_points", []), doc.get("annotations", [])
    return {
        "headline": [doc["headline"]],
        "standfirst": [doc.get("standfirst", "")],
        "key points": [point["text"] for point in points],
        "not known": doc.get("not_known", []),
        "text": _lines(doc["body"]["text"]) if "body" in doc else [],
        "annotations": [_note(note["kind"], note["selector"]["exact"], note["note"]) for note in notes],
        "citations": [
            _cited(one["exact"], outlets.get(one["source"], "")) for row in [*points, *notes] for one in _passages(row)
        ],
        "interview": list(changing.interview_lines(doc["interview"])) if doc.get("interview") else [],
    }


def _passages(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    one = row.get("citation")
    found: list[dict[str, Any]] = row.get("citations") or ([one] if one else [])
    return found


def _of_revision(state: dict[str, Any], evidence: Evidence) -> Parts:
    """The interview's words are those that it has now: a revision names it alone."""
    uids = {c["article"] for row in [*state["key_points"], *state["annotations"]] for c in row["citations"]}
    rows = SourceArticle.objects.select_related("outlet").filter(uid__in=uids)
    outlets = {str(one.uid): one.outlet.name if one.outlet else "" for one in rows}
    interview = Interview.objects.filter(uid=state["interview"]).first() if state["interview"] else None
    known = interview if interview and interview.article_id in evidence.numbers else None
    return {
        "headline": [state["headline"]],
        "standfirst": [state["standfirst"]],
        "key points": [point["text"] for point in state["key_points"]],
        "not known": Briefing(not_known=state["not_known"]).not_known_points(),
        "text": _lines(_plain(state["body"])),
        "annotations": [_note(row["kind"], row["exact"], row["note"]) for row in state["annotations"]],
        "citations": [
            _cited(one["exact"], outlets.get(one["article"], ""))
            for row in [*state["key_points"], *state["annotations"]]
            for one in row["citations"]
        ],
        "interview": list(changing.interview_lines(interview_of(known, evidence))) if known else [],
    }


def _plain(body: str) -> str:
    """The Markdown itself where it cannot be rendered any more."""
    try:
        return markup.plain_text(saving.html_of(Briefing(body=body)))
    except markup.MarkupError:
        return body


def _lines(text: str) -> list[str]:
    return [line.replace("\t", changing.CELL) for line in text.split("\n") if line]


def _note(kind: str, exact: str, note: str) -> str:
    return f"{kind.capitalize()} on “{exact}”{f': {note}' if note else ''}"


def _cited(exact: str, outlet: str) -> str:
    return f"“{' '.join(exact.split())}”{f', {outlet}' if outlet else ''}"


@transaction.atomic
def restore(briefing: Briefing, number: int, *, by: User) -> Revision:
    """An old revision as a new one; what stands there now is a revision as well, so nothing is lost.

    Raises ValidationError, StaleCopy.
    """
    wanted = briefing.revisions.filter(number=number).first()
    if wanted is None:
        raise ValidationError(f"There is no revision {number} of this briefing.")
    if briefing.status == "retracted":
        raise ValidationError("This briefing is retracted. Write a new one; this address keeps its notice.")
    last = briefing.revisions.order_by("-number").first()
    if last and last.state != json.loads(json.dumps(saving.state_of(briefing))):
        saving.save(briefing, expected=briefing.lock_version, by=by)
    left_out = _put_back(briefing, wanted.state)
    made = saving.save(briefing, expected=briefing.lock_version, by=by)
    proposing.set_again(briefing, wanted.state.get("proposed", []))
    details = {"revision": made.number, "left_out": left_out}
    Act.objects.record(f"restored revision {number}", briefing, by=by, after=details)
    return made


def _put_back(briefing: Briefing, state: Mapping[str, Any]) -> list[str]:
    """The fields and rows of a state; answers the marks that cannot come back, since what they name is gone."""
    for name in saving.FIELDS:
        if name in saving.written(briefing):
            setattr(briefing, name, state[name])
    briefing.interview = Interview.objects.filter(uid=state["interview"]).first() if state["interview"] else None
    briefing.key_points.all().delete()
    for position, point in enumerate(state["key_points"]):
        row = KeyPoint.objects.create(briefing=briefing, position=position, text=point["text"])
        _cite({"key_point": row}, point["citations"])
    briefing.annotations.all().delete()
    text = _plain(briefing.body)
    return [left for row in state["annotations"] for left in _put_back_mark(briefing, row, text)]


def _put_back_mark(briefing: Briefing, row: Mapping[str, Any], text: str) -> Iterator[str]:
    actor = Actor.objects.filter(uid=row["actor"]).first() if row["actor"] else None
    if row["kind"] == "actor" and actor is None:
        yield row["exact"]
        return
    asked = Selector(row["exact"], start=row["start"])
    found = anchoring.find(text, asked)
    place = {name: getattr(found or asked, name) for name in ("exact", "prefix", "suffix", "start", "end")}
    mark = Annotation.objects.create(
        uid=row["uid"],
        briefing=briefing,
        kind=row["kind"],
        note=row["note"],
        actor=actor,
        difference=Difference.objects.filter(uid=row["difference"]).first() if row["difference"] else None,
        state="anchored" if found else "orphaned",
        **place,
    )
    _cite({"annotation": mark}, row["citations"])


def _cite(under: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> None:
    said = ("start", "end", "exact", "attributed_to", "basis")
    for row in rows:
        article = SourceArticle.objects.get(uid=row["article"])
        Citation.objects.create(article=article, **under, **{name: row[name] for name in said})
