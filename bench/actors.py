"""What recognising and linking the actors of a report costs: `python -m bench.actors [FILE.jsonl] [--aliases 50000]`.

The reports of a stream are prepared, then linked in batches, as the pipeline does it, into a fresh database (SQLite in
a temporary folder, or `DATABASE_URL`): once with an empty table of actors, once with so many aliases in it. Printed:
processor time of each, their ratio, the process's memory, and what a list of open questions costs. A name that is
added then is found by the next look-up: nothing is kept in memory.
"""

import argparse
import random
import resource
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from bench import scratch
from sources import alike, bulk
from sources.arrival import Delivery, Read, receive
from sources.cases import Case
from sources.knowing import Known, key
from sources.linking import link
from sources.models import Actor, ActorName, Namesakes
from sources.opening import open_item
from sources.pipeline import BATCH, given_for
from sources.preparing import prepare
from sources.readers.items import Intake, from_lines
from sources.readers.types import Item
from sources.reading import keep_readings
from sources.text import clean, names
from sources.text.naming.lists import GIVEN_NAMES

STREAM = Path(__file__).resolve().parents[1] / "../shared/data/overlap/articles.jsonl"
GIVEN = sorted(GIVEN_NAMES)
SYLLABLES = [consonant + vowel for consonant in "bdfghjklmnprstvwz" for vowel in "aeiou"]
LIMIT = 25.0


def milliseconds(work: Callable[[], object], count: int) -> float:
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start) / count


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def fill(aliases: int) -> None:
    """Made-up actors with two names each, asked about as the pipeline does it."""
    rng = random.Random(5)
    now = Actor.objects.count()
    actors = [Actor(name=_name(rng), kind="person", state="confirmed") for _ in range(aliases // 2)]
    Actor.objects.bulk_create(actors, batch_size=5000)
    spellings = [(actor, name) for actor in actors for name in (actor.name, _name(rng))]
    rows = [(actor.pk, name, key(name), "", "name", "asserted") for actor, name in spellings]
    bulk.insert(ActorName, ("actor", "name", "folded", "language", "kind", "state"), rows)
    pks = [actor.pk for actor in actors]
    asked = milliseconds(lambda: [alike.ask(set(pks[n : n + 500])) for n in range(0, len(pks), 500)], len(rows))
    print(f"{len(rows):,} aliases of {len(actors):,} actors beside {now:,} others; {asked:.2f} ms to ask about each")


def _name(rng: random.Random) -> str:
    surname = "".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))).capitalize()
    return f"{rng.choice(GIVEN).capitalize()} {surname}"


def link_all(items: Sequence[Item]) -> float:
    """Processor milliseconds to link a report; what was stored is rolled back."""
    opened = [open_item(item) for item in items]
    reads = [Read(one, prepare(given_for(one))) for one in opened]
    spent = 0.0
    with transaction.atomic():
        for start in range(0, len(reads), BATCH):
            arrivals = receive(reads[start : start + BATCH], Delivery("command", None, timezone.now()))
            cases = [Case(one.article, one.prepared) for one in arrivals if one.prepared]
            keep_readings(cases)
            spent += milliseconds(lambda cases=cases: link(cases), 1)  # type: ignore[misc]
        transaction.set_rollback(True)
    return spent / len(reads)


def recognise(items: Sequence[Item]) -> float:
    documents = [open_item(item).document for item in items]
    read = [(one.text, clean.segment(one.text, one.hints, one.layout), one.hints.language or "en") for one in documents]
    return milliseconds(lambda: [names.mentions(*one) for one in read], len(read))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stream", nargs="?", type=Path, default=STREAM)
    parser.add_argument("--aliases", type=int, default=50_000)
    parser.add_argument("--limit", type=int, default=300)
    given = parser.parse_args()
    print(f"{connection.vendor}, in {scratch.FOLDER.name} if it is SQLite")
    call_command("migrate", verbosity=0)
    with given.stream.open("rb") as lines:
        items = list(islice(from_lines(lines, Intake()), given.limit))
    link_all(items[:BATCH])
    found = recognise(items)
    empty = link_all(items)
    before = memory()
    fill(given.aliases)
    filled, after = memory(), link_all(items)
    total = found + after
    print(f"recognition {found:6.2f} ms of processor a report")
    print(f"linking     {empty:6.2f} ms, empty table   {after:6.2f} ms, full table   ratio {after / empty:.2f}")
    print(f"together    {total:6.2f} ms   limit {LIMIT:.0f} ms   {'under' if total < LIMIT else 'OVER'} it")
    print(f"memory      {before:.0f} MB before the table, {filled:.0f} MB with it, {memory():.0f} MB after linking")
    asked = milliseconds(lambda: [alike.proposals(50) for _ in range(20)], 20)
    print(f"questions   {Namesakes.objects.count():,} open, a list of 50 in {asked:.2f} ms")
    _a_new_name_is_found()


def _a_new_name_is_found() -> None:
    actor = Actor.objects.create(name="Zora Neubau", kind="person")
    ActorName.objects.create(actor=actor, name=actor.name)
    known = Known()
    known.load([key("Zora Neubau")])
    meant = known.whom(names.FoundActor("zora neubau", "Zora Neubau", "person", (), ()))
    print(f"a new name  {'found' if meant == actor else 'NOT found'} by the next look-up")


if __name__ == "__main__":
    main()
