"""How fast a stream of reports is taken in: `python -m bench.stream [FILE.jsonl]`.

The whole pipeline (read, clean, fingerprint, compare, place, store) into a fresh database: SQLite in a temporary
folder, or `DATABASE_URL`; `NUTGRAF_INGEST_PROCESSES` says how many processes read beside the one that places. The file
is JSON Lines as `manage.py ingest` takes them; by default the labelled stream in `../shared/data`. Then what a copy
costs to find: our shingling, sketching, look-up, verification and storing of rows, and, if it is installed (`pip
install datasketch`), MinHash LSH with 128 permutations in memory over the same shingles.
"""

import argparse
import importlib
import importlib.util
import resource
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from bench import scratch
from sources import bulk
from sources.arrival import Delivery
from sources.hashes import COPIES, Nearby
from sources.models import Fingerprint, SourceArticle
from sources.overlap import compare, sketch
from sources.overlap.normalise import words
from sources.overlap.shingles import of_words
from sources.overlap.types import Document
from sources.pipeline import BATCH, ingest
from sources.placing import COPY_CANDIDATES, question_of, report_of
from sources.readers.items import Intake, from_lines
from sources.readers.types import Item

STREAM = Path(__file__).resolve().parents[1] / "../shared/data/overlap/articles.jsonl"
PERMUTATIONS, THRESHOLD = 128, 0.5


@contextmanager
def timed(title: str, count: int) -> Iterator[None]:
    """Wall clock, and the processor time of this process and of those it started."""
    began, before = time.perf_counter(), _processor()
    yield
    wall, cpu = time.perf_counter() - began, _processor() - before
    print(f"{title:<58} {count / wall:8.0f} a second   {1000 * cpu / count:7.2f} ms of processor each", flush=True)


def _processor() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def take_in(items: Sequence[Item]) -> None:
    delivery = Delivery("command", None, timezone.now())
    title = f"the whole pipeline, {connection.vendor}, {settings.INGEST_PROCESSES} beside"
    with timed(title, len(items)):
        outcomes = Counter(outcome.outcome for outcome in ingest(items, delivery))
    print("   ", ", ".join(f"{count} {word}" for word, count in outcomes.items()))


def ours(articles: Sequence[SourceArticle], *, stored: bool) -> None:
    """Sketch, look up, verify, and store or hold in memory: what the pipeline does about copies, without the rest."""
    Fingerprint.objects.all().delete()
    reports = [report_of(article) for article in articles]
    nearby, documents = Nearby(COPIES), dict[int, Document]()
    copies = 0
    with timed(f"copies: sketch, look-up, verification, {'rows on disk' if stored else 'memory'}", len(articles)):
        for start in range(0, len(articles), BATCH):
            batch = list(zip(articles[start : start + BATCH], reports[start : start + BATCH], strict=True))
            with transaction.atomic():
                fresh = {article.pk: compare.document(report) for article, report in batch}
                nearby.ask([question_of(document) for document in fresh.values()])
                for pk, document in fresh.items():
                    near = nearby.of(question_of(document), COPY_CANDIDATES)
                    copies += any(compare.compare(document, documents[one]).verdict != "distinct" for one in near)
                    nearby.add(pk, document.sketch)
                    documents[pk] = document
                if stored:
                    rows = [(one, sketch.SCHEME, pk) for pk, document in fresh.items() for one in document.sketch]
                    bulk.insert(Fingerprint, ("hash", "scheme", "article"), rows)
                    nearby = Nearby(COPIES)
    print(f"    {copies} copies")


def minhash(articles: Sequence[SourceArticle]) -> None:
    if importlib.util.find_spec("datasketch") is None:
        print("datasketch is not installed: no comparison")
        return
    datasketch = importlib.import_module("datasketch")
    reports = [report_of(article) for article in articles]
    index = datasketch.MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    copies = 0
    with timed(f"copies: datasketch MinHash LSH, {PERMUTATIONS} permutations, memory", len(articles)):
        for article, report in zip(articles, reports, strict=True):
            shingles = of_words(words(report.body))
            signature = datasketch.MinHash(num_perm=PERMUTATIONS)
            signature.update_batch([one.to_bytes(8, "big", signed=True) for one in shingles])
            copies += bool(index.query(signature))
            index.insert(article.pk, signature)
    print(f"    {copies} copies")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stream", nargs="?", type=Path, default=STREAM)
    parser.add_argument("--limit", type=int)
    given = parser.parse_args()
    print(f"in {scratch.FOLDER.name}, if it is SQLite")
    call_command("migrate", verbosity=0)
    with given.stream.open("rb") as lines:
        items = list(islice(from_lines(lines, Intake()), given.limit))
    take_in(items)
    articles = list(SourceArticle.objects.order_by("pk").defer("profile", "found", "repairs"))
    ours(articles, stored=True)
    ours(articles, stored=False)
    minhash(articles)


if __name__ == "__main__":
    main()
