from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from operation.backup import back_up, prune
from operation.manifest import BackupError, verify


class Command(BaseCommand):
    help = "Writes all that is stored, as of one moment, into a new folder; editors can go on. Or verifies one."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, help="where backups are kept (NUTGRAF_BACKUPS)")
        parser.add_argument(
            "--keep", type=int, metavar="N", help="afterwards, remove all backups there but the newest N"
        )
        parser.add_argument(
            "--verify", type=Path, metavar="BACKUP", help="only read this backup, and say if it is whole"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"] is not None and options["keep"] < 1:
            raise CommandError("--keep must be 1 or more.")
        try:
            self.verify(options["verify"]) if options["verify"] else self.back_up(options)
        except BackupError as error:
            raise CommandError(str(error)) from error

    def verify(self, folder: Path) -> None:
        manifest = verify(folder)
        self.stdout.write(
            f"{folder} is whole: {manifest.rows} rows of {manifest.made_at}, up to change {manifest.seq}."
        )

    def back_up(self, options: dict[str, Any]) -> None:
        folder, now = options["folder"] or settings.BACKUP_DIR, timezone.now()
        made = back_up(folder, now)
        self.stdout.write(str(made))
        for gone in prune(folder, options["keep"], now) if options["keep"] else ():
            self.stderr.write(f"Removed {gone}")
