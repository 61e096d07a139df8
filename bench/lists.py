"""What the desk's list of reports costs as the archive grows: `python -m bench.lists [--sizes 1000 100000]`.

Reports are copied row by row from one that was read, into a scratch database (SQLite, or that of `DATABASE_URL`).
Printed for each size and each way to ask: statements, CPU time of this process, and time by the clock, which on
PostgreSQL holds the database's own. The best of ROUNDS.
"""

import argparse
import time
from itertools import islice
from typing import Any, TypeVar

from bench import scratch  # isort: skip

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from uuid6 import uuid7

from sources.models import RawText, SourceArticle
from tests import factories

Row = TypeVar("Row", bound=Model)
LIST = "/admin/sources/sourcearticle/"
ASKED = {
    "first page": "",
    "page 10": "?p=10",
    "state": "?state__exact=accepted",
    "search": "?q=lamp+77",
    "by outlet": "?o=2",
}
ROUNDS = 5
CHUNK = 1_000


def grow(first: SourceArticle, until: int) -> None:
    """More reports like the first, one of a hundred of them accepted."""
    numbers = iter(range(SourceArticle.objects.count(), until))
    while chunk := list(islice(numbers, CHUNK)):
        at = timezone.now()
        raws = [
            renewed(first.raw, received_at=at, sha256=f"{number:064x}", identity=f"{number:064x}") for number in chunk
        ]
        RawText.objects.bulk_create(raws)
        states = ["accepted" if number % 100 == 0 else "inbox" for number in chunk]
        titles = [f"The lamp {number} of the harbour burns again" for number in chunk]
        rows = zip(raws, states, titles, strict=True)
        SourceArticle.objects.bulk_create(renewed(first, raw=raw, state=s, headline=title) for raw, s, title in rows)


def renewed(row: Row, **values: Any) -> Row:
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.generated}
    named = {name: value for name, value in kept.items() if name != "id" and name.removesuffix("_id") not in values}
    return type(row)(**{**named, **({"uid": uuid7()} if "uid" in named else {}), **values})


def measure(client: Client) -> None:
    for name, query in ASKED.items():
        best = (float("inf"), float("inf"))
        for _ in range(ROUNDS):
            with CaptureQueriesContext(connection) as asked:
                cpu, wall = time.process_time(), time.perf_counter()
                answer = client.get(LIST + query)
                best = min(best, (1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - wall)))
            assert answer.status_code == 200
        print(f"  {name:<12} {len(asked):>3} statements   {best[0]:7.1f} ms CPU   {best[1]:7.1f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000])
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    first = factories.article()
    client = Client()
    client.force_login(factories.person("editor"))
    print(f"{connection.vendor}, in {scratch.FOLDER.name} if it is SQLite")
    for size in parser.parse_args().sizes:
        grow(first, size)
        print(f"\n{size:,} reports")
        measure(client)
