"""Whose word a cited passage is: offered by the machine, the editor's to change, and never overwritten."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from briefings import citing, drafting
from briefings.checklist import citations_of
from briefings.models import Annotation, Briefing, Citation, KeyPoint
from sources.text.types import Attribution
from tests import factories

pytestmark = pytest.mark.django_db

SAID = "96 prisms had been cleaned"
UNSAID = "The island has no harbour."
OFFERED = Attribution("Engineer Maja Lindqvist", "statement")


@pytest.fixture
def point() -> KeyPoint:
    briefing = Briefing.objects.create(
        headline="H", slug="h", standfirst="S", body="The lamp burns.", story=factories.article().membership.story
    )
    return KeyPoint.objects.create(briefing=briefing, text="The prisms were cleaned.")


def said(citation: Citation) -> Attribution:
    citation.refresh_from_db()
    return Attribution(citation.attributed_to, citation.basis)


def test_an_offer_names_the_source_and_the_words_it_rests_on(point: KeyPoint) -> None:
    [source] = point.briefing.reports()
    offer = citing.offer(source, SAID)
    assert offer.said == OFFERED
    assert offer.rests_on.startswith("Engineer Maja Lindqvist said that 96 prisms")
    assert citing.offer(source, UNSAID).said == Attribution()
    with pytest.raises(ValidationError, match="is not in"):
        citing.offer(source, "not there")


def test_an_offer_rests_on_a_whole_sentence_whatever_stops_and_line_ends_stand_in_it() -> None:
    text = (
        "The lamp of Quay is out\n\nBy Mira Holt\n\nQUAY — The lamp was out on Monday. The light had failed at dusk, "
        "according to Dr. Ada\nBrook of St. Olaf, who has kept it for ten years. Nobody was hurt in the harbour\n"
        "that night.\n\nIt will be lit again in May, the harbour office said on Tuesday morning.\n"
    )
    offer = citing.offer(factories.article(text), "The light had failed")
    assert offer.rests_on == (
        "The light had failed at dusk, according to Dr. Ada Brook of St. Olaf, who has kept it for ten years."
    )
    assert offer.said.basis == "statement"


def test_a_passage_takes_the_offer_unless_the_editor_says_otherwise(point: KeyPoint) -> None:
    [source] = point.briefing.reports()
    assert said(citing.cite(source, SAID, point)) == OFFERED
    own = Attribution("the lighthouse board", "document")
    assert said(citing.cite(source, UNSAID, point, own)) == own


def test_a_saved_word_is_never_overwritten_by_an_offer(point: KeyPoint) -> None:
    [source] = point.briefing.reports()
    mark = factories.mark(point.briefing, "The lamp", kind="citation")
    for under in (point, mark):
        own = Attribution("the board", "document")
        citation = citing.cite(source, SAID, under, own)
        assert citing.cite(source, SAID, under) == citation
        assert said(citation) == own
    assert Citation.objects.count() == 2


def test_another_passage_under_a_mark_stands_beside_the_first_with_its_own_offer(point: KeyPoint) -> None:
    [source] = point.briefing.reports()
    mark = factories.mark(point.briefing, "The lamp", kind="citation")
    citing.cite(source, UNSAID, mark, Attribution("the board", "document"))
    assert said(citing.cite(source, SAID, mark)) == OFFERED
    assert [citation.exact for citation in mark.citations.all()] == [UNSAID, SAID]


def test_a_draft_carries_whose_word_each_passage_is() -> None:
    source = factories.article()
    briefing = drafting.draft(source.membership.story, by=factories.person("editor"))
    found = {citation.exact: said(citation) for citation in citations_of(briefing)}
    assert found
    assert found == {
        citation.exact: citing.offered(citation, citation.article).said for citation in citations_of(briefing)
    }
    assert OFFERED in found.values()


# The form


def fields_of(briefing: Briefing, **rows: dict[str, Any]) -> dict[str, Any]:
    """What the screen sends. `rows`: of key points and annotations, what is written in the first row."""
    data: dict[str, Any] = {
        "seen_version": briefing.lock_version, "headline": "H", "slug": briefing.slug, "standfirst": "S",
        "body": briefing.body, "language": "en", "_continue": "1",
    }  # fmt: skip
    for prefix, there in (("key_points", briefing.key_points.all()), ("annotations", briefing.annotations.all())):
        data |= {f"{prefix}-TOTAL_FORMS": len(there), f"{prefix}-INITIAL_FORMS": len(there)}
        for at, row in enumerate(there):
            names = ("position", "text") if isinstance(row, KeyPoint) else ("kind", "exact", "note")
            data |= {f"{prefix}-{at}-{name}": getattr(row, name) for name in ("id", *names)}
            for one in row.citations.all():
                data |= {f"{prefix}-{at}-to_{one.pk}": one.attributed_to, f"{prefix}-{at}-basis_{one.pk}": one.basis}
        data |= {f"{prefix}-0-{name}": value for name, value in rows.get(prefix, {}).items()}
    return data


def save(briefing: Briefing, **rows: dict[str, Any]) -> str:
    client = Client()
    client.force_login(factories.person("editor"))
    briefing = Briefing.objects.get(pk=briefing.pk)
    address = reverse("admin:briefings_briefing_change", args=[briefing.pk])
    return client.post(address, fields_of(briefing, **rows), follow=True).content.decode()


def row(point: KeyPoint, quote: str = SAID, **more: str) -> dict[str, Any]:
    return {"article": point.briefing.reports()[0].pk, "quote": quote, **more}


def test_fields_left_empty_take_the_offer_which_is_shown_as_one(point: KeyPoint) -> None:
    page = save(point.briefing, key_points=row(point))
    assert said(point.citations.get()) == OFFERED
    assert "Offered, from the words: <q>Engineer Maja Lindqvist said that 96 prisms" in page
    assert 'value="Engineer Maja Lindqvist"' in page


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ({"attributed_to": "the board", "basis": "document"}, Attribution("the board", "document")),
        ({"attributed_to": "the board"}, Attribution("the board", "statement")),
        ({"basis": "none named"}, Attribution("", "none named")),
    ],
)
def test_what_the_editor_writes_is_kept(point: KeyPoint, written: dict[str, str], kept: Attribution) -> None:
    save(point.briefing, key_points=row(point, **written))
    assert said(point.citations.get()) == kept


def test_a_citation_that_is_there_can_be_changed_and_stays_so(point: KeyPoint) -> None:
    save(point.briefing, key_points=row(point))
    citation = point.citations.get()
    page = save(point.briefing, key_points={f"to_{citation.pk}": "the board", f"basis_{citation.pk}": "document"})
    assert said(citation) == Attribution("the board", "document")
    assert "The machine would offer “Engineer Maja Lindqvist”, statement, from the words" in page
    save(point.briefing, key_points=row(point))
    save(point.briefing)
    assert said(point.citations.get()) == Attribution("the board", "document")


def test_the_citation_of_a_mark_can_be_changed(point: KeyPoint) -> None:
    mark: Annotation = factories.mark(point.briefing, "The lamp", kind="citation", note="")
    citation = citing.cite(point.briefing.reports()[0], SAID, mark)
    save(point.briefing, annotations={f"to_{citation.pk}": "", f"basis_{citation.pk}": "own reporting"})
    assert said(citation) == Attribution("", "own reporting")


def test_a_passage_can_be_taken_away_and_the_others_stay(point: KeyPoint) -> None:
    first, second = (citing.cite(point.briefing.reports()[0], words, point) for words in (SAID, UNSAID))
    save(point.briefing, key_points={f"drop_{first.pk}": "on"})
    assert point.citations.get() == second


def test_a_word_without_a_passage_is_refused(point: KeyPoint) -> None:
    page = save(point.briefing, key_points={"attributed_to": "the board"})
    assert "Say first which report is cited" in page
    assert not point.citations.exists()


def test_the_offer_is_told_to_a_script(point: KeyPoint) -> None:
    client = Client()
    client.force_login(factories.person("author"))
    [source] = point.briefing.reports()
    address = reverse("admin:briefings_offer")
    told = client.get(address, {"article": source.pk, "quote": f" {SAID} "}).json()
    assert (told["attributed_to"], told["basis"]) == (OFFERED.attributed_to, OFFERED.basis)
    assert told["rests_on"].startswith("Engineer Maja")
    assert "is not in" in client.get(address, {"article": source.pk, "quote": "not there"}).json()["error"]
    assert client.get(address).json()["error"] == "Choose the report and copy its words."
