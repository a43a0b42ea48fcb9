"""Who may have an account, and how its mails and limits work: people whom an operator invited."""

import uuid
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.crypto import seal, unseal
from common.ratelimit import Limit, check
from common.requests import client_address, keyed_hash, network_key
from mailing.outbox import send_later
from portal.roles import home_of

# Every attempt counts, right or wrong. A stranger who spends an account's attempts keeps its owner
# out for five minutes at most, and not from a passkey.
ACCOUNT_LIMIT = Limit(10, 300)
NETWORK_LIMIT = Limit(30, 300)

# What allauth tells an account's owner, each by the name of its template.
NOTICES = {
    "account/email/password_changed": _("Your password was changed."),
    "account/email/password_reset": _("Your password was set anew, by the link we mailed you."),
    "account/email/password_set": _("A password was set."),
    "mfa/email/totp_activated": _("An authenticator app was added."),
    "mfa/email/totp_deactivated": _("The authenticator app was removed."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made; the old ones are void."),
    "mfa/email/webauthn_added": _("A passkey was added."),
    "mfa/email/webauthn_removed": _("A passkey was removed."),
}


class InviteOnlyAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves, and no request waits for a mail server."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Readers and supporters need no account; staff are invited."""
        del request
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The desk of the person's role."""
        return home_of(request.user)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Back to signing in."""
        del request
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account."""
        del request
        return reverse("account")

    def get_client_ip(self, request: HttpRequest) -> str:
        """The peer, or what a trusted proxy says."""
        return client_address(request)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """An address of the site as it calls itself, whatever host the request named."""
        path = urlsplit(super().get_reset_password_from_key_url(key)).path
        return f"{settings.SITE_URL}{path}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401
        """Count the attempt against the account and the network, in every process alike."""
        name = str(credentials.get("email") or credentials.get("username") or "").casefold()
        verdicts = [
            check("sign-in account", keyed_hash("sign-in", name), ACCOUNT_LIMIT),
            check("sign-in network", network_key(request), NETWORK_LIMIT),
        ]
        if not all(verdict.allowed for verdict in verdicts):
            wait = max(verdict.retry_after_seconds for verdict in verdicts)
            raise forms.ValidationError(
                _("Too many attempts. Please try again in %(minutes)d minutes."),
                params={"minutes": wait // 60 + 1},
            )
        self._login_failed_rl_usage = None

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the mail into the outbox: a reset link, or a notice of what was changed."""
        template, facts = _letter(template_prefix, context)
        with transaction.atomic():
            send_later(
                template=template,
                to=email,
                context=facts,
                dedupe_key=f"{template}:{uuid.uuid4()}",
                repeatable=True,
            )


def _letter(prefix: str, context: dict[str, Any]) -> tuple[str, dict[str, object]]:
    if prefix in NOTICES:
        return "account_notice", {"what": str(NOTICES[prefix])}
    if prefix == "account/email/password_reset_key":
        return "account_reset", {"reset_url": context["password_reset_url"]}
    raise LookupError(f"There is no mail for {prefix}.")


class SecondFactorAdapter(DefaultMFAAdapter):
    """The secrets of authenticator apps are kept encrypted, as unscreened comments are."""

    def encrypt(self, text: str) -> str:
        """The secret as it is stored."""
        return seal(text).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret."""
        return unseal(encrypted_text.encode())
