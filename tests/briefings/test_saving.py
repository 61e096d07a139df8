"""A stale copy never loses anyone's text; each saved state is kept whole; annotations follow their words."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Act
from briefings import anchoring, saving
from briefings.models import Annotation, Briefing, Citation, Revision
from briefings.models.briefing import StaleCopy
from briefings.publishing import retract
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_a_stale_copy_is_refused_and_changes_nothing() -> None:
    briefing, editor = factories.ready(), factories.person("editor")
    mine, theirs = Briefing.objects.get(pk=briefing.pk), Briefing.objects.get(pk=briefing.pk)
    theirs.body = "Theirs."
    theirs.annotations.all().delete()
    saving.save(theirs, expected=0, by=editor)
    mine.body = "Mine."
    with pytest.raises(StaleCopy, match="Nothing of yours is lost"):
        saving.save(mine, expected=0, by=editor)
    assert Briefing.objects.get(pk=briefing.pk).body == "Theirs."
    assert mine.body == "Mine."
    assert Revision.objects.count() == 1


def form_of(page: Any) -> dict[str, Any]:
    """What a browser would send back of the briefing's form."""
    admin_form = page.context["adminform"].form
    data = {bound.html_name: bound.value() for bound in admin_form}
    for formset in [inline.formset for inline in page.context["inline_admin_formsets"]]:
        data |= {bound.html_name: bound.value() for bound in formset.management_form}
        for form in formset.forms:
            data |= {bound.html_name: bound.value() for bound in form}
    data["topics"] = ", ".join(data["topics"] or [])
    data["authors"] = [getattr(author, "pk", author) for author in data["authors"] or []]
    return {name: value for name, value in data.items() if value is not None and value is not False}


def test_the_one_who_saves_last_sees_both_texts(client: Client) -> None:
    briefing = factories.ready(headline="Lamp")
    url = reverse("admin:briefings_briefing_change", args=[briefing.pk])
    client.force_login(factories.person("editor"))
    first = second = form_of(client.get(url))
    saved = client.post(url, first | {"body": "The lamp burns **again** on its island.\n\nTheirs, saved first."})
    assert saved.status_code == 302, saved.context and saved.context["errors"]
    answer = client.post(url, second | {"body": "The lamp burns **again** on its island.\n\nMine, saved last."})
    assert answer.status_code == 200
    assert "Mine, saved last." in answer.text
    assert "Theirs, saved first." in answer.text
    assert "Theirs, saved first." in Briefing.objects.get(pk=briefing.pk).body


def test_saving_at_the_desk_keeps_a_revision_and_the_status(client: Client) -> None:
    edition = factories.published()
    briefing = edition.briefing
    url = reverse("admin:briefings_briefing_change", args=[briefing.pk])
    client.force_login(factories.person("editor"))
    answer = client.post(url, form_of(client.get(url)) | {"standfirst": "Another one."})
    assert answer.status_code == 302, answer.context and answer.context["errors"]
    briefing = Briefing.objects.get(pk=briefing.pk)
    assert (briefing.standfirst, briefing.status, briefing.live) == ("Another one.", "published", edition)
    assert Revision.objects.get().state["standfirst"] == "Another one."
    assert not briefing.annotations.exclude(state="anchored").exists()


def test_a_revision_is_the_whole_state() -> None:
    briefing = factories.ready(topics=["Sea"], not_known="Who pays.")
    state = factories.save(briefing).state
    assert {name: state[name] for name in saving.FIELDS} == {name: getattr(briefing, name) for name in saving.FIELDS}
    assert [point["text"] for point in state["key_points"]] == ["The prisms were cleaned."]
    assert state["annotations"][0]["citations"][0]["exact"] == factories.LIGHTHOUSE_QUOTE
    assert state["key_points"][0]["citations"][0]["exact"] == factories.LIGHTHOUSE_QUOTE


def test_revisions_are_numbered_and_keep_who_and_when() -> None:
    briefing, editor = factories.ready(), factories.person("editor")
    assert [factories.save(briefing, editor).number for _ in range(3)] == [1, 2, 3]
    assert {revision.by for revision in briefing.revisions.all()} == {editor}


def edited(body: str) -> Annotation:
    briefing = factories.ready()
    factories.mark(briefing, "Nobody", note="A note.")
    briefing.body = body
    factories.save(briefing)
    return briefing.annotations.get(exact="Nobody")


def test_an_annotation_follows_its_words() -> None:
    text = "More before it.\n\nThe lamp burns **again** on its island.\n\nStill more. *Nobody* has said who keeps it."
    found = edited(text)
    assert found.state == "anchored"
    plain = factories.plain(found.briefing)
    assert plain[found.start : found.end] == "Nobody"


def test_an_annotation_whose_words_are_gone_is_orphaned_and_kept() -> None:
    found = edited("The lamp burns **again** on its island.\n\nNo one has said who keeps it.")
    assert (found.state, found.note, found.exact) == ("orphaned", "A note.", "Nobody")


def test_an_annotation_that_comes_back_is_anchored_again() -> None:
    found = edited("The lamp burns **again** on its island.")
    briefing = found.briefing
    briefing.body += "\n\nNobody has said who keeps it."
    factories.save(briefing)
    found.refresh_from_db()
    assert found.state == "anchored"


