"""Errors of the API as RFC 9457 documents, with RFC 6901 pointers."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from rest_framework import exceptions

from accounts import problems


def document(error: Exception) -> dict[str, object]:
    response = problems.handler(error, {})
    assert response is not None
    assert response.content_type == "application/problem+json"
    assert response.data["status"] == response.status_code
    return dict(response.data)


@pytest.mark.parametrize(
    ("error", "status", "title"),
    [
        (exceptions.NotFound(), 404, "Not Found"),
        (Http404("No Briefing matches the given query."), 404, "Not Found"),
        (PermissionDenied(), 403, "Forbidden"),
        (exceptions.MethodNotAllowed("PUT"), 405, "Method Not Allowed"),
        (exceptions.UnsupportedMediaType("text/csv"), 415, "Unsupported Media Type"),
    ],
)
def test_a_known_error_is_a_problem(error: Exception, status: int, title: str) -> None:
    found = document(error)
    assert (found["type"], found["title"], found["status"]) == ("about:blank", title, status)
    assert found["detail"]
    assert "Briefing matches" not in str(found["detail"])


def test_errors_of_fields_have_pointers() -> None:
    error = exceptions.ValidationError(
        {"text": ["Missing."], "a/b~c": {"0": ["Odd."]}, "rows": [{}, {"id": ["Twice."]}]}
    )
    assert document(error)["errors"] == [
        {"pointer": "/text", "detail": "Missing."},
        {"pointer": "/a~1b~0c/0", "detail": "Odd."},
        {"pointer": "/rows/1/id", "detail": "Twice."},
    ]


def test_an_error_of_the_whole_points_at_the_whole() -> None:
    assert document(exceptions.ValidationError(["No."]))["errors"] == [{"pointer": "", "detail": "No."}]
    whole = exceptions.ValidationError({"non_field_errors": ["No."]})
    assert document(whole)["errors"] == [{"pointer": "", "detail": "No."}]


@pytest.mark.parametrize("error", [ValidationError("Stale."), ValidationError({"slug": ["Taken."]})])
def test_a_models_refusal_is_a_bad_request(error: ValidationError) -> None:
    assert document(error)["status"] == 400


def test_what_is_not_known_is_not_explained() -> None:
    assert problems.handler(ZeroDivisionError("secret"), {}) is None
