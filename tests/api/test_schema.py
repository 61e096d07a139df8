"""Every answer of the API keeps the schema that the API itself gives out."""

import json
import re
from typing import Any

import jsonschema
import pytest
from django.test import Client
from django.urls import reverse

from briefings.publishing import retract
from tests import factories
from tests.api.routes import routes
from tests.briefings.test_frozen import full
from tests.factories import LIGHTHOUSE, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def schema(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/schema/?format=json").json()
    return found


def check(schema: dict[str, Any], component: str, value: Any) -> None:
    whole = {"$ref": f"#/components/schemas/{component}", "components": closed(schema)["components"]}
    jsonschema.Draft202012Validator(whole, format_checker=jsonschema.FormatChecker()).validate(value)


def closed(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with every object closed: an answer may not hold what the schema does not name."""
    found: dict[str, Any] = json.loads(json.dumps(schema))
    for component in found["components"]["schemas"].values():
        if component.get("type") == "object" and component.get("properties"):
            component["additionalProperties"] = False
    return found


def test_it_is_openapi_and_names_every_path(schema: dict[str, Any]) -> None:
    assert schema["openapi"].startswith("3.1")
    there = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", f"/{route.pattern}") for route in routes()}
    about_itself = {"/api/v1/schema/", "/api/v1/docs/"}
    assert set(schema["paths"]) == {path for path in there if path.startswith("/api/")} - about_itself
    assert all(schema["paths"][path] for path in schema["paths"])


def test_names_of_the_schema_are_not_made_up_by_counting(schema: dict[str, Any]) -> None:
    assert [name for name in schema["components"]["schemas"] if any(c.isdigit() for c in name)] == []


def test_a_briefing_keeps_it(client: Client, schema: dict[str, Any]) -> None:
    edition = factories.published(full())
    found = client.get(reverse("api-briefing", args=[edition.briefing.slug])).json()
    check(schema, "BriefingDocument", found)
    with pytest.raises(jsonschema.ValidationError):
        check(schema, "BriefingDocument", found | {"canary": 1})
    with pytest.raises(jsonschema.ValidationError):
        check(schema, "BriefingDocument", found | {"status": "draft"})


def test_a_corrected_and_a_retracted_briefing_keep_it(client: Client, schema: dict[str, Any]) -> None:
    briefing = factories.published().briefing
    url = reverse("api-briefing", args=[briefing.slug])
    factories.published(briefing, kind="correction", note="We erred.", was="a", now="b")
    check(schema, "BriefingDocument", client.get(url).json())
    retract(briefing, reason="made up", by=factories.person("publisher"), at=NOW)
    check(schema, "BriefingDocument", client.get(url).json())


def test_the_list_keeps_it(client: Client, schema: dict[str, Any]) -> None:
    factories.published(full())
    for row in client.get(reverse("api-briefings")).json()["results"]:
        check(schema, "Summary", row)


def test_the_answer_to_a_report_keeps_it(client: Client, schema: dict[str, Any]) -> None:
    headers = {"Authorization": f"Bearer {factories.key('ingest').secret}"}
    for text in (LIGHTHOUSE, LIGHTHOUSE + " ", LIGHTHOUSE):
        given = json.dumps({"id": "a", "text": text})
        answer = client.post(reverse("api-articles"), given, content_type="application/json", headers=headers)
        whole = {"$ref": "#/components/schemas/ArticleOut", "components": schema["components"]}
        jsonschema.Draft202012Validator(whole, format_checker=jsonschema.FormatChecker()).validate(answer.json())


def test_every_error_that_a_path_can_give_is_named(schema: dict[str, Any]) -> None:
    answers = schema["paths"]["/api/v1/articles/"]["post"]["responses"]
    assert {"200", "201"} <= set(answers)
    assert {"200", "301", "304", "404"} <= set(schema["paths"]["/api/v1/briefings/{slug}/"]["get"]["responses"])
