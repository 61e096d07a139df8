"""Many reports are stored now and read by the worker; one that fails is put off with its error."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from briefings.management.commands.worker import sweep
from sources import pipeline
from sources.arrival import Delivery
from sources.models import SourceArticle
from sources.pipeline import queue
from sources.readers.items import from_text
from sources.tasks import read_due_articles
from tests import factories
from tests.factories import HOUR, LIGHTHOUSE, ORCHARD

pytestmark = pytest.mark.django_db


def stored(*texts: str) -> list[SourceArticle]:
    outcomes = queue(
        [from_text(text, f"q{n}") for n, text in enumerate(texts)], Delivery("upload", None, timezone.now())
    )
    return [outcome.article for outcome in outcomes if outcome.article]


def test_what_is_queued_is_stored_due_and_unread() -> None:
    [source] = stored(LIGHTHOUSE)
    assert source.raw.text == LIGHTHOUSE
    assert source.due_at
    assert not source.segments.exists()


def test_the_task_reads_all_that_is_due() -> None:
    stored(LIGHTHOUSE, ORCHARD, LIGHTHOUSE + " ")
    assert read_due_articles.call() == 3
    assert not SourceArticle.objects.filter(due_at__isnull=False).exists()
    assert SourceArticle.objects.filter(copy_of__isnull=True).count() == 2
    assert all(source.segments.exists() for source in SourceArticle.objects.all())
    assert read_due_articles.call() == 0


def test_what_fails_is_put_off_and_the_rest_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def step(article: SourceArticle) -> None:
        if article.raw.text == ORCHARD:
            raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr(pipeline, "STEPS", (*pipeline.STEPS, step))
    bad, good = stored(ORCHARD, LIGHTHOUSE)
    assert read_due_articles.call() == 1
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (good.due_at, good.last_error) == (None, "")
    assert bad.last_error == "ZeroDivisionError: a fault of ours"
    assert bad.due_at
    assert bad.due_at > timezone.now()
    assert bad.claimed_until is None
    assert not bad.segments.exists(), "the steps before the fault are rolled back"


def test_what_was_put_off_is_read_when_its_time_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(pipeline, "STEPS", (lambda article: 1 / 0,))
        [source] = stored(LIGHTHOUSE)
        read_due_articles.call()
    assert read_due_articles.call() == 0
    SourceArticle.objects.update(due_at=timezone.now())
    assert read_due_articles.call() == 1
    source.refresh_from_db()
    assert (source.last_error, source.attempts, source.due_at) == ("", 0, None)


def test_the_claim_of_a_killed_worker_runs_out() -> None:
    stored(LIGHTHOUSE)
    now = timezone.now()
    assert len(SourceArticle.objects.claim(now - HOUR / 30, seconds=60)) == 0
    assert len(SourceArticle.objects.claim(now, seconds=60)) == 1
    assert read_due_articles.call() == 0
    SourceArticle.objects.update(claimed_until=now)
    assert read_due_articles.call() == 1


def test_what_is_due_and_comes_again_is_read_at_once() -> None:
    [source] = stored(LIGHTHOUSE)
    found = factories.outcome_of(LIGHTHOUSE)
    source.refresh_from_db()
    assert found.outcome == "known"
    assert source.due_at is None
    assert source.segments.exists()


def test_the_sweep_nudges_for_what_is_due_and_for_nothing_else() -> None:
    assert sweep() == []
    stored(LIGHTHOUSE)
    assert sweep() == ["read_due_articles"]
    assert [row.task_path for row in DBTaskResult.objects.all()] == ["sources.tasks.read_due_articles"]
    SourceArticle.objects.claim(timezone.now(), seconds=60)
    assert sweep() == []


def upload(client: Client, count: int) -> str:
    client.force_login(factories.person("author"))
    texts = [f"Note {n}\n\nWell {n} in the village of Lund was mended on Monday by the smith." for n in range(count)]
    files = [SimpleUploadedFile(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]
    answer = client.post(reverse("admin:sources_ingest"), {"files": files})
    assert answer.status_code == 200
    return answer.text


def test_a_handful_of_uploads_is_read_at_once(client: Client, settings: object) -> None:
    upload(client, 5)
    assert SourceArticle.objects.filter(due_at=None).count() == 5


def test_more_than_a_handful_is_left_to_the_worker(client: Client) -> None:
    upload(client, 6)
    assert SourceArticle.objects.filter(due_at__isnull=False).count() == 6
    assert DBTaskResult.objects.count() == 1


def test_an_upload_that_is_no_text_says_so(client: Client) -> None:
    client.force_login(factories.person("author"))
    files = [SimpleUploadedFile("a.txt", LIGHTHOUSE.encode()), SimpleUploadedFile("b.bin", b"\x00\x01" * 500)]
    page = client.post(reverse("admin:sources_ingest"), {"files": files}).text
    assert "b.bin is not a text file" in page
    assert SourceArticle.objects.count() == 1
