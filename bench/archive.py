"""How finding candidates for a copy grows with the archive: `python -m bench.archive [--sizes 10000 100000 1000000]`.

An archive of made-up reports grows in a scratch database (SQLite in a temporary folder, or the one of `DATABASE_URL`).
The sketches come from texts of words drawn as in news (Zipf's law), every tenth an edited copy of an earlier one. At each
size the pipeline's own look-up is timed for 300 reports, half of them edited copies of stored ones, and it is counted how
many of these it found. Printed besides: rows, the process's memory, and the plan of the statement.
"""

import argparse
import os
import random
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import quantiles

import django

FOLDER = tempfile.TemporaryDirectory()
os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER.name}/archive.sqlite3")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["NUTGRAF_VAR"] = FOLDER.name
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from sources import bulk  # noqa: E402
from sources.hashes import COPIES, Nearby, Question, statement  # noqa: E402
from sources.models import Fingerprint  # noqa: E402
from sources.overlap import sketch  # noqa: E402
from sources.overlap.background import RATES, STOP_WORDS  # noqa: E402
from sources.overlap.shingles import of_words  # noqa: E402
from sources.placing import COPY_CANDIDATES  # noqa: E402

LOOKUPS = 300
CHUNK = 2_000
WORDS = 180
"""Words a report: a short wire story."""
COMMON = [*sorted(STOP_WORDS), *RATES]
VOCABULARY = [*COMMON, *(f"w{n}" for n in range(60_000))]
EDITED = 0.1
SHAKE = 0.08
"""Share of the words that an edited copy has anew."""


@dataclass(frozen=True, slots=True)
class Made:
    article: int
    words: list[str]


def texts(rng: random.Random, first: int) -> Iterator[Made]:
    """Reports without end; a few hundred of the latest are there to be copied."""
    weights = [1 / (rank + 3) for rank in range(len(VOCABULARY))]
    recent: list[Made] = []
    pool: list[str] = []
    for article in range(first, 2**31):
        if len(pool) < WORDS:
            pool = rng.choices(VOCABULARY, weights, k=WORDS * 500)
        if recent and rng.random() < EDITED:
            words = edited(rng, rng.choice(recent).words)
        else:
            words, pool = pool[:WORDS], pool[WORDS:]
        made = Made(article, words)
        recent = [*recent[-300:], made]
        yield made


def edited(rng: random.Random, words: Sequence[str]) -> list[str]:
    return [rng.choice(VOCABULARY) if rng.random() < SHAKE else word for word in words]


def sketch_of(words: Sequence[str]) -> tuple[int, ...]:
    return sketch.sketch(sketch.telling(words, of_words(words)))


def grow(made: Iterator[Made], count: int) -> list[Made]:
    """Store the sketches of so many reports; answers a few of them, from all over."""
    kept: list[Made] = []
    while count > 0:
        part = list(islice(made, min(CHUNK, count)))
        rows = [(one, sketch.SCHEME, report.article) for report in part for one in sketch_of(report.words)]
        with transaction.atomic():
            bulk.insert(Fingerprint, ("hash", "scheme", "article"), rows)
        kept += part[:: max(1, CHUNK // 50)]
        count -= len(part)
    return kept


def look_up(rng: random.Random, stored: Sequence[Made], made: Iterator[Made]) -> None:
    """Time the look-ups one by one, and count the copies found."""
    copies = [(one.article, edited(rng, one.words)) for one in rng.sample(stored, LOOKUPS // 2)]
    asked = copies + [(0, one.words) for one in islice(made, LOOKUPS // 2)]
    rng.shuffle(asked)
    took, found = [], 0
    for original, words in asked:
        question = Question(sketch_of(words))
        start = time.perf_counter()
        near = Nearby(COPIES).of(question, COPY_CANDIDATES)
        took.append(1000 * (time.perf_counter() - start))
        found += bool(original) and original in near
    cuts = quantiles(took, n=100)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{Fingerprint.objects.count():>12,} rows   p50 {cuts[49]:6.2f} ms   p95 {cuts[94]:6.2f} ms   "
        f"copies found {found} of {len(copies)}   memory {memory:,.0f} MB",
        flush=True,
    )


def plan(question: Question) -> None:
    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    sql, values = statement(COPIES, [question])
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {sql}", values)
        for row in cursor.fetchall():
            print("   ", row[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    given = parser.parse_args()
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys=OFF")
        else:
            cursor.execute("SET session_replication_role = replica")
    rng = random.Random(7)
    made, stored, size = texts(rng, 1), [], 0
    for wanted in given.sizes:
        start = time.perf_counter()
        stored += grow(made, wanted - size)
        size = wanted
        print(f"{size:>12,} reports, grown in {time.perf_counter() - start:,.0f} s ({connection.vendor})")
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        look_up(rng, stored, made)
    plan(Question(sketch_of(stored[0].words)))


if __name__ == "__main__":
    main()
