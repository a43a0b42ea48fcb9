"""The demonstration's staff: one person for each role, with passwords drawn at seeding."""

import secrets
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User

from portal.roles import give_role

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # nothing that is mistaken for something else
GROUPS_OF_LETTERS, LETTERS = 4, 4

# First name, role; two moderators, because a second look is never given by the first.
STAFF = (
    ("Ana", "moderator"),
    ("Ben", "moderator"),
    ("Chioma", "safeguarding"),
    ("Dara", "editor"),
    ("Elif", "campaign owner"),
    ("Farid", "operator"),
)


@dataclass(frozen=True)
class SignIn:
    """What a person of the demonstration signs in with; shown once."""

    role: str
    email: str
    password: str


def make_staff() -> list[SignIn]:
    """Make the people and draw their passwords (80 bits each)."""
    return [_make(name, role) for name, role in STAFF]


def _make(name: str, role: str) -> SignIn:
    email = f"{name.lower()}@demo.example"
    password = "-".join(
        "".join(secrets.choice(ALPHABET) for _letter in range(LETTERS))
        for _group in range(GROUPS_OF_LETTERS)
    )
    person = User.objects.create_user(name.lower(), email, password, first_name=name)
    give_role(person, role)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return SignIn(role, email, password)
