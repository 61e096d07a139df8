from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import lockout, second_step
from accounts.models import User
from accounts.throttling import is_address


class Command(BaseCommand):
    help = "Lets somebody in again who is locked out: by user name, or by address. With --second-step, without a code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("who", help="A user name or an address.")
        parser.add_argument("--second-step", action="store_true", help="Take the second step away too.")

    def handle(self, *args: Any, **options: Any) -> None:
        who = options["who"]
        gone = lockout.let_in(set() if is_address(who) else {who}, {who} if is_address(who) else set(), by=None)
        self.stdout.write(f"{who} is let in again." if gone else f"{who} was not locked out.")
        if options["second_step"]:
            user = User.objects.filter(username=who).first()
            if user is None:
                raise CommandError(f"No account is named {who}.")
            second_step.reset(user, by=None)
            self.stdout.write(f"The second step of {who} is off; it can be set up anew after the log-in.")
