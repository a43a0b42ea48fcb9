"""Who may have an account, and how the staff come in."""

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from common.requests import client_address
from common.signing import BadToken, make_token
from mailing.outbox import send_later
from portal.roles import workplace

LINK_PURPOSE = "signin"


class InviteOnlyAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves; mails go through the outbox; limits see the real peer."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Readers and supporters need no account; staff are invited."""
        del request
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where this person's work begins."""
        assert isinstance(request.user, User)  # noqa: S101  allauth asks after signing in
        return workplace(request.user)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The peer, or what a trusted proxy says of it."""
        return client_address(request)

    @transaction.atomic
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the mail into the outbox: no request waits for a mail server."""
        template = "staff_" + template_prefix.rsplit("/", 1)[-1]
        plain = {key: value for key, value in context.items() if isinstance(value, str)}
        send_later(template=template, to=email, context=plain, dedupe_key=f"staff:{uuid.uuid4()}")


def signin_link(user: User) -> str:
    """An address that signs ``user`` in once within ten minutes; every sign-in ends it."""
    token = make_token(LINK_PURPOSE, [user.pk, _state_of(user)])
    return settings.SITE_URL + reverse("signin_link", args=[token])


def user_of_link(payload: object) -> User:
    """The person a link was made for, locked until the transaction ends.

    Raises:
        BadToken: the person has signed in since, changed the password, or may not come in.
    """
    match payload:
        case [int(pk), str(state)]:
            user = User.objects.select_for_update().filter(pk=pk, is_active=True).first()
            if user is not None and _state_of(user) == state:
                return user
    raise BadToken


def _state_of(user: User) -> str:
    """Changes with every sign-in and every password."""
    signed_in = user.last_login.isoformat() if user.last_login else "never"
    return f"{signed_in} {user.password[-8:]}"
