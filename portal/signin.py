"""Sign-in links that an operator makes at the console: valid for ten minutes, and once."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from common.signing import BadToken, make_token, read_token

VALID_FOR: Final = timedelta(minutes=10)
_PURPOSE: Final = "portal.sign_in"


class NoSuchAccount(LookupError):
    """No active account has this address."""


def make_link(email: str) -> str:
    """The address that signs the owner of ``email`` in.

    Raises:
        NoSuchAccount: nobody is invited under this address, or the account is closed.
    """
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise NoSuchAccount(f"There is no active account for {email}.")
    token = make_token(_PURPOSE, [user.pk, _last_login(user)])
    return settings.SITE_URL + reverse("sign_in_link", args=[token])


def read_link(token: str) -> User:
    """The person whom the link would sign in.

    Raises:
        BadToken: forged, too old, or used (anything that signed the person in uses it up).
    """
    payload = read_token(_PURPOSE, token, max_age=VALID_FOR)
    pk, last_login = payload
    user = User.objects.filter(pk=pk, is_active=True).first()
    if user is None or _last_login(user) != last_login:
        raise BadToken
    return user


def use_link(token: str) -> User:
    """Use the link up, and answer whom it signs in; of two at once only one succeeds.

    Raises:
        BadToken: as ``read_link``.
    """
    user = read_link(token)
    before = {"last_login": user.last_login} if user.last_login else {"last_login__isnull": True}
    if not User.objects.filter(pk=user.pk, **before).update(last_login=timezone.now()):
        raise BadToken
    return user


def _last_login(user: User) -> str:
    return user.last_login.isoformat() if user.last_login else ""
