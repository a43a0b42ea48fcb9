"""Making an account for somebody of the staff."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.db import transaction

from portal.roles import give_role


@transaction.atomic
def invite(email: str, *, name: str = "", roles: Iterable[str] = ()) -> User:
    """Make the account, or find it, and add the roles; a new one has no password yet."""
    email = email.strip().lower()
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create_user(email[:150], email, first_name=name[:150])
    EmailAddress.objects.get_or_create(
        user=user, email=user.email.lower(), defaults={"verified": True, "primary": True}
    )
    user.is_active = True
    user.first_name = name[:150] or user.first_name
    user.save(update_fields=["is_active", "first_name"])
    for role in roles:
        give_role(user, role)
    return user
