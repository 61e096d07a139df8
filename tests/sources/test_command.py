"""`manage.py ingest`: its report against the public contract, dry runs, and items that fail."""

import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.core.management import CommandError, call_command

from sources import pipeline
from sources.cases import Case
from sources.models import Actor, Outlet, RawText, SourceArticle, Story
from sources.reading import keep_readings
from sources.report import EMPTY
from tests import factories
from tests.factories import INTERVIEW, LIGHTHOUSE, ORCHARD

pytestmark = pytest.mark.django_db
SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs" / "ingest-report.schema.json").read_text())
CONTRACT = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
CUT = LIGHTHOUSE.rpartition("\n\nThe island")[0] + "\n\nSubscribe to the Vessen Post\n\nContact | Imprint | Privacy\n"
ITEMS: list[dict[str, Any]] = [
    {"id": "a", "text": LIGHTHOUSE, "outlet": "Gazette", "url": "https://gazette.example/lamp"},
    {"id": "b", "text": ORCHARD, "title": "Pears", "published": "2026-10-02", "lang": "en"},
    {"id": "c", "text": LIGHTHOUSE, "outlet": "Post"},
    {"id": "d", "text": CUT, "outlet": "Herald"},
    {"id": "e", "text": LIGHTHOUSE, "outlet": "Gazette", "url": "https://gazette.example/lamp"},
    {"id": "f", "text": LIGHTHOUSE + "\nMore soon.", "outlet": "Gazette", "url": "https://gazette.example/lamp"},
    {"id": "g", "text": " \n "},
    {"id": "h", "text": INTERVIEW},
]
OUTCOMES = ["new", "new", "exact_copy", "near_copy", "known", "new_version", "rejected", "new"]


def ingest(folder: Path, items: list[Any], *options: str) -> list[dict[str, Any]]:
    """The report's lines."""
    (folder / "in.jsonl").write_text("\n".join(json.dumps(item) for item in items))
    rejects = any(not str(item["text"]).strip() for item in items)
    try:
        call_command("ingest", str(folder / "in.jsonl"), "--report", str(folder / "out.jsonl"), *options, verbosity=0)
        assert not rejects
    except CommandError as error:
        assert rejects, error
    return [json.loads(line) for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_every_line_keeps_the_contract(tmp_path: Path, options: tuple[str, ...]) -> None:
    lines = ingest(tmp_path, ITEMS, *options)
    for line in lines:
        CONTRACT.validate(line)
        assert list(line) == list(EMPTY) == SCHEMA["required"]
    assert [line["id"] for line in lines] == [item["id"] for item in ITEMS]
    assert [line["outcome"] for line in lines] == OUTCOMES


def test_the_contract_can_be_broken(tmp_path: Path) -> None:
    line = ingest(tmp_path, ITEMS[:1])[0]
    changes: list[dict[str, Any]] = [
        {"outcome": "copied"},
        {"outcome": "rejected"},
        {"segments": []},
        {"similarity": 0.4},
        {"published_on": "3 October"},
        {"story": None},
        {"interview": {"turns": []}},
        {"copy_of": "a"},
    ]
    assert all(not CONTRACT.is_valid(line | change) for change in changes)


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_copies_name_the_item_of_the_run_that_they_copy(tmp_path: Path, options: tuple[str, ...]) -> None:
    found = {line["id"]: line for line in ingest(tmp_path, ITEMS, *options)}
    assert [found[name]["copy_of"] for name in "acdef"] == [None, "a", "a", "a", None]
    assert found["f"]["previous"] == "a"
    assert len({found[name]["story"] for name in "acdef"}) == 1
    assert found["b"]["story"] != found["a"]["story"]


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_copies_name_the_stored_article_that_they_copy(tmp_path: Path, options: tuple[str, ...]) -> None:
    stored = factories.article(LIGHTHOUSE, outlet="Gazette", url="https://gazette.example/lamp")
    found = {line["id"]: line for line in ingest(tmp_path, ITEMS[2:6], *options)}
    assert [line["outcome"] for line in found.values()] == ["exact_copy", "near_copy", "known", "new_version"]
    assert [found[name]["copy_of_article"] for name in "cdef"] == [str(stored.uid)] * 3 + [None]
    assert found["f"]["previous"] == "e", "an item of the run is named by its id"
    assert {line["story"] for line in found.values()} == {str(stored.membership.story.uid)}


def test_a_dry_run_stores_nothing(tmp_path: Path) -> None:
    lines = ingest(tmp_path, ITEMS, "--dry-run")
    assert {line["article"] for line in lines} == {None}
    assert not any(model.objects.exists() for model in (RawText, SourceArticle, Story, Actor, Outlet))
    assert [line["outcome"] for line in ingest(tmp_path, ITEMS)] == OUTCOMES


def test_a_real_run_names_the_stored_articles(tmp_path: Path) -> None:
    uids = {str(uid) for uid in SourceArticle.objects.values_list("uid", flat=True)}
    lines = ingest(tmp_path, ITEMS)
    uids = {str(uid) for uid in SourceArticle.objects.values_list("uid", flat=True)}
    assert {line["article"] for line in lines if line["outcome"] != "rejected"} == uids


def test_a_second_run_knows_everything(tmp_path: Path) -> None:
    ingest(tmp_path, ITEMS)
    before = SourceArticle.objects.count()
    again = ingest(tmp_path, [item for item in ITEMS if item["text"].strip()])
    assert {line["outcome"] for line in again} == {"known"}
    assert SourceArticle.objects.count() == before


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_offsets_are_of_the_text_as_it_came(tmp_path: Path, options: tuple[str, ...]) -> None:
    items = [{"id": "x", "text": "  \r\n" + text.replace("\n", "\r\n")} for text in (LIGHTHOUSE, INTERVIEW)]
    for line, item in zip(ingest(tmp_path, items, *options), items, strict=True):
        text, segments = item["text"], line["segments"]
        assert "".join(text[s["start"] : s["end"]] for s in segments) == text
        assert all(text[m["start"] : m["end"]] == m["text"] for m in line["mentions"])
        assert all(text[s["end"] - 1].isspace() or s is segments[-1] for s in segments)
        for turn in (line["interview"] or {"turns": []})["turns"]:
            assert turn["text"] in text


def test_an_interview_is_in_its_line(tmp_path: Path) -> None:
    [line] = ingest(tmp_path, ITEMS[-1:])
    roles = [turn["role"] for turn in line["interview"]["turns"]]
    assert roles == ["interviewer", "interviewee"] * 3
    assert "sheepskin" in line["interview"]["turns"][3]["text"]
    assert "sheepskin" in line["body"]


def test_hints_stand_before_what_the_text_says(tmp_path: Path) -> None:
    [line] = ingest(tmp_path, ITEMS[1:2])
    assert (line["headline"], line["published_on"], line["language"]) == ("Pears", "2026-10-02", "en")


def test_an_item_that_fails_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def step(cases: Sequence[Case]) -> None:
        if any("Pear orchard" in case.article.raw.text for case in cases):
            raise ZeroDivisionError("a fault of ours")
        keep_readings(cases)

    monkeypatch.setattr(pipeline, "keep_readings", step)
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(item) for item in ITEMS[:3]))
    with pytest.raises(CommandError, match="1 of 3 items"):
        call_command("ingest", str(tmp_path / "in.jsonl"), "--report", str(tmp_path / "out.jsonl"), verbosity=0)
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [line["outcome"] for line in lines] == ["new", "rejected", "exact_copy"]
    assert "a fault of ours" in lines[1]["error"]
    CONTRACT.validate(lines[1])
    assert not RawText.objects.filter(text=ORCHARD).exists()


