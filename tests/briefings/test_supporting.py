"""What supports a sentence: proposed from all reports, confirmed by an editor, counted by independent origins."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Act
from briefings import checklist, supporting
from briefings.evidence import ONLY_UNVERIFIED, Evidence
from briefings.models import Annotation, Briefing, Citation, Edition, KeyPoint
from briefings.publishing import Change, publish
from briefings.rendering import page, render
from sources.models import Interview, SourceArticle
from sources.quoting import quote
from tests import factories
from tests.briefings.bridge import CLOSED, six_reports
from tests.briefings.test_citing import fields_of

pytestmark = pytest.mark.django_db

SENTENCE = "The Aller bridge at Vessen is closed to cars since Tuesday, after a crack was found in a pillar."
ALL_SIX = "Reported independently by 2"
FOUR = "One source, carried by 4"


@pytest.fixture
def reports() -> list[SourceArticle]:
    return six_reports()


@pytest.fixture
def briefing(reports: list[SourceArticle]) -> Briefing:
    briefing = Briefing.objects.create(
        headline="The bridge of Vessen", slug="bridge", standfirst="Cars go round.", body=SENTENCE,
        story=reports[0].membership.story,
    )  # fmt: skip
    point = KeyPoint.objects.create(briefing=briefing, text="The bridge is closed.")
    for report in reports[:4]:
        factories.cite(report, CLOSED, key_point=point)
    factories.mark(briefing, "is closed to cars", kind="citation", note="")
    return briefing


def mark_of(briefing: Briefing) -> Annotation:
    return briefing.annotations.get(kind="citation")


def confirmed(briefing: Briefing) -> list[Citation]:
    found = supporting.suggestions(briefing, SENTENCE)
    return supporting.confirm(mark_of(briefing), [one.passage for one in found.found], by=factories.person("editor"))


def test_passages_of_all_six_reports_are_proposed_and_told_as_two(briefing: Briefing) -> None:
    found = supporting.suggestions(briefing, SENTENCE)
    assert {one.number for one in found.found} == {1, 2, 3, 4, 5, 6}
    assert all(one.passage.exact in one.passage.article.raw.text for one in found.found)
    assert found.if_all_hold == ALL_SIX
    assert supporting.suggestions(briefing, "A whale was seen off Bergen in 1950.").found == ()


def test_a_passage_with_another_number_is_not_proposed(briefing: Briefing, reports: list[SourceArticle]) -> None:
    found = supporting.suggestions(briefing, "A crack of 40 centimetres was found in a pillar of the Aller bridge.")
    assert {one.number for one in found.found if "55" in one.passage.exact} == set()
    assert {1, 2, 3, 4} <= {one.number for one in found.found}


def test_words_too_few_to_tell_are_taken_with_their_sentence(briefing: Briefing) -> None:
    assert {one.number for one in supporting.suggestions(briefing, "is closed").found} == {1, 2, 3, 4, 5, 6}


def test_what_is_confirmed_is_cited_once_and_recorded(briefing: Briefing) -> None:
    assert len(confirmed(briefing)) == len(confirmed(briefing)) == mark_of(briefing).citations.count() >= 6
    assert Act.objects.filter(verb="confirmed support").count() == 2
    assert {one.basis for one in mark_of(briefing).citations.all()} >= {"statement", "own reporting"}


def test_the_words_on_desk_page_and_json(briefing: Briefing) -> None:
    confirmed(briefing)
    client = Client()
    client.force_login(factories.person("publisher"))
    desk = client.get(reverse("admin:briefings_briefing_change", args=[briefing.pk])).text
    assert desk.count(ALL_SIX) == 1
    assert desk.count(FOUR) == 1
    publish(briefing, Change(), by=factories.person("publisher"), at=factories.NOW)
    public = Client().get(reverse("briefing", args=["bridge"])).text
    found = Client().get(reverse("api-briefing", args=["bridge"])).json()
    assert found["trust"][0]["words"] == ALL_SIX
    assert [point["support"]["words"] for point in found["key_points"]] == [FOUR]
    [note] = found["annotations"]
    assert note["support"] == {"status": "established", "words": ALL_SIX, "reports": 6, "independent": 2}
    assert note["citation"] == note["citations"][0]
    assert {passage["number"] for passage in note["citations"]} == {1, 2, 3, 4, 5, 6}
    for words in (FOUR, ALL_SIX):
        assert f">{words}</" in public, "the words open the list"
    opened = public.partition(f"<summary>{ALL_SIX}</summary>")[2].partition("</details>")[0]
    assert opened.count('class="passage"') == len(note["citations"])
    assert "sources: reports 1, 2, 3, 4, 5, 6" in public


def test_the_words_for_fewer(briefing: Briefing, reports: list[SourceArticle]) -> None:
    evidence = Evidence(briefing.reports())
    cited = confirmed(briefing)

    def told(*numbers: int) -> Any:
        return evidence.support([one for one in cited if evidence.numbers[one.article_id] in numbers])["words"]

    assert told(1, 2) == "One source, carried by 2"
    assert told(1, 2, 3, 4, 5) == "In 5 reports; independence not established"
    assert told(5, 6) == ALL_SIX
    assert told(5) == "Only report 5; cites its own reporter"
    unsaid = factories.cite(reports[5], "The Aller Line sends its buses around by Lindau", annotation=mark_of(briefing))
    assert evidence.support([unsaid])["words"] == "Only report 6; names no source"


@pytest.mark.parametrize("disposition", ["republished, speaker unverified", "conducted by us"])
def test_answers_count_only_when_the_speaker_is_known(disposition: str) -> None:
    source = factories.article(factories.INTERVIEW, outlet="Gazette")
    interview = Interview.objects.get(article=source)
    interview.dispose(disposition, by=factories.person("editor"), at=factories.NOW)
    briefing = factories.ready(source, factories.INTERVIEW_QUOTE, interview=interview)
    words = "Mice had eaten the leather of nine valves"
    answer = factories.cite(source, words, key_point=briefing.key_points.get())
    counts = disposition == "conducted by us"
    evidence = Evidence(briefing.reports())
    assert (evidence.support([answer])["words"] == ONLY_UNVERIFIED) != counts
    assert evidence.support([answer])["reports"] == int(counts)
    assert bool(supporting.suggestions(briefing, f"{words}.").found) == counts


def test_a_script_is_told_and_what_was_ticked_is_cited(briefing: Briefing) -> None:
    client = Client()
    client.force_login(factories.person("editor"))
    asked = client.get(reverse("admin:briefings_support", args=[briefing.pk]), {"words": SENTENCE}).json()
    assert asked["if_all_hold"] == ALL_SIX
    assert [one["is_copy"] for one in asked["passages"]].count(True) >= 3
    assert "Give the words" in client.get(reverse("admin:briefings_support", args=[briefing.pk])).json()["error"]
    first = asked["passages"][0]
    address = reverse("admin:briefings_briefing_change", args=[briefing.pk])
    data = fields_of(briefing) | {"body": SENTENCE, "annotations-0-passages": [first["key"]]}
    client.post(address, data)
    assert [" ".join(one.exact.split()) for one in mark_of(briefing).citations.all()] == [first["exact"]]
    refused = client.post(address, fields_of(Briefing.objects.get()) | {"annotations-0-passages": ["999999:0:5"]})
    assert "not there any more" in refused.text
    assert mark_of(briefing).citations.count() == 1


def test_a_mark_that_cites_nothing_blocks_and_one_of_two_does_not(briefing: Briefing) -> None:
    def blocked() -> bool:
        return any("cites nothing" in finding.message for finding in checklist.check(briefing, factories.NOW))

    assert blocked()
    confirmed(briefing)
    mark_of(briefing).citations.all()[0].delete()
    assert not blocked()


def test_an_edition_of_before_has_its_page_and_its_bytes() -> None:
    """Stored documents lack what was added to the shape since."""
    edition = Edition.objects.get(pk=factories.published().pk)
    document = json.loads(bytes(edition.document))
    for note in document["annotations"]:
        del note["citations"], note["support"]
    document["differences"] = [
        {
            "id": "d-1", "attribute": "number", "label": "Weeks", "relation": "differs", "note": "They count anew.",
            "values": [dict.fromkeys(("basis", "attributed_to", "exact"), "") | {
                "source": document["sources"][0]["uid"], "number": 1, "start": 0, "end": 1, "notices": [], "value": "11",
            }],
        }
    ]  # fmt: skip
    html = page(document).decode()
    assert factories.LIGHTHOUSE_QUOTE in html
    assert "They count anew." in html
    assert 'class="support' not in html.partition('class="notes"')[2]
    render(edition)


def test_a_quote_is_found_again_for_what_is_cited_by_hand(briefing: Briefing, reports: list[SourceArticle]) -> None:
    """A citation by hand counts the same way as one that was proposed."""
    mark = mark_of(briefing)
    by_hand = [quote(reports[4], CLOSED), quote(reports[5], CLOSED)]
    supporting.confirm(mark, by_hand, by=factories.person("editor"))
    assert Evidence(briefing.reports()).support(list(mark.citations.all()))["words"] == ALL_SIX
