"""How finding candidates for a copy grows with the archive: `python -m bench.archive [--sizes 10000 100000 1000000]`.

An archive of made-up reports grows in a scratch database (SQLite in a temporary folder, or the one of `DATABASE_URL`).
Most are filler: sketches of random numbers, some of them phrases that other reports have as well (Zipf's law). A few
hundred are texts of words drawn as in news, sketched as the pipeline does it. At each size the pipeline's own look-up
is timed for 300 reports, half of them edited copies of stored texts, and it is counted how many of these it found.
Printed besides: rows, the process's memory, and the plan of the statement.
"""

import argparse
import random
import resource
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import quantiles

from django.core.management import call_command
from django.db import connection, transaction

from bench import scratch
from sources import bulk
from sources.hashes import COPIES, MOST_ROWS, Nearby, Question, statement
from sources.models import Fingerprint
from sources.overlap import sketch
from sources.overlap.background import RATES, STOP_WORDS
from sources.overlap.shingles import of_words
from sources.placing import COPY_CANDIDATES

LOOKUPS = 300
TEXTS = 300
"""Real texts that are stored at each step."""
CHUNK = 5_000
"""Sketches that are stored at once, sorted: an index grows faster in its own order."""
WORDS = 180
"""Words a report: a short wire story."""
VOCABULARY = [*sorted(STOP_WORDS), *RATES, *(f"w{n}" for n in range(60_000))]
WEIGHTS = list(accumulate(1 / (rank + 3) for rank in range(len(VOCABULARY))))
SHAKE = 0.08
"""Share of the words that an edited copy has anew."""
PHRASES, FLATTENED = 200_000, 50
"""Phrases that many reports have ("president of the republic"): how many there are, and by how much Zipf's law is
flattened at its top, where the sketch leaves the commonest out."""
SHARED = 2
"""Rows of a sketch of 64 that are such phrases. A look-up then reads rows of one in a thousand reports that have
nothing else in common with it; of 2,611 real ones it is .8 in a thousand."""


@dataclass(frozen=True, slots=True)
class Made:
    article: int
    words: list[str]


@dataclass(frozen=True, slots=True)
class Sketched:
    article: int
    hashes: Sequence[int]


def words_of(rng: random.Random) -> list[str]:
    return rng.choices(VOCABULARY, cum_weights=WEIGHTS, k=WORDS)


def edited(rng: random.Random, words: Sequence[str]) -> list[str]:
    return [rng.choice(VOCABULARY) if rng.random() < SHAKE else word for word in words]


def phrase(number: int) -> int:
    return number * 7_919 - 2**62


PHRASE_HASHES = frozenset(map(phrase, range(PHRASES + 1)))


def phrases(rng: random.Random) -> list[int]:
    """Hashes of phrases, small as those of a sketch are."""
    span = (PHRASES + FLATTENED) / FLATTENED
    return [phrase(int(FLATTENED * span ** rng.random() - FLATTENED)) for _ in range(SHARED)]


def filler(rng: random.Random) -> list[int]:
    return [*phrases(rng), *(rng.getrandbits(60) - 2**63 for _ in range(sketch.K - SHARED))]


def rows_of(sketches: Iterable[Sketched], seen: Counter[int]) -> list[tuple[int, int, int]]:
    """The rows that the sketches leave: none for what `MOST_ROWS` others have. `seen` counts them."""
    rows = []
    for one in sketches:
        telling = [found for found in set(one.hashes) if seen[found] < MOST_ROWS]
        seen.update(found for found in telling if found in PHRASE_HASHES)
        rows += [(found, sketch.SCHEME, one.article) for found in telling]
    return sorted(rows)


def sketch_of(rng: random.Random, words: Sequence[str]) -> list[int]:
    """A text's sketch, with phrases as others have them in the place of some rows."""
    return [*phrases(rng), *sketch.sketch(sketch.telling(words, of_words(words)))[: sketch.K - SHARED]]


def grow(rng: random.Random, numbers: range, seen: Counter[int]) -> list[Made]:
    """Store the sketches of so many reports; answers the real texts among them."""
    texts = [Made(number, words_of(rng)) for number in numbers[:TEXTS]]
    store(rows_of([Sketched(text.article, sketch_of(rng, text.words)) for text in texts], seen))
    rest = numbers[TEXTS:]
    for start in range(0, len(rest), CHUNK):
        store(rows_of((Sketched(article, filler(rng)) for article in rest[start : start + CHUNK]), seen))
    return texts


@transaction.atomic
def store(rows: Sequence[tuple[int, int, int]]) -> None:
    bulk.insert(Fingerprint, ("hash", "scheme", "article"), rows)


def look_up(rng: random.Random, stored: Sequence[Made]) -> None:
    """Time the look-ups one by one, and count the copies found."""
    copies = [(one.article, edited(rng, one.words)) for one in rng.sample(stored, LOOKUPS // 2)]
    asked = copies + [(0, words_of(rng)) for _ in range(LOOKUPS // 2)]
    rng.shuffle(asked)
    took, found = [], 0
    for original, words in asked:
        question = Question(tuple(set(sketch_of(rng, words))))
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
    asked = statement(COPIES, [question])
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {asked.sql}", asked.values)
        for row in cursor.fetchall():
            print("   ", row[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    given = parser.parse_args()
    print(f"in {scratch.FOLDER.name}, if it is SQLite")
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys=OFF")
        else:
            cursor.execute("SET session_replication_role = replica")
    rng = random.Random(7)
    stored, seen = list[Made](), Counter[int]()
    size = 0
    for wanted in given.sizes:
        start = time.perf_counter()
        stored += grow(rng, range(size + 1, wanted + 1), seen)
        size = wanted
        print(f"{size:>12,} reports, grown in {time.perf_counter() - start:,.0f} s ({connection.vendor})")
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        look_up(rng, stored)
    plan(Question(tuple(sketch_of(rng, stored[0].words))))


if __name__ == "__main__":
    main()
