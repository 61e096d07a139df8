from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from operation.manifest import BackupError
from operation.restoring import restore


class Command(BaseCommand):
    help = "Fills an empty database with what a backup holds, of whichever database it was made; all of it or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("backup", type=Path, help="the folder that `manage.py backup` made")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = restore(options["backup"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{manifest.rows} rows are back, as they were at {manifest.made_at}: {manifest.acts} acts, up to change "
            f"{manifest.seq}. Start web and worker, and see what `manage.py check_installation` says."
        )
