"""A speaker that nothing else in the archive names is flagged, with how much there was to look in."""

import pytest

from sources.models import SourceArticle
from sources.pipeline import process
from tests import factories
from tests.factories import INTERVIEW, LIGHTHOUSE, ORCHARD

pytestmark = pytest.mark.django_db
ELSEWHERE = """Organ builders meet in Bremen

Dr. Ruth Kessel of the guild of organ builders opened the meeting on Monday. About 60 builders had come.

The guild will meet again in May, its secretary said.
"""


def unknown(source: SourceArticle) -> list[str]:
    return [flag.explanation for flag in source.flags.filter(signal="unknown speaker")]


def test_in_an_empty_archive_there_is_nothing_to_look_in() -> None:
    assert unknown(factories.article(INTERVIEW)) == []


def test_a_speaker_whom_no_other_report_names() -> None:
    for text in (LIGHTHOUSE, ORCHARD):
        factories.article(text)
    source = factories.article(INTERVIEW)
    [explanation] = unknown(source)
    assert explanation == "Dr. Ruth Kessel is named in none of the 2 other reports that were here when this was read."
    flag = source.flags.get(signal="unknown speaker")
    assert "Ruth Kessel" in source.quote(flag.start, flag.end)


def test_a_report_that_names_the_speaker_lifts_the_flag_when_the_interview_is_read_again() -> None:
    factories.article(LIGHTHOUSE)
    source = factories.article(INTERVIEW)
    assert unknown(source)
    factories.article(ELSEWHERE)
    process(source)
    assert unknown(source) == []


def test_a_copy_of_the_interview_vouches_for_nobody() -> None:
    factories.article(LIGHTHOUSE)
    source = factories.article(INTERVIEW)
    factories.article(INTERVIEW, outlet="Post")
    process(source)
    assert unknown(source)
