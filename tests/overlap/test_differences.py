from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.overlap import differences, offices, statuses
from sources.overlap.differences import Difference, ReportFacts, TitleUse
from sources.text import names, sentences
from sources.text.claims import days, quantities, times, uses
from sources.text.reading import read
from sources.text.types import Hints, Sentence

SEEDS = Path(__file__).parents[2] / "../shared/seeds"


def a_report(key: str, *texts: str, on: date | None = None, titles: tuple[str, ...] = ()) -> ReportFacts:
    """`titles`: those that the report gives to Ana Ruiz, in its first sentence."""
    found = [Sentence(200 * at, 200 * at + len(text), text) for at, text in enumerate(texts)]
    uses = [TitleUse("ana ruiz", "Ana Ruiz", title, 1, 9) for title in titles]
    return ReportFacts(key, on, tuple(found), {"ana ruiz": uses} if uses else {})


def rows(*reports: ReportFacts) -> list[tuple[str, str, list[str]]]:
    return [(row.attribute, row.relation, [v.value for v in row.values]) for row in differences.find(reports)]


def pair(one: str, other: str) -> list[tuple[str, str, list[str]]]:
    return rows(a_report("a", one), a_report("b", other))


def test_tolls_that_differ() -> None:
    found = pair(
        "Two ferries collided off Lamu, killing 14 people, police said.",
        "At Lamu 19 people were killed when two ferries collided.",
    )
    assert found == [("number", "differs", ["14 people", "19 people"])]


def test_a_bound_and_a_number_within_it_are_compatible() -> None:
    found = pair(
        "Two ferries collided off Lamu, killing at least 14 people.",
        "At Lamu 19 people were killed when two ferries collided.",
    )
    assert found == [("number", "compatible", ["at least 14 people", "19 people"])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kenya sent 1,200 soldiers to Lamu in a convoy.", "Kenya sent twelve hundred soldiers to Lamu in a convoy."),
        ("Kenya sent 1,200 soldiers to Lamu in a convoy.", "Kenya sent 1.2 thousand soldiers to Lamu in a convoy."),
        ("Ana Ruiz made a 48-hour visit to Lamu in Kenya.", "Ana Ruiz made a two-day visit to Lamu in Kenya."),
        ("Kenya sent 40 trucks to Lamu after the flood.", "Kenya sent 60 soldiers to Lamu after the flood."),
        ("Floods in Lamu killed 40 people in May.", "Floods in Peru killed 60 people, and Lamu gave help."),
        ("The ferry from Lamu sank with 40 tourists.", "Kenya bought a ferry for Lamu with 90 seats."),
        ("Two ferries collided off Lamu on Monday.", "A strike closed the port of Lamu on January 8, 2025."),
        ("Floods in Lamu, Kenya killed 14 people and hurt 20.", "Floods in Lamu, Kenya hurt 20 people and killed 14."),
    ],
)
def test_equal_values_and_unlike_things_are_no_rows(one: str, other: str) -> None:
    assert pair(one, other) == []


def test_a_value_that_the_other_report_gives_as_well_is_no_difference() -> None:
    toll = "Two ferries collided off Lamu, killing 14 people."
    later = (
        "At Lamu 19 people were killed when two ferries collided.",
        "On the first day 14 people were killed there.",
    )
    assert rows(a_report("a", toll), a_report("b", *later)) == []


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("a 48-hour visit", "a three-day visit", ("duration", ["48-hour", "three-day"])),
        ("two ferries with 40 seats", "two ferries with sixty seats", ("number", ["40 seats", "sixty seats"])),
        ("a crew of 30 at 9 a.m.", "a crew of 30 at 11 a.m.", ("date", ["9 a.m.", "11 a.m."])),
        ("a crew of 30 at 09:00 GMT", "a crew of 30 at 9:00 EAT", ("date", ["09:00 GMT", "9:00 EAT"])),
    ],
)
def test_values_that_differ(one: str, other: str, found: tuple[str, list[str]]) -> None:
    told = "Ana Ruiz welcomed {} to the port of Lamu for the opening."
    [(attribute, relation, values)] = pair(told.format(one), told.format(other))
    assert (attribute, values, relation) == (*found, "differs")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a crew of 30 at 9 a.m.", "a crew of 30 at 9:00 a.m."),
        ("a crew of 30 at 09:00 GMT", "a crew of 30 at 12 noon"),
        ("a crew of 30 at 09:00 GMT", "a crew of 30 at 12:00 EAT"),
        ("a crew of 30 at 09:00 GMT", "a crew of 30 at 4 a.m. EST"),
        ("a crew of 30 at about 9 a.m.", "a crew of 30 at 9:20 a.m."),
        ("guests for a fortnight", "guests for two weeks"),
        ("guests for 48 hours", "guests for two days"),
        ("a man with an AK-47", "a man with an AK-74"),
        ("40 replaced boats", "40 boats"),
    ],
)
def test_values_that_mean_the_same(one: str, other: str) -> None:
    told = "Ana Ruiz welcomed {} to the port of Lamu for the opening."
    assert pair(told.format(one), told.format(other)) == []


