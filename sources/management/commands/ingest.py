import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from tqdm import tqdm

from sources.arrival import Delivery
from sources.opening import intake
from sources.pipeline import ingest
from sources.readers.items import Intake, from_paths
from sources.readers.types import Item
from sources.report import Report


class Command(BaseCommand):
    help = "Takes in raw reports: files, folders, addresses, - for standard input. See docs/ingest-report.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, an address, or -")
        parser.add_argument("--outlet", default="", help="the outlet of items that name none")
        parser.add_argument("--dry-run", action="store_true", help="store nothing; say what would become of each item")
        parser.add_argument("--report", metavar="FILE", help="write one JSON line for each item, in input order")

    def handle(self, *args: Any, **options: Any) -> None:
        items = with_progress(options["paths"], intake(options["outlet"]))
        delivery = Delivery("command", None, timezone.now())
        counts: Counter[str] = Counter()
        report = Report(options["dry_run"])
        with ExitStack() as stack:
            lines = stack.enter_context(_opened(options["report"])) if options["report"] else None
            if options["dry_run"]:
                stack.enter_context(transaction.atomic())
                stack.callback(transaction.set_rollback, True)
            for outcome in ingest(items, delivery):
                counts[outcome.outcome] += 1
                if lines:
                    lines.write(json.dumps(report.line(outcome), ensure_ascii=False) + "\n")
                if outcome.error:
                    self.stderr.write(f"{outcome.item.id}: {outcome.error}")
        self.stdout.write(
            ", ".join(f"{n} {word.replace('_', ' ')}" for word, n in counts.items()) or "nothing to take in"
        )
        if counts["rejected"]:
            raise CommandError(
                f"{counts['rejected']} of {counts.total()} items were rejected; the reasons stand above."
            )


def with_progress(paths: list[str], given: Intake) -> Iterable[Item]:
    """The items, with a bar on a terminal. To know how many there are, what can be read twice is."""
    items = from_paths(paths, sys.stdin.buffer, given)
    if not sys.stderr.isatty():
        return items
    total = None if "-" in paths else sum(1 for _ in from_paths(paths, sys.stdin.buffer, given))
    bar: Iterable[Item] = tqdm(items, total=total, unit=" items", leave=False)
    return bar


def _opened(path: str) -> Any:
    try:
        return Path(path).open("w", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"The report {path} cannot be written: {error.strerror}.") from error
