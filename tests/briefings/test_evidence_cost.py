"""What a screen of the desk asks the database does not grow with the reports behind it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models.key import SCOPES
from briefings.models import Briefing
from tests import factories

pytestmark = pytest.mark.django_db


def copies(first: int, last: int) -> None:
    for number in range(first, last):
        text = factories.LIGHTHOUSE.replace("Stora Skar", f"Stora Skar {number}")
        factories.article(text, outlet=f"Harbour Gazette {number}")


@pytest.mark.parametrize("screen", ["composer", "story", "draft by API", "versions"])
def test_many_reports_cost_no_more_questions(screen: str, client: Client) -> None:
    briefing = factories.ready()
    person = factories.person("administrator")
    client.force_login(person)
    paths = {
        "composer": reverse("admin:briefings_briefing_change", args=[briefing.pk]),
        "story": reverse("admin:sources_story_change", args=[briefing.story_id]),
        "draft by API": reverse("api-draft", args=[briefing.uid]),
        "versions": reverse("admin:briefings_versions", args=[briefing.pk]),
    }
    headers = {"Authorization": f"Bearer {factories.key(*SCOPES, user=person).secret}"}

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(paths[screen], headers=headers).status_code == 200
        return len(queries)

    copies(0, 3)
    asked()
    few = asked()
    copies(3, 9)
    assert len(Briefing.objects.get(pk=briefing.pk).reports()) == 10
    assert asked() == few


def test_many_citations_cost_no_more_questions(client: Client) -> None:
    briefing = factories.ready(body=" ".join(f"Word {number} by word." for number in range(20)))
    [source] = briefing.reports()
    client.force_login(factories.person("editor"))
    screen = reverse("admin:briefings_briefing_change", args=[briefing.pk])
    look = reverse("admin:briefings_as_typed", args=[briefing.pk])

    def cite(first: int, last: int) -> None:
        for number in range(first, last):
            mark = factories.mark(briefing, f"Word {number} by", kind="citation", note="")
            factories.cite(source, source.raw.text[40 + number : 70 + number], annotation=mark)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(screen).status_code == 200
            assert client.post(look, {"body": briefing.body, "wanted": "page"}).status_code == 200
        return len(queries)

    cite(0, 2)
    asked()
    few = asked()
    cite(2, 12)
    assert asked() == few
