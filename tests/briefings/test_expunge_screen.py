"""The expunge screen: one administrator asks, a second answers; nobody else finds the door."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Act, User
from sources.models import ExpungeRequest, RawText, SourceArticle
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
WORDS = "96 prisms"


@pytest.fixture
def source() -> SourceArticle:
    return factories.article()


@pytest.fixture
def one() -> User:
    return factories.person("administrator", username="anna")


@pytest.fixture
def other() -> User:
    return factories.person("administrator", username="ben")


def post(user: User, source: SourceArticle, verb: str, reason: str = "") -> str:
    """What the page says in the end."""
    client = Client()
    client.force_login(user)
    data = {"verb": verb, "reason": reason}
    return client.post(reverse("admin:briefings_expunge", args=[source.pk]), data, follow=True).content.decode()


def seen(user: User, path: str) -> str:
    client = Client()
    client.force_login(user)
    return client.get(path).content.decode()


def text(source: SourceArticle) -> str:
    return str(RawText.objects.values_list("text", flat=True).get(pk=source.raw_id))


def verbs(source: SourceArticle) -> list[tuple[str, str, str]]:
    return [(str(act.who), act.verb, act.reason) for act in reversed(Act.objects.of(source.raw))]


def test_one_asks_and_a_second_confirms(source: SourceArticle, one: User, other: User) -> None:
    assert "Nothing is gone yet" in post(one, source, "ask", "A court's order.")
    assert WORDS in text(source)
    assert "A court&#x27;s order." in seen(other, reverse("admin:briefings_expunge", args=[source.pk]))
    assert "gone for good" in post(other, source, "confirm")
    assert text(source) == ""
    assert verbs(source)[-2:] == [
        ("anna", "asked to expunge", "A court's order."),
        ("anna", "expunged", "A court's order."),
    ]
    assert Act.objects.of(source.raw).get(verb="expunged").after == {"consent": "ben"}
    page = seen(other, reverse("admin:sources_sourcearticle_change", args=[source.pk]))
    assert "was expunged on" in page
    assert source.raw.sha256 in seen(one, reverse("admin:briefings_expunge", args=[source.pk]))


def test_who_asked_is_offered_no_consent_and_cannot_give_it(source: SourceArticle, one: User) -> None:
    post(one, source, "ask", "An order.")
    page = seen(one, reverse("admin:briefings_expunge", args=[source.pk]))
    assert 'value="confirm"' not in page
    assert "Take it back" in page
    post(one, source, "confirm")
    assert WORDS in text(source)
    with pytest.raises(PermissionDenied, match="second person"):
        ExpungeRequest.objects.get().confirm(by=one, at=NOW)
    request = ExpungeRequest.objects.filter(asked_by=one)
    with pytest.raises(IntegrityError), transaction.atomic():
        request.update(outcome="confirmed", answered_by=one, answered_at=NOW)


def test_a_second_declines_and_it_can_be_asked_again(source: SourceArticle, one: User, other: User) -> None:
    post(one, source, "ask", "An order.")
    assert "waits for a second administrator" in post(other, source, "ask", "Mine.")
    assert "Say why the text is to stay" in post(other, source, "decline", " ")
    assert "Declined." in post(other, source, "decline", "Appealed.")
    assert "Nothing waits to be answered" in post(other, source, "confirm")
    assert (WORDS in text(source), verbs(source)[-1]) == (True, ("ben", "declined to expunge", "Appealed."))
    assert "Nothing is gone yet" in post(other, source, "ask", "The appeal was lost.")


def test_of_two_answers_the_first_holds(source: SourceArticle, one: User, other: User) -> None:
    asked = ExpungeRequest.objects.ask(source.raw, by=one, reason="An order.", at=NOW)
    stale = ExpungeRequest.objects.get(pk=asked.pk)
    asked.decline(by=one, reason="A mistake.", at=NOW)
    with pytest.raises(ValidationError, match="in the meantime"):
        stale.confirm(by=other, at=NOW)
    assert WORDS in text(source)


def test_whoever_lost_the_right_in_the_meantime_asked_in_vain(source: SourceArticle, one: User, other: User) -> None:
    post(one, source, "ask", "An order.")
    User.objects.filter(pk=one.pk).update(is_active=False)
    assert "anna may not expunge any more" in post(other, source, "confirm")
    assert WORDS in text(source)
    assert "Declined." in post(other, source, "decline", "She has left.")


def test_it_names_the_live_briefings_that_cite_it(source: SourceArticle, one: User) -> None:
    factories.published(factories.ready(source, headline="Live and citing"))
    factories.ready(source, headline="Only a draft")
    page = seen(one, reverse("admin:briefings_expunge", args=[source.pk]))
    assert "Live and citing" in page
    assert "Only a draft" not in page


def test_what_was_typed_is_not_lost_when_it_is_refused(source: SourceArticle, one: User, other: User) -> None:
    post(one, source, "ask", "An order.")
    assert 'value="Because."' in post(other, source, "no such verb", "Because.")


@pytest.mark.parametrize("role", ["author", "editor", "publisher"])
def test_nobody_else_finds_the_door(source: SourceArticle, one: User, role: str) -> None:
    post(one, source, "ask", "An order that only administrators read.")
    user = factories.person(role)
    for path in ("admin:index", "admin:sources_sourcearticle_changelist"):
        assert "expung" not in seen(user, reverse(path)).lower()
    assert "expung" not in seen(user, reverse("admin:sources_sourcearticle_change", args=[source.pk])).lower()


def test_the_desk_counts_what_waits_and_leads_to_it(source: SourceArticle, one: User, other: User) -> None:
    factories.article(factories.ORCHARD)
    assert "Texts to be expunged or kept" not in seen(other, reverse("admin:index"))
    post(one, source, "ask", "An order.")
    assert "Texts to be expunged or kept" in seen(other, reverse("admin:index"))
    rows = seen(other, reverse("admin:sources_sourcearticle_changelist") + "?expunging=asked")
    assert "Lighthouse on Stora Skar" in rows
    assert "Pear orchard" not in rows
