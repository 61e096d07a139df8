"""A world in which every text field of every row is hostile, as an author, a source or a program may have written it.

Run inside a demo's database by `manage.py shell`. Rows are filled past their forms, since what is stored may have come
by any door and from any version; editions and their pages are then made of them by publishing.
"""

import itertools
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from io import StringIO
from typing import Any
from unittest import mock

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.test import Client, override_settings
from django.utils import timezone

from accounts import guards
from briefings import checklist, interviewing, saving
from briefings.clashing import texts_of
from briefings.models import (
    Briefing,
    Comment,
    KeyPoint,
    LateAnswer,
    ProposedCorrection,
    ProposedSentence,
    RollingDraft,
    StandingPage,
)
from briefings.models.late import LATE_ANSWERS
from briefings.publishing import Change, publish, retract
from sources.merging import merge
from sources.models import (
    Actor,
    ActorDistinction,
    ActorRole,
    Difference,
    ExpungeRequest,
    Interview,
    Namesakes,
    OriginWord,
    SourceArticle,
)
from sources.models.merges import DISTINCTIONS
from sources.models.origins import ORIGIN_VERDICTS
from tests import factories
from tests.api import routes
from tests.api.matrix import path_of
from tests.browser.hostile import Hand
from tests.factories import INTERVIEW, ORCHARD

SECOND = "Dr. Ruth Kessel: Mice"
SCHEME = "javascript:__ran(1)//"
ADDRESSES = {"url", "address", "canonical_url", "page", "domain", "links", "location", "private_contact"}
"""Fields that a page may make a link of."""
APPS = ("accounts", "sources", "briefings", "operation")
TEXT = (models.CharField, models.TextField, models.JSONField)
MADE = {
    "Edition": "made by publishing", "Rendition": "made by publishing", "Entry": "made by publishing",
    "Appearance": "made by publishing", "SearchText": "made by publishing", "Seal": "digests of acts",
    "Fingerprint": "numbers", "EventKey": "numbers", "NameKey": "keys", "Sequence": "our own names",
    "InterviewVersion": "a copy of an interview as it was", "IdempotentCall": "shown nowhere", "Heartbeat": "our own",
    "Periodic.name": "our own names",
}  # fmt: skip
"""Models that hold no text of anybody, or get it from those that are filled."""
KEPT = {
    "password", "sessions", "prefix_of_key", "digest", "sha256", "identity", "secret", "old_secret", "slug", "version",
    "key", "folded", "place", "profile", "repairs", "layout", "moved", "events", "scopes", "time_zone", "wikidata", "kind",
    "channel", "state", "status", "language", "signal", "exact", "prefix", "suffix", "body", "text", "html", "data",
    "document", "identifier", "disposition", "terms", "rule", "hints", "found",
}  # fmt: skip
"""Fields that only a machine writes from a list of its own, and what must agree with a text (that is filled as a whole)."""
DEFINITELY = {"KeyPoint.text", "Comment.text", "Mention.text"}


def hostile_fields() -> dict[str, list[models.Field[Any, Any]]]:
    """Per model the fields to fill: text that is no choice and not kept."""
    found = {}
    for model in itertools.chain.from_iterable(apps.get_app_config(app).get_models() for app in APPS):
        if model.__name__ not in MADE:
            fields = [field for field in model._meta.concrete_fields if _is_open(model, field)]
            found[model._meta.label] = fields
    return found


def _is_open(model: type[models.Model], field: Any) -> bool:
    if not isinstance(field, TEXT) or field.choices:
        return False
    label = f"{model.__name__}.{field.name}"
    return label in DEFINITELY or (field.name not in KEPT and label not in MADE)


