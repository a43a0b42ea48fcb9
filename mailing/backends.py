"""Ways out for a mail: files in the demonstration, and SMTP that says how far it came."""

import contextlib
import os
import secrets
import smtplib
import time
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import MIMEMixin, sanitize_address

OK = 250
FORWARDED = 251
PERMANENT = 500  # RFC 5321: 4yz not now, 5yz never


class Undelivered(Exception):
    """The mail certainly did not go out, and can be tried again."""


class ServerAway(Undelivered):
    """No mail goes out at the moment: the server cannot be reached or refuses us."""


class RecipientRefused(Exception):
    """The server says for good that this address takes no mail."""


class MailRefused(Exception):
    """The server refuses this mail for good, whoever it is for."""


class Uncertain(Exception):
    """The text was handed over and no answer came: it may have gone out."""


class SmtpBackend(EmailBackend):
    """Django's SMTP backend, telling apart what went wrong before and after the text went out."""

    def open(self) -> bool | None:
        """Connect and sign in.

        Raises:
            ServerAway: no connection, or the server does not take our name.
        """
        try:
            return super().open()
        except OSError as problem:  # smtplib's own errors are OSErrors too
            raise ServerAway(type(problem).__name__) from problem

    def close(self) -> None:
        """Say goodbye; a server that does not answer it has the mail all the same."""
        with contextlib.suppress(OSError):
            super().close()
        self.connection = None

    def _send(self, email_message: EmailMessage) -> bool:
        """Hand over one mail to one recipient.

        Raises:
            Undelivered, RecipientRefused, MailRefused, Uncertain: as their names say.
        """
        smtp = self.connection
        if smtp is None:
            raise ServerAway("no connection")
        encoding = email_message.encoding or settings.DEFAULT_CHARSET
        sender = sanitize_address(email_message.from_email, encoding)
        (recipient,) = (sanitize_address(to, encoding) for to in email_message.recipients())
        text = _on_the_wire(email_message)
        try:
            smtp.ehlo_or_helo_if_needed()
            code, _answer = smtp.mail(sender)
            if code != OK:
                raise ServerAway(f"sender refused ({code})")
            code, _answer = smtp.rcpt(recipient)
        except OSError as problem:
            raise Undelivered(type(problem).__name__) from problem
        if code >= PERMANENT:
            raise RecipientRefused(f"recipient refused ({code})")
        if code not in {OK, FORWARDED}:
            raise Undelivered(f"recipient not taken now ({code})")
        return _hand_over(smtp, text)


def _on_the_wire(message: EmailMessage) -> bytes:
    return cast("MIMEMixin", message.message()).as_bytes(linesep="\r\n")


def _hand_over(smtp: smtplib.SMTP, text: bytes) -> bool:
    """Send the text; only what fails after its last line leaves a doubt."""
    try:
        code, _answer = smtp.data(text)
    except smtplib.SMTPDataError as problem:  # refused before the text was sent
        code = problem.smtp_code
    except OSError as problem:
        raise Uncertain(type(problem).__name__) from problem
    if code >= PERMANENT:
        raise MailRefused(f"text refused ({code})")
    if code != OK:
        raise Undelivered(f"text not taken now ({code})")
    return True


class EmlBackend(BaseEmailBackend):
    """Writes each mail to a file of its own in ``DEMO_MAIL_DIR``; a file is there whole or not."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the mails; their names sort by time."""
        folder = Path(settings.DEMO_MAIL_DIR)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for message in email_messages:
            name = f"{time.time_ns():020d}-{secrets.token_hex(4)}"
            unfinished = folder / f".{name}"
            with unfinished.open("wb") as file:
                file.write(_on_the_wire(message))
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(folder / f"{name}.eml")
        return len(email_messages)
