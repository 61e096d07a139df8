"""Story → draft: what is quoted stands in the report, nothing flagged comes along by itself."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Act
from briefings import drafting
from briefings.checklist import check, citations_of
from briefings.models import Briefing, SlugRedirect
from sources import deciding
from sources.models import SourceArticle
from tests import factories
from tests.factories import INTERVIEW, LIGHTHOUSE, NOW

pytestmark = pytest.mark.django_db


def drafted(*sources: SourceArticle) -> Briefing:
    editor = factories.person("editor")
    story = sources[0].membership.story
    for source in sources[1:]:
        deciding.same_event([source], story, by=editor)
    return drafting.draft(story, by=editor)


def test_a_draft_is_the_storys_and_its_makers() -> None:
    source = factories.article()
    briefing = drafted(source)
    assert briefing.story == source.membership.story
    assert briefing.status == "draft"
    assert briefing.headline == source.headline
    assert briefing.slug == "lighthouse-on-stora-skar-burns-again"
    assert briefing.reports() == [source]
    assert [act.verb for act in Act.objects.of(briefing)] == ["drafted from a story"]
    assert briefing.authors.get() == Act.objects.of(briefing).get().who


def test_every_quotation_stands_at_its_place() -> None:
    briefing = drafted(factories.article(), factories.article(factories.ORCHARD))
    found = citations_of(briefing)
    assert found
    assert not any(citation.is_broken for citation in found)
    text = factories.plain(briefing)
    marks = list(briefing.annotations.all())
    assert all(text[mark.start : mark.end] == mark.exact for mark in marks)
    assert {mark.state for mark in marks} <= {"anchored"}


def test_its_reports_are_accepted_by_its_maker() -> None:
    source = factories.article()
    drafted(source)
    source.refresh_from_db()
    assert source.state == "accepted"


def test_a_spiked_report_is_left_out() -> None:
    source, other = factories.article(), factories.article(factories.ORCHARD)
    other.spike(by=factories.person("editor"), reason="an advertisement")
    other.refresh_from_db()
    assert drafted(source, other).reports() == [source]


def test_a_flagged_interview_stays_outside() -> None:
    source = factories.article(INTERVIEW)
    source.flags.create(interview=source.interview, start=0, end=5, signal="echo", explanation="It repeats the report.")
    assert drafted(source).interview is None


def test_of_versions_the_latest_is_drafted_from() -> None:
    place = {"outlet": "Gazette", "url": "https://gazette.example/lamp"}
    factories.article(**place)
    later = factories.article(LIGHTHOUSE.replace("310,000", "340,000"), **place)
    assert {citation.article for citation in citations_of(drafted(later))} <= {later}


def test_an_address_is_free_and_was_never_anothers() -> None:
    assert drafting.free_slug("Lamp burns!") == "lamp-burns"
    factories.ready(slug="lamp-burns")
    assert drafting.free_slug("Lamp burns") == "lamp-burns-2"
    SlugRedirect.objects.create(slug="lamp-burns-2", briefing=Briefing.objects.get())
    assert drafting.free_slug("Lamp burns") == "lamp-burns-3"


@pytest.mark.parametrize(("headline", "slug"), [("", "briefing"), ("战争", "briefing"), ("x " * 90, "x" + "-x" * 39)])
def test_an_address_is_made_of_any_headline(headline: str, slug: str) -> None:
    assert drafting.free_slug(headline) == slug


def test_signs_of_markdown_in_a_report_stay_signs() -> None:
    source = factories.article(
        "Prices *fall* in Lund\n\nThe _old_ price of [bread](http://x.example) fell to `3` crowns on Monday # 2.\n\n"
        "1. The <b>mill</b> of Lund sold 40 sacks to *two* bakers on Tuesday, its owner said.\n\n"
        "The council of Lund met on Wednesday and raised the tax on flour by 3 per cent.\n"
    )
    briefing = drafted(source)
    html = factories.html(briefing)
    assert "<em>" not in html
    assert "<a " not in html
    assert not [f for f in check(briefing, NOW) if f.blocks and f.place == "annotations"]


def test_drafting_twice_makes_two() -> None:
    source = factories.article()
    assert drafted(source).slug != drafted(source).slug


@pytest.mark.django_db
def test_a_withdrawn_report_stays_withdrawn_and_out_of_the_draft() -> None:
    source = factories.article()
    source.withdraw(by=factories.person("editor"), reason="Taken back.")
    with pytest.raises(ValidationError, match="withdrawn"):
        drafting.draft(source.membership.story, by=factories.person("author"))
    source.refresh_from_db()
    assert source.state == "withdrawn"
