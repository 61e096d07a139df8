"""Eight at a time: two savers, two publishers, a publish against a save, double submits; and two workers on one heap."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from tests.operation import installations
from tests.operation.installations import ROOT
from tests.operation.production import until
from tests.trials.form import times

ROUNDS = times(1, 200)
ITEMS = times(50, 1_000)


def the_rest(told: list[Any], won: Any, *others: Any) -> bool:
    return told.count(won) == 1 and all(one in (won, *others) for one in told)


def check(row: dict[str, Any]) -> bool:
    """One winner, and the others are told; nothing of the winner's text is lost."""
    told, body = row["told"], row["body"]
    saved = [text for text in row["revisions"] if "Saver" in text]
    match row["game"]:
        case "save":
            return the_rest(told, 200, 412) and saved == [body]
        case "publish":
            return the_rest(told, 200, 400) and row["editions"] == 1
        case "submit":  # the same answer for all that came after it, or: ask again in a moment
            return set(told) <= {200, 409} and 200 in told and row["editions"] == 1
        case "click":
            return the_rest(told, "out", "meantime") and row["editions"] == 2
    savers, publishers = told[1::2], told[0::2]
    whole = row["live"] in (body, *row["revisions"]) or "Nobody has said" in row["live"]
    return the_rest(savers, 200, 412) and the_rest(publishers, 200, 400) and saved == [body] and whole


def test_of_eight_one_wins_and_the_others_are_told(tmp_path: Path) -> None:
    site = installations.like_this_one(tmp_path / "site")
    command = [sys.executable, "-m", "tests.trials.racing", str(ROUNDS)]
    environment = site.environment | {"NUTGRAF_API_KEY_RATE": "0", "NUTGRAF_API_RATE": "0"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows.pop() == {"half done": []}
    assert len(rows) == 5 * ROUNDS
    assert [row for row in rows if not check(row)] == []
    print(
        f"{ROUNDS} rounds:", Counter(f"{row['game']} {sorted(Counter(map(str, row['told'])).items())}" for row in rows)
    )


HEAP = """
import django; django.setup()
from django.utils import timezone
from sources.arrival import Delivery
from sources.jobs import open_job
from sources.readers.items import from_text
from sources.text.types import Hints
from tests import factories
def item(n):
    text = factories.LIGHTHOUSE.replace("Stora Skar", f"Skar {n}").replace("310,000", f"{n},000").replace("Maja", f"Maja{n}")
    return from_text(text, str(n), Hints(outlet=f"Paper {n % 7}", url=f"https://paper.example/%d" % n))
fresh, repeated = COUNT * 7 // 10, COUNT * 3 // 10
order = [*range(fresh), *range(repeated)]
for half in (order[0::2], order[1::2]):
    open_job([item(n) for n in half], Delivery("api", None, timezone.now()), "half a heap")
"""


def test_two_workers_on_one_heap_make_no_article_twice(tmp_path: Path) -> None:
    site = installations.like_this_one(tmp_path / "site")
    site.python(HEAP.replace("COUNT", str(ITEMS)))
    command = [sys.executable, "manage.py", "worker"]
    workers = [subprocess.Popen(command, cwd=ROOT, env=site.environment) for _ in range(2)]
    try:
        waiting = "SELECT 1 FROM sources_ingestitem WHERE state = 'waiting'"
        seconds = until(lambda: not site.ask(waiting), 1_200)
    finally:
        for worker in workers:
            worker.terminate()
        assert [worker.wait(60) for worker in workers] == [0, 0]
    outcomes = Counter(row[0] for row in site.ask("SELECT outcome FROM sources_ingestitem WHERE state = 'done'"))
    assert outcomes.total() == ITEMS
    assert outcomes["known"] == ITEMS * 3 // 10
    assert site.ask("SELECT count(*) FROM sources_sourcearticle") == [(ITEMS * 7 // 10,)]
    assert site.ask("SELECT count(*) FROM sources_rawtext") == [(ITEMS * 7 // 10,)]
    print(f"two workers, {ITEMS} items in {seconds:.0f} s: {dict(outcomes)}")