class Filling:
    """Deals payloads, field after field, so that no two fields hold the same."""

    def __init__(self, hand: Hand, start: int, each: int) -> None:
        self.hand, self.each, self.turns = hand, each, itertools.count(start, each)

    def text(self) -> str:
        return self.hand.deal(next(self.turns), self.each)

    def line(self) -> str:
        """In one line, as reports are read."""
        return " ".join(self.text().split())

    def like(self, value: Any) -> Any:
        """Of the same shape, with every text in it hostile."""
        if isinstance(value, dict):
            return {name: self.like(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.like(inner) for inner in value]
        return self.text() if isinstance(value, str) else value


def reports(filling: Filling) -> None:
    """In the shapes that the text floor looks for; the world of routes is made of them."""
    line = filling.line
    turns = f"\nInterviewer: {line()}?\n\nDr. Ruth Kessel: {line()}\n\n{line()}: So?\n\nDr. Ruth Kessel: {line()}\n"
    routes.INTERVIEW = f"{line()} {INTERVIEW.replace(SECOND, line() + SECOND)}{turns}"  # type: ignore[attr-defined]
    routes.ORCHARD = f"{line()}\n\n{line()}\n\nBy {line()}\n1 October 2026\n\nLINDAU ({line()}) - {ORCHARD}"  # type: ignore[attr-defined]


def odd_report(filling: Filling) -> None:
    """With hints that say nothing true."""
    line = filling.line
    hints = {name: line() for name in ("title", "outlet", "standfirst", "credited_to", "language")}
    addresses = {name: f"{SCHEME}{line()}" for name in ("url", "canonical")}
    text = f"“{line()},” said Petra Hummel. [{line()}]({line()})\n\n<b>{line()}</b>\n\n| {line()} | {line()} |\n"
    factories.article(text, authors=(line(), line()), **hints, **addresses)


def more(world: dict[str, Any]) -> None:
    """Rows of the kinds that neither the demo nor the world of routes has."""
    editor, publisher, at = factories.person("editor"), factories.person("publisher"), timezone.now()
    briefing = Briefing.objects.get(pk=world["briefings_briefing"])
    Comment.objects.start(briefing, "x", None, by=editor).reply("x", by=publisher)
    point = KeyPoint.objects.create(briefing=briefing, text="So it was.")
    ProposedSentence.objects.create(briefing=briefing, part="key point", key_point=point, exact="So it was.", end=10)
    typed = {name: ["x"] for name in ("headline", "standfirst", "body", "not_known", "topics")}
    RollingDraft.objects.keep(briefing, typed, by=editor, at=at)
    live = Briefing.objects.filter(status="published").latest("pk")
    assert live.live
    change = asdict(Change("correction", *["x"] * 5))
    texts = asdict(texts_of(live.live))
    ProposedCorrection.objects.create(
        briefing=live, edition=live.live, texts=texts, change=change, proposed_by=editor, proposed_at=at, reason="x"
    )
    actor = Actor.objects.get(pk=world["sources_actor"])
    ActorRole.objects.create(actor=actor, title="x", organisation="x")
    others = [Actor.objects.create(name=name, kind="person") for name in ("Another", "A third", "A fourth")]
    for kind, named in zip(DISTINCTIONS, others, strict=False):
        ActorDistinction.objects.create(one=actor, other=named, kind=kind, reason="x", decided_by=editor, decided_at=at)
    merge(actor, others[-1], by=editor, reason="x")
    one, later = SourceArticle.objects.filter(pk__in=(world["sources_sourcearticle"], world["other_pk"]))
    OriginWord.objects.give(one, later, verdict=ORIGIN_VERDICTS[0], by=editor, reason="x")
    LateAnswer.objects.create(briefing=briefing, article=later, answer=LATE_ANSWERS[0], reason="x", by=editor)
    pair = sorted((others[0].pk, others[1].pk))
    Namesakes.objects.create(one_id=pair[0], other_id=pair[1], score=0.9, reason="x")
    difference = Difference.objects.get(pk=world["sources_difference"])
    difference.values.create(article=one, value="x", start=0, end=9, exact=one.raw.text[:9], attributed_to="x")
    ExpungeRequest.objects.ask(later.raw, by=factories.person("administrator"), reason="x", at=at)
    interview = Interview.objects.get(pk=world["sources_interview"])
    interview.dispose("conducted by us", by=editor, at=at, note="x")
    interviewing.attach(interview, briefing, by=editor)


def fill(filling: Filling) -> None:
    """Past the write-once guards, and past no other constraint: what one refuses stays as it was."""
    guards.remove(connection)
    for label, fields in hostile_fields().items():
        rows = apps.get_model(label)._base_manager
        for row in rows.all():
            for field in fields:
                with suppress(IntegrityError), transaction.atomic():
                    rows.filter(pk=row.pk).update(**{field.attname: _value(filling, field, row)})
    for page in StandingPage.objects.all():
        page.body = filling.text()
        page.clean()
        page.save()
    guards.install(connection)


def _value(filling: Filling, field: Any, row: models.Model) -> Any:
    if isinstance(field, models.JSONField):
        return filling.like(getattr(row, field.attname))
    text = f"{SCHEME}{filling.text()}" if field.name in ADDRESSES else filling.text()
    return f"{text} {row.pk}" if field.unique else text


def publish_all(filling: Filling) -> None:
    """Editions of every briefing, a correction and a retraction. The gate stands open: hostile text may pass any gate."""
    publisher, at = factories.person("publisher"), timezone.now()
    with mock.patch.object(checklist, "check", return_value=[]):
        for briefing in Briefing.objects.exclude(status="retracted"):
            briefing.body = f"{filling.text()}\n\n{briefing.body}\n\n{filling.text()}"
            saving.save(briefing, expected=briefing.lock_version, by=publisher)
            publish(briefing, Change(note=filling.text()), by=publisher, at=at)
            parts = {name: filling.text() for name in ("note", "passage", "was", "now", "how_found")}
            publish(Briefing.objects.get(pk=briefing.pk), Change("correction", **parts), by=publisher, at=at)
        retract(factories.published().briefing, reason=filling.text(), by=publisher, at=at)


def build(payloads: Sequence[str], start: int, each: int) -> str:
    """As JSON: the session of an administrator, an address of every route, and the models that have text and no row."""
    filling = Filling(Hand(payloads), start, each)
    with override_settings(ALLOWED_HOSTS=["*"]):
        reports(filling)
        world = routes.world()
        call_command("demo", stdout=StringIO())
        odd_report(filling)
        more(world)
        fill(filling)
        publish_all(filling)
        client = Client()
        client.force_login(factories.person("administrator"))
    empty = [
        label
        for label, fields in hostile_fields().items()
        if fields and not apps.get_model(label)._base_manager.exists()
    ]
    return json.dumps(
        {
            "empty": empty,
            "cookie": settings.SESSION_COOKIE_NAME,
            "session": client.cookies[settings.SESSION_COOKIE_NAME].value,
            "paths": list(paths(world)),
        }
    )


def paths(world: dict[str, Any]) -> Iterator[str]:
    """An address of every route."""
    for route in routes.routes():
        yield path_of(route, world)
