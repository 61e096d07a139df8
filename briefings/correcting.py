"""A correction starts from the live edition: its text, and nothing of the unfinished draft, goes out changed.

Then the change is brought into the draft. Where both changed the same words an editor sees them side by side.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Act, User
from briefings import anchoring, changing, markup, merging, publishing, saving
from briefings.anchoring import Edit, Span
from briefings.clashing import FIELDS, POINT, VERB, Texts, drafted, texts_of
from briefings.document import WORDS_PER_MINUTE
from briefings.models import Briefing, Edition
from briefings.publishing import NOTHING_LIVE, Change

KINDS = ("correction", "clarification", "update", "minor")


@dataclass(frozen=True, slots=True)
class Corrected:
    """`clashes`: parts of the draft that the change could not be brought into; `dropped`: notes whose words went."""

    edition: Edition
    clashes: tuple[str, ...] = field(default=())
    dropped: tuple[str, ...] = field(default=())


def takes_two() -> bool:
    """Whether nothing goes out by one person's word."""
    return bool(settings.REVIEW or settings.FOUR_EYES)


def correct(briefing: Briefing, texts: Texts, change: Change, *, by: User, at: datetime) -> Corrected:
    """Publish the live edition with these texts. Raises ValidationError, MarkupError, PermissionDenied."""
    if takes_two():
        name = "NUTGRAF_REVIEW" if settings.REVIEW else "NUTGRAF_FOUR_EYES"
        raise ValidationError(
            f"{name} is on: nothing goes out by one person’s word. Write the correction under “Correct” at the desk; "
            "another editor publishes it."
        )
    return put_out(briefing, texts, change, by=by, at=at)


@transaction.atomic
def put_out(briefing: Briefing, texts: Texts, change: Change, *, by: User, at: datetime) -> Corrected:
    """The same, whoever wrote it."""
    held: Briefing = Briefing.objects.select_for_update().get(pk=briefing.pk)
    if held.live is None or held.status == "retracted":
        raise ValidationError(NOTHING_LIVE)
    base = texts_of(held.live)
    refuse_wrong(base, texts, change)
    doc = json.loads(bytes(held.live.document))
    parts = parts_of(held.live, texts)
    edition = publishing.amend(held, _told(change, base, texts), parts, by=by, at=at)
    held.refresh_from_db()
    clashes = _bring_in(held, base, texts, by)
    kept = {note["id"] for note in parts["annotations"]}
    dropped = tuple(note["selector"]["exact"] for note in doc["annotations"] if note["id"] not in kept)
    after = {"edition": edition.number, "clashes": clashes, "dropped": dropped}
    Act.objects.record(VERB, held, by=by, reason=change.note, after=after)
    return Corrected(edition, tuple(clashes), dropped)


def with_words(briefing: Briefing, words: Mapping[str, Any]) -> Texts:
    """The live texts, some of them anew, by their names. Raises ValidationError where nothing is live."""
    if briefing.live is None:
        raise ValidationError(NOTHING_LIVE)
    texts: dict[str, Any] = {name: tuple(text) if name == "key_points" else text for name, text in words.items()}
    return replace(texts_of(briefing.live), **texts)


def refuse_wrong(base: Texts, texts: Texts, change: Change) -> None:
    """Raises ValidationError for what is no correction."""
    if change.kind not in KINDS:
        raise ValidationError(f"{change.kind!r} is no kind of correction; use one of {', '.join(KINDS)}.")
    if not texts.headline.strip() or not texts.standfirst.strip():
        raise ValidationError("Headline and standfirst stay: a correction cannot leave them empty.")
    if len(texts.key_points) != len(base.key_points) or not all(point.strip() for point in texts.key_points):
        raise ValidationError("A correction changes the words of key points. To take one away, publish the draft.")
    if texts == base:
        raise ValidationError("Nothing was changed in the live text.")


def parts_of(edition: Edition, texts: Texts) -> dict[str, Any]:
    """The parts of the edition's document that hold the texts, its notes at their new places. Raises MarkupError."""
    doc = json.loads(bytes(edition.document))
    html = saving.html_of(Briefing(body=texts.body))
    text = markup.plain_text(html)
    points = zip(doc["key_points"], texts.key_points, strict=True)
    return {
        "headline": texts.headline,
        "standfirst": texts.standfirst,
        "not_known": Briefing(not_known=texts.not_known).not_known_points(),
        "key_points": [point | {"text": words} for point, words in points],
        "body": {"markdown": texts.body, "html": str(html), "text": text},
        "reading_minutes": max(1, round(len(text.split()) / WORDS_PER_MINUTE)),
        "annotations": list(_notes(doc["annotations"], Edit(doc["body"]["text"], text))),
    }


def _notes(notes: Sequence[dict[str, Any]], edit: Edit) -> Iterator[dict[str, Any]]:
    """Those whose words are there yet, or were changed where they stood."""
    number = 0
    for note in notes:
        place = edit.follow(Span(note["selector"]["start"], note["selector"]["end"]))
        if place is None:
            continue
        number += 1
        there = anchoring.select(edit.new, *place.span)
        selector = {name: getattr(there, name) for name in ("exact", "prefix", "suffix", "start", "end")}
        yield note | {"number": number, "selector": selector}


def _told(change: Change, base: Texts, texts: Texts) -> Change:
    """Where the editor left them empty, what it was and what it is are the words that differ."""
    if change.kind not in ("correction", "clarification") or (change.was and change.now):
        return change
    parts = changing.compared(by_part(base), by_part(texts))
    said = [(word.what, word.text.strip()) for part in parts for para in part.paragraphs for word in para.words]
    was, now = (" … ".join(text for what, text in said if what == wanted) for wanted in ("gone", "new"))
    return replace(change, was=change.was or was, now=change.now or now, passage=change.passage or parts[0].name)


def by_part(texts: Texts) -> dict[str, list[str]]:
    text = markup.plain_text(saving.html_of(Briefing(body=texts.body)))
    return {
        "headline": [texts.headline],
        "standfirst": [texts.standfirst],
        "key points": list(texts.key_points),
        "not known": texts.not_known.splitlines(),
        "text": [line for line in text.split("\n") if line],
    }


def _bring_in(briefing: Briefing, base: Texts, texts: Texts, by: User) -> dict[str, str]:
    """Into the draft, as a revision; answers the draft's words of the parts where it could not be done."""
    clashes: dict[str, str] = {}
    is_changed = False
    for name in FIELDS:
        old, new, mine = (getattr(one, name) for one in (base, texts, drafted(briefing)))
        brought = merging.bring(mine, new, old) if new != old else mine
        if brought is None:
            clashes[name] = mine
        elif brought != mine:
            setattr(briefing, name, brought)
            is_changed = True
    points = list(zip(base.key_points, texts.key_points, strict=True))
    for old, new in ((old, new) for old, new in points if old != new):
        found = briefing.key_points.filter(text=old).update(text=new)
        is_changed = is_changed or bool(found)
        if not found and not briefing.key_points.filter(text=new).exists():
            clashes[f"{POINT}{new}"] = old
    if is_changed:
        saving.save(briefing, expected=briefing.lock_version, by=by)
    return clashes
