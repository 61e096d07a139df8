"""Public changes → webhooks (Standard Webhooks 1.0.0): a row for each in the publishing transaction, sent by tasks."""

import json
import logging
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from briefings import document
from briefings.answering import written
from briefings.models import Delivery, Edition, Webhook
from briefings.models.delivery import Outcome
from briefings.models.webhook import DISABLED, EVENT_OF, Letter
from briefings.rendering import facts
from sources.fetch import FetchError, Parcel, Receipt, post
from sources.opening import policy

logger = logging.getLogger(__name__)

OVERTAKEN = "The briefing was retracted before this was taken; the retraction is told by itself."


def tell(edition: Edition) -> None:
    """Let every webhook that wants it be told of this public change."""
    for hook in Webhook.objects.wanting(EVENT_OF[edition.kind]):
        hook.tell(edition)


def send_due(until: datetime) -> int:
    """Send what is due, one after another, as long as there is time; answers how many were tried."""
    tried, seconds = 0, max(settings.CLAIM_SECONDS, 2 * int(settings.FETCH_SECONDS))
    while timezone.now() < until and (
        batch := Delivery.objects.select_related("webhook", "edition").claim(timezone.now(), seconds=seconds, limit=1)
    ):
        for delivery in batch:
            send(delivery, timezone.now())
        tried += len(batch)
    return tried


def send(delivery: Delivery, at: datetime) -> None:
    """One attempt. Whatever goes wrong stays on the row, is shown in the log and stops no other."""
    try:
        body = payload(delivery)
        if body is None or delivery.webhook.state != "enabled":
            delivery.overtaken(DISABLED if body else OVERTAKEN)
            return
        letter = Letter(delivery.message_id, at, body)
        outcome = _outcome(post(delivery.webhook.address, Parcel(body, delivery.webhook.headers(letter)), policy()))
    except FetchError as error:
        outcome = Outcome(0, str(error))
    except Exception as error:
        logger.exception("Delivery %s failed", delivery.uid)
        outcome = Outcome(0, f"{type(error).__name__}: {error}")
    delivery.settle(outcome, timezone.now())


def _outcome(receipt: Receipt) -> Outcome:
    said = receipt.excerpt.decode(errors="replace").replace("\0", "\ufffd")
    words = "" if 200 <= receipt.status < 300 else f"The receiver answered with status {receipt.status}."
    if 300 <= receipt.status < 400:
        words += " Redirects are not followed: give the last address."
    return Outcome(receipt.status, words, said, receipt.retry_after)


def payload(delivery: Delivery) -> bytes | None:
    """What is sent, from the stored edition and through the gate; None when that edition is public no more."""
    if delivery.edition is None:
        about = {"webhook": str(delivery.webhook.uid), "words": "A test from the desk; nothing has changed."}
        return _enveloped(delivery, delivery.created_at, about)
    data = _data(delivery.edition)
    return None if data is None else _enveloped(delivery, delivery.edition.published_at, data)


def _enveloped(delivery: Delivery, at: datetime, data: dict[str, Any]) -> bytes:
    return written({"type": delivery.event, "timestamp": document.stamp(at), "data": data})


def _data(edition: Edition) -> dict[str, Any] | None:
    """The summary as the API has it, the number of the change, why, and where the rest is."""
    stored = Edition.objects.public().filter(pk=edition.pk).contents("summary").first()
    if stored is None:
        return None
    summary: dict[str, Any] = json.loads(bytes(stored))
    slug, number = summary["slug"], edition.number
    links = {"page": summary["url"], "briefing": summary["api_url"]}
    if edition.kind != "retraction":
        links["edition"] = facts().edition(slug, number)
    return summary | {"seq": edition.seq, "links": links}