AT = "Ana Ruiz met Omar Aziz in {} for talks about ferries."


@pytest.mark.parametrize(("one", "other", "differs"), [
    ("Lamu", "Nairobi", True), ("Lamu", "the town of Lamu", False), ("Lamu", "Kenya", False), ("Kenya", "Peru", True),
    ("Slavyansk", "Slovyansk", False),
])  # fmt: skip
def test_places_of_one_act(one: str, other: str, differs: bool) -> None:
    found = pair(AT.format(one), AT.format(other))
    assert found == ([("place", "differs", [one, other])] if differs else [])


def test_a_place_that_the_other_report_names_as_well_is_no_difference() -> None:
    both = a_report("a", AT.format("Lamu"), "They had come from Nairobi by train.")
    assert rows(both, a_report("b", AT.format("Nairobi"))) == []


def test_a_day_belongs_to_its_clause() -> None:
    one = "Omar Aziz was charged on Saturday after shooting at the ferry office of Lamu."
    other = "Omar Aziz is accused of shooting at the ferry office of Lamu on Friday."
    assert pair(one, other) == []


def test_a_day_to_come_is_the_next_one() -> None:
    one = a_report("a", MET.format("On 14 January,"), on=date(2025, 1, 11))
    other = a_report(
        "b", "Ana Ruiz will meet Omar Aziz in Lamu for talks about ferries on Tuesday.", on=date(2025, 1, 11)
    )
    assert [row.relation for row in differences.find([one, other])] == ["compatible"]


def test_a_number_kept_back_by_one_report() -> None:
    one = "Kenya sent 1,200 soldiers to Lamu in a convoy."
    other = "Kenya sent an undisclosed number of soldiers to Lamu in a convoy."
    assert pair(one, other) == [("status", "differs", ["1,200 soldiers", "undisclosed"])]


def test_a_report_tells_each_value_once() -> None:
    again = "Two ferries collided off Lamu, killing 14 people, and a third was damaged."
    one = a_report("a", "Two ferries collided off Lamu, killing 14 people.", again)
    (row,) = differences.find([one, a_report("b", "At Lamu 19 people were killed when two ferries collided.")])
    assert [(value.report, value.value) for value in row.values] == [("a", "14 people"), ("b", "19 people")]


def test_a_shortened_genitive_moves_no_value() -> None:
    one = "Kenya's and Lamu's ferries collided, and the port's doctors counted 14 people killed."
    other = "Kenya's and Lamu's ferries collided, and the port's doctors counted 19 people killed."
    assert pair(one, other) == [("number", "differs", ["14 people", "19 people"])]


PASSAGE = "The first ship, the Aurora, left for Turku with 412 passengers on board."


@pytest.mark.parametrize(
    ("attribute", "value", "passage", "text", "words"),
    [
        ("number", "412 passengers", PASSAGE, "On board of the ship to Turku were 412 people and two dogs.", "412"),
        ("number", "412 passengers", PASSAGE, "The Aurora sailed for Turku with four hundred.", None),
        ("number", "412 passengers", PASSAGE, "A shop in Turku on the first floor sold 412 loaves.", None),
        (
            "duration",
            "48-hour",
            "Ana made a 48-hour visit to Lamu.",
            "Her visit to Lamu, of two days, ended.",
            "two days",
        ),
        (
            "date",
            "13 November",
            "The terminal opened on 13 November.",
            "It opened: the terminal, on November 13.",
            "November 13",
        ),
        ("date", "14 November", "The terminal opened on 14 November.", "The terminal opened on November 13.", None),
        (
            "role",
            "acting director",
            "Elin, the acting director, spoke.",
            "The acting director is Elin Aho.",
            "acting director",
        ),
        (
            "status",
            "signed a pact",
            "Kenya and Peru signed a pact.",
            "Kenya and Peru signed  a pact in Lamu.",
            "signed  a pact",
        ),
    ],
)
def test_where_a_text_uses_a_value(attribute: str, value: str, passage: str, text: str, words: str | None) -> None:
    if words == "412":
        text = text.replace("412 people", "412 in all")
    found = uses.find(uses.ToldValue(attribute, value, passage), uses.sentences_of(f"Before it.\n\n{text}"))
    whole = f"Before it.\n\n{text}"
    assert [whole[use.start : use.end] for use in found] == ([words] if words else [])


