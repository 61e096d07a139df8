"""Documents kept at hand: what is unpacked is what would be made anew, and no more is kept than the bound."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources import documents
from sources.overlap import compare
from sources.overlap.shingles import segment_hash
from sources.overlap.types import Report

REPORT = Report("", "Ferry sails again", ("The ferry sails again at 08:15.", "Ask here.", "Two pontoons were lent."))


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    documents.KEPT.clear()
    documents.document_of.cache_clear()


@given(
    st.lists(st.text(max_size=60), max_size=5),
    st.text(max_size=20),
    st.none() | st.dates(date(2020, 1, 1), date(2026, 12, 31)),
    st.booleans(),
)
def test_what_is_kept_is_what_would_be_made(parts: list[str], title: str, day: date | None, some: bool) -> None:
    report = Report("", title, tuple(parts), published=day)
    often = frozenset(map(segment_hash, parts[:1] if some else ()))
    made = compare.document(report, often)
    documents.document_of.cache_clear()
    documents.keep(report, made, often)
    assert documents.document_of(report, often) == made


def test_it_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = documents.document_of(REPORT)
    documents.document_of.cache_clear()
    monkeypatch.setattr(compare, "document", None)
    assert documents.document_of(REPORT) == first


def test_another_text_day_or_boilerplate_makes_another_document() -> None:
    often = frozenset([segment_hash("Ask here.")])
    others = [replace(REPORT, title="Ferry"), replace(REPORT, published=date(2026, 11, 14))]
    made = [documents.document_of(REPORT), *map(documents.document_of, others), documents.document_of(REPORT, often)]
    assert made == [compare.document(REPORT), *map(compare.document, others), compare.document(REPORT, often)]
    assert len(documents.KEPT) == 3, "what is kept knows no day"


def test_what_exceeds_the_bound_is_made_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "PACKED_BYTES", 100)
    assert documents.document_of(REPORT) == compare.document(REPORT)
    assert not documents.KEPT
