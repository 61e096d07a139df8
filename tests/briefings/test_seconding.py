"""A correction by two: where nothing goes out by one person's word, one editor writes it and another one agrees."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Act, User
from briefings import checklist, seconding
from briefings.clashing import texts_of
from briefings.models import Briefing, ProposedCorrection
from briefings.publishing import Change
from tests import factories
from tests.factories import HOUR, NOW

pytestmark = pytest.mark.django_db

BODY = "The lamp burns again.\n\nThe work cost 310,000 euros."
RIGHT = BODY.replace("310,000", "340,000")
TOLD = Change("correction", "We had the sum wrong.", how_found="A reader wrote.")


@pytest.fixture(autouse=True)
def four_eyes(settings: Any) -> None:
    settings.FOUR_EYES = True


@pytest.fixture
def editor() -> User:
    return factories.person("editor")


@pytest.fixture
def publisher() -> User:
    return factories.person("publisher")


@pytest.fixture
def briefing(settings: Any) -> Briefing:
    """Live, with an unfinished draft."""
    settings.FOUR_EYES = False
    briefing = factories.ready(body=BODY)
    factories.published(briefing, by=factories.person("publisher"))
    settings.FOUR_EYES = True
    drafted = Briefing.objects.get(pk=briefing.pk)
    drafted.headline = "An unfinished headline"
    factories.save(drafted)
    return drafted


def proposed(briefing: Briefing, by: User, **values: Any) -> ProposedCorrection:
    assert briefing.live
    texts = replace(texts_of(briefing.live), **(values or {"body": RIGHT}))
    return seconding.propose(briefing, texts, TOLD, by=by, at=NOW)


def body_of(briefing: Briefing) -> str:
    live = Briefing.objects.get(pk=briefing.pk).live
    assert live
    return texts_of(live).body


def test_it_goes_out_once_another_editor_agrees(briefing: Briefing, editor: User, publisher: User) -> None:
    row = proposed(briefing, editor)
    assert body_of(briefing) == BODY
    assert any("waits for another editor" in one.message for one in checklist.check(briefing, NOW))
    done = seconding.second(row, by=publisher, at=NOW + HOUR)
    assert (done.edition.number, done.edition.kind, body_of(briefing)) == (2, "correction", RIGHT)
    now = Briefing.objects.get(pk=briefing.pk)
    assert (now.headline, now.body) == ("An unfinished headline", RIGHT), "the draft has the change, and is as it was"
    verbs = {(act.verb, act.who) for act in Act.objects.of(briefing)}
    assert {("proposed a correction", editor), ("corrected the live edition", publisher)} <= verbs
    with pytest.raises(ValidationError, match="before you"):
        seconding.second(row, by=publisher, at=NOW + HOUR)


def test_nobody_agrees_to_their_own_where_four_eyes_are_asked_for(
    briefing: Briefing, publisher: User, settings: Any
) -> None:
    row = proposed(briefing, publisher)
    with pytest.raises(ValidationError, match="Somebody else"):
        seconding.second(row, by=publisher, at=NOW)
    settings.FOUR_EYES, settings.REVIEW = False, True
    assert seconding.second(row, by=publisher, at=NOW).edition.number == 2


def test_agreeing_is_the_publishers(briefing: Briefing, editor: User) -> None:
    row = proposed(briefing, factories.person("author"))
    with pytest.raises(PermissionDenied):
        seconding.second(row, by=editor, at=NOW)
    row.refresh_from_db()
    assert (row.state, body_of(briefing)) == ("waiting", BODY)


def test_what_another_edition_overtook_does_not_go_out(
    briefing: Briefing, editor: User, publisher: User, settings: Any
) -> None:
    row = proposed(briefing, editor)
    settings.FOUR_EYES = False
    factories.published(Briefing.objects.get(pk=briefing.pk), by=publisher)
    settings.FOUR_EYES = True
    with pytest.raises(ValidationError, match="Another edition went out"):
        seconding.second(row, by=publisher, at=NOW)
    seconding.decline(row, by=publisher, at=NOW, reason="")
    assert not ProposedCorrection.objects.waiting().exists()


@pytest.mark.parametrize(
    ("values", "why"),
    [({"body": BODY}, "Nothing was changed"), ({"headline": " "}, "stay"), ({"standfirst": ""}, "stay")],
)
def test_what_could_not_go_out_is_not_kept(briefing: Briefing, editor: User, values: Any, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        proposed(briefing, editor, **values)
    assert not ProposedCorrection.objects.exists()


def test_one_waits_at_a_time(briefing: Briefing, editor: User) -> None:
    row = proposed(briefing, editor)
    with pytest.raises(ValidationError, match=f"by {editor} waits already"):
        proposed(briefing, editor, body=RIGHT.replace("lamp", "light"))
    row.pk, row.uid = None, None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_at_the_desk_from_the_form_to_the_edition(
    briefing: Briefing, editor: User, publisher: User, client: Client
) -> None:
    client.force_login(editor)
    address = reverse("admin:briefings_correct", args=[briefing.pk])
    screen = client.get(address)
    assert "Send for another look" in screen.text
    typed = {bound.html_name: bound.value() or "" for bound in screen.context["form"]} | {"kind": "correction"}
    typed |= {"body": RIGHT.replace("\n", "\r\n"), "note": "The sum."}
    refused = client.post(address, typed | {"note": ""}).text
    assert "needs a note" in refused
    assert "340,000" in refused
    waiting = reverse("admin:briefings_correction", args=[briefing.pk])
    shown = client.post(address, typed, follow=True)
    assert shown.redirect_chain[-1][0] == waiting
    assert "<del>310,000 </del>" in shown.text
    assert "<ins>340,000 </ins>" in shown.text
    assert "Publish the correction" not in shown.text
    assert client.post(waiting, {"publish": ""}).status_code == 403
    assert client.get(address).status_code == 302, "the one that waits comes first"
    second = client.post(address, typed | {"headline": "Typed beside it"}).text
    assert "waits already" in second
    assert "Typed beside it" in second, "nothing typed is lost"

    client.force_login(publisher)
    assert "Corrections to agree to" in client.get(reverse("admin:index")).text
    listed = client.get(reverse("admin:briefings_briefing_changelist"), {"correction": "waiting"}).text
    assert "An unfinished headline" in listed
    again = client.post(waiting, {"decline": "", "reason": " "})
    assert "Say why" in again.text
    assert client.post(waiting, {"publish": ""}).status_code == 302
    assert body_of(briefing) == RIGHT
    assert "Corrections to agree to" not in client.get(reverse("admin:index")).text
    assert client.get(waiting).status_code == 302


def test_whoever_wrote_it_takes_it_back_without_a_word_and_others_say_why(
    briefing: Briefing, editor: User, publisher: User, client: Client
) -> None:
    waiting = reverse("admin:briefings_correction", args=[briefing.pk])
    client.force_login(editor)
    proposed(briefing, editor)
    client.post(waiting, {"decline": ""})
    proposed(briefing, editor)
    client.force_login(factories.person("author"))
    assert client.post(waiting, {"decline": "", "reason": "No."}).status_code == 403
    client.force_login(publisher)
    client.post(waiting, {"decline": "", "reason": "The sum was right."})
    rows = ProposedCorrection.objects.order_by("pk")
    assert [(row.state, row.decided_by, row.reason) for row in rows] == [
        ("declined", editor, ""), ("declined", publisher, "The sum was right."),
    ]  # fmt: skip
    assert body_of(briefing) == BODY