MET = "{} Ana Ruiz met Omar Aziz in Lamu for talks about ferries."


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("On Saturday,", "On January 11, 2025,", "compatible"),
        ("On Sunday,", "On January 11, 2025,", "differs"),
        ("On January 12,", "On January 11, 2025,", "differs"),
        ("On 12 January 2025", "On January 11, 2025,", "differs"),
        ("On Monday,", "On Tuesday,", "differs"),
        ("On Saturday, January 11, 2025,", "On Saturday,", "compatible"),
    ],
)
def test_days_of_one_event(one: str, other: str, relation: str) -> None:
    ((attribute, found, values),) = pair(MET.format(one), MET.format(other))
    assert (attribute, found) == ("date", relation)
    assert values[0] in one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("On Saturday,", "On Saturday"),
        ("On 11 January", "On January 11, 2025,"),
        ("Last Monday", "On January 11, 2025,"),
    ],
)
def test_the_same_day_is_no_row(one: str, other: str) -> None:
    assert pair(MET.format(one), MET.format(other)) == []


def test_a_report_s_own_date_settles_its_weekday() -> None:
    dated = a_report("a", MET.format("On Saturday,"), on=date(2025, 1, 20))
    assert rows(dated, a_report("b", MET.format("On January 11, 2025,"))) == [
        ("date", "differs", ["Saturday", "January 11, 2025"])
    ]


def test_the_day_on_which_someone_said_it_is_not_compared() -> None:
    one = "Ana Ruiz met Omar Aziz in Lamu for talks about ferries, police said on Monday."
    other = "Ana Ruiz met Omar Aziz in Lamu for talks about ferries, police said on Tuesday."
    assert pair(one, other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("de facto leader", "Transitional President"),
        ("General, de facto leader", "general, Transitional President"),
        ("President", "Prime Minister"),
        ("junta leader", "President"),
        ("Foreign Minister", "Defence Minister"),
        ("Vice President", "President"),
        ("Colonel", "General"),
        ("President-elect", "President"),
        ("Senator", "Rep."),
    ],
)
def test_roles_that_one_person_cannot_both_hold(one: str, other: str) -> None:
    found = rows(a_report("a", "Ana Ruiz left.", titles=(one,)), a_report("b", "Ana Ruiz left.", titles=(other,)))
    assert found == [("role", "differs", [one.split(", ")[-1], other.split(", ")[-1]])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("General", "General, Transitional President"),
        ("President", "General"),
        ("Mr", "President"),
        ("leader", "President"),
        ("Transitional President", "President"),
        ("acting president", "interim president"),
        ("Lt. Gen", "General"),
        ("Defense Minister", "defence minister"),
        ("PM", "Prime Minister"),
        ("former President", "President"),
        ("CEO", "founder"),
        ("elect Rep.", "Rep."),
        ("Sen", "Secretary of State"),
    ],
)
def test_ranks_short_forms_and_spellings_are_no_difference(one: str, other: str) -> None:
    assert rows(a_report("a", "Ana left.", titles=(one,)), a_report("b", "Ana left.", titles=(other,))) == []


def test_a_report_that_uses_both_titles_does_not_say_otherwise() -> None:
    both = a_report("a", "Ana left.", titles=("de facto leader", "Transitional President"))
    assert rows(both, a_report("b", "Ana left.", titles=("Transitional President",))) == []


def test_an_agreement_signed_and_one_that_is_planned() -> None:
    one = "Kenya and Peru signed a fishing agreement in Lamu."
    other = "Kenya and Peru could sign a fishing agreement, a draft of which was shown in Lamu."
    assert pair(one, other) == [("status", "differs", ["signed a fishing agreement", "could sign a fishing agreement"])]


