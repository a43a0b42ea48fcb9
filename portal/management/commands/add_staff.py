"""``manage.py add_staff EMAIL --role ROLE``."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from portal.accounts import signin_link
from portal.roles import ROLES, give_role


class Command(BaseCommand):
    help = (
        "Make an account for one person of the staff, or give one another role, and print "
        "the address with which they come in and choose a password."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--role", required=True, choices=ROLES, action="append", dest="roles")
        parser.add_argument("--name", default="", help="as colleagues say it")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        del args
        email = options["email"].strip().lower()
        try:
            validate_email(email)
        except ValidationError:
            self.stderr.write(f"{email} is not a mail address.")
            raise SystemExit(1) from None
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            user = User.objects.create_user(email, email, None, first_name=options["name"])
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        for role in options["roles"]:
            give_role(user, role)
        self.stdout.write(f"{email}: {', '.join(options['roles'])}. Comes in within ten minutes at")
        self.stdout.write(signin_link(user))
