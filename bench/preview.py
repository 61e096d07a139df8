"""What a keystroke in the composer costs: `python -m bench.preview [--words 5000] [--marks 150]`.

Two briefings in a fresh database (SQLite in a temporary folder, or `DATABASE_URL`): an empty one, and a long one with
marks of which every second cites a passage. Asked as the composer asks, through the whole stack: the text with its
marks (each keystroke), the whole page (when it is opened and when a mark is set), the look at quotations (when one
stops typing), and the screen itself. Printed: the fastest and the median answer in milliseconds, their queries, and
the ratio to the empty briefing.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench import scratch
from briefings import anchoring, citing, composing, saving
from briefings.models import Annotation, Briefing
from sources.arrival import Delivery
from sources.models import SourceArticle
from sources.pipeline import ingest_one
from sources.readers.items import from_text
from sources.text.types import Hints

ROUNDS = 15
PARAGRAPH = (
    "The harbour of Vessen handled **{n} crates** of pears in week {n}, the clerk wrote in ledger {n}. "
    "Nobody weighed the [crates]({link}{n}) twice, and some stood on the quay until Monday. "
)
REPORT = "Crates of Vessen\n\nBy Nora Vane\n4 October 2026\n\n" + " ".join(
    f"The clerk wrote {n} crates into ledger {n} of the harbour." for n in range(200)
)


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one question to the desk."""

    fastest: float
    median: float
    queries: int


def briefing(words: int, marks: int, by: Any) -> Briefing:
    report = ingest_one(from_text(REPORT, "crates", Hints(outlet="Ledger")), Delivery("command", None, timezone.now()))
    assert isinstance(report.article, SourceArticle)
    paragraph_count = words // len(PARAGRAPH.split()) // 3
    paragraphs = [
        "".join(PARAGRAPH.format(n=3 * at + k, link="https://x.example/") for k in range(3))
        for at in range(paragraph_count)
    ]
    found = Briefing.objects.create(
        headline="Crates", slug=f"crates-{words}", standfirst="Crates.", body="\n\n".join(paragraphs),
        story=report.article.membership.story,
    )  # fmt: skip
    text = composing.plain(found)
    for number in range(marks):
        start = text.index(f"{number} crates")
        place = anchoring.select(text, start, start + len(f"{number} crates"))
        row = Annotation.objects.create(
            briefing=found, kind="citation" if number % 2 else "context", note="A crate weighs 20 kg.",
            exact=place.exact, prefix=place.prefix, suffix=place.suffix, start=place.start, end=place.end,
        )  # fmt: skip
        if number % 2:
            citing.cite(report.article, f"The clerk wrote {number} crates", row)
    saving.save(found, expected=0, by=by)
    return found


def cost(ask: Callable[[], object]) -> Cost:
    ask()
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - start))
    with CaptureQueriesContext(connection) as queries:
        ask()
    return Cost(min(taken), statistics.median(taken), len(queries))


def asking(client: Client, written: Briefing, wanted: str) -> Callable[[], object]:
    """Each time for another text, as if one typed on."""
    look = reverse("admin:briefings_as_typed", args=[written.pk])
    typed = count()

    def ask() -> None:
        answer = client.post(look, {"body": f"{written.body}\n\nWord {next(typed)}.", "wanted": wanted}).json()
        assert "error" not in answer, answer

    return ask


def costs(client: Client, written: Briefing) -> dict[str, Cost]:
    screen = reverse("admin:briefings_briefing_change", args=[written.pk])
    return {
        "keystroke": cost(asking(client, written, "")),
        "whole page": cost(asking(client, written, "page")),
        "quotations": cost(asking(client, written, "faults")),
        "the screen": cost(lambda: client.get(screen)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=5000)
    parser.add_argument("--marks", type=int, default=150)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    person = get_user_model().objects.create_superuser("editor", password="!")
    client = Client()
    client.force_login(person)
    empty, full = costs(client, briefing(0, 0, person)), costs(client, briefing(options.words, options.marks, person))
    for name, one in full.items():
        least = empty[name]
        most = f"{one.fastest:5.0f} ms (median {one.median:.0f}), {one.queries} queries"
        print(
            f"{name:>11}  {most} · empty: {least.fastest:.0f} ms, {least.queries} · ×{one.fastest / least.fastest:.1f}"
        )
    scratch.FOLDER.cleanup()


if __name__ == "__main__":
    main()
