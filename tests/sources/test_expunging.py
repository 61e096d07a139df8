"""A text can be taken away for good: with the right, a reason and a second person; the hash and an act stay."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from accounts.models import Act
from briefings import checklist
from sources.models import RawText, SourceArticle
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> SourceArticle:
    return factories.article()


def expunge(source: SourceArticle, **values: object) -> RawText:
    people = {"by": factories.person("administrator"), "with_consent_of": factories.person("administrator")}
    source.raw.expunge(**({**people, "reason": "a court's order", "at": NOW} | values))  # type: ignore[arg-type]
    return RawText.objects.get(pk=source.raw.pk)


def test_the_text_goes_and_the_hash_stays(source: SourceArticle) -> None:
    sha256 = source.raw.sha256
    raw = expunge(source)
    assert (raw.text, bytes(raw.data), raw.sha256, raw.expunged_at) == ("", b"", sha256, NOW)


def test_it_leaves_an_act_with_reason_and_both_people(source: SourceArticle) -> None:
    second = factories.person("administrator")
    raw = expunge(source, with_consent_of=second)
    act = Act.objects.of(raw).get(verb="expunged")
    assert act.who is not None
    assert (act.reason, act.after) == ("a court's order", {"consent": second.username})


def test_nothing_read_out_of_the_text_stays_behind(source: SourceArticle) -> None:
    expunge(source)
    source = SourceArticle.objects.get(pk=source.pk)
    kept = [source.headline, source.standfirst, source.byline, source.body, *map(str, source.profile)]
    assert not any(kept)
    assert not source.segments.exists()
    assert not source.mentions.exists()


def test_the_same_bytes_do_not_bring_it_back(source: SourceArticle) -> None:
    expunge(source)
    again = factories.outcome_of(factories.LIGHTHOUSE)
    assert again.outcome == "known"
    assert RawText.objects.get(pk=source.raw.pk).text == ""


def test_a_briefing_that_cites_it_is_held_back() -> None:
    briefing = factories.ready()
    expunge(briefing.reports()[0])
    messages = [finding.message for finding in checklist.check(briefing, NOW) if finding.blocks]
    assert any("is broken" in message for message in messages)


@pytest.mark.parametrize("role", ["author", "editor", "publisher"])
def test_both_people_need_the_right(source: SourceArticle, role: str) -> None:
    for place in ("by", "with_consent_of"):
        with pytest.raises(PermissionDenied):
            expunge(source, **{place: factories.person(role)})
    assert RawText.objects.get(pk=source.raw.pk).text


def test_one_person_is_not_two(source: SourceArticle) -> None:
    one = factories.person("administrator")
    with pytest.raises(PermissionDenied, match="second person"):
        expunge(source, by=one, with_consent_of=one)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_it_needs_a_reason(source: SourceArticle, reason: str) -> None:
    with pytest.raises(ValueError, match="reason"):
        expunge(source, reason=reason)


@pytest.mark.parametrize(
    "change",
    [
        "text = ''",
        "text = '', data = {empty}, expunged_at = '2026-10-05', sha256 = 'other'",
        "text = 'other', data = {empty}, expunged_at = '2026-10-05'",
        "text = '', data = {empty}, expunged_at = '2026-10-05', name = 'other', url = 'other'",
    ],
)
def test_the_database_lets_nothing_but_a_whole_expunging_through(source: SourceArticle, change: str) -> None:
    empty = "x''" if connection.vendor == "sqlite" else "''::bytea"
    sql = f"UPDATE sources_rawtext SET {change.format(empty=empty)} WHERE id = {source.raw.pk}"
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        connection.cursor().execute(sql)


def test_what_was_expunged_is_written_once_too(source: SourceArticle) -> None:
    raw = expunge(source)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        RawText.objects.filter(pk=raw.pk).update(text="back again", expunged_at=None)
