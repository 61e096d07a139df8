import sys
from typing import Any

from django.core.management.base import BaseCommand

from operation.installation import Lack, lacks


class Command(BaseCommand):
    help = "Says what is missing for production. Ends with 1 when something must be mended; advice alone ends with 0."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        found = lacks()
        must = [lack for lack in found if lack.must]
        self.tell("To be mended:", must)
        self.tell("Advice:", [lack for lack in found if not lack.must])
        if must:
            sys.exit(1)
        self.stdout.write("Nothing has to be mended.")

    def tell(self, heading: str, lacks: list[Lack]) -> None:
        if lacks:
            self.stdout.write("\n".join([heading, *(f"- {lack.words}" for lack in lacks), ""]))
