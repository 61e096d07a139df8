"""Scores the text processing and fails below the pinned floors. `make quality`

The project's own small labelled set (tests/labelled.json, texts in briefings/samples) is always scored; the development
data in ../shared/data only where it is found. Every figure comes from the product's own `manage.py ingest --dry-run`.
"""

import gzip
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "briefings" / "samples"
DATA = ROOT / "../shared/data"
FLOORS = json.loads((ROOT / "tests" / "floors.json").read_text())

Figures = dict[str, float]


@cache
def empty_database() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "quality.sqlite3"
        environment = {**os.environ, "NUTGRAF_VAR": folder, "DATABASE_URL": f"sqlite:///{file}"}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
        return file.read_bytes()


def ingest(path: Path | str, *more: Path) -> list[dict[str, Any]]:
    """The lines of the product's own report, of a dry run on an empty database."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.jsonl"
        environment = {**os.environ, "NUTGRAF_VAR": folder, "DATABASE_URL": f"sqlite:///{folder}/quality.sqlite3"}
        (Path(folder) / "quality.sqlite3").write_bytes(empty_database())
        command = [sys.executable, "manage.py", "ingest", path, *more, "--dry-run", "--report", report]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        return [json.loads(line) for line in report.read_text().split("\n") if line]


def anchoring_figures(edits: str) -> Figures:
    """Of marks whose text was edited: the shares that went where they belong, or nowhere where their words are gone."""
    command = [sys.executable, "-m", "bench.anchoring", "--edits", edits]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    kinds = json.loads(done.stdout)[edits]
    shares = {f"marks {kind}": value["right"] for kind, value in kinds.items()}
    return shares | {"marks edited not misled": 1 - kinds["edited"]["wrong"]}


def own_figures() -> Figures:
    """Shares of right answers on the project's own labelled reports."""
    gold: list[dict[str, Any]] = json.loads((ROOT / "tests" / "labelled.json").read_text())
    lines = ingest(*[SAMPLES / item["file"] for item in gold])
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for item, line in zip(gold, lines, strict=True):
        for what, is_right in answers(item, line):
            asked[what] += 1
            right[what] += is_right
    stories = {(item["story"], line["story"]) for item, line in zip(gold, lines, strict=True)}
    figures = {what: right[what] / asked[what] for what in asked}
    figures["stories"] = len({gold for gold, _ in stories}) / len(stories)
    return figures | anchoring_figures("made-up")


def answers(item: dict[str, Any], line: dict[str, Any]) -> list[tuple[str, bool]]:
    kept = " ".join(line["body"].split())
    mentioned = {" ".join(mention["text"].split()) for mention in line["mentions"]}
    copy_of = str(SAMPLES / item["copy_of"]) if "copy_of" in item else None
    turns = [turn["speaker"] for turn in (line["interview"] or {"turns": []})["turns"]]
    return [
        ("headline", line["headline"] == item["headline"]),
        ("date", line["published_on"] == item["published_on"]),
        ("authors", "authors" not in item or line["authors"] == item["authors"]),
        ("copies", line["copy_of"] == copy_of),
        ("turns", turns == item.get("turns", [])),
        ("flags", sorted({flag["signal"] for flag in line["flags"]}) == sorted(item.get("flags", []))),
        *(("kept", passage in kept) for passage in item["keeps"]),
        *(("stripped", passage not in kept) for passage in item["strips"]),
        *(("names", name in mentioned) for name in item.get("names", [])),
    ]


def bare(gold: Path, folder: str) -> Path:
    """The texts alone: the gold lines hold titles and dates, which would answer what is asked."""
    lines = (json.loads(line) for line in gold.read_text().split("\n") if line.strip())
    path = Path(folder) / "bare.jsonl"
    path.write_text("".join(json.dumps({"id": line["id"], "text": line["text"]}) + "\n" for line in lines))
    return path


def from_bare_texts(kind: str, gold: Path) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        return scored(kind, gold, bare(gold, folder))


