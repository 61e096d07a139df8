from argparse import ArgumentParser
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Act, Seal
from accounts.models.act import VERIFIED
from accounts.sealing import verify

TOLD = 20
"""So many findings are told; the first is what matters."""


class Command(BaseCommand):
    help = "Walks the chain of seals and names the first act that was edited, removed or put in behind."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--head", default="", help="A hash that this command told earlier; it has to be there.")

    def handle(self, *args: Any, **options: Any) -> None:
        newest = Seal.objects.newest()
        if newest is None:
            raise CommandError("Nothing is sealed yet; the worker seals once a minute (manage.py worker).")
        findings = list(islice(verify(options["head"]), TOLD))
        Act.objects.record(VERIFIED, newest, by=None, after={"holds": not findings})
        if findings:
            raise CommandError("\n".join(finding.says for finding in findings))
        self.stdout.write(f"All {newest.number} seals hold. The head, to be kept elsewhere: {newest.digest}")
