"""Draft → edition: gate, freeze, number, render, in one transaction."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import rfc8785
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import Act, Sequence, User
from briefings import checklist, document, indexing, rendering, saving, searching, shelf, webhooks
from briefings.models import Briefing, Correction, Edition, EditionSource
from briefings.models.edition import KINDS, PUBLIC_CHANGES
from sources.models import SourceArticle

CHECKING = "report being checked"
NOTHING_LIVE = "There is no live edition to correct."
SAYS_WHAT_IT_IS = ("correction", "clarification", "retraction")


@dataclass(frozen=True, slots=True)
class Change:
    """What kind of edition this is, and what readers are told. `kind` empty: first, or update when there is one.

    `after`: the number of the edition that was the last one for whoever asks for the next; a second click is refused.
    """

    kind: str = ""
    note: str = ""
    passage: str = ""
    was: str = ""
    now: str = ""
    how_found: str = ""
    after: int | None = None


class NotReady(ValidationError):
    """The gate is shut; the messages name what blocks."""


@transaction.atomic
def publish(briefing: Briefing, change: Change, *, by: User, at: datetime) -> Edition:
    """Make the next edition public. Raises NotReady with everything that blocks, PermissionDenied without the right."""
    _may_publish(by)
    briefing = _held(briefing)
    kind = change.kind or ("update" if briefing.live_id else "first")
    if kind == "retraction":
        raise ValidationError("A retraction takes the content back; it is no edition to publish. Use “Retract”.")
    refuse_wrong_kind(briefing, kind, change)
    saving.anchor(briefing)
    blocking = [finding.message for finding in checklist.check(briefing, at, by) if finding.blocks]
    if blocking:
        raise NotReady(blocking)
    edition = _freeze(briefing, kind, change, Stamp(by, at))
    briefing.status = "published"
    _go_live(briefing, edition)
    Act.objects.record(f"published ({kind})", briefing, by=by, reason=change.note, after=_trace(edition))
    return edition


@transaction.atomic
def amend(briefing: Briefing, change: Change, parts: Mapping[str, Any], *, by: User, at: datetime) -> Edition:
    """The live edition with some parts of its document in other words. The draft and its status stay as they are."""
    _may_publish(by)
    held = _held(briefing)
    if held.live is None or held.status == "retracted":
        raise ValidationError(NOTHING_LIVE)
    refuse_wrong_kind(held, change.kind, change)
    head = document.Head(held.editions.count() + 1, change.kind, change.note, at, _correction_fields(change))
    edition = _store(held, document.amended(held.live, head, parts), change, Stamp(by, at))
    held.live = edition
    held.save(update_fields=["live"])
    return edition


@transaction.atomic
def retract(briefing: Briefing, *, reason: str, by: User, at: datetime) -> Edition:
    """Take the content back. The address stays and answers with the notice and the reason."""
    _may_publish(by)
    briefing = _held(briefing)
    change = Change("retraction", reason.strip())
    refuse_wrong_kind(briefing, "retraction", change)
    briefing.status = "retracted"
    edition = _freeze(briefing, "retraction", change, Stamp(by, at))
    _go_live(briefing, edition)
    Act.objects.record("retracted", briefing, by=by, reason=reason, after=_trace(edition))
    return edition


@transaction.atomic
def announce(briefing: Briefing, *, by: User, at: datetime) -> Edition:
    """Tell readers that a new report is being checked: the live edition again, with a notice above it."""
    held = _held(briefing)
    if document.notice_of(held.live):
        raise ValidationError("Readers are told already that a new report is being checked.")
    notice = {"kind": CHECKING, "at": document.stamp(at)}
    return _repeat(held, Change("minor", "A new report is being checked."), notice, Stamp(by, at))


@transaction.atomic
def end_notice(briefing: Briefing, *, by: User, at: datetime) -> Edition:
    """The live edition again, without its notice. It also goes with the next edition, if no report waits by then."""
    held = _held(briefing)
    if not document.notice_of(held.live):
        raise ValidationError("There is no notice to take off.")
    return _repeat(held, Change("minor", "The new report was checked."), None, Stamp(by, at))


@transaction.atomic
def rename(briefing: Briefing, slug: str, *, by: User, at: datetime) -> None:
    """A new address. The frozen documents stay; their renditions are made anew, since they link to themselves.

    Readers and programs learn it by an edition that says no more than that.
    """
    _may_publish(by)
    briefing = _held(briefing)
    if briefing.status == "retracted":
        raise ValidationError("This briefing is retracted; its address keeps its notice.")
    briefing.rename(slug, by=by)
    for edition in briefing.editions.order_by("number"):
        rendering.render(edition)
    if briefing.live:
        notice = document.notice_of(briefing.live)
        _repeat(briefing, Change("minor", "The address changed."), notice, Stamp(by, at))


@transaction.atomic
def open_scheduled(briefing: Briefing, at: datetime) -> Edition | None:
    """Open a scheduled edition at its time. The gate is run again; the act is the scheduler's.

    None when the plan changed since the row was claimed: it was sent back, put off or published by hand.
    """
    held = _held(briefing)
    if held.status != "scheduled" or held.due_at is None or held.due_at > at:
        return None
    scheduled = Act.objects.of(briefing).filter(verb="scheduled").first()
    if scheduled is None or scheduled.who is None:
        raise NotReady("Nobody scheduled this briefing.")
    if scheduled.after.get("lock_version") != held.lock_version:
        raise NotReady("It was changed after it was scheduled. Look at it again, then schedule or publish it.")
    return publish(briefing, Change(), by=scheduled.who, at=at)


@dataclass(frozen=True, slots=True)
class Stamp:
    by: User
    at: datetime


def _may_publish(by: User) -> None:
    if not by.has_perm("briefings.publish"):
        raise PermissionDenied("Publishing, correcting and retracting need the publisher's role.")


def _held(briefing: Briefing) -> Briefing:
    """The briefing's row as it is now, locked until the transaction ends."""
    held: Briefing = Briefing.objects.select_for_update().get(pk=briefing.pk)
    return held


