"""The rules of the data are constraints named as sentences, on both databases."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint, UniqueConstraint

from briefings.models import Annotation, Briefing, Citation, KeyPoint
from sources.models import Actor, Decision, Expert, Interview, Outlet, Segment, SourceArticle
from tests import factories
from tests.factories import NOW

OURS = ("accounts", "sources", "briefings")


def constraints() -> list[CheckConstraint | UniqueConstraint]:
    models = [model for model in apps.get_models() if model._meta.app_label in OURS]
    return [c for model in models for c in model._meta.constraints]  # type: ignore[misc]


def test_every_constraint_is_named_as_a_sentence() -> None:
    names = [constraint.name for constraint in constraints()]
    assert len(names) > 30
    assert [name for name in names if len(name.split("_")) < 4 or len(name) > 60] == []
    assert len(names) == len(set(names))


def test_every_choice_has_a_constraint() -> None:
    """Choices of a form are no rule of the data."""
    models = [model for model in apps.get_models() if model._meta.app_label in OURS]
    chosen = {f"{model.__name__}.{f.name}" for model in models for f in model._meta.local_fields if f.choices}
    held = {
        f"{model.__name__}.{field}"
        for model in models
        for c in model._meta.constraints
        if isinstance(c, CheckConstraint)
        for field in _fields(c.condition)
    }
    assert len(chosen) > 10
    assert chosen - held == set()


def _fields(condition: Any) -> set[str]:
    found: set[str] = set()
    for child in condition.children:
        found |= _fields(child) if hasattr(child, "children") else {child[0].split("__")[0]}
    return found


def refused(name: str, act: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


@pytest.mark.django_db
def test_reports() -> None:
    source = factories.article()
    rows = SourceArticle.objects.filter(pk=source.pk)
    refused("an_article_is_in_a_known_state", lambda: rows.update(state="lost"))
    refused("an_article_is_no_copy_of_itself", lambda: rows.update(copy_of=source))
    refused("an_article_does_not_follow_itself", lambda: rows.update(previous=source))
    refused("no_date_no_precision", lambda: rows.update(published_on=None, published_precision="day"))
    segment = {"article": source, "position": 99, "start": 0, "end": 1, "kind": "paragraph", "kept": False}
    refused("nothing_is_stripped_without_a_reason", lambda: Segment.objects.create(**segment))
    refused("a_segment_is_not_empty", lambda: Segment.objects.create(**(segment | {"end": 0, "kept": True})))


@pytest.mark.django_db
def test_names() -> None:
    refused("an_actor_is_named", lambda: Actor.objects.create(name="", kind="person"))
    refused("an_actor_is_of_a_known_kind", lambda: Actor.objects.create(name="A", kind="ghost"))
    Outlet.objects.create(name="Harbour Gazette")
    refused("an_outlet_has_one_name|UNIQUE|index", lambda: Outlet.objects.create(name="harbour GAZETTE"))


@pytest.mark.django_db
def test_decisions() -> None:
    one, other = factories.article(), factories.article(factories.ORCHARD)
    pair = {"earlier": other, "later": one, "verdict": "distinct"}
    refused("a_pair_is_ordered_by_arrival", lambda: Decision.objects.create(**pair))
    pair = {"earlier": one, "later": other, "verdict": "alike"}
    refused("a_decision_has_a_known_verdict", lambda: Decision.objects.create(**pair))


@pytest.mark.django_db
def test_interviews() -> None:
    source = factories.article(factories.INTERVIEW)
    rows = Interview.objects.filter(article=source)
    refused("a_disposition_says_who_and_when", lambda: rows.update(disposition="left out"))
    decided = {"disposed_by": factories.person("editor"), "disposed_at": NOW}
    refused("an_interview_has_a_known_disposition", lambda: rows.update(disposition="fine", **decided))
    expert = {"name": "Ruth Kessel", "identity_checked_how": "by phone"}
    refused("an_identity_check_says_how_when_and_by_whom", lambda: Expert.objects.create(**expert))
    someone = {"identity_checked_by": factories.person("editor"), "identity_checked_on": NOW.date()}
    refused("an_identity_check_says_how_when_and_by_whom", lambda: Expert.objects.create(name="R", **someone))
    Expert.objects.create(**expert, **someone)


@pytest.mark.django_db
def test_briefings() -> None:
    briefing = factories.ready()
    rows = Briefing.objects.filter(pk=briefing.pk)
    refused("what_is_published_has_a_live_edition", lambda: rows.update(status="published"))
    refused("what_is_scheduled_has_its_time", lambda: rows.update(status="scheduled"))
    marks = Annotation.objects.filter(briefing=briefing)
    refused("an_actor_annotation_names_its_actor", lambda: marks.update(kind="actor"))
    refused("a_context_annotation_says_something", lambda: marks.update(kind="context", note=""))
    cited = Citation.objects.filter(key_point__briefing=briefing)
    refused("a_citation_quotes_something", lambda: cited.update(end=0))
    sentence = "a_citation_stands_under_an_annotation_or_a_key_point"
    refused(sentence, lambda: cited.update(key_point=None))
    refused(sentence, lambda: cited.update(annotation=factories.mark(briefing, "island")))
    KeyPoint.objects.get(briefing=briefing).delete()
    assert not cited.exists()
