"""Lists at the desk cost the same, however many rows their tables have."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sources.models import SourceArticle
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("admin:sources_sourcearticle_changelist")


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(factories.person("editor"))
    return client


def reports(count: int) -> None:
    for number in range(count):
        factories.article(
            f"Lamp {SourceArticle.objects.count()}\n\nThe lamp of {number} islands burns again.", outlet=f"{number}"
        )


def test_a_list_counts_no_further_than_it_pages(desk: Client, settings: Any) -> None:
    settings.MOST_LISTED = 3
    reports(3)
    assert "3 reports" in desk.get(LIST).text
    reports(2)
    with CaptureQueriesContext(connection) as asked:
        page = desk.get(LIST).text
    assert "The first 3 reports; search and filters reach the others" in page
    counts = [query["sql"] for query in asked if "COUNT(*)" in query["sql"]]
    assert [("LIMIT 4" in sql, "ORDER BY" in sql) for sql in counts] == [(True, False)]


def test_a_search_reaches_what_the_list_does_not_and_says_how_much_it_found(desk: Client, settings: Any) -> None:
    reports(3)
    SourceArticle.objects.filter(pk=SourceArticle.objects.earliest("pk").pk).update(headline="An organ in Vessen")
    settings.MOST_LISTED = 2
    found = desk.get(LIST, {"q": "organ"}).text
    assert "An organ in Vessen" in found
    assert "1 found" in found
    assert " found (" not in desk.get(LIST).text


def test_it_takes_no_more_statements_with_more_rows(desk: Client) -> None:
    taken = []
    for _ in range(2):
        reports(4)
        desk.get(LIST)
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(LIST).status_code == 200
        taken.append(len(asked))
    assert taken[0] == taken[1]
