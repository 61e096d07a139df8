"""Sentences that the machine made wait for an editor: accepted, rewritten or rejected, and never marked for readers."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import Act, User
from briefings import checklist, composing, drafting, proposing
from briefings.models import Briefing, ProposedSentence
from briefings.publishing import Change, NotReady, publish
from tests import factories
from tests.factories import LIGHTHOUSE, NOW

pytestmark = pytest.mark.django_db


REPORT = f"""{LIGHTHOUSE}
The pier of Vessen was closed on Friday for the winter. Its 40 berths stay empty until the first of April.

The council of Vessen voted on Wednesday to buy a second pilot boat. It costs 2.4 million euros and comes in June 2027.

Two keepers lived on the island until 1998. Their house was sold to a painter from Lund in 2003.

The harbour office counted 310 ships in September. A year before it had counted 275 ships in the same month.

The school of Vessen sent 24 children to the island on Tuesday. They planted 60 pines beside the lighthouse.
"""


@pytest.fixture
def editor() -> User:
    return factories.person("publisher")


@pytest.fixture
def briefing(editor: User) -> Briefing:
    return drafting.draft(factories.article(REPORT).membership.story, by=editor)


def waiting(briefing: Briefing, part: str = "body") -> list[str]:
    return [row.exact for row in briefing.proposed.all() if row.part == part]


def rewritten(briefing: Briefing, old: str, new: str, by: User) -> Briefing:
    fresh = Briefing.objects.get(pk=briefing.pk)
    assert old in fresh.body
    fresh.body = fresh.body.replace(old, new)
    factories.save(fresh, by)
    return fresh


def test_each_sentence_of_a_draft_waits_and_blocks(briefing: Briefing, editor: User) -> None:
    assert waiting(briefing, "standfirst") == [briefing.standfirst]
    assert waiting(briefing, "key point") == [point.text for point in briefing.key_points.all()]
    text = factories.plain(briefing)
    said = text.split("\n\n", 1)[1]
    assert "".join("".join(waiting(briefing)).split()) == "".join(said.split()), "all of it but the heading"
    assert all(text[row.start : row.end] == row.exact for row in briefing.proposed.filter(part="body"))
    with pytest.raises(NotReady, match=rf"{briefing.proposed.count()} sentences are still proposed"):
        publish(briefing, Change(), by=editor, at=NOW)


def test_accepted_it_publishes_and_no_shape_knows_the_mark(briefing: Briefing, editor: User) -> None:
    shown = composing.page(briefing, NOW)
    assert shown.count('class="proposed-label"') == briefing.proposed.count()
    count = briefing.proposed.count()
    assert briefing.proposed.all().accept(briefing, by=editor) == count
    assert "proposed" not in str(checklist.check(briefing, NOW))
    edition = publish(briefing, Change(), by=editor, at=NOW)
    assert all(b"proposed-" not in bytes(row.content) for row in edition.renditions.all())
    assert b'"proposed"' not in bytes(edition.document)
    [act] = [act for act in Act.objects.of(briefing) if act.verb == "accepted proposed sentences"]
    assert (act.who, len(act.after["sentences"])) == (editor, count)


def test_who_rewrites_a_sentence_owns_it_and_the_others_wait(briefing: Briefing, editor: User) -> None:
    before = waiting(briefing)
    changed = before[1]
    first = changed.split()[0]
    rewritten(briefing, changed[:-1], changed[:-1].replace(f"{first} ", f"{first} perhaps "), editor)
    assert waiting(briefing) == [words for words in before if words != changed]
    act = Act.objects.of(briefing).first()
    assert act
    assert (act.verb, act.before["sentences"]) == ("rewrote proposed sentences", [changed])


def test_moved_and_set_in_bold_it_still_waits(briefing: Briefing, editor: User) -> None:
    before = waiting(briefing)
    rewritten(briefing, "## What the reports say\n\n", "One new sentence of ours.\n\n", editor)
    assert waiting(briefing) == before
    fresh = Briefing.objects.get(pk=briefing.pk)
    first, *others = fresh.body.split("\n\n")
    fresh.body = "\n\n".join([*others[::-1], first]).replace(" the ", " **the** ")
    factories.save(fresh, editor)
    assert sorted(waiting(briefing)) == sorted(before)
    text = factories.plain(fresh)
    assert all(text[row.start : row.end] == row.exact for row in briefing.proposed.filter(part="body"))


def test_a_key_point_and_a_standfirst_are_owned_once_rewritten(briefing: Briefing, editor: User) -> None:
    point = briefing.key_points.all()[0]
    assert point.text in waiting(briefing, "key point")
    point.text += " So it was said."
    point.save()
    briefing.standfirst = "Why this matters."
    factories.save(briefing, editor)
    assert waiting(briefing, "standfirst") == []
    assert point.text not in waiting(briefing, "key point")
    assert len(waiting(briefing, "key point")) == briefing.key_points.count() - 1


def test_rejected_it_leaves_the_text_and_nothing_else_does(briefing: Briefing, editor: User) -> None:
    text = factories.plain(briefing)
    row = briefing.proposed.filter(part="body")[1]
    fresh = Briefing.objects.get(pk=briefing.pk)
    proposing.reject(fresh, [row], by=editor)
    assert factories.plain(fresh).split() == (text[: row.start] + text[row.end :]).split()
    assert row.exact not in waiting(briefing)
    point = briefing.proposed.filter(part="key point")[0]
    proposing.reject(fresh, [*briefing.proposed.filter(part="body"), point], by=editor)
    assert factories.plain(fresh) == "What the reports say"
    assert not fresh.key_points.filter(text=point.exact).exists()


@pytest.mark.parametrize(
    ("body", "exact", "left"),
    [
        ("One. Two here. Three.", "Two here.", "One. Three."),
        ("- One.\n- Two *here*.\n- Three.", "Two here.", "- One.\n- Three."),
        ("One.\n\n**Two here.**\n\nThree.", "Two here.", "One.\n\nThree."),
        ("Two here. One. Two here.", "Two here.", "One. Two here."),
        ("It cost \\*3\\* crowns. One.", "It cost *3* crowns.", "One."),
    ],
)
def test_what_is_taken_out_of_markdown(body: str, exact: str, left: str) -> None:
    briefing = Briefing(body=body)
    start = factories.plain(briefing).index(exact)
    row = ProposedSentence(part="body", exact=exact, start=start, end=start + len(exact))
    assert proposing.without(briefing, row) == left


def test_what_cannot_be_told_apart_from_its_marks_is_left_to_the_editor() -> None:
    row = ProposedSentence(part="body", exact="One link.", start=0, end=9)
    with pytest.raises(ValidationError, match="Take it out there"):
        proposing.without(Briefing(body="One [link](https://x.example/). Two."), row)


def test_what_a_person_writes_is_nobodys_proposal() -> None:
    briefing = factories.ready()
    factories.save(briefing)
    assert not briefing.proposed.exists()


def test_in_the_composer_typed_text_is_shown_with_what_still_waits(briefing: Briefing, client: Client) -> None:
    client.force_login(factories.person("author"))
    row = briefing.proposed.filter(part="body")[0]
    look = reverse("admin:briefings_as_typed", args=[briefing.pk])
    label = f'data-proposed="{row.pk}"'
    assert label in client.post(look, {"body": f"Ours.\n\n{briefing.body}"}).json()["body"]
    assert label not in client.post(look, {"body": briefing.body.replace(" the ", " that ")}).json()["body"]

    marks = "admin:briefings_marks"
    without = client.post(reverse(marks, args=[briefing.pk, "reject"]), {"sentence": row.pk, "body": briefing.body})
    assert row.exact not in without.json()["text"]
    assert briefing.proposed.filter(pk=row.pk).exists(), "it goes with the save"
    accept = reverse(marks, args=[briefing.pk, "accept"])
    assert client.post(accept, {"sentence": row.pk}).json() == {"accepted": row.exact}
    assert "somebody answered" in client.post(accept, {"sentence": row.pk}).json()["error"]


def test_without_script_all_that_is_shown_is_accepted_at_once(briefing: Briefing, client: Client) -> None:
    client.force_login(factories.person("author"))
    screen = client.get(reverse("admin:briefings_briefing_change", args=[briefing.pk])).content.decode()
    assert 'href="#proposed-h"' in screen
    shown = [row.pk for row in briefing.proposed.all()]
    assert all(f'name="sentence" value="{number}"' in screen for number in shown)
    rejected = shown.pop()
    do = "admin:briefings_do"
    client.post(reverse(do, args=[briefing.pk, "reject-proposed"]), {"sentence": [rejected]})
    client.post(reverse(do, args=[briefing.pk, "accept-proposed"]), {"sentence": shown})
    assert not briefing.proposed.exists()
