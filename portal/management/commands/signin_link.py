"""``manage.py signin_link EMAIL``."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.signin import NoSuchAccount, make_link


class Command(BaseCommand):
    help = "Print an address that signs one member of the staff in, once, within ten minutes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address of an account that exists")

    def handle(self, *args: object, email: str, **options: object) -> None:
        del args, options
        try:
            self.stdout.write(make_link(email))
        except NoSuchAccount as problem:
            advice = f"{problem} Invite the person with: manage.py add_staff {email} --role ROLE"
            raise CommandError(advice) from problem
