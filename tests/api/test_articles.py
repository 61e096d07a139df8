"""Reports come in by a key with the ingest scope, with the same outcomes as by the command."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.test import Client

from sources.models import RawText
from tests import factories
from tests.factories import LIGHTHOUSE

pytestmark = pytest.mark.django_db
URL = "/api/v1/articles/"
CONTRACT = json.loads((Path(__file__).resolve().parents[2] / "docs" / "ingest-report.schema.json").read_text())


def post(client: Client, key: Any, **given: Any) -> Any:
    headers = {"Authorization": f"Bearer {key.secret}"}
    return client.post(URL, json.dumps(given), content_type="application/json", headers=headers)


def test_the_outcomes_are_those_of_the_command(client: Client) -> None:
    key = factories.key("ingest")
    place = {"outlet": "Gazette", "url": "https://gazette.example/lamp"}
    answers = [
        post(client, key, id="a", text=LIGHTHOUSE, **place),
        post(client, key, id="b", text=LIGHTHOUSE, **place),
        post(client, key, id="c", text=LIGHTHOUSE, outlet="Post"),
        post(client, key, id="d", text=LIGHTHOUSE + "\nMore soon.", **place),
        post(client, key, text=factories.ORCHARD),
    ]
    assert [answer.status_code for answer in answers] == [201, 200, 201, 201, 201]
    lines = [answer.json() for answer in answers]
    assert [line["outcome"] for line in lines] == ["new", "known", "exact_copy", "new_version", "new"]
    assert [line["id"] for line in lines] == ["a", "b", "c", "d", ""]
    assert lines[2]["copy_of_article"] == lines[1]["article"] == lines[3]["previous"] == lines[0]["article"]
    for line in lines:
        jsonschema.Draft202012Validator(CONTRACT).validate(line)


def test_who_sent_it_is_kept(client: Client) -> None:
    key = factories.key("ingest")
    post(client, key, text=LIGHTHOUSE, url="https://gazette.example/lamp")
    raw = RawText.objects.get()
    assert (raw.received_by, raw.channel, raw.url) == (key.key.user, "api", "https://gazette.example/lamp")
    key.key.refresh_from_db()
    assert key.key.last_used_at


def test_the_hints_are_taken(client: Client) -> None:
    line = post(
        client, factories.key("ingest"), text=factories.ORCHARD, title="Pears", published="2026-10-02", lang="en"
    ).json()
    assert (line["headline"], line["published_on"], line["language"]) == ("Pears", "2026-10-02", "en")


def test_a_refused_report_leaves_nothing(client: Client) -> None:
    assert post(client, factories.key("ingest"), text=" ").status_code == 400
    assert not RawText.objects.exists()