def test_a_text_that_cannot_be_rendered_saves_nothing() -> None:
    briefing = factories.ready()
    briefing.body = "x" * 200_001
    with pytest.raises(ValueError, match="200,000"):
        factories.save(briefing)
    assert len(Briefing.objects.get(pk=briefing.pk).body) < 100
    assert not Revision.objects.exists()


def test_saving_at_the_desk_writes_no_status(client: Client) -> None:
    """An author's form that was opened before a retraction puts nothing back."""
    briefing = factories.published().briefing
    stale = Briefing.objects.get(pk=briefing.pk)
    retract(briefing, reason="It was wrong.", by=factories.person("publisher"), at=NOW)
    stale.save(update_fields=saving.written(stale))
    assert Briefing.objects.get(pk=briefing.pk).status == "retracted"
    assert "slug" not in saving.written(stale)


def rewritten(body: str, words: str) -> Annotation:
    """A mark on words of a text that was saved once, after it was saved as `body`."""
    briefing = factories.ready(body=FERRY)
    factories.mark(briefing, words, note="A note.")
    factories.save(briefing)
    briefing.body = body
    factories.save(briefing)
    return briefing.annotations.get(note="A note.")


FERRY = (
    "The ferry to Vessen leaves at nine. The fare is five crowns for all.\n\n"
    "The ferry to Aune leaves at ten. The fare is **seven crowns** for most."
)


def test_a_mark_goes_to_its_own_of_two_alike() -> None:
    row = rewritten(f"The ferry to Aune is new.\n\n{FERRY}", "The ferry to")
    text = factories.plain(row.briefing)
    assert (row.state, row.start) == ("anchored", text.index("The ferry to Vessen"))
    gone = rewritten(FERRY.partition("\n\n")[2], "The ferry to")
    assert (gone.state, gone.prefix, gone.suffix[:7]) == ("orphaned", "", " Vessen")


def test_changed_words_need_review_and_keep_what_they_were() -> None:
    row = rewritten(
        FERRY.replace("is **seven crowns** for", "is now *nine* crowns for"), "The fare is seven crowns for most"
    )
    text = factories.plain(row.briefing)
    assert (row.state, row.exact) == ("needs review", "The fare is seven crowns for most")
    assert text[row.start : row.end] == "The fare is now nine crowns for most"
    factories.save(row.briefing)
    row.refresh_from_db()
    assert row.state == "needs review"
    assert list(Annotation.objects.to_review()) == [row]


def test_words_that_were_put_back_need_no_review() -> None:
    row = rewritten(FERRY.replace("fare is **seven", "fare was **nearly seven"), "The fare is seven crowns for most")
    briefing = row.briefing
    assert row.state == "needs review"
    briefing.body = FERRY
    factories.save(briefing)
    row.refresh_from_db()
    assert row.state == "anchored"


def test_an_orphan_does_not_go_to_a_look_alike() -> None:
    row = rewritten(FERRY.partition("\n\n")[0], "Aune")
    assert row.state == "orphaned"
    row.briefing.body += "\n\nThe pilot is called Aune."
    factories.save(row.briefing)
    row.refresh_from_db()
    assert (row.state, row.exact, row.prefix[-6:]) == ("orphaned", "Aune", "ry to ")
    assert list(Annotation.objects.orphaned()) == [row]


def test_an_editor_attaches_an_orphan_anew() -> None:
    row, editor = rewritten(FERRY.partition("\n\n")[0], "seven crowns"), factories.person("editor")
    text = factories.plain(row.briefing)
    at = text.index("five crowns")
    row.reattach(anchoring.select(text, at, at + len("five crowns")), by=editor)
    act = Act.objects.of(row.briefing).get(verb="attached a mark anew")
    assert (act.who, act.before, act.after) == (
        editor,
        {"words": "seven crowns", "state": "orphaned"},
        {"words": "five crowns"},
    )
    factories.save(row.briefing)
    row.refresh_from_db()
    assert (row.state, row.start, row.exact) == ("anchored", at, "five crowns")


def test_other_words_typed_for_an_orphan_are_looked_for() -> None:
    row = rewritten(FERRY.partition("\n\n")[0], "seven crowns")
    Annotation.objects.filter(pk=row.pk).update(exact="five crowns", prefix="", suffix="")
    factories.save(row.briefing)
    row.refresh_from_db()
    assert row.state == "anchored"


def test_an_editor_drops_an_orphan_and_the_act_keeps_it() -> None:
    briefing, editor = factories.ready(), factories.person("editor")
    row = briefing.annotations.get()
    row.drop(by=editor)
    act = Act.objects.of(briefing).get(verb="dropped a mark")
    assert act.before["cited"] == [factories.LIGHTHOUSE_QUOTE]
    assert (act.who, act.before["words"]) == (editor, "The lamp burns again on its island")
    assert not Citation.objects.filter(annotation__isnull=False).exists()


def test_an_earlier_text_that_cannot_be_rendered_any_more_loses_no_mark(settings: Any) -> None:
    briefing = factories.ready(body=FERRY)
    row = factories.mark(briefing, "seven crowns")
    factories.save(briefing)
    settings.MAX_MARKDOWN_CHARS = len(FERRY) - 10
    briefing.body = FERRY.partition("\n\n")[2]
    factories.save(briefing)
    row.refresh_from_db()
    assert row.state == "anchored"
