"""People of the staff."""

from itertools import count

from django.contrib.auth.models import User

from portal.invitations import invite

PASSWORD = "a lamp in the window"
_numbers = count(1)


def make_staff(*roles: str, name: str = "", email: str = "") -> User:
    """Somebody with these roles, and ``PASSWORD``."""
    number = next(_numbers)
    email = email or f"staff{number}@lantern.example"
    user = invite(email, name=name or f"Person {number}", roles=roles)
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user
