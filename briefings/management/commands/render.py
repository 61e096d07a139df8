import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from accounts.models.sequence import changed_beside_editions
from briefings import searching
from briefings.indexing import index_again
from briefings.models import Edition
from briefings.rendering import RENDERER, render


class Command(BaseCommand):
    help = (
        "Makes the renditions of all editions anew, and the rows by which they are looked up (actors, topics, outlets, "
        "months): when the templates or the site's name changed, and after an upgrade."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="also those that this renderer made")

    def handle(self, *args: Any, **options: Any) -> None:
        editions = Edition.objects.order_by("pk")
        if not options["all"]:
            editions = editions.exclude(renditions__renderer=RENDERER)
        for edition in editions.listed().order_by("pk").iterator(chunk_size=50):
            index_again(edition)
            searching.keep(edition, json.loads(bytes(edition.document)))
        count = 0
        for edition in editions.iterator(chunk_size=50):
            render(edition)
            count += 1
        changed_beside_editions()
        self.stdout.write(f"{count} editions rendered")
