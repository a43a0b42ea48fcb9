"""``manage.py add_staff EMAIL --role ROLE``."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from portal.invitations import invite
from portal.roles import ROLES
from portal.signin import make_link


class Command(BaseCommand):
    help = (
        "Invite a member of the staff, or give one more roles, and print an address that signs "
        "the person in, once, within ten minutes. The person then sets a password and a second "
        "factor."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="the name that colleagues see")
        parser.add_argument(
            "--role",
            action="append",
            required=True,
            choices=list(ROLES),
            dest="roles",
            help="may be given more than once",
        )

    def handle(
        self, *args: object, email: str, name: str, roles: list[str], **options: object
    ) -> None:
        del args, options
        try:
            validate_email(email)
        except ValidationError as problem:
            raise CommandError(f"{email} is not a mail address.") from problem
        user = invite(email, name=name, roles=roles)
        held = ", ".join(sorted(user.groups.values_list("name", flat=True)))
        self.stdout.write(f"{user.email} is on the staff: {held}.")
        self.stdout.write(make_link(user.email))
