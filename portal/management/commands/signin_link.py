"""``manage.py signin_link EMAIL``."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.accounts import signin_link


class Command(BaseCommand):
    help = "Print an address that signs one person of the staff in, once, within ten minutes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        del args
        user = User.objects.filter(email__iexact=options["email"], is_active=True).first()
        if user is None:
            raise CommandError(
                f"No active account has the address {options['email']}. "
                "`manage.py add_staff` makes one."
            )
        self.stdout.write(signin_link(user))