@pytest.mark.parametrize(
    "hint",
    [{"lang": "x" * 400}, {"outlet": "x" * 4000}, {"url": "https://a.example/" + "x" * 9000}, {"title": "x" * 9000}],
)
def test_a_hint_without_measure_stops_no_other(tmp_path: Path, hint: dict[str, str]) -> None:
    items = [{"id": "a", "text": ORCHARD, **hint}, {"id": "b", "text": LIGHTHOUSE}]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(item) for item in items))
    try:
        call_command("ingest", str(tmp_path / "in.jsonl"), "--report", str(tmp_path / "out.jsonl"), verbosity=0)
    except CommandError as error:
        assert "1 of 2" in str(error)
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    for line in lines:
        CONTRACT.validate(line)
    assert lines[1]["outcome"] == "new"


def test_standard_input_is_an_item(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LIGHTHOUSE.encode())))
    call_command("ingest", "-", "--outlet", "Gazette", "--report", str(tmp_path / "out"), verbosity=0)
    line = json.loads((tmp_path / "out").read_text())
    assert (line["id"], line["outlet"], line["outcome"]) == ("-", "Gazette", "new")


def test_a_folder_is_taken_in_whole(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.txt").write_text(ORCHARD)
    (tmp_path / "in" / "a.txt").write_text(LIGHTHOUSE)
    call_command("ingest", str(tmp_path / "in"), "--report", str(tmp_path / "out"), verbosity=0)
    lines = [json.loads(line) for line in (tmp_path / "out").read_text().splitlines()]
    assert [Path(line["id"]).name for line in lines] == ["a.txt", "b.txt"]


def test_a_report_that_cannot_be_written_is_said_before_anything_is_stored(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LIGHTHOUSE)
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("ingest", str(tmp_path / "a.txt"), "--report", str(tmp_path / "no" / "out"), verbosity=0)
    assert not RawText.objects.exists()


def test_a_text_beyond_the_limit_names_the_limit(tmp_path: Path, settings: Any) -> None:
    settings.MAX_TEXT_CHARS = 100
    (tmp_path / "a.txt").write_text(LIGHTHOUSE)
    with pytest.raises(CommandError):
        call_command("ingest", str(tmp_path / "a.txt"), "--report", str(tmp_path / "out"), verbosity=0)
    assert "NUTGRAF_MAX_TEXT_CHARS" in json.loads((tmp_path / "out").read_text())["error"]


def test_the_pages_list_of_keys_is_the_schemas() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "ingest-report.md").read_text()
    assert [key for key in SCHEMA["required"] if f"`{key}`" not in page] == []
    assert set(SCHEMA["required"]) == set(SCHEMA["properties"])
