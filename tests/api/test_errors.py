"""Every error below /api/ is a problem document (RFC 9457), whatever raised it."""

import json
from typing import Any

import pytest
from django.test import Client
from rest_framework.views import APIView

from briefings import api
from tests import factories

pytestmark = pytest.mark.django_db
ARTICLES = "/api/v1/articles/"


def problem(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    found: dict[str, Any] = json.loads(answer.content)
    assert found["status"] == status
    assert found["type"] == "about:blank"
    assert found["title"]
    assert found["detail"]
    return found


def bearer(*scopes: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {factories.key(*scopes).secret}"}


@pytest.mark.parametrize(
    "path",
    [
        "/api/",
        "/api/v2/briefings/",
        "/api/v1/nothing/",
        "/api/v1/briefings/none/",
        "/api/v1/briefings/a/b/",
        "/api/v1/briefings/%00/",
    ],
)
def test_nothing_there(client: Client, path: str) -> None:
    problem(client.get(path), 404)


@pytest.mark.parametrize(
    ("method", "path"),
    [("post", "/api/v1/briefings/"), ("delete", "/api/v1/briefings/none/"), ("put", "/api/v1/briefings/none/")],
)
def test_a_method_that_is_none(client: Client, method: str, path: str) -> None:
    answer = getattr(client, method)(path)
    problem(answer, 405)
    assert "GET" in answer["Allow"]


def test_a_wrong_method_for_reports(client: Client) -> None:
    problem(client.get(ARTICLES, headers=bearer("ingest")), 405)


@pytest.mark.parametrize(
    "header", ["Bearer wrong", "Bearer ", "Bearer ng_" + "x" * 43, "Basic dXNlcjpwYXNz", "bearer \xff\xfe", ""]
)
def test_no_key_that_is_known(client: Client, header: str) -> None:
    answer = client.post(ARTICLES, {"text": "x"}, content_type="application/json", headers={"Authorization": header})
    problem(answer, 401)
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_session_is_no_key(client: Client) -> None:
    client.force_login(factories.person("administrator"))
    problem(client.post(ARTICLES, {"text": "x"}, content_type="application/json"), 401)


def test_a_key_in_the_address_or_the_body_is_none(client: Client) -> None:
    secret = factories.key("ingest").secret
    body = {"text": "x", "key": secret, "Authorization": f"Bearer {secret}"}
    problem(client.post(f"{ARTICLES}?key={secret}&access_token={secret}", body, content_type="application/json"), 401)


def test_a_key_without_the_scope(client: Client) -> None:
    answer = client.post(
        ARTICLES, {"text": "x"}, content_type="application/json", headers=bearer("read", "edit", "publish")
    )
    assert "ingest scope" in problem(answer, 403)["detail"]


def test_a_key_whose_user_may_not(client: Client) -> None:
    headers = {"Authorization": f"Bearer {factories.key('ingest', user=factories.person()).secret}"}
    problem(client.post(ARTICLES, {"text": "x"}, content_type="application/json", headers=headers), 403)


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({}, "/text"),
        ({"text": None}, "/text"),
        ({"text": ["a"]}, "/text"),
        ({"text": ""}, "/text"),
        ({"text": " \n "}, "/text"),
        ({"text": "a", "url": "javascript:1"}, "/url"),
        ({"text": "a", "published": "last Tuesday"}, "/published"),
        ({"text": "a", "lang": "x" * 13}, "/lang"),
        ({"text": "a", "outlet": "x" * 201}, "/outlet"),
        ({"text": "a", "title": {"a": 1}}, "/title"),
    ],
)
def test_a_fault_in_what_was_sent_is_pointed_at(client: Client, given: dict[str, Any], pointer: str) -> None:
    answer = client.post(ARTICLES, json.dumps(given), content_type="application/json", headers=bearer("ingest"))
    errors = problem(answer, 400)["errors"]
    assert [error["pointer"] for error in errors] == [pointer]
    assert errors[0]["detail"]


@pytest.mark.parametrize("body", ["{not json", "[1]", '"text"', "[" * 100_000, "\ufeff{}"])
def test_what_is_no_json_object(client: Client, body: str) -> None:
    answer = client.post(ARTICLES, body, content_type="application/json", headers=bearer("ingest"))
    problem(answer, 400)


def test_another_kind_of_content(client: Client) -> None:
    problem(client.post(ARTICLES, "x", content_type="text/plain", headers=bearer("ingest")), 415)


def test_a_text_beyond_the_limit(client: Client, settings: Any) -> None:
    settings.MAX_TEXT_CHARS = 10
    answer = client.post(ARTICLES, {"text": "x" * 11}, content_type="application/json", headers=bearer("ingest"))
    assert "NUTGRAF_MAX_TEXT_CHARS" in problem(answer, 400)["errors"][0]["detail"]


def test_a_body_beyond_the_limit(client: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = client.post(ARTICLES, {"text": "x" * 200}, content_type="application/json", headers=bearer("ingest"))
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.status_code in (400, 413)


def test_a_fault_of_ours_says_nothing_of_itself(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: APIView, request: Any) -> Any:
        raise ZeroDivisionError("canary")

    monkeypatch.setattr(api.BriefingList, "get", fail)
    client.raise_request_exception = False
    assert "canary" not in json.dumps(problem(client.get("/api/v1/briefings/"), 500))


def test_a_view_that_names_no_permission_lets_nobody_in(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.BriefingList, "permission_classes", APIView.permission_classes)
    problem(client.get("/api/v1/briefings/"), 401)
    problem(client.get("/api/v1/briefings/", headers=bearer("read", "drafts", "ingest", "edit", "publish")), 403)


@pytest.mark.parametrize("path", ["/nothing/", "/briefings/none/", "/feeds/none.xml"])
def test_elsewhere_an_error_is_a_page(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/html")
    assert "nothing at this address" in answer.text


@pytest.mark.parametrize("before", ["x", "-1", "1.5", "9" * 30, "9" * 5000, "\u0663", "\0"])
def test_a_place_in_the_list_that_is_none_is_no_fault_of_ours(client: Client, before: str) -> None:
    assert client.get("/", {"before": before}).status_code in (200, 404)


@pytest.mark.parametrize("number", ["0", "9" * 30, "9" * 5000])
def test_an_edition_that_never_was(client: Client, number: str) -> None:
    edition = factories.published()
    assert client.get(f"/briefings/{edition.briefing.slug}/editions/{number}/").status_code == 404
