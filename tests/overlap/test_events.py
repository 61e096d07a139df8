from datetime import date, timedelta

import pytest

from sources.overlap.events import MOST_KEYS, MOST_MEMBERS, MOST_TERMS, WINDOW_DAYS, judge, profile, terms
from sources.overlap.types import Frequencies, Profile, Report

from .reports import FERRY, copy

OTHER_FERRY_REPORT = Report(
    uid="other",
    title="Aurelia passengers brought ashore after steering failure",
    paragraphs=(
        "All 212 passengers and crew of the Aurelia were brought ashore on Wednesday after the ferry got stuck near "
        "Skarholm, its owner Lindgren Lines said.",
        "“I felt the wheel go dead,” said Birgit Nyholm, who has been captain of the ship for six years. Tugs will try "
        "to pull the ferry free from the sandbank at high tide.",
    ),
    published=date(2024, 5, 16),
)

ELECTION = Report(
    uid="election",
    title="Norrvik mayor loses to a baker by nine votes",
    paragraphs=(
        "The mayor of Norrvik, Henrik Dahl, lost his seat by nine votes to Petra Lund, who runs a bakery there.",
        "Turnout was the highest since 1998. Lund said that she would keep on baking until the council meets in June.",
    ),
    published=date(2024, 5, 15),
)


def of(report: Report, frequencies: Frequencies | None = None) -> Profile:
    return profile(report, terms(report), frequencies or Frequencies())


def test_two_reports_of_one_event() -> None:
    found = judge(of(OTHER_FERRY_REPORT), [of(FERRY)])
    assert found.same
    said = " | ".join(found.reasons)
    for name in ("Birgit Nyholm", "Aurelia", "Skarholm", "Lindgren Lines", "212 "):
        assert name in said


def test_another_event_of_the_day() -> None:
    found = judge(of(ELECTION), [of(FERRY), of(OTHER_FERRY_REPORT)])
    assert not found.same
    assert found.reasons == ()


def test_candidates_share_keys_and_strangers_do_not() -> None:
    mine, other, stranger = set(of(FERRY).keys), set(of(OTHER_FERRY_REPORT).keys), set(of(ELECTION).keys)
    assert len(mine & other) >= 2
    assert len(mine & stranger) < 2


@pytest.mark.parametrize(("days", "same"), [(WINDOW_DAYS, True), (WINDOW_DAYS + 1, False)])
def test_the_window(days: int, same: bool) -> None:
    later = copy(FERRY, published=FERRY.published and FERRY.published + timedelta(days=days))
    assert judge(of(later), [of(FERRY)]).same is same


def test_undated_reports_are_compared_with_all() -> None:
    assert judge(of(copy(OTHER_FERRY_REPORT, published=None)), [of(FERRY)]).same


def test_a_further_day_lowers_the_score() -> None:
    scores = [
        judge(of(copy(OTHER_FERRY_REPORT, published=date(2024, 5, day))), [of(FERRY)]).score for day in (15, 16, 18, 22)
    ]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_years_stand_in_for_a_missing_date() -> None:
    def told(year: int) -> Profile:
        return of(
            Report(str(year), "Quake in Vossa", (f"A quake shook the town of Vossa in {year}, mayor Ida Berg said.",))
        )

    same, other = judge(told(1987), [told(1987)]), judge(told(1987), [told(2011)])
    assert other.score < same.score


def test_what_the_archive_is_full_of_tells_little() -> None:
    found = terms(OTHER_FERRY_REPORT)
    flooded = Frequencies({term.key: 400 for term in found}, 1000)
    alone, among = (
        judge(of(OTHER_FERRY_REPORT), [of(FERRY)]),
        judge(of(OTHER_FERRY_REPORT, flooded), [of(FERRY, flooded)]),
    )
    assert among.score < alone.score


def test_only_the_latest_members_are_looked_at() -> None:
    crowd = [of(copy(ELECTION)) for _ in range(MOST_MEMBERS)]
    assert not judge(of(OTHER_FERRY_REPORT), [of(FERRY), *crowd]).same


def test_profiles_are_bounded_and_of_length_one() -> None:
    text = " ".join(f"Word{chr(97 + n % 26)}{chr(97 + n // 26)} stood." for n in range(600))
    made = of(Report("long", "", (text,)))
    assert len(made.terms) <= MOST_TERMS
    assert len(made.keys) <= MOST_KEYS
    assert sum(term.weight**2 for term in made.terms) == pytest.approx(1.0)


def test_nothing_to_go_by() -> None:
    assert judge(of(Report("empty", "", ())), [of(FERRY)]).score < 0.01
    assert not judge(of(FERRY), []).same
