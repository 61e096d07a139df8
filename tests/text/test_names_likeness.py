"""Likeness of two names, and the key of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.text.names import fold, likeness

SAME = [
    ("Mohamed Idris", "Muhammad Idriss"),
    ("Abdel Karim al-Masri", "Abdul Kareem el-Masri"),
    ("Lund, Ana", "Ana Lund"),
    ("Gen. Ana Lund", "Ana Lund"),
    ("Ana M. Lund", "Ana Lund"),
    ("Søren Ødegård", "Soren Odegard"),
    ("Northern Relief Agency", "NRA"),
    ("Forces armées du Nord", "FAN"),
    ("Brava Motors Ltd", "Brava Motors"),
    ("Chadian Armed Forces", "Chad Armed Forces"),
    ("U.S. Coast Guard", "United States Coast Guard"),
    ("ISIL", "Daesh"),
    ("Germany", "Allemagne"),
    ("Kuwait", "الكويت"),
    ("Viktor Petrov", "Виктор Петров"),
    ("Nadia Karam", "نادية كرم"),
    ("Daniel Regev", "דניאל רגב"),
    ("Maria Pappas", "Μαρία Παππάς"),
    ("Thomas Keller", "トーマス・ケラー"),
    ("Robert Martin", "로버트 마틴"),
    ("Martin Keller", "马丁·凯勒"),
]
DIFFERENT = [
    ("Ana Lund", "Ola Lund"),
    ("Ana Lund", "Ana Lindqvist"),
    ("Lund", "Ana Lund"),
    ("Bank of Norway", "Bank of Ghana"),
    ("Supreme Court", "Supreme Council"),
    ("Brava Fund II", "Brava Fund III"),
    ("South Kordel", "North Kordel"),
    ("Niger", "Nigeria"),
    ("Guinea", "Guinea-Bissau"),
    ("Democratic Party", "Democratic Unionist Party"),
    ("ICC", "ICJ"),
    ("Viktor Petrov", "Виктор Иванов"),
    ("Nadia Karam", "سامي كرم"),
    ("Tamale", "Tamaki"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_actor(a: str, b: str) -> None:
    assert likeness(a, b) >= 0.5


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_two_actors(a: str, b: str) -> None:
    assert likeness(a, b) < 0.5


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_a_symmetric_share(a: str, b: str) -> None:
    assert 0.0 <= likeness(a, b) <= 1.0
    assert likeness(a, b) == likeness(b, a)


@given(st.text(max_size=40))
def test_a_name_is_like_itself(name: str) -> None:
    assert likeness(name, name) == 1.0


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Assimi GOÏTA", "assimi goita"),
        ("al-Burhan", "al burhan"),
        ("O’Brien", "obrien"),
        ("U.N.", "un"),
        ("Łódź", "lodz"),
        ("Юрий Щука", "yuriy shchuka"),
        ("Αθήνα", "athina"),
        ("서울", "seoul"),
        ("トーキョー", "tokyo"),
    ],
)
def test_fold(name: str, key: str) -> None:
    assert fold(name) == key


@given(st.text(max_size=40))
def test_fold_is_stable(name: str) -> None:
    assert fold(fold(name)) == fold(name)
