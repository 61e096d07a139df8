"""Any two revisions or editions side by side; an old one brought back as a new one, and nothing lost."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import Act
from briefings import drafting, saving, versions
from briefings.evidence import Evidence
from briefings.models import Briefing
from briefings.publishing import retract
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def briefing() -> Briefing:
    """Three revisions and an edition between the second and the third."""
    briefing = factories.ready()
    factories.save(briefing)
    changed(briefing, body=f"{briefing.body} Ferries sail.")
    factories.published(fresh(briefing))
    changed(briefing, body="The lamp burns **no more**.", headline="Dark again")
    return fresh(briefing)


def fresh(briefing: Briefing) -> Briefing:
    return Briefing.objects.get(pk=briefing.pk)


def changed(briefing: Briefing, **values: Any) -> None:
    briefing = fresh(briefing)
    for name, value in values.items():
        setattr(briefing, name, value)
    factories.save(briefing)


def between(briefing: Briefing, older: str, newer: str) -> dict[str, str]:
    rows = {version.key: version for version in versions.versions(briefing)}
    parts = versions.compare(briefing, rows[older], rows[newer])
    told = {"gone": "-", "new": "+", "kept": ""}
    return {p.name: "".join(f"{told[w.what]}{w.text}" for para in p.paragraphs for w in para.words) for p in parts}


def test_revisions_and_editions_are_compared_word_by_word(briefing: Briefing) -> None:
    assert {version.key for version in versions.versions(briefing)} == {"r1", "r2", "r3", "e1"}
    assert between(briefing, "r1", "r2") == {"text": "Nobody has said who keeps -it.+it. Ferries sail."}
    assert between(briefing, "r2", "e1") == {}, "an edition is what was saved"
    found = between(briefing, "e1", "r3")
    assert set(found) == {"headline", "text"}
    assert "+no more." in found["text"]


def test_marks_citations_and_key_points_are_compared(briefing: Briefing) -> None:
    briefing.annotations.get().drop(by=factories.person("editor"))
    briefing.key_points.all().delete()
    changed(briefing)
    found = between(briefing, "r3", "r4")
    assert found["annotations"].startswith("-Citation on “The lamp burns again")
    assert found["citations"].count("96 prisms had been cleaned") == 2
    assert found["key points"] == "-The prisms were cleaned."


def test_an_old_revision_comes_back_whole_as_a_new_one(briefing: Briefing) -> None:
    editor = factories.person("editor")
    marks = list(briefing.annotations.values_list("uid", flat=True))
    briefing.annotations.all().delete()
    made = versions.restore(fresh(briefing), 1, by=editor)
    first, unsaved = briefing.revisions.get(number=1), briefing.revisions.get(number=4)
    assert made.number == 5
    assert unsaved.state["annotations"] == [], "what stood there without being saved is kept as well"
    assert made.state == first.state
    assert list(fresh(briefing).annotations.values_list("uid", flat=True)) == marks
    assert saving.state_of(fresh(briefing))["body"] == first.state["body"]
    act = Act.objects.of(briefing)[0]
    assert (act.verb, act.who, act.after["revision"]) == ("restored revision 1", editor, 5)
    again = versions.restore(fresh(briefing), 3, by=editor)
    assert again.number == 6
    assert again.state["headline"] == "Dark again"


def test_what_was_proposed_then_is_proposed_again() -> None:
    editor = factories.person("editor")
    briefing = drafting.draft(factories.article().membership.story, by=editor)
    waiting = sorted(row.exact for row in briefing.proposed.all())
    briefing.proposed.all().accept(briefing, by=editor)
    versions.restore(fresh(briefing), 1, by=editor)
    assert sorted(row.exact for row in briefing.proposed.all()) == waiting


def test_neither_of_a_retracted_one_nor_of_none(briefing: Briefing) -> None:
    editor = factories.person("publisher")
    with pytest.raises(ValidationError, match="no revision 9"):
        versions.restore(briefing, 9, by=editor)
    retract(briefing, reason="Made up.", by=editor, at=NOW)
    with pytest.raises(ValidationError, match="retracted"):
        versions.restore(fresh(briefing), 1, by=editor)
    assert between(briefing, "e1", "e2")["text"].startswith("-")


def test_at_the_desk(briefing: Briefing, client: Client) -> None:
    client.force_login(factories.person("author"))
    address = reverse("admin:briefings_versions", args=[briefing.pk])
    shown = client.get(address, {"older": "e1", "newer": "r3"}).content.decode()
    assert "Edition 1, first beside Revision 3" in shown
    assert "<ins>no more." in shown
    client.post(reverse("admin:briefings_do", args=[briefing.pk, "restore"]), {"revision": "1"})
    assert fresh(briefing).revisions.count() == 4


def unpublished(briefing: Briefing) -> versions.Unpublished | None:
    now = fresh(briefing)
    return versions.unpublished(now, Evidence(now.reports()))


def test_the_composer_counts_what_readers_do_not_have_and_leads_there(briefing: Briefing, client: Client) -> None:
    client.force_login(factories.person("publisher"))
    composer = reverse("admin:briefings_briefing_change", args=[briefing.pk])
    shown = client.get(composer).content.decode()
    assert "Draft: 3 changes" in shown, "the headline, and a paragraph that became another"
    link = f"{reverse('admin:briefings_versions', args=[briefing.pk])}?older=e1&amp;newer=r3"
    assert f'href="{link}"' in shown
    versions.restore(fresh(briefing), 2, by=factories.person("editor"))
    assert unpublished(briefing) is None
    assert "Draft:" not in client.get(composer).content.decode()


def test_a_first_draft_and_a_retracted_one_have_nothing_to_count(briefing: Briefing) -> None:
    assert unpublished(factories.ready()) is None
    retract(briefing, reason="It was made up.", by=factories.person("publisher"), at=NOW)
    assert unpublished(briefing) is None