def refuse_wrong_kind(briefing: Briefing, kind: str, change: Change) -> None:
    """Raises ValidationError."""
    if kind not in KINDS:
        raise ValidationError(f"{kind!r} is no kind of edition; use one of {', '.join(KINDS)}.")
    if (kind == "first") == bool(briefing.live_id):
        raise ValidationError("The first edition comes first, and only once.")
    if change.after is not None and change.after != briefing.editions.count():
        raise ValidationError("Another edition went out in the meantime. Look at it, then publish again if need be.")
    if briefing.status == "retracted":
        raise ValidationError("This briefing is retracted. Write a new one; this address keeps its notice.")
    if kind in SAYS_WHAT_IT_IS and not change.note.strip():
        raise ValidationError(f"A {kind} needs a note that tells readers what it is.")


def _freeze(briefing: Briefing, kind: str, change: Change, stamp: Stamp) -> Edition:
    number = briefing.editions.count() + 1
    head = document.Head(number, kind, change.note, stamp.at, _correction_fields(change))
    content = document.retracted(briefing, head) if kind == "retraction" else document.build(briefing, head)
    return _store(briefing, content, replace(change, kind=kind), stamp)


def _store(briefing: Briefing, content: dict[str, Any], change: Change, stamp: Stamp) -> Edition:
    seq = Sequence.objects.take(PUBLIC_CHANGES)
    canonical = rfc8785.dumps(content)
    first = briefing.editions.order_by("number").first()
    edition = Edition.objects.create(
        briefing=briefing,
        number=content["edition"]["number"],
        kind=change.kind,
        note=change.note,
        document=canonical,
        sha256=hashlib.sha256(canonical).hexdigest(),
        seq=seq,
        first_seq=first.first_seq if first else seq,
        published_at=stamp.at,
        published_by=stamp.by,
    )
    if change.kind in ("correction", "clarification"):
        Correction.objects.create(edition=edition, **_correction_fields(change))
    listed = SourceArticle.objects.filter(uid__in=[source["uid"] for source in content.get("sources", [])])
    EditionSource.objects.bulk_create(EditionSource(edition=edition, article=article) for article in listed)
    indexing.index(edition)
    searching.keep(edition, content)
    rendering.render(edition)
    if earlier := briefing.editions.filter(number=edition.number - 1).first():
        rendering.render(earlier)  # its page says from now on that there is a newer one
    webhooks.tell(edition)
    transaction.on_commit(shelf.SHELF.clear)
    return edition


def _repeat(briefing: Briefing, change: Change, notice: dict[str, str] | None, stamp: Stamp) -> Edition:
    """The live edition's content as a new edition. The draft and its status stay as they are."""
    _may_publish(stamp.by)
    if briefing.live is None or briefing.status == "retracted":
        raise ValidationError("A notice stands above a live edition, and this briefing has none.")
    number = briefing.editions.count() + 1
    content = document.noticed(briefing.live, document.Head(number, change.kind, change.note, stamp.at), notice)
    edition = _store(briefing, content, change, stamp)
    briefing.live = edition
    briefing.save(update_fields=["live"])
    Act.objects.record("published (notice)", briefing, by=stamp.by, reason=change.note, after=_trace(edition))
    return edition


def _correction_fields(change: Change) -> dict[str, str]:
    return {"passage": change.passage, "was": change.was, "now": change.now, "how_found": change.how_found}


def _go_live(briefing: Briefing, edition: Edition) -> None:
    briefing.live = edition
    briefing.save(update_fields=["live", "status", "updated_at"])
    briefing.done()


def _trace(edition: Edition) -> dict[str, Any]:
    return {"edition": edition.number, "seq": edition.seq, "sha256": edition.sha256}
