"""Lists and files become a job, whose progress and results a program can follow; a repeated request is done once."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts.models import IdempotentCall
from sources.models import IngestJob, RawText, SourceArticle
from sources.tasks import take_in_due_items
from tests import factories
from tests.factories import LIGHTHOUSE, ORCHARD

pytestmark = pytest.mark.django_db
URL = "/api/v1/articles/"


@pytest.fixture
def headers() -> dict[str, str]:
    return {"Authorization": f"Bearer {factories.key('ingest').secret}"}


def post(client: Client, headers: dict[str, str], body: Any, **more: str) -> Any:
    return client.post(URL, json.dumps(body), content_type="application/json", headers=headers | more)


def test_a_list_becomes_a_job_that_can_be_followed(client: Client, headers: dict[str, str]) -> None:
    answer = post(client, headers, [{"id": "a", "text": LIGHTHOUSE}, {"id": "b", "text": " "}])
    assert answer.status_code == 202
    told = answer.json()
    assert answer["Location"] == told["url"]
    assert (told["total"], told["done"], told["failed"], told["finished"]) == (2, 0, 0, False)
    assert not SourceArticle.objects.exists()
    take_in_due_items.call()
    told = client.get(told["url"], headers=headers).json()
    assert (told["done"], told["failed"], told["waiting"], told["finished"]) == (1, 1, 0, True)
    first, second = client.get(told["items"], headers=headers).json()["results"]
    assert (first["id"], first["state"], first["outcome"], first["error"]) == ("a", "done", "new", "")
    assert first["article"] == str(SourceArticle.objects.get().uid)
    assert first["story"]
    assert (second["id"], second["state"], second["article"]) == ("b", "failed", None)
    assert second["error"] == "b is empty."


def test_failed_items_are_tried_again_on_demand(client: Client, headers: dict[str, str]) -> None:
    told = post(client, headers, [{"id": "b", "text": " "}]).json()
    take_in_due_items.call()
    answer = client.post(told["url"] + "retry/", headers=headers)
    assert answer.status_code == 202
    assert (answer.json()["failed"], answer.json()["waiting"]) == (0, 1)


def test_files_become_a_job_and_a_zip_is_opened(client: Client, headers: dict[str, str]) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("one.txt", LIGHTHOUSE)
        archive.writestr("two.md", ORCHARD)
    files = [SimpleUploadedFile("in.zip", packed.getvalue()), SimpleUploadedFile("three.txt", b"A third note.")]
    answer = client.post(URL, {"files": files, "outlet": "Gazette"}, headers=headers)
    assert answer.status_code == 202, answer.text
    assert answer.json()["total"] == 3
    take_in_due_items.call()
    assert IngestJob.objects.get().progress().done == 3
    assert {article.outlet.name for article in SourceArticle.objects.all() if article.outlet} == {"Gazette"}


def test_an_address_alone_is_to_be_fetched(client: Client, headers: dict[str, str]) -> None:
    answer = post(client, headers, {"url": "https://gazette.example/lamp", "outlet": "Gazette"})
    assert answer.status_code == 202
    row = IngestJob.objects.get().items.get()
    assert (row.fetch, row.hints["url"]) == (True, "https://gazette.example/lamp")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [([{"text": "x"}, {"id": "no text"}], "/1/text"), ([{"text": "x", "published": "soon"}], "/published"), ([], "")],
)
def test_a_list_with_a_report_that_is_none_takes_nothing(
    client: Client, headers: dict[str, str], body: Any, pointer: str
) -> None:
    answer = post(client, headers, body)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert not IngestJob.objects.exists()


def test_a_job_of_another_key_is_not_there(client: Client, headers: dict[str, str]) -> None:
    url = post(client, headers, [{"text": "x"}]).json()["url"]
    other = {"Authorization": f"Bearer {factories.key('ingest').secret}"}
    for path in (url, url + "items/"):
        assert client.get(path, headers=other).status_code == 404
    assert client.post(url + "retry/", headers=other).status_code == 404


def test_the_same_key_and_request_is_done_once_and_answered_alike(client: Client, headers: dict[str, str]) -> None:
    sent = {"text": LIGHTHOUSE}
    first, second = (post(client, headers, sent, **{"Idempotency-Key": "k1"}) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert "Idempotency-Replayed" not in first
    assert second["Idempotency-Replayed"] == "true"
    third = post(client, headers, sent, **{"Idempotency-Key": "k2"})
    assert (third.status_code, third.json()["outcome"]) == (200, "known")


def test_a_job_is_opened_once_and_its_place_is_told_again(client: Client, headers: dict[str, str]) -> None:
    answers = [post(client, headers, [{"text": LIGHTHOUSE}], **{"Idempotency-Key": "k1"}) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert IngestJob.objects.count() == 1


def test_the_same_key_for_another_request_is_refused(client: Client, headers: dict[str, str]) -> None:
    post(client, headers, {"text": LIGHTHOUSE}, **{"Idempotency-Key": "k1"})
    answer = post(client, headers, {"text": ORCHARD}, **{"Idempotency-Key": "k1"})
    assert answer.status_code == 422
    assert RawText.objects.count() == 1


def test_the_same_key_of_another_client_is_another_key(client: Client, headers: dict[str, str]) -> None:
    other = {"Authorization": f"Bearer {factories.key('ingest').secret}"}
    post(client, headers, {"text": LIGHTHOUSE}, **{"Idempotency-Key": "k1"})
    assert post(client, other, {"text": ORCHARD}, **{"Idempotency-Key": "k1"}).status_code == 201


def test_a_request_that_is_still_running_is_not_run_twice(client: Client, headers: dict[str, str]) -> None:
    post(client, headers, {"text": LIGHTHOUSE}, **{"Idempotency-Key": "k1"})
    IdempotentCall.objects.update(status=None, body=None)
    assert post(client, headers, {"text": LIGHTHOUSE}, **{"Idempotency-Key": "k1"}).status_code == 409
    IdempotentCall.objects.update(at=timezone.now() - timedelta(minutes=2))
    answer = post(client, headers, {"text": LIGHTHOUSE}, **{"Idempotency-Key": "k1"})
    assert answer.json()["outcome"] == "known", "the one that never answered is taken for dead"


def test_errors_are_not_remembered(client: Client, headers: dict[str, str]) -> None:
    assert post(client, headers, {"text": " "}, **{"Idempotency-Key": "k1"}).status_code == 400
    assert post(client, headers, {"text": LIGHTHOUSE}, **{"Idempotency-Key": "k1"}).status_code == 201


def test_a_key_is_free_again_after_a_day(client: Client, headers: dict[str, str]) -> None:
    post(client, headers, {"text": LIGHTHOUSE}, **{"Idempotency-Key": "k1"})
    IdempotentCall.objects.update(at=timezone.now() - timedelta(hours=25))
    assert post(client, headers, {"text": ORCHARD}, **{"Idempotency-Key": "k1"}).status_code == 201


def test_too_much_at_a_time_is_refused_unread(client: Client, headers: dict[str, str], settings: Any) -> None:
    settings.MAX_UPLOAD_BYTES = 1_000
    answer = post(client, headers, {"text": "x" * 120_000})
    assert answer.status_code == 413
    assert "NUTGRAF_MAX_UPLOAD_BYTES" in answer.json()["detail"]
