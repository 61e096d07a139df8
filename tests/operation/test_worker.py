"""Many reports are stored now and taken in by the worker; one that fails stops no other and can be tried again."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from operation.sweeping import sweep
from sources import comparing, jobs, pipeline
from sources.arrival import Delivery
from sources.jobs import open_job
from sources.models import IngestItem, IngestJob, SourceArticle, Story
from sources.models.jobs import Progress
from sources.models.stories import COMPARED_WITHIN
from sources.readers.items import from_text
from sources.readers.types import Item
from sources.tasks import compare_due_stories, read_due_articles, take_in_due_items
from tests import factories
from tests.factories import HOUR, LIGHTHOUSE, ORCHARD

pytestmark = pytest.mark.django_db


def a_job(*texts: str) -> IngestJob:
    items = [from_text(text, f"q{n}") for n, text in enumerate(texts)]
    return open_job(items, Delivery("upload", None, timezone.now()), "some reports")


def rows(job: IngestJob) -> list[IngestItem]:
    return list(job.items.all())


def test_a_job_stores_what_came_and_reads_nothing_yet() -> None:
    [row] = rows(a_job(LIGHTHOUSE))
    assert bytes(row.data).decode() == LIGHTHOUSE
    assert (row.state, row.outcome, row.article) == ("waiting", "", None)
    assert row.due_at
    assert not SourceArticle.objects.exists()


def test_the_task_takes_in_all_that_is_due_in_its_order() -> None:
    job = a_job(LIGHTHOUSE, ORCHARD, LIGHTHOUSE + " ")
    assert take_in_due_items.call() == 3
    assert [row.outcome for row in rows(job)] == ["new", "new", "exact_copy"]
    first, _, copy = (row.article for row in rows(job))
    assert copy is not None
    assert copy.copy_of == first
    assert job.progress() == Progress(total=3, done=3, failed=0)
    assert {bytes(row.data) for row in rows(job)} == {b""}, "the bytes are the raw text's now"
    assert take_in_due_items.call() == 0


def test_what_came_with_an_error_is_failed_from_the_start() -> None:
    job = open_job([Item("b.bin", error="b.bin is no text.")], Delivery("upload", None, timezone.now()), "b.bin")
    assert job.progress() == Progress(total=1, done=0, failed=1)
    assert take_in_due_items.call() == 0


def test_an_item_that_cannot_be_read_fails_at_once_and_stops_no_other() -> None:
    job = a_job(" ", LIGHTHOUSE)
    take_in_due_items.call()
    bad, good = rows(job)
    assert (bad.state, bad.error, bytes(bad.data)) == ("failed", "q0 is empty.", b" ")
    assert good.state == "done"


def test_a_fault_of_ours_is_tried_again_with_a_pause_and_given_up_in_the_end(
    monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    monkeypatch.setattr(pipeline, "keep_readings", lambda cases: 1 / 0)
    settings.INGEST_ATTEMPTS = 2  # type: ignore[attr-defined]
    job = a_job(LIGHTHOUSE)
    take_in_due_items.call()
    [row] = rows(job)
    assert (row.state, row.last_error) == ("waiting", "ZeroDivisionError: division by zero")
    assert row.due_at
    assert row.due_at > timezone.now()
    IngestItem.objects.update(due_at=timezone.now())
    take_in_due_items.call()
    [row] = rows(job)
    assert (row.state, row.error, row.due_at) == ("failed", "ZeroDivisionError: division by zero", None)
    assert not SourceArticle.objects.exists(), "nothing of it is stored"


def test_a_failed_item_can_be_tried_again(monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    settings.INGEST_ATTEMPTS = 1  # type: ignore[attr-defined]
    job = a_job(LIGHTHOUSE, " ")
    with monkeypatch.context() as broken:
        broken.setattr(pipeline, "keep_readings", lambda cases: 1 / 0)
        take_in_due_items.call()
    assert job.progress() == Progress(total=2, done=0, failed=2)
    assert job.retry(timezone.now()) == 2
    take_in_due_items.call()
    assert job.progress() == Progress(total=2, done=1, failed=1)


def test_what_could_not_be_taken_at_all_is_not_tried_again() -> None:
    """There is nothing of it to read: it would be called empty, or the line of JSON be taken for a report."""
    given = [Item("b.zip", error="b.zip is damaged."), Item("line 2", b'{"id": 2}', error="line 2 needs a text.")]
    job = open_job(given, Delivery("upload", None, timezone.now()), "b")
    assert job.retry(timezone.now()) == 0
    assert [row.error for row in rows(job)] == ["b.zip is damaged.", "line 2 needs a text."]


def test_a_fault_in_comparing_stops_no_other_item(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "compare_stories", lambda keys: 1 / 0)
    job = a_job(LIGHTHOUSE, ORCHARD)
    assert take_in_due_items.call() == 2
    assert [row.state for row in rows(job)] == ["done", "done"]


def test_jobs_are_found_by_their_progress_with_true_numbers() -> None:
    job = a_job(LIGHTHOUSE, ORCHARD, " ")
    IngestItem.objects.filter(position=3).update(state="failed", error="empty")
    for found in (IngestJob.objects.with_progress().unfinished(), IngestJob.objects.with_progress().failing()):
        [one] = found
        assert (one.pk, one.total, one.failed) == (job.pk, 3, 1)  # type: ignore[attr-defined]


def test_the_page_of_a_job_loads_no_bytes_and_asks_no_more_for_more_items() -> None:
    job = a_job("A well was mended.", "Two wells were mended.", "Three.")
    take_in_due_items.call()
    for most in (1, 3):
        with CaptureQueriesContext(connection) as asked:
            page = [str(row.article) for row in job.items.for_page()[:most]]  # type: ignore[attr-defined]
        assert (len(page), len(asked)) == (most, 1)
        assert not re.search(r'"(data|text|body)"', asked[0]["sql"])


def test_the_claim_of_a_killed_worker_runs_out() -> None:
    a_job(LIGHTHOUSE)
    now = timezone.now()
    assert len(IngestItem.objects.claim(now - HOUR / 30, seconds=60)) == 0
    assert len(IngestItem.objects.claim(now, seconds=60)) == 1
    assert take_in_due_items.call() == 0
    IngestItem.objects.update(claimed_until=now)
    assert take_in_due_items.call() == 1


def test_a_worker_that_outlasts_its_claim_changes_nothing_of_what_another_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job, now = a_job(LIGHTHOUSE), timezone.now()
    [slow] = IngestItem.objects.claim(now, seconds=60)
    [other] = IngestItem.objects.claim(now + 2 * HOUR, seconds=60)
    jobs.work_off([other], timezone.now() + HOUR)
    jobs.work_off([slow], timezone.now() + HOUR)
    with monkeypatch.context() as broken:
        broken.setattr(pipeline, "keep_readings", lambda cases: 1 / 0)
        broken.setattr(pipeline, "open_item", lambda item: 1 / 0)
        jobs.work_off([slow], timezone.now() + HOUR)
    [row] = rows(job)
    assert (row.state, row.outcome, row.last_error, row.due_at) == ("done", "new", "", None)


def test_an_article_that_is_due_is_read_again_and_put_off_when_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    source = factories.article(LIGHTHOUSE)
    SourceArticle.objects.update(due_at=timezone.now())
    with monkeypatch.context() as broken:
        broken.setattr(pipeline, "keep_readings", lambda cases: 1 / 0)
        assert read_due_articles.call() == 0
    source.refresh_from_db()
    assert source.last_error == "ZeroDivisionError: division by zero"
    assert read_due_articles.call() == 0, "put off"
    SourceArticle.objects.update(due_at=timezone.now())
    assert read_due_articles.call() == 1
    source.refresh_from_db()
    assert (source.last_error, source.attempts, source.due_at) == ("", 0, None)


def test_a_story_whose_comparison_was_left_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(jobs, "compare_stories", lambda keys: None)
        a_job(LIGHTHOUSE)
        take_in_due_items.call()
    left = Story.objects.exclude(due_at=None)
    assert left.exists()
    assert compare_due_stories.call() == 0, "whoever took them in may be at it"
    later = timezone.now() + 2 * COMPARED_WITHIN
    with monkeypatch.context() as broken:
        broken.setattr(comparing, "compare_stories", lambda keys: 1 / 0)
        comparing.compare_due(later, seconds=60)
    assert left.get().last_error == "ZeroDivisionError: division by zero"
    assert comparing.compare_due(later + HOUR, seconds=60) == 1
    assert not left.exists()


def test_the_sweep_nudges_for_what_is_due_and_for_nothing_else() -> None:
    assert sweep() == []
    a_job(LIGHTHOUSE)
    assert sweep() == ["take_in_due_items"]
    assert [row.task_path for row in DBTaskResult.objects.all()] == ["sources.tasks.take_in_due_items"]
    IngestItem.objects.claim(timezone.now(), seconds=60)
    assert sweep() == []


def upload(client: Client, *files: SimpleUploadedFile) -> str:
    client.force_login(factories.person("author"))
    answer = client.post(reverse("admin:sources_ingest"), {"files": files}, follow=True)
    assert answer.status_code == 200
    return answer.text


def notes(count: int) -> list[SimpleUploadedFile]:
    texts = [f"Note {n}\n\nWell {n} in the village of Lund was mended on Monday by the smith." for n in range(count)]
    return [SimpleUploadedFile(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]


def test_a_handful_of_uploads_is_read_at_once(client: Client) -> None:
    upload(client, *notes(5))
    assert SourceArticle.objects.filter(due_at=None).count() == 5
    assert not IngestJob.objects.exists()


def test_more_than_a_handful_is_left_to_the_worker_and_its_progress_is_shown(client: Client) -> None:
    page = upload(client, *notes(6))
    assert "0 of 6" in page
    assert IngestItem.objects.count() == 6
    assert DBTaskResult.objects.count() == 1
    take_in_due_items.call()
    job = IngestJob.objects.get()
    page = client.get(reverse("admin:sources_ingestjob_change", args=[job.pk])).text
    assert "6 of 6" in page
    assert "3.txt" in page
    assert page.count("new</span>") == 6


def test_an_upload_that_is_no_text_says_so(client: Client) -> None:
    page = upload(
        client, SimpleUploadedFile("a.txt", LIGHTHOUSE.encode()), SimpleUploadedFile("b.bin", b"\x00\x01" * 500)
    )
    assert "b.bin is not a text file" in page
    assert SourceArticle.objects.count() == 1


def test_an_empty_file_stops_no_other(client: Client) -> None:
    page = upload(client, SimpleUploadedFile("a.txt", LIGHTHOUSE.encode()), SimpleUploadedFile("b.txt", b""))
    assert "b.txt is empty" in page
    assert SourceArticle.objects.count() == 1


def test_blanks_in_the_text_field_are_no_report(client: Client) -> None:
    client.force_login(factories.person("author"))
    sent = {"text": " \r\n", "files": SimpleUploadedFile("a.txt", LIGHTHOUSE.encode())}
    page = client.post(reverse("admin:sources_ingest"), sent).content.decode()
    assert "is empty" not in page
    assert SourceArticle.objects.count() == 1