def scored(kind: str, gold: Path, source: Path) -> Any:
    """What the scorer beside the development data says of our report."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as report:
        for line in ingest(source):
            report.write(json.dumps(line, ensure_ascii=False) + "\n")
        report.flush()
        command = [sys.executable, DATA / "score.py", kind, gold, report.name]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def html_body_f1() -> float:
    """Of the labelled pages that are there as HTML: each uploaded as a file, its body against the same gold."""
    gold = [json.loads(line) for line in (DATA / "pages/dev.jsonl").read_text().split("\n") if line]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with tarfile.open(DATA / "html/dev.tar") as pages:
            for member in pages:
                content = pages.extractfile(member)
                assert content is not None
                (folder / Path(member.name).stem).write_bytes(gzip.decompress(content.read()))
        bodies = {Path(line["id"]).stem: line["body"] for line in ingest(folder)}
        whole = {one["id"].split("/")[0]: one for one in gold if one["variant"] == "full"}
        asked, told = folder / "gold.jsonl", folder / "told.jsonl"
        asked.write_text("".join(json.dumps(whole[page] | {"id": page}) + "\n" for page in bodies))
        told.write_text("".join(json.dumps({"id": page, "body": body}) + "\n" for page, body in bodies.items()))
        command = [sys.executable, DATA / "score_pages.py", asked, told]
        scored = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return float(scored["all"]["f1"])


def development_figures() -> Figures:
    """Each part is a process of its own, so as many run at a time as there are processors; the longest begin."""
    with ThreadPoolExecutor(os.cpu_count()) as crew:
        parts = {
            "overlap": crew.submit(scored, "overlap", DATA / "overlap", DATA / "overlap/articles.jsonl"),
            "names": crew.submit(from_bare_texts, "names", DATA / "names/dev.jsonl"),
            "html": crew.submit(html_body_f1),
            "body": crew.submit(from_bare_texts, "body", DATA / "pages/dev.jsonl"),
            "interviews": crew.submit(from_bare_texts, "interviews", DATA / "interviews/dev.jsonl"),
            "metadata": crew.submit(from_bare_texts, "metadata", DATA / "pages/metadata_dev.jsonl"),
            "marks": crew.submit(anchoring_figures, "real"),
            "snippets": crew.submit(from_bare_texts, "snippets", DATA / "pages/snippets_dev.jsonl"),
        }
    found = {name: part.result() for name, part in parts.items()}
    body, metadata, interviews, overlap = (found[name] for name in ("body", "metadata", "interviews", "overlap"))
    names = found["names"]
    strict, lenient = (names[key][0] for key in ("news_strict", "news_lenient"))
    return {
        "body tiled, reasons given": float(not body["texts_not_tiled"] and not body["stripped_without_reason"]),
        "body F1": body["all"]["f1"],
        "body documents kept whole": 1 - body["all"]["lost"],
        "body F1 from HTML": found["html"],
        "snippets F1": found["snippets"]["f1"],
        **{f"metadata {name}": value["right"] for name, value in metadata.items() if isinstance(value, dict)},
        "interview turns F1": interviews["total"]["exact_turn_f1"],
        "interview document mean": interviews["total"]["doc_macro_f1"],
        "interview roles": interviews["total"]["role_acc"],
        "interview sections": interviews["total"]["section_acc"],
        "look-alikes left alone": 1 - interviews["total"]["neg_fpr"],
        "names overlap precision": printed(strict, "overlap", 0),
        "names overlap recall": printed(strict, "overlap", 1),
        "names lenient precision": printed(lenient, "overlap", 0),
        "names kind": printed(strict, "kind", 0),
        "copy flag F1": overlap["dup_flag"]["F1"],
        "copy pairs F1": overlap["dup_pairwise"]["F1"],
        "traps left alone": 1 - overlap["trap_false_flag_rate"],
        "stories B-cubed F1": overlap["story"]["bcubed"]["F1"],
        "stories ARI": overlap["story"]["ARI"],
        **found["marks"],
    }


def printed(line: str, name: str, place: int) -> float:
    """A figure of a printed score, such as "overlap 0.92/0.93/0.92"."""
    found = re.search(rf"{name} ([0-9./]+)", line)
    assert found, line
    return float(found[1].split("/")[place])


def report(title: str, figures: Figures, floors: Figures) -> bool:
    print(f"\n{title}")
    fine = True
    for name, value in figures.items():
        floor = floors.get(name)
        below = floor is not None and value < floor
        fine = fine and not below
        print(f"  {name:<32} {value:8.4f}  {'' if floor is None else f'floor {floor}'}{'  BELOW' if below else ''}")
    return fine


if __name__ == "__main__":
    fine = report("The project's own labelled reports", own_figures(), FLOORS["own"])
    if DATA.is_dir():
        fine = report("The development data", development_figures(), FLOORS["development"]) and fine
    else:
        print("\nThe development data is not here; its figures are skipped.")
    sys.exit(0 if fine else 1)
