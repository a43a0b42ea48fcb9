"""From a letter to the wire."""

import uuid
from email.utils import parseaddr
from typing import TypedDict

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection


class Letter(TypedDict):
    """What a sealed mail holds."""

    to: str
    subject: str
    text: str
    html: str
    unsubscribe_url: str


def hand_over(letter: Letter, *, message_id: uuid.UUID) -> None:
    """Send ``letter`` through the configured backend.

    Raises:
        Undelivered, RecipientRefused, MailRefused, Uncertain: from ``mailing.backends``.
    """
    message = EmailMultiAlternatives(
        subject=letter["subject"],
        body=letter["text"],
        to=[letter["to"]],
        headers=_headers(letter, message_id),
        connection=get_connection(),
    )
    if letter["html"]:
        message.attach_alternative(letter["html"], "text/html")
    message.send()


def _headers(letter: Letter, message_id: uuid.UUID) -> dict[str, str]:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {"Message-ID": f"<{message_id}@{domain}>", "Auto-Submitted": "auto-generated"}
    if letter["unsubscribe_url"]:
        headers["List-Unsubscribe"] = f"<{letter['unsubscribe_url']}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
