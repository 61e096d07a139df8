"""Taking in is idempotent: known, an exact copy, a near copy, or a new version."""

import pytest

from sources.models import Decision, RawText, SourceArticle, Story
from sources.pipeline import Outcome
from tests import factories
from tests.factories import LIGHTHOUSE, ORCHARD

pytestmark = pytest.mark.django_db
URL = "https://gazette.example/lamp"
FOOTER = (
    "\n\nMore from the islands\n\nSubscribe to the Vessen Post for 3 euros a month\n\nContact | Imprint | Privacy\n"
)


def take(text: str = LIGHTHOUSE, **hints: str) -> Outcome:
    outcome = factories.outcome_of(text, **hints)
    assert isinstance(outcome, Outcome)
    return outcome


def test_the_first_report_is_new() -> None:
    found = take(outlet="Gazette", url=URL)
    assert found.outcome == "new"
    assert found.article
    assert found.article.copy_of is found.article.previous is found.similarity is None


def test_the_same_bytes_from_the_same_place_change_nothing() -> None:
    first = take(outlet="Gazette", url=URL)
    before = list(SourceArticle.objects.values())
    again = take(outlet="Gazette", url=URL)
    assert again.outcome == "known"
    assert again.article == first.article
    assert list(SourceArticle.objects.values()) == before
    assert RawText.objects.count() == Story.objects.count() == 1


@pytest.mark.parametrize("elsewhere", [{"outlet": "Post", "url": URL}, {"outlet": "Gazette", "url": URL + "?2"}, {}])
def test_the_same_text_from_elsewhere_is_an_exact_copy(elsewhere: dict[str, str]) -> None:
    first = take(outlet="Gazette", url=URL)
    copy = take(**elsewhere)
    assert (copy.outcome, copy.similarity) == ("exact_copy", 1.0)
    assert copy.article
    assert first.article
    assert copy.article.copy_of == first.article
    assert copy.article.membership.story == first.article.membership.story


@pytest.mark.parametrize(
    "rewritten",
    [
        LIGHTHOUSE.replace("\n", "\r\n"),
        LIGHTHOUSE.replace(". ", ".  ").replace("\n\n", "\n\n\n\n"),
        LIGHTHOUSE.replace("lantern;", "lantern\u00a0;"),
        "\ufeff" + LIGHTHOUSE,
    ],
)
def test_other_line_ends_and_spaces_make_an_exact_copy(rewritten: str) -> None:
    take(outlet="Gazette")
    assert take(rewritten, outlet="Post").outcome == "exact_copy"


def test_a_copy_of_a_copy_hangs_on_the_original() -> None:
    first = take(outlet="Gazette").article
    take(outlet="Post")
    third = take(outlet="Herald").article
    assert third
    assert third.copy_of == first


def test_cut_and_wrapped_it_is_a_near_copy() -> None:
    first = take(outlet="Gazette").article
    cut = LIGHTHOUSE.rpartition("\n\nThe island")[0]
    found = take(cut + FOOTER, outlet="Post")
    assert found.outcome == "near_copy"
    assert found.article
    assert found.article.copy_of == first
    assert found.similarity is not None
    assert 0.5 < found.similarity <= 1


def test_new_text_at_a_known_address_is_a_new_version() -> None:
    first = take(outlet="Gazette", url=URL).article
    second = take(LIGHTHOUSE.replace("310,000", "340,000"), outlet="Gazette", url=URL)
    third = take(LIGHTHOUSE.replace("310,000", "355,000"), outlet="Gazette", url=URL)
    assert (second.outcome, third.outcome) == ("new_version", "new_version")
    assert second.article
    assert third.article
    assert (second.article.previous, third.article.previous) == (first, second.article)
    assert second.article.copy_of is None
    assert first
    assert third.article.membership.story == first.membership.story


def test_other_text_without_an_address_is_no_version() -> None:
    take(outlet="Gazette")
    assert take(ORCHARD, outlet="Gazette").outcome == "new"


def test_an_unrelated_report_is_a_story_of_its_own() -> None:
    one, other = take().article, take(ORCHARD).article
    assert one
    assert other
    assert one.membership.story != other.membership.story


def test_a_copy_of_what_was_spiked_is_new() -> None:
    first = take(outlet="Gazette").article
    assert first
    first.spike(by=factories.person("editor"), reason="an advertisement")
    assert take(outlet="Post").outcome == "new"


def test_an_editors_distinct_outlives_the_next_run() -> None:
    one, copy = take(outlet="Gazette").article, take(outlet="Post").article
    assert one
    assert copy
    Decision.objects.settle(one, copy, verdict="distinct", by=factories.person("editor"))
    factories.rerun(copy)
    assert SourceArticle.objects.get(pk=copy.pk).copy_of is None
    assert Decision.objects.get(earlier=one, later=copy).verdict == "distinct"


@pytest.mark.parametrize("name", ["Harbour  Gazette", " harbour gazette", "HARBOUR GAZETTE\n"])
def test_an_outlet_is_known_by_its_name_however_it_is_spaced(name: str) -> None:
    first, second = take(outlet="Harbour Gazette").article, take(ORCHARD, outlet=name).article
    assert first
    assert second
    assert first.outlet == second.outlet


def test_the_same_bytes_of_an_outlet_that_nobody_has_met_are_new() -> None:
    first, second = factories.outcome_of(LIGHTHOUSE), factories.outcome_of(LIGHTHOUSE, outlet="Never Met")
    assert (first.outcome, second.outcome) == ("new", "exact_copy")
