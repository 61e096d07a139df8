"""A correction starts from the live edition: of an unfinished draft nothing goes out, and the draft gets the change."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Act, User
from briefings import clashing, merging
from briefings.clashing import Texts, texts_of
from briefings.correcting import Corrected, correct
from briefings.models import Briefing
from briefings.publishing import Change, NotReady, publish
from tests import factories
from tests.factories import HOUR, NOW

pytestmark = pytest.mark.django_db

BODY = "The lamp burns **again** on its island.\n\nNobody has said who keeps it.\n\nThe work cost 310,000 euros."
TOLD = Change("correction", "We had the sum wrong.", how_found="A reader wrote.")


@pytest.fixture
def publisher() -> User:
    return factories.person("publisher")


@pytest.fixture
def briefing(publisher: User) -> Briefing:
    """Live, with an unfinished draft."""
    briefing = factories.ready(body=BODY)
    factories.mark(briefing, "310,000 euros", note="In three years.")
    factories.save(briefing, publisher)
    factories.published(fresh(briefing), by=publisher)
    drafted(briefing, "Nobody has said", "As yet nobody has said", headline="An unfinished headline")
    return fresh(briefing)


def fresh(briefing: Briefing) -> Briefing:
    return Briefing.objects.get(pk=briefing.pk)


def drafted(briefing: Briefing, old: str, new: str, **values: Any) -> None:
    briefing = fresh(briefing)
    assert old in briefing.body
    for name, value in ({"body": briefing.body.replace(old, new)} | values).items():
        setattr(briefing, name, value)
    factories.save(briefing)


def live(briefing: Briefing) -> Texts:
    edition = fresh(briefing).live
    assert edition
    return texts_of(edition)


def corrected(briefing: Briefing, old: str, new: str, by: User, change: Change = TOLD) -> Corrected:
    texts = live(briefing)
    assert old in texts.body
    return correct(briefing, replace(texts, body=texts.body.replace(old, new)), change, by=by, at=NOW + HOUR)


def test_the_change_alone_goes_out_and_the_draft_gets_it_too(briefing: Briefing, publisher: User) -> None:
    before = live(briefing)
    done = corrected(briefing, "310,000", "340,000", publisher)
    after = live(briefing)
    assert after == replace(before, body=before.body.replace("310,000", "340,000"))
    now = fresh(briefing)
    assert (now.body, now.headline) == (
        BODY.replace("310,000", "340,000").replace("Nobody has said", "As yet nobody has said"),
        "An unfinished headline",
    )
    assert (now.live, done.clashes, done.dropped) == (done.edition, (), ())
    doc = json.loads(bytes(done.edition.document))
    assert doc["corrections"][0] | {"at": ""} == {
        "edition": 2, "kind": "correction", "note": "We had the sum wrong.", "at": "", "passage": "text",
        "was": "310,000", "now": "340,000", "how_found": "A reader wrote.",
    }  # fmt: skip
    assert [note["selector"]["exact"] for note in doc["annotations"]] == [
        "The lamp burns again on its island",
        "340,000 euros",
    ]
    text = doc["body"]["text"]
    assert all(text[s["start"] : s["end"]] == s["exact"] for s in (note["selector"] for note in doc["annotations"]))
    page = bytes(done.edition.renditions.get(shape="page").content).decode()
    assert "340,000" in page
    assert "unfinished" not in page
    assert "As yet" not in page
    assert Act.objects.of(briefing).filter(verb="corrected the live edition", who=publisher).count() == 1


def test_where_both_changed_the_same_words_both_are_shown_and_nothing_is_undone(
    briefing: Briefing, publisher: User, client: Client
) -> None:
    briefing.annotations.get(kind="context").drop(by=publisher)
    drafted(briefing, "310,000 euros", "a third of a million")
    done = corrected(briefing, "310,000", "340,000", publisher)
    assert done.clashes == ("body",)
    assert "a third of a million" in fresh(briefing).body
    with pytest.raises(NotReady, match="edition 2 is not in the draft"):
        publish(fresh(briefing), Change(), by=publisher, at=NOW + 2 * HOUR)
    client.force_login(publisher)
    screen = client.get(reverse("admin:briefings_briefing_change", args=[briefing.pk]), {"corrected": "1"})
    shown = screen.content.decode()
    assert "The draft beside the correction of edition 2" in shown
    assert '<span class="words">340,000 ' in shown
    drafted(briefing, "a third of a million", "340,000 euros")
    assert clashing.waiting(fresh(briefing)) is None
    assert publish(fresh(briefing), Change(), by=publisher, at=NOW + 2 * HOUR).number == 3


def test_a_key_point_and_the_standfirst_of_the_live_edition(briefing: Briefing, publisher: User) -> None:
    texts = replace(live(briefing), standfirst="The lamp is back.", key_points=("The prisms were polished.",))
    done = correct(briefing, texts, Change("minor"), by=publisher, at=NOW + HOUR)
    assert (live(briefing), done.edition.kind) == (texts, "minor")
    assert fresh(briefing).key_points.get().text == "The prisms were polished."
    assert fresh(briefing).standfirst == "The lamp is back."
    point = fresh(briefing).key_points.get()
    point.text = "Prisms were cleaned by hand."
    point.save()
    again = replace(texts, key_points=("The 96 prisms were polished.",))
    assert correct(briefing, again, Change("minor"), by=publisher, at=NOW + 2 * HOUR).clashes
    assert clashing.waiting(fresh(briefing))


def test_a_note_goes_with_its_words(briefing: Briefing, publisher: User) -> None:
    done = corrected(briefing, "\n\nThe work cost 310,000 euros.", "", publisher)
    assert done.dropped == ("310,000 euros",)


@pytest.mark.parametrize(
    ("values", "change", "words"),
    [
        ({}, TOLD, "Nothing was changed"),
        ({"headline": " "}, TOLD, "cannot leave them empty"),
        ({"body": "New."}, Change("retraction", "No."), "no kind of correction"),
        ({"body": "New."}, Change("correction"), "needs a note"),
        ({"key_points": ()}, TOLD, "publish the draft"),
    ],
)
def test_what_is_refused(briefing: Briefing, publisher: User, values: Any, change: Change, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        correct(briefing, replace(live(briefing), **values), change, by=publisher, at=NOW)
    assert briefing.editions.count() == 1


def test_it_is_the_publishers_and_of_more_than_one_where_that_is_asked(
    briefing: Briefing, publisher: User, settings: Any
) -> None:
    with pytest.raises(PermissionDenied):
        corrected(briefing, "310,000", "340,000", factories.person("editor"))
    settings.FOUR_EYES = True
    with pytest.raises(ValidationError, match="NUTGRAF_FOUR_EYES"):
        corrected(briefing, "310,000", "340,000", publisher)


def test_at_the_desk(briefing: Briefing, publisher: User, client: Client) -> None:
    client.force_login(publisher)
    address = reverse("admin:briefings_correct", args=[briefing.pk])
    form = client.get(address).context["form"]
    typed = {bound.html_name: bound.value() or "" for bound in form} | {"kind": "correction"}
    assert typed["body"] == BODY
    typed["body"] = BODY.replace("310,000", "340,000").replace("\n", "\r\n")
    refused = client.post(address, typed).content.decode()
    assert "needs a note" in refused
    assert "340,000" in refused
    answer = client.post(address, typed | {"note": "The sum."})
    assert answer.status_code == 302
    assert live(briefing).body == BODY.replace("310,000", "340,000")


WORDS = st.lists(st.sampled_from(["one", "two", "three", "four", "five"]), max_size=9).map(" ".join)


@given(WORDS, WORDS)
def test_bringing_a_change_in(one: str, other: str) -> None:
    assert merging.bring(one, other, one) == other, "mine is the base"
    assert merging.bring(one, other, other) == one, "nothing was changed"
    assert merging.bring(one, one, other) == one, "both did the same"


@pytest.mark.parametrize(
    ("mine", "theirs", "brought"),
    [
        ("A c d e F", "a c X e f", "A c X e F"),
        ("a c Y e f", "a c X e f", None),
        ("a e f", "a c d e f G", "a e f G"),
    ],
)
def test_bringing_a_change_into_another(mine: str, theirs: str, brought: str | None) -> None:
    assert merging.bring(f"{mine} .", f"{theirs} .", "a c d e f .") == (brought and f"{brought} .")
