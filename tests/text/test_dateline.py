from datetime import date

import pytest

from sources.text import dateline


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published 7 June 2022, 09:15", date(2022, 6, 7)),
        ("June 7th, 2022", date(2022, 6, 7)),
        ("2022-06-07T09:15:00Z", date(2022, 6, 7)),
        ("07.06.2022 | 9 Uhr", date(2022, 6, 7)),
        ("Dienstag, 7. Juni 2022", date(2022, 6, 7)),
        ("le 7 juin 2022 à 9h15", date(2022, 6, 7)),
        ("7 de junio de 2022", date(2022, 6, 7)),
        ("7 июня 2022", date(2022, 6, 7)),
        ("2022年6月7日", date(2022, 6, 7)),
        ("2022년 6월 7일", date(2022, 6, 7)),
        ("7 มิถุนายน 2565", date(2022, 6, 7)),
        ("٧ يونيو ٢٠٢٢", date(2022, 6, 7)),
        ("7 जून 2022", date(2022, 6, 7)),
        ("ngày 7 tháng 6 năm 2022", date(2022, 6, 7)),
        ("2022. június 7.", date(2022, 6, 7)),
    ],
)
def test_a_whole_date_is_read_in_many_languages(line: str, day: date) -> None:
    assert [found.day for found in dateline.dates(line)] == [day]


@pytest.mark.parametrize("line", ["7 June", "June 2022", "31 April 2022", "version 1.2.3.4", "call 555-12-34", "may 5"])
def test_what_is_no_whole_date_is_none(line: str) -> None:
    assert dateline.dates(line) == []


def test_slashes_are_read_by_the_language() -> None:
    assert dateline.dates("07/06/2022", "en")[0].day == date(2022, 7, 6)
    assert dateline.dates("07/06/2022", "fr")[0].day == date(2022, 6, 7)
    assert dateline.dates("25/06/2022", "en")[0].day == date(2022, 6, 25)


def test_a_month_may_mean_another_one_in_croatian() -> None:
    assert dateline.dates("5. listopada 2021", "hr")[0].day.month == 10
    assert dateline.dates("5 listopada 2021", "pl")[0].day.month == 11


@pytest.mark.parametrize(
    ("paragraph", "place", "agency"),
    [
        ("ACCRA, June 7 (Reuters) - Ghana said on Tuesday", "ACCRA", "Reuters"),
        ("ACCRA — Ghana said on Tuesday", "ACCRA", ""),
        ("Accra (AFP) – Ghana said on Tuesday", "Accra", "AFP"),
        ("(AP) — Ghana said on Tuesday", "", "AP"),
    ],
)
def test_an_opening_tells_place_and_agency(paragraph: str, place: str, agency: str) -> None:
    found = dateline.opening(paragraph)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert paragraph[found.end :].startswith("Ghana")


@pytest.mark.parametrize(
    "paragraph", ["However - and this matters - it rained", "Ghana said on Tuesday", "The man (40) - he"]
)
def test_a_dash_alone_is_no_opening(paragraph: str) -> None:
    assert dateline.opening(paragraph) is None
