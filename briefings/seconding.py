"""A correction by two: one editor writes it, another one agrees, then it goes out as any correction does."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Act, User
from briefings import changing, correcting, publishing
from briefings.changing import Part
from briefings.clashing import Texts, texts_of
from briefings.correcting import Corrected
from briefings.models import Briefing, ProposedCorrection
from briefings.models.seconding import DECLINED, PUBLISHED
from briefings.publishing import NOTHING_LIVE, Change

OVERTAKEN = "Another edition went out since it was written. Decline it, then write it again from the live text."
OWN = "Four eyes are asked for (NUTGRAF_FOUR_EYES): {who} wrote it. Somebody else is to publish it."


@transaction.atomic
def propose(briefing: Briefing, texts: Texts, change: Change, *, by: User, at: datetime) -> ProposedCorrection:
    """Keep a correction for another editor's look. Raises ValidationError, MarkupError for what could not go out."""
    held: Briefing = Briefing.objects.select_for_update().get(pk=briefing.pk)
    if held.live is None or held.status == "retracted":
        raise ValidationError(NOTHING_LIVE)
    if waiting := ProposedCorrection.objects.waiting_for(held):
        raise ValidationError(
            f"A correction by {waiting.proposed_by} waits already. Publish or decline that one first."
        )
    correcting.refuse_wrong(texts_of(held.live), texts, change)
    publishing.refuse_wrong_kind(held, change.kind, change)
    correcting.parts_of(held.live, texts)
    values: dict[str, Any] = {"texts": asdict(texts), "change": asdict(change)}
    row = ProposedCorrection.objects.create(briefing=held, edition=held.live, proposed_by=by, proposed_at=at, **values)
    Act.objects.record("proposed a correction", held, by=by, reason=change.note, after={"edition": held.live.number})
    return row


def may_second(row: ProposedCorrection, user: User) -> bool:
    return not (settings.FOUR_EYES and user == row.proposed_by)


@transaction.atomic
def second(proposed: ProposedCorrection, *, by: User, at: datetime) -> Corrected:
    """Publish it. Raises ValidationError, PermissionDenied."""
    row = _held(proposed)
    if row.is_overtaken:
        raise ValidationError(OVERTAKEN)
    if not may_second(row, by):
        raise ValidationError(OWN.format(who=by))
    done = correcting.put_out(row.briefing, texts(row), Change(**row.change), by=by, at=at)
    _decide(row, PUBLISHED, by, at)
    return done


@transaction.atomic
def decline(proposed: ProposedCorrection, *, by: User, at: datetime, reason: str) -> None:
    """It does not go out; whoever wrote it may take it back. Raises ValidationError without a reason."""
    row = _held(proposed)
    if not reason.strip() and by != row.proposed_by and not row.is_overtaken:
        raise ValidationError(f"Say why: {row.proposed_by} reads this.")
    row.reason = reason.strip()
    _decide(row, DECLINED, by, at)
    Act.objects.record("declined a correction", row.briefing, by=by, reason=row.reason)


def texts(row: ProposedCorrection) -> Texts:
    return Texts(**row.texts | {"key_points": tuple(row.texts["key_points"])})


def changes(row: ProposedCorrection) -> list[Part]:
    """What would change, part by part and word by word."""
    return changing.compared(correcting.by_part(texts_of(row.edition)), correcting.by_part(texts(row)))


def _held(proposed: ProposedCorrection) -> ProposedCorrection:
    """The row as it is now, under its briefing's lock."""
    Briefing.objects.select_for_update().get(pk=proposed.briefing_id)
    row = ProposedCorrection.objects.waiting().filter(pk=proposed.pk).select_related("briefing", "edition").first()
    if row is None:
        raise ValidationError("Somebody decided this correction before you.")
    return row


def _decide(row: ProposedCorrection, state: str, by: User, at: datetime) -> None:
    row.state, row.decided_by, row.decided_at = state, by, at
    row.save(update_fields=["state", "decided_by", "decided_at", "reason"])
