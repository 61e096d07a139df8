from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.text import names, passages, sentences
from sources.text.claims.passage_kinds import KINDS
from sources.text.passages import KeyPoint, ReportSentences
from sources.text.reading import read
from sources.text.types import Hints, Sentence

SEEDS = Path(__file__).parents[2] / "../shared/seeds"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Two ferries collided off Lamu on Monday, killing 14 people.", "fact"),
        ("Rescuers could not reach the village of Tana until Friday.", "fact"),
        ("The mayor called it a “historic” day for Quito.", "fact"),
        ("The US navy sank two boats off Lamu in World War I.", "fact"),
        ("In May the bank cut its rate to 3 percent.", "fact"),
        ("Le 3 mai, deux avions ont atterri à Dakar.", "fact"),
        ("The talks could end the strike in Quito.", "forecast"),
        ("Quito may cut the tax.", "forecast"),
        ("The bank will cut its rate in Quito on Friday.", "forecast"),
        ("Both unions aim to settle with Quito.", "forecast"),
        ("Inspectors are expected to visit Lamu.", "forecast"),
        ("Kenya and Peru took a remarkable step on Monday.", "praise"),
        ("The renowned chef Ana Ruiz opened a bar in Quito.", "praise"),
        ("The brutal regime of Ruritania closed its border in 1990.", "praise"),
        ("In summary, the ministers met in Quito.", "summary"),
        ("The meeting underscores how close Kenya and Peru are.", "summary"),
        ("The vote in Quito signals a broader trend.", "summary"),
        ("Ministers met in Quito, reflecting a broader trend.", "summary"),
        ("However, the settings differ.", "summary"),
        ("Why did the ferries collide off Lamu?", "question"),
        ("Share your views in the comments below.", "instruction"),
        ("Read more about the ferries of Lamu.", "instruction"),
        ("“We saw both ferries burn and nobody came to help us,” Ana Ruiz said.", "quote"),
        ("Ana Ruiz: The ferries burned in 2019.", "quote"),
    ],
)
def test_kinds(sentence: str, kind: str) -> None:
    assert passages.kind(sentence) == kind


@given(st.text(max_size=200))
def test_any_text_is_of_some_kind(text: str) -> None:
    assert passages.kind(text) in KINDS


def a_report(key: str, *texts: str, copy_of: str | None = None, segment: str = "paragraph") -> ReportSentences:
    found = [Sentence(100 * at, 100 * at + len(text), text, segment) for at, text in enumerate(texts)]
    return ReportSentences(key, tuple(found), copy_of, frozenset({"Lamu", "Ana Ruiz"}))


COLLISION = "Two ferries collided off Lamu on Monday, killing 14 people."
COLLISION_TOO = "Fourteen people died when two ferries collided off Lamu."
RESIGNED = "Port director Ana Ruiz resigned on Tuesday in Lamu."
RESIGNED_TOO = "The director of the port, Ana Ruiz, resigned after the disaster off Lamu."
WEATHER = "A gale of 90 kilometres an hour blew over Malindi that night."
TOLL_OF_NINE = "Nine people died when two ferries collided off Lamu."


def texts(points: tuple[KeyPoint, ...]) -> list[str]:
    return [point.sentence.text for point in points]


def test_what_two_reports_state_comes_first_and_once() -> None:
    points = passages.key_points([a_report("a", WEATHER, COLLISION), a_report("b", COLLISION_TOO)])
    assert texts(points) == [COLLISION_TOO, WEATHER]
    assert [(s.report, s.sentence.text) for s in points[0].support] == [("a", COLLISION)]
    assert points[1].support == ()


def test_a_number_that_contradicts_is_no_support() -> None:
    points = passages.key_points([a_report("a", COLLISION), a_report("b", TOLL_OF_NINE)])
    assert all(not point.support for point in points)


def test_copies_of_one_text_rank_as_one() -> None:
    reports = [
        a_report("a", RESIGNED),
        a_report("b", RESIGNED, copy_of="a"),
        a_report("c", RESIGNED, copy_of="a"),
        a_report("d", WEATHER, COLLISION),
        a_report("e", COLLISION_TOO),
    ]
    points = passages.key_points(reports)
    assert texts(points)[1] == RESIGNED
    assert len(points[1].support) == 2


@pytest.mark.parametrize("segment", ["turn", "heading", "list", "table", "headline"])
def test_turns_and_fragments_neither_state_nor_support(segment: str) -> None:
    points = passages.key_points([a_report("a", COLLISION), a_report("b", COLLISION_TOO, segment=segment)])
    assert [(point.report, point.support) for point in points] == [("a", ())]


def test_only_facts_that_stand_alone_become_points() -> None:
    told = [
        "He resigned on Tuesday in Lamu.",
        "Lamu will close its port.",
        "Why Lamu?",
        "This was a pivotal day in Lamu.",
    ]
    assert passages.key_points([a_report("a", *told)]) == ()


def test_at_most_seven() -> None:
    towns = ("Accra", "Berlin", "Cairo", "Dakar", "Erfurt", "Fukuoka", "Geneva", "Harare", "Izmir")
    told = [f"{town} opened {at + 3} {town[:3].lower()}bridges there." for at, town in enumerate(towns)]
    assert len(passages.key_points([a_report("a", *told)])) == 7


def test_no_reports_no_points() -> None:
    assert passages.key_points([]) == ()


def test_the_seeds_points_are_facts_and_shared_ones_first() -> None:
    found = sorted(SEEDS.glob("00*.txt"))
    if not found:
        pytest.skip("the seeds are not here")
    points = passages.key_points([seed_report(path) for path in found])
    assert {passages.kind(point.sentence.text) for point in points} == {"fact"}
    supported = [bool(point.support) for point in points]
    assert supported[:2] == [True, True]
    assert supported == sorted(supported, reverse=True)
    assert any("48-hour" in p.sentence.text and "48-hour" in p.support[0].sentence.text for p in points if p.support)


def seed_report(path: Path) -> ReportSentences:
    text = path.read_text(encoding="utf8")
    segments = read(text, Hints()).segments
    found = frozenset(mention.text for mention in names.mentions(text, segments, "en"))
    return ReportSentences(path.name, sentences.split(text, segments), None, found)


def test_a_passage_that_gives_another_day_does_not_support() -> None:
    def report(key: str, text: str) -> ReportSentences:
        return ReportSentences(key, (Sentence(0, len(text), text),), None, frozenset({"Lamu"}))

    friday = report("a", "The ferry harbour of Lamu reopened on Friday, 13 March 2026, after the storm.")
    saturday = report("b", "The ferry harbour of Lamu reopened on Saturday, 14 March 2026, after the storm.")
    undated = report("c", "The ferry harbour of Lamu reopened on Friday after the storm.")
    assert [point.support for point in passages.key_points([friday, saturday])] == [()]
    [point] = passages.key_points([friday, undated])
    assert [support.report for support in point.support] == ["c"]
