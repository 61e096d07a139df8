from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.sealing import Broken, look_over


class Command(BaseCommand):
    help = "Walks the chain of seals and names the first act that was edited, removed or put in behind."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--head", default="", help="A hash that this command told earlier; it has to be there.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            newest = look_over(options["head"])
        except Broken as error:
            raise CommandError(str(error)) from error
        if newest is None:
            raise CommandError("Nothing is sealed yet; the worker seals once a minute (manage.py worker).")
        self.stdout.write(f"All {newest.number} seals hold. The head, to be kept elsewhere: {newest.digest}")