def test_a_plan_in_an_earlier_report_is_no_contradiction() -> None:
    one = a_report("a", "Kenya and Peru plan a fishing agreement in Lamu.", on=date(2025, 1, 2))
    other = a_report("b", "Kenya and Peru signed a fishing agreement in Lamu.", on=date(2025, 1, 9))
    assert [row.relation for row in differences.find([one, other])] == ["compatible"]


def test_a_sum_kept_back_by_one_report() -> None:
    one = "Kenya bought the Lamu ferry from Peru for $3 million."
    other = "Kenya bought the Lamu ferry from Peru for an undisclosed price."
    assert pair(one, other) == [("status", "differs", ["$3 million", "undisclosed"])]


def test_rows_keep_their_keys_and_take_in_further_reports() -> None:
    one = a_report("a", "Two ferries collided off Lamu, killing 14 people.")
    other = a_report("b", "At Lamu 19 people were killed when two ferries collided.")
    third = a_report("c", "Two ferries collided at Lamu and 19 people were killed.")
    (first,), (again,), (more,) = map(differences.find, ([one, other], [one, other], [one, other, third]))
    assert first == again
    assert (more.key, [value.report for value in more.values]) == (first.key, ["a", "b", "c"])


def test_a_value_has_its_passage_and_whose_word_it_is() -> None:
    one = a_report("a", "x. ", "Two ferries collided off Lamu, killing 14 people, port director Ana Ruiz said.")
    (row,) = differences.find([one, a_report("b", "At Lamu 19 people were killed when two ferries collided.")])
    assert (row.values[0].start, row.values[0].attribution.attributed_to) == (200, "port director Ana Ruiz")
    assert len(row.key) <= 64


def test_one_report_differs_from_none() -> None:
    assert differences.find([a_report("a", MET.format("On Monday,"))]) == ()


@pytest.mark.parametrize(
    ("sentence", "value", "bound"),
    [
        ("at least 1,200 soldiers", 1200, "at least"),
        ("twelve hundred soldiers", 1200, "exact"),
        ("more than twenty-five trucks", 25, "at least"),
        ("a dozen trucks", 12, "exact"),
        ("$3.2 million", 3.2e6, "exact"),
        ("a two-day visit", 48, "exact"),
    ],
)
def test_numbers_in_words_and_figures(sentence: str, value: float, bound: str) -> None:
    (found,) = quantities.find(sentence)
    assert (found.value, found.bound) == (value, bound)


@pytest.mark.parametrize(
    "sentence", ["In 2021 he left.", "on January 11, 2025", "at 10:30 that day", "18-20-year-olds"]
)
def test_years_days_times_and_ranges_count_nothing(sentence: str) -> None:
    assert quantities.find(sentence) == ()


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    spans = [(q.start, q.end) for q in quantities.find(text)] + [(d.start, d.end) for d in days.find(text)]
    spans += [(t.start, t.end) for t in times.find(text)] + [(n.start, n.end) for n in quantities.numerals(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    statuses.find(text)
    offices.read(text)


def test_the_seeds_role_and_day() -> None:
    found = sorted(SEEDS.glob("00*.txt"))
    if not found:
        pytest.skip("the seeds are not here")
    by_attribute: dict[str, list[Difference]] = defaultdict(list)
    for row in differences.find([seed_facts(path) for path in found]):
        by_attribute[row.attribute].append(row)
    (role,), (day,) = by_attribute["role"], by_attribute["date"]
    assert [value.value for value in role.values] == ["de facto leader", "Transitional President"]
    assert (role.relation, day.relation) == ("differs", "compatible")
    assert [value.value for value in day.values] == ["Saturday", "January 11, 2025"]


def seed_facts(path: Path) -> ReportFacts:
    text = path.read_text(encoding="utf8")
    reading = read(text, Hints())
    titles: dict[str, list[TitleUse]] = defaultdict(list)
    for mention in names.mentions(text, reading.segments, "en"):
        if mention.title:
            use = TitleUse(mention.actor, mention.text, mention.title, mention.start, mention.end)
            titles[mention.actor].append(use)
    return ReportFacts(path.name, reading.metadata.published_on, sentences.split(text, reading.segments), titles)
